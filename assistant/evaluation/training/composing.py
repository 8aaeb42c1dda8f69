"""Whole drafts put together from variants: every row in some state, among what is not its own."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from assistant.evaluation.training.drafts import LabelledText
from assistant.evaluation.training.variants import Group, Variant

# How strong a draft is as a whole: the share of rows that are met, drawn anew for each.
STRENGTHS = (0.7, 0.5, 0.35)
PARTLY, ABSENT = 0.5, 0.25  # of the rows not met: in part; of the rest: not written about at all
SHUFFLED = 0.2  # parts whose rows stand in another order than the rubric's
HEADED = 0.4  # drafts with the parts' titles as headings
FILLERS = (0, 1, 1, 2)  # paragraphs of a part that belong to no row


def compose(group: Group, random: Random) -> LabelledText:
    """One draft in the scene of a group; the same random state gives the same draft.

    The group must be of a credential (`row-variants/`), so that there are parts to fill.
    """
    assert group.credential is not None
    strength = random.choice(STRENGTHS)
    chosen: dict[str, Variant] = {}
    by_part: dict[str | None, list[str]] = {part.id: [] for part in group.credential.submission}
    for row in group.rows:
        label = 2
        if random.random() >= strength:
            label = 1 if random.random() < PARTLY else 0
        variant = random.choice(row.of(label))
        chosen[row.id] = variant
        if label or random.random() >= ABSENT:
            by_part.setdefault(row.part, []).append(variant.text.strip())
    headed = random.random() < HEADED
    pieces: list[str] = []
    for part in group.credential.submission:
        texts = by_part[part.id]
        if random.random() < SHUFFLED:
            random.shuffle(texts)
        spare = list(group.fillers.get(part.id, ()))
        random.shuffle(spare)
        for text in spare[: random.choice(FILLERS)]:
            texts.insert(random.randint(0, len(texts)), text.strip())
        pieces += [f"## {part.title}"] if headed else []
        pieces += texts
    return LabelledText(
        f"{group.name}--composed",
        group.credential,
        "\n\n".join(pieces),
        {row: variant.label for row, variant in chosen.items()},
        {row: _lines(variant) for row, variant in chosen.items()},
        {row: variant.marks for row, variant in chosen.items()},
    )


def _lines(variant: Variant) -> Sequence[str]:
    """What of a variant is evidence: every line of it, if it earns anything."""
    return [line for line in variant.text.split("\n") if line.strip()] if variant.label else []
