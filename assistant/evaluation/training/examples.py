"""What the reader learns from, step by step: batches of pairs that are ranked among each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from random import Random

from assistant.evaluation.training.altered import said_otherwise
from assistant.evaluation.training.drafts import ReadDraft
from assistant.evaluation.training.marks import UNKNOWN
from assistant.evaluation.training.variants import Group, Row
from assistant.self_check.pairing import Pair

ROWS_A_BATCH = 12
ROWS_WITH_VERSIONS = 9  # at least, where a draft brings altered versions: seldom more than 16
CHANGED_A_DRAFT = 3  # changed versions read beside a draft, one row each
SPOKEN_A_DRAFT = 2  # rows read a second time as said in another manner
# Of an altered version's own label: labelled passages are seldom all that shows a row, and as many
# rows at nought would press every score down. What counts is that it ranks below its twin.
ALTERED_WEIGHT = 0.25
SIBLING_WEIGHT = 0.7  # evidence for another row is not met here, but for a few that serve both


@dataclass(frozen=True, slots=True)
class Example:
    """A pair and what is known of it.

    `label` is 0, 1 or 2; `group` holds what is ranked against each other; `twin` the same row in
    versions of one draft; `alike` the same row and text in two manners, which should score alike.
    `elements` (0, 1, 2 each) and `sentences` (0, 1) may be UNKNOWN.
    """

    pair: Pair
    label: int
    group: int
    elements: tuple[int, ...]
    sentences: tuple[int, ...]
    weight: float = 1.0
    twin: int = UNKNOWN
    alike: int = UNKNOWN


# Versions of a draft made anew each time it is read: each with one row changed.
Altering = Callable[[ReadDraft, Random], Sequence[ReadDraft]]


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
    drafts: Sequence[ReadDraft],
    changed: Sequence[ReadDraft],
    random: Random,
    altering: Altering | None = None,
) -> Iterator[list[Example]]:
    """Batches of whole drafts; rows of one draft, and versions of one row, are ranked.

    With `altering`, each draft is read beside versions that it makes, and some of its rows a second
    time in another manner.
    """
    order = list(drafts)
    random.shuffle(order)
    by_base: dict[str | None, list[ReadDraft]] = {}
    for draft in changed:
        by_base.setdefault(draft.source.base, []).append(draft)
    examples: list[Example] = []
    enough = ROWS_A_BATCH if altering is None else ROWS_WITH_VERSIONS
    groups = count()
    for draft in order:
        versions = by_base.get(draft.source.name, [])
        versions = random.sample(versions, min(CHANGED_A_DRAFT, len(versions)))
        own = _rows(draft, groups)
        examples += own
        examples += _versions(own, draft, versions, groups)
        if altering is not None:
            made = altering(draft, random)
            examples += _versions(own, draft, made, groups, ALTERED_WEIGHT)
            examples += _otherwise(own, groups, random)
        if len(examples) >= enough:
            yield examples
            examples = []
    if examples:
        yield examples


def _rows(draft: ReadDraft, groups: count[int]) -> list[Example]:
    group = next(groups)
    return [
        Example(r.pair, r.label, group, r.marks, r.evidence, twin=next(groups), alike=next(groups))
        for r in draft.rows
    ]


def _versions(
    own: Sequence[Example],
    draft: ReadDraft,
    versions: Sequence[ReadDraft],
    groups: count[int],
    weight: float = 1.0,
) -> list[Example]:
    twins = {row.row: example.twin for row, example in zip(draft.rows, own, strict=True)}
    return [
        Example(r.pair, r.label, next(groups), r.marks, r.evidence, weight, twins[r.row])
        for version in versions
        for r in version.rows
    ]


def _otherwise(own: Sequence[Example], groups: count[int], random: Random) -> list[Example]:
    """Some rows read a second time as said in another manner, the label as it was."""
    chosen = random.sample(list(own), min(SPOKEN_A_DRAFT, len(own)))
    return [
        replace(e, pair=said_otherwise(e.pair, random), group=next(groups), twin=UNKNOWN)
        for e in chosen
    ]
