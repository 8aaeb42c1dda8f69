"""Evidence taken out by machine, and what a judge that falls for it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.mutations import (
    Mutant,
    denied,
    evidence_spans,
    exemplars,
    is_broken,
    mutants,
    mutation_figures,
    planned,
)
from assistant.evaluation.outcomes import Outcome
from assistant.self_check.check import SelfChecker
from assistant.self_check.report import Report
from assistant.self_check.surface import SurfaceJudge
from retrieval.catalogue import Credential
from retrieval.documents import read_document
from tests.assistant.evaluation.reports import labelled, report
from tests.catalogues import GOOD_DRAFT, credential
from tests.fakes import WordEmbedder

COUNT = "I counted participation: seven of twenty four students spoke"
PAUSES = [
    "The transcript of lesson one shows pauses of three seconds after four questions.",
    "Students wrote one word in the quiet and then told a partner.",
]
DRAFT = LabelledDraft(
    "good.md",
    "thinking-time",
    "strong",
    "ready",
    {"use-of-pauses": "met", "baseline": "met", "looking-back": "met"},
    {"use-of-pauses": PAUSES, "baseline": [COUNT]},
    GOOD_DRAFT,
)


@pytest.fixture
def thinking_time(tmp_path: Path) -> Credential:
    return credential(tmp_path)


def of_kind(found: list[Mutant], kind: str, row: str = "use-of-pauses") -> str:
    (text,) = [m.text for m in found if m.kind == kind and m.row in (row, None)]
    return text


def test_each_kind_takes_the_labelled_evidence_of_its_row_and_leaves_the_rest(
    thinking_time: Credential,
) -> None:
    found = list(mutants(DRAFT, thinking_time))
    descriptor = thinking_time.rubric[0].target.descriptor

    for kind in ("deleted", "planned", "denied", "claimed", "rubric_instead", "other_row_instead"):
        text = of_kind(found, kind)
        assert kind in ("planned", "denied") or not any(p in text for p in PAUSES), kind
        assert COUNT in text, kind
    assert "wrote" not in of_kind(found, "deleted")
    assert "Students will write one word" in of_kind(found, "planned")
    assert "Next term I plan to have this: The transcript of less" in of_kind(found, "planned")
    assert "Students did not write one word" in of_kind(found, "denied")
    assert "I did all of this very well" in of_kind(found, "claimed")
    assert of_kind(found, "rubric_instead").count(descriptor) == 1
    assert of_kind(found, "other_row_instead").count(COUNT) == 2
    assert of_kind(found, "doubled").count(COUNT) == 2
    assert of_kind(found, "rubric_added").startswith(GOOD_DRAFT.rstrip())


def test_rows_without_a_labelled_passage_in_the_draft_are_passed_over(
    thinking_time: Credential,
) -> None:
    assert {m.row for m in mutants(DRAFT, thinking_time)} == {"use-of-pauses", "baseline", None}


def test_overlapping_passages_are_one_place() -> None:
    draft = LabelledDraft("d", "c", "k", "", {"a": "met"}, {"a": ["one two", "two three"]},
                          "zero one two three four")  # fmt: skip
    assert evidence_spans(draft, "a") == [(5, 18)]


def test_a_passage_without_a_verb_or_from_a_table_is_changed_as_well() -> None:
    assert planned("22 of 26 corners").startswith("Next term I plan to have this: ")
    assert denied("22 of 26 corners").startswith("None of this happened: ")
    assert planned("| spoke | 9 | 17 |") == "| spoke | to be counted | to be counted |"
    assert denied("| spoke | 9 | 17 |") == "| spoke | not counted | not counted |"


def test_exemplars_are_the_drafts_with_the_most_rows_met() -> None:
    half = labelled(a="met", b="not_met")
    whole = labelled(a="met", b="met")

    assert exemplars([half, whole, whole], 1) == [whole]
    assert exemplars([half, labelled(a="not_met")]) == [half]
    assert exemplars([labelled(a="not_met")]) == []


@pytest.mark.parametrize(
    ("kind", "after", "score", "broken"),
    [
        ("deleted", "partially_met", 0.56, True),
        ("deleted", "partially_met", 0.51, False),
        ("doubled", "partially_met", 0.60, False),
        ("doubled", "met", 0.70, True),
    ],
)
def test_what_takes_away_must_not_raise_and_what_adds_nothing_must_not_upgrade(
    kind: str, after: str, score: float, broken: bool
) -> None:
    outcome = Outcome("partially_met", after, 0.5, score)  # type: ignore[arg-type]
    assert is_broken(kind, outcome) is broken


def test_a_judge_that_counts_words_is_caught(thinking_time: Credential) -> None:
    def by_length(_: str, text: str) -> Report:
        score = min(1.0, len(text) / 1500)
        status = "met" if score > 2 / 3 else "partially_met"
        return report(**{row.id: (status, score) for row in thinking_time.rubric})

    figures = mutation_figures([DRAFT], {"thinking-time": thinking_time}, by_length)
    assert figures["doubled"]["violations"] == 1
    assert figures["deleted"]["violations"] == 0
    assert figures["deleted"]["fell"] == 1
    assert 0 < figures["all"]["violations"] < 1


def test_a_real_self_check_is_measured_and_its_progress_told(thinking_time: Credential) -> None:
    checker = SelfChecker(WordEmbedder(), SurfaceJudge())
    seen: list[tuple[int, int]] = []

    def check(_: str, text: str) -> Report:
        return checker.run(thinking_time, [read_document("draft.md", text.encode())])

    figures = mutation_figures(
        [DRAFT], {"thinking-time": thinking_time}, check, lambda *at: seen.append(at)
    )
    assert figures["deleted"]["rows"] == 2
    assert figures["doubled"]["rows"] == figures["rubric_added"]["rows"] == 3
    assert figures["deleted"]["violations"] == 0
    assert seen == [(n + 1, len(seen)) for n in range(len(seen))]
