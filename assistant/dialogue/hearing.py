"""A message as its rules read it: one spelling for what people write in many ways."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.limits.wording import even

_WRITTEN = (
    (re.compile(r"\b(what|that|how|where|who|there|here)s\b"), r"\1's"),
    (re.compile(r"\b(?:lets)\b"), "let's"),
    (re.compile(r"\bits\b(?= (?:a|an|the|not|too|for|about|my|november|due)\b)"), "it's"),
    (re.compile(r"\b(i|you|they|we)(?:ll)\b(?<!ill)(?<!well)"), r"\1'll"),
    (re.compile(r"\bill (?=(?:take|do|start|go|try|pick|choose|have|be)\b)"), "i'll "),
    (re.compile(r"\b(youre|ur)\b(?= (?:a|an|the|not|so|just|useless|no)\b)"), "you're"),
    (re.compile(r"\byoure\b"), "you're"),
    (re.compile(r"\b(?:pls|plz|plse)\b"), "please"),
    (re.compile(r"\bu\b"), "you"),
    (re.compile(r"\bwanna\b"), "want to"),
    (re.compile(r"\bgonna\b"), "going to"),
    (re.compile(r"\bgimme\b"), "give me"),
    (re.compile(r"\bdiff\b"), "difference"),
    (re.compile(r"\b(?:hrs?)\b"), "hours"),
    (re.compile(r"\bxq\b|\bporq\b"), "por que"),
    (re.compile(r"\bq\b"), "que"),
    (re.compile(r"([!?.])\1+"), r"\1"),
)


@lru_cache(maxsize=64)
def folded(text: str) -> str:
    """The text in lower case, without accents, shortened words written out."""
    plain = even(text)
    for written, meant in _WRITTEN:
        plain = written.sub(meant, plain)
    return plain
