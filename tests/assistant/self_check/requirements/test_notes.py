"""Notes are calm sentences, in the order in which they matter, and fail nobody."""

from __future__ import annotations

from assistant.self_check.requirements.notes import LINKS_SPELLED_OUT, notes_on
from assistant.self_check.requirements.requirements import check_requirements
from retrieval.catalogue import Credential, Part, Prompt
from tests.assistant.self_check.drafts import submission
from tests.catalogues import GOOD_DRAFT


def details(credential: Credential, *texts: str) -> list[str]:
    return [note.detail for note in notes_on(submission(credential, *texts))]


def test_a_complete_draft_has_nothing_but_what_is_to_be_counted(thinking_time: Credential) -> None:
    notes = notes_on(submission(thinking_time, GOOD_DRAFT))
    assert [(n.kind, n.part_id) for n in notes] == [("count", "artifacts")]
    assert "“two lessons”" in notes[-1].detail


def test_a_shared_link_is_said_once_a_place_with_how_to_try_it(thinking_time: Credential) -> None:
    draft = GOOD_DRAFT + (
        "\nhttps://docs.google.com/document/d/1 https://docs.google.com/document/d/2\n"
        "https://youtu.be/abc\n"
    )
    links = [n for n in notes_on(submission(thinking_time, draft)) if n.kind == "link"]

    assert [n.detail for n in links] == [
        "Each of the 2 Google Docs links opens only if you have shared it. Check in a private "
        "window that anyone with the link can open it, without signing in.",
        "The YouTube link opens only if you have shared it. Check in a private window that anyone "
        "with the link can play it (on YouTube: Unlisted, not Private).",
    ]
    assert draft[links[0].start : links[0].end] == "https://docs.google.com/document/d/1"


def test_links_that_lead_nowhere_say_what_to_do(thinking_time: Credential) -> None:
    told = " ".join(
        details(
            thinking_time,
            GOOD_DRAFT + "\nC:\\plans\\a.docx [b](b.pdf) https//c.example/d https://bit.ly/e "
            "https://classroom.google.com/c/1 mailto:me@school.example\n",
        )
    )
    assert "“C:\\plans\\a.docx” stands on your own computer or network" in told
    assert "hand in the file itself" in told
    assert "The draft points to “b.pdf”, and no file of that name is here" in told
    assert "“https//c.example/d” may not open: its beginning is not https://" in told
    assert "“https://bit.ly/e” hides where it leads" in told
    assert "The Google Classroom link opens only for people with an account there" in told
    assert "An e-mail link opens nothing" in told


def test_many_links_of_one_kind_are_counted(thinking_time: Credential) -> None:
    draft = GOOD_DRAFT + " ".join(f"https//site{i}.example/x" for i in range(9))
    broken = [d for d in details(thinking_time, draft) if "may not open" in d]
    assert len(broken) == LINKS_SPELLED_OUT
    assert broken[-1].endswith("There are 6 more like it.")


def test_a_thin_answer_is_met_with_questions_and_stays_met() -> None:
    prompt = Prompt("change", "What will you keep?")
    part = Part("reflection", "Part 3. Reflection", "reflection", prompts=(prompt,))
    credential = Credential("c", "C", "I", "Competency.", submission=(part,))
    made = submission(credential, "# Part 3\n\nIt went well and I learned a lot.\n")
    (thin,) = notes_on(made)

    assert (thin.kind, thin.part_id) == ("thin", "reflection")
    assert "“What will you keep?” is answered in 8 words" in thin.detail
    (change,) = [r for r in check_requirements(made) if r.prompt_id == "change"]
    assert change.status == "met"


def test_far_too_much_is_no_fault_and_says_what_to_keep(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Part 1\n\n" + "word " * 3_000)
    (amount,) = [note for note in notes_on(made) if note.kind == "amount"]

    assert amount.part_id == "overview"
    assert amount.detail.startswith("“Part 1. Overview” has 3,000 words where about")
    assert "More is no fault" in amount.detail


def test_nothing_is_to_be_counted_in_a_part_that_is_not_begun(thinking_time: Credential) -> None:
    made = submission(thinking_time, "# Part 1\n\nI teach grade four and count who speaks.\n")
    assert [note for note in notes_on(made) if note.kind == "count"] == []


def test_the_same_draft_has_the_same_notes(thinking_time: Credential) -> None:
    draft = GOOD_DRAFT + "https://youtu.be/a https://bit.ly/b"
    assert details(thinking_time, draft) == details(thinking_time, draft)
