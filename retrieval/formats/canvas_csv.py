"""Canvas rubric CSV: read by position, since it repeats `Rating Name` for every rating."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.catalogue import Credential, Criterion, Level
from retrieval.errors import UnreadableFormat
from retrieval.formats.canvas_columns import HEAD, RATING, Columns, columns_of, is_header
from retrieval.formats.delimited import as_text, read_rows, write_rows
from retrieval.formats.ids import Ids
from retrieval.formats.imported import Exported, Imported


@dataclass(slots=True)
class _Rubric:
    """One rubric as it grows row by row, and what was seen on the way."""

    title: str
    rows: list[Criterion] = field(default_factory=list)
    ids: Ids = field(default_factory=lambda: Ids("row"))
    described: list[int] = field(default_factory=list)  # row numbers of the file, from 1
    ranged: list[int] = field(default_factory=list)
    unordered: list[int] = field(default_factory=list)
    tied: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)


def read_canvas(data: bytes) -> Imported:
    """The rubrics of a Canvas CSV, one credential each, without issuer and competency.

    Points only order the levels, best first. Raises UnreadableFormat, naming the row, where the
    order or the owner of a rating would have to be guessed.
    """
    rows = read_rows(data, is_header)
    start = next(i for i, row in enumerate(rows) if any(row))
    columns = columns_of(rows[start])
    rubrics: dict[str, _Rubric] = {}
    current: _Rubric | None = None
    left: dict[str, list[int]] = {}
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if not any(row):
            continue
        if any(row[columns.width :]):
            raise UnreadableFormat(
                f"Row {number} has more cells than the header; repeat {', '.join(RATING)} in the"
                " header for every rating."
            )
        row = [*row, *[""] * (columns.width - len(row))]
        if name := row[columns.rubric]:
            if current is not None and name != current.title and name in rubrics:
                rubrics[name].again.append(number)
            current = rubrics.setdefault(name, _Rubric(name))
        if current is None:
            raise UnreadableFormat(f"Row {number} has no Rubric Name, and no row above it has one.")
        _add_row(current, columns, row, number)
        for label, i in columns.others:
            if row[i]:
                left.setdefault(label, []).append(number)
    if not rubrics:
        raise UnreadableFormat("The file has a header and no rubric below it; add its rows.")
    ids = Ids("credential")
    told = [f'Column "{label}" ({_rows(where)}) is not carried.' for label, where in left.items()]
    found = []
    for rubric in rubrics.values():
        one = Credential(ids.of(rubric.title), rubric.title, "", "", rubric=tuple(rubric.rows))
        found.append(one)
        told += _told(rubric)
    return Imported(tuple(found), tuple(told))


def _add_row(rubric: _Rubric, columns: Columns, row: Sequence[str], number: int) -> None:
    """One criterion with its ratings, best first."""
    title = row[columns.criterion]
    if not title:
        raise UnreadableFormat(f"Row {number} has no Criteria Name; name the criterion it is of.")
    rated: list[tuple[float | None, Level]] = []
    for at in columns.ratings:
        cells = {kind: row[i] for kind, i in at.items()}
        if any(cells.values()):
            points = _points(cells.get("points", ""), number)
            rated.append((points, Level(cells["name"], cells.get("description", ""))))
    known = [points for points, _ in rated if points is not None]
    if known and len(known) < len(rated):
        raise UnreadableFormat(
            f"Row {number} has ratings with points and ratings without; give all of them points,"
            " since points say which is best."
        )
    if known:
        rated.sort(key=lambda one: -(one[0] or 0.0))
    elif rated:
        rubric.unordered.append(number)
    if len(set(known)) < len(known):
        rubric.tied.append(number)
    if columns.description is not None and row[columns.description]:
        rubric.described.append(number)
    if columns.ranged is not None and row[columns.ranged].lower() in {"true", "yes", "1"}:
        rubric.ranged.append(number)
    levels = tuple(level for _, level in rated)
    best = levels[0].name if levels else ""
    rubric.rows.append(Criterion(rubric.ids.of(title), title, None, levels, best))


def _points(written: str, number: int) -> float | None:
    if not written:
        return None
    try:
        points = float(written.replace(",", "."))
    except ValueError:
        points = math.nan
    if not math.isfinite(points):
        raise UnreadableFormat(
            f'Row {number} has the points "{written[:40]}"; write one number, as Canvas takes it'
            " (a range such as 10-8 is its upper end)."
        )
    return points


def _told(rubric: _Rubric) -> list[str]:
    """What of one rubric the catalogue has no place for, and what was taken for granted."""
    who = f'Rubric "{rubric.title}"'
    told = [
        f"{who}: points are not carried; they only put the levels in order, best first.",
        f"{who}: the file names no pass level, so the best level of each row is it; write"
        " `pass_level` where a lower one passes.",
    ]
    if rubric.again:
        told.append(
            f"{who}: its name comes again further down ({_rows(rubric.again)}); read as one."
        )
    if rubric.described:
        told.append(f"{who}: Criteria Description ({_rows(rubric.described)}) is not carried.")
    if rubric.ranged:
        told.append(f"{who}: ranges of points ({_rows(rubric.ranged)}) are not carried.")
    if rubric.unordered:
        where = _rows(rubric.unordered)
        told.append(f"{who}: there are no points ({where}), so the first rating is the best.")
    if rubric.tied:
        where = _rows(rubric.tied)
        told.append(f"{who}: equal points ({where}) leave ratings in the order of the file.")
    return told


def _rows(numbers: Sequence[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:10])
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    return f"row{'s' if len(numbers) > 1 else ''} {named}{more}"


def write_canvas(credentials: Sequence[Credential]) -> Exported:
    """The rubrics as one Canvas CSV; raises UnreadableFormat where it could not be read back."""
    titles = [credential.title for credential in credentials]
    for title in titles:
        if titles.count(title) > 1:
            raise UnreadableFormat(
                f'Two credentials are called "{title}", and Canvas would make one rubric of them;'
                " export them one by one."
            )
    rows, told = [], []
    for credential in credentials:
        if not credential.rubric:
            raise UnreadableFormat(f"{credential.id} has no rubric, which is all Canvas takes.")
        ours = [_written(credential.title, row) for row in credential.rubric]
        rows += ours
        told += _left_behind(credential, any(as_text(c) != c for row in ours for c in row))
    most = max(len(row.levels) for c in credentials for row in c.rubric)
    header = [*HEAD, *RATING * most]
    padded = [[*row, *[""] * (len(header) - len(row))] for row in rows]
    return Exported(write_rows([header, *padded]), tuple(told))


def _written(title: str, row: Criterion) -> list[str]:
    cells = [title, row.title, "", "false"]
    for i, level in enumerate(row.levels):
        cells += [level.name, level.descriptor, str(len(row.levels) - 1 - i)]
    return cells


def _left_behind(credential: Credential, marked: bool) -> list[str]:
    told = [
        f"{credential.id}: only the title and the rubric are carried.",
        f"{credential.id}: the points only keep the levels in order; they weigh nothing.",
    ]
    if lower := [row.title for row in credential.rubric if row.levels and row.pass_index]:
        told.append(f"{credential.id}: the pass level is not carried ({'; '.join(lower)}).")
    if marked:
        told.append(
            f"{credential.id}: cells that begin with = + - or @ got an apostrophe before them, so"
            " that no spreadsheet runs them."
        )
    return told
