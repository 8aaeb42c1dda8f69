"""What a sentence gives away before its meaning is weighed: a copy of the rubric, a promise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.catalogue import Credential

_WORD = re.compile(r"[a-z0-9']+")
_PROMISE = re.compile(
    r"\b(?:will|shall|'ll|won't|going to|plan(?:s|ning)? to|intend(?:s|ing)? to|hope(?:s|ing)? to|"
    r"want(?:s)? to|would like to|aim(?:s|ing)? to|expect(?:s|ing)? to|"
    r"next (?:week|month|time|year)|i'd like to|is to be|are to be|to be decided)\b",
    re.IGNORECASE,
)
COPIED_SHARE = 0.5  # share of a sentence's word trigrams that also stand in the rubric or a prompt


def trigrams(text: str) -> set[tuple[str, ...]]:
    """Runs of three words, lower case."""
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


class CopyGuard:
    """Knows the credential's own words, so that repeating them earns nothing.

    Copies are discounted, never held against the teacher: many honest drafts repeat a prompt.
    """

    def __init__(self, credential: Credential) -> None:
        self._known: set[tuple[str, ...]] = set()
        for text in _own_words(credential):
            self._known |= trigrams(text)

    def copied(self, sentence: str) -> bool:
        """Whether at least half of the sentence's word trigrams are the credential's own."""
        own = trigrams(sentence)
        return bool(own) and len(own & self._known) >= COPIED_SHARE * len(own)


def _own_words(credential: Credential) -> Iterable[str]:
    yield credential.competency
    yield credential.key_method
    for component in credential.method_components:
        yield f"{component.title}. {component.text}"
    for part in credential.submission:
        for prompt in part.prompts:
            yield prompt.text
    for row in credential.rubric:
        for level in row.levels:
            yield level.descriptor


def promises(sentence: str) -> bool:
    """Whether the sentence speaks of what is still to come."""
    return _PROMISE.search(sentence) is not None
