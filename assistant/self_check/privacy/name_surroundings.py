"""Reads the cues around the names of one text, a constant amount of work for each name."""

from __future__ import annotations

import re
from bisect import bisect_right

from assistant.self_check.privacy.name_cues import AFTER, BEFORE, NEAR, Cue
from assistant.self_check.privacy.name_letters import Letters
from assistant.self_check.privacy.name_sentences import (
    AND_ME,
    ANIMALS,
    APPOSITION,
    EXERCISE,
    EXERCISE_LINE,
    LINE_END,
    MEETING_LINE,
    OFFICE_AFTER,
    PARENT_SENTENCE,
    QUOTED_TASK,
    SAID_LOOSELY,
    SENTENCE_END,
    SENTENCE_MAX,
    STATEMENT,
    TEAM_IS,
    TEAM_SENTENCE,
    WORK_BY,
)

_MY_FAMILY = re.compile(
    r"\b(?:[Mm]y|[Oo]ur|[Mm]i|[Nn]uestr[oa]) (?:\w+ )?(?:wife|husband|spouse|partner|mother|mom|"
    r"father|dad|"
    r"sister|brother|son|daughter|boy|girl|child|hij[oa]|espos[oa]|marido|herman[oa])\s*[,:(]?\s*\Z"
)
_IN_BRACKETS = re.compile(r"\A\)\s*(?:$|\n)")
_QUOTE_THEN_BRACKET = re.compile(r"(?:[.!?]|[”\"])\s?\(\Z")
_SPEECH_ENDS = re.compile(r"[.?!,]?[”\"]|\?")
_QUOTE_ENDS = re.compile(r"\A[”\"]\s*(?:$|\n)")
_SENTENCE_ENDED = re.compile(r"(?:[.!?]|\b[Ff]rom|,)\s\Z")
_CALLED = re.compile(r", [^\W\d_][\w’'-]*[?!\"”]")


class Surroundings:
    """Reads cues beside positions of one text; a reading costs a constant number of characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences = _boundaries(text, SENTENCE_END)
        self._lines = _boundaries(text, LINE_END)
        self._sentence_cues: dict[int, Cue] = {}
        self._line_cues: dict[int, Cue] = {}
        self.letters = Letters(text)
        self.names_are_changed = bool(STATEMENT.search(text))

    def read(self, start: int, end: int) -> Cue:
        """All cues for the name at start:end."""
        before = self._before(start)
        after = self._text[end : end + NEAR]
        cues = Cue.NONE
        for cue, pattern in AFTER.items():
            if pattern.search(after):
                cues |= cue
        if Cue.FIGURE in cues:  # `her work on spelling` is no child's work
            cues &= ~Cue.STUDENT
        for cue, pattern in BEFORE.items():
            if pattern.search(before):
                cues |= cue
        if _QUOTE_ENDS.match(after) and _SENTENCE_ENDED.search(before):
            cues |= Cue.NAMED  # `... it was ok. Maya"`: somebody signs what is quoted
        if _IN_BRACKETS.match(after) and _QUOTE_THEN_BRACKET.search(before):
            cues |= Cue.NAMED  # `> ... went slower. (Maya)`
        if self._is_called_in_speech(start, end):
            cues |= Cue.NAMED
        if self.letters.hold(start):
            cues &= ~Cue.LETTER
            if _MY_FAMILY.search(before):
                cues = cues & ~Cue.COLLEAGUE | Cue.PARENT
        if APPOSITION.search(before) and not cues & (Cue.STUDENT | Cue.PARENT):
            cues |= Cue.SCHOLAR
        if OFFICE_AFTER.match(after):
            cues |= Cue.SCHOLAR
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
        begin, end = self.sentence_span(start)
        return self._text[begin:end]

    def sentence_span(self, start: int) -> tuple[int, int]:
        """Where that sentence begins and ends."""
        at = bisect_right(self._sentences, start)
        return self._sentences[at - 1], self._sentences[at]

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

    def _is_called_in_speech(self, start: int, end: int) -> bool:
        """`"Say more, Maya."`"""
        return self._text[start - 2 : start] == ", " and bool(_SPEECH_ENDS.match(self._text, end))

    def _of_sentence(self, start: int) -> Cue:
        at = bisect_right(self._sentences, start)
        if at not in self._sentence_cues:
            sentence = self.sentence(start)
            team = AND_ME.search(sentence) and TEAM_SENTENCE.search(sentence)
            cues = Cue.COLLEAGUE if team or TEAM_IS.search(sentence) else Cue.NONE
            begin = self._sentences[at - 2] if at > 1 else 0
            if ANIMALS.search(self._text[begin : self._sentences[at]]):
                cues |= Cue.FIGURE
            self._sentence_cues[at] = cues
        return self._sentence_cues[at]

    def _of_line(self, start: int) -> Cue:
        at = bisect_right(self._lines, start)
        if at not in self._line_cues:
            line = self._text[self._lines[at - 1] : self._lines[at]]
            asked = (
                EXERCISE.search(line)
                or (EXERCISE_LINE.match(line) and "?" in line)
                or QUOTED_TASK.search(line)
            )
            cues = Cue.EXERCISE if asked else Cue.NONE
            cues |= Cue.FICTION if WORK_BY.search(line) else Cue.NONE
            cues |= Cue.COLLEAGUE if MEETING_LINE.match(line) else Cue.NONE
            self._line_cues[at] = cues
        called = Cue.EXERCISE if self._is_called(start) else Cue.NONE
        return self._line_cues[at] & ~called

    def _is_called(self, start: int) -> bool:
        """Whether somebody is spoken to at this place: `Maya, what ...` or `..., Maya?`"""
        opens = self._lines[bisect_right(self._lines, start) - 1] == start
        return opens or bool(
            _CALLED.match(self._text, start - 2, start + NEAR) if start > 1 else None
        )


def _boundaries(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Where pieces of the text begin, and its end; no piece is longer than `SENTENCE_MAX`."""
    starts = [0]
    for end in (*(match.end() for match in pattern.finditer(text)), len(text)):
        while end - starts[-1] > SENTENCE_MAX:
            starts.append(starts[-1] + SENTENCE_MAX)
        if end > starts[-1]:
            starts.append(end)
    return [*starts, len(text) + 1] if starts[-1] == len(text) else [*starts, len(text)]
