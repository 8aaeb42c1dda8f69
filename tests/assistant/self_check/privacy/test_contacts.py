"""Phones, IDs, mail and addresses by their shape: found as people write them, and nothing else."""

from __future__ import annotations

import pytest

from assistant.self_check.privacy.contacts import find_contacts, find_ids, find_phones


def phones(text: str) -> list[str]:
    return [text[start:end] for start, end in find_phones(text)]


@pytest.mark.parametrize(
    "number",
    [
        "(501) 555-0142",
        "(501)555-0142",
        "(501) 555 0142",
        "(501)-555-0142",
        "501-555-0142",
        "501.555.0142",
        "501 555 0142",
        "501 5550142",
        "501/555-0142",
        "501 - 555 - 0142",
        "501‑555‑0142",  # hyphens that do not break
        "501–555–0142",  # en dashes
        "1-501-555-0142",
        "1 (501) 555-0142",
        "+1 501 555 0142",
        "+1(501)555-0142",
        "501-555-0142 x12",
        "501-555-0142, ext. 204",
        "555-123-4567",  # an area that nobody has, as people make one up
        "+44 20 7946 0018",
        "+442079460018",
        "+52 55 5555 0134",
        "+49 (0)30 23125 014",
        "+84 24 5555 0167",
    ],
)
def test_a_phone_number_is_found_whole_in_every_usual_spelling(number: str) -> None:
    assert phones(f"Please try {number} after six.") == [number]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My cell is 5015550142 now.", ["5015550142"]),
        ("Phone:501-555-0142", ["501-555-0142"]),
        ("[call](tel:+15015550142)", ["+15015550142"]),
        ("her mother, 212-0142", ["212-0142"]),
        ("Call 501-555-0142/501-555-0143.", ["501-555-0142", "501-555-0143"]),
        ("501-555-0142,501-555-0143", ["501-555-0142", "501-555-0143"]),
        ("| Cell |\n|---|\n| 5015550142 |", ["5015550142"]),
        ("Name,Phone\nAda,5015550142", ["5015550142"]),
    ],
)
def test_cues_and_separators_around_a_number_do_not_hide_it(text: str, found: list[str]) -> None:
    assert sorted(set(phones(text))) == found


@pytest.mark.parametrize(
    "text",
    [
        "Scores: 62 64 66 71 75 79 80 84, then 2412, 2455 and 2467.",
        "Passages of 212 247 303 3180 words; growth 212-240 and 205-231.",
        "On 2025-09-08, 09/22/2025, 10.06.25 and 2023-2024 at 8:05-8:55 and 10:15-11:00.",
        "ISBN 978-0-325-07433-9, 0-325-07433-4 and 0325074334; ISSN 0034-0553.",
        "doi 10.1598/RT.58.8.2, doi:10.1080/00461520.2012.667064, arXiv 2105.5550142",
        "pp. 555-1204, pages 212-2401, lines 240-2555, Room 214-2020, Lexile 420-1010",
        "CCSS.ELA-LITERACY.RI.4.1, 4.NF.B.3, MS-PS1-4 and HSF-LE.A.1",
        "1 2 3 4 5 6 7 8 9 10, 10 20 30 40 50 60 70, 0.5 0.25 0.125 0.0625",
        "Invoice 4500-112-8876, account 1000-2213-555, grant GL-2025-7781, GTIN 0501555014223",
        "$501.555.0142, 4,501,555 and 2,345,678, 3.501.555.0142, 501-555-0142%",
        "Text 988, or call 911; for food it is 211.",
    ],
)
def test_scores_dates_codes_and_pages_are_no_phones(text: str) -> None:
    assert phones(text) == []


def test_an_id_of_a_thing_is_no_students_id() -> None:
    text = "Items 3 to 5, ids 22119, and lesson ID 40021 are from the bank; student ID 4482913."
    assert [text[start:end] for start, end in find_ids(text)] == ["4482913"]


def test_another_finder_of_phones_can_take_the_place() -> None:
    spans = find_contacts("501-555-0142", phones=lambda _: iter([(0, 3)]))
    assert spans == [(0, 3, "phone")]
