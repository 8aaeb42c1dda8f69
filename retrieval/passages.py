"""A credential -> the passages by which it is found and from which it is quoted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.catalogue import Credential
from retrieval.sentences import sentences

SECTION_WORDS = 120  # about what the local encoder reads in one go (256 tokens)
MOST_PARAPHRASES = 6
PARAPHRASE = "paraphrase:"  # what a field of a paraphrase begins with; nobody is shown one


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim piece of the catalogue; `field` is its key, `place` says it to a person."""

    id: str
    credential_id: str
    field: str
    title: str
    place: str
    text: str

    @property
    def embedded(self) -> str:
        """What the embedder reads: the passage with the name of what it belongs to."""
        return f"{self.title}. {self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True)
class ResourceText:
    """The text of one of a credential's own resource files."""

    title: str
    text: str


def passages_of(
    credential: Credential, resource_texts: tuple[ResourceText, ...] = ()
) -> list[Passage]:
    """Every passage of a credential, in the order of the catalogue; ids follow from the content."""
    found: dict[str, Passage] = {}
    for field, title, place, text in _pieces(credential, resource_texts):
        if not text.strip():
            continue
        digest = hashlib.sha256("\x1f".join((credential.id, field, title, place, text)).encode())
        passage = Passage(digest.hexdigest()[:32], credential.id, field, title, place, text)
        found.setdefault(passage.id, passage)
    return list(found.values())


def paraphrase_field(credential: Credential) -> str:
    """The field of paraphrases of a credential's text as it stands now; another text, another."""
    methods = [component.title for component in credential.method_components]
    said = (credential.title, credential.competency, *credential.roles, *methods)
    return PARAPHRASE + hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]


def is_paraphrase(field: str) -> bool:
    """Whether what stands in this field is no text of the catalogue, and only to be found by."""
    return field.startswith(PARAPHRASE)


def paraphrases_of(credential: Credential, sentences: Sequence[str]) -> list[Passage]:
    """Sentences in teachers' words as passages: without title or place, for none is quoted."""
    field = paraphrase_field(credential)
    found = []
    for text in dict.fromkeys(sentences):
        digest = hashlib.sha256("\x1f".join((credential.id, field, text)).encode())
        found.append(Passage(digest.hexdigest()[:32], credential.id, field, "", "", text))
    return found


def _pieces(
    credential: Credential, resource_texts: tuple[ResourceText, ...]
) -> Iterator[tuple[str, str, str, str]]:
    name = credential.title
    yield "competency", name, "the competency", credential.competency
    yield "key_method", name, "the key method", credential.key_method
    for component in credential.method_components:
        yield "method_component", component.title, f"method: {component.title}", component.text
    yield "topics", name, "the topics", ", ".join(credential.topics)
    for row in credential.rubric:
        title = f"{name}: {row.title}"
        yield f"criterion:{row.id}", title, f"rubric row: {row.title}", row.target.descriptor
    for part in credential.submission:
        for prompt in part.prompts:
            yield f"prompt:{prompt.id}", part.title, f"what to hand in: {part.title}", prompt.text
    for resource in credential.resources:
        yield "resource", resource.title, f"resource: {resource.title}", resource.note
    for i, resource_text in enumerate(resource_texts):
        for heading, text in _sections(resource_text.text):
            place = f"{resource_text.title}, {heading}" if heading else resource_text.title
            yield f"file:{i}", heading or resource_text.title, place, text


_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """(heading, text) of pieces of whole paragraphs, each near SECTION_WORDS long; verbatim."""
    heading = ""
    start: int | None = None
    end = words = 0
    for span in sentences(text):
        line_start = text.rfind("\n", 0, span.start) + 1
        found = _HEADING.match(text[line_start : span.end])
        count = len(span.text.split())
        if start is not None and (found or words + count > SECTION_WORDS):
            yield heading, text[start:end]
            start = None
        if found:
            heading = found.group(1)
            continue
        if start is None:
            start, words = span.start, 0
        words += count
        end = span.end
    if start is not None:
        yield heading, text[start:end]
