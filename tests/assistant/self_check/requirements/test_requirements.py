"""What can be counted: parts, prompts, words; and what cannot, said as such."""

from __future__ import annotations

from assistant.self_check.report import Requirement
from assistant.self_check.requirements.requirements import NO_PLACE, check_requirements
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


def test_a_part_is_not_called_missing_while_much_text_stands_in_no_part(
    thinking_time: Credential,
) -> None:
    loose = "My class talks and I count who speaks in it. " * 8

    made = submission(thinking_time, f"# My class\n\n{loose}\n\n# Part 3\n\nI keep counting.\n")
    assert found(made, "overview").status == "not_checked"
    assert found(made, "overview", "context").status == "not_checked"
    assert found(made, "reflection").status == "met"

    titled = submission(
        thinking_time, "# My draft\n\nGrade four.\n\n# Part 3\n\nI keep counting.\n"
    )
    assert found(titled, "overview").status == "not_met"


def test_text_without_a_place_that_is_too_short_for_a_part_is_not_taken_for_it() -> None:
    parts = (
        Part("told", "Part 1. Told", "overview", prompts=(Prompt("p", "Tell it.", 200),)),
        Part("after", "Part 2. After", "reflection"),
    )
    credential = Credential("c", "C", "I", "Competency.", submission=parts)
    made = submission(credential, "word " * 150 + "\n\n# Part 2\n\nI keep counting.\n")
    assert found(made, "told").status == "not_met"


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


# Artifacts that a prompt asks for by name


def with_prompts(*texts: str) -> Credential:
    prompts = tuple(Prompt(f"p{i}", text) for i, text in enumerate(texts))
    parts = (
        Part("work", "Part 1. Work", "artifact", prompts=prompts),
        Part("after", "Part 2. After", "reflection"),
    )
    return Credential("c", "C", "I", "Competency.", submission=parts)


def test_a_video_of_which_nothing_gives_a_sign_is_left_to_the_eye() -> None:
    credential = with_prompts("Hand in a video of the lesson.")
    told = found(submission(credential, "# Part 1\n\nThe class talked a lot.\n"), "work", "p0")
    assert told.status == "not_checked"
    assert told.detail == (
        "5 words; looked for a video, saw no file, link or word of it; check it by eye"
    )

    linked = submission(credential, "# Part 1\n\nHere: https://example.org/lesson\n")
    assert found(linked, "work", "p0").status == "met"
    beside = Submission(
        credential,
        [document("# Part 1\n\nThe class talked a lot.\n"), read_document("a.mp4", b"\0")],
    )
    assert found(beside, "work", "p0").status == "met"


def test_a_transcript_may_simply_stand_under_its_heading() -> None:
    credential = with_prompts("Hand in a transcript.", "Hand in a video.")
    made = submission(credential, "# Part 1\n\n## p0\n\nThe class talked a lot about the rain.\n")
    assert found(made, "work", "p0").status == "met"


def test_without_headings_what_is_looked_for_is_said() -> None:
    credential = with_prompts("Hand in a graph.", "Hand in a log.")
    made = submission(credential, "I logged every day and the class talked a lot.")

    graph = found(made, "work", "p0")
    assert graph.status == "not_checked"
    assert graph.detail.startswith("looked for a graph, ")
    assert found(made, "work", "p1").detail == NO_PLACE


def test_a_file_that_looks_like_what_is_asked_for_is_named() -> None:
    credential = with_prompts("Hand in a video.", "Hand in a graph.")
    files = [read_document("a.mp4", b"\0"), document("# Part 2\n\nI keep counting.\n")]
    made = Submission(credential, files)

    assert found(made, "work", "p0").detail == (
        "a.mp4 may be what is asked for; not read here, so check it by eye"
    )
    graph = found(made, "work", "p1")
    assert graph.status == "not_checked"
    assert "looked for a graph" in graph.detail


def test_a_word_rule_that_is_broken_is_said_before_what_is_looked_for() -> None:
    part = Part("work", "Part 1", "artifact", prompts=(Prompt("p0", "Hand in a video.", 50),))
    credential = Credential("c", "C", "I", "Competency.", submission=(part,))
    told = found(submission(credential, "# Part 1\n\nThe class talked.\n"), "work", "p0")
    assert (told.status, told.detail) == ("not_met", "3 of at least 50 words")
