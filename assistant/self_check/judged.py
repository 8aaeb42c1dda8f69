"""Through a model: one request a row, element by element, and code computes the status."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from assistant.errors import ModelUnavailable
from assistant.llm.usage import Meter, Usage, metered
from assistant.self_check.asked_rows import Mask, NumberedDraft
from assistant.self_check.evidence import RowEvidence
from assistant.self_check.instructions import ByFile
from assistant.self_check.kept_answers import KeptAnswers
from assistant.self_check.readings import JudgedRow, Model, RowReader
from assistant.self_check.row_answers import RowAnswer
from assistant.self_check.submission import Submission
from assistant.self_check.verdict import Verdict
from prompts.template import load_prompt

__all__ = ["JudgedRow", "Judgement", "Model", "ModelJudge", "RowAnswer"]

WHOLE_CHECK_S = 38.0  # all rows together; the contract gives 45 s and the offline check needs some
ROWS_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Judgement:
    """All rows of a check in order, None for one left to the offline judge; why it was; and what
    the model took for it."""

    rows: tuple[JudgedRow | None, ...]
    warnings: tuple[str, ...] = ()
    used: Usage = field(default_factory=Usage)


class ModelJudge:
    """Judges rows through a model, and asks again only for what changed.

    An answer is kept while the row's rubric, its passages, the prompt and the model are the same
    and the sentences that it rests on still stand; the status is computed anew from it each time.
    """

    def __init__(self, model: Model, kept: KeptAnswers | None = None) -> None:
        self._model = model
        self._prompt = load_prompt("judge_row")
        self._kept = KeptAnswers() if kept is None else kept

    @property
    def model_name(self) -> str:
        """The model's name, for the report."""
        return self._model.name

    def judge(
        self,
        submission: Submission,
        evidence: Sequence[RowEvidence],
        offline: Sequence[Verdict],
        mask: Mask,
        steering: ByFile,
    ) -> Judgement:
        """All rows within WHOLE_CHECK_S; one that fails is None, with its cause as a warning.

        `offline` holds the offline judge's verdict of each row. `mask` takes names out of a
        sentence: the model never sees the original. `steering` is where each file speaks to its
        judge: the model never sees that at all.
        """
        deadline = time.monotonic() + WHOLE_CHECK_S
        draft = NumberedDraft(submission, mask, steering)
        reader = RowReader(self._model, self._prompt, self._kept, submission, steering, deadline)
        meter = Meter()

        def judged(found: RowEvidence, other: Verdict) -> JudgedRow | None:
            asked = draft.row(found)
            with metered(meter):
                return reader.judge(asked, other) if asked else None

        rows: list[JudgedRow | None] = []
        warnings: list[str] = []
        pool = ThreadPoolExecutor(max_workers=ROWS_AT_ONCE)
        try:
            waiting: list[Future[JudgedRow | None]] = [
                pool.submit(judged, found, other)
                for found, other in zip(evidence, offline, strict=True)
            ]
            for future in waiting:
                row: JudgedRow | None = None
                try:
                    row = future.result(timeout=max(0.01, deadline - time.monotonic()))
                except ModelUnavailable as error:
                    warnings.append(str(error))
                except TimeoutError:
                    warnings.append(
                        "The language model was too slow, so some rows were answered offline."
                    )
                if row is not None and row.warning:
                    warnings.append(row.warning)
                rows.append(row)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        return Judgement(tuple(rows), tuple(dict.fromkeys(warnings)), meter.used)
