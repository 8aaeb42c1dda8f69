"""Artifacts that prompts name, and what gives them away in a draft."""

from __future__ import annotations

import pytest

from assistant.self_check.requirements.artifacts import asked_of, files_like_noun, not_seen
from assistant.self_check.submission import Submission
from retrieval.catalogue import Credential, Part, Prompt
from retrieval.documents import Document, read_document
from tests.assistant.self_check.drafts import document

ARTIFACT = Part("a", "Part 2", "artifact")
BARE = Credential("c", "C", "I", "Competency.")


def names(text: str, part: Part = ARTIFACT) -> list[str]:
    return [" / ".join(a.name for a in choice) for choice in asked_of(part, Prompt("p", text))]


def unseen(asked: str, draft: str, *files: Document, answers: bool = False) -> tuple[str, ...]:
    choices = asked_of(ARTIFACT, Prompt("p", asked))
    return not_seen(choices, Submission(BARE, [document("x"), *files]), draft, answers)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Submit a video (5 to 10 minutes) of your teaching.", ["a video"]),
        ("Upload a video or audio recording.", ["a video / an audio recording"]),
        (
            "Share photos, video, or audio of the classroom.",
            ["a photo or picture / a video / an audio recording"],
        ),
        (
            "Submit two lesson plans, annotated student work from a child, and a data table.",
            ["a lesson plan", "a piece of student work", "a table or data sheet"],
        ),
        (
            "Hand in audio of two seminars, each with a transcript excerpt.",
            ["an audio recording", "a transcript"],
        ),
        ("Numbered observation notes from six visits.", ["a record of what was observed"]),
        ("A table of all feedback you gave.", ["a table or data sheet"]),
        ("Hand in dated logs of two incidents and each student's graph.", ["a log", "a graph"]),
    ],
)
def test_named_artifacts_are_read_off_the_prompt(asked: str, expected: list[str]) -> None:
    assert sorted(names(asked)) == sorted(expected)


@pytest.mark.parametrize(
    "asked",
    [
        "Hand in notes or a transcript of the lesson.",
        "Hand in timings, logs or marked transcripts from two lessons.",
        "Hand in a transcript or close notes of the conversation.",
        "Describe what the video showed you.",
        "Hand in a record of comments made on students' work in progress.",
        "What did you hear when you went back to the recording?",
    ],
)
def test_what_something_else_would_meet_or_is_only_spoken_of_is_not_asked_for(asked: str) -> None:
    assert names(asked) == []


def test_a_reflection_that_asks_to_show_something_names_no_artifact() -> None:
    reflection = Part("r", "Part 3", "reflection")
    assert names("Show the video again in your mind. Give a graph of it.", reflection) == []
    assert names("Attach a graph of the results.", reflection) == ["a graph"]


def test_text_under_the_prompt_is_the_artifact_unless_it_has_to_be_seen_or_heard() -> None:
    draft = "T and the class spoke for a while about it, and then they left the room."
    assert unseen("Hand in a transcript.", draft, answers=True) == ()
    assert unseen("Hand in a transcript.", draft) == ("a transcript",)
    assert unseen("Hand in a video.", draft, answers=True) == ("a video",)


@pytest.mark.parametrize(
    "draft",
    [
        "My video is handed in beside this.",
        "It is here: https://example.org/lesson",
        "See the clip.",
    ],
)
def test_a_word_of_a_video_or_a_link_is_a_sign_of_it(draft: str) -> None:
    assert unseen("Hand in a video.", draft, answers=True) == ()


@pytest.mark.parametrize("name", ["lesson.mp4", "Lesson.MOV", "my_video_link.txt"])
def test_a_file_by_its_kind_or_name_is_a_sign(name: str) -> None:
    file = Document(name, "", "unread")
    assert unseen("Hand in a video.", "Nothing here.", file) == ()


def test_turns_of_talk_are_a_transcript_and_bars_are_a_table() -> None:
    assert unseen("Hand in a transcript.", "T: Why?\nS1: Because it is heavy.\nT: Go on.") == ()
    assert unseen("Hand in a data table.", "| day | praise |\n|---|---|\n| Mon | 4 |") == ()


def test_of_a_choice_one_is_enough_and_all_are_named_where_none_is_seen() -> None:
    asked = "Upload a video or audio recording."
    assert unseen(asked, "Nothing.") == ("a video or an audio recording",)
    assert unseen(asked, "Nothing.", read_document("talk.mp3", b"\0")) == ()


def test_files_are_found_by_a_plural_noun() -> None:
    files = [
        Document(name, "", "unread")
        for name in ("sample-1.pdf", "Sample 2.pdf", "a.mp4", "b.mov", "notes.doc", "example.pdf")
    ]
    assert [d.name for d in files_like_noun("samples", files)] == ["sample-1.pdf", "Sample 2.pdf"]
    assert [d.name for d in files_like_noun("videos", files)] == ["a.mp4", "b.mov"]
