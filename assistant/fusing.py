"""Several lists of hits -> one, by their places: scores of different searches do not compare."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.search import Hit

Ranked = Sequence[tuple[float, Hit]]

EVEN = 20  # the larger, the less a first place counts more than a later one


def fused(own: Ranked, others: Sequence[Ranked]) -> list[tuple[float, Hit]]:
    """What the goal found and what its phrases found, by places; the goal weighs as all of them.

    A hit of the goal's own is kept as it is: reasons and quotes rest on the goal's words.
    """
    if not others:
        return list(own)
    places: dict[str, float] = {}
    hits: dict[str, tuple[float, Hit]] = {}
    for weight, ranked in [(1.0, own), *((1 / len(others), other) for other in others)]:
        for place, (score, hit) in enumerate(ranked):
            i = hit.credential.id
            places[i] = places.get(i, 0.0) + weight / (EVEN + place)
            hits.setdefault(i, (score, hit))
    return [hits[i] for i in sorted(places, key=lambda i: (-places[i], i))]
