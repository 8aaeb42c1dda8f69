"""Links are told apart by how they are written, and none is opened."""

from __future__ import annotations

import pytest

from assistant.self_check.requirements.links import Link, by_fault, has_link, links_to_look_at
from assistant.self_check.submission import Submission
from retrieval.catalogue import Credential
from retrieval.documents import Document, read_document
from tests.assistant.self_check.drafts import document, submission

BARE = Credential("c", "C", "I", "Competency.")


def found(text: str) -> list[Link]:
    return list(links_to_look_at(submission(BARE, text)))


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ("See https://docs.google.com/document/d/1Bx/edit.", "sharing", "Google Docs"),
        ("(https://youtu.be/abc)", "sharing", "YouTube"),
        ("https://school.sharepoint.com/:v:/g/x", "sharing", "SharePoint or OneDrive"),
        ("drive.google.com/file/d/1", "sharing", "Google Drive"),
        ("https://classroom.google.com/c/1", "login", "Google Classroom"),
        ("https://district.instructure.com/courses/1", "login", "Canvas"),
        ("https://bit.ly/3xyz", "short", "bit.ly"),
        ("bit.ly/3xyz", "short", "bit.ly"),
        ("[write me](mailto:me@school.example)", "mail", ""),
        ("mailto:me@school.example", "mail", ""),
        ("file:///Users/jo/plan.docx", "local", ""),
        (r"C:\Users\Jo\My plan.docx", "local", ""),
        (r"\\server\share\plan.doc", "local", ""),
        ("/Users/jo/lesson.mp4", "local", ""),
        ("http://localhost:8000/x", "local", ""),
        ("http://192.168.1.4/x", "local", ""),
        ("https:// docs.google.com/x", "broken", "there is a space in it"),
        ("[film](https://example.org/my film.mp4)", "broken", "there is a space in it"),
        ("https://docs.google. com/file", "broken", "there is a space in it"),
        ("https//example.org/a", "broken", "its beginning is not https://"),
        ("htps://example.org/a", "broken", "its beginning is not https://"),
        (r"https:\\example.org\a", "broken", "its beginning is not https://"),
        ("http:/example.org/a", "broken", "its beginning is not https://"),
        ("https://example", "broken", "the name of the site is not complete"),
        ("https://", "broken", "the name of the site is not complete"),
        ("https://docs.google.com/document/d/1B...", "broken", "it is cut short at the end"),
        ("www.example.org", "broken", "https:// is missing in front of it"),
        ("[the plan](plan.docx)", "absent", "plan.docx"),
        ("![board](images/photo%20one.jpg)", "absent", "photo one.jpg"),
    ],
)
def test_a_link_that_may_not_open_says_what_is_the_matter(
    text: str, fault: str, place: str
) -> None:
    (link,) = found(text)
    assert (link.fault, link.place) == (fault, place)


@pytest.mark.parametrize(
    "text",
    [
        "https://en.wikipedia.org/wiki/Wait_(time)",
        "<https://example.org/a>.",
        "A ratio of 3:4 at 10:42. T: yes. He said a:b and/or c.",
        "Write to me at jo@school.example about grade 4/5.",
        "[sic](see below) and [note](#part-2)",
        "We used pbskids.org, then flip.com. Google was blocked.",
    ],
)
def test_what_opens_for_everybody_or_is_no_link_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_link_to_a_file_that_is_handed_in_is_fine() -> None:
    plan = Document("lesson plan.docx", "The plan.", "docx")
    files = [document("See [the plan](files/Lesson-Plan.docx)."), plan]
    assert links_to_look_at(Submission(BARE, [files[0]])) != ()
    assert links_to_look_at(Submission(BARE, files)) == ()


def test_offsets_are_exactly_the_address() -> None:
    text = "Ünïcode: https://youtu.be/abc. “https://bit.ly/q”, https//c.org/d, C:\\a\\b.txt."
    for link in found(text):
        assert text[link.start : link.end] == link.address
    assert [link.address for link in found(text)] == [
        "https://youtu.be/abc",
        "https://bit.ly/q",
        "https//c.org/d",
        "C:\\a\\b.txt",
    ]


def test_links_of_every_file_are_found_in_order_and_sorted_by_fault() -> None:
    made = submission(BARE, "https://youtu.be/a https://bit.ly/b", "https://youtu.be/c")
    links = links_to_look_at(made)
    assert [link.address for link in by_fault(links, "sharing")] == [
        "https://youtu.be/a",
        "https://youtu.be/c",
    ]
    assert [link.file for link in links] == ["draft.md", "draft.md", "draft1.md"]


@pytest.mark.parametrize(
    "text", ["see https://example.org/x", "[here](https://example.org)", "www.example.org/x"]
)
def test_any_address_on_the_web_counts_as_a_link(text: str) -> None:
    assert has_link(text)


def test_text_without_an_address_has_no_link() -> None:
    assert not has_link("The recording is on my desk, see part 2.")


@pytest.mark.parametrize(
    "piece", ["www.", "https://", "a-", "[a](", "C:\\a ", "hhttps", "https://a. "]
)
def test_any_length_of_such_text_is_read(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    made = Submission(BARE, [read_document("draft.txt", text.encode())])
    assert all(0 <= link.start < link.end <= len(text) for link in links_to_look_at(made))
