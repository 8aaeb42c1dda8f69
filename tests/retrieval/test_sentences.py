"""Sentences are slices of the text: nothing is cleaned, nothing moves, and none runs on."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.sentences import WHOLE_CHARACTERS, Span, sentences

MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# Heading",
            "- item",
            "12) item",
            "| a | b |",
            "|---|---|",
            "> quoted",
            "Ms. Hale waited. Then she asked!",
            "Student A: why? ",
            "",
            "   ",
            "\r\n",
            "\u2028",
            "…",
            "a.b.c.",
            "🙂 yes. ",
            "**bold.** ",
            "<!-- x -->",
        ]
    )
    | st.text(max_size=20),
    max_size=12,
).flatmap(lambda lines: st.sampled_from(["\n", " ", "\n\n", "\r\n"]).map(lambda s: s.join(lines)))


def texts_of(text: str) -> list[str]:
    return [span.text for span in sentences(text)]


def assert_true_slices(text: str) -> None:
    end = 0
    for span in sentences(text):
        assert span.text == text[span.start : span.end]
        assert span.text == span.text.strip()
        assert span.text
        assert span.start >= end
        end = span.end
    assert end <= len(text)


@given(st.text())
@example("a. \x1cb. c")
@example("\ufeffOne. Two.")
@example("e\u0301. X. " * 3)
def test_offsets_are_exact_on_any_text(text: str) -> None:
    assert_true_slices(text)


@given(MARKDOWN)
def test_offsets_are_exact_on_anything_like_markdown(text: str) -> None:
    assert_true_slices(text)


@given(st.lists(st.from_regex(r"[A-Z][a-z]{3,9} [a-z]{3,9}[.!?]", fullmatch=True), min_size=1))
def test_plain_sentences_are_found_one_by_one(written: list[str]) -> None:
    skipped = {"approx.", "dept.", "sept.", "hour."}
    if not any(sentence.split()[1] in skipped for sentence in written):
        assert texts_of(" ".join(written)) == written


@given(st.text(alphabet="ab .!?\n-#|", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    kept = "".join(texts_of(text))
    assert [c for c in kept if c in "ab"] == [c for c in text if c in "ab"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "---", "|---|:--|", "# ", "- "])
def test_what_says_nothing_holds_no_sentence(text: str) -> None:
    assert sentences(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ms. Hale and Dr. Ito watched.",
        "It took approx. 3 min. of quiet.",
        "We used tools, e.g. Timers, i.e. clocks.",
        "J. R. Smith counted to three.",
        "In the U.S. schools differ.",
        "See fig. 3 for the tally.",
        "The goal was 3.5 of 4.",
        "She asked... and waited.",
        '"Why?" she asked.',
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(sentence: str) -> None:
    assert texts_of(f"{sentence} Then we went on.") == [sentence, "Then we went on."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I waited. Nobody spoke! Why? I counted.",
            ["I waited.", "Nobody spoke!", "Why?", "I counted."],
        ),
        ('He said "Wait." Then he did.', ['He said "Wait."', "Then he did."]),
        (
            "It was hard (very hard.) Next day it was not.",
            ["It was hard (very hard.)", "Next day it was not."],
        ),
        (
            "We began at nine. It was I. Then we stopped.",
            ["We began at nine.", "It was I.", "Then we stopped."],
        ),
        ("First line\ngoes on here. Second.", ["First line\ngoes on here.", "Second."]),
        ("One paragraph\n\nAnother one", ["One paragraph", "Another one"]),
        ("Wirklich? Ja, très bien. Ça va.", ["Wirklich?", "Ja, très bien.", "Ça va."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert texts_of(text) == expected


def test_list_items_and_headings_are_one_piece_each_without_their_marks() -> None:
    text = (
        "## Part 2. What I did\n- Waited. Counted.\n* [ ] Asked\n"
        "1. First\n  on the next line\n2) Second\n"
    )
    assert texts_of(text) == [
        "Part 2. What I did",
        "Waited. Counted.",
        "[ ] Asked",
        "First\n  on the next line",
        "Second",
    ]


def test_a_long_list_item_is_split_into_its_sentences() -> None:
    sentence = "We waited three seconds after each and every question that was asked today. "
    item = "- " + sentence * (WHOLE_CHARACTERS // len(sentence) + 1)
    assert set(texts_of(item)) == {sentence.strip()}


def test_table_rows_are_one_piece_each_and_rules_are_none() -> None:
    table = "| Name | Before. After |\n|------|-------|\n| A. | 3 |\n"
    assert texts_of(table) == ["| Name | Before. After |", "| A. | 3 |"]


def test_the_lines_of_a_transcript_are_one_piece_each() -> None:
    talk = (
        "T: Why does it float? (5 s)\nStudent A: It is light. I think.\n[pause]\nMs. H: Say more.\n"
    )
    assert texts_of(talk) == [
        "T: Why does it float? (5 s)",
        "Student A: It is light. I think.",
        "[pause]",
        "Ms. H: Say more.",
    ]


def test_offsets_count_code_points() -> None:
    text = "🙂🙂 One. 🙂 Two."
    assert sentences(text) == [Span(0, 7, "🙂🙂 One."), Span(8, 14, "🙂 Two.")]
