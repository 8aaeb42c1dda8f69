"""Who may see what: the whole table, and what is not in it is hidden."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import cast, get_args

import pytest

from assistant.people import Person, Thing, ThingKind, may_see

ALICE = Person("alice", "Alice")
BOB = Person("bob", "Bob", roles=frozenset({"coach"}))
CHARLIE = Person("charlie", "Charlie", roles=frozenset({"coach"}))
DANA = Person("dana", "Dana", roles=frozenset({"admin"}))
ERIN = Person("erin", "Erin")  # in Alice's cohort
PEOPLE = (ALICE, BOB, CHARLIE, DANA, ERIN)
KINDS: tuple[ThingKind, ...] = get_args(ThingKind)

# Whom each kind of Alice's things is open to, with Bob her coach and the thing shared with him.
OPEN_TO = {
    "account": {"alice", "dana"},
    "conversation": {"alice"},
    "draft": {"alice", "bob"},
    "self_check": {"alice", "bob"},
    "pursuit": {"alice", "bob"},
    "return": {"alice"},
    "cohort": {"alice", "erin"},
}


@pytest.mark.parametrize(("kind", "viewer"), list(itertools.product(KINDS, PEOPLE)))
def test_a_thing_is_open_to_exactly_those_of_the_table(kind: ThingKind, viewer: Person) -> None:
    thing = Thing(
        kind,
        "alice",
        coach_ids=frozenset({"bob"}),
        shared_with_coach_ids=frozenset({"bob"}),
        member_ids=frozenset({"erin"}),
    )
    assert may_see(viewer, thing) is (viewer.id in OPEN_TO[kind])


@pytest.mark.parametrize("kind", ["draft", "self_check", "conversation", "return"])
def test_what_is_not_shared_is_its_owners_alone(kind: ThingKind) -> None:
    thing = Thing(kind, "alice", coach_ids=frozenset({"bob"}), member_ids=frozenset({"erin"}))
    assert [viewer.id for viewer in PEOPLE if may_see(viewer, thing)] == ["alice"]


def test_who_lost_the_role_of_coach_sees_nothing_of_others() -> None:
    no_coach = replace(BOB, roles=frozenset({"teacher"}))
    shared = Thing("draft", "alice", shared_with_coach_ids=frozenset({"bob"}))
    assert not may_see(no_coach, shared)
    assert not may_see(no_coach, Thing("pursuit", "alice", coach_ids=frozenset({"bob"})))


def test_a_kind_that_nobody_thought_of_is_hidden() -> None:
    everyone = frozenset(person.id for person in PEOPLE)
    thing = Thing(cast(ThingKind, "diary"), "alice", everyone, everyone, everyone)
    assert [viewer.id for viewer in PEOPLE if may_see(viewer, thing)] == ["alice"]
