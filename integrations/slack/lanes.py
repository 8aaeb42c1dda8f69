"""Work in threads, one job at a time for each person, in the order in which it came."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

log = logging.getLogger(__name__)

Job = Callable[[], None]


class Lanes:
    """A pool in which nobody overtakes herself, and nobody's hurry fills all the threads."""

    def __init__(self, workers: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=name)
        self._lock = Lock()
        self._waiting: dict[str, deque[Job]] = {}
        self._closed = False

    def submit(self, lane: str, job: Job) -> None:
        """Runs the job after all others of its lane; after `close` it is not begun any more."""
        with self._lock:
            if self._closed:
                return
            if lane in self._waiting:
                self._waiting[lane].append(job)
                return
            self._waiting[lane] = deque([job])
            self._pool.submit(self._next, lane)

    def _next(self, lane: str) -> None:
        with self._lock:
            job = self._waiting[lane].popleft()
        try:
            job()
        except Exception:
            log.exception("a job of a lane failed")
        with self._lock:
            if not self._waiting[lane]:
                del self._waiting[lane]
            elif not self._closed:
                self._pool.submit(self._next, lane)

    def close(self) -> None:
        """Finishes what runs and begins nothing more."""
        with self._lock:
            self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)
