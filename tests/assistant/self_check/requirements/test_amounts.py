"""Too little, too much, and numbers asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.self_check.requirements.amounts import (
    THIN_WORDS,
    counts_asked,
    excesses,
    thin_answers,
    too_many_files,
)
from assistant.self_check.submission import Submission
from retrieval.catalogue import Credential, Part, Prompt
from retrieval.documents import Document
from tests.assistant.self_check.drafts import document, submission


def made_of(*parts: Part) -> Credential:
    return Credential("c", "C", "I", "Competency.", submission=parts)


def reflection(**limits: object) -> Credential:
    prompt = replace(Prompt("change", "What will you keep?"), **limits)  # type: ignore[arg-type]
    return made_of(Part("r", "Part 3. Reflection", "reflection", prompts=(prompt,)))


@pytest.mark.parametrize(
    ("words", "thin"), [(1, True), (THIN_WORDS - 1, True), (THIN_WORDS, False)]
)
def test_an_answer_of_a_sentence_or_two_is_thin(words: int, thin: bool) -> None:
    made = submission(reflection(), "# Part 3\n\n" + "word " * words)
    assert [t.words for t in thin_answers(made)] == ([words] if thin else [])


@pytest.mark.parametrize(
    "limits",
    [{"min_words": 10}, {"max_words": 80}, {"min_words": 5, "words_are": "guide"}],
)
def test_a_rule_or_a_short_limit_settles_it_already(limits: dict[str, object]) -> None:
    made = submission(reflection(**limits), "# Part 3\n\n" + "word " * 12)
    assert thin_answers(made) == ()


def test_an_artifact_may_be_short_and_what_is_not_there_is_not_thin() -> None:
    artifact = made_of(Part("a", "Part 2", "artifact", prompts=(Prompt("p", "Hand it in."),)))
    assert thin_answers(submission(artifact, "# Part 2\n\nTwo words.")) == ()
    assert thin_answers(submission(reflection(), "No headings at all.\n" * 20)) == ()


def test_a_part_far_over_its_limit_is_an_excess_and_one_a_little_over_is_not() -> None:
    credential = reflection(max_words=100)
    (excess,) = excesses(submission(credential, "# Part 3\n\n" + "word " * 151))
    assert excess.part is not None
    assert (excess.part.id, excess.words, excess.allowed) == ("r", 151, 100)
    assert excesses(submission(credential, "# Part 3\n\n" + "word " * 150)) == ()


def test_without_headings_the_whole_is_weighed_against_all_parts() -> None:
    credential = made_of(
        Part("o", "Part 1", "overview", prompts=(Prompt("p", "P", None, 100),)),
        Part("r", "Part 2", "reflection", prompts=(Prompt("q", "Q", None, 200),)),
    )
    (excess,) = excesses(submission(credential, "word " * 901))
    assert (excess.part, excess.allowed) == (None, 300)
    assert excesses(submission(credential, "word " * 900)) == ()


def test_an_artifact_without_a_limit_has_room_for_a_transcript() -> None:
    credential = made_of(Part("a", "Part 1", "artifact", prompts=(Prompt("p", "P"),)))
    assert excesses(submission(credential, "# Part 1\n\n" + "word " * 3_000)) == ()
    assert excesses(submission(credential, "# Part 1\n\n" + "word " * 9_000)) != ()


def test_many_files_are_too_many_only_far_beyond_what_prompts_ask_for() -> None:
    prompts = (Prompt("p", "Hand in four samples."), Prompt("q", "Hand in a log."))
    credential = made_of(Part("a", "Part 1", "artifact", prompts=prompts))

    def of(count: int) -> Submission:
        return Submission(credential, [document("Some words.", f"{i}.md") for i in range(count)])

    assert too_many_files(of(15)) is None
    assert too_many_files(of(16)) == 5


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Hand in at least four dated records.", ("at least four dated records",)),
        ("Submit two samples written with the tool.", ("two samples",)),
        ("Give 25 turns or more of talk.", ("25 turns or more",)),
        ("Records of two to four lessons.", ("two to four lessons",)),
        ("A tally for ten school days in a row.", ("ten school days in a row",)),
        ("Hand in the materials, all within three weeks.", ()),
        ("Hand in one sample.", ()),
    ],
)
def test_numbers_asked_for_are_quoted_in_the_prompts_own_words(
    asked: str, expected: tuple[str, ...]
) -> None:
    part = Part("a", "Part 1", "artifact", prompts=(Prompt("p", asked),))
    made = submission(made_of(part), "Some words.")
    assert counts_asked(made, part) == expected
    assert all(words in asked for words in expected)


def test_as_many_files_as_asked_for_settle_a_number_and_fewer_do_not() -> None:
    part = Part("a", "Part 1", "artifact", prompts=(Prompt("p", "Hand in two videos."),))

    def with_files(*names: str) -> Submission:
        videos = [Document(name, "", "unread") for name in names]
        return Submission(made_of(part), [document("Words."), *videos])

    assert counts_asked(with_files("a.mp4", "b.mov"), part) == ()
    assert counts_asked(with_files("a.mp4"), part) == ("two videos",)
