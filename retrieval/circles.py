"""Which ids need themselves, through others: found in one walk, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def in_circles(needs: Mapping[str, Collection[str]]) -> set[str]:
    """The ids of `needs` that are, directly or through others, among what they need.

    Takes time in proportion to what `needs` holds; what it does not hold as a key is left out.
    """
    # Tarjan's strongly connected components, without recursion: a chain may be 10,000 long.
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_ids: list[str] = []
    is_open: set[str] = set()
    found: set[str] = set()
    for start in needs:
        if start in number:
            continue
        path = [(start, iter(needs[start]))]
        while path:
            here, ahead = path[-1]
            if here not in number:
                number[here] = lowest[here] = len(number)
                open_ids.append(here)
                is_open.add(here)
            for needed in ahead:
                if needed in needs and needed not in number:
                    path.append((needed, iter(needs[needed])))
                    break
                if needed in is_open:
                    lowest[here] = min(lowest[here], number[needed])
            else:
                path.pop()
                if path:
                    before = path[-1][0]
                    lowest[before] = min(lowest[before], lowest[here])
                if lowest[here] == number[here]:
                    group = [open_ids.pop()]
                    while group[-1] != here:
                        group.append(open_ids.pop())
                    is_open.difference_update(group)
                    if len(group) > 1 or here in needs[here]:
                        found.update(group)
    return found
