"""The steady rule between two checks of one draft, in code, whatever the judge said.

Where the new draft only adds sentences, no row's score falls below the earlier one; where it only
takes some out, none rises above it; where nothing changed, nothing moves. A judge reads a changed
draft afresh and may waver; what a teacher did not take out must not be taken from her, and what
she did not write must not be credited.

The rule holds between verdicts of one judge: what the offline judge and a model say of a row may
differ without any change of the draft. Score and status stay what `verdict.py` makes of them, and
a row that keeps its credit keeps a quote that stands, word for word, in the draft as it is now.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.self_check.earlier import Earlier
from assistant.self_check.evidence import MAX_QUOTE, MIN_QUOTE
from assistant.self_check.grounding import MOST_QUOTES
from assistant.self_check.instructions import instructions_of, touches
from assistant.self_check.marks import TextChange
from assistant.self_check.report import Finding, Quote, Report, readiness_of
from assistant.self_check.requirements.pass_rule import summary_of
from assistant.self_check.submission import DraftSentence, Submission, opening_of
from assistant.self_check.verdict import PARTLY_FROM, Verdict
from assistant.self_check.wording import words_for
from retrieval.documents import place_of


def steadied(
    report: Report, earlier: Earlier, change: TextChange, submission: Submission
) -> Report:
    """The report with every row inside what the rule allows; `submission` is the draft now."""
    findings = tuple(
        _row(finding, report, earlier, change, submission) for finding in report.findings
    )
    return replace(
        report,
        findings=findings,
        readiness=readiness_of([finding.status for finding in findings]),
        would_fail_today=tuple(f.criterion_id for f in findings if f.status != "met"),
        summary=summary_of(submission.credential, findings, report.requirements)
        if report.summary
        else "",
    )


def _row(
    fresh: Finding,
    report: Report,
    earlier: Earlier,
    change: TextChange,
    submission: Submission,
) -> Finding:
    before = earlier.findings.get(fresh.criterion_id)
    if before is None or not earlier.same_judge(fresh, report):
        return fresh
    if fresh.score < before.score and change.kind in ("added", "same"):
        if before.score < PARTLY_FROM:
            return replace(fresh, score=before.score)
        quotes = _standing(before.quotes, submission) or fresh.quotes
        return _moved(fresh, before, quotes, submission) if quotes else fresh
    if fresh.score > before.score and change.kind in ("removed", "same"):
        quotes = fresh.quotes if before.score >= PARTLY_FROM else ()
        return _moved(fresh, before, quotes, submission)
    return fresh


def _moved(
    fresh: Finding, before: Finding, quotes: tuple[Quote, ...], submission: Submission
) -> Finding:
    """The fresh finding at the earlier score, with the words that belong to it."""
    unsure = fresh.unsure or before.unsure or fresh.status != before.status
    status = Verdict(before.score, 0.0, unsure, quotes).status
    missing = tuple(one for one in fresh.missing if one in before.missing)
    missing = () if status == "met" else missing or fresh.missing or before.missing
    row = submission.credential.criterion(fresh.criterion_id)
    assert row is not None  # the report is of this credential's rubric
    words = words_for(
        row,
        submission.credential.part(row.part),
        status,
        unsure,
        quotes,
        missing,
        draft=opening_of(submission),
    )
    return replace(
        fresh,
        status=status,
        level=before.level,
        score=before.score,
        confidence=min(fresh.confidence, before.confidence),
        unsure=unsure,
        quotes=quotes,
        missing=missing,
        feedback=words.feedback,
        next_step=words.next_step,
        resource=None if status == "met" else fresh.resource or before.resource,
    )


def _standing(quotes: tuple[Quote, ...], submission: Submission) -> tuple[Quote, ...]:
    """Earlier quotes where they stand now, each exactly as it is written there."""
    steering = instructions_of(submission)
    found: list[Quote] = []
    for quote in quotes:
        now = relocated(quote, submission) or _of_its_sentences(quote, submission)
        if now is None or touches(steering.get(now.file, ()), now.start, now.end):
            continue
        if not any(_overlap(now, other) for other in found):
            found.append(now)
    return tuple(found[:MOST_QUOTES])


def relocated(quote: Quote, submission: Submission, least: int = MIN_QUOTE) -> Quote | None:
    """The quote's words in the draft as it is now, nearest to where they stood; None if gone.

    `least` is how many characters a passage must have.
    """
    words = quote.text.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    names = sorted(submission.texts, key=lambda name: name != quote.file)  # its own file first
    for name in names:
        places = [m.span() for m in pattern.finditer(submission.texts[name])]
        places = [(a, b) for a, b in places if least <= b - a <= MAX_QUOTE]
        if places:
            start, end = min(places, key=lambda place: abs(place[0] - quote.start))
            return _at(name, start, end, submission)
    return None


def _of_its_sentences(quote: Quote, submission: Submission) -> Quote | None:
    """A quote around one of its sentences, where others were put between them."""
    whole = " ".join(quote.text.split())
    inside = [s for s in submission.sentences if " ".join(s.text.split()) in whole]
    for sentence in sorted(inside, key=lambda s: (s.file != quote.file, -len(s.text))):
        if now := _widened(sentence, submission):
            return now
    return None


def _widened(sentence: DraftSentence, submission: Submission) -> Quote | None:
    beside = [s for s in submission.sentences if s.file == sentence.file]
    first = last = beside.index(sentence)
    while beside[last].end - beside[first].start < MIN_QUOTE:
        if last + 1 < len(beside):
            last += 1
        elif first:
            first -= 1
        else:
            return None
    start, end = beside[first].start, beside[last].end
    if end - start > MAX_QUOTE:
        return None
    return _at(sentence.file, start, end, submission)


def _at(file: str, start: int, end: int, submission: Submission) -> Quote:
    document = next(one for one in submission.files if one.name == file)
    return Quote(file, start, end, document.text[start:end], place_of(document, start, end))


def _overlap(one: Quote, other: Quote) -> bool:
    return one.file == other.file and one.start < other.end and other.start < one.end
