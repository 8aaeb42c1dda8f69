"""Where one piece of evidence could serve two credentials: both ask for the same kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.planning.steps import short_part
from retrieval.catalogue import Credential

# A kind of evidence: what a teacher calls it, and the words by which a prompt asks for it.
_KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "lesson-plan",
        "a lesson or unit plan",
        r"\b(?:lesson|unit|session)s?[ -]plans?\b"
        r"|\bplans? (?:for|of) [^.;]{0,40}\b(?:lesson|unit)s?\b",
    ),
    ("transcript", "a transcript", r"\btranscripts?\b"),
    ("recording", "a recording", r"\b(?:video|audio|recording)s?\b"),
    (
        "student-work",
        "student work",
        r"\bstudents?['’]? (?:\w+ )?(?:work|writing|drafts?|arguments|samples)\b"
        r"|\b(?:work|writing|drafts?|samples|pieces)\b[^.;]{0,24}\b(?:from|of|by)\b[^.;]{0,30}"
        r"\bstudents?\b",
    ),
    ("survey", "a survey", r"\b(?:surveys?|questionnaires?)\b"),
    ("exit-tickets", "exit tickets", r"\bexit[ -](?:tickets?|slips?)\b"),
    ("observation", "observation notes", r"\bobservation(?:al)? (?:notes|records?)\b"),
    (
        "assessment",
        "assessment results",
        r"\b(?:pre|post)-?(?:check|test|assessment)s?\b|\b(?:assessment|diagnostic|check|test) "
        r"(?:results|data|scores)\b|\bresults for the whole class\b",
    ),
)
_PATTERNS = tuple((key, name, re.compile(words, re.IGNORECASE)) for key, name, words in _KINDS)
_REFUSED = re.compile(r"\b(?:no|not|without|never|instead of)\b[^.;,]{0,20}$", re.IGNORECASE)
_LOOK_BACK = 40  # characters before the word in which "no" or "without" may stand
_ASKS = re.compile(
    r"^(?:please )?(?:hand in|submit|upload|provide|attach|include|share|show|give|report|"
    r"repeat)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt that asks for some kind of evidence, verbatim."""

    credential_id: str
    title: str
    part: str
    prompt_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Shared:
    """One kind of evidence, and the prompts of two or more credentials that ask for it."""

    kind: str
    name: str
    asked: tuple[Asked, ...]

    @property
    def said(self) -> str:
        """What could serve which, in one sentence."""
        titles = list(dict.fromkeys(f"“{one.title}”" for one in self.asked))
        named = f"{', '.join(titles[:-1])} and {titles[-1]}"
        return (
            f"{named} each ask for {self.name}: plan it so that one piece shows what each prompt "
            "asks, and tie it to each rubric."
        )

    def as_json(self) -> dict[str, Any]:
        """The same as JSON types."""
        return {
            "kind": self.kind,
            "name": self.name,
            "said": self.said,
            "asked": [
                {
                    "credential_id": one.credential_id,
                    "title": one.title,
                    "part": one.part,
                    "prompt_id": one.prompt_id,
                    "text": one.text,
                }
                for one in self.asked
            ],
        }


def shared_evidence(credentials: Sequence[Credential]) -> tuple[Shared, ...]:
    """What could serve two or more of these; never across grades or subjects that do not meet."""
    found: list[Shared] = []
    for kind, name, words in _PATTERNS:
        asking = [(c, asked) for c in credentials if (asked := tuple(_asking(c, words)))]
        while len(asking) > 1:
            together, rest = _meeting(asking)
            if len(together) > 1:
                prompts = tuple(one for _, asked in together for one in asked)
                found.append(Shared(kind, name, prompts))
            asking = rest
    return tuple(found)


def _asking(credential: Credential, words: re.Pattern[str]) -> Iterator[Asked]:
    for part in credential.submission:
        for prompt in part.prompts:
            if part.kind != "artifact" and not _ASKS.match(prompt.text.strip()):
                continue
            if any(
                not _REFUSED.search(prompt.text[max(0, match.start() - _LOOK_BACK) : match.start()])
                for match in words.finditer(prompt.text)
            ):
                yield Asked(
                    credential.id, credential.title, short_part(part), prompt.id, prompt.text
                )


_Asking = list[tuple[Credential, tuple[Asked, ...]]]


def _meeting(asking: _Asking) -> tuple[_Asking, _Asking]:
    """The first and all that one class could serve with it; and the others."""
    together, rest = asking[:1], list[tuple[Credential, tuple[Asked, ...]]]()
    for one in asking[1:]:
        if all(_meet(one[0], other) for other, _ in together):
            together.append(one)
        else:
            rest.append(one)
    return together, rest


def _meet(one: Credential, other: Credential) -> bool:
    """Whether one lesson could belong to both; what is not named excludes nothing."""
    pairs = ((one.grades, other.grades), (one.subjects, other.subjects), (one.roles, other.roles))
    return all(
        not a or not b or {x.casefold() for x in a} & {x.casefold() for x in b} for a, b in pairs
    )
