"""A kept self-check turned round: row by row, which passage shows it and where it is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.evidence_map.private import Mark, counted, in_file_name, in_heading, marks_in
from assistant.self_check.report import PrivacyKind
from retrieval.catalogue import Credential

STATUS_WORDS = {"met": "shown", "partially_met": "partly shown", "not_met": "not found"}
NO_PLACE = "place not kept"
NOT_CERTAIN = "not certain"
NO_PASSAGE = "No passage found."
TITLE = "Evidence map"
# Stands in the properties of a file whose check has no date: the first that a ZIP can hold.
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Passage:
    """One quote, verbatim: `source` is its file as a person knows it, `start:end` as in the report.

    `marks` are the private details in the text; two more fields hold the kinds of those beside it.
    """

    text: str
    file: str
    source: str
    place: str | None
    start: int
    end: int
    marks: tuple[Mark, ...] = ()
    in_file_name: tuple[PrivacyKind, ...] = ()
    in_heading: tuple[PrivacyKind, ...] = ()

    @property
    def private(self) -> tuple[PrivacyKind, ...]:
        """The kinds of private details that go out with this passage, each once."""
        inside = [mark.kind for mark in self.marks]
        return tuple(dict.fromkeys([*inside, *self.in_file_name, *self.in_heading]))


@dataclass(frozen=True, slots=True)
class Row:
    """One rubric row; `status` in people's words, `part` the title of the part it is judged on."""

    criterion_id: str
    title: str
    part: str
    status: str
    unsure: bool
    passages: tuple[Passage, ...]

    @property
    def standing(self) -> str:
        """The status, and that it was near the line where it was."""
        return f"{self.status}, {NOT_CERTAIN}" if self.unsure else self.status


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """The whole map; `checked_at` is None for a check that was not kept."""

    credential_id: str
    credential: str
    issuer: str
    rubric_version: str
    engine: str
    model: str | None
    checked_at: datetime | None
    rows: tuple[Row, ...]

    @property
    def date(self) -> datetime:
        """The date that a file of this map carries, so that the same map gives the same bytes."""
        return self.checked_at or NO_DATE

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of all rows, in order."""
        return tuple(passage for row in self.rows for passage in row.passages)

    @property
    def private(self) -> dict[PrivacyKind, int]:
        """How many private details of each kind stand in the map; one quoted twice counts once."""
        found: dict[tuple[str, PrivacyKind, int | str], PrivacyKind] = {}
        for passage in self.passages:
            for mark in passage.marks:
                found[passage.file, mark.kind, passage.start + mark.start] = mark.kind
            for kind in passage.in_file_name:
                found[passage.file, kind, ""] = kind
            for kind in passage.in_heading:
                found[passage.file, kind, passage.place or ""] = kind
        kinds = list(found.values())
        return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}

    @property
    def private_line(self) -> str:
        """What private details are still in the passages, and what to do about them."""
        if not self.passages:
            return ""
        if not self.private:
            return "The privacy sweep found no name or other private detail in these passages."
        return (
            f"Before you hand this in: these passages still hold {counted(self.private)}, marked "
            "“private” below. Take them out of the draft, check it again, and make a new map."
        )

    @property
    def lacking(self) -> tuple[str, ...]:
        """What this map cannot show, in sentences; empty where it is whole."""
        said = []
        if not self.rows:
            said.append("This credential has no rubric here, so there are no rows to map.")
        if any(passage.place is None for passage in self.passages):
            said.append(
                "This check is older than places: check the draft again to see the page or "
                "heading of each passage."
            )
        return tuple(said)

    @property
    def closing(self) -> str:
        """Whose words these are, and what the statuses are worth."""
        how = f"with the language model {self.model}" if self.engine == "llm" else ""
        day = self.checked_at
        when = f" on {day:%B} {day.day}, {day.year}" if day else ""
        return (
            "The passages are copied from the draft without a change. The statuses come from a "
            f"self-check by Credcoach{when}, {how or 'without a language model'}: they say what "
            "it could see. An assessor decides."
        )

    def as_json(self) -> dict[str, Any]:
        """The map as JSON types."""
        return {
            "credential_id": self.credential_id,
            "credential": self.credential,
            "issuer": self.issuer,
            "rubric_version": self.rubric_version,
            "engine": {"name": self.engine, "model": self.model},
            "checked_at": self.checked_at.isoformat() if self.checked_at else None,
            "rows": [
                {**asdict(row), "passages": [_passage_json(one) for one in row.passages]}
                for row in self.rows
            ],
            "private": self.private,
            "notes": [note for note in (self.private_line, *self.lacking, self.closing) if note],
        }


def evidence_map(
    report: Mapping[str, Any],
    credential: Credential | None,
    *,
    checked_at: datetime | None = None,
    from_workspace: bool = False,
) -> EvidenceMap:
    """The map of a report as it is kept; ids stand for titles where the credential is gone.

    `from_workspace` says that its files are the parts of a draft written here, known by title.
    """
    return EvidenceMap(
        credential_id=report["credential_id"],
        credential=credential.title if credential else report["credential_id"],
        issuer=credential.issuer if credential else "",
        rubric_version=report["rubric_version"],
        engine=report["engine"]["name"],
        model=report["engine"]["model"],
        checked_at=checked_at,
        rows=tuple(
            _row(finding, report, credential, from_workspace) for finding in report["findings"]
        ),
    )


def _row(
    finding: Mapping[str, Any],
    report: Mapping[str, Any],
    credential: Credential | None,
    from_workspace: bool,
) -> Row:
    row = credential.criterion(finding["criterion_id"]) if credential else None
    part = credential.part(row.part) if credential and row else None
    return Row(
        criterion_id=finding["criterion_id"],
        title=row.title if row else finding["criterion_id"],
        part=part.title if part else "",
        status=STATUS_WORDS[finding["status"]],
        unsure=finding["unsure"],
        passages=tuple(
            _passage(quote, report, credential if from_workspace else None)
            for quote in finding["quotes"]
        ),
    )


def _passage(
    quote: Mapping[str, Any], report: Mapping[str, Any], workspace_of: Credential | None
) -> Passage:
    file = quote["file"]
    part = workspace_of.part(file.rpartition(".")[0]) if workspace_of else None
    private = report["privacy"]
    return Passage(
        text=quote["text"],
        file=file,
        source=part.title if part else file,
        place=quote.get("place"),
        start=quote["start"],
        end=quote["end"],
        marks=marks_in(quote, private),
        in_file_name=in_file_name(file, private),
        in_heading=in_heading(file, quote.get("place"), private),
    )


def _passage_json(passage: Passage) -> dict[str, Any]:
    body = asdict(passage)
    del body["marks"], body["in_file_name"], body["in_heading"]
    return {**body, "private": list(passage.private)}
