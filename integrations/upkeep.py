"""Upkeep: what a server does once a day, in one place."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from assistant.retention import Retention
from integrations.services import Services

log = logging.getLogger(__name__)

FIRST_S = 60.0  # after the start, which has enough to do
EVERY_S = 86_400.0
RETENTION_FILE = "retention.json"


def retention_of(services: Services) -> Retention:
    """How long this installation keeps things."""
    return Retention(services.store, services.settings.data_dir / RETENTION_FILE)


@contextmanager
def daily(
    work: Callable[[], object], *, first_s: float = FIRST_S, every_s: float = EVERY_S
) -> Iterator[None]:
    """Does the work once a day, in a thread of its own, for as long as the server runs.

    A day on which it fails is written to the log, and the next one is tried.
    """
    stop = Event()

    def run() -> None:
        wait = first_s
        while not stop.wait(wait):
            wait = every_s
            try:
                work()
            except Exception:
                log.exception("the daily upkeep failed")

    thread = Thread(target=run, name="upkeep", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def upkeep(services: Services) -> None:
    """A day's work: what is older than it may become is let go."""
    gone = {kind: count for kind, count in retention_of(services).apply().items() if count}
    if gone:
        log.info("let go of what was too old: %s", gone)
