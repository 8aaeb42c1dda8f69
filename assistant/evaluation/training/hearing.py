"""Learns the ear (`assistant/dialogue/ear.npz`) from written utterances and goals.

`python -m assistant.evaluation.training.hearing` prints how well each writer is heard by an ear
that learned from the others alone, then learns from all of them and writes the file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.dialogue.ear import EAR_FILE, MOMENTS, signs
from assistant.evaluation.published import SETS
from retrieval.embeddings import Embedder, Floats, LocalEmbedder

UTTERANCES = SETS / "utterances"
STEPS, RATE, DECAY = 400, 0.02, 1e-4
# How often an act is said in life, beside the others; what is grave counts double.
OFTEN = {"goal": 4.0, "ask": 2.0, "refine": 1.5, "crisis": 2.0, "write_for_me": 2.0}
SURE = 0.5  # from which the product acts on what was heard
_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message, what it means, what came before it, and who wrote it."""

    said: str
    act: str
    moment: str
    language: str
    writer: str


def utterances(folder: Path = UTTERANCES) -> Iterator[Utterance]:
    """Every line of every writer."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                one = json.loads(line)
                moment = one["after"] if one["after"] in MOMENTS else "start"
                yield Utterance(one["say"], one["act"], moment, one["lang"], file.stem)


def goals(folder: Path = SETS / "goals") -> Iterator[Utterance]:
    """Of the goals that the floor of search is learned from one in three, at some moments."""
    for file in sorted(folder.glob("goals-*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for n, goal in enumerate(json.loads(line).get("goals", ())):
                if n % 3 == 0:
                    language = "es" if goal["kind"] == "spanish" else "en"
                    moment = ("start", "shown")[n % 2]
                    yield Utterance(goal["text"], "goal", moment, language, file.stem)


def learn(rows: Floats, labels: Sequence[int], acts: Sequence[str]) -> tuple[Floats, Floats]:
    """Weights (signs x acts) and bias of a softmax regression, acts weighed by OFTEN; Adam."""
    rng = np.random.default_rng(1)
    weights = rng.normal(0, 0.01, (rows.shape[1], len(acts))).astype(np.float32)
    bias = np.zeros(len(acts), dtype=np.float32)
    target = np.eye(len(acts), dtype=np.float32)[list(labels)]
    counts = np.maximum(target.sum(axis=0), 1)
    priors = np.array([OFTEN.get(act, 1.0) for act in acts], dtype=np.float32)
    even = (target @ (priors / counts))[:, None]
    even /= even.mean()
    moments = [np.zeros_like(weights), np.zeros_like(weights), np.zeros_like(bias)]
    moments.append(np.zeros_like(bias))
    for step in range(1, STEPS + 1):
        logits = rows @ weights + bias
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        error = even * (chances - target) / len(rows)
        for value, slope, first, second in (
            (weights, rows.T @ error + DECAY * weights, moments[0], moments[1]),
            (bias, error.sum(axis=0), moments[2], moments[3]),
        ):
            first += 0.1 * (slope - first)
            second += 0.001 * (slope**2 - second)
            fixed = second / (1 - 0.999**step)
            value -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(fixed) + 1e-8)
    return weights, bias


def rows_of(said: Sequence[Utterance], embedder: Embedder) -> Floats:
    """The signs of every utterance."""
    meaning = embedder.embed([one.said[:_CHARACTERS] for one in said])
    return signs([one.said for one in said], meaning, [one.moment for one in said])


def main() -> int:
    """Print figures with each writer left out, then write the ear."""
    embedder = LocalEmbedder()
    said = [*utterances(), *goals()]
    acts = tuple(sorted({one.act for one in said}))
    rows, labels = rows_of(said, embedder), [acts.index(one.act) for one in said]
    for writer in sorted({one.writer for one in utterances()}):
        _left_out(writer, said, rows, labels, acts)
    weights, bias = learn(rows, labels, acts)
    scale = np.abs(weights).max(axis=0) / 127
    about = {"acts": acts, "encoder": embedder.name, "utterances": len(said)}
    np.savez_compressed(
        EAR_FILE,
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias,
        about=np.array(json.dumps(about)),
    )
    _say(f"{EAR_FILE.name}: {len(said)} utterances, {len(acts)} acts")
    return 0


def _left_out(
    writer: str, said: Sequence[Utterance], rows: Floats, labels: Sequence[int], acts: Sequence[str]
) -> None:
    kept = [i for i, one in enumerate(said) if one.writer != writer]
    left = [i for i, one in enumerate(said) if one.writer == writer]
    weights, bias = learn(rows[kept], [labels[i] for i in kept], acts)
    logits = rows[left] @ weights + bias
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    heard, sure = chances.argmax(axis=1), chances.max(axis=1)
    right = np.array([h == labels[i] for h, i in zip(heard, left, strict=True)])
    spanish = np.array([said[i].language != "en" for i in left])
    certain = sure >= SURE
    _say(
        f"Without {writer}: {len(left)} heard, {right.mean():.2f} right "
        f"(English {right[~spanish].mean():.2f}, Spanish {right[spanish].mean():.2f}); "
        f"sure of {certain.mean():.2f}, of these {right[certain].mean():.2f} right"
    )
    wrong = Counter(
        (acts[labels[i]], acts[h]) for h, i, ok in zip(heard, left, right, strict=True) if not ok
    )
    _say("  " + "; ".join(f"{a} as {b} {n}" for (a, b), n in wrong.most_common(8)))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
