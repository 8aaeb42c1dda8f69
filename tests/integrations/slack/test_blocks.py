"""Blocks and mrkdwn: inside the limits, true to the words, and harmless."""

from __future__ import annotations

import json
from typing import Any

import pytest

from integrations.slack import blocks
from integrations.slack.home import view_of
from integrations.slack.mrkdwn import cut, escape, mrkdwn, plain, shortened
from tests.integrations.slack.check_blocks import check_message, check_view

HOSTILE = "<!channel> <@U1> <https://evil.example|click> & &lt;!here&gt; [x](https://evil.example)"


def a_check(rows: int = 2, words: int = 1) -> dict[str, Any]:
    """A self-check as the conversation gives it."""
    text = f"{HOSTILE} " * words
    finding = {
        "status": "partially_met",
        "level": "Basic",
        "score": 0.48,
        "confidence": 0.7,
        "unsure": True,
        "quotes": [{"file": "draft.md", "start": 0, "end": 9, "text": text[:600]}],
        "missing": [text],
        "feedback": text,
        "next_step": text,
        "resource": {"title": "A guide", "quote": None},
    }
    return {
        "credential_id": "room-to-think",
        "title": HOSTILE,
        "readiness": "not_ready",
        "findings": [{**finding, "criterion_id": f"row-{i}"} for i in range(rows)],
        "requirements": [
            {"part_id": "p", "prompt_id": "q", "status": "not_met", "detail": "64 of 100 words"}
        ],
        "privacy": [
            {"kind": "student_name", "file": "d.md", "start": 0, "end": 5, "text": HOSTILE}
        ],
        "warnings": ["The model did not answer."],
    }


def test_a_self_check_says_its_statuses_in_words_and_no_verdict() -> None:
    built = blocks.self_check(a_check(), {"row-0": "Use of pauses"})
    told = json.dumps(built, ensure_ascii=False)
    assert "*Use of pauses*: partly shown (I am unsure)" in told
    assert "ready" not in told.replace("already", "")
    assert "%" not in told
    assert "0.48" not in told
    assert set(blocks.STATUS_WORDS.values()) == {"shown", "partly shown", "not found"}


def test_a_self_check_says_how_it_is_decided_and_what_is_worth_a_look() -> None:
    note = {"kind": "link", "detail": f"This may not open. {HOSTILE}", "part_id": None}
    check = {**a_check(), "pass_rule": "Every row must be at “Proficient”.", "notes": [note] * 9}
    told = json.dumps(blocks.self_check(check, {}), ensure_ascii=False)
    assert "How it is decided: Every row must be at “Proficient”." in told
    assert "Worth a look before you hand it in" in told
    assert told.count("This may not open.") == 8
    assert "and 1 more" in told
    assert "<!channel>" not in told.split("Worth a look")[1].split("rich_text")[0]


def test_what_the_feedback_quotes_is_not_listed_again_and_a_helpful_passage_is() -> None:
    check = a_check(rows=1)
    check["findings"][0] |= {
        "feedback": "The rubric also asks for this: “… names one change to the design”.",
        "missing": ["names one change to the design", "says why"],
        "resource": {"title": "A guide", "quote": "Wait for three seconds."},
    }
    told = json.dumps(blocks.self_check(check, {}), ensure_ascii=False)
    assert "• says why" in told
    assert "• names one change" not in told
    assert "“Wait for three seconds.”" in told


def test_quotes_are_shown_letter_for_letter_as_rich_text() -> None:
    (quoted, *_) = [b for b in blocks.self_check(a_check(), {}) if b["type"] == "rich_text"]
    assert quoted["elements"][0]["elements"][0] == {"type": "text", "text": f"{HOSTILE} "}


@pytest.mark.parametrize(("rows", "words"), [(1, 1), (6, 10), (60, 1), (6, 200)])
def test_a_long_self_check_rolls_over_into_messages_that_slack_takes(rows: int, words: int) -> None:
    built = blocks.self_check(a_check(rows, words), {})
    found = blocks.pages(built)
    assert [block for page in found for block in page] == built
    for page in found:
        check_message({"text": "x", "blocks": page})


