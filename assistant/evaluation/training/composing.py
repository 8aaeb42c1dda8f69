"""Whole drafts put together from variants: every row in some state, among what is not its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from assistant.evaluation.training.variants import Group
from retrieval.sentences import sentences

# How strong a draft is as a whole: the share of rows that are met, drawn anew for each.
STRENGTHS = (0.85, 0.6, 0.5, 0.4, 0.2)
PARTLY, ABSENT = 0.42, 0.13  # of the rows that are not met: in part; not written about at all
PLACED = 0.6  # drafts whose sentences stand under their part
OTHERS = (0, 1, 2)  # passages of other credentials mixed into a draft without fillers


@dataclass(frozen=True, slots=True)
class ComposedDraft:
    """Sentences with their parts, and each row's text, part and label."""

    rows: tuple[tuple[str, str | None, int], ...]
    sentences: tuple[str, ...]
    parts: tuple[str | None, ...]


def compose(group: Group, random: Random, others: Sequence[Group] = ()) -> ComposedDraft:
    """One draft in the scene of a group; the same random state gives the same draft."""
    strength = random.choice(STRENGTHS)
    by_part: dict[str | None, list[str]] = {part: [] for part in group.parts or (None,)}
    rows = []
    for row in group.rows:
        drawn = random.random()
        rest = 1 - strength
        if drawn < strength:
            label = 2
        elif drawn < strength + rest * PARTLY:
            label = 1
        else:
            label = 0
        options = row.of(label) or row.of(0)
        chosen = random.choice(options)
        rows.append((row.text, row.part, chosen.label))
        if drawn < 1 - rest * ABSENT:
            by_part.setdefault(row.part, []).append(chosen.text)
    for part, texts in by_part.items():
        extra = list(group.fillers.get(part or "", ()))[: random.choice(OTHERS)]
        if not group.fillers and others:
            for _ in range(random.choice(OTHERS)):
                stranger = random.choice(random.choice(others).rows)
                extra.append(random.choice(stranger.variants).text)
        for text in extra:
            texts.insert(random.randint(0, len(texts)), text)
    placed = random.random() < PLACED
    pieces = [
        (span.text, part if placed else None)
        for part, texts in by_part.items()
        for text in texts
        for span in sentences(text)
    ]
    return ComposedDraft(
        tuple(rows), tuple(text for text, _ in pieces), tuple(part for _, part in pieces)
    )
