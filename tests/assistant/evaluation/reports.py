"""Labelled drafts and reports made by hand, for figures that are worked out by hand."""

from __future__ import annotations

from typing import Any

from assistant.evaluation.labels import LabelledDraft
from assistant.self_check.report import Engine, Finding, Quote, Report

SCORE = {"met": 0.9, "partially_met": 0.5, "not_met": 0.1}


def report(readiness: str = "not_ready", text: str = "", **rows: Any) -> Report:
    """A report; each row is a status, or (status, score), or (status, score, words quoted...).

    Quotes stand where their words first stand in `text`, or at 0.
    """
    findings = []
    for row, told in rows.items():
        status, score, *quoted = told if isinstance(told, tuple) else (told, SCORE[told])
        quotes = tuple(quote(words, text) for words in quoted)
        unsure = status == "partially_met"
        findings.append(Finding(row, status, "L", score, 0.5, unsure, "offline", quotes))
    return Report("c", "v", Engine("offline"), readiness, (), tuple(findings), (), ())  # type: ignore[arg-type]


def quote(words: str, text: str = "") -> Quote:
    """A quote of the first place where these words stand."""
    start = max(0, text.find(words))
    return Quote("d.md", start, start + len(words), words)


def labelled(readiness: str = "not_ready", kind: str = "plain", **rows: Any) -> LabelledDraft:
    """A draft of which only the statuses matter."""
    return LabelledDraft("d.md", "c", kind, readiness, rows, {})
