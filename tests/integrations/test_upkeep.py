"""A day's work is done again and again, and one bad day does not end it."""

from __future__ import annotations

from threading import Event, active_count

from integrations.upkeep import daily


def test_the_work_is_done_after_the_start_and_every_day_although_one_fails() -> None:
    done = Event()
    days: list[int] = []

    def work() -> None:
        days.append(len(days))
        if len(days) == 3:
            done.set()
        elif len(days) == 1:
            raise RuntimeError("a bad day")

    with daily(work, first_s=0, every_s=0.001):
        assert done.wait(30)
    assert days[:3] == [0, 1, 2]


def test_nothing_is_done_at_the_very_start_and_the_thread_ends_with_the_server() -> None:
    before, days = active_count(), []
    with daily(lambda: days.append(1), first_s=3600):
        assert active_count() == before + 1
    assert (active_count(), days) == (before, [])
