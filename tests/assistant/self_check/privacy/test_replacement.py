"""Letters for names in a draft itself: the same for the same child, and the names come back."""

from __future__ import annotations

from assistant.self_check.privacy.pseudonyms import Pseudonym
from assistant.self_check.privacy.replacement import Replacement, given_back, private_in, replaced

OVERVIEW = (
    "Maya Johnson read first. Then Maya helped Diego Ruiz. See maya_draft.pdf. His mom Rosa came."
)
ARTIFACTS = "Diego's page. I asked Maya. Call 501-555-0147 or write to a@b.example."
DRAFT = {"overview": OVERVIEW, "artifacts": ARTIFACTS}


def replacement(
    texts: dict[str, str], *kept: Pseudonym, leave: tuple[str, ...] = ()
) -> Replacement:
    return replaced(texts, private_in(texts), kept, leave)


def test_one_child_has_one_letter_in_all_parts_and_in_file_names() -> None:
    assert replacement(DRAFT).texts == {
        "overview": (
            "Student A read first. Then Student A helped Student B. See Student A_draft.pdf. "
            "His mom Parent A came."
        ),
        "artifacts": "Student B's page. I asked Student A. Call [phone] or write to [email].",
    }


def test_what_changes_is_told_with_every_way_of_writing_and_its_count() -> None:
    changes = {change.shown: (change.texts, change.count) for change in replacement(DRAFT).changes}
    assert changes["Student A"] == (("Maya Johnson", "Maya", "maya"), 4)
    assert changes["Student B"] == (("Diego Ruiz", "Diego"), 2)
    assert changes["Parent A"] == (("Rosa",), 1)
    assert changes["[phone]"] == (("501-555-0147",), 1)


def test_a_child_who_is_left_is_left_in_every_way_she_is_written() -> None:
    result = replacement(DRAFT, leave=("Maya",))
    assert "Maya Johnson read first. Then Maya helped Student A." in result.texts["overview"]
    assert "maya_draft.pdf" in result.texts["overview"]
    assert result.texts["artifacts"].startswith("Student A's page. I asked Maya.")
    assert all("Maya" not in one.texts for one in result.pseudonyms)


def test_the_same_child_has_the_same_letter_in_a_later_version() -> None:
    first = replacement(DRAFT)
    later = {**first.texts, "reflection": "Now Tyrell leads, and Diego follows. Maya reads."}
    again = replacement(later, *first.pseudonyms)
    assert again.texts["reflection"] == (
        "Now Student C leads, and Student B follows. Student A reads."
    )
    assert again.texts["overview"] == first.texts["overview"]
    assert [one.shown for one in again.pseudonyms if one.kind == "student_name"] == [
        "Student A",
        "Student B",
        "Student C",
    ]


def test_a_letter_that_the_writer_uses_herself_goes_to_nobody_else() -> None:
    result = replacement({"a": "Student A agreed and gave [email]. Maya told c@d.example so."})
    assert result.texts["a"] == ("Student A agreed and gave [email]. Student B told [email 2] so.")
    assert given_back(result.texts, {}, result.pseudonyms)["a"] == (
        "Student A agreed and gave [email]. Maya told c@d.example so."
    )


def test_taking_back_at_once_gives_the_very_text_that_was_there() -> None:
    result = replacement(DRAFT)
    assert given_back(result.texts, DRAFT, result.pseudonyms) == DRAFT


def test_taking_back_after_more_was_written_gives_each_child_her_name() -> None:
    result = replacement(DRAFT)
    later = {name: text + " Student A smiled." for name, text in result.texts.items()}
    back = given_back(later, DRAFT, result.pseudonyms)
    assert back["artifacts"] == (
        "Diego Ruiz's page. I asked Maya Johnson. Call 501-555-0147 or write to a@b.example. "
        "Maya Johnson smiled."
    )


def test_taking_back_what_was_replaced_in_two_rounds_gives_all_names() -> None:
    first = replacement({"a": "I asked Maya."})
    text = first.texts["a"] + " Then Diego came."
    second = replacement({"a": text}, *first.pseudonyms)
    assert second.texts["a"] == "I asked Student A. Then Student B came."
    assert given_back(second.texts, {"a": text}, second.pseudonyms) == {
        "a": "I asked Maya. Then Diego came."
    }


def test_a_text_without_anything_private_stays_as_it_is() -> None:
    texts = {"a": "Seven spoke in September, nineteen in October.", "b": ""}
    result = replacement(texts)
    assert (result.texts, result.changes, result.pseudonyms) == (texts, (), ())
    assert given_back(texts, {}, ()) == texts


def test_the_teachers_own_name_stays() -> None:
    texts = {"a": "I am Elena Kovacs. Elena asked Diego."}
    result = replaced(texts, private_in(texts, ("Elena Kovacs",)))
    assert result.texts["a"] == "I am Elena Kovacs. Elena asked Student A."


def test_a_word_that_is_no_name_stays_where_the_name_is_replaced() -> None:
    result = replacement({"a": "I sat with Will Turner. Will this work? Will said no."})
    assert result.texts["a"] == "I sat with Student A. Will this work? Student A said no."
