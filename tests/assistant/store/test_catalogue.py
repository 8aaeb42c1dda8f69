"""The catalogue in the store: whole or not at all, in its order, with a version that grows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import store as nouns
from assistant.store.records import CredentialRecord, PassageRecord, StackRecord
from assistant.store.session import Store


def _credential(credential_id: str, position: int = 0) -> CredentialRecord:
    return CredentialRecord(
        credential_id, "/c", f"{credential_id}.yaml", "hash", {"id": credential_id}, position
    )


def _passage(credential_id: str, position: int) -> PassageRecord:
    return PassageRecord(
        f"{credential_id}#{position}", credential_id, "competency", "t", "p", "text", position
    )


STACK = StackRecord("lead", "/c", "a.stacks.yaml", "hash", {"id": "lead"}, 0)


def test_an_empty_store_has_an_empty_catalogue(store: Store) -> None:
    with store.reading() as session:
        kept = nouns.catalogue.read_catalogue(session)
        assert nouns.catalogue.catalogue_version(session) == 0
    assert (kept.version, kept.embedder, kept.credentials, kept.stacks, kept.passages) == (
        0,
        None,
        (),
        (),
        (),
    )


def test_what_is_written_is_read_in_its_order(store: Store) -> None:
    passages = tuple(_passage("b", n) for n in (1, 0)) + (_passage("a", 0),)
    with store.session() as session:
        version = nouns.catalogue.write_catalogue(
            session,
            credentials=(_credential("b", 1), _credential("a", 2), _credential("c", 0)),
            passages=passages,
            stacks=(STACK,),
            embedder="local",
        )
    with store.reading() as session:
        kept = nouns.catalogue.read_catalogue(session)
    assert (version, kept.version, kept.embedder) == (1, 1, "local")
    assert [c.id for c in kept.credentials] == ["c", "b", "a"]
    assert [p.id for p in kept.passages] == ["a#0", "b#0", "b#1"]
    assert kept.stacks == (STACK,)


def test_a_replaced_credential_loses_its_old_passages(store: Store) -> None:
    with store.session() as session:
        nouns.catalogue.write_catalogue(
            session,
            credentials=(_credential("a"), _credential("b")),
            passages=(_passage("a", 0), _passage("a", 1), _passage("b", 0)),
            embedder="local",
        )
    changed = replace(_credential("a"), content_hash="other")
    with store.session() as session:
        nouns.catalogue.write_catalogue(
            session, credentials=(changed,), passages=(_passage("a", 0),)
        )
    with store.reading() as session:
        kept = nouns.catalogue.read_catalogue(session)
    assert [p.id for p in kept.passages] == ["a#0", "b#0"]
    assert kept.credentials[0] == changed
    assert (kept.version, kept.embedder) == (2, "local")


def test_removal_takes_the_passages_along(store: Store) -> None:
    many = tuple(_credential(f"c{n:04}", n) for n in range(1200))
    with store.session() as session:
        nouns.catalogue.write_catalogue(
            session,
            credentials=many,
            passages=tuple(_passage(c.id, 0) for c in many),
            stacks=(STACK,),
        )
    with store.session() as session:
        nouns.catalogue.write_catalogue(
            session,
            remove_credentials=[c.id for c in many[1:]],
            remove_stacks=["lead", "never there"],
        )
    with store.reading() as session:
        kept = nouns.catalogue.read_catalogue(session)
    assert [c.id for c in kept.credentials] == ["c0000"]
    assert [p.id for p in kept.passages] == ["c0000#0"]
    assert kept.stacks == ()


def test_a_change_that_fails_leaves_everything_as_it_was(store: Store) -> None:
    with store.session() as session:
        nouns.catalogue.write_catalogue(session, credentials=(_credential("a"),))

    def change_and_fail() -> None:
        with store.session() as session:
            nouns.catalogue.write_catalogue(session, remove_credentials=["a"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    with store.reading() as session:
        assert [c.id for c in nouns.catalogue.read_catalogue(session).credentials] == ["a"]
        assert nouns.catalogue.catalogue_version(session) == 1
