"""Whose names are found: in lists, letters, notes and prose; and whose are left alone."""

from __future__ import annotations

import pytest

from assistant.self_check.privacy.sweep import find_private


def names(text: str) -> list[str]:
    return [f.text for f in find_private("draft.md", text) if f.kind.endswith("name")]


def kinds(text: str) -> dict[str, str]:
    return {f.text: f.kind for f in find_private("draft.md", text)}


# Lists, tables, forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "**Hope** tells one minute.\n\n**Diego** tells ten.\n\n**Art** draws first.",
            ["Hope", "Diego", "Art"],
        ),
        (
            "**Chase** R: a lead.\n\n**River** R: an end.\n\n**Mark** R: a title.",
            ["Chase", "River", "Mark"],
        ),
        (
            "- Zolvane skips.\n- Maya and Ben hop.\n- Kwethu's is next.",
            ["Zolvane", "Maya", "Ben", "Kwethu"],
        ),
        (
            "### Maya\n\nShe reads.\n\n### Summer\n\nShe too.\n\n### Diego\n\nHe as well.",
            ["Maya", "Summer", "Diego"],
        ),
        ("Maya - 62 words\nJune - 71 words\nDiego - 80 words", ["Maya", "June", "Diego"]),
        (
            "1. BAKER, HUNTER\n2. RUIZ, MAYA\n3. DANG, QUOC BAO\n4. ORTIZ, DIEGO",
            ["BAKER, HUNTER", "RUIZ, MAYA", "DANG, QUOC BAO", "ORTIZ, DIEGO"],
        ),
        ("Table 3: Eh Doh, Justice, Saanvi and Tomasz", ["Eh Doh", "Justice", "Saanvi", "Tomasz"]),
        (
            "| Maker | Marks |\n|---|---|\n| Ximena | 4 |\n| Zolvane | 3 |\n| Diego | 5 |",
            ["Ximena", "Zolvane", "Diego"],
        ),
        ("Student name: Zolvane Kwethu\nGrade: 4", ["Zolvane Kwethu"]),
        ("Learner: Obediah Fennet, grade 4, case manager: me", ["Obediah Fennet"]),
    ],
)
def test_names_are_found_where_a_page_lists_people(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "**Hope** is first.\n\n**Faith** is next.\n\n**Grace** comes last.",
        "**April** we plant.\n\n**May** we weed.\n\n**June** we eat.",
        "- Reading aloud\n- Writing time\n- Word study",
        "Group A: fractions, decimals, ratios",
    ],
)
def test_lists_of_virtues_months_and_tasks_are_no_people(text: str) -> None:
    assert names(text) == []


def test_who_answered_the_telephone_is_a_parent() -> None:
    text = "| Child | Who answered |\n|---|---|\n| Diego | Mr. Souvannavong |\n| Maya | Yesenia |"
    assert kinds(text) == {
        "Diego": "student_name",
        "Mr. Souvannavong": "parent_name",
        "Maya": "student_name",
        "Yesenia": "parent_name",
    }


def test_a_line_with_a_telephone_names_a_parent_unless_it_names_one_beside() -> None:
    found = kinds("Anahit Grigoryan, 501-555-0144\nMaya Ruiz: mother, 501-555-0145")
    assert found["Anahit Grigoryan"] == "parent_name"
    assert found["Maya Ruiz"] == "student_name"


# Letters and notes


LETTER = """\
From: Rosalinda Quiñones <rq@mailhaven.example>
To: me

Thank you. You may call my wife Zolvane as well.

Regards, Mr. Okonkwo

---

I answered my wife Kwethu first.
"""


def test_who_writes_signs_and_is_named_in_pasted_mail_is_a_parent() -> None:
    found = kinds(LETTER)
    assert found["Rosalinda Quiñones"] == "parent_name"
    assert found["Zolvane"] == "parent_name"
    assert found["Mr. Okonkwo"] == "parent_name"
    assert "Kwethu" not in found  # after the rule the teacher speaks, of her own


def test_the_sender_in_a_quoted_header_is_found() -> None:
    text = "> On Mon, Sep 29, 2025 at 8:17 PM Tamar Halloway <t@m.example> wrote:\n>\n> Hello."
    assert names(text) == ["Tamar Halloway"]


