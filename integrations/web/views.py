"""What pages show: reports, cards and messages put into a teacher's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.people import Person, Profile
from assistant.reasons import cautions, worth_for
from assistant.self_check.requirements.requirements import NO_PLACE
from assistant.store.records import Message
from retrieval.catalogue import Credential, Part, Prompt
from retrieval.search import Shelf

GRADES = ("PK", "K", *(str(grade) for grade in range(1, 13)))
STATUS_WORDS = {"met": "Shown", "partially_met": "Partly shown", "not_met": "Not found"}
STAGE_WORDS = {
    "exploring": "Exploring",
    "chosen": "Chosen",
    "collecting": "Collecting evidence",
    "drafting": "Drafting",
    "self-checked": "Self-checked",
    "submitted": "Submitted",
    "returned": "Returned with feedback",
    "earned": "Earned",
}
AI_WORDS = {
    "allowed": "The issuer allows help from AI.",
    "disclose": "The issuer wants you to say where AI helped.",
    "coaching_only": "The issuer allows AI as a coach: questions and feedback, not writing.",
    "forbidden": "The issuer forbids AI help. No language model will see your draft here.",
}
PRIVACY_WORDS = {
    "student_name": "a student's name",
    "parent_name": "a family member's name",
    "student_id": "a student's ID",
    "email": "an e-mail address",
    "phone": "a phone number",
    "address": "an address",
}
_UNMET_FIRST = {"not_met": 0, "partially_met": 1, "met": 2}


@dataclass(frozen=True, slots=True)
class RowView:
    """One rubric row as a check found it."""

    finding: Mapping[str, Any]
    title: str
    part_title: str
    pass_level: str
    target: str  # the pass level's descriptor

    @property
    def words(self) -> str:
        """The status in words."""
        return STATUS_WORDS[self.finding["status"]]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A self-check as a teacher reads it: what would fail first, never a percentage."""

    headline: str
    advice: str
    rows: tuple[RowView, ...]
    requirements: tuple[Mapping[str, Any], ...]
    unchecked: int
    privacy: tuple[Mapping[str, Any], ...]
    warnings: tuple[str, ...]
    judged_by: str
    calm: bool  # nothing was found that would fail
    pass_rule: str = ""
    by_eye: tuple[Mapping[str, Any], ...] = ()  # asked for, and only a person can tell
    notes: tuple[Mapping[str, Any], ...] = ()  # worth a look; they fail nobody


