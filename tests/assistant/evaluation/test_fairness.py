"""The same said by somebody else: what is counted, and against what."""

from __future__ import annotations

from assistant.evaluation.fairness import fairness_figures
from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.manners import MANNERS
from assistant.evaluation.namings import NAMINGS, others
from assistant.self_check.report import Report
from tests.assistant.evaluation.reports import report
from tests.assistant.evaluation.test_manners import DRAFT

LABELLED = LabelledDraft("d.md", "c", "k", "ready", {"a": "met", "b": "met"}, {}, DRAFT)


def test_a_judge_that_minds_only_what_is_said_flips_nothing() -> None:
    figures = fairness_figures([LABELLED], lambda _credential, _text: report(a="met", b="not_met"))

    assert set(figures) == {"all", *MANNERS, *(f"names_{name}" for name in others())}
    assert figures["all"]["rows"] == 2 * (len(figures) - 1)
    assert figures["all"]["flipped"] == figures["all"]["mean_distance"] == 0


def test_a_judge_that_minds_a_name_is_caught_on_that_name_alone() -> None:
    teacher = NAMINGS["arabic"].teacher

    def biased(_: str, text: str) -> Report:
        return report(a="not_met" if teacher in text else "met", b="met")

    figures = fairness_figures([LABELLED], biased)
    assert figures["names_arabic"]["flipped"] == figures["names_arabic"]["lowered"] == 0.5
    assert figures["names_arabic"]["mean_change"] == -0.4
    assert all(v["flipped"] == 0 for k, v in figures.items() if k not in ("all", "names_arabic"))


def test_names_are_held_against_english_ones_and_not_against_the_bare_draft() -> None:
    def minds_a_byline(_: str, text: str) -> Report:
        return report(a="not_met" if text.startswith("Ms. ") else "met")

    figures = fairness_figures([LABELLED], minds_a_byline)
    assert figures["names_arabic"]["flipped"] == 0


def test_a_manner_that_changes_nothing_of_a_draft_is_not_counted() -> None:
    bare = LabelledDraft("d.md", "c", "k", "ready", {"a": "met"}, {}, "# 7\n\n| 1 | 2 |\n")
    figures = fairness_figures([bare], lambda _credential, _text: report(a="met"))
    assert not any(manner in figures for manner in MANNERS)
