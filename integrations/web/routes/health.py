"""`/healthz`, `/readyz`, `/metrics`: whether the program is alive, ready, and how it fares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from assistant.errors import AssistantError
from integrations.web.deps import TheServices, TheWeb
from retrieval.errors import RetrievalError

router = APIRouter(tags=["health"])

PROBE = "ready"


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@router.get("/readyz")
def readyz(services: TheServices) -> Response:
    """200 when database, vector store and embedder answer; 503 names which does not."""
    checks = {
        "database": _answers(services.store.ping),
        "vector_store": _answers(services.library.ping),
        "embedder": _answers(lambda: services.local_embedder.embed([PROBE])),
    }
    failing = [name for name, fault in checks.items() if fault]
    body = {
        "status": "not ready" if failing else "ready",
        **{name: fault or "answers" for name, fault in checks.items()},
    }
    return JSONResponse(body, 503 if failing else 200)


@router.get("/metrics")
def metrics(web: TheWeb) -> Response:
    """Counters for Prometheus."""
    return Response(web.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _answers(ask: Callable[[], Any]) -> str | None:
    """What is wrong, in a sentence, or None."""
    try:
        ask()
    except (AssistantError, RetrievalError) as error:
        return str(error)
    return None
