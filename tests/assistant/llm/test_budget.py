"""A month's budget: kept before each call, in this process at once, among workers in seconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.errors import ModelUnavailable
from assistant.llm.budget import SUM_KEPT_S, Budget
from tests.people import Clock

MILLION = 1_000_000


class Ledger:
    """What all workers wrote down; `seconds` is the time that passes between their looks."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.rows: list[tuple[datetime, float]] = []
        self.kept: list[tuple[str, int, int, float | None]] = []
        self.reads = 0
        self.seconds = 1_000.0
        self.fails = False

    def spent_since(self, since: datetime) -> float:
        """The sum."""
        self.reads += 1
        return sum(cost for at, cost in self.rows if at >= since)

    def keep(self, model: str, tokens_in: int, tokens_out: int, cost: float | None) -> None:
        """One call."""
        if self.fails:
            raise OSError("the disk is full")
        self.kept.append((model, tokens_in, tokens_out, cost))
        self.rows.append((self.clock(), 90.0 if cost is None else cost))

    def worker(
        self, limit: float | None, model: str = "gpt-4.1", base_url: str | None = None
    ) -> Budget:
        """A process's own budget over the same ledger."""
        return Budget(
            limit,
            model,
            base_url,
            spent_since=self.spent_since,
            keep_use=self.keep,
            clock=self.clock,
            seconds=lambda: self.seconds,
        )


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(Clock())


def test_a_spent_budget_says_when_it_opens_and_who_can_raise_it(ledger: Ledger) -> None:
    budget = ledger.worker(4.0)
    budget.check()
    budget.note("gpt-4.1", 2 * MILLION, 0)  # 4 dollars
    with pytest.raises(ModelUnavailable) as caught:
        budget.check()
    assert str(caught.value) == (
        "This month's budget for the language model is spent, so this was answered offline; it "
        "opens again on December 1. Whoever runs Credcoach can raise CREDCOACH_MODEL_BUDGET_USD."
    )


def test_a_call_goes_ahead_until_the_last_cent_is_gone(ledger: Ledger) -> None:
    budget = ledger.worker(4.0)
    budget.note("gpt-4.1", MILLION, MILLION // 8)  # 3 dollars
    budget.check()
    budget.note("gpt-4.1", MILLION, 0)  # goes beyond by itself
    with pytest.raises(ModelUnavailable):
        budget.check()
    assert budget.standing().spent_usd == pytest.approx(5.0)


def test_a_budget_of_nothing_asks_nothing(ledger: Ledger) -> None:
    with pytest.raises(ModelUnavailable):
        ledger.worker(0.0).check()


def test_without_a_budget_nothing_is_summed_and_nothing_refused(ledger: Ledger) -> None:
    budget = ledger.worker(None)
    budget.note("gpt-4.1", 100 * MILLION, 0)
    budget.check()
    assert ledger.reads == 0
    assert "200.00 US dollars" in budget.standing().line


def test_what_another_worker_spent_counts_within_seconds(ledger: Ledger) -> None:
    one, other = ledger.worker(4.0), ledger.worker(4.0)
    one.check()
    other.note("gpt-4.1", 2 * MILLION, 0)
    one.check()  # not known yet
    ledger.seconds += SUM_KEPT_S
    with pytest.raises(ModelUnavailable):
        one.check()


def test_many_calls_at_once_read_the_records_once(ledger: Ledger) -> None:
    budget = ledger.worker(1_000.0)
    for _ in range(50):
        budget.check()
        budget.note("gpt-4.1", 1_000, 1_000)
    assert ledger.reads == 1
    assert budget.standing().spent_usd == pytest.approx(ledger.spent_since(ledger.clock.now))


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (datetime(2026, 11, 30, 23, 59, tzinfo=UTC), "December 1"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "January 1"),
    ],
)
def test_a_new_month_opens_at_midnight_utc(ledger: Ledger, now: datetime, opens: str) -> None:
    ledger.clock.now = now
    budget = ledger.worker(4.0)
    budget.note("gpt-4.1", 2 * MILLION, 0)
    with pytest.raises(ModelUnavailable, match=opens):
        budget.check()
    ledger.clock.pass_by(timedelta(minutes=1))  # no second passes: the month alone tells
    budget.check()


@pytest.mark.parametrize(
    ("model", "base_url"), [("some-model", None), ("gpt-4.1", "http://127.0.0.1:9/v1")]
)
def test_tokens_without_a_price_count_at_a_stated_high_one(
    ledger: Ledger, model: str, base_url: str | None
) -> None:
    budget = ledger.worker(91.0, model, base_url)
    budget.check()
    budget.note(model, MILLION, MILLION)  # 15 + 75
    budget.check()
    assert budget.standing().spent_usd == pytest.approx(90.0)
    budget.note(model, 0, MILLION // 10)
    with pytest.raises(ModelUnavailable):
        budget.check()
    assert ledger.kept[0] == (model, MILLION, MILLION, None)  # what is not known is kept as such
    assert (
        f"the price of {model} is not known here, so its tokens count at 15 US dollars a million "
        "read and 75 a million written"
    ) in budget.standing().line


def test_use_that_cannot_be_kept_still_counts_here_and_loses_no_answer(ledger: Ledger) -> None:
    ledger.fails = True
    budget = ledger.worker(4.0)
    budget.check()
    budget.note("gpt-4.1", 2 * MILLION, 0)
    with pytest.raises(ModelUnavailable):
        budget.check()


def test_the_standing_is_one_line_for_whoever_runs_it(ledger: Ledger) -> None:
    budget = ledger.worker(4.0)
    budget.note("gpt-4.1", 1_000, 0)
    assert budget.standing().line == "0.0020 US dollars of 4.00 spent this month"
    budget.note("gpt-4.1", 2 * MILLION, 0)
    assert budget.standing().line == (
        "4.00 US dollars of 4.00 spent this month, so everything is answered offline until "
        "December 1"
    )
