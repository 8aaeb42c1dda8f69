"""What was handed in, laid out over the credential's parts and prompts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from retrieval.catalogue import Credential, Part
from retrieval.documents import Document
from retrieval.sentences import Span, sentences

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_PART_NUMBER = re.compile(r"part (\d+)\b")


def count_words(text: str) -> int:
    """Words as a word processor counts them, marks of Markdown aside."""
    return len(_WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of a file's text and where it belongs; None where nothing says so."""

    file: str
    start: int
    end: int
    part_id: str | None
    prompt_id: str | None


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of the draft with its place; `heading` marks one that only names what follows."""

    file: str
    start: int
    end: int
    text: str
    part_id: str | None
    heading: bool = False


class Submission:
    """Files handed in for one credential: which text belongs where, and its sentences."""

    def __init__(self, credential: Credential, files: Sequence[Document]) -> None:
        self.credential = credential
        self.files = tuple(files)
        self.texts = {document.name: document.text for document in files}
        self._names = _Names(credential)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Every file's text in order, cut at the headings that name a part or a prompt."""
        return tuple(s for document in self.files for s in self._stretches(document))

    @cached_property
    def placed(self) -> bool:
        """Whether anything in the draft says which text belongs to which part."""
        return any(stretch.part_id for stretch in self.stretches)

    @cached_property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """All sentences of all read files, in order."""
        found = []
        for document in self.files:
            headings = {(section.start, section.body_start) for section in document.sections}
            for span in sentences(document.text):
                stretch = self._at(document.name, span)
                is_heading = any(start <= span.start < body for start, body in headings)
                found.append(
                    DraftSentence(
                        document.name,
                        span.start,
                        span.end,
                        span.text,
                        stretch.part_id if stretch else None,
                        is_heading,
                    )
                )
        return tuple(found)

    def text_of(self, part_id: str, prompt_id: str | None = None) -> str | None:
        """The text placed under a part or one of its prompts; None where nothing was placed."""
        pieces = [
            self.texts[s.file][s.start : s.end]
            for s in self.stretches
            if s.part_id == part_id and prompt_id in (None, s.prompt_id)
        ]
        return "\n\n".join(pieces) if pieces else None

    @cached_property
    def unread(self) -> tuple[Document, ...]:
        """Files that count by their name only: video, photos, sheets."""
        return tuple(document for document in self.files if document.kind == "unread")

    def _stretches(self, document: Document) -> list[Stretch]:
        part_id, prompt_id = self._names.place(document.name.rpartition(".")[0]) or (None, None)
        if not document.text:
            return []
        found = []
        at = 0
        for section in document.sections:
            place = self._names.place(section.title)
            if place is None:
                continue
            if document.text[at : section.start].strip():
                found.append(Stretch(document.name, at, section.start, part_id, prompt_id))
            part_id, prompt_id = place
            at = min(section.body_start, len(document.text))
        if document.text[at:].strip():
            found.append(Stretch(document.name, at, len(document.text), part_id, prompt_id))
        return found

    def _at(self, file: str, span: Span) -> Stretch | None:
        for stretch in self.stretches:
            if stretch.file == file and stretch.start <= span.start < stretch.end:
                return stretch
        return None


def distinctly_named(files: Sequence[Document]) -> tuple[Document, ...]:
    """The files, numbered where several have one name: a quote must say which it stands in."""
    names: set[str] = set()
    found = []
    for document in files:
        stem, dot, ending = document.name.rpartition(".")
        name, number = document.name, 2
        while name in names:
            name = f"{stem} ({number}){dot}{ending}" if stem else f"{document.name} ({number})"
            number += 1
        names.add(name)
        found.append(document if name == document.name else replace(document, name=name))
    return tuple(found)


def opening_of(submission: Submission) -> str:
    """The draft's first sentence that is no heading: what tells it from another one, and stays."""
    return next((s.text for s in submission.sentences if not s.heading), "")


def plain(name: str) -> str:
    """A heading, title, id or file stem as it is compared: lower case, letters and digits only."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded))


class _Names:
    """What headings and file names say: title or id of a part or a prompt, or 'Part 2'."""

    def __init__(self, credential: Credential) -> None:
        self._places: dict[str, tuple[str, str | None]] = {}
        self._numbers: dict[str, str] = {}
        for part in credential.submission:
            for prompt in part.prompts:
                self._places.setdefault(plain(prompt.id), (part.id, prompt.id))
                self._places.setdefault(plain(prompt.text), (part.id, prompt.id))
        for order, part in enumerate(credential.submission, start=1):
            self._places[plain(part.id)] = (part.id, None)
            self._places[plain(part.title)] = (part.id, None)
            self._places.setdefault(plain(_untitled(part)), (part.id, None))
            number = _PART_NUMBER.match(plain(part.title))
            self._numbers[number.group(1) if number else str(order)] = part.id

    def place(self, name: str) -> tuple[str, str | None] | None:
        """(part id, prompt id or None) that a heading or file stem names, or None."""
        known = self._places.get(plain(name))
        if known is not None:
            return known
        number = _PART_NUMBER.match(plain(name))
        if number and number.group(1) in self._numbers:
            return self._numbers[number.group(1)], None
        return None


def _untitled(part: Part) -> str:
    """A part's title without its leading 'Part 2.'"""
    return re.sub(r"^\s*part\s+\d+\s*[.:)\-–—]*\s*", "", part.title, flags=re.IGNORECASE)
