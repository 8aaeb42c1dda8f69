"""Where a draft's text belongs, and where each sentence stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.self_check.submission import (
    Submission,
    count_words,
    distinctly_named,
    opening_of,
    plain,
)
from retrieval.catalogue import Credential
from retrieval.documents import read_document
from tests.assistant.self_check.drafts import document, submission
from tests.catalogues import GOOD_DRAFT


@pytest.mark.parametrize(
    "heading",
    [
        "Part 2. Work examples",
        "PART 2 - work  examples!",
        "part 2",
        "Part 2: what I did",
        "Work examples",
        "artifacts",
        "Artifacts.",
    ],
)
def test_a_heading_places_the_text_below_it(thinking_time: Credential, heading: str) -> None:
    made = submission(thinking_time, f"# {heading}\n\nHere is the transcript.\n")

    assert (made.text_of("artifacts") or "").strip() == "Here is the transcript."
    assert made.text_of("overview") is None


@pytest.mark.parametrize(
    "heading", ["context", "Context:", "Describe your class and its discussions"]
)
def test_a_prompts_id_or_text_places_it_within_its_part(
    thinking_time: Credential, heading: str
) -> None:
    made = submission(thinking_time, f"# Overview\n\n## {heading}\n\nGrade four.\n")

    assert (made.text_of("overview", "context") or "").strip() == "Grade four."
    assert made.text_of("overview", "habit") is None
    assert "Grade four." in (made.text_of("overview") or "")


@pytest.mark.parametrize("name", ["overview.md", "Part 1.txt", "part-1-overview.md", "Overview.md"])
def test_a_files_stem_places_all_of_it(thinking_time: Credential, name: str) -> None:
    made = Submission(thinking_time, [document("I teach grade four.", name)])

    assert made.text_of("overview") == "I teach grade four."
    assert made.placed


def test_a_heading_inside_a_placed_file_places_what_follows(thinking_time: Credential) -> None:
    text = "I teach grade four.\n\n# Reflection\n\nI keep counting.\n"
    made = submission(thinking_time, overview__md=text)

    assert (made.text_of("overview") or "").strip() == "I teach grade four."
    assert (made.text_of("reflection") or "").strip() == "I keep counting."


def test_a_heading_that_names_nothing_stays_where_it_is(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Part 3\n\nOne.\n\n# Monday\n\nTwo.\n")

    assert "Two." in (made.text_of("reflection") or "")


def test_parts_that_come_twice_are_joined(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Part 3\n\nOne.\n\n# Part 1\n\nX.\n\n# Part 3\n\nTwo.\n")

    assert [p.strip() for p in (made.text_of("reflection") or "").split("\n\n") if p.strip()] == [
        "One.",
        "Two.",
    ]


def test_without_headings_nothing_is_placed(thinking_time: Credential) -> None:
    made = submission(thinking_time, "I teach grade four and counted who spoke.")

    assert not made.placed
    assert made.text_of("overview") is None


def test_part_numbers_follow_titles_where_they_have_them_and_order_where_not(
    own_words: Credential,
) -> None:
    made = submission(own_words, "# Part 1\n\nThe feedback.\n")

    assert (made.text_of("evidence") or "").strip() == "The feedback."


def test_sentences_know_their_part_and_headings_are_marked(thinking_time: Credential) -> None:
    made = submission(thinking_time, GOOD_DRAFT)

    assert [s.text for s in made.sentences if s.heading] == [
        "Part 1. Overview",
        "context",
        "habit",
        "Part 2. Work examples",
        "Part 3. Reflection",
    ]
    assert {s.part_id for s in made.sentences if "transcript" in s.text} == {"artifacts"}
    assert {s.part_id for s in made.sentences if "One habit" in s.text} == {"reflection"}


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "# Part 1\n",
                "## context\n",
                "\n",
                "One — ünïcode \U0001f600 sentence. ",
                "| a | b |\n|---|---|\n| 1 | 2 |\n",
                "- an item\n",
                "Ms. Lee said “no.” Then she left. ",
                "\r\n",
                "> a quotation\n",
            ]
        ),
        max_size=14,
    )
)
def test_every_sentence_is_exactly_its_slice_of_the_text(pieces: list[str]) -> None:
    text = "".join(pieces) + "End."
    made = Submission(_BARE, [read_document("draft.md", text.encode())])

    extracted = made.texts["draft.md"]
    assert extracted == text.replace("\r\n", "\n")
    for sentence in made.sentences:
        assert sentence.text == extracted[sentence.start : sentence.end]
    for one, next_one in zip(made.stretches, made.stretches[1:], strict=False):
        assert one.start < one.end <= next_one.start


_BARE = Credential("c", "C", "I", "Competency.")


def test_files_that_are_not_read_are_listed(thinking_time: Credential) -> None:
    video = read_document("lesson.mp4", b"\0\0\0")
    made = Submission(thinking_time, [video, document("Some words.")])

    assert [d.name for d in made.unread] == ["lesson.mp4"]
    assert made.texts["lesson.mp4"] == ""


def test_a_draft_is_known_by_its_first_sentence_that_is_no_heading(
    thinking_time: Credential,
) -> None:
    made = submission(thinking_time, GOOD_DRAFT)
    assert opening_of(made).startswith("I teach twenty four students")
    assert opening_of(submission(thinking_time, "# Part 1\n")) == ""


def test_files_of_one_name_are_told_apart() -> None:
    files = [document("One."), document("Two."), replace(document("Three."), name="notes")]
    files += [replace(document("Four."), name="notes")]

    named = distinctly_named(files)

    assert [d.name for d in named] == ["draft.md", "draft (2).md", "notes", "notes (2)"]
    assert [d.text for d in named] == ["One.", "Two.", "Three.", "Four."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("# **** ---", 0),
        ("Students' well-known 3.5 hours", 4),
        ("don’t **stop**", 2),
        ("| a | b |", 2),
        ("uno dos, ¿tres?", 3),
    ],
)
def test_words_are_counted_without_marks(text: str, words: int) -> None:
    assert count_words(text) == words


def test_names_are_compared_without_case_and_punctuation() -> None:
    assert plain("Part 2. — Work_Examples!") == plain("PART 2 work examples")
    assert plain("Ｐart ２") == "part 2"
