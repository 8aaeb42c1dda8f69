"""Learns the floor under which a goal gets no match.

`python -m assistant.evaluation.training.floor` prints weights, bias and line to be written into
`assistant/fitting.py`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from assistant.evaluation.published import SETS
from assistant.evaluation.training.locating import fitted
from assistant.fitting import signs_of
from retrieval.catalogue import Credential
from retrieval.embeddings import LocalEmbedder, RememberingEmbedder, VectorCache
from retrieval.index import VectorIndex
from retrieval.lexicon.concepts import ConceptFinder
from retrieval.lexicon.entries import ELSEWHERE, LEXICON, READY_VECTORS, read_lexicon
from retrieval.passages import passages_of
from retrieval.search import Searcher, Shelf

GOALS = SETS / "goals"
EVERY_LEFT_OUT = 10  # of the goals, also asked with their credential taken out
TIMES_NO_MATCH = 7  # so that they weigh about as much as the others
LEFT_EMPTY = 0.05  # of answerable goals that fall below the line


def read_goals(folder: Path) -> tuple[dict[str, Credential], list[tuple[str, str | None]]]:
    """Short credentials by id, and (goal, the id of its credential or None)."""
    credentials: dict[str, Credential] = {}
    goals: list[tuple[str, str | None]] = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            if "no_match" in said:
                goals.append((said["text"], None))
                continue
            credentials[said["id"]] = Credential(
                id=said["id"],
                title=said["title"],
                issuer="Example",
                competency=said["competency"],
                key_method=said["key_method"],
                topics=tuple(said["topics"]),
            )
            goals += [(goal["text"], said["id"]) for goal in said["goals"]]
    return credentials, goals


def examples(folder: Path) -> Iterator[tuple[tuple[float, ...], bool, bool]]:
    """(signs, whether there is an answer, whether the goal is as written) of every goal."""
    credentials, goals = read_goals(folder)
    embedder = RememberingEmbedder(LocalEmbedder())
    passages = [p for c in credentials.values() for p in passages_of(c)]
    with tempfile.TemporaryDirectory() as own:
        cache = VectorCache(Path(own), READY_VECTORS)
        index = VectorIndex(Path(own) / "vectors")
        vectors = embedder.embed([p.embedded for p in passages])
        index.put([p.id for p in passages], [p.credential_id for p in passages], vectors)
        concepts = ConceptFinder(lambda: read_lexicon([LEXICON]), embedder, cache)
        elsewhere = ConceptFinder(lambda: read_lexicon([ELSEWHERE]), embedder, cache)
        shelf = Shelf(credentials, {}, {p.id: p for p in passages})
        searcher = Searcher(shelf, index, embedder, concepts)
        for number, (goal, answer) in enumerate(goals):
            outside = elsewhere.read_alone(goal)
            assert outside is not None
            found = searcher.find(goal, 1)
            signs = tuple(signs_of(found, outside))
            for _ in range(1 if answer else TIMES_NO_MATCH):
                yield signs, answer is not None, True
            if answer and number % EVERY_LEFT_OUT == 0:
                rest = [i for i in credentials if i != answer]
                yield tuple(signs_of(searcher.find(goal, 1, rest), outside)), False, False


def main() -> int:
    """Learn and print."""
    seen = list(examples(GOALS))
    values = np.array([signs for signs, _, _ in seen])
    told = np.array([float(answerable) for _, answerable, _ in seen])
    learned = fitted(values, told)
    weights = learned.weight / learned.spread
    bias = learned.bias - float(weights @ learned.mean)
    odds = values @ weights + bias
    line = float(np.quantile(odds[told == 1], LEFT_EMPTY))
    plain = np.array([as_written for _, _, as_written in seen])
    caught = float((odds[(told == 0) & plain] < line).mean())
    sys.stdout.write(
        f"WEIGHTS = {tuple(round(float(w), 2) for w in weights)}\nBIAS = {bias:.2f}\n"
        f"LINE = {line:.2f}\nno match told so: {caught:.2f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
