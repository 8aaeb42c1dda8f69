"""What is added to a model's words when they are over: no promise and no invented title stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal

from assistant.library import Library

NO_PROMISE = {
    "en": "To be clear: nobody can promise that. An assessor decides, row by row.",
    "es": "Para ser claros: eso no lo puede prometer nadie. Decide quien evalúa, fila por fila.",
}
NOT_HERE = {
    "en": "I cannot find {titles} in this catalogue.",
    "es": "No encuentro {titles} en este catálogo.",
}
_ALIKE = 0.85  # of a title's characters: a slip of the pen is no invention
_MOST_TITLES = 3

_PROMISE = re.compile(
    r"\b(?:you(?:'ll| will| are going to|'re going to| would| should)|"
    r"it(?:'ll| will| should| would)|this (?:will|should|would)|"
    r"your (?:draft|submission|evidence|reflection) (?:will|should|would))"
    r" (?:\w+ly |surely |easily |most likely )?(?:pass|be approved|earn (?:it|this|the credential)|"
    r"get (?:it|this) approved|be accepted)\b|"
    r"\b(?:is|are|looks?|seems?|you're|it's) (?:now |all |fully |pretty much |almost certainly )?"
    r"(?:ready to (?:submit|hand in|be submitted|go)|ready for submission|good to go|"
    r"sure to pass|certain to pass|guaranteed)\b|"
    r"\bguarantee\w* (?:that )?(?:you|it|this)\b|"
    r"\b\d{1,3} ?(?:%|percent)[^.?!\n]{0,30}\b(?:chance|likel\w+|sure|ready|pass\w*|probab\w+)|"
    r"\b(?:chance|odds|probability|likelihood)s?[^.?!\n]{0,30}\b\d{1,3} ?(?:%|percent)|"
    r"\b(?:vas|va) a (?:aprobar|pasar|ganar(?:la|lo)?)\b|"
    r"\b(?:aprobarás|pasarás|será aprobad[oa])\b|"
    r"\b(?:está|estás|ya está) (?:list[oa]|preparad[oa]) para (?:entregar|enviar|presentar)\w*|"
    r"\b\d{1,3} ?(?:%|por ciento)[^.?!\n]{0,30}\b(?:probabilidad\w*|posibilidad\w*|segur[oa])|"
    r"\b(?:probabilidad|posibilidad)\w*[^.?!\n]{0,30}\b\d{1,3} ?(?:%|por ciento)|"
    r"\b(?:te|le) garantizo\b",
    re.IGNORECASE,
)
# "I can't say that you will pass", "what will it take until you will pass?" promise nothing.
_DENIED = re.compile(
    r"\b(?:not|no|never|cannot|nobody|nothing|no one|neither|whether|if|unless|until|without|nadie|"
    r"nada|nunca|si|hasta|sin|ni|tampoco)\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^.!?\n;:,]*\Z")

_EMPHASISED = re.compile(r"(?<![*\w])\*{1,3}([^*\n]{4,90})\*{1,3}(?![*\w])")
_OF_CREDENTIALS = re.compile(
    r"\b(?:micro-?)?(?:credentials?|badges?|stacks?)\b|\b(?:micro)?credencial(?:es)?\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a an and as at but by for from in into of on or the to up via with your de del el en la las "
    "los para por que un una y".split()
)


def promises(text: str) -> bool:
    """Whether a text says that somebody will pass, that a draft is ready, or how likely it is."""
    for match in _PROMISE.finditer(text):
        clause = _CLAUSE.search(text[: match.start()])
        asks = re.match(r"[^.!\n]*\?", text[match.end() :])
        if not asks and not _DENIED.search(clause.group() if clause else ""):
            return True
    return False


def invented(text: str, library: Library) -> list[str]:
    """Titles that a text presents as credentials and that the catalogue does not hold."""
    known: set[str] | None = None
    found: list[str] = []
    for line, before in _lines(text):
        for match in _EMPHASISED.finditer(line):
            title = match.group(1).strip().rstrip(":.,")
            if not (_OF_CREDENTIALS.search(line.replace(match.group(), " ")) or before):
                continue
            if not _is_title(title) or title in found:
                continue
            known = known if known is not None else _names(library)
            if not _is_known(_plain(title), known):
                found.append(title)
    return found[:_MOST_TITLES]


def to_add(text: str, library: Library, language: Literal["en", "es"]) -> str:
    """The honest sentences that a text needs, or nothing."""
    added = []
    if titles := invented(text, library):
        listed = (" or " if language == "en" else " ni ").join(f"*{title}*" for title in titles)
        added.append(NOT_HERE[language].format(titles=listed))
    if promises(text):
        added.append(NO_PROMISE[language])
    return "\n\n".join(added)


def _lines(text: str) -> Iterable[tuple[str, bool]]:
    """Each line, and whether it is an item of a list that was announced as one of credentials."""
    announced = False
    for line in text.splitlines():
        item = bool(re.match(r"\s*(?:[-*+]|\d+[.)])\s", line))
        yield line, item and announced
        if line.strip() and not item:
            announced = bool(_OF_CREDENTIALS.search(line)) and line.rstrip().endswith(":")


def _is_title(text: str) -> bool:
    """Two words or more, all but the small ones with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.lower() not in _SMALL]
    return len(words) >= 2 and all(word[0].isupper() for word in words)


def _names(library: Library) -> set[str]:
    """All that has a name in the catalogue, so that a rubric row or a file is no invention."""
    shelf = library.shelf()
    names = {stack.title for stack in shelf.stacks.values()}
    names |= {stack.designation for stack in shelf.stacks.values() if stack.designation}
    for credential in shelf.credentials.values():
        names |= {credential.title, credential.issuer}
        names |= {row.title for row in credential.rubric}
        names |= {level.name for row in credential.rubric for level in row.levels}
        names |= {part.title for part in credential.submission}
        names |= {resource.title for resource in credential.resources}
        names |= {component.title for component in credential.method_components}
    return {_plain(name) for name in names} - {""}


def _is_known(title: str, known: set[str]) -> bool:
    if any(
        title == name or f" {title} " in f" {name} " or f" {name} " in f" {title} "
        for name in known
    ):
        return True
    return any(SequenceMatcher(None, title, name).ratio() >= _ALIKE for name in known)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
