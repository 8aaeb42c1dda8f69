"""What length alone tells, with lines set on other credentials."""

from __future__ import annotations

from assistant.evaluation.agreement import figures
from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.length import told_by_length


def draft(credential: str, words: int, status: str) -> LabelledDraft:
    rows = {"a": status, "b": status}
    return LabelledDraft("d", credential, "k", "", rows, {}, "word " * words)  # type: ignore[arg-type]


def of_each(credential: str, lengths: tuple[int, int, int]) -> list[LabelledDraft]:
    statuses = ("not_met", "partially_met", "met")
    return [draft(credential, n, s) for n, s in zip(lengths, statuses, strict=True)]


def test_labels_that_follow_length_everywhere_are_told_by_it() -> None:
    drafts = [*of_each("x", (10, 200, 900)), *of_each("y", (12, 220, 950))]
    lines = told_by_length(drafts)

    assert lines is not None
    assert lines.shape == (6, 11)
    assert float(figures(lines.sum(axis=0))["qwk"]) == 1


def test_a_credential_s_own_lengths_are_not_known() -> None:
    # x's drafts are all longer than y's longest: by y's lines they are all met.
    lines = told_by_length([*of_each("x", (2000, 3000, 4000)), *of_each("y", (10, 200, 900))])

    assert lines is not None
    assert float(figures(lines[:3].sum(axis=0))["not_met_told_met"]) == 1


def test_length_cannot_order_rows_of_one_draft() -> None:
    mixed = [
        LabelledDraft("d", c, "k", "", {"a": "met", "b": "not_met"}, {}, "word " * n)
        for c, n in (("x", 10), ("y", 20))
    ]
    lines = told_by_length(mixed)

    assert lines is not None
    assert float(figures(lines.sum(axis=0))["concordance"]) == 0.5


def test_one_credential_cannot_be_left_out() -> None:
    assert told_by_length(of_each("x", (10, 200, 900))) is None
    assert told_by_length([]) is None