def test_every_builder_gives_what_slack_takes() -> None:
    match = {
        "credential_id": "c",
        "title": HOSTILE,
        "issuer": HOSTILE,
        "reasons": [HOSTILE],
        "quotes": [{"field": "competency", "text": HOSTILE}],
        "stacks": [],
        "effort_hours": 7.5,
        "cautions": ["needs video"],
    }
    pursuit = {"credential_id": "c", "stage": "drafting", "since": "2026-11-02T21:30:00+00:00"}
    mine = {**pursuit, "title": HOSTILE, "target_date": "2026-12-01"}
    theirs = {**pursuit, "attempt": 2, "help_wanted": True}
    member = {"person": {"id": "p", "name": HOSTILE}, "pursuits": [theirs], "shared": [{}]}
    built = [
        *blocks.recommendations({"matches": [match, match]}),
        *blocks.plan({"pursuits": [mine]}),
        *blocks.cohort({"name": HOSTILE, "members": [member] * 50}, {}),
        *blocks.cohort({"name": "New", "members": []}, {}),
        *blocks.sections(HOSTILE),
    ]
    for page in blocks.pages(built):
        check_message({"text": "x", "blocks": page})
    check_view(view_of(built * 9))
    told = json.dumps([b for b in built if b["type"] != "rich_text"], ensure_ascii=False)
    assert "<" not in told
    assert "drafting since November 2, attempt 2, *asked for help*" in told


def test_a_channel_sees_no_reason_that_comes_from_a_profile() -> None:
    match = {
        "credential_id": "c",
        "title": "T",
        "issuer": "I",
        "reasons": ["Counts for renewal in AR."],
        "quotes": [],
        "effort_hours": None,
        "cautions": ["is written for grades 9"],
    }
    told = json.dumps(blocks.recommendations({"matches": [match]}, private=False))
    assert "AR" not in told
    assert "written for" not in told
    assert "start_this" not in told
    assert "tell_me_more" in told


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**bold** and *italic*", "*bold* and _italic_"),
        ("# Title\n- one\n- *two*", "*Title*\n• one\n• _two_"),
        ("2 * 3 * 4 and snake_case __init__", "2 * 3 * 4 and snake_case __init__"),
        (
            "[page](https://coach.example/plan?a=1&b=2)",
            "<https://coach.example/plan?a=1&amp;b=2|page>",
        ),
        ("[page](https://evil.example/x)", "page (https://evil.example/x)"),
        ("[p](https://coach.example.evil.example/)", "p (https://coach.example.evil.example/)"),
        ("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"),
        ("a\x01b\u202ec", "abc"),
    ],
)
def test_markdown_becomes_mrkdwn(markdown: str, expected: str) -> None:
    assert mrkdwn(markdown, ["https://coach.example/"]) == expected


def test_what_slack_sends_becomes_what_the_person_wrote() -> None:
    sent = (
        "&lt;b&gt; &amp; <@U1> <@U2|ann> <#C1|general> <!here> <https://a.example|a> <mailto:x@y.z>"
    )
    assert plain(sent) == "<b> & @someone @ann #general @here a x@y.z"


@pytest.mark.parametrize("limit", [50, 120, 2_900])
def test_a_text_is_cut_between_words_and_nothing_is_lost(limit: int) -> None:
    text = escape(" ".join(f"word{i}&" for i in range(900)))
    pieces = cut(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert " ".join(pieces) == text


def test_an_escaped_sign_is_never_cut_in_half() -> None:
    for piece in cut(escape("&" * 500), 33):
        assert piece.replace("&amp;", "") == ""
    assert shortened("&amp;" * 10, 12) == "&amp;&amp;…"
    assert shortened("short", 12) == "short"
