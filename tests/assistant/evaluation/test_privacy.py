"""Figures of the privacy sweep against values worked out by hand, and the floors of the set."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.evaluation.privacy import (
    NAMES,
    LabelledText,
    Planted,
    false_alarms,
    missed,
    privacy_figures,
    privacy_lines,
    read_private_set,
    sweep,
)
from assistant.self_check.report import PrivacyFinding, PrivacyKind

SET = Path(__file__).parents[2] / "benchmarks" / "sets" / "privacy"
TEXT = "Maya came. Then Maya sat by Rosa and wrote a@b.example down."


def planted(kind: PrivacyKind, text: str, start: int, in_file_name: bool = False) -> Planted:
    return Planted(kind, start, start + len(text), text, in_file_name)


def found(kind: PrivacyKind, start: int, end: int, file: str = "") -> PrivacyFinding:
    return PrivacyFinding(kind, file, start, end, TEXT[start:end])


DRAFT = LabelledText(
    "Maya.md",
    "a",
    TEXT,
    (
        planted("student_name", "Maya", 0),
        planted("student_name", "Maya", 16),
        planted("parent_name", "Rosa", 28),
        planted("email", "a@b.example", 43),
        planted("student_name", "Maya", 0, in_file_name=True),
    ),
)
CLEAN = LabelledText("clean.md", "b", "Seven words stand here and are nothing.", ())


def test_a_name_is_found_where_one_place_of_it_is_covered() -> None:
    figures = privacy_figures([(DRAFT, [found("student_name", 16, 20)])])["all"]
    assert figures.names == 3  # Maya, Rosa, and Maya in the file's name
    assert figures.names_found == round(1 / 3, 4)
    assert figures.mentions_found == 0.25
    assert figures.email == 0.0
    assert figures.phone is None


def test_a_parent_told_as_a_student_is_found_and_half_a_name_is_not() -> None:
    assert [p.text for p in missed(DRAFT, [found("student_name", 28, 32)])] == [
        "Maya",
        "a@b.example",
        "Maya",
    ]
    half = [found("parent_name", 28, 31), found("email", 43, 50), found("phone", 43, 54)]
    assert "Rosa" in [p.text for p in missed(DRAFT, half)]
    assert "a@b.example" in [p.text for p in missed(DRAFT, half)]


def test_a_finding_that_touches_nothing_planted_is_a_false_alarm() -> None:
    right = found("student_name", 0, 4)
    in_name = PrivacyFinding("student_name", "Maya.md", 0, 4, "Maya")
    wrong = found("student_name", 5, 9)
    assert false_alarms(DRAFT, [right, in_name, wrong]) == [wrong]


def test_alarms_are_counted_per_thousand_words_and_by_half() -> None:
    figures = privacy_figures([(DRAFT, []), (CLEAN, [found("student_name", 0, 5)])])
    assert list(figures) == ["all", "a", "b"]
    assert figures["all"].false_alarms_per_1000_words == round(1000 / 18, 3)
    assert figures["a"].false_alarms_per_1000_words == 0
    assert figures["a"].false_alarms_per_1000_clean_words is None
    assert figures["b"].false_alarms_per_1000_clean_words == round(1000 / 7, 3)
    assert figures["b"].names_found is None


def test_the_lines_have_a_column_for_each_half() -> None:
    lines = privacy_lines(privacy_figures([(DRAFT, []), (CLEAN, [])]))
    assert lines[0].split() == ["all", "a", "b"]
    assert lines[1].split() == ["drafts", "2", "1", "1"]
    assert lines[4].split() == ["names", "found", "0.000", "0.000", "-"]


# Reading a set


def write(folder: Path, *labels: object) -> None:
    (folder / "drafts").mkdir(exist_ok=True)
    (folder / "drafts" / "one.md").write_text("Maya and Maya.")
    (folder / "labels.jsonl").write_text("\n".join(json.dumps(one) for one in labels))


def test_labels_without_a_place_stand_wherever_their_text_does(tmp_path: Path) -> None:
    write(tmp_path, {"draft": "one.md", "privacy": [{"kind": "student_name", "text": "Maya"}]})
    (one,) = read_private_set(tmp_path)
    assert [(p.start, p.end) for p in one.planted] == [(0, 4), (9, 13)]
    assert one.half == ""


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ({"draft": "one.md"}, "privacy is missing"),
        ({"draft": "one.md", "privacy": [{"kind": "pet", "text": "Maya"}]}, "not what it should"),
        ({"draft": "one.md", "privacy": [{"kind": "email", "text": "x"}]}, "not what it should"),
        (
            {"draft": "one.md", "privacy": [{"kind": "student_name", "text": "Maya", "start": 3}]},
            "not what it should",
        ),
        ({"draft": "gone.md", "privacy": []}, "gone.md does not exist"),
    ],
)
def test_a_bad_label_is_named(tmp_path: Path, label: object, words: str) -> None:
    write(tmp_path, label)
    with pytest.raises(BadInput, match=words):
        read_private_set(tmp_path)


# The set


def test_the_set_plants_names_of_many_kinds_and_as_many_drafts_without_any() -> None:
    labelled = read_private_set(SET)
    names = {(one.draft, p.text) for one in labelled for p in one.planted if p.kind in NAMES}
    kinds = Counter(p.kind for one in labelled for p in one.planted)
    clean = [one for one in labelled if not one.planted]
    assert len(names) >= 300
    assert min(kinds[kind] for kind in ("email", "phone", "student_id", "address")) >= 8
    assert 2 * len(clean) >= len(labelled)
    assert {one.half for one in labelled} == {"a", "b"}
    assert all(150 <= len(one.text.split()) <= 400 for one in labelled)


def test_the_sweep_keeps_its_floors_on_both_halves() -> None:
    figures = privacy_figures([(one, sweep(one)) for one in read_private_set(SET)])
    tuned, unseen = figures["a"], figures["b"]
    assert tuned.names_found is not None
    assert unseen.names_found is not None
    assert tuned.names_found >= 0.98
    assert unseen.names_found >= 0.91  # never tuned on
    assert (tuned.false_alarms_per_1000_words or 0) <= 1.0
    assert (unseen.false_alarms_per_1000_words or 0) <= 2.0
    for half in (tuned, unseen):
        assert (half.email, half.phone, half.student_id) == (1.0, 1.0, 1.0)
        assert (half.address or 0) >= 0.75
