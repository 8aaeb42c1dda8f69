"""Feedback a tired teacher can use: the row, the place, what is missing, one next step."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from assistant.self_check.elements import elements_of
from assistant.self_check.model_words import may_be_shown
from assistant.self_check.near_misses import NearMiss
from assistant.self_check.report import Quote, Status
from assistant.self_check.wording import MAX_WORDS, Words, shortened, words_for
from retrieval.catalogue import Credential, Criterion, Level, Part
from retrieval.loading import load_catalogue

PART = Part("work", "Part 2. Work", "artifact")
ROW = Criterion(
    "sort",
    "Sorting by understanding",
    "work",
    (
        Level(
            "Met",
            "Tickets are sorted into groups, with the number in each group and at least two "
            "students' actual responses given as grounds; names one change.",
        ),
        Level("Not Met", "No."),
    ),
    "Met",
)
MIDDLE = (
    "with the number in each group and at least two students' actual responses given as grounds"
)
SENTENCE = "Twelve of them built the model, and nine drew it without a key."


def quote(place: str | None = None, file: str = "draft.md", text: str = SENTENCE) -> Quote:
    return Quote(file, 0, len(text), text, place)


def said(
    status: Status = "partially_met",
    *,
    unsure: bool = False,
    quotes: tuple[Quote, ...] | None = None,
    missing: tuple[str, ...] = (MIDDLE,),
    draft: str = "",
    order: int = 0,
    near: NearMiss | None = None,
) -> Words:
    quotes = quotes if quotes is not None else (() if status == "not_met" else (quote(),))
    return words_for(
        ROW, PART, status, unsure, quotes, missing, draft=draft, order=order, near=near
    )


def test_the_row_the_passage_and_what_is_missing_are_named() -> None:
    words = said(quotes=(quote("page 3"),))

    assert "“Sorting by understanding”" in words.feedback
    assert f"On page 3 you write “{SENTENCE}”" in words.feedback
    assert f"“… {MIDDLE}”." in words.feedback
    assert "“Part 2. Work”" in words.next_step


@pytest.mark.parametrize(
    ("place", "file", "beginning"),
    [
        ("page 3", "draft.pdf", "On page 3 you write"),
        ("pages 3–4", "draft.pdf", "On pages 3–4 you write"),
        ("slide 2", "draft.pptx", "On slide 2 you write"),
        ("under “What I did”", "draft.md", "Under “What I did” you write"),
        ("in a form field", "draft.docx", "In a form field you write"),
        ("line 12", "draft.md", "You write"),
        ("line 1", "work.md", "Under “Part 2. Work” you write"),
        (None, "draft.md", "You write"),
    ],
)
def test_the_place_of_a_passage_is_said_as_a_reader_finds_it(
    place: str | None, file: str, beginning: str
) -> None:
    assert f"{beginning} “Twelve" in said(quotes=(quote(place, file),)).feedback


def test_an_element_inside_a_sentence_is_quoted_with_dots_and_a_first_one_without() -> None:
    assert f"“… {MIDDLE}”" in said().feedback
    assert (
        "“Tickets are sorted into groups”"
        in said(missing=("Tickets are sorted into groups",)).feedback
    )


def test_where_nothing_is_found_it_begins_where_the_rubric_begins() -> None:
    words = said("not_met", missing=("names one change", "Tickets are sorted into groups"))
    assert "“Tickets are sorted into groups”" in words.feedback
    assert "names one change" not in words.feedback


def test_without_a_quote_nothing_is_said_to_be_there() -> None:
    for draft in "abcdefgh":
        feedback = said("not_met", draft=draft).feedback
        assert "can be seen" not in feedback.replace("cannot be seen", "")
        assert "You write" not in feedback


def test_a_plan_is_told_by_its_own_words_and_a_copy_as_such() -> None:
    planned = said("not_met", near=NearMiss("planned", "I will sort the tickets next week."))
    assert "“I will sort the tickets next week.”" in planned.feedback
    assert planned.next_step.split()[0] in ("Carry", "Check")
    copied = said("not_met", near=NearMiss("copied"))
    assert "rubric" in copied.feedback
    assert copied.feedback != said("not_met").feedback


def test_a_plan_is_not_held_against_a_row_that_asks_for_one() -> None:
    near = NearMiss("planned", "I will sort them by error the next time.")
    words = said("not_met", missing=("names one change",), near=near)
    assert "I will sort" not in words.feedback


@pytest.mark.parametrize("status", ["met", "partially_met", "not_met"])
def test_an_unsure_row_says_what_to_do_by_eye(status: Status) -> None:
    for draft in "abcdefgh":
        certain = said(status, draft=draft).feedback
        unsure = said(status, unsure=True, draft=draft).feedback
        assert unsure.startswith(certain)
        assert "by eye" in unsure or "yourself" in unsure


def test_a_met_row_asks_for_nothing_more_than_that_it_be_found() -> None:
    words = said("met", missing=())
    assert SENTENCE in words.feedback
    assert words.next_step.split()[0] in ("Read", "Check", "Ask")


def test_different_drafts_are_not_told_the_very_same_sentence_and_one_draft_always_is() -> None:
    drafts = [f"Draft {i}." for i in range(20)]
    for status in ("met", "partially_met", "not_met"):
        told = [said(status, draft=draft) for draft in drafts]
        assert told == [said(status, draft=draft) for draft in drafts]
        assert len({words.feedback for words in told}) == 3
        assert len({words.next_step for words in told}) > 1


def test_rows_beside_each_other_do_not_begin_alike() -> None:
    told = [said("not_met", order=order).feedback for order in range(6)]
    assert all(one != other for one, other in zip(told, told[1:], strict=False))


def test_what_is_missing_is_kept_before_what_came_near_and_so_is_the_doubt() -> None:
    near = NearMiss("planned", "I will sort them next week. " * 20)
    words = said("not_met", unsure=True, missing=("clause " * 60,), near=near)
    assert len(words.feedback.split()) <= MAX_WORDS
    assert "clause …”" in words.feedback
    assert "by eye" in words.feedback


def test_long_passages_and_elements_are_cut_at_a_word() -> None:
    words = said(unsure=True, quotes=(quote(text="word " * 120),), missing=("clause " * 60,))
    assert len(words.feedback.split()) <= MAX_WORDS
    assert "word …”" in words.feedback
    assert "clause …”" in words.feedback
    assert shortened("one two three", 8) == "one two …"


def test_marks_of_lists_and_tables_around_a_passage_are_not_read_aloud() -> None:
    row = quote(text="| kids who spoke in the talk | 9 | 17 |")
    assert "You write “kids who spoke in the talk | 9 | 17”." in said(quotes=(row,)).feedback


def test_braces_in_a_title_or_a_passage_are_only_text() -> None:
    row = Criterion("r", "A {row} {0}", None, ROW.levels, "Met")
    words = words_for(row, None, "partially_met", False, (quote(text="Say {x} and {} now."),), ())
    assert "“A {row} {0}”" in words.feedback
    assert "“Say {x} and {} now.”" in words.feedback


def _sample() -> list[tuple[Credential, Criterion]]:
    root = Path(__file__).parents[3] / "retrieval/sample_catalogue"
    found = load_catalogue(root).credentials.values()
    return [(credential, row) for credential in found for row in credential.rubric]


def test_words_for_every_row_and_element_of_the_sample_keep_the_manners() -> None:
    statuses: tuple[Status, ...] = ("met", "partially_met", "not_met")
    for credential, row in _sample():
        sources = (
            SENTENCE,
            row.title,
            row.target.descriptor,
            *(p.title for p in credential.submission),
        )
        elements = elements_of(row.target.descriptor)
        for status, element, unsure in itertools.product(statuses, elements, (False, True)):
            quotes = () if status == "not_met" else (quote("page 2"),)
            near = NearMiss("planned", SENTENCE) if unsure and status == "not_met" else None
            words = words_for(
                row,
                credential.part(row.part),
                status,
                unsure,
                quotes,
                (element,),
                draft=element,
                near=near,
            )
            for text in (words.feedback, words.next_step):
                assert len(text.split()) <= MAX_WORDS
                own = text.replace(" …”", "”").replace("“… ", "“")
                assert may_be_shown(own, status, sources), text
            assert "“”" not in words.feedback
            assert words.next_step[0].isupper()
            assert words.next_step.endswith((".", "”."))
