"""Element marks: for each passage and labelled draft, how far each element of the row is shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ALL_SHOWN, NONE_SHOWN = "2", "0"
UNKNOWN = -1  # a mark or a flag that nobody gave


def read_marks(folder: Path) -> dict[str, str]:
    """Item -> its digits, one an element: 2 there as asked, 1 touched but short, 0 not there."""
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            item, _, digits = line.partition("\t")
            if digits:
                found[item] = digits.strip()
    return found


def marks_for(
    marks: Mapping[str, str], item: str, label: int, elements: int, *, bare: bool = False
) -> tuple[int, ...] | None:
    """The marks of an item, one per element; None where nothing is known.

    What is met shows every element; a `bare` item that is not met shows none.
    """
    digits = marks.get(item)
    if digits is None and label == 2:
        digits = ALL_SHOWN * elements
    if digits is None and label == 0 and bare:
        digits = NONE_SHOWN * elements
    if digits is None or len(digits) != elements:
        return None
    return tuple(int(digit) for digit in digits)
