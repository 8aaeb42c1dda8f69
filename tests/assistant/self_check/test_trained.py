"""The trained judge: what it reads, and what it makes of a reading."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.self_check.evidence import EvidenceFinder
from assistant.self_check.extract import EXTRACT_WORDS, extract
from assistant.self_check.pairing import Pair
from assistant.self_check.reader import Calibration, Reading
from assistant.self_check.submission import Submission
from assistant.self_check.trained import TrainedJudge, honest_extract, score_of
from assistant.self_check.verdict import MET_FROM, PARTLY_FROM
from retrieval.documents import read_document
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder

LINES = Calibration(partly_from=0.9, met_from=1.5, margin=0.1)


class FixedReader:
    """Says the same of every pair, and keeps what it was asked."""

    def __init__(self, shown: float) -> None:
        self._shown = shown
        self.asked: list[Pair] = []

    @property
    def calibration(self) -> Calibration:
        return LINES

    def read(self, pairs: Sequence[Pair]) -> tuple[Reading, ...]:
        self.asked += pairs
        half = self._shown / 2
        return tuple(
            Reading(
                row=np.full(2, half, dtype=np.float32),
                elements=np.array(
                    [[half, half - 0.01 * i] for i in range(len(pair.elements))], dtype=np.float32
                ),
            )
            for pair in pairs
        )


def judged(credential, text: str, shown: float):
    submission = Submission(credential, [read_document("draft.md", text.encode())])
    evidence = EvidenceFinder(WordEmbedder()).find(submission)
    reader = FixedReader(shown)
    return TrainedJudge(reader).judge(submission, evidence), reader, evidence


@pytest.mark.parametrize(
    ("shown", "status"), [(0.2, "not_met"), (1.2, "partially_met"), (1.8, "met")]
)
def test_the_calibrated_lines_decide_the_status(thinking_time, shown, status) -> None:
    verdicts, _, _ = judged(thinking_time, GOOD_DRAFT, shown)

    assert {verdict.status for verdict in verdicts} == {status}


def test_near_a_line_it_says_that_it_is_unsure(thinking_time) -> None:
    near, _, _ = judged(thinking_time, GOOD_DRAFT, 1.45)
    far, _, _ = judged(thinking_time, GOOD_DRAFT, 1.2)

    assert all(verdict.unsure for verdict in near)
    assert not any(verdict.unsure for verdict in far)


def test_a_score_rises_with_the_reading_and_meets_the_thirds_at_the_lines() -> None:
    readings = np.linspace(0, 2, 41)
    scores = [score_of(float(reading), LINES) for reading in readings]

    assert scores == sorted(scores)
    assert score_of(LINES.partly_from, LINES) == pytest.approx(PARTLY_FROM)
    assert score_of(LINES.met_from, LINES) == pytest.approx(MET_FROM)


def test_sentences_copied_from_the_rubric_are_never_read(thinking_time) -> None:
    copied = thinking_time.rubric[0].target.descriptor
    _, reader, _ = judged(thinking_time, f"{GOOD_DRAFT}\n\n{copied}\n", 1.0)

    assert reader.asked
    assert all(copied not in pair.text for pair in reader.asked)


def test_quotes_come_from_what_was_read(thinking_time) -> None:
    verdicts, reader, _ = judged(thinking_time, GOOD_DRAFT, 1.8)

    for verdict, pair in zip(verdicts, reader.asked, strict=True):
        assert verdict.quotes
        assert all(quote.text in pair.text for quote in verdict.quotes)


def test_the_elements_least_shown_are_named_as_missing(thinking_time) -> None:
    short, _, evidence = judged(thinking_time, GOOD_DRAFT, 1.2)
    met, _, _ = judged(thinking_time, GOOD_DRAFT, 1.8)

    for verdict, row in zip(short, evidence, strict=True):
        assert verdict.missing
        assert set(verdict.missing) <= set(row.elements)
        assert row.elements[-1] in verdict.missing
    assert all(verdict.missing == () for verdict in met)


def test_an_extract_keeps_the_order_of_the_draft_and_its_bound(thinking_time) -> None:
    _, _, evidence = judged(
        thinking_time, GOOD_DRAFT + "\n\nI waited and counted again. " * 60, 1.0
    )
    read = honest_extract(evidence[0])
    starts = [candidate.sentence.start for candidate in read]

    assert starts == sorted(starts)
    assert sum(len(c.sentence.text.split()) for c in read) <= EXTRACT_WORDS


def test_one_sentence_longer_than_the_bound_is_read_all_the_same() -> None:
    assert extract(["word " * (EXTRACT_WORDS + 50)], np.array([0.5])) == [0]
