"""The rubric of an Open Badges achievement, out of its result descriptions."""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.catalogue import Criterion, Level
from retrieval.errors import UnreadableFormat
from retrieval.formats.ids import Ids
from retrieval.formats.linked_json import Node, id_of, name_of, nodes_of, text_of

MOST_ROWS = 200
MOST_LEVELS = 50
_POINTS = re.compile(r"-?\d{1,9}(\.\d{1,9})?")

Told = Callable[[str], None]


def read_rubric(node: Node, named: str, told: Told) -> tuple[Criterion, ...]:
    """The rows of an achievement's rubric, levels best first; every choice made is told."""
    rows, by_order = [], False
    ids = Ids("row")
    results = list(nodes_of(node.get("resultDescription")))
    if len(results) > MOST_ROWS:
        raise UnreadableFormat(f"{named} has more than {MOST_ROWS} results; no rubric has as many.")
    for i, result in enumerate(results):
        title = name_of(result)
        where = f'{named}, resultDescription[{i}] "{title}"'
        levels = [one for one in nodes_of(result.get("rubricCriterionLevel")) if _level_name(one)]
        if len(levels) < 2 or len(levels) > MOST_LEVELS:
            kind = name_of(result, "resultType") or "unknown"
            told(
                f"{where}: not carried, its type is {kind} and it has {len(levels)} rubric levels."
            )
            continue
        best_first, by_points = _best_first(levels, id_of(result.get("requiredLevel")))
        by_order = by_order or not by_points
        names = _names(best_first, where, told)
        pass_level = _pass_level(result, best_first, names, where, told)
        descriptors = [text_of(one, "description") for one in best_first]
        shown = tuple(map(Level, names, descriptors))
        rows.append(Criterion(ids.of(title), title, None, shown, pass_level))
        odd = {"alignment", "valueMin", "valueMax", "allowedValue", "requiredValue"}
        if left := sorted(odd & {key for key, value in result.items() if value}):
            told(f"{where}: not carried: {', '.join(left)}.")
    if by_order:
        told(
            f"{named}: points do not tell its levels apart, so their order is taken from the file"
            " (low to high as Open Badges has it, unless then every level would pass); look whether"
            " the best stands first."
        )
    return tuple(rows)


def _best_first(levels: list[Node], required: str) -> tuple[list[Node], bool]:
    """The levels, and whether points told their order.

    Without points the standard has them from low to high. Files that write them the other way
    round give themselves away where the lowest level would be the one that passes.
    """
    written = [str(one.get("points", "")).strip() for one in levels]
    if all(_POINTS.fullmatch(one) for one in written):
        points = [float(one) for one in written]
        if len(set(points)) == len(points):
            order = sorted(range(len(levels)), key=lambda i: -points[i])
            return [levels[i] for i in order], True
    passes_all = bool(required) and id_of(levels[0]) == required
    return (levels if passes_all else levels[::-1]), False


def _level_name(level: Node) -> str:
    return name_of(level) or name_of(level, "level")


def _names(levels: list[Node], where: str, told: Told) -> list[str]:
    """A name for each level, all different: a row with two equal ones could not be judged."""
    for names in ([_level_name(one) for one in levels], [name_of(one, "level") for one in levels]):
        if len(set(names)) == len(names) and all(names):
            return names
    names = []
    for one in levels:
        name, number = _level_name(one), 1
        while name in names:
            number += 1
            name = f"{_level_name(one)} ({number})"
        names.append(name)
    told(f"{where}: levels of the same name are numbered to tell them apart.")
    return names


def _pass_level(result: Node, levels: list[Node], names: list[str], where: str, told: Told) -> str:
    required = id_of(result.get("requiredLevel"))
    for one, name in zip(levels, names, strict=True):
        if required and required in (id_of(one), _level_name(one), name_of(one, "level")):
            return name
    said = (
        f"its requiredLevel {required} names none of its levels"
        if required
        else "it says no requiredLevel"
    )
    told(f"{where}: {said}, so the best level, {names[0]}, is taken to be the pass level.")
    return names[0]
