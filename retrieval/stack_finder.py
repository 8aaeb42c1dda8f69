"""Which stack a goal asks for: its members then come first, whatever their topics."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from retrieval.catalogue import Stack
from retrieval.embeddings import Embedder
from retrieval.words import Floats, WordIndex, standardised

# Words that ask for what a stack leads to rather than for something to learn.
_ASKS = re.compile(
    r"\b(?:designations?|endorse\w*|stacks?|title|badges?|rank|licen[cs]\w*|certif\w*|"
    r"add[- ]?on|relicens\w*|renew\w*|in what order|go(?:es)? together|adds? up|pathways?|"
    r"lead (?:teacher|educator|thing)|(?:first|next|top|second) level|hours (?:for|toward)|"
    r"clock hours|promot\w*|título|licencia|certificad\w*|renovar)\b",
    re.IGNORECASE,
)
_WORDS_WEIGHT = 0.5  # of shared words, beside meaning
_HERE = 0.5  # standard deviations for a stack of the person's own state
_SHARPNESS = 0.4  # standard deviations by which a stack falls behind to weigh 1/e


def asks_for_stack(goal: str) -> bool:
    """Whether a goal asks for what a stack leads to: a designation, an endorsement, hours."""
    return _ASKS.search(goal) is not None


class StackFinder:
    """Weighs the stacks of one shelf for a goal; their vectors are made when first asked for."""

    def __init__(self, stacks: Sequence[Stack], embedder: Embedder) -> None:
        self._stacks = list(stacks)
        self._embedder = embedder
        self._vectors: npt.NDArray[np.float32] | None = None
        self._words = WordIndex(
            [f"{_named(stack)} {stack.issuer} {stack.state or ''}" for stack in stacks]
        )

    def weights(
        self, goal: str, vector: npt.NDArray[np.float32], state: str | None
    ) -> Mapping[str, float]:
        """Credential id -> 0..1: how surely it belongs to the stack that is asked for, if any.

        Stacks of another state than the person's are left out. `vector` is the goal's.
        """
        if not self._stacks or not asks_for_stack(goal):
            return {}
        if self._vectors is None:
            self._vectors = self._embedder.embed([_named(stack) for stack in self._stacks])
        near: Floats = standardised(np.asarray(self._vectors @ vector, dtype=np.float64))
        near = near + _WORDS_WEIGHT * standardised(self._words.scores(goal))
        found: dict[str, float] = {}
        allowed = [
            (float(near[i]) + (_HERE if state and stack.state == state else 0.0), stack)
            for i, stack in enumerate(self._stacks)
            if not (state and stack.state) or stack.state == state
        ]
        best = max((score for score, _ in allowed), default=0.0)
        for score, stack in allowed:
            if score <= 0:
                continue
            weight = float(np.exp((score - best) / _SHARPNESS))
            for credential_id in stack.members:
                found[credential_id] = max(found.get(credential_id, 0.0), weight)
        return found


def _named(stack: Stack) -> str:
    return f"{stack.title}. {stack.designation or ''}. {stack.role or ''}"
