"""The reader as a torch module: the local encoder and a head, trained on rows and texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from retrieval.minilm import MAX_TOKENS, model_folder

RANKING = 0.5  # weight of the order within a group against the statuses themselves
CLIP = 1.0
WARM_UP = 20  # steps

Example = tuple[str, str, int, float, int]  # row, text, label, weight, group of comparable ones


class ReaderNetwork(nn.Module):
    """Two logits a pair (at least partly shown; met) from the first token and the text's mean."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(model_folder()))
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad_(False)
        self.encoder.embeddings.token_type_embeddings.weight.requires_grad_(True)
        self.head = nn.Linear(2 * self.encoder.config.hidden_size, 2)
        self.drop = nn.Dropout(0.1)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Logits, shape (pairs, 2)."""
        hidden = self.encoder(**batch).last_hidden_state
        second = (batch["attention_mask"] * batch["token_type_ids"])[..., None].float()
        mean = (hidden * second).sum(1) / second.sum(1).clamp(min=1)
        logits: Tensor = self.head(self.drop(torch.cat([hidden[:, 0], mean], 1)))
        return logits


class Trainer:
    """Trains a network on batches of examples and reads with it."""

    def __init__(self, network: ReaderNetwork, say: Callable[[str], None]) -> None:
        self.network = network
        self._say = say
        self._tokenizer: Any = AutoTokenizer.from_pretrained(str(model_folder()))

    def train(
        self,
        batches: Callable[[Random], Sequence[Sequence[Example]]],
        steps: int,
        rate: float,
        seed: int,
    ) -> None:
        """`steps` optimiser steps over batches drawn anew for each pass."""
        random = Random(seed)
        torch.manual_seed(seed)
        learned = [p for p in self.network.parameters() if p.requires_grad]
        optimiser = torch.optim.AdamW(learned, lr=rate, weight_decay=0.01)
        self.network.train()
        waiting: list[Sequence[Example]] = []
        recent: list[float] = []
        for step in range(steps):
            if not waiting:
                waiting = list(batches(random))
            for group in optimiser.param_groups:
                warm = min(1.0, (step + 1) / WARM_UP)
                group["lr"] = rate * warm * max(0.05, 1 - step / steps)
            loss = self._loss(waiting.pop())
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(learned, CLIP)
            optimiser.step()
            recent = [*recent[-29:], float(loss.detach())]
            if (step + 1) % 20 == 0:
                self._say(f"step {step + 1} of {steps}: loss {sum(recent) / len(recent):.3f}")

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """For each (row, text) how well it is shown, 0..2."""
        self.network.eval()
        shown: list[float] = []
        with torch.no_grad():
            for i in range(0, len(pairs), 32):
                logits = self.network(self._batch(pairs[i : i + 32]))
                shown += torch.sigmoid(logits).sum(1).tolist()
        return shown

    def _batch(self, pairs: Sequence[tuple[str, str]]) -> dict[str, Tensor]:
        batch: dict[str, Tensor] = self._tokenizer(
            [row for row, _ in pairs],
            [text for _, text in pairs],
            padding=True,
            truncation="only_second",
            max_length=MAX_TOKENS,
            return_tensors="pt",
        ).data
        return batch

    def _loss(self, examples: Sequence[Example]) -> Tensor:
        logits = self.network(self._batch([(row, text) for row, text, *_ in examples]))
        labels = torch.tensor([label for _, _, label, _, _ in examples])
        weights = torch.tensor([weight for *_, weight, _ in examples])
        groups = torch.tensor([group for *_, group in examples])
        targets = torch.stack([(labels >= 1).float(), (labels >= 2).float()], 1)
        each = F.binary_cross_entropy_with_logits(logits, targets, reduction="none").mean(1)
        score = logits.sum(1)
        better = (labels[:, None] > labels[None]) & (groups[:, None] == groups[None])
        pairs = better.float() * weights[None]
        order = F.softplus(score[None] - score[:, None]) * pairs
        return (each * weights).mean() + RANKING * order.sum() / pairs.sum().clamp(min=1)
