"""What pages show of a self-check: the rule, what is missing, what is worth a look."""

from __future__ import annotations

from typing import Any

from assistant.self_check.requirements.requirements import NO_PLACE
from integrations.web.rendering import Pages
from integrations.web.views import report_view
from tests.integrations.web.conftest import HOSTILE


def a_report(**more: Any) -> dict[str, Any]:
    finding = {
        "criterion_id": "row",
        "status": "partially_met",
        "unsure": False,
        "quotes": [],
        "feedback": "Part of it. The rubric also asks for this: “… names one change”.",
        "missing": ["names one change", "says why"],
        "next_step": "Settle on one change.",
        "resource": None,
    }
    return {
        "engine": {"name": "offline", "model": None},
        "findings": [finding],
        "requirements": [],
        "privacy": [],
        "warnings": [],
        **more,
    }


def shown(report: dict[str, Any]) -> str:
    return Pages("1").html("findings.html", report=report_view(report, None), stale=False)


def test_the_rule_and_what_is_worth_a_look_are_shown_as_text() -> None:
    link = {
        "kind": "link",
        "detail": f"May not open. {HOSTILE}",
        "file": "a.md",
        "start": 3,
        "end": 9,
    }
    plain = {"kind": "count", "detail": "Count “two lessons”.", "file": None, "start": None}
    page = shown(a_report(pass_rule=f"Every row. {HOSTILE}", notes=[link, plain]))

    assert "How it is decided: Every row." in page
    assert 'data-file="a.md" data-start="3" data-end="9">May not open.' in page
    assert "<li>Count “two lessons”.</li>" in page
    assert HOSTILE not in page


def test_what_only_a_person_can_tell_is_said_and_what_has_no_place_is_counted() -> None:
    looked_for = {"part_id": "p", "prompt_id": "q", "status": "not_checked", "detail": "a video"}
    without_place = {**looked_for, "detail": NO_PLACE}
    page = shown(a_report(requirements=[looked_for, without_place]))

    assert "<strong>p</strong>: a video" in page
    assert "1 prompt could not be checked alone" in page
    assert NO_PLACE not in page


def test_what_the_feedback_quotes_is_not_listed_again() -> None:
    page = shown(a_report())
    assert "<li>says why</li>" in page
    assert "<li>names one change</li>" not in page


def test_a_report_kept_before_there_were_rules_and_notes_is_still_shown() -> None:
    page = shown(a_report())
    assert "How it is decided" not in page
    assert "Worth a look" not in page
