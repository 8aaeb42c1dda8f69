"""Sentences of a draft that speak to whoever judges it: orders, fake system notes, hidden text.

They are never evidence, whoever judges, and a model does not get to see them. It is about the judge
alone: a direction to students ("Ignore the lines you don't need") is ordinary teaching, and so is a
lesson that tells what somebody typed into a chat bot. What is taken for an instruction by mistake
costs that one sentence, nothing else; what is not recognised still earns no credit without a quote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from assistant.self_check.instruction_phrases import (
    ADDRESSED,
    FOREIGN_ADDRESSED,
    FOREIGN_STRONG,
    FOREIGN_WEAK,
    JUDGES_JSON,
    META,
    OVERRIDES,
    PEOPLE,
    RESULT,
    SCOPE,
    STRONG,
    VERDICTS,
    WEAK,
)
from assistant.self_check.submission import DraftSentence, Submission
from retrieval.sentences import sentences

Spans: TypeAlias = tuple[tuple[int, int], ...]  # code points start:end of one file's text
ByFile: TypeAlias = Mapping[str, Spans]

_WEAK_ARE_ENOUGH = 2
_READ_AT_ONCE = 2_000  # characters; a longer sentence is read in pieces that lap over each other
_LAP = 300
_TAGS = range(0xE0020, 0xE007F)  # a hidden twin of ASCII
_FLAG = "\N{WAVING BLACK FLAG}"  # flags of regions are spelt with those characters
_HIDDEN_RUN = re.compile("[\u200b-\u200f\u2060-\u2064\u202a-\u202e\ufeff\u00ad]{4,}")
_INVISIBLE = re.compile("[\u115f\u1160\u3164\u034f\ufe00-\ufe0f]")
_UNLIKE = str.maketrans("аеорсухіјѕԁһοανερτικ“”„«»‘’‚`´", "aeopcyxijsdhoaveptik\"\"\"\"\"'''''")
_FOREIGN_LETTERS = str.maketrans("đøłı", "doli")
_SPACED_OUT = re.compile(r"(?<!\w)(?:\w[ .\-·|]){5,}\w(?!\w)")
_MARKS = re.compile(r"[*_~#]+|^[>\s]+")

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(
    r"<(\w+)\b[^<>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|\bhidden\b|"
    r"(?<![-\w])color\s*:\s*(?:white|#fff(?:fff)?|transparent)\b(?![^<>]*background))[^<>]*>.*?(?:</\1\s*>|\Z)"
    r"|^\[//\]:\s*#.*?$",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_FENCED = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(
    r"\[\s*(?:begin\s+)?(?:system|developer|admin|grader|assessor)\b.{0,2000}?"
    r"(?:\[\s*(?:/|end)[^\]\n]{0,40}\]|\](?=\s*(?:\n|\Z)))",
    re.DOTALL | re.IGNORECASE,
)
_PARAGRAPH_END = re.compile(r"\n\s*\n|\Z")
_QUOTED = re.compile(r'"[^"]{3,400}"|(?<!\w)\'[^\']{3,400}\'(?!\w)')
_PEOPLE = r"(?:i|we|he|she|they|students?|pupils?|learners?|kids?|class|team|partners?|groups?)"
_TELLS = re.compile(
    rf"\b(?:{_PEOPLE}|somebody|someone|one|chat ?bots?|slide|article)\b[^\"]{{0,60}}?\b(?:asked|"
    rf"told|"
    r"said|typed|tried|tested|discussed|talked|wrote|read|saw|hid|found|noticed|explained|compared|"
    r"looked|studied|gave|posted|says|pasted|called|put|showed|learned|spotted|copied|used)\b"
)
_SUBJECT_BEFORE = re.compile(
    rf"\b(?:{_PEOPLE}|teachers?|coach|colleagues?|to|not|never|would|could|can|did)\s+"
    r"(?:\w+\s+){0,2}$"
)
_SUBJECT_OPENS = re.compile(
    rf"^\W*(?:(?:then|so|and|when|after|before|first|my|the|our) )*{_PEOPLE} "
)
_COMMANDED = re.compile(r"\b(?:please|must|should|shall|simply|just|now|then)\s+(?:\w+\s+)?$")


def instructs(text: str) -> bool:
    """Whether a sentence tries to steer whoever judges the draft, or hides words from readers."""
    return _hides(text) or any(_steers(plain, addressed=False) for plain in _pieces(text))


def instructions_in(text: str) -> Spans:
    """Where a file's text steers its judge, whole notes and comments; in order, not overlapping."""
    found = [match.span() for match in _COMMENT.finditer(text)]
    found += [match.span() for match in _UNSEEN.finditer(text)]
    for block in (_FENCED, _NOTE):
        found += [m.span() for m in block.finditer(text) if _any_instructs(m.group())]
    paragraph_end, addressed = 0, False
    for span in sentences(text):
        if span.start >= paragraph_end:
            end = _PARAGRAPH_END.search(text, span.end)
            paragraph_end, addressed = (end.start() if end else len(text)), False
        pieces = _pieces(span.text)
        addressed = addressed or any(map(_speaks_to_a_judge, pieces))
        if _hides(span.text) or any(_steers(plain, addressed=addressed) for plain in pieces):
            # A note to a judge goes on to the end of its paragraph; a stray order is one sentence.
            found.append((span.start, paragraph_end if addressed else span.end))
    return _merged(found)


