"""How well questions about a credential find the passage that answers them: hit@1, hit@3."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import BadInput
from assistant.evaluation.retrieval import json_lines

DEPTH = 3  # answers that a person is shown, and that count
ENOUGH = 0.5  # share of the shorter of two texts that has to be common to both
FILE, UNANSWERABLE = "questions.jsonl", "unanswerable.jsonl"
SECOND = "second.jsonl"  # written later, and never looked at while the answering was tuned
THIRD = "third.jsonl"  # what the answering is learned from: never measured here
_ODD, _EVEN, _SECOND = "odd (tuned on)", "even (tuned on)", "second (held out)"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a credential; `answer` is a verbatim passage, empty where none answers."""

    qid: str
    credential_id: str
    question: str
    answer: str
    second: bool = False  # of the set that is held out


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares over the questions of one row; None where it has none of that kind."""

    questions: int
    hit1: float | None  # the passage that holds the answer comes first
    hit3: float | None  # it is among the first three
    quote_hit3: float | None  # and the sentences quoted of it overlap the answer
    answerable_left_empty: float | None
    unanswerable: int
    answered_with_nothing: float | None  # over the unanswerable


Answers = Sequence[tuple[str, str]]  # (the sentences quoted, the passage they stand in), best first
Ask = Callable[[Question], Answers]


def read_questions(folder: Path) -> list[Question]:
    """The questions of a set; with those that nothing answers, and the second ones, where it has.

    Raises BadInput naming file and line for what does not fit, or for a set without questions.
    """
    needed = ("qid", "credential_id", "question")
    found = list(json_lines(folder / FILE, (*needed, "answer"), _question))
    if (folder / UNANSWERABLE).exists():
        found += json_lines(folder / UNANSWERABLE, needed, _question)
    if (folder / SECOND).exists():
        second = json_lines(folder / SECOND, (*needed, "answer"), _question)
        found += [replace(question, second=True) for question in second]
    if not found:
        raise BadInput(f"{folder / FILE} holds no questions; expected one JSON object a line.")
    return found


def read_rows(file: Path) -> list[Question]:
    """The questions of one file; an empty answer means that nothing answers. Raises BadInput."""
    return list(json_lines(file, ("qid", "credential_id", "question", "answer"), _question))


def _question(row: dict[str, Any]) -> Question:
    return Question(
        str(row["qid"]),
        str(row["credential_id"]),
        str(row["question"]),
        str(row.get("answer") or ""),
    )


def score(questions: Sequence[Question], ask: Ask) -> dict[str, Scores]:
    """Scores of the first set, of its odd and even qids, and of the second set by itself."""
    rows: dict[str, list[tuple[Question, Answers]]]
    rows = {"all": [], _ODD: [], _EVEN: [], _SECOND: []}
    for question in questions:
        pair = (question, list(ask(question))[:DEPTH])
        if question.second:
            rows[_SECOND].append(pair)
            continue
        rows["all"].append(pair)
        rows[_ODD if _is_odd(question.qid) else _EVEN].append(pair)
    return {name: _scores(pairs) for name, pairs in rows.items() if pairs}


def _is_odd(qid: str) -> bool:
    digits = "".join(c for c in qid if c.isdecimal())
    return bool(digits) and int(digits) % 2 == 1


def _scores(pairs: Sequence[tuple[Question, Answers]]) -> Scores:
    answerable = [(question, texts) for question, texts in pairs if question.answer]
    impossible = [texts for question, texts in pairs if not question.answer]
    hits = [[overlaps(p, question.answer) for _, p in texts] for question, texts in answerable]
    quoted = [[overlaps(q, question.answer) for q, _ in texts] for question, texts in answerable]
    return Scores(
        questions=len(answerable),
        hit1=_share([any(found[:1]) for found in hits]),
        hit3=_share([any(found) for found in hits]),
        quote_hit3=_share([any(found) for found in quoted]),
        answerable_left_empty=_share([not texts for _, texts in answerable]),
        unanswerable=len(impossible),
        answered_with_nothing=_share([not texts for texts in impossible]),
    )


def overlaps(text: str, answer: str) -> bool:
    """Whether two verbatim pieces of one text share at least half of the shorter one."""
    from difflib import SequenceMatcher

    one, other = " ".join(text.split()), " ".join(answer.split())
    if not one or not other:
        return False
    common = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return common.size >= ENOUGH * min(len(one), len(other))


def _share(flags: Sequence[bool]) -> float | None:
    return round(sum(flags) / len(flags), 4) if flags else None
