"""An assessor's letter, cut into remarks: what asks for a change is kept, the rest is let go.

The letter is somebody else's text: it is cut and quoted, and nothing in it is ever followed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.self_check.returned.cutting import blocks, is_list_item, trimmed, wishes_in
from assistant.self_check.returned.remark_cues import (
    OF_THE_WHOLE,
    SECTION,
    STRENGTHS,
    Tone,
    insists,
    tone_of,
)
from assistant.self_check.returned.rubric_names import RubricNames
from retrieval.catalogue import Criterion, Part


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing an assessor says: exactly `start:end` of the letter, and what it is said under."""

    start: int
    end: int
    text: str
    tone: Tone
    row: Criterion | None = None
    part: Part | None = None
    needed: bool = True  # False for advice on a row that the assessor passed
    block: int = 0  # the paragraph, line or list item that it stands in
    listed: bool = False  # that is a list item


@dataclass(frozen=True, slots=True)
class LevelGiven:
    """The level that an assessor gave a row, and where the letter says so."""

    start: int
    end: int
    level: str
    passes: bool


@dataclass(slots=True)
class Letter:
    """What was read: the remarks in order, and the first level that each row was given."""

    text: str
    remarks: list[Remark] = field(default_factory=list)
    levels: dict[str, LevelGiven] = field(default_factory=dict)  # by criterion id


@dataclass(slots=True)
class _Topic:
    """What the lines just read are about; `sticky` where its name stood alone on a line."""

    row: Criterion | None = None
    part: Part | None = None
    sticky: bool = False
    praise: bool = False


def read_letter(text: str, names: RubricNames) -> Letter:
    """The letter's remarks with their tone and what each stands under; offsets are code points."""
    letter, topic = Letter(text), _Topic()
    for order, (start, end, apart) in enumerate(blocks(text)):
        if apart and not topic.sticky:
            topic = _Topic()
        at, topic = _section(text, start, end, topic)
        if named := names.leading(text[at:end]):
            at += named.end
            topic = _Topic(named.row, named.part or topic.part, sticky=at >= end)
        level = names.level_at(text[at:end], topic.row) if topic.row or named else None
        if level:
            at += level.end
            topic.sticky = topic.sticky or at >= end
            if topic.row:
                given = LevelGiven(*trimmed(text, start, at), level.words, level.passes)
                letter.levels.setdefault(topic.row.id, given)
        for a, b in wishes_in(text, at, end):
            remark = _remark(letter, a, b, topic, names)
            listed = is_list_item(text[start:end])
            letter.remarks.append(replace(remark, block=order, listed=listed))
    return letter


def _remark(letter: Letter, start: int, end: int, topic: _Topic, names: RubricNames) -> Remark:
    words = letter.text[start:end]
    said = names.rows_in(words)
    row = said[0] if len(said) == 1 else topic.row
    if not said and OF_THE_WHOLE.search(words):
        row = None
    tone = tone_of(words)
    if topic.praise and tone == "plain":
        tone = "praise"
    given = letter.levels.get(row.id) if row else None
    return Remark(
        start,
        end,
        words,
        tone,
        row,
        part=names.part_in(words) or topic.part,
        needed=not (given and given.passes) or insists(words),
    )


def _section(text: str, start: int, end: int, topic: _Topic) -> tuple[int, _Topic]:
    """Past a heading such as 'Strengths:', which says how to take what stands under it."""
    good = STRENGTHS.match(text[start:end])
    other = None if good else SECTION.match(text[start:end])
    if good:
        return start + good.end(), _Topic(topic.row, topic.part, True, praise=True)
    if other:
        return start + other.end(), _Topic(topic.row, topic.part, True)
    return start, topic
