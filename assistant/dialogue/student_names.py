"""Whether students' names may stand in what is handed in: what a credential's text says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.dialogue.hearing import folded
from assistant.dialogue.phrases import Phrases
from retrieval.catalogue import Credential
from retrieval.passages import Passage
from retrieval.sentences import sentences

_ASKS = re.compile(
    r"\b(?:do|can|may|could|should|must|what if) (?:i|we)(?: (?:have|need|want) to)? (?:put|use|"
    r"write|give|keep|leave|include|say|show|mention|hide|remove|take|change|cover|need|black|name)\b"
    r"[^.?!]{0,30}\bnames?\b(?! of (?!(?:my |the )?(?:students|kids|children)))|"
    r"\b(?:are|is) (?:real |first |(?:students?|kids?|their)(?:'s?)? )+names? (?:ok\w*|allowed|"
    r"fine|needed|a problem)\b|"
    r"\b(?:pongo|uso|escribo|dejo|pueden? ir|van|(?:puedo|tengo que|debo) (?:poner|usar|escribir|"
    r"dejar|quitar|cambiar))\b[^.?!]{0,30}\bnombres?\b"
)
_NO_STUDENT = re.compile(
    r"\b(?:my (?:own )?name|mi nombre|file ?names?|nombres? de(?:l)? archivos?)\b"
)
_SAID = re.compile(
    r"\b(?:codes?|letters?|initials|pseudonyms?|alias\w*|student a)\b[^.;]{0,60}\bnames?\b|"
    r"\b(?:never|not|no|without|instead of|in place of|hide|remove|take out|leave out|cover)\b"
    r"(?: \w+){0,3} names?\b",
    re.IGNORECASE,
)
_MOST = 2  # sentences that are quoted
_MOST_WORDS = 20  # of the question


def asks_for_names(question: str) -> bool:
    """Whether a short question is about students' names in the work."""
    said = folded(question)
    if len(said.split()) > _MOST_WORDS or _NO_STUDENT.search(said):
        return False
    return bool(_ASKS.search(said))


def names_rule(credential: Credential, passages: Iterable[Passage], say: Phrases) -> str:
    """The rule that holds for every submission, and what this credential's own text says."""
    lines = [f"**{credential.title}**: {say('names_rule')}"]
    found: dict[str, str] = {}
    # A guide says how it is done; the parts and rows only that it has to be.
    own = [passage for passage in passages if passage.credential_id == credential.id]
    for passage in sorted(own, key=lambda one: not one.field.startswith("file:")):
        for sentence in sentences(passage.text):
            if _SAID.search(sentence.text):
                found.setdefault(" ".join(sentence.text.split()), passage.place)
    lines += [f"> {text}\n\n— {place}" for text, place in list(found.items())[:_MOST]]
    return "\n\n".join(lines)