def test_a_salutation_names_a_parent() -> None:
    assert kinds("Dear Ms. Oyelowo-Banks: listen for the breath.")["Ms. Oyelowo-Banks"] == (
        "parent_name"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9/15 - leilani sat with darnell again. good day", ["leilani", "darnell"]),
        ("Then Diego came. i saw diego laugh", ["Diego", "diego"]),
        (
            "[10:02] zolvane: keep it\n[10:03] maya: half?\n[10:05] kwethu: @zolvane how",
            ["zolvane", "maya", "kwethu", "zolvane"],
        ),
    ],
)
def test_names_without_a_capital_are_found_in_notes_and_chats(
    text: str, expected: list[str]
) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    ["i made an edit with the crew", "mr webb said so", "write to maya@school", "see ms ortiz"],
)
def test_lower_case_words_and_titled_colleagues_are_no_students(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See thandiwe_record_sept.pdf and Ruiz_Camila_retell.m4a.", ["thandiwe", "Ruiz_Camila"]),
        ("The rubric is rubric_blank_v3.docx, photo IMG_4471.jpg.", []),
    ],
)
def test_names_in_the_names_of_mentioned_files_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


# Prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zolvane says he may choose his book. For Zolvane it was new.", ["Zolvane", "Zolvane"]),
        ("I am proud of Kwethu, who changed her mind.", ["Kwethu"]),
        ('"Say more, Zolvane." Then it was quiet.', ["Zolvane"]),
        ("> the long one went slower. (Zolvane)", ["Zolvane"]),
        (
            "Pa Nhia Vang, who had said four words, spoke. Pa Nhia smiled.",
            ["Pa Nhia Vang", "Pa Nhia"],
        ),
        ("Two pieces by Anh Thư were short.", ["Anh Thư"]),
        ("His father, Harjinder Gill, came.", ["Harjinder Gill"]),
        ("I asked Maya Johnson. Nguyễn Thảo Vy drew it.", ["Maya Johnson", "Nguyễn Thảo Vy"]),
        ("Paris Townsend, grade 4, read it. Paris did not finish.", ["Paris Townsend", "Paris"]),
        ("Leo was at the nurse again.", ["Leo"]),
        ("Leilani taught him the horse.", ["Leilani"]),
    ],
)
def test_names_of_many_forms_are_found_in_prose(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Natalie Wexler writes on knowledge, Doug Lemov and Erica Woolway on rooms.",
        "I read Ottilie Kestrel and then Brannock Hale's practices, which I use.",
        "Smith and Stein's five practices gave me the order.",
        "Kestrel (2015) has it. Ottilie Kestrel came to our region in March.",
        "The historians whom I read are Isabel Wilkerson and Farah Jasmine Griffin.",
        "Brave Irene, by William Steig: Irene carries the box. What could Irene do?",
        "You are Amélie and you have lost your bag. You are Karim, her friend.",
        "In The Warmth of Other Suns, Ida Mae Gladney leaves Mississippi.",
        "Lesson 2. The quarrel: Tybalt, Mercutio, Benvolio and then the Prince.",
        'Item 4 reads: "Tyler and Brianna invest $500. Who has more after 10 years?"',
        "A corn snake named Elvis slept. Then Elvis woke.",
        "We walked along Lafayette Street, by the Carroll County Library.",
        "Her family came by way of Cairo.",
    ],
)
def test_authors_characters_tasks_pets_and_places_are_left_alone(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Attending: Wanda Kessler, Ike Thibodeaux, myself. Wanda read it. Ike agreed.",
        "The leadership team is Odalys Ferrer (K-2) and Jim Bob Turnage (3-5). Odalys read.",
        "I followed Lindsey Thrash (grade 2) and Amir Osman (grade 7 science). Amir nodded.",
        "My partner in this is Rasheeda Colvin. Rasheeda and I share third period.",
        "Our visitor from the union hall, Lamar Teasdale, has the cards.",
        "Dr. Ilse Vandermeer helps me. What does Ilse want?",
    ],
)
def test_people_of_the_school_are_left_alone(text: str) -> None:
    assert names(text) == []


def test_a_title_of_one_word_makes_characters_only_where_it_is_marked_as_one() -> None:
    assert names("Wonder is what we want. Jack asked why.") == ["Jack"]
    assert names("We read *Wonder*. In it Auggie and Jack meet.") == []


def test_a_namesake_of_somebody_famous_is_found_in_a_list_of_students() -> None:
    text = "| Student | Pre |\n|---|---|\n| Michael Jordan | 4 |\n| Maya Ruiz | 5 |"
    assert names(text) == ["Michael Jordan", "Maya Ruiz"]


def test_names_that_have_been_changed_in_many_words_are_believed() -> None:
    text = "The names of the two boys and of their families have been changed. Leo reads."
    assert names(text) == []
    assert names("The names of the files have been changed. Leo reads.") == ["Leo"]


def test_what_a_model_may_read_loses_names_that_may_be_an_authors() -> None:
    text = "Behind all of it stands Ottilie Kestrel, and behind her Lucy Calkins."
    assert names(text) == []
    guarded = find_private("draft.md", text, believe_changed=False)
    assert [found.text for found in guarded] == ["Ottilie Kestrel"]
