"""A discrete competency: one thing that an educator does, said in a sentence or two."""

from __future__ import annotations

import re

from retrieval.audit.cues import any_of, plain
from retrieval.audit.lines import AuditLine, Result, quote
from retrieval.catalogue import Credential
from retrieval.sentences import sentences

KEY, NAME = "competency", "A discrete competency"
LEAST_WORDS = 5  # below, there is room for a topic and not for what is done
MOST_WORDS, MOST_SENTENCES = 60, 2  # the contract: one or two sentences
FAR_TOO_MANY = 2  # times as long: no longer one competency in many words, but several

# Judged only where the sentence opens with it: "understands ..., and shows ..." is about doing too,
# but then the doing is what to begin with.
_KNOWING = any_of(
    r"understands?",
    r"knows?",
    r"appreciates?",
    r"believes?",
    r"values?",
    r"learns?\s+about",
    r"(?:is|are|becomes?)\s+(?:aware|familiar|knowledgeable)",
    r"(?:has|have|gains?|develops?)\s+(?:a\s+|an\s+)?(?:\w+\s+)?"
    r"(?:understanding|knowledge|awareness)",
    r"comprenden?",
    r"entienden?",
    r"conocen?",
    r"saben?",
)
_OPENING_WORDS = 4  # "The early-career educator understands"
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+\S", re.MULTILINE)


def competency(credential: Credential) -> AuditLine:
    """Whether one thing that is done is named, and no list of things."""
    text = credential.competency
    words, count = len(text.split()), len(sentences(text))
    result: Result = "partly"
    knowing = _KNOWING.search(plain(text))
    if not words:
        result, detail = "missing", "say in one sentence what the educator does"
    elif len(_ITEM.findall(text)) > 1:
        result, detail = "missing", "this is a list of skills; give each a credential of its own"
    elif words > FAR_TOO_MANY * MOST_WORDS or count > FAR_TOO_MANY * MOST_SENTENCES:
        result, detail = "missing", f"{_size(words, count)} are several skills; choose one"
    elif words > MOST_WORDS or count > MOST_SENTENCES:
        detail = f"{_size(words, count)} are too many; say it in one or two sentences"
    elif words < LEAST_WORDS:
        detail = "this names a topic; say what the educator does, with whom and to what end"
    elif knowing and len(text[: knowing.start()].split()) <= _OPENING_WORDS:
        said = text[knowing.start() : knowing.end()]
        detail = f"say what the educator does; “{said}” cannot be seen"
    else:
        result, detail = "passed", f"one competency in {_size(words, count)}"
    return AuditLine(KEY, NAME, result, detail, (quote("competency", text),) if words else ())


def _size(words: int, count: int) -> str:
    return f"{count} sentence{'' if count == 1 else 's'} and {words} words"
