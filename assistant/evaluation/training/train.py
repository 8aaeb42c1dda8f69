"""`make train`: trains the offline judge and writes `assistant/self_check/judge.npz`.

First on single passages (all variants of two rows of one credential, and evidence for one read
against the other), then on extracts from composed drafts, as the judge reads them at run time.
The ten credentials of `feedback-dev/` are never trained on: they set the lines between statuses and
give the published figures.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np

from assistant.evaluation.published import SETS
from assistant.evaluation.training.composing import ComposedDraft, compose
from assistant.evaluation.training.export import write_judge
from assistant.evaluation.training.network import Example, ReaderNetwork, Trainer
from assistant.evaluation.training.variants import Group, Row, digests, row_passages, row_variants
from assistant.self_check.evidence import OTHER_PART
from assistant.self_check.extract import extract
from assistant.self_check.reader import JUDGE_FILE
from retrieval.embeddings import LocalEmbedder, RememberingEmbedder
from retrieval.minilm import load_weights, model_folder

SEED = 1
PASSAGE_EPOCHS, PASSAGE_RATE = 2, 1e-4
DRAFT_STEPS, DRAFT_RATE = 90, 8e-5
DRAFTS_A_GROUP = 14
DRAFTS_A_BATCH = 3
SIBLING_WEIGHT = 0.7  # evidence for another row is not met here, but for a few that serve both
# The lines between statuses, set by `python -m assistant.evaluation.training.lines`.
LINES = {"partly_from": 0.94, "met_from": 1.52, "margin": 0.12}


def passage_batches(groups: Sequence[Group], random: Random) -> list[list[Example]]:
    """Batches of two rows of one group, each with its variants and two of the other's."""
    batches = []
    for group in groups:
        rows = list(group.rows)
        random.shuffle(rows)
        pairs = list(zip(rows[::2], rows[1::2], strict=False))
        if len(rows) % 2 and len(rows) > 1:
            pairs.append((rows[-1], rows[0]))
        batches += [_both(one, other, random) for one, other in pairs]
    random.shuffle(batches)
    return batches


def _both(one: Row, other: Row, random: Random) -> list[Example]:
    examples: list[Example] = []
    for number, (row, sibling) in enumerate(((one, other), (other, one))):
        examples += [(row.text, v.text, v.label, 1.0, number) for v in row.variants]
        credited = [v for v in sibling.variants if v.label]
        for variant in random.sample(credited, 2):
            examples.append((row.text, variant.text, 0, SIBLING_WEIGHT, number))
    return examples


def draft_batches(drafts: Sequence[Sequence[Example]], random: Random) -> list[list[Example]]:
    """Batches of whole drafts; the rows of one draft are ranked against each other."""
    order = list(drafts)
    random.shuffle(order)
    return [
        [
            (row, text, label, weight, number)
            for number, draft in enumerate(order[i : i + DRAFTS_A_BATCH])
            for row, text, label, weight, _ in draft
        ]
        for i in range(0, len(order), DRAFTS_A_BATCH)
    ]


def extracts(draft: ComposedDraft, embedder: RememberingEmbedder) -> list[Example]:
    """What the judge would read of a draft for each of its rows."""
    vectors = embedder.embed(list(draft.sentences))
    wanted = embedder.embed([text for text, _, _ in draft.rows])
    examples = []
    for i, (text, part, label) in enumerate(draft.rows):
        place = np.array([1.0 if p in (None, part) else OTHER_PART for p in draft.parts])
        strengths = (vectors @ wanted[i]).astype(np.float64) * place
        chosen = extract(draft.sentences, strengths)
        examples.append((text, " ".join(draft.sentences[j] for j in chosen), label, 1.0, 0))
    return examples


def main() -> int:
    """Train, export, and say how to measure."""

    def say(line: str) -> None:
        sys.stderr.write(f"{line}\n")

    scenes = list(row_variants(SETS / "row-variants"))
    groups = [*scenes, *row_passages(SETS / "row-passages")]
    trainer = Trainer(ReaderNetwork(), say)
    steps = PASSAGE_EPOCHS * len(passage_batches(groups, Random(SEED)))
    say(f"Passages: {steps} steps")
    trainer.train(lambda r: passage_batches(groups, r), steps, PASSAGE_RATE, SEED)
    embedder = RememberingEmbedder(LocalEmbedder(), size=100_000)
    random = Random(SEED)
    composed = [
        extracts(compose(group, random, groups), embedder)
        for group in groups
        for _ in range(DRAFTS_A_GROUP)
    ]
    say(f"Drafts: {DRAFT_STEPS} steps over {len(composed)}")
    trainer.train(lambda r: draft_batches(composed, r), DRAFT_STEPS, DRAFT_RATE, SEED + 1)
    export(trainer.network, JUDGE_FILE)
    say(f"{JUDGE_FILE} is written; measure with `make eval`.")
    return 0


def export(network: ReaderNetwork, file: Path) -> None:
    """Write what was learned, the lines and the hashes of the text it was learned from."""
    learned = {name: p.detach().numpy() for name, p in network.encoder.named_parameters()}
    head = (network.head.weight.detach().numpy(), network.head.bias.detach().numpy())
    trained_on = [d for name in ("row-variants", "row-passages") for d in digests(SETS / name)]
    about = {"version": 1, "calibration": LINES, "trained_on": trained_on}
    write_judge(file, learned, load_weights(model_folder()), head, about)


if __name__ == "__main__":
    sys.exit(main())
