"""What the reader learns from, step by step: batches of pairs that are ranked among each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from assistant.evaluation.training.drafts import ReadDraft
from assistant.evaluation.training.marks import UNKNOWN
from assistant.evaluation.training.variants import Group, Row
from assistant.self_check.pairing import Pair

ROWS_A_BATCH = 12
CHANGED_A_DRAFT = 3  # changed versions read beside a draft, one row each
SIBLING_WEIGHT = 0.7  # evidence for another row is not met here, but for a few that serve both


@dataclass(frozen=True, slots=True)
class Example:
    """A pair and what is known of it.

    `label` is 0, 1 or 2; `group` holds what is ranked against each other; `twin` the same row in
    versions of one draft. `elements` (0, 1, 2 each) and `sentences` (0, 1) may be UNKNOWN.
    """

    pair: Pair
    label: int
    group: int
    elements: tuple[int, ...]
    sentences: tuple[int, ...]
    weight: float = 1.0
    twin: int = UNKNOWN


def passage_batches(groups: Sequence[Group], random: Random) -> list[list[Example]]:
    """Batches of two rows of one group, each with its variants and two of the other's."""
    batches = []
    for group in groups:
        rows = list(group.rows)
        random.shuffle(rows)
        pairs = list(zip(rows[::2], rows[1::2], strict=False))
        if len(rows) % 2 and len(rows) > 1:
            pairs.append((rows[-1], rows[0]))
        batches += [_both(one, other, random) for one, other in pairs]
    random.shuffle(batches)
    return batches


def _both(one: Row, other: Row, random: Random) -> list[Example]:
    examples: list[Example] = []
    for number, (row, sibling) in enumerate(((one, other), (other, one))):
        elements = len(row.beside("").elements)
        for v in row.variants:
            marks = v.marks or (UNKNOWN,) * elements
            examples.append(Example(row.beside(v.text), v.label, number, marks, (UNKNOWN,)))
        credited = [v for v in sibling.variants if v.label]
        for v in random.sample(credited, 2):
            none = (0,) * elements
            pair = row.beside(v.text)
            examples.append(Example(pair, 0, number, none, (UNKNOWN,), SIBLING_WEIGHT))
    return examples


def draft_batches(
    drafts: Sequence[ReadDraft], changed: Sequence[ReadDraft], random: Random
) -> list[list[Example]]:
    """Batches of whole drafts; rows of one draft, and versions of one row, are ranked."""
    order = list(drafts)
    random.shuffle(order)
    by_base: dict[str | None, list[ReadDraft]] = {}
    for draft in changed:
        by_base.setdefault(draft.source.base, []).append(draft)
    batches: list[list[Example]] = []
    examples: list[Example] = []
    groups = count()
    for draft in order:
        versions = by_base.get(draft.source.name, [])
        examples += _rows(draft, versions, groups, random)
        if len(examples) >= ROWS_A_BATCH:
            batches.append(examples)
            examples = []
    return [*batches, examples] if examples else batches


def _rows(
    draft: ReadDraft, versions: Sequence[ReadDraft], groups: count[int], random: Random
) -> list[Example]:
    group = next(groups)
    twins = {row.row: next(groups) for row in draft.rows}
    examples = [
        Example(r.pair, r.label, group, r.marks, r.evidence, twin=twins[r.row]) for r in draft.rows
    ]
    for version in random.sample(list(versions), min(CHANGED_A_DRAFT, len(versions))):
        examples += [
            Example(r.pair, r.label, next(groups), r.marks, r.evidence, twin=twins[r.row])
            for r in version.rows
        ]
    return examples
