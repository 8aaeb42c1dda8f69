"""The month's budget for the language model: what was spent, and whether more may be asked."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from assistant.errors import ModelUnavailable
from assistant.llm.usage import ASSUMED_PRICE, assumed_cost, cost_of, has_price

log = logging.getLogger(__name__)

SUM_KEPT_S = 5.0  # how long one process may not know what another one spent
_SETTING = "CREDCOACH_MODEL_BUDGET_USD"

SpentSince = Callable[[datetime], float]  # US dollars; calls without a price at ASSUMED_PRICE
UseKeeper = Callable[[str, int, int, float | None], None]  # (model, tokens in, out, US dollars)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the budget stands now."""

    spent_usd: float
    limit_usd: float | None  # None: no budget is set
    opens: date  # the first day of the next month (UTC)
    model: str
    priced: bool  # whether the price of the model is known

    @property
    def is_spent(self) -> bool:
        """Whether no more may be asked this month."""
        return self.limit_usd is not None and self.spent_usd >= self.limit_usd

    @property
    def line(self) -> str:
        """The standing in words, for whoever runs the installation."""
        spent = f"{_dollars(self.spent_usd)} US dollars"
        if self.limit_usd is None:
            said = f"no budget is set ({_SETTING}); this month so far: {spent}"
        else:
            said = f"{spent} of {_dollars(self.limit_usd)} spent this month"
            if self.is_spent:
                said += f", so everything is answered offline until {_day(self.opens)}"
        return said if self.priced else f"{said}; {self.unpriced_line}"

    @property
    def unpriced_line(self) -> str:
        """That the price is not known, and how its tokens count all the same."""
        tokens_in, tokens_out = ASSUMED_PRICE
        return (
            f"the price of {self.model} is not known here, so its tokens count at "
            f"{tokens_in:g} US dollars a million read and {tokens_out:g} a million written"
        )


class Budget:
    """Compares a month's spending with its limit before each call; threads may share one.

    The month is UTC's. What this process spends counts at once, what other workers spend within
    SUM_KEPT_S. Calls already under way are not stopped: each may go beyond the limit by itself.
    """

    def __init__(
        self,
        limit_usd: float | None,
        model: str,
        base_url: str | None,
        *,
        spent_since: SpentSince,
        keep_use: UseKeeper,
        clock: Callable[[], datetime],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = limit_usd
        self._model = model
        self._base_url = base_url
        self._spent_since = spent_since
        self._keep_use = keep_use
        self._clock = clock
        self._seconds = seconds
        self._lock = Lock()
        self._month: datetime | None = None
        self._spent = 0.0
        self._read_at = 0.0

    def check(self) -> None:
        """Raises ModelUnavailable where the month's budget is spent."""
        if self._limit is None:
            return
        standing = self.standing()
        if standing.is_spent:
            raise ModelUnavailable(
                "This month's budget for the language model is spent, so this was answered "
                f"offline; it opens again on {_day(standing.opens)}. Whoever runs Credcoach can "
                f"raise {_SETTING}."
            )

    def note(self, model: str, tokens_in: int, tokens_out: int) -> None:
        """Keeps what a call took; an answer is never lost because this could not be kept."""
        cost = cost_of(model, self._base_url, tokens_in, tokens_out)
        try:
            self._keep_use(model, tokens_in, tokens_out, cost)
        except Exception:
            log.exception("what a call of the model took was not kept")
        with self._lock:  # after it was kept: a sum read in between holds it twice, never not
            self._spent += assumed_cost(tokens_in, tokens_out) if cost is None else cost

    def standing(self) -> Standing:
        """What is spent and what is left."""
        now = self._clock()
        month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return Standing(
            spent_usd=self._spent_in(month),
            limit_usd=self._limit,
            opens=_next_month(month).date(),
            model=self._model,
            priced=has_price(self._model, self._base_url),
        )

    def _spent_in(self, month: datetime) -> float:
        with self._lock:
            fresh = self._seconds() - self._read_at < SUM_KEPT_S
            if month == self._month and fresh:
                return self._spent
        spent = self._spent_since(month)
        with self._lock:
            self._month, self._spent, self._read_at = month, spent, self._seconds()
            return self._spent


def _next_month(month: datetime) -> datetime:
    if month.month == 12:
        return month.replace(year=month.year + 1, month=1)
    return month.replace(month=month.month + 1)


def _day(day: date) -> str:
    return f"{day:%B} {day.day}"


def _dollars(amount: float) -> str:
    """Cents, and more digits where the amount is smaller than one."""
    return f"{amount:.4f}" if 0 < amount < 0.01 else f"{amount:.2f}"
