"""Where evidence stands: order, headings and meaning, weighed."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.evaluation.training.locating import fitted
from assistant.self_check.locator import Signs, Weights
from assistant.self_check.reader import locator_weights
from retrieval.catalogue import Credential
from retrieval.embeddings import LocalEmbedder
from tests.assistant.self_check.drafts import submission
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder


def signs_of(credential: Credential, text: str) -> np.ndarray:
    made = submission(credential, text)
    return Signs(WordEmbedder()).of(made, [s for s in made.sentences if not s.heading])


def test_there_is_a_sign_of_every_kind_for_every_sentence_and_row(thinking_time) -> None:
    signs = signs_of(thinking_time, GOOD_DRAFT)

    assert signs.shape[1] == len(thinking_time.rubric)
    assert signs.shape[2] == len(locator_weights().weight)
    assert np.isfinite(signs).all()


@pytest.mark.parametrize("text", ["Pauses.", "One.\n\nTwo.", "# Part 1\n\nI counted who spoke.\n"])
def test_a_short_draft_gives_finite_signs(thinking_time, text: str) -> None:
    assert np.isfinite(signs_of(thinking_time, text)).all()


def test_the_learned_weights_prefer_the_rows_own_part(thinking_time) -> None:
    line = "We stopped for three seconds and more children spoke."
    filler = "It rained that week."
    text = f"# Part 1\n\n{line} {filler}\n\n# Part 2\n\n{line} {filler}\n"
    made = submission(thinking_time, text)
    sentences = [s for s in made.sentences if not s.heading]
    chances = locator_weights().chances(Signs(LocalEmbedder()).of(made, sentences))
    row = next(i for i, r in enumerate(thinking_time.rubric) if r.id == "use-of-pauses")

    assert chances[2, row] > chances[0, row]


def test_chances_follow_the_weights() -> None:
    weights = Weights(np.zeros(2), np.ones(2), np.array([2.0, 0.0]), 0.0)
    signs = np.array([[[1.0, 9.0]], [[-1.0, -9.0]]])

    assert weights.chances(signs)[:, 0] == pytest.approx([0.8808, 0.1192], abs=1e-4)


def test_what_tells_is_learned_and_what_does_not_stays_small() -> None:
    random = np.random.default_rng(3)
    values = random.normal(size=(4000, 3))
    values[:, 2] = 7.0  # never varies
    told = (values[:, 0] + 0.3 * random.normal(size=4000) > 0).astype(float)
    learned = fitted(values, told)

    assert learned.weight[0] > 1.0
    assert abs(learned.weight[1]) < 0.3
    assert abs(learned.weight[2]) < 0.01
