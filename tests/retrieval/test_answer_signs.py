"""What tells that a passage answers: words, where it stands, and what a question asks for."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.answer_signs import (
    ANSWER_WEIGHTS,
    WEIGHTS,
    Floats,
    PassageWords,
    answer_signs,
    passage_signs,
)
from retrieval.passages import Passage
from retrieval.sentences import sentences

NEAR, WHOLE, FILE, WORDS, BEST, NUMBER, TIME, RULE, FORBIDS, LONG, EXAMPLE = range(len(WEIGHTS))
FLAT = np.full(1, 0.4, dtype=np.float32)


def signs(question: str, *texts: str, title: str = "Guide", field: str = "file:0") -> Floats:
    """Of passages of one sentence that are all as near."""
    passages = [
        Passage(str(n), "talk", field, title, "Guide", text) for n, text in enumerate(texts)
    ]
    spans = [sentences(text) for text in texts]
    shared = PassageWords(passages, spans).shared(question)
    whole = np.full(len(texts), 0.4, dtype=np.float32)
    return passage_signs(question, passages, spans, [FLAT] * len(texts), whole, shared)


@pytest.mark.parametrize(
    ("question", "text", "sign"),
    [
        ("How many tokens are there?", "Each student has two tokens.", NUMBER),
        ("When do I collect the sheet?", "Collect it within the hour.", TIME),
        ("Can I write their names?", "Write codes and never names.", RULE),
    ],
)
def test_a_passage_that_says_what_is_asked_for_is_told_by_it(
    question: str, text: str, sign: int
) -> None:
    said, silent = signs(question, text, "Draw the seats on a plan of paper.")
    assert (said[sign], silent[sign]) == (1, 0)
    assert signs("Tell me of the plan.", text)[0][sign] == 0


def test_a_rarer_word_that_is_shared_weighs_more() -> None:
    found = signs(
        "Which tokens?", "Students spend tokens in turn.", "Students draw the seats of a room."
    )
    assert found[0][WORDS] > found[1][WORDS]
    assert found[0][BEST] > found[1][BEST]


def test_a_section_with_somebody_s_work_is_told_by_its_heading() -> None:
    text = "The teacher waits and writes."
    assert signs("Do I wait?", text, title="A commented fragment")[0][EXAMPLE] == 1
    assert signs("Do I wait?", text, title="Waiting, with an example")[0][EXAMPLE] == 0


def test_only_a_file_is_told_by_its_length() -> None:
    text = "The teacher waits and writes."
    assert signs("Do I wait?", text)[0][LONG] == pytest.approx(np.log(5))
    assert signs("Do I wait?", text, field="key_method")[0][[FILE, LONG]].tolist() == [0, 0]


def test_what_lies_elsewhere_speaks_against_an_answer() -> None:
    shared = (np.array([1.0, 3.0]), np.array([2.0, 0.5]))
    found = answer_signs([FLAT, np.full(1, 0.2, dtype=np.float32)], FLAT, shared, outside=0.7)
    assert found == pytest.approx((0.4, 0.4, 0.7, 2.0, 3.0))
    assert ANSWER_WEIGHTS[2] < 0
    assert all(weight > 0 for weight in (*ANSWER_WEIGHTS[:2], *ANSWER_WEIGHTS[3:]))
