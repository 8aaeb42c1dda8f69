"""Through a model: one request a row, element by element, and code computes the status."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel, Field

from assistant.errors import ModelUnavailable
from assistant.self_check.evidence import RowEvidence, quote_of
from assistant.self_check.grounding import located
from assistant.self_check.report import Quote
from assistant.self_check.submission import DraftSentence, Submission
from assistant.self_check.verdict import MET_FROM, PARTLY_FROM, Verdict
from prompts.template import fence, load_prompt

WHOLE_CHECK_S = 38.0  # all rows together; the contract gives 45 s and the offline check needs some
ROWS_AT_ONCE = 6
MAX_SENTENCES = 400  # numbered sentences shown to the model
_WORTH = {"shown": 1.0, "partly": 0.5, "absent": 0.0}
_FEEDBACK_CHARACTERS = 600

Answer = TypeVar("Answer", bound=BaseModel)
Mask = Callable[[str], str]


class Model(Protocol):
    """What a row is asked of."""

    name: str

    def answer(
        self, system: str, user: str, shape: type[Answer], deadline: float | None = None
    ) -> Answer:
        """A structured answer; raises ModelUnavailable."""
        ...


class ElementDecision(BaseModel):
    """What the model decided of one element, and the sentences it rests on."""

    element: int
    decision: Literal["shown", "partly", "absent"] = "absent"
    sentences: list[int] = Field(default_factory=list)
    quote: str = ""


class RowAnswer(BaseModel):
    """What the model answers for one row."""

    elements: list[ElementDecision] = Field(default_factory=list)
    feedback: str = ""
    next_step: str = ""


class JudgedRow(BaseModel):
    """A row's verdict in the model's words; None fields mean that code's words are used."""

    model_config = {"arbitrary_types_allowed": True, "frozen": True}

    verdict: Verdict
    feedback: str = ""
    next_step: str = ""


class ModelJudge:
    """Judges rows through a model; rows that fail are None and are answered offline."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._prompt = load_prompt("judge_row")

    @property
    def model_name(self) -> str:
        """The model's name, for the report."""
        return self._model.name

    def judge(
        self, submission: Submission, evidence: Sequence[RowEvidence], mask: Mask
    ) -> tuple[list[JudgedRow | None], str | None]:
        """One entry per row, and the cause of the first failure if any row failed.

        `mask` takes names out of a sentence: the model never sees the original.
        """
        deadline = time.monotonic() + WHOLE_CHECK_S
        numbered = submission.sentences[:MAX_SENTENCES]
        listed = "\n".join(f"[{i}] {mask(s.text)}" for i, s in enumerate(numbered, start=1))
        rows: list[JudgedRow | None] = []
        cause: str | None = None
        pool = ThreadPoolExecutor(max_workers=ROWS_AT_ONCE)
        try:
            asked: list[Future[JudgedRow]] = [
                pool.submit(self._row, submission, row, numbered, listed, deadline)
                for row in evidence
            ]
            for future in asked:
                try:
                    rows.append(future.result(timeout=max(0.01, deadline - time.monotonic())))
                except (ModelUnavailable, TimeoutError) as error:
                    rows.append(None)
                    late = "The language model was too slow, so some rows were answered offline."
                    cause = cause or (str(error) if isinstance(error, ModelUnavailable) else late)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        return rows, cause

    def _row(
        self,
        submission: Submission,
        evidence: RowEvidence,
        numbered: Sequence[DraftSentence],
        listed: str,
        deadline: float,
    ) -> JudgedRow:
        row = evidence.criterion
        system, user = self._prompt.render(
            row=fence("rubric", f"{row.title}\n{row.target.name}: {row.target.descriptor}"),
            elements=fence(
                "rubric", "\n".join(f"{i}. {e}" for i, e in enumerate(evidence.elements, start=1))
            ),
            sentences=fence("draft", listed),
        )
        answer = self._model.answer(system, user, RowAnswer, deadline)
        verdict = _verdict(answer, evidence, numbered, submission)
        return JudgedRow(
            verdict=verdict,
            feedback=" ".join(answer.feedback.split())[:_FEEDBACK_CHARACTERS],
            next_step=" ".join(answer.next_step.split())[:_FEEDBACK_CHARACTERS],
        )


def _verdict(
    answer: RowAnswer,
    evidence: RowEvidence,
    numbered: Sequence[DraftSentence],
    submission: Submission,
) -> Verdict:
    """The status by code: an element counts only with a quote that stands in the draft."""
    copied = {(c.sentence.file, c.sentence.start) for c in evidence.candidates if c.copied}
    worth: dict[int, float] = {}
    quotes: list[Quote] = []
    for decision in answer.elements:
        if not 1 <= decision.element <= len(evidence.elements):
            continue
        cited = [numbered[i - 1] for i in decision.sentences if 1 <= i <= len(numbered)]
        cited = [s for s in cited if not s.heading and (s.file, s.start) not in copied]
        quote = _quote(decision, cited, submission)
        value = _WORTH[decision.decision] if quote else 0.0
        worth[decision.element] = max(worth.get(decision.element, 0.0), value)
        if quote and value and quote not in quotes:
            quotes.append(quote)
    values = [worth.get(i, 0.0) for i in range(1, len(evidence.elements) + 1)]
    mean = sum(values) / len(values)
    if min(values) == 1.0:
        score = MET_FROM + (1 - MET_FROM) / 2
    elif mean == 0:
        score = 0.0
    else:  # some, not all: spread over the partly range by how much is there
        score = PARTLY_FROM + mean * (MET_FROM - PARTLY_FROM) * 0.98
    missing = tuple(e for e, v in zip(evidence.elements, values, strict=True) if v < 1.0)
    return Verdict(round(score, 3), 0.7, False, tuple(quotes[:3]), missing[:3])


def _quote(
    decision: ElementDecision,
    cited: Sequence[DraftSentence],
    submission: Submission,
) -> Quote | None:
    """The model's quote where it is verbatim; else the cited sentence itself; else nothing."""
    if not cited:
        return None
    exact = located(decision.quote, cited, submission)
    return exact or quote_of(cited[0], submission)
