"""Labelled drafts that code changes: what is taken out, and what must stay as it was."""

from __future__ import annotations

from random import Random

import pytest

from assistant.evaluation.labels import LabelledDraft
from assistant.evaluation.manners import MANNERS
from assistant.evaluation.mutations import mutants
from assistant.evaluation.published import SETS
from assistant.evaluation.training.altered import (
    HELD_OUT,
    SPOKEN,
    WAYS,
    evidence_taken,
    said_otherwise,
)
from assistant.evaluation.training.drafts import LabelledText, read_draft, whole_drafts
from assistant.evaluation.training.examples import ALTERED_WEIGHT, draft_batches
from assistant.evaluation.training.marks import UNKNOWN
from assistant.self_check.locator import Signs
from assistant.self_check.pairing import pair_from
from assistant.self_check.reader import locator_weights
from retrieval.sample_vectors import SAMPLE_CATALOGUE
from tests.fakes import WordEmbedder


@pytest.fixture(scope="module")
def drafts() -> list[LabelledText]:
    return list(whole_drafts(SETS / "whole-drafts", SAMPLE_CATALOGUE))[:12]


def test_a_version_changes_one_row_that_was_credited_and_asks_about_no_other(drafts) -> None:
    for draft in drafts:
        versions = evidence_taken(draft, 3, Random(1))
        assert versions
        for version in versions:
            (row,) = version.rows or ()
            assert draft.labels[row] > 0
            assert version.labels == {**draft.labels, row: 0}
            assert not version.marks  # what else of the draft shows the row nobody knows
            assert version.base == draft.name
            assert version.text != draft.text


def test_evidence_that_is_deleted_or_replaced_stands_nowhere_any_more(drafts) -> None:
    seen = set()
    random = Random(1)
    for draft in [*drafts, *drafts]:
        for version in evidence_taken(draft, 3, random):
            (row,) = version.rows or ()
            seen.add(version.kind)
            if version.kind in ("deleted", "other"):
                assert not any(p in version.text for p in draft.evidence[row] or ())
    assert seen == set(WAYS)


def test_a_changed_row_leaves_the_labelled_evidence_of_other_rows_in_place(drafts) -> None:
    for draft in drafts:
        for version in evidence_taken(draft, 3, Random(2)):
            (row,) = version.rows or ()
            own = draft.evidence[row] or ()
            for other, passages in draft.evidence.items():
                apart = [p for p in passages or () if not any(p in o or o in p for o in own)]
                if other != row:
                    assert all(p in version.text for p in apart), version.name


def test_versions_are_drawn_anew_and_the_same_draw_gives_the_same(drafts) -> None:
    assert evidence_taken(drafts[0], 3, Random(1)) == evidence_taken(drafts[0], 3, Random(1))
    assert evidence_taken(drafts[0], 3, Random(1)) != evidence_taken(drafts[0], 3, Random(2))


def test_what_is_held_out_is_measured_and_never_trained_on(drafts) -> None:
    draft = drafts[0]
    labelled = LabelledDraft(
        draft.name,
        draft.credential.id,
        "",
        "",
        dict.fromkeys(draft.labels, "met"),
        {row: passages or () for row, passages in draft.evidence.items()},
        draft.text,
    )
    measured = {*MANNERS, *(mutant.kind for mutant in mutants(labelled, draft.credential))}
    assert set(HELD_OUT) <= measured
    assert not set(HELD_OUT) & {*WAYS, *SPOKEN}


def test_the_same_text_in_another_manner_keeps_its_row_and_its_sentences_apart() -> None:
    pair = pair_from(
        "Pauses", "The teacher waits.", ("I asked the class.", "We waited, then I did.")
    )
    manners = {said_otherwise(pair, Random(seed)).sentences for seed in range(20)}

    assert len(manners) > 1
    assert all(len(sentences) == 2 for sentences in manners)
    assert said_otherwise(pair, Random(1)).row == pair.row


def test_versions_are_ranked_below_their_row_and_other_manners_are_to_score_alike(drafts) -> None:
    signs, places = Signs(WordEmbedder()), locator_weights()
    draft = read_draft(drafts[0], signs, places)

    def altering(_, random):
        return [read_draft(v, signs, places) for v in evidence_taken(drafts[0], 2, random)]

    (batch,) = draft_batches([draft], [], Random(1), altering)
    own, rest = batch[: len(draft.rows)], batch[len(draft.rows) :]
    versions = [example for example in rest if example.alike == UNKNOWN]
    spoken = [example for example in rest if example.alike != UNKNOWN]

    assert len(versions) == 2
    for version in versions:
        assert version.label == 0
        assert version.weight == ALTERED_WEIGHT
        assert sum(version.twin == example.twin for example in own) == 1
    assert spoken
    for example in spoken:
        (base,) = [one for one in own if one.alike == example.alike]
        assert example.label == base.label
        assert example.pair != base.pair or example.pair.sentences == base.pair.sentences
