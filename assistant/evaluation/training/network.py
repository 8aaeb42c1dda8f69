"""The reader as a torch module: the local encoder and three heads, trained on rows and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from assistant.evaluation.training.examples import Example
from assistant.evaluation.training.marks import UNKNOWN
from assistant.self_check.pairing import Pair, token_shares
from assistant.self_check.reader import READ_TOKENS, change
from retrieval.minilm import model_folder

# Weights of the parts of the loss beside the row's own status.
RANKING = 0.8  # the order of rows within a draft, and of passages within a row
TWINS = 0.5  # the same row in a draft and in its changed versions
ALIKE = 3.0  # the same row and text in two manners: the squared distance of their 0..2
ELEMENTS = 0.7
SENTENCES = 0.4
RARE = 2.0  # evidence is rarer than other sentences
CLIP = 1.0
WARM_UP = 15  # steps


class ReaderNetwork(nn.Module):
    """Logits for rows (at least partly; met), for their elements, and for sentences (evidence)."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(model_folder()))
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad_(False)
        self.encoder.embeddings.token_type_embeddings.weight.requires_grad_(True)
        width = 2 * self.encoder.config.hidden_size
        self.row = nn.Linear(width, 2)
        self.element = nn.Linear(width, 2)
        self.sentence = nn.Linear(width, 1)  # helps it to learn; not kept
        self.drop = nn.Dropout(0.1)

    @classmethod
    def learned_before(cls, file: Path) -> ReaderNetwork:
        """The network as a judge's file keeps it, to learn on; the sentence head begins anew."""
        network = cls()
        learned = dict(network.encoder.named_parameters())
        with torch.no_grad(), file.open("rb") as opened, np.load(opened) as kept:
            for name in {key.rpartition("@")[0] for key in kept if "@" in key}:
                learned[name] += torch.from_numpy(change(kept, name))
            for name, head in (("row", network.row), ("element", network.element)):
                head.weight.copy_(torch.from_numpy(kept[f"{name}.weight"]))
                head.bias.copy_(torch.from_numpy(kept[f"{name}.bias"]))
        return network

    def forward(
        self, batch: dict[str, Tensor], elements: Shares, sentences: Shares
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of shapes (pairs, 2), (all elements, 2) and (all sentences,)."""
        hidden = self.encoder(**batch).last_hidden_state
        second = (batch["attention_mask"] * batch["token_type_ids"])[..., None].float()
        mean = (hidden * second).sum(1) / second.sum(1).clamp(min=1)
        first = hidden[:, 0]

        def pooled(shares: Shares) -> Tensor:
            own = (shares.shares[:, None] @ hidden[shares.pairs]).squeeze(1)
            return self.drop(torch.cat([own, first[shares.pairs]], 1))  # type: ignore[no-any-return]

        return (
            self.row(self.drop(torch.cat([first, mean], 1))),
            self.element(pooled(elements)),
            self.sentence(pooled(sentences)).squeeze(1),
        )


def mean_of(one: ReaderNetwork, other: ReaderNetwork) -> ReaderNetwork:
    """A network half way between two that began as one, whose skills it mostly keeps."""
    mean = deepcopy(one)
    theirs = dict(other.named_parameters())
    with torch.no_grad():
        for name, parameter in mean.named_parameters():
            parameter.add_(theirs[name]).div_(2)
    return mean


@dataclass(frozen=True, slots=True)
class Shares:
    """Token shares of every element (or sentence) of a batch, and the pair each belongs to."""

    pairs: Tensor
    shares: Tensor


class Trainer:
    """Trains a network on batches of examples and reads with it."""

    def __init__(self, network: ReaderNetwork, say: Callable[[str], None]) -> None:
        self.network = network
        self._say = say
        self._tokenizer: Any = AutoTokenizer.from_pretrained(str(model_folder()))

    def train(
        self,
        batches: Callable[[Random], Iterable[Sequence[Example]]],
        steps: int,
        rate: float,
        seed: int,
        *,
        ranking: float = RANKING,
        twins: float = TWINS,
    ) -> None:
        """`steps` optimiser steps over batches drawn anew for each pass.

        `ranking` and `twins` weigh what they weigh in the loss, beside the row's own status.
        """
        random = Random(seed)
        torch.manual_seed(seed)
        learned = [p for p in self.network.parameters() if p.requires_grad]
        optimiser = torch.optim.AdamW(learned, lr=rate, weight_decay=0.01)
        self.network.train()
        waiting: Iterator[Sequence[Example]] = iter(())
        recent: list[float] = []
        for step in range(steps):
            if (batch := next(waiting, None)) is None:
                waiting = iter(batches(random))
                batch = next(waiting)
            for group in optimiser.param_groups:
                warm = min(1.0, (step + 1) / WARM_UP)
                group["lr"] = rate * warm * max(0.05, 1 - step / steps)
            loss = self._loss(batch, ranking, twins)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(learned, CLIP)
            optimiser.step()
            recent = [*recent[-29:], float(loss.detach())]
            if (step + 1) % 20 == 0:
                self._say(f"step {step + 1} of {steps}: loss {sum(recent) / len(recent):.3f}")

    def shown(self, pairs: Sequence[Pair]) -> list[float]:
        """For each pair how well the row is shown, 0..2, as `Reading.shown` says it."""
        self.network.eval()
        found: list[float] = []
        with torch.no_grad():
            for i in range(0, len(pairs), 16):
                batch, elements, sentences = self._inputs(pairs[i : i + 16])
                row, element, _ = self.network(batch, elements, sentences)
                each = torch.sigmoid(element).sum(1)
                for k in range(len(pairs[i : i + 16])):
                    own = each[elements.pairs == k].mean()
                    found.append(float(torch.sigmoid(row[k]).sum() + own) / 2)
        self.network.train()
        return found

    def _inputs(self, pairs: Sequence[Pair]) -> tuple[dict[str, Tensor], Shares, Shares]:
        encoded = self._tokenizer(
            [pair.row for pair in pairs],
            [pair.text for pair in pairs],
            padding=True,
            truncation="only_second",
            max_length=READ_TOKENS,
            return_tensors="pt",
            return_offsets_mapping=True,
        )
        offsets = encoded.pop("offset_mapping").tolist()
        batch: dict[str, Tensor] = encoded.data
        kinds = batch["token_type_ids"].tolist()
        owners: tuple[list[int], list[int]] = ([], [])
        shares: tuple[list[Any], list[Any]] = ([], [])
        for i, pair in enumerate(pairs):
            for side, found in enumerate(token_shares(pair, offsets[i], kinds[i])):
                owners[side].extend([i] * len(found))
                shares[side].extend(found)
        elements, sentences = (
            Shares(torch.tensor(owners[side]), torch.tensor(np.stack(shares[side])))
            for side in (0, 1)
        )
        return batch, elements, sentences

    def _loss(self, examples: Sequence[Example], ranking: float, twins: float) -> Tensor:
        batch, elements, sentences = self._inputs([e.pair for e in examples])
        with torch.autocast("cpu", dtype=torch.bfloat16):  # about twice as fast, where there is one
            logits = self.network(batch, elements, sentences)
        row, element, sentence = (found.float() for found in logits)
        labels = torch.tensor([e.label for e in examples])
        weights = torch.tensor([e.weight for e in examples])
        each = F.binary_cross_entropy_with_logits(row, _steps(labels), reduction="none").mean(1)
        loss: Tensor = (each * weights).mean()
        better = labels[:, None] > labels[None]
        by_element = _means(element.sum(1), elements.pairs, len(row))
        for weight, score, sets, counts in (
            (ranking, row.sum(1), [e.group for e in examples], weights),
            (twins, row.sum(1) + by_element, _alone([e.twin for e in examples]), weights > 0),
        ):
            same = torch.tensor(sets)[:, None] == torch.tensor(sets)[None]
            pairs = (better & same).float() * counts[None]
            order = F.softplus(score[None] - score[:, None]) * pairs
            loss = loss + weight * order.sum() / pairs.sum().clamp(min=1)
        loss = loss + ALIKE * _distance(row, element, elements.pairs, [e.alike for e in examples])
        marks = torch.tensor([mark for e in examples for mark in e.elements])
        if (known := marks != UNKNOWN).any():
            loss = loss + ELEMENTS * F.binary_cross_entropy_with_logits(
                element[known], _steps(marks[known])
            )
        flags = torch.tensor([flag for e in examples for flag in e.sentences])
        flags = torch.where(sentences.shares.sum(1) > 0, flags, UNKNOWN)
        if (known := flags != UNKNOWN).any():
            loss = loss + SENTENCES * F.binary_cross_entropy_with_logits(
                sentence[known], flags[known].float(), pos_weight=torch.tensor(RARE)
            )
        return loss


def _steps(labels: Tensor) -> Tensor:
    """0, 1, 2 -> (at least partly, met)."""
    return torch.stack([(labels >= 1).float(), (labels >= 2).float()], 1)


def _distance(row: Tensor, element: Tensor, pairs: Tensor, alike: Sequence[int]) -> Tensor:
    """How far apart, on the 0..2 of `Reading.shown`, readings are that should be alike; squared."""
    own = _means(torch.sigmoid(element).sum(1), pairs, len(row))
    shown = (torch.sigmoid(row).sum(1) + own) / 2
    sets = torch.tensor(_alone(alike))
    same = (sets[:, None] == sets[None]).triu(1).float()
    squared = (shown[:, None] - shown[None]) ** 2 * same
    return squared.sum() / same.sum().clamp(min=1)


def _means(values: Tensor, pairs: Tensor, count: int) -> Tensor:
    """For each pair the mean of its elements' values."""
    sums = torch.zeros(count).index_add(0, pairs, values)
    return sums / torch.bincount(pairs, minlength=count)


def _alone(twins: Sequence[int]) -> list[int]:
    """UNKNOWN twins made unlike any other, so that they are compared with nothing."""
    fresh = count(-2, -1)
    return [next(fresh) if twin == UNKNOWN else twin for twin in twins]
