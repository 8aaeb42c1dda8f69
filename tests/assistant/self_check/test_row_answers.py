"""Answers in their type: small slips are read for what they mean, nonsense counts as absent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.self_check.row_answers import (
    MOST_DECISIONS,
    MOST_SENTENCES,
    ElementDecision,
    RowAnswer,
)


def test_an_answer_as_asked_for_is_read_as_it_is() -> None:
    answer = RowAnswer.model_validate(
        {
            "elements": [{"element": 1, "sentences": [3, 4], "quote": "q", "decision": "partly"}],
            "feedback": "A\nword.",
            "next_step": "Look.",
        }
    )
    assert answer.elements == [
        ElementDecision(element=1, sentences=[3, 4], quote="q", decision="partly")
    ]
    assert (answer.feedback, answer.next_step) == ("A word.", "Look.")


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ([3], [3]),
        ("[3]", [3]),
        (["3", "[4]"], [3, 4]),
        ("3, 4", [3, 4]),
        (7, [7]),
        (7.0, [7]),
        ([7.5, None, True, {"a": 1}], []),
        (None, []),
        ([5, 5, 5, 6], [5, 6]),
        ([-3, "-3"], [-3]),
        (list(range(50)), list(range(MOST_SENTENCES))),
    ],
)
def test_sentence_numbers_are_read_in_every_spelling(given: Any, numbers: list[int]) -> None:
    assert ElementDecision.model_validate({"sentences": given}).sentences == numbers


@pytest.mark.parametrize(
    ("given", "decision"),
    [("SHOWN ", "shown"), ("Partly", "partly"), ("met", "absent"), (None, "absent"), (1, "absent")],
)
def test_a_decision_that_is_not_known_is_absent(given: Any, decision: str) -> None:
    assert ElementDecision.model_validate({"decision": given}).decision == decision


def test_the_schema_asks_for_evidence_before_the_decision_and_for_no_status() -> None:
    fields = list(ElementDecision.model_json_schema()["properties"])
    assert fields == ["element", "sentences", "quote", "decision"]
    assert list(RowAnswer.model_json_schema()["properties"])[0] == "elements"
    assert "status" not in str(RowAnswer.model_json_schema())


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
DECISION = st.dictionaries(
    st.sampled_from(["element", "sentences", "quote", "decision", "more"]), ANYTHING
)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["elements", "feedback", "next_step", "status"]),
        ANYTHING | st.lists(DECISION | ANYTHING, max_size=MOST_DECISIONS + 5),
    )
)
def test_any_json_object_is_an_answer_of_bounded_size(body: dict[str, Any]) -> None:
    answer = RowAnswer.model_validate(body)
    assert len(answer.elements) <= MOST_DECISIONS
    for decision in answer.elements:
        assert len(decision.sentences) <= MOST_SENTENCES
        assert decision.decision in ("shown", "partly", "absent")
