"""The shared nouns: credential, rubric, criterion, level, stack; frozen, free of any library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from typing import Any, Literal

PartKind = Literal["overview", "artifact", "reflection"]
AiUse = Literal["allowed", "disclose", "coaching_only", "forbidden"]
WordsAre = Literal["rule", "guide"]

FLAGS = (
    "needs_students",
    "needs_student_work",
    "needs_video",
    "needs_audio",
    "needs_annotation",
    "needs_colleagues",
    "needs_families",
    "fits_school_break",
    "start_of_year",
    "administrators_only",
    "prior_approval",
    "supervisor_sign_off",
)


@dataclass(frozen=True, slots=True)
class MethodComponent:
    """One step of a credential's key method."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a credential counts for, and where; no place named means anywhere."""

    use: str
    credit: str = ""
    state: str | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class AiPolicy:
    """How far the issuer lets a teacher use AI; absent in the catalogue means `disclose`.

    `stated` is whether the issuer wrote the rule down, or it is only taken as that.
    """

    use: AiUse = "disclose"
    note: str = ""
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Constraints:
    """What decides whether a credential can be done now; None means not known."""

    needs_students: bool | None = None
    needs_student_work: bool | None = None
    needs_video: bool | None = None
    needs_audio: bool | None = None
    needs_annotation: bool | None = None
    needs_colleagues: bool | None = None
    needs_families: bool | None = None
    fits_school_break: bool | None = None
    start_of_year: bool | None = None
    administrators_only: bool | None = None
    prior_approval: bool | None = None
    supervisor_sign_off: bool | None = None
    window_days: int | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to read: a web address, or a file inside the catalogue's folder."""

    title: str
    kind: str = "article"
    url: str | None = None
    file: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing a part of the submission asks for."""

    id: str
    text: str
    min_words: int | None = None
    max_words: int | None = None
    words_are: WordsAre = "rule"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the submission, in the order in which it is handed in."""

    id: str
    title: str
    kind: PartKind = "artifact"
    pass_label: str = ""
    min_words: int | None = None
    max_words: int | None = None
    words_are: WordsAre = "rule"
    prompts: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a rubric row."""

    name: str
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of the rubric; levels best first."""

    id: str
    title: str
    part: str | None
    levels: tuple[Level, ...]
    pass_level: str

    @property
    def pass_index(self) -> int:
        """Position of the pass level in `levels`; every level up to it passes."""
        return next(i for i, level in enumerate(self.levels) if level.name == self.pass_level)

    @property
    def target(self) -> Level:
        """The pass level: what has to be shown."""
        return self.levels[self.pass_index]

    @property
    def below(self) -> Level:
        """The level just below the pass level (the pass level itself where there is none)."""
        return self.levels[min(self.pass_index + 1, len(self.levels) - 1)]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a credential's text comes from."""

    url: str | None = None
    license: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Credential:
    """One micro-credential as its issuer describes it."""

    id: str
    title: str
    issuer: str
    competency: str
    key_method: str = ""
    method_components: tuple[MethodComponent, ...] = ()
    grades: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    effort_hours: float | None = None
    cost_usd: float | None = None
    counts_for: tuple[Worth, ...] = ()
    prerequisites: tuple[str, ...] = ()
    ai_policy: AiPolicy = AiPolicy(stated=False)
    constraints: Constraints = Constraints()
    resources: tuple[Resource, ...] = ()
    submission: tuple[Part, ...] = ()
    rubric: tuple[Criterion, ...] = ()
    source: Source = Source()

    def part(self, part_id: str | None) -> Part | None:
        """The submission part of that id, or None."""
        return next((part for part in self.submission if part.id == part_id), None)

    def criterion(self, criterion_id: str) -> Criterion | None:
        """The rubric row of that id, or None."""
        return next((row for row in self.rubric if row.id == criterion_id), None)

    def criteria_of(self, part_id: str) -> Iterator[Criterion]:
        """The rubric rows judged on that part."""
        return (row for row in self.rubric if row.part == part_id)


@dataclass(frozen=True, slots=True)
class Slot:
    """A choice inside a stack: `required` of these credentials."""

    title: str
    credentials: tuple[str, ...]
    required: int = 1


@dataclass(frozen=True, slots=True)
class Stack:
    """Credentials that together lead somewhere, in the suggested order."""

    id: str
    title: str
    issuer: str = ""
    designation: str | None = None
    state: str | None = None
    district: str | None = None
    role: str | None = None
    credentials: tuple[str, ...] = ()
    required: int | Literal["all"] = "all"
    slots: tuple[Slot, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """Every credential id that counts here, choice slots included, each once."""
        ids = [*self.credentials, *(i for slot in self.slots for i in slot.credentials)]
        return tuple(dict.fromkeys(ids))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a catalogue file that does not fit."""

    path: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.field}: {self.message}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a folder holds: good entries by id, the file each came from, and what did not fit."""

    root: str
    credentials: Mapping[str, Credential] = field(default_factory=dict)
    stacks: Mapping[str, Stack] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)  # id -> path below root
    lines: Mapping[str, int] = field(default_factory=dict)  # `ID.key` -> the line of that key
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()  # unknown keys: left out, and said
    files: tuple[str, ...] = ()  # every catalogue file seen, good or not
    marks: Mapping[str, str] = field(default_factory=dict)  # credential id -> what its file holds
    unchanged: frozenset[str] = frozenset()  # credential ids whose files hold what they held


def credential_json(credential: Credential) -> dict[str, Any]:
    """The catalogue's own keys, as JSON types; a part's label is `pass` again."""
    body: dict[str, Any] = _json(credential)
    for part in body["submission"]:
        part["pass"] = part.pop("pass_label")
    return body


def _json(value: Any) -> Any:
    """As `dataclasses.asdict`, which copies every text and takes five times as long."""
    if isinstance(value, tuple):
        return tuple(map(_json, value))
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def credential_from_json(body: Mapping[str, Any]) -> Credential:
    """The credential that `credential_json` wrote."""
    parts = [{**part, "pass_label": part["pass"]} for part in body["submission"]]
    for part in parts:
        del part["pass"]
    return Credential(
        **{
            **body,
            "method_components": tuple(MethodComponent(**c) for c in body["method_components"]),
            **{k: tuple(body[k]) for k in ("grades", "subjects", "roles", "topics")},
            "prerequisites": tuple(body["prerequisites"]),
            "counts_for": tuple(Worth(**w) for w in body["counts_for"]),
            "ai_policy": _ai_policy_from_json(body["ai_policy"]),
            "constraints": Constraints(**body["constraints"]),
            "resources": tuple(Resource(**r) for r in body["resources"]),
            "submission": tuple(
                Part(**{**p, "prompts": tuple(Prompt(**q) for q in p["prompts"])}) for p in parts
            ),
            "rubric": tuple(
                Criterion(**{**row, "levels": tuple(Level(**lv) for lv in row["levels"])})
                for row in body["rubric"]
            ),
            "source": Source(**body["source"]),
        }
    )


def _ai_policy_from_json(body: Mapping[str, Any]) -> AiPolicy:
    """The policy; where it was kept before `stated` was, what is no bare default was written."""
    written = bool(body["note"]) or body["use"] != "disclose"
    return AiPolicy(**{"stated": written, **body})


def stack_from_json(body: Mapping[str, Any]) -> Stack:
    """The stack that `dataclasses.asdict` wrote."""
    slots = tuple(
        Slot(**{**slot, "credentials": tuple(slot["credentials"])}) for slot in body["slots"]
    )
    return Stack(**{**body, "credentials": tuple(body["credentials"]), "slots": slots})
