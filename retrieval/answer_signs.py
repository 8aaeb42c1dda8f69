"""What tells that a passage answers a question, and that any does: signs, and what each weighs.

Learned by `assistant/evaluation/training/answering.py` from third.jsonl of
`tests/benchmarks/sets/questions`; what was learned holds for the local encoder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.passages import Passage
from retrieval.sentences import Span
from retrieval.words import WordIndex, standardised

Vectors = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

# One weight a sign, in the order of `passage_signs`.
WEIGHTS = (1.73, 0.35, 1.75, 0.29, 0.08, 0.89, 0.44, 1.09, 0.23, 0.51, -1.92)
# The same for `answer_signs`; 4 % of answerable questions lie below the line.
ANSWER_WEIGHTS = (3.72, 3.28, -6.42, 0.3, 0.39)
ANSWER_BIAS = -1.06
ANSWER_LINE = -0.43

SHARPNESS = 12.0  # a passage is as near as its nearest sentences: the higher, the fewer of them
_NEAREST = 2  # sentences of a passage in which what a question asks for is looked for
_A_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|ten|twenty|thirty|half|few|once|twice)\b",
    re.IGNORECASE,
)
_A_TIME = re.compile(
    r"\b(?:minute|day|week|hour|month|year|lesson|second|before|after|when|until|within|end|first"
    r"|begin|start|date)s?\b",
    re.IGNORECASE,
)
_A_RULE = re.compile(
    r"\b(?:never|not|no|avoid|instead|only|may|can|must|leave out|keep|do not|without)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\bhow (?:many|much|long|big|soon|often|hard|far|quick|wide|late)\b|\bnumber\b", re.IGNORECASE
)
_WHEN = re.compile(r"\bwhen\b|\bhow (?:soon|long|often|quick)|\btime\b", re.IGNORECASE)
_MAY_I = re.compile(
    r"^(?:can|may|should|is it|is|do i|does|are|could|must)\b|\b(?:ok|okay|fine|allowed|alright)\b",
    re.IGNORECASE,
)
# A section that shows somebody's work and remarks on it: it says what was done, not what to do.
_AN_EXAMPLE = re.compile(
    r"(?:a (?:commented|review|short look|worked|passage)|an (?:annotated|example))\b",
    re.IGNORECASE,
)


class PassageWords:
    """The words of passages, and of each of their sentences, weighed by how rare they are."""

    def __init__(self, passages: Sequence[Passage], spans: Sequence[Sequence[Span]]) -> None:
        self._whole = WordIndex([passage.embedded for passage in passages])
        self._sentences = WordIndex([span.text for own in spans for span in own])
        self._starts = np.cumsum([0, *(len(own) for own in spans)])[:-1]

    def shared(self, question: str) -> tuple[Floats, Floats]:
        """By passage: what it shares with a question, and what its best sentence does."""
        best = np.maximum.reduceat(self._sentences.scores(question), self._starts)
        return self._whole.scores(question), best


def passage_signs(
    question: str,
    passages: Sequence[Passage],
    spans: Sequence[Sequence[Span]],
    cosines: Sequence[Vectors],
    whole: Vectors,
    shared: tuple[Floats, Floats],
) -> Floats:
    """One row a passage: nearness, words, where it stands, and whether it says what is asked for.

    `cosines` are those of its sentences, `whole` that of the passage with its heading.
    """
    near = [float(np.log(np.exp(SHARPNESS * own).sum()) / SHARPNESS) for own in cosines]
    nearest = [
        " ".join(own[i].text for i in np.argsort(-cosine, kind="stable")[:_NEAREST])
        for own, cosine in zip(spans, cosines, strict=True)
    ]

    def saying(wanted: re.Pattern[str]) -> Floats:
        return np.array([float(bool(wanted.search(text))) for text in nearest])

    def asked(cue: re.Pattern[str], wanted: re.Pattern[str]) -> Floats:
        return saying(wanted) if cue.search(question) else np.zeros(len(nearest))

    files = np.array([float(passage.field.startswith("file:")) for passage in passages])
    lengths = np.array([np.log(len(passage.text.split())) for passage in passages])
    examples = [float(bool(_AN_EXAMPLE.match(passage.title))) for passage in passages]
    return np.stack(
        [
            standardised(np.array(near)),
            standardised(whole.astype(np.float64)),
            files,  # files say how things are done, the rest what is wanted
            standardised(shared[0]),
            standardised(shared[1]),
            asked(_HOW_MANY, _A_NUMBER),
            asked(_WHEN, _A_TIME),
            asked(_MAY_I, _A_RULE),
            saying(_A_RULE),
            lengths * files,
            np.array(examples),
        ],
        axis=1,
    )


def answer_signs(
    cosines: Sequence[Vectors], whole: Vectors, shared: tuple[Floats, Floats], outside: float
) -> tuple[float, ...]:
    """Whether anything answers: what is nearest, the words shared, and what lies elsewhere.

    `outside` is the cosine of the question and what people ask that no credential answers.
    """
    nearest = max(float(own.max()) for own in cosines)
    words, best = (float(scores.max()) for scores in shared)
    return nearest, float(whole.max()), outside, best, words
