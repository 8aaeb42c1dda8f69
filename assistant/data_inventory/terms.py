"""The words of the data inventory: a table, its columns, how long, and who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HERSELF = "the person herself"
MEMBERS = "the person herself and the coach of a cohort that she is in"
SHARED = "the person herself, and her coach for as long as she shares it"
ADMINS = "the person herself and the admins"
TEAM = "everybody in the cohort"
PROGRAM = "nobody: the program alone"
EVERYBODY = "everybody who may use the installation"

WITH_ACCOUNT = "until the account is erased"
WITH_TALK = "until she deletes the conversation, or the account is erased, or for the days set"
WITH_DRAFT = "until the account is erased, or for the days set; earlier versions stay with it"
WITH_COHORT = "until the cohort ends or its coach's account is erased"
WITH_CATALOGUE = "until the catalogue drops it"

A_PERSON, A_KEY, WHEN = "whose it is", "tells it from others", "when it was made"


@dataclass(frozen=True, slots=True)
class Column:
    """Why one column is there, and who may see what it holds."""

    purpose: str
    seen_by: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One table: what it holds, why, how long, and its columns in words."""

    kind: str
    purpose: str
    retention: str
    seen_by: str
    columns: Mapping[str, str | Column]

    def column(self, name: str) -> Column:
        """The column in full; the table's readers hold where it names none of its own."""
        said = self.columns[name]
        return said if isinstance(said, Column) else Column(said, self.seen_by)


def unseen(purpose: str) -> Column:
    """A column that the program alone reads."""
    return Column(purpose, PROGRAM)


def for_coach(purpose: str) -> Column:
    """A column that the coach of a cohort sees of its members."""
    return Column(purpose, MEMBERS)
