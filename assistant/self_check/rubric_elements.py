"""A rubric row compiled into what can be checked one by one, once for each wording of the row."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

from assistant.self_check.elements import elements_of
from retrieval.catalogue import Criterion

_ROWS_KEPT = 4096  # a few hundred credentials of a dozen rows; a row takes about a kilobyte


@dataclass(frozen=True, slots=True)
class CompiledRow:
    """What a model is asked about one row; `digest` (SHA-256, hex) changes with any word of it."""

    title: str
    level: str
    descriptor: str
    elements: tuple[str, ...]
    digest: str

    @property
    def text(self) -> str:
        """The row as a model reads it."""
        return f"{self.title}\n{self.level}: {self.descriptor}"

    @property
    def numbered(self) -> str:
        """The elements, one a line, numbered from 1."""
        return "\n".join(f"{i}. {element}" for i, element in enumerate(self.elements, start=1))


@lru_cache(maxsize=_ROWS_KEPT)
def compiled(row: Criterion) -> CompiledRow:
    """The row's pass level as elements, never none: a level that cannot be cut is one element."""
    target = row.target
    elements = elements_of(target.descriptor) or (row.title,)
    body = json.dumps([row.title, target.name, target.descriptor, elements], ensure_ascii=False)
    digest = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    return CompiledRow(row.title, target.name, target.descriptor, elements, digest)