@dataclass(frozen=True, slots=True)
class CardView:
    """A card of an answer, with what its template needs beside the body."""

    kind: str
    body: Mapping[str, Any]
    report: ReportView | None = None
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message with its cards."""

    id: str
    role: str
    text: str
    complete: bool
    cards: tuple[CardView, ...] = ()


def report_view(report: Mapping[str, Any], credential: Credential | None) -> ReportView:
    """The report in words; without its credential (it may be gone) ids stand for titles."""
    rows = sorted(
        (_row(finding, credential) for finding in report["findings"]),
        key=lambda row: _UNMET_FIRST[row.finding["status"]],
    )
    failing = sum(row.finding["status"] != "met" for row in rows)
    headline, advice = _headline(len(rows), failing)
    engine = report["engine"]
    broken = [r for r in report["requirements"] if r["status"] == "not_met"]
    open_ones = [r for r in report["requirements"] if r["status"] == "not_checked"]
    by_eye = [r for r in open_ones if r["detail"] != NO_PLACE]
    return ReportView(
        headline=headline,
        advice=advice,
        rows=tuple(rows),
        requirements=tuple({**r, "title": _place(r, credential)} for r in broken),
        unchecked=len(open_ones) - len(by_eye),
        privacy=tuple({**p, "words": PRIVACY_WORDS[p["kind"]]} for p in report["privacy"]),
        warnings=tuple(report["warnings"]),
        judged_by=f"the language model {engine['model']}"
        if engine["name"] == "llm"
        else "this machine alone, without a language model",
        calm=bool(rows) and not failing and not broken,
        pass_rule=report.get("pass_rule", ""),
        by_eye=tuple({**r, "title": _place(r, credential)} for r in by_eye),
        notes=tuple(report.get("notes", ())),
    )


def _headline(rows: int, failing: int) -> tuple[str, str]:
    if not rows:
        return (
            "Only the parts could be checked",
            "This credential has no rubric here, so nothing is said about its rows.",
        )
    if not failing:
        return (
            "Nothing found that would fail today",
            "That is no promise: an assessor decides. Read each row once more yourself.",
        )
    return (
        f"{failing} of {counted(rows, 'row')} would not pass today",
        "One row below its level fails a whole submission, so begin with the first one below.",
    )


def _row(finding: Mapping[str, Any], credential: Credential | None) -> RowView:
    row = credential.criterion(finding["criterion_id"]) if credential else None
    part = credential.part(row.part) if credential and row else None
    return RowView(
        finding=finding,
        title=row.title if row else finding["criterion_id"],
        part_title=part.title if part else "",
        pass_level=row.pass_level if row else "",
        target=row.target.descriptor if row else "",
    )


def _place(requirement: Mapping[str, Any], credential: Credential | None) -> str:
    part = credential.part(requirement["part_id"]) if credential else None
    return part.title if part else str(requirement["part_id"])


def card_view(body: Mapping[str, Any], shelf: Shelf) -> CardView:
    """A kept card, as its template needs it."""
    kind = str(body["kind"])
    if kind == "self_check":
        known = shelf.credentials.get(body["credential_id"])
        return CardView(kind, body, report_view(body, known))
    if kind == "cohort":
        ids = {p["credential_id"] for m in body["members"] for p in m["pursuits"]}
        return CardView(kind, body, titles=titles(ids, shelf))
    if kind == "recommendations":
        ids = {i for match in body["matches"] for i in match["stacks"]}
        stacks = {i: shelf.stacks[i].title for i in ids if i in shelf.stacks}
        return CardView(kind, body, titles=stacks)
    return CardView(kind, body)


def message_view(message: Message, shelf: Shelf) -> MessageView:
    """A kept message, as its template needs it."""
    cards = tuple(card_view(card, shelf) for card in message.cards)
    return MessageView(message.id, message.role, message.text, message.complete, cards)


def titles(ids: Sequence[str] | set[str], shelf: Shelf) -> dict[str, str]:
    """Titles of credentials by id; an id stands for itself where the credential is gone."""
    known = shelf.credentials
    return {i: known[i].title if i in known else i for i in ids}


def facts(credential: Credential, person: Person) -> dict[str, list[str]]:
    """What decides whether a credential can be done now, and what it is worth where."""
    needs = [caution[:1].upper() + caution[1:] for caution in cautions(credential, Profile())]
    return {
        "needs": [need for need in needs if not need.startswith(("Costs", "Its issuer"))],
        "worth": worth_for(credential, Profile(state=person.profile.state)),
        "elsewhere": []
        if not person.profile.state
        else [w for w in worth_for(credential, Profile()) if not _in(w, person.profile.state)],
    }


def _in(worth: str, state: str) -> bool:
    return worth.endswith((f"{state}.", "any place."))


def word_rule(asked: Prompt | Part) -> str:
    """A word rule as a person says it: '100 to 300 words'."""
    guide = " (a guide)" if asked.words_are == "guide" else ""
    if asked.min_words and asked.max_words:
        return f"{asked.min_words} to {asked.max_words} words{guide}"
    if asked.min_words:
        return f"at least {asked.min_words} words{guide}"
    if asked.max_words:
        return f"at most {asked.max_words} words{guide}"
    return ""


def hours(value: float | None) -> str:
    """Hours of work in words."""
    return f"about {value:g} hours" if value else "hours not stated"


def money(value: float | None) -> str:
    """A price in words."""
    if value is None:
        return "cost not stated"
    return f"{value:g} dollars" if value else "free"


def counted(count: int, noun: str) -> str:
    """'1 row', '2 rows'."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def quoted_from(field_name: str) -> str:
    """Where in the catalogue a quote stands, in words."""
    kind = field_name.partition(":")[0].partition(".")[0].partition("[")[0]
    return _PLACES.get(kind, "from its description")


_PLACES = {
    "competency": "what it is about",
    "key_method": "how it works",
    "method_components": "how it works",
    "submission": "what you hand in",
    "rubric": "how it is judged",
    "file": "from a guide that comes with it",
    "resources": "from its reading list",
}
