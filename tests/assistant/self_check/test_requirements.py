"""What can be counted: parts, prompts, words; and what cannot, said as such."""

from __future__ import annotations

from assistant.self_check.report import Requirement
from assistant.self_check.requirements import check_requirements
from assistant.self_check.submission import Submission
from retrieval.catalogue import Credential, Part, Prompt
from retrieval.documents import read_document
from tests.assistant.self_check.drafts import document, submission
from tests.catalogues import GOOD_DRAFT


def found(made: Submission, part: str, prompt: str | None = None) -> Requirement:
    (one,) = [r for r in check_requirements(made) if (r.part_id, r.prompt_id) == (part, prompt)]
    return one


def test_every_part_and_prompt_is_answered_in_the_credentials_order(
    thinking_time: Credential,
) -> None:
    places = [
        (r.part_id, r.prompt_id)
        for r in check_requirements(submission(thinking_time, "Some words without headings."))
    ]
    assert places == [
        ("overview", None),
        ("overview", "context"),
        ("overview", "habit"),
        ("artifacts", None),
        ("artifacts", "transcript"),
        ("reflection", None),
        ("reflection", "change"),
    ]


def test_a_complete_draft_meets_everything(thinking_time: Credential) -> None:
    assert {r.status for r in check_requirements(submission(thinking_time, GOOD_DRAFT))} == {"met"}


def test_too_few_words_are_counted_against_a_rule(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Overview\n\n## context\n\nOnly four words here.\n")

    requirement = found(made, "overview", "context")
    assert requirement.status == "not_met"
    assert requirement.detail == "4 of at least 10 words"
    assert found(made, "overview").detail == "4 of at least 12 words"


def test_too_many_words_are_counted_against_a_rule(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Part 3\n\n" + "word " * 41)

    requirement = found(made, "reflection", "change")
    assert requirement.status == "not_met"
    assert requirement.detail == "41 words, at most 40"


def test_exactly_the_limit_keeps_the_rule(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Part 3\n\n" + "word " * 40)
    assert found(made, "reflection", "change").status == "met"


def test_a_guide_is_said_and_fails_nobody(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Overview\n\n## habit\n\nSeven spoke.\n")

    requirement = found(made, "overview", "habit")
    assert requirement.status == "met"
    assert requirement.detail == "2 of at least 5 words (a guide)"


def test_a_part_that_is_missing_beside_placed_ones_is_not_met(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Part 3\n\nI keep counting.\n")

    assert found(made, "overview").status == "not_met"
    assert found(made, "overview", "context").status == "not_met"


def test_an_empty_part_is_not_met(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Part 1\n\n***\n\n# Part 3\n\nI keep counting.\n")

    assert found(made, "overview").status == "not_met"
    assert found(made, "reflection").status == "met"


def test_without_headings_nothing_is_claimed(thinking_time: Credential) -> None:
    requirements = check_requirements(submission(thinking_time, "Some words without headings."))

    assert {r.status for r in requirements} == {"not_checked"}
    assert "a heading with its name would" in requirements[0].detail


def test_prompts_of_a_placed_part_are_not_checked_unless_the_whole_is_too_short(
    thinking_time: Credential,
) -> None:
    long_enough = submission(thinking_time, "# Part 1\n\n" + "word " * 20)
    too_short = submission(thinking_time, "# Part 1\n\nOnly four words here.\n")

    assert found(long_enough, "overview", "context").status == "not_checked"
    assert found(too_short, "overview", "context").status == "not_met"
    assert found(too_short, "overview", "habit").status == "not_checked", "only a guide"


def test_with_one_part_all_text_belongs_to_it(own_words: Credential) -> None:
    made = submission(own_words, "one two three four five six")
    assert found(made, "evidence").status == "met"
    assert found(made, "evidence", "samples").status == "met"
    too_short = submission(own_words, "one two")
    assert found(too_short, "evidence", "samples").detail == "2 of at least 5 words"


def test_the_only_prompt_of_a_part_is_answered_by_the_parts_text(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Part 2\n\nTwo words.\n")
    assert found(made, "artifacts", "transcript").status == "met"


def test_a_file_that_cannot_be_read_counts_for_an_artifact_by_its_name(
    thinking_time: Credential,
) -> None:
    video = read_document("lesson.mp4", b"\0")
    made = Submission(thinking_time, [video, document("# Part 3\n\nI keep counting.\n")])

    assert found(made, "artifacts") == Requirement(
        "artifacts", None, "met", "handed in, not read: lesson.mp4"
    )
    assert found(made, "artifacts", "transcript").status == "not_checked"
    assert found(made, "overview").status == "not_met", "a video is no overview"


def test_a_file_beside_text_is_mentioned(thinking_time: Credential) -> None:
    video = read_document("lesson.mp4", b"\0")
    made = Submission(thinking_time, [video, document("# Part 2\n\nThe transcript.\n")])

    assert found(made, "artifacts").detail == "2 words; also handed in, not read: lesson.mp4"


def test_a_credential_without_parts_requires_nothing() -> None:
    bare = Credential("c", "C", "I", "Competency.")
    assert check_requirements(submission(bare, "Words.")) == ()


def test_limits_of_one_side_are_worded_by_their_side() -> None:
    parts = (Part("p", "P", prompts=(Prompt("least", "L", 2), Prompt("most", "M", None, 9))),)
    credential = Credential("c", "C", "I", "Competency.", submission=parts)
    made = submission(credential, "# P\n\n## least\n\none two three\n\n## most\n\none two\n")

    assert found(made, "p", "least").detail == "3 words, 2 asked for"
    assert found(made, "p", "most").detail == "2 words, 9 allowed"
