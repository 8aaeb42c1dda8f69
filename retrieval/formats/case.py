"""1EdTech CASE packages: every CFRubric is read as a credential, and written as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from retrieval.catalogue import Credential, Criterion, Level, Source
from retrieval.errors import UnreadableFormat
from retrieval.formats.case_package import dicts, number_of, package_of, text_of
from retrieval.formats.ids import Ids
from retrieval.formats.imported import Imported

MAX_ROWS = 5_000  # criteria and levels together, of one rubric

Told = Callable[[str], None]


@dataclass(slots=True)
class _Seen:
    """What of one rubric has no place in the catalogue, counted as it is met."""

    weights: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    feedback: int = 0
    items: dict[str, str] = field(default_factory=dict)  # CFItem identifier -> its statement
    linked: int = 0  # rows that link to a CFItem

    def competency(self, rows: int) -> str:
        """The one statement that every row is about; empty where there is no such one."""
        one = len(self.items) == 1 and self.linked == rows
        return next(iter(self.items.values())) if one else ""


def read_case(data: bytes) -> Imported:
    """The rubrics of a CASE package, bare or wrapped in `CFPackage`, without an issuer.

    The competency is the statement of the CFItem that all rows of a rubric link to, and empty where
    there is no such one. Raises UnreadableFormat for what is no package or holds no rubric.
    """
    package = package_of(data)
    rubrics = dicts(package.get("CFRubrics"))
    if not rubrics:
        raise UnreadableFormat(
            "The package holds no CFRubrics, and only rubrics become credentials; export the"
            " framework with its rubrics."
        )
    told: list[str] = []
    document = package.get("CFDocument")
    document = document if isinstance(document, dict) else {}
    statements = {
        text_of(item, "identifier"): text_of(item, "fullStatement")
        for item in dicts(package.get("CFItems"))
    }
    ids = Ids("credential")
    found = tuple(
        _credential(rubric, f"CFRubrics[{i}]", document, statements, ids, told.append)
        for i, rubric in enumerate(rubrics)
    )
    publisher = text_of(document, "publisher") or text_of(document, "creator")
    if publisher:
        told.append(
            f'CFDocument: its publisher "{publisher}" is not taken for the issuer; give --issuer if'
            " it is."
        )
    left = {key: len(package[key]) for key in ("CFItems", "CFAssociations") if package.get(key)}
    if left:
        counted = " and ".join(f"{count} {key}" for key, count in left.items())
        told.append(f"The framework itself ({counted}) is not carried, only its rubrics are.")
    return Imported(found, tuple(told))


def _credential(
    rubric: dict[str, Any],
    where: str,
    document: dict[str, Any],
    statements: Mapping[str, str],
    ids: Ids,
    told: Told,
) -> Credential:
    title = text_of(rubric, "title")
    named = f'{where} "{title}"'
    seen = _Seen()
    row_ids = Ids("row")
    criteria = _in_order(dicts(rubric.get("CFRubricCriteria")), named, "criteria", told)
    levels = sum(len(dicts(row.get("CFRubricCriterionLevels"))) for row in criteria)
    if len(criteria) + levels > MAX_ROWS:
        raise UnreadableFormat(f"{where} has more than {MAX_ROWS} criteria and levels; split it.")
    rows = tuple(_row(one, named, row_ids, statements, seen, told) for one in criteria)
    _tell(rubric, named, seen, len(rows), told)
    licence = document.get("licenseURI")
    subjects = document.get("subject")
    subjects = [subjects] if isinstance(subjects, str) else subjects
    url = text_of(rubric, "uri")
    return Credential(
        id=ids.of(title),
        title=title,
        issuer="",
        competency=seen.competency(len(rows)),
        subjects=tuple(s.strip() for s in subjects or () if isinstance(s, str) and s.strip()),
        rubric=rows,
        source=Source(
            url=url if url.startswith(("http://", "https://")) else None,
            license=(text_of(licence, "title") if isinstance(licence, dict) else "") or None,
        ),
    )


def _in_order(
    items: list[dict[str, Any]], named: str, what: str, told: Told
) -> list[dict[str, Any]]:
    """By `position`; as they stand where any has none, for a position may be null."""
    positions = [number_of(item, "position") for item in items]
    known = [position for position in positions if position is not None]
    if len(known) == len(items):
        pairs = sorted(zip(known, range(len(items)), strict=True))
        return [items[i] for _, i in pairs]
    if known:
        told(f"{named}: not all {what} have a position, so they stay in the order of the file.")
    return items


def _row(
    item: dict[str, Any],
    named: str,
    ids: Ids,
    statements: Mapping[str, str],
    seen: _Seen,
    told: Told,
) -> Criterion:
    category, weight = text_of(item, "category"), text_of(item, "weight")
    title = text_of(item, "description") or category
    if category and category != title:
        seen.categories.append(category)
    if weight:
        seen.weights.append(weight)
    link = item.get("CFItemURI")
    if isinstance(link, dict) and (key := text_of(link, "identifier") or text_of(link, "uri")):
        seen.linked += 1
        seen.items[key] = statements.get(key) or text_of(link, "title")
    levels = _levels(item, f'{named}, "{title}"', seen, told)
    return Criterion(ids.of(title), title, None, levels, levels[0].name if levels else "")


def _levels(item: dict[str, Any], named: str, seen: _Seen, told: Told) -> tuple[Level, ...]:
    """Best first: by score, since a position does not say which end is the best."""
    levels = _in_order(dicts(item.get("CFRubricCriterionLevels")), named, "levels", told)
    scores = [number_of(level, "score") for level in levels]
    known = [score for score in scores if score is not None]
    if levels and len(known) == len(levels):
        pairs = sorted(zip((-score for score in known), range(len(levels)), strict=True))
        levels = [levels[i] for _, i in pairs]
        if len(set(known)) < len(known):
            told(f"{named}: equal scores leave levels in the order of the file.")
    elif levels:
        told(f"{named}: not every level has a score, so the first level is taken as the best.")
    seen.feedback += sum(bool(text_of(level, "feedback")) for level in levels)
    return tuple(Level(text_of(one, "quality"), text_of(one, "description")) for one in levels)


def _tell(rubric: dict[str, Any], named: str, seen: _Seen, rows: int, told: Told) -> None:
    told(
        f"{named}: the file names no pass level, so the best level of each row is it; write"
        " `pass_level` where a lower one passes."
    )
    told(f"{named}: scores are not carried; they only put the levels in order, best first.")
    if description := text_of(rubric, "description"):
        told(f'{named}: its description "{description[:200]}" is not carried.')
    if seen.weights:
        told(f"{named}: weights ({', '.join(seen.weights[:20])}) are not carried.")
    if seen.categories:
        listed = "; ".join(dict.fromkeys(seen.categories))
        told(f"{named}: categories ({listed[:200]}) are not carried.")
    if seen.feedback:
        told(f"{named}: the feedback of {seen.feedback} levels is not carried.")
    if competency := seen.competency(rows):
        told(f'{named}: the competency is the CFItem of all its rows, "{competency[:80]}".')
    elif seen.items:
        listed = "; ".join(text for text in seen.items.values() if text)
        told(
            f"{named}: {seen.linked} of {rows} rows link to CFItems ({listed[:300]}), so no single"
            " one is the competency; write it from them."
        )
