"""One server per data folder: its lock, and the work that a command hands over to it."""

# No postponed annotations here: FastAPI must see the real ones of the function in `index_router`.
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from assistant.errors import Conflict, StoreUnavailable

if TYPE_CHECKING:
    from fastapi import APIRouter

    from assistant.library import IndexReport, Library
    from assistant.paraphrases import Paraphraser

_LOCK = "server.lock"
_CARD = "server.json"  # where the running server listens, and the word that it takes work by
INDEX_TIMEOUT_S = 1800.0  # a state's whole catalogue on a small machine
PATH = "/internal/index"
NO_MODEL = (
    "--paraphrase needs one; set OPENAI_API_KEY or OPENAI_BASE_URL, and CREDCOACH_MODEL, or index "
    "without it."
)


@contextmanager
def only_server(data_dir: Path, url: str) -> Iterator[str]:
    """Holds the data folder for one server and gives the hand-over token.

    Raises Conflict where another server holds it: embedded vectors bear one writer only.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(data_dir / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        where = _card(data_dir).get("url", "another process")
        raise Conflict(
            f"A server already runs on {data_dir} ({where}); stop it, or name another folder "
            "with --data-dir."
        ) from None
    except OSError as error:
        raise StoreUnavailable(f"The data folder {data_dir} cannot be used: {error}.") from error
    token = secrets.token_urlsafe(32)
    card = data_dir / _CARD
    try:
        card.touch(mode=0o600)
        card.write_text(json.dumps({"url": url, "token": token, "pid": os.getpid()}))
        yield token
    finally:
        card.unlink(missing_ok=True)
        lock.release()


def hand_over_index(
    data_dir: Path,
    paths: Sequence[Path],
    *,
    prune: bool,
    rebuild: bool,
    paraphrase: bool = False,
) -> "IndexReport | None":
    """The running server's report, or None where no server runs on the data folder."""
    if not _server_runs(data_dir):
        return None
    import httpx

    from assistant.library import IndexReport
    from retrieval.catalogue import Fault

    card = _card(data_dir)
    body = {
        "paths": [str(p.absolute()) for p in paths],
        "prune": prune,
        "rebuild": rebuild,
        "paraphrase": paraphrase,
    }
    try:
        answer = httpx.post(
            f"{card['url']}{PATH}",
            json=body,
            headers={"Authorization": f"Bearer {card['token']}"},
            timeout=httpx.Timeout(INDEX_TIMEOUT_S, connect=5.0),
            trust_env=False,
        )
        answer.raise_for_status()
        report = answer.json()
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise StoreUnavailable(
            "The server on this data folder did not take the work; see its log, or stop it and "
            "index again."
        ) from error
    if "fault" in report:
        raise StoreUnavailable(str(report["fault"]))
    for name in ("faults", "notices"):
        report[name] = [Fault(**fault) for fault in report[name]]
    return IndexReport(**report)


def index_router(
    library: "Library", token: str, paraphraser: "Paraphraser | None" = None
) -> "APIRouter":
    """The door by which `credcoach index` hands its work to a running server."""
    from fastapi import APIRouter, Body, Header, HTTPException

    router = APIRouter(include_in_schema=False)

    @router.post(PATH)
    def take_index(
        body: Annotated[dict[str, Any], Body()],
        authorization: Annotated[str, Header()] = "",
    ) -> dict[str, Any]:
        if not secrets.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
            raise HTTPException(404)
        from assistant.errors import AssistantError
        from retrieval.errors import RetrievalError

        paraphrase = bool(body.get("paraphrase"))
        if paraphrase and paraphraser is None:
            return {"fault": f"The server on this data folder has no language model. {NO_MODEL}"}
        try:
            report = library.index(
                [Path(path) for path in body["paths"]],
                prune=bool(body["prune"]),
                rebuild=bool(body["rebuild"]),
                paraphraser=paraphraser if paraphrase else None,
            )
        except (AssistantError, RetrievalError) as error:
            return {"fault": str(error)}
        return asdict(report)

    return router


def _server_runs(data_dir: Path) -> bool:
    from filelock import FileLock, Timeout

    if not (data_dir / _CARD).exists():
        return False
    try:
        with FileLock(data_dir / _LOCK, timeout=0):
            return False
    except Timeout:
        return True


def _card(data_dir: Path) -> dict[str, str]:
    try:
        card: dict[str, str] = json.loads((data_dir / _CARD).read_text())
        return card
    except (OSError, ValueError):
        return {}
