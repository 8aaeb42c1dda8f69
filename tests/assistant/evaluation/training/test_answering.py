"""Learning which passages answer: the sign that tells gets the weight, and a line is drawn."""

from __future__ import annotations

import numpy as np

from assistant.evaluation.training.answering import Example, fit_of_any, left_out, ranking

RNG = np.random.default_rng(7)


def example(owner: int, answerable: bool) -> Example:
    """Six passages, where the first sign tells the right one and the second tells nothing."""
    signs = RNG.normal(size=(6, 2))
    right = np.zeros(6)
    if answerable:
        right[2] = 1
        signs[2, 0] = signs[:, 0].max() + 1
    near = (0.8 if answerable else 0.2) + 0.02 * float(RNG.normal())
    return Example(f"c{owner}", signs, right, (near, float(RNG.normal())))


SEEN = [example(n % 9, n % 5 != 0) for n in range(90)]


def test_the_sign_that_tells_weighs_most() -> None:
    weights = ranking(SEEN)
    assert weights[0] > 10 * abs(weights[1])


def test_what_answers_lies_above_the_line_and_what_does_not_below() -> None:
    weights, bias, line = fit_of_any(SEEN)
    above = [float(weights @ np.array(one.fit)) + bias >= line for one in SEEN]
    told = [one.answerable == over for one, over in zip(SEEN, above, strict=True)]
    assert sum(told) >= 0.9 * len(SEEN)


def test_figures_are_of_credentials_that_were_left_out() -> None:
    figures = left_out(SEEN)
    assert set(figures) == {"hit@1", "hit@3", "left empty", "nothing, told so"}
    assert figures["hit@1"] > 0.9
    assert figures["nothing, told so"] > 0.9
