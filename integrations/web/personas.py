"""The people a demo visitor may be, one click apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Persona:
    """One of the demo's people: `key` stands in the cookie, `note` says what she is doing."""

    key: str
    name: str
    person_id: str
    note: str
