"""A research base that can be looked up, and resources to learn from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.audit.cues import any_of, place_of, plain, says
from retrieval.audit.lines import AuditLine, Words, few, quote
from retrieval.catalogue import Credential, Resource

_KINDS = frozenset(
    "research study paper report review meta-analysis book chapter thesis dissertation "
    "investigacion estudio libro".split()
)
# A name and a year, as sources are given: "(M. B. Rowe, 1986)", "Rowe (1986)", "Rowe, 1986".
_YEAR = re.compile(r"\b(?:19|20)\d{2}[a-z]?\b")
_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")
_NAME_REACH = 80  # characters before the year
_SCHOLARLY = re.compile(
    r"https?://(?:[\w.-]+\.)?(?:doi\.org|eric\.ed\.gov|ies\.ed\.gov|jstor\.org|ncbi\.nlm\.nih\.gov"
    r"|arxiv\.org|springer\.com|sagepub\.com|tandfonline\.com|wiley\.com|apa\.org|sciencedirect\.com"
    r"|educationendowmentfoundation\.org\.uk)(?:[/:?#]|$)",
    re.IGNORECASE,
)
_CLAIMED = any_of(
    r"research[-\s]based|evidence[-\s]based|(?:research|studies)\s+(?:shows?|suggests?|says?|finds?)",
    r"according\s+to\s+(?:research|studies)|(?:la\s+investigacion|los\s+estudios)\s+muestran?",
)
_ABOUT_RESEARCH = any_of("research", "stud(?:y|ies)", "meta-analysis", "investigacion", "estudios?")


def research(credential: Credential) -> AuditLine:
    """Whether at least one source can be looked up by address, or by author and year."""
    key, name = "research", "A research base"
    found = [_words(i, r) for i, r in enumerate(credential.resources) if _is_source(r)]
    found += [
        quote(field, text, at)
        for field, text in _prose(credential)
        if (at := _citation(text)) is not None
    ]
    if found:
        count = f"{len(found)} source{'' if len(found) == 1 else 's'}"
        return AuditLine(key, name, "passed", f"{count} can be looked up", few(found))
    named = [_words(i, r) for i, r in enumerate(credential.resources) if _is_research(r)]
    if named:
        detail = "give the source's author and year, or its address"
        return AuditLine(key, name, "partly", detail, few(named))
    for field, text in _prose(credential):
        if (at := place_of(_CLAIMED, text)) is not None:
            detail = "research is claimed and not named; name a study that can be looked up"
            return AuditLine(key, name, "partly", detail, (quote(field, text, at),))
    detail = "name a study or a book on the method, with author and year or its address"
    return AuditLine(key, name, "missing", detail)


def resources(credential: Credential) -> AuditLine:
    """Whether there is something to learn from that can be opened; addresses are not tried."""
    key, name = "resources", "Resources to learn from"
    there = list(enumerate(credential.resources))
    opened = [(i, r) for i, r in there if r.url or r.file]
    words = few(_words(i, r) for i, r in opened or there)
    if not there:
        detail = "add something to read or watch that shows how it is done"
        return AuditLine(key, name, "missing", detail)
    if not opened:
        return AuditLine(key, name, "partly", "add where each can be opened: url or file", words)
    if len(there) == 1 and _is_source(there[0][1]):
        detail = "the research is the only resource; add something that shows how it is done"
        return AuditLine(key, name, "partly", detail, words)
    count = f"{len(there)} resource{'' if len(there) == 1 else 's'}"
    detail = f"{count}, {len(opened)} with an address or a file"
    return AuditLine(key, name, "passed", detail, words)


def _words(index: int, resource: Resource) -> Words:
    return quote(f"resources[{index}].title", resource.title)


def _is_research(resource: Resource) -> bool:
    kinds = re.split(r"[^\w-]+", plain(resource.kind).casefold())
    return any(kind in _KINDS for kind in kinds) or says(
        _ABOUT_RESEARCH, f"{resource.title} {resource.note}"
    )


def _citation(text: str) -> int | None:
    """Where a source's name stands, with a year soon after it; None where there is none."""
    for year in _YEAR.finditer(text):
        start = max(0, year.start() - _NAME_REACH)
        before = re.split(r"[;\n]|\)\s", text[start : year.start()])[-1]
        name = _NAME.search(before)
        parted = re.search(r"[(,]\s*(?:\d{4}\s*[/–-]\s*)?$", before)
        if name and parted:
            return year.start() - len(before) + name.start()
    return None


def _is_source(resource: Resource) -> bool:
    if resource.url and _SCHOLARLY.match(resource.url):
        return True
    if _citation(resource.title) is not None or _citation(resource.note) is not None:
        return True
    return bool(resource.url) and _is_research(resource)


def _prose(credential: Credential) -> Iterator[tuple[str, str]]:
    yield "competency", credential.competency
    yield "key_method", credential.key_method
    for i, component in enumerate(credential.method_components):
        yield f"method_components[{i}].text", component.text
