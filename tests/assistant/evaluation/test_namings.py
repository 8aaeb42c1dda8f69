"""People under other names, and nothing else changed."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.evaluation.namings import NAMINGS, REFERENCE, named, others
from assistant.self_check.report import PrivacyFinding
from tests.assistant.evaluation.reports import report

TEXT = "N. took T.'s pot.\n\n> T: Why?\n> Rosa: I saw it. Vitamin C is in oranges.\n\nMe: N."
FOUND = PrivacyFinding("student_name", "d.md", 36, 40, "Rosa")
REPORT = replace(report(), privacy=(FOUND,))


def test_each_person_gets_one_name_throughout_and_the_draft_a_byline() -> None:
    told = named(TEXT, NAMINGS["arabic"], REPORT)
    by, rest = told.split("\n\n", 1)
    rosa, n, t = NAMINGS["arabic"].students[:3]

    assert by == "Ms. Fatima Al-Sayed"
    assert rest == (
        f"{n} took {t}'s pot.\n\n> {t}: Why?\n> {rosa}: I saw it. Vitamin C is in oranges.\n\n"
        f"Me: {n}."
    )


def test_all_namings_differ_only_in_names() -> None:
    def without_names(culture: str) -> str:
        naming = NAMINGS[culture]
        names = "|".join(map(re.escape, (naming.teacher, *naming.students)))
        return re.sub(names, "-", named(TEXT, naming, REPORT))

    assert {without_names(culture) for culture in NAMINGS} == {without_names(REFERENCE)}


def test_no_name_belongs_to_two_cultures_and_the_reference_is_none_of_the_others() -> None:
    names = [name for naming in NAMINGS.values() for name in naming.students]
    assert len(names) == len(set(names))
    assert REFERENCE not in others()
