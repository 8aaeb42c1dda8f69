"""How a credential is passed, in words; and what of a draft would fail today under that rule.

Pass rules in use are never averages, so nothing here counts in per cent, and nothing promises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.self_check.report import Finding, Requirement
from retrieval.catalogue import Credential, Criterion, Part

NARRATIVE_WORDS = 400  # a minimum from which an answer is a narrative, so that the rule names it
ROWS_NAMED = 3  # of those that would fail; more are counted
DOUBTS_NAMED = 2  # of those that are near the line
GAPS_NAMED = 2  # of what is missing beside rows
_NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBERED = re.compile(r"^\s*(part\s+\d+)\b", re.IGNORECASE)
_UNREAD = re.compile(r"\breturned unread\b|\bnot be (?:read|scored|reviewed)\b", re.IGNORECASE)


def pass_rule(credential: Credential) -> str:
    """The rule in two to four sentences; empty for a credential without parts and rows."""
    if not credential.rubric:
        return (
            "It has no rubric here; every part has to be complete." if credential.submission else ""
        )
    said = [
        *_levels(credential),
        _whole(credential),
        _complete(credential),
        _narratives(credential),
    ]
    return " ".join(sentence for sentence in said if sentence)


def summary_of(
    credential: Credential, findings: Sequence[Finding], requirements: Sequence[Requirement]
) -> str:
    """Which rows would fail today and under which rule, and what that is asked for is missing."""
    failing = [finding for finding in findings if finding.status != "met"]
    gaps = _gaps(credential, requirements)
    said = []
    if failing:
        said.append(_failing(credential, failing, len(findings)))
    elif findings and not gaps:
        said.append("Nothing found that would fail today.")
    elif findings:
        said.append("No row was found that would fail today.")
    if gaps:
        left = len(gaps) - GAPS_NAMED
        more = f"; and {_number(left)} more" if left > 0 else ""
        also = "What is asked for is also" if failing else "Something asked for is"
        said.append(f"{also} not all there: {'; '.join(gaps[:GAPS_NAMED])}{more}.")
    elif not findings and requirements:
        said.append("Nothing that was asked for was found to be missing.")
    doubtful = [f for f in findings if f.unsure]
    if doubtful:
        named = [_title(credential, finding) for finding in doubtful[:DOUBTS_NAMED]]
        if len(doubtful) > DOUBTS_NAMED:
            named.append(f"{_number(len(doubtful) - DOUBTS_NAMED)} more")
        said.append(f"I am not certain of {_listed(named)}, so check by eye there.")
    if findings and not failing:
        said.append("That is no promise: an assessor decides.")
    return " ".join(said)


def _levels(credential: Credential) -> list[str]:
    """What every row has to reach, all at once where one rule holds for all."""
    rules = {_need(row) for row in credential.rubric}
    if len(credential.rubric) == 1:
        return [f"It has one row, and that row must be {_need(credential.rubric[0])}."]
    if len(rules) == 1:
        if all(len(row.levels) == 2 for row in credential.rubric):
            level = credential.rubric[0].pass_level
            return [f"Each row is either “{level}” or not, and all of them have to be."]
        return [f"Every row must be {rules.pop()}."]
    by_part: dict[str | None, set[str]] = {}
    two = {row.part: True for row in credential.rubric}
    for row in credential.rubric:
        by_part.setdefault(row.part, set()).add(_need(row))
        two[row.part] = two[row.part] and len(row.levels) == 2
    if None in by_part or any(len(needs) > 1 for needs in by_part.values()):
        return [f"Every row must reach a level of its own: {_listed(sorted(rules))}."]
    groups: dict[tuple[str, bool], list[str]] = {}
    for part in credential.submission:
        if part.id in by_part:
            (need,) = by_part[part.id]
            groups.setdefault((need, two[part.id]), []).append(part_name(part))
    return [_of_parts(names, need, pass_or_not) for (need, pass_or_not), names in groups.items()]


def _of_parts(names: Sequence[str], need: str, pass_or_not: bool) -> str:
    if pass_or_not:
        verb = "passes or does not" if len(names) == 1 else "each pass or do not"
        return f"{_listed(names)} {verb}: every row there must be {need}."
    return f"In {_listed(names)} every row must be {need}."


def _need(row: Criterion) -> str:
    """What a row has to reach: “Met”, or at “Proficient”, or at “Proficient” or above."""
    if len(row.levels) == 2:
        return f"“{row.pass_level}”"
    return f"at “{row.pass_level}”" + (" or above" if row.pass_index else "")


def _whole(credential: Credential) -> str:
    if len(credential.rubric) == 1:
        return ""
    return "Nothing is averaged: one row below that fails the whole."


def _complete(credential: Credential) -> str:
    asked = [prompt.text for part in credential.submission for prompt in part.prompts]
    if any(_UNREAD.search(text) for text in asked):
        return "The submission has to be complete first; an incomplete one is returned unread."
    if credential.rubric and all(len(row.levels) == 2 for row in credential.rubric):
        return (
            "The submission has to be complete first; some issuers return an incomplete one unread."
        )
    return "Every part has to be complete as well." if credential.submission else ""


def _narratives(credential: Credential) -> str:
    """Minimums for a whole part, and for a prompt that asks for a narrative."""
    least = []
    for part in credential.submission:
        wanted = part.min_words if part.words_are == "rule" else None
        for prompt in part.prompts:
            if prompt.words_are == "rule" and (prompt.min_words or 0) >= NARRATIVE_WORDS:
                wanted = max(wanted or 0, prompt.min_words or 0)
        if wanted:
            least.append(f"at least {wanted:,} words in {part_name(part)}")
    return f"It asks for {_listed(least)}." if least else ""


def _failing(credential: Credential, failing: Sequence[Finding], rows: int) -> str:
    needs = {_need(row) for row in credential.rubric}
    named = [
        f"{_title(credential, finding)}{_where(credential, finding, len(needs) > 1)}"
        for finding in failing[:ROWS_NAMED]
    ]
    if len(failing) > ROWS_NAMED:
        named.append(f"{_number(len(failing) - ROWS_NAMED)} more")
    count = _number(len(failing)).capitalize()
    told = f"{count} row{'' if len(failing) == 1 else 's'} would not pass today: {_listed(named)}."
    if rows == 1:
        return f"{told} It has to be {needs.pop()}, and it decides alone."
    if len(needs) > 1:
        return f"{told} One row below its level fails the whole."
    return f"{told} Every row has to be {needs.pop()}, and one that is not fails the whole."


def _where(credential: Credential, finding: Finding, with_need: bool) -> str:
    row = credential.criterion(finding.criterion_id)
    part = credential.part(row.part) if row else None
    said = [part_name(part)] if part else []
    if row and with_need:
        said.append(f"must be {_need(row)}")
    return f" ({', '.join(said)})" if said else ""


def _title(credential: Credential, finding: Finding) -> str:
    row = credential.criterion(finding.criterion_id)
    return f"“{row.title if row else finding.criterion_id}”"


def _gaps(credential: Credential, requirements: Iterable[Requirement]) -> list[str]:
    """What is missing, each with its part; a part's own gap stands for those of its prompts."""
    lacking = [r for r in requirements if r.status == "not_met"]
    whole = {r.part_id for r in lacking if r.prompt_id is None}
    found = []
    for one in lacking:
        if one.prompt_id and one.part_id in whole:
            continue
        part = credential.part(one.part_id)
        name = part_name(part) if part else one.part_id
        prompt = f", {one.prompt_id}" if one.prompt_id else ""
        found.append(f"{name}{prompt} ({one.detail})")
    return found


def part_name(part: Part) -> str:
    """A part as a sentence names it: 'Part 2', or its title in quotation marks."""
    numbered = _NUMBERED.match(part.title)
    return " ".join(numbered.group(1).split()).capitalize() if numbered else f"“{part.title}”"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _number(count: int) -> str:
    return _NUMBER_WORDS[count] if count < len(_NUMBER_WORDS) else str(count)
