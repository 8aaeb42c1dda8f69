"""Answers are kept for what did not change: in bounded memory, by sentence and not by number."""

from __future__ import annotations

from assistant.self_check.asked_rows import AskedRow
from assistant.self_check.kept_answers import KeptAnswers
from assistant.self_check.row_answers import RowAnswer
from assistant.self_check.rubric_elements import compiled
from assistant.self_check.submission import DraftSentence
from retrieval.catalogue import Criterion, Level

ROW = compiled(Criterion("r", "Title", None, (Level("Met", "Shows it."), Level("No", "")), "Met"))
ANSWER = RowAnswer.model_validate(
    {
        "elements": [
            {"element": 1, "sentences": [3], "quote": "the third", "decision": "shown"},
            {"element": 2, "sentences": [1], "quote": "", "decision": "absent"},
        ],
        "feedback": "Student A is there.",
        "next_step": "Look.",
    }
)


def question(masked: dict[int, str], *passages: str) -> AskedRow:
    citable = {n: DraftSentence("d.md", n, n + 1, text, None) for n, text in masked.items()}
    return AskedRow(ROW, "", citable, masked, passages or tuple(masked.values()))


BEFORE = question({1: "One of Student A.", 2: "Two.", 3: "Three."})


def test_an_answer_comes_back_in_the_numbers_of_the_draft_as_it_is_now() -> None:
    kept = KeptAnswers()
    kept.keep("k", BEFORE, ANSWER)
    after = question({2: "New.", 5: "One of Student A.", 6: "Three."})

    found = kept.find("k", after)
    assert found is not None
    assert [d.sentences for d in found.elements] == [[6], []]
    assert [d.decision for d in found.elements] == ["shown", "absent"]
    assert found.elements[0].quote == "the third"
    assert (found.feedback, found.next_step) == ("Student A is there.", "Look.")


def test_an_answer_whose_sentence_is_gone_is_not_used() -> None:
    kept = KeptAnswers()
    kept.keep("k", BEFORE, ANSWER)
    assert kept.find("k", question({1: "One of Student A.", 2: "Two."})) is None


def test_a_sentence_that_only_an_absent_decision_named_may_go() -> None:
    kept = KeptAnswers()
    kept.keep("k", BEFORE, ANSWER)
    assert kept.find("k", question({3: "Three."})) is not None


def test_an_unknown_key_finds_nothing() -> None:
    assert KeptAnswers().find("k", BEFORE) is None


def test_only_the_latest_are_kept_and_a_found_one_counts_as_late() -> None:
    kept = KeptAnswers(most=2)
    for name in ("a", "b"):
        kept.keep(name, BEFORE, ANSWER)
    assert kept.find("a", BEFORE) is not None
    kept.keep("c", BEFORE, ANSWER)

    assert len(kept) == 2
    assert kept.find("b", BEFORE) is None
    assert kept.find("a", BEFORE) is not None


def test_words_about_somebody_outside_the_passages_are_not_kept() -> None:
    kept = KeptAnswers()
    kept.keep("k", question({3: "Three."}), ANSWER)
    found = kept.find("k", BEFORE)

    assert found is not None
    assert (found.feedback, found.next_step) == ("", "Look.")


def test_what_is_kept_holds_no_sentence_of_the_draft() -> None:
    kept = KeptAnswers()
    kept.keep("k", BEFORE, ANSWER)
    assert "One of Student A" not in repr(kept._kept)
