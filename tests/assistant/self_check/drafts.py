"""Submissions and models for the tests of the self-check."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from assistant.errors import ModelUnavailable
from assistant.self_check.judged import RowAnswer
from assistant.self_check.report import Report
from assistant.self_check.submission import Submission
from retrieval.catalogue import Credential
from retrieval.documents import Document, read_document


def document(text: str, name: str = "draft.md") -> Document:
    """A file with this text, read as any other."""
    return read_document(name, text.encode())


def submission(credential: Credential, *texts: str, **files: str) -> Submission:
    """A submission of `draft.md`, or of these files (their dots written as `__`)."""
    documents = [document(text, f"draft{i or ''}.md") for i, text in enumerate(texts)]
    documents += [document(text, name.replace("__", ".")) for name, text in files.items()]
    return Submission(credential, documents)


def warned_of(report: Report) -> tuple[str, ...]:
    """A report's warnings without what the issuer's rule asks once a model has read the draft."""
    return tuple(w for w in report.warnings if "a language model read this draft" not in w)


class FakeModel:
    """A model whose answer to a row is what a function makes of the prompt."""

    name = "fake-1"

    def __init__(self, answer: Callable[[str], Any]) -> None:
        self._answer = answer
        self._lock = threading.Lock()
        self.asked: list[str] = []

    def answer(
        self, system: str, user: str, shape: type[Any], deadline: float | None = None
    ) -> Any:
        """The fake answer, in the shape that was asked for."""
        assert shape is RowAnswer
        assert deadline is not None
        with self._lock:
            self.asked.append(user)
        made = self._answer(user)
        return made if isinstance(made, RowAnswer) else RowAnswer.model_validate(made)


def unreachable(_: str) -> Any:
    """What a model that is down does."""
    raise ModelUnavailable("The language model fake-1 cannot be reached; check OPENAI_BASE_URL.")


def shown(*sentences: int, quote: str = "", element: int = 1) -> dict[str, Any]:
    """One element said to be shown by these sentences."""
    return {"element": element, "decision": "shown", "sentences": list(sentences), "quote": quote}


def all_shown(*sentences: int, quote: str = "", **words: str) -> dict[str, Any]:
    """Every element said to be shown by these sentences."""
    elements = [shown(*sentences, quote=quote, element=i) for i in range(1, 6)]
    return {"elements": elements, **words}
