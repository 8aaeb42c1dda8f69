"""From one self-check to the next: what changed for each row, and in one plain sentence why.

Two reports are compared where they are of one credential and one version of its rubric; the new
one is held to the steady rule first (`steady.py`): adding to a draft lowers no row, taking
something out raises none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.self_check.change_wording import why
from assistant.self_check.earlier import Earlier
from assistant.self_check.marks import Marks, TextChange, mark, marks_of, text_change
from assistant.self_check.report import Finding, Quote, Report, Status
from assistant.self_check.steady import relocated, steadied
from assistant.self_check.submission import Submission, distinctly_named
from retrieval.catalogue import Credential
from retrieval.documents import Document

OTHER_RUBRIC = (
    "The rubric has changed since your last check, so the two checks are not compared row by row."
)
TEXT_UNKNOWN = (
    "What your draft said at your last check is not known, so I cannot say what was added."
)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row then and now; `gone` are passages that it rested on and no longer rests on."""

    criterion_id: str
    status_before: Status
    status_after: Status
    score_before: float
    score_after: float
    new: tuple[Quote, ...]
    gone: tuple[Quote, ...]  # as they stood in the earlier draft
    unchanged: tuple[Quote, ...]
    changed: bool  # its status or a passage
    why: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What came of the draft since an earlier check; sentences are None where not known."""

    compared: bool
    note: str  # why it is not compared, or what cannot be said
    since: str | None  # when the earlier check was made, ISO 8601
    sentences_added: int | None = None
    sentences_removed: int | None = None
    rows: tuple[RowChange, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The changes as JSON types."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report held against the one before it; `changes` is None where there was none."""

    report: Report
    marks: Marks
    changes: Changes | None = None


def weighed(
    report: Report, earlier: Earlier | None, credential: Credential, files: Sequence[Document]
) -> Weighed:
    """The report kept steady, and what changed; `files` are those that it is about."""
    files = distinctly_named(files)
    marks = marks_of(files)
    if earlier is None:
        return Weighed(report, marks)
    if earlier.rubric_version != report.rubric_version:
        return Weighed(report, marks, Changes(False, OTHER_RUBRIC, earlier.at))
    submission = Submission(credential, files)
    change = text_change(earlier.marks, marks) if earlier.marks is not None else None
    if change is not None:
        report = steadied(report, earlier, change, submission)
    return Weighed(report, marks, _compared(report, earlier, change, submission))


def _compared(
    report: Report, earlier: Earlier, change: TextChange | None, submission: Submission
) -> Changes:
    rows = [
        _row(earlier.findings[f.criterion_id], f, earlier.same_judge(f, report), change, submission)
        for f in report.findings
        if f.criterion_id in earlier.findings
    ]
    return Changes(
        compared=True,
        note="" if change else TEXT_UNKNOWN,
        since=earlier.at,
        sentences_added=change.added if change else None,
        sentences_removed=change.removed if change else None,
        rows=tuple(rows),
    )


def _row(
    before: Finding,
    after: Finding,
    same_judge: bool,
    change: TextChange | None,
    submission: Submission,
) -> RowChange:
    new = tuple(q for q in after.quotes if not any(_alike(q, old) for old in before.quotes))
    gone = tuple(q for q in before.quotes if not any(_alike(q, now) for now in after.quotes))
    taken_out = tuple(q for q in gone if relocated(q, submission) is None)
    added = tuple(q for q in new if change and _is_added(q, change, submission))
    return RowChange(
        criterion_id=after.criterion_id,
        status_before=before.status,
        status_after=after.status,
        score_before=before.score,
        score_after=after.score,
        new=new,
        gone=gone,
        unchanged=tuple(q for q in after.quotes if q not in new),
        changed=bool(new or gone or before.status != after.status),
        why=why(before, after, same_judge, new, added, taken_out),
    )


def _is_added(quote: Quote, change: TextChange, submission: Submission) -> bool:
    """Whether a sentence of the quote was not there before."""
    return any(
        mark(sentence.text) in change.new_marks
        for sentence in submission.sentences
        if sentence.file == quote.file and sentence.start < quote.end and quote.start < sentence.end
    )


def _alike(one: Quote, other: Quote) -> bool:
    """Whether two quotes are of one passage: the same words, or one inside the other."""
    first, second = " ".join(one.text.split()), " ".join(other.text.split())
    return first in second or second in first
