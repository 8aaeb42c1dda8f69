"""Text folded into lines of a given width, by a measure that the caller brings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


def folded(text: str, width: float, measured: Callable[[str], float]) -> list[tuple[int, int]]:
    """Start and end of each line, cut at spaces, and inside a word only where it fills a line."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        found += [(at + start, at + end) for start, end in _folded(line, width, measured)]
        at += len(line) + 1
    return found


def _folded(line: str, width: float, measured: Callable[[str], float]) -> Iterator[tuple[int, int]]:
    begin = end = 0
    for word in re.finditer(r"\S+", line):
        if measured(line[begin : word.end()]) <= width:
            end = word.end()
            continue
        if end > begin:
            yield begin, end
            begin = word.start()
        while measured(line[begin : word.end()]) > width and word.end() - begin > 1:
            cut = begin + 1
            while measured(line[begin : cut + 1]) <= width:
                cut += 1
            yield begin, cut
            begin = cut
        end = word.end()
    yield begin, end
