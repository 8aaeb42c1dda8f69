"""A public rubric for every part, levels that can be told apart, descriptors to be assessed by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.audit.cues import any_of, plain
from retrieval.audit.degree import difference, says_nothing
from retrieval.audit.lines import AuditLine, Result, Words, few, listed, quote, shortened
from retrieval.catalogue import Credential, Criterion

_FLAGGED = any_of(
    r"(?:in)?appropriate(?:ly)?|(?:in)?effective(?:ly)?|(?:in)?adequate(?:ly)?",
    r"(?:(?:deep|clear|strong|thorough|full|solid|sound)(?:er)?\s+)?understanding\s+of",
    r"awareness\s+of|appreciation\s+of|commitment\s+to|mastery\s+of",
    r"sufficient(?:ly)?|meaningful(?:ly)?|insightful(?:ly)?|excellent|exemplary|outstanding",
    r"thorough(?:ly)?|in[-\s]depth|deep(?:ly)?|rich|robust|comprehensive(?:ly)?",
    # Alone, good and strong may belong to what is looked at: "a strong and a weak example".
    r"(?:good|strong)\s+(?:use|understanding|knowledge|quality|practices?|teaching|instruction"
    r"|evidence|connections?|alignment|grasp|command)",
    r"high[-\s]quality|successful(?:ly)?|thoughtful(?:ly)?|purposeful(?:ly)?",
    r"best\s+practices?|as\s+(?:needed|appropriate)|well[-\s](?:developed|designed|written)",
    r"adecuad[oa]s?|apropiad[oa]s?|eficaz|eficaces|efectiv[oa]s?|excelentes?|significativ[oa]s?",
    r"profund[oa]s?|comprension\s+(?:profunda\s+)?de|suficientes?|de\s+calidad",
)
# What two assessors would find at the same place, or count alike.
_SEEN = any_of(
    r"\d+|at\s+least|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|each|every|both",
    r"(?:names?|named|naming|states?|lists?|quot(?:e|es|ed)|cit(?:e|es|ed)|dat(?:e|es|ed)|labels?"
    r"|marks?|marked|counts?|counted|tall(?:y|ies)|records?|recorded|reports?|reported|compares?"
    r"|compared|contrasts?|links?|points?\s+to|refers?\s+to|trac(?:e|es|ed)|attach(?:es|ed)?"
    r"|sorts?|sets?|tells?|says?|said|asks?|asked|writes?|wrote|written|draws?|drew|reads?"
    r"|follows?|followed|identif(?:y|ies|ied)|gives?|given)",
    r"transcripts?|logs?|maps?|tables?|passages?|quotations?|examples?|excerpts?|graphs?|minutes"
    r"|words|lines?|pages?|steps?|rows?|turns?|notes?|drafts?|samples?|before|after|missing|absent",
    r"nombra|indica|cita|compara|registra|cuenta|lista|senala|anota|fecha|menos|dos|tres|cuatro"
    r"|cinco|cada|ambos|ambas|transcripcion|registro|tabla|ejemplos?|notas|antes|despues",
)
# Seen, if what is shown is not left to a word of judgement.
_SEEN_IF_PLAIN = any_of(
    r"shows?|shown|describes?|described|explains?|explained|includes?|included|provides?|provided"
    r"|uses?|used|demonstrates?|presents?|presented",
    r"muestra|describe|explica|incluye|usa|utiliza|presenta",
)
_QUOTED = re.compile(
    r"“[^”]*”|\"[^\"]*\"|«[^»]*»"
)  # words under discussion, not words of judgement


def rubric(credential: Credential) -> AuditLine:
    """Whether every part of the submission is judged by a row that teachers can read before."""
    key, name = "rubric", "A public rubric for every part"
    rows = credential.rubric
    if not rows:
        return AuditLine(key, name, "missing", "publish the rubric, with a row for each part")
    titles = few(Words(f"rubric[{row.id}].title", row.title) for row in rows)
    if not credential.submission:
        return AuditLine(key, name, "partly", "say which part each row is judged on", titles)
    covered = {row.part for row in rows}
    bare = [part for part in credential.submission if part.id not in covered]
    adrift = [row for row in rows if credential.part(row.part) is None]
    if bare:
        names = listed([part.title for part in bare])
        result: Result = "partly" if len(bare) < len(credential.submission) else "missing"
        found = few(Words(f"submission[{part.id}].title", part.title) for part in bare)
        return AuditLine(key, name, result, f"add a row that judges {names}", found)
    if adrift:
        detail = f"say which part {listed([row.title for row in adrift])} is judged on"
        found = few(Words(f"rubric[{row.id}].title", row.title) for row in adrift)
        return AuditLine(key, name, "partly", detail, found)
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    return AuditLine(key, name, "passed", f"{count}; every part is judged by one", titles)


@dataclass(frozen=True, slots=True)
class _Flaw:
    """What keeps a row's levels from being told apart; a light one costs nobody a fair result."""

    row: Criterion
    light: bool
    said: str
    words: tuple[Words, ...]


