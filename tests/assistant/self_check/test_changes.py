"""From one check to the next: quotes new, gone and kept, and a sentence that says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.self_check.changes import OTHER_RUBRIC, TEXT_UNKNOWN, RowChange, Weighed, weighed
from assistant.self_check.check import SelfChecker
from assistant.self_check.earlier import earlier_from
from assistant.self_check.report import Report
from assistant.self_check.surface import SurfaceJudge
from retrieval.catalogue import Credential
from tests.assistant.self_check.drafts import document
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder

BASELINE = "In the first week I counted participation: seven of twenty four students spoke.\n"
PAUSES = (
    "The transcript of lesson one shows pauses of three seconds after four questions.\n"
    "The transcript of lesson two shows pauses of three seconds after six questions.\n"
)


def checked(credential: Credential, text: str) -> Report:
    return SelfChecker(WordEmbedder(), SurfaceJudge()).run(credential, [document(text)])


def compared(credential: Credential, before: str, after: str) -> Weighed:
    """The second draft's check, held against the first one's."""
    first = weighed(checked(credential, before), None, credential, [document(before)])
    told = earlier_from(first.report.as_json(), first.marks)
    return weighed(checked(credential, after), told, credential, [document(after)])


def rows(found: Weighed) -> dict[str, RowChange]:
    assert found.changes
    return {row.criterion_id: row for row in found.changes.rows}


def test_a_first_check_has_nothing_to_be_compared_with(thinking_time: Credential) -> None:
    found = weighed(checked(thinking_time, PAUSES), None, thinking_time, [document(PAUSES)])
    assert found.changes is None
    assert len(found.marks["draft.md"]) == 2


def test_evidence_that_was_added_is_named_with_its_first_words(thinking_time: Credential) -> None:
    without = GOOD_DRAFT.replace(PAUSES, "")
    found = compared(thinking_time, without, GOOD_DRAFT)
    row = rows(found)["use-of-pauses"]
    assert (row.status_before, row.status_after) == ("not_met", "partially_met")
    assert row.changed
    assert not row.gone
    assert all(GOOD_DRAFT[q.start : q.end] == q.text for q in row.new)
    assert row.why.startswith("Now partly shown, was not found: ")
    assert "added" in row.why
    assert "“The transcript of lesson" in row.why
    assert found.changes
    assert (found.changes.sentences_added, found.changes.sentences_removed) == (2, 0)


def test_evidence_that_was_taken_out_is_said_to_be_gone(thinking_time: Credential) -> None:
    found = compared(thinking_time, GOOD_DRAFT, GOOD_DRAFT.replace(PAUSES, ""))
    row = rows(found)["use-of-pauses"]
    assert (row.status_before, row.status_after) == ("partially_met", "not_met")
    assert {quote.text for quote in row.gone} >= set(PAUSES.splitlines())
    assert row.why.startswith("Was partly shown, now not found: ")
    assert row.why.endswith("no longer in the draft.")
    assert found.changes
    assert (found.changes.sentences_added, found.changes.sentences_removed) == (0, 2)


def test_nothing_changed_is_said_of_each_row(thinking_time: Credential) -> None:
    found = compared(thinking_time, GOOD_DRAFT, GOOD_DRAFT)
    assert found.report == checked(thinking_time, GOOD_DRAFT)
    for row in rows(found).values():
        assert not row.changed
        assert (row.new, row.gone) == ((), ())
        assert row.score_before == row.score_after
        assert row.why in (
            "Still partly shown, on the same passages of your draft.",
            "Still not found: nothing in the draft shows this row yet.",
        )


def test_quotes_are_the_same_wherever_they_stand(thinking_time: Credential) -> None:
    found = compared(thinking_time, GOOD_DRAFT, f"# A title\n\nA new first line.\n\n{GOOD_DRAFT}")
    for row in rows(found).values():
        assert not row.new
        assert not row.gone
    assert rows(found)["use-of-pauses"].unchanged


def test_another_rubric_is_not_compared_and_that_is_said(thinking_time: Credential) -> None:
    first = checked(thinking_time, GOOD_DRAFT)
    told = replace(earlier_from(first.as_json()), rubric_version="sha256:other")
    found = weighed(first, told, thinking_time, [document(GOOD_DRAFT)])
    assert found.changes
    assert not found.changes.compared
    assert found.changes.note == OTHER_RUBRIC
    assert found.changes.rows == ()
    assert found.report == first


def test_without_the_earlier_text_rows_are_compared_and_nothing_is_claimed_of_it(
    thinking_time: Credential,
) -> None:
    without = GOOD_DRAFT.replace(PAUSES, "")
    told = earlier_from(checked(thinking_time, without).as_json())
    found = weighed(checked(thinking_time, GOOD_DRAFT), told, thinking_time, [document(GOOD_DRAFT)])
    assert found.changes
    assert (found.changes.note, found.changes.sentences_added) == (TEXT_UNKNOWN, None)
    row = rows(found)["use-of-pauses"]
    assert row.why.startswith("Now partly shown, was not found: it rests on “The transcript")
    assert "added" not in row.why


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (GOOD_DRAFT, "Nothing at all is said in this draft any more.\n", "no longer in the draft"),
        (PAUSES, PAUSES + BASELINE, "Still partly shown: one passage was added that speaks to it"),
    ],
)
def test_every_sentence_is_whole_and_short(
    thinking_time: Credential, before: str, after: str, expected: str
) -> None:
    whys = [row.why for row in rows(compared(thinking_time, before, after)).values()]
    assert any(expected in why for why in whys), whys
    for why in whys:
        assert why[0].isupper()
        assert why.endswith(".")
        assert len(why.split()) <= 45


def test_another_judges_reading_is_not_laid_at_her_door(thinking_time: Credential) -> None:
    first = checked(thinking_time, GOOD_DRAFT)
    told = earlier_from(first.as_json())
    told = replace(told, findings={i: replace(f, engine="llm") for i, f in told.findings.items()})
    found = weighed(first, told, thinking_time, [document(GOOD_DRAFT)])
    assert all("another judge read it" in row.why for row in rows(found).values())


def test_the_changes_go_out_as_json_types(thinking_time: Credential) -> None:
    found = compared(thinking_time, GOOD_DRAFT.replace(PAUSES, ""), GOOD_DRAFT)
    assert found.changes
    body = found.changes.as_json()
    assert set(body) == {
        "compared",
        "note",
        "since",
        "sentences_added",
        "sentences_removed",
        "rows",
    }
    assert {"criterion_id", "status_before", "status_after", "new", "gone", "unchanged", "why"} <= (
        set(body["rows"][0])
    )
