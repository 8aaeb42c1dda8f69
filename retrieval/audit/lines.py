"""What a line of the audit is: a stated criterion, a result, and the words that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.audit.cues import plain
from retrieval.catalogue import Credential, Part, Prompt
from retrieval.sentences import sentences

Result = Literal["passed", "partly", "missing"]
WORTH: dict[Result, float] = {"passed": 1.0, "partly": 0.5, "missing": 0.0}
MOST_QUOTED = 300  # characters of one quote; a slice of the text, so still verbatim
MOST_QUOTES = 3  # enough to check a line by; the rest stands in the catalogue


@dataclass(frozen=True, slots=True)
class Words:
    """A verbatim piece of the catalogue, and the key under which it stands there."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One thing asked of a credential; `detail` says in one clause what to mend, or what is there.

    `key` never changes; `rests_on` is verbatim from the credential, empty where nothing is there.
    """

    key: str
    name: str
    result: Result
    detail: str
    rests_on: tuple[Words, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing is left to mend."""
        return self.result == "passed"


def prompts_of(credential: Credential, *kinds: str) -> Iterator[tuple[Part, Prompt, str]]:
    """The prompts of the parts of these kinds (of all where none is named), each with its field."""
    for part in credential.submission:
        if not kinds or part.kind in kinds:
            for prompt in part.prompts:
                yield part, prompt, f"submission[{part.id}].prompts[{prompt.id}]"


def quote(field: str, text: str, at: int = 0) -> Words:
    """The sentence of a text that stands at a position; of a very long one, what begins there."""
    for span in sentences(text):
        if span.start <= at < span.end:
            whole = span.text
            return Words(field, whole if len(whole) <= MOST_QUOTED else _cut(text[at : span.end]))
    return Words(field, _cut(text))


def first_in(texts: Iterable[tuple[str, str]], pattern: re.Pattern[str]) -> Words | None:
    """The first sentence, of texts with their fields before them, that holds the pattern."""
    for field, text in texts:
        if match := pattern.search(plain(text)):
            return quote(field, text, match.start())
    return None


def few(found: Iterable[Words]) -> tuple[Words, ...]:
    """The first quotes, each once, none empty."""
    return tuple(dict.fromkeys(w for w in found if w.text))[:MOST_QUOTES]


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names as a person lists them: 'a, b and 2 more'."""
    shown = [shortened(name) for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join([*([", ".join(shown[:-1])] if shown[:-1] else []), *shown[-1:]])


def shortened(name: str, most: int = 60) -> str:
    """A name in quotation marks, on one line, cut where it is long."""
    one_line = " ".join(name.split())
    return f"“{one_line if len(one_line) <= most else one_line[: most - 1] + '…'}”"


def _cut(text: str) -> str:
    """The beginning of a text, up to the last whole word that fits."""
    if len(text) <= MOST_QUOTED:
        return text.strip()
    head = text[:MOST_QUOTED]
    return (head.rpartition(" ")[0] or head).strip()