def instructions_of(submission: Submission) -> dict[str, Spans]:
    """For each file, where its text steers its judge."""
    return {file: instructions_in(text) for file, text in submission.texts.items()}


def touches(spans: Spans, start: int, end: int) -> bool:
    """Whether start:end shares a character with one of the spans."""
    return any(start < b and a < end for a, b in spans)


def is_instruction(sentence: DraftSentence, steering: ByFile) -> bool:
    """Whether a sentence of a draft lies in what steers the judge."""
    return touches(steering.get(sentence.file, ()), sentence.start, sentence.end)


def plain_letters(text: str) -> str:
    """The text as it is compared: hidden letters shown, look-alikes and accents made plain."""
    shown = "".join(chr(ord(c) - 0xE0000) if ord(c) in _TAGS else c for c in text)
    shown = "".join(c for c in shown if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKD", _INVISIBLE.sub("", shown)).casefold()
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    bare = unicodedata.normalize("NFC", bare).translate(_FOREIGN_LETTERS)
    if re.search("[a-z]", bare):
        bare = bare.translate(_UNLIKE)
    bare = _SPACED_OUT.sub(lambda match: re.sub(r"[ .\-·|]", "", match.group()), bare)
    return " ".join(_MARKS.sub(" ", bare).split())


def _pieces(text: str) -> list[str]:
    """The text as it is compared, in one piece where it is no longer than sentences are."""
    starts = range(0, max(1, len(text) - _LAP), _READ_AT_ONCE - _LAP)
    return [plain_letters(text[start : start + _READ_AT_ONCE]) for start in starts]


def _hides(text: str) -> bool:
    """Comments, invisible letters, long runs of characters without width."""
    tagged = re.search("[\U000e0020-\U000e007e]", text) and _FLAG not in text
    return bool("<!--" in text or tagged or _HIDDEN_RUN.search(text) or _UNSEEN.search(text))


def _steers(plain: str, *, addressed: bool) -> bool:
    if _TELLS.search(_QUOTED.sub(" ", plain)):
        plain = _QUOTED.sub(' "" ', plain)  # what somebody said is told, not demanded
    if any(pattern.search(plain) for pattern in STRONG):
        return True
    if any(_commands(plain, m.start()) for p in (OVERRIDES, VERDICTS) for m in p.finditer(plain)):
        return True
    if any(pattern.search(plain) for pattern in FOREIGN_STRONG):
        return True
    addressed = addressed or bool(ADDRESSED.search(plain))
    if _speaks_of_results(plain, addressed=addressed):
        return True
    weak = sum(bool(pattern.search(plain)) for pattern in (*WEAK, *FOREIGN_WEAK))
    return weak + addressed >= _WEAK_ARE_ENOUGH


def _speaks_of_results(plain: str, *, addressed: bool) -> bool:
    """Whether it names a result and speaks to its judge, and nobody in it could have done it."""
    if JUDGES_JSON.search(plain):
        return True
    if not RESULT.search(plain) or PEOPLE.search(plain):
        return False
    spoken_to = sum(bool(pattern.search(plain)) for pattern in META) + addressed
    return spoken_to + bool(SCOPE.search(plain)) >= _WEAK_ARE_ENOUGH and spoken_to > 0


def _speaks_to_a_judge(plain: str) -> bool:
    """Whether a sentence opens a note to a judge or a machine."""
    frames = (ADDRESSED, *FOREIGN_ADDRESSED, *STRONG[:3])
    return any(pattern.search(plain) for pattern in frames)


def _commands(plain: str, at: int) -> bool:
    """Whether the verb at `at` is an order and not what somebody did or was told to do."""
    before = plain[:at]
    clause = re.split(r"[.!?:;\"(\[{]|--|[–—]|-->", before)[-1]
    if not clause.strip(" ,-"):
        return True
    if _COMMANDED.search(clause):
        return not re.search(rf"\b{_PEOPLE} (?:must|should|shall|then|just|now|simply) $", clause)
    return not (_SUBJECT_BEFORE.search(clause) or _SUBJECT_OPENS.search(clause + " "))


def _any_instructs(block: str) -> bool:
    return any(instructs(line) for line in block.splitlines()) or instructs(" ".join(block.split()))


def _merged(spans: Sequence[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
