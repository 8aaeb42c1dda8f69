"""Reads the cues around the names of one text, a constant amount of work for each name."""

from __future__ import annotations

import re
from bisect import bisect_right

from assistant.self_check.name_cues import (
    AFTER,
    AND_ME,
    BEFORE,
    EXERCISE,
    EXERCISE_LINE,
    LINE_END,
    NEAR,
    PARENT_SENTENCE,
    SAID_LOOSELY,
    SENTENCE_END,
    SENTENCE_MAX,
    STATEMENT,
    TEAM_SENTENCE,
    Cue,
)


class Surroundings:
    """Reads cues beside positions of one text; a reading costs a constant number of characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences = _boundaries(text, SENTENCE_END)
        self._lines = _boundaries(text, LINE_END)
        self._sentence_cues: dict[int, Cue] = {}
        self._line_cues: dict[int, Cue] = {}
        self.names_are_changed = bool(STATEMENT.search(text))

    def read(self, start: int, end: int) -> Cue:
        """All cues for the name at start:end."""
        before = self._before(start)
        after = self._text[end : end + NEAR]
        cues = Cue.NONE
        for cue, pattern in BEFORE.items():
            if pattern.search(before):
                cues |= cue
        for cue, pattern in AFTER.items():
            if pattern.search(after):
                cues |= cue
        return self._settle(cues, before, after) | self._of_sentence(start) | self._of_line(start)

    def acts(self, end: int) -> bool:
        """Whether the words after a name are what a child does: said, drew, finished."""
        return bool(SAID_LOOSELY.match(self._text, end, end + NEAR)) or bool(
            SAID_LOOSELY.match(self._text[end : end + NEAR])
        )

    def speaks_of_family(self, start: int) -> bool:
        """Whether the sentence is about a child's home, so that a titled adult is a parent."""
        return bool(PARENT_SENTENCE.search(self.sentence(start)))

    def sentence(self, start: int) -> str:
        """The sentence around a position, or the part of an overlong one."""
        at = bisect_right(self._sentences, start)
        return self._text[self._sentences[at - 1] : self._sentences[at]]

    def _before(self, start: int) -> str:
        low = max(0, start - NEAR)
        line = self._text.rfind("\n", low, start)
        return self._text[max(low, line + 1) : start]

    def _settle(self, cues: Cue, before: str, after: str) -> Cue:
        if Cue.COLLEAGUE in cues and (
            Cue.PARENT in cues or re.search(r"\b[Ss]tudent teacher\b", before)
        ):
            kept = Cue.PARENT if Cue.PARENT in cues else Cue.COLLEAGUE
            cues &= ~(Cue.PARENT | Cue.COLLEAGUE | Cue.STUDENT)
            cues |= kept
        comma_kin = Cue.PARENT in cues and before.rstrip().endswith(",")
        if comma_kin and not re.match(r"(?:['’]s)?\s*(?:[,.;:)(]|who\b|\Z)", after):
            cues &= ~Cue.PARENT
        return cues

    def _of_sentence(self, start: int) -> Cue:
        at = bisect_right(self._sentences, start)
        if at not in self._sentence_cues:
            sentence = self.sentence(start)
            team = AND_ME.search(sentence) and TEAM_SENTENCE.search(sentence)
            self._sentence_cues[at] = Cue.COLLEAGUE if team else Cue.NONE
        return self._sentence_cues[at]

    def _of_line(self, start: int) -> Cue:
        at = bisect_right(self._lines, start)
        if at not in self._line_cues:
            line = self._text[self._lines[at - 1] : self._lines[at]]
            asked = EXERCISE.search(line) or (EXERCISE_LINE.match(line) and "?" in line)
            self._line_cues[at] = Cue.EXERCISE if asked else Cue.NONE
        vocative = start == self._lines[at - 1] or self._text[start - 2 : start] == ", "
        return Cue.NONE if vocative else self._line_cues[at]


def _boundaries(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Where pieces of the text begin, and its end; no piece is longer than `SENTENCE_MAX`."""
    starts = [0]
    for end in (*(match.end() for match in pattern.finditer(text)), len(text)):
        while end - starts[-1] > SENTENCE_MAX:
            starts.append(starts[-1] + SENTENCE_MAX)
        if end > starts[-1]:
            starts.append(end)
    return [*starts, len(text) + 1] if starts[-1] == len(text) else [*starts, len(text)]
