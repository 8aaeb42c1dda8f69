"""The data inventory: every table and column with its purpose, its end and its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from assistant.data_inventory.people import ABOUT_PEOPLE
from assistant.data_inventory.terms import Kept
from assistant.data_inventory.work import ABOUT_NOBODY, BY_PEOPLE

INVENTORY: Mapping[str, Kept] = {**ABOUT_PEOPLE, **BY_PEOPLE, **ABOUT_NOBODY}

# What the vector store holds of a passage of the catalogue, and of nothing else.
VECTOR_FIELDS: Mapping[str, str] = {
    "id": "the passage's id in the records",
    "embedding": "its vector",
    "credential_id": "the credential that it is of",
}


def by_kind() -> Iterator[tuple[str, Mapping[str, Kept]]]:
    """The tables of each kind, in the order in which the kinds are named first."""
    for kind in dict.fromkeys(kept.kind for kept in INVENTORY.values()):
        yield kind, {name: kept for name, kept in INVENTORY.items() if kept.kind == kind}


def as_json() -> dict[str, Any]:
    """The inventory as JSON types, each column with its readers."""
    return {
        "tables": {
            name: {
                "kind": kept.kind,
                "purpose": kept.purpose,
                "retention": kept.retention,
                "seen_by": kept.seen_by,
                "columns": {column: asdict(kept.column(column)) for column in kept.columns},
            }
            for name, kept in INVENTORY.items()
        },
        "vectors": dict(VECTOR_FIELDS),
    }
