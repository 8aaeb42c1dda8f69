"""What the judge learns from: marks, composed drafts, batches; without torch."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from assistant.evaluation.published import SETS
from assistant.evaluation.training.composing import compose
from assistant.evaluation.training.drafts import (
    gold,
    labelled_drafts,
    laid_out,
    read_draft,
    whole_drafts,
)
from assistant.evaluation.training.examples import draft_batches, passage_batches
from assistant.evaluation.training.lines import best_lines
from assistant.evaluation.training.marks import UNKNOWN, marks_for, read_marks
from assistant.evaluation.training.variants import row_passages, row_variants
from assistant.self_check.locator import Signs
from assistant.self_check.pairing import pair_of
from assistant.self_check.reader import locator_weights
from retrieval.sample_vectors import SAMPLE_CATALOGUE
from tests.fakes import WordEmbedder

MARKS = SETS / "element-marks"


@pytest.fixture(scope="module")
def groups():
    return list(row_variants(SETS / "row-variants", MARKS))


def test_what_is_met_shows_every_element_and_a_bare_claim_shows_none() -> None:
    assert marks_for({}, "x", 2, 3) == (2, 2, 2)
    assert marks_for({}, "x", 0, 2, bare=True) == (0, 0)
    assert marks_for({}, "x", 1, 2) is None
    assert marks_for({"x": "21"}, "x", 1, 2) == (2, 1)


def test_marks_that_do_not_fit_the_elements_are_not_used() -> None:
    assert marks_for({"x": "212"}, "x", 1, 2) is None


def test_every_mark_fits_the_elements_as_the_code_cuts_them(groups) -> None:
    unmarked = [
        (group.name, row.id, variant.how)
        for group in [*groups, *row_passages(SETS / "row-passages", MARKS)]
        for row in group.rows
        for variant in row.variants
        if variant.how in ("near_miss", "vague", "negation") and variant.marks is None
    ]
    assert unmarked == []


def test_there_are_more_than_three_hundred_rows_to_learn_from(groups) -> None:
    passages = list(row_passages(SETS / "row-passages", MARKS))
    assert sum(len(group.rows) for group in [*groups, *passages]) > 300
    assert len(read_marks(MARKS)) > 1500


def test_whole_drafts_quote_their_evidence_verbatim_and_mark_every_element() -> None:
    drafts = list(whole_drafts(SETS / "whole-drafts", SAMPLE_CATALOGUE))

    assert len(drafts) == 288
    assert sum(draft.of_sample for draft in drafts) == 100
    for draft in drafts:
        for row in draft.credential.rubric:
            label, marks = draft.labels[row.id], draft.marks[row.id]
            assert marks is not None
            assert len(marks) == len(pair_of(row, ()).elements)
            assert (set(marks) == {2}) == (label == 2), (draft.name, row.id)
            assert all(p in draft.text for p in draft.evidence[row.id] or ())
            assert bool(draft.evidence[row.id]) == (label > 0), (draft.name, row.id)


def test_a_composed_draft_holds_what_its_labels_say(groups) -> None:
    draft = compose(groups[0], Random(4))

    for row, passages in draft.evidence.items():
        assert bool(passages) == (draft.labels[row] > 0)
        assert all(line.strip() in draft.text for line in passages or ())
    assert compose(groups[0], Random(4)) == draft


def test_sentences_count_as_evidence_by_overlap() -> None:
    draft = next(whole_drafts(SETS / "whole-drafts", SAMPLE_CATALOGUE))
    row = next(r for r, passages in draft.evidence.items() if passages)
    _, sentences = laid_out(draft)
    found = gold(draft.text, sentences, draft.evidence[row] or [])

    assert 1 <= found.sum() <= 3 * len(draft.evidence[row] or [])
    assert not gold(draft.text, sentences, ["words that stand nowhere in it"]).any()


def test_a_draft_is_read_row_by_row_with_its_marks() -> None:
    draft = next(labelled_drafts(SETS / "feedback-dev", MARKS))
    read = read_draft(draft, Signs(WordEmbedder()), locator_weights())

    assert [row.row for row in read.rows] == [row.id for row in draft.credential.rubric]
    for row in read.rows:
        assert len(row.marks) == len(row.pair.elements)
        assert len(row.evidence) == len(row.pair.sentences)


def test_a_batch_ranks_variants_of_a_row_and_never_against_another_rows(groups) -> None:
    batch = passage_batches(groups[:1], Random(1))[0]

    rows = {example.group: set() for example in batch}
    for example in batch:
        rows[example.group].add(example.pair.row)
    assert all(len(texts) == 1 for texts in rows.values())
    assert {example.label for example in batch} == {0, 1, 2}


def test_changed_versions_are_ranked_against_their_own_row_alone() -> None:
    drafts = list(labelled_drafts(SETS / "feedback-dev", MARKS))[:2]
    read = [read_draft(d, Signs(WordEmbedder()), locator_weights()) for d in drafts]
    batch = next(draft_batches(read[:1], [], Random(1)))

    assert len({example.group for example in batch}) == 1
    assert len({example.twin for example in batch}) == len(batch)
    assert UNKNOWN not in {example.twin for example in batch}


def test_lines_keep_false_assurance_low() -> None:
    random = np.random.default_rng(2)
    labels = random.integers(0, 3, size=150)
    shown = np.clip(labels * 0.6 + random.normal(scale=0.35, size=150), 0, 2)
    partly, met = best_lines(shown, labels)

    assert partly < met
    assert (shown[labels == 0] > met).mean() <= 0.02
