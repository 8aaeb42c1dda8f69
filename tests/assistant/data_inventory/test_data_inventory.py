"""The data inventory names every column that exists and no other, and the page says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.data_inventory import document, terms
from assistant.data_inventory.inventory import INVENTORY, VECTOR_FIELDS, as_json
from assistant.store.models import Row
from assistant.store.person_data import person_columns
from retrieval.index import VectorIndex
from tests.fakes import WordEmbedder

PAGE = Path(__file__).parents[3] / "docs" / "privacy.md"


def test_every_table_and_no_other_is_in_the_inventory() -> None:
    assert set(INVENTORY) == set(Row.metadata.tables)


@pytest.mark.parametrize("table", sorted(Row.metadata.tables))
def test_every_column_and_no_other_is_in_the_inventory(table: str) -> None:
    assert list(INVENTORY[table].columns) == list(Row.metadata.tables[table].columns.keys())


@pytest.mark.parametrize("table", sorted(INVENTORY))
def test_nothing_is_kept_without_a_purpose_an_end_and_readers(table: str) -> None:
    kept = INVENTORY[table]
    assert all([kept.kind, kept.purpose, kept.retention, kept.seen_by])
    for name in kept.columns:
        column = kept.column(name)
        assert column.purpose
        assert column.seen_by


def test_nothing_about_people_is_said_to_be_for_everybody() -> None:
    about_people = {table.name for table, _ in person_columns()} | {"person"}
    open_to_all = {name for name, kept in INVENTORY.items() if kept.seen_by == terms.EVERYBODY}
    assert open_to_all
    assert about_people & open_to_all == set()


def test_secrets_are_seen_by_nobody() -> None:
    for table, kept in INVENTORY.items():
        for name in kept.columns:
            if name.endswith("_hash"):
                assert kept.column(name).seen_by == terms.PROGRAM, (table, name)


def test_what_a_coach_sees_of_a_pursuit_is_five_columns() -> None:
    kept = INVENTORY["pursuit"]
    seen = {name for name in kept.columns if kept.column(name).seen_by == terms.MEMBERS}
    assert seen == {"credential_id", "stage", "since", "attempt", "help_wanted"}


def test_the_vector_store_holds_the_fields_that_are_named_and_no_text(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path)
    index.put(["p1"], ["pauses"], WordEmbedder().embed(["letters to families"]))
    held = index._collection().get(include=["documents", "metadatas", "uris"])
    assert held["ids"] == ["p1"]
    assert not any(held["documents"] or [])
    assert {"id", "embedding", *(held["metadatas"] or [{}])[0]} == set(VECTOR_FIELDS)


def test_the_page_is_what_the_inventory_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == document.markdown(), (
        "docs/privacy.md is old; make it anew: credcoach privacy --markdown > docs/privacy.md"
    )


def test_the_inventory_as_json_and_in_short_names_the_same_tables() -> None:
    assert set(as_json()["tables"]) == set(INVENTORY)
    assert len(document.summary().splitlines()) == len(INVENTORY)