def levels(credential: Credential) -> AuditLine:
    """Whether neighbouring levels differ in what is seen and not only in how much or how well."""
    key, name = "levels", "Levels that can be told apart"
    rows = credential.rubric
    if not rows:
        return AuditLine(key, name, "missing", "write a rubric whose levels describe what is seen")
    flaws = [flaw for row in rows if (flaw := _flaw(row))]
    if not flaws:
        words = few(_level_words(rows[0], i) for i in range(2))
        return AuditLine(key, name, "passed", "each level describes something of its own", words)
    grave = [flaw for flaw in flaws if not flaw.light]
    worst = (grave or flaws)[0]
    more = f" ({len(flaws)} of {len(rows)} rows)" if len(flaws) > 1 else ""
    result: Result = "missing" if 2 * len(grave) > len(rows) else "partly"
    detail = f"{shortened(worst.row.title)}: {worst.said}{more}"
    return AuditLine(key, name, result, detail, worst.words)


def _flaw(row: Criterion) -> _Flaw | None:
    """The gravest thing wrong with a row's levels."""
    if len(row.levels) < 2:
        words = few(_level_words(row, i) for i in range(len(row.levels)))
        return _Flaw(row, False, "describe as well what falls short of its one level", words)
    light: _Flaw | None = None
    for i, level in enumerate(row.levels):
        if says_nothing(level.descriptor):
            last = i == len(row.levels) - 1 and i > row.pass_index
            said = f"describe what is seen at {shortened(level.name, 30)}"
            flaw = _Flaw(row, last, said, few([_level_words(row, i)]))
            if not last:
                return flaw
            light = flaw  # the level above tells what was asked, this one not what was seen
    for i, (better, worse) in enumerate(zip(row.levels, row.levels[1:], strict=False)):
        found = difference(better.descriptor, worse.descriptor)
        if found is None or (light and i == len(row.levels) - 2):
            continue
        names = f"{shortened(better.name, 30)} and {shortened(worse.name, 30)}"
        said = (
            f"{names} differ only in {listed(list(found))}; say what is seen at each"
            if found
            else f"{names} say the same; say what is seen at each"
        )
        return _Flaw(row, False, said, few([_level_words(row, i), _level_words(row, i + 1)]))
    return light


def _level_words(row: Criterion, index: int) -> Words:
    level = row.levels[index]
    return quote(f"rubric[{row.id}].levels[{level.name}]", level.descriptor)


def assessable(credential: Credential) -> AuditLine:
    """Whether each pass level names something that two assessors would find alike."""
    key, name = "assessable", "Descriptors that can be assessed"
    rows = credential.rubric
    if not rows:
        return AuditLine(key, name, "missing", "describe what an assessor should find in each part")
    blind: list[tuple[Criterion, Words]] = []
    judged: list[tuple[str, Words]] = []
    for row in rows:
        text = row.target.descriptor
        field = f"rubric[{row.id}].levels[{row.target.name}]"
        read = _QUOTED.sub(lambda m: " " * len(m.group()), plain(text))
        flags = list(_FLAGGED.finditer(read))
        seen = _SEEN.search(read) or (not flags and _SEEN_IF_PLAIN.search(read))
        where = quote(field, text, flags[0].start() if flags else 0)
        if not seen:
            blind.append((row, where))
        judged += [(text[flag.start() : flag.end()].lower(), where) for flag in flags]
    flagged = list(dict.fromkeys(word for word, _ in judged))
    if blind:
        result: Result = "missing" if 2 * len(blind) > len(rows) else "partly"
        titles = listed([row.title for row, _ in blind])
        why = f"; {listed(flagged)} {'is' if len(flagged) == 1 else 'are'} for each to guess"
        detail = f"say what is to be seen or counted in {titles}{why if flagged else ''}"
        return AuditLine(key, name, result, detail, few(words for _, words in blind))
    if flagged:
        detail = f"say what {listed(flagged)} looks like, or leave it out"
        return AuditLine(key, name, "partly", detail, few(words for _, words in judged))
    first = rows[0]
    words = quote(f"rubric[{first.id}].levels[{first.target.name}]", first.target.descriptor)
    return AuditLine(key, name, "passed", "each pass level names something to be seen", (words,))
