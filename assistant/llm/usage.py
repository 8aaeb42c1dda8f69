"""What calls of a model take: tokens, and dollars where the price is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock

# OpenAI's list prices, US dollars per million tokens (in, out), read in November 2026. What the
# provider has cached costs less, so a sum is the most that it can be. Prices of others are unknown.
_PRICES = {
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4o": (2.50, 10.00),
    "gpt-4.1": (2.00, 8.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1-nano": (0.10, 0.40),
    "gpt-5": (1.25, 10.00),
    "gpt-5-mini": (0.25, 2.00),
    "gpt-5-nano": (0.05, 0.40),
    "gpt-5.4": (2.50, 15.00),
    "gpt-5.4-mini": (0.75, 4.50),
}
# What a token counts for in a budget where its price is not known: as much as the dearest widely
# used models cost, so that a budget is rather kept too early than not at all.
ASSUMED_PRICE = (15.0, 75.0)  # US dollars per million tokens (in, out)
_CHARACTERS_A_TOKEN = 4  # roughly, in English; for endpoints that do not count tokens themselves
_OPENAI = re.compile(r"https://(?:\w+\.)?api\.openai\.com(?:[/:]|\Z)")
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}\Z")
_MILLION = 1_000_000


def cost_of(model: str, base_url: str | None, tokens_in: int, tokens_out: int) -> float | None:
    """US dollars for one call; None where the price of this model at this address is not known."""
    price = _price_of(model, base_url)
    return None if price is None else _dollars(price, tokens_in, tokens_out)


def has_price(model: str, base_url: str | None) -> bool:
    """Whether the price of this model at this address is known."""
    return _price_of(model, base_url) is not None


def assumed_cost(tokens_in: int, tokens_out: int) -> float:
    """US dollars at ASSUMED_PRICE, for calls whose own price is not known."""
    return _dollars(ASSUMED_PRICE, tokens_in, tokens_out)


def rough_tokens(*texts: str) -> int:
    """About how many tokens the texts are, rounded up; for when nobody counted them."""
    return -(-sum(map(len, texts)) // _CHARACTERS_A_TOKEN)


def _price_of(model: str, base_url: str | None) -> tuple[float, float] | None:
    if not (base_url is None or _OPENAI.match(base_url)):
        return None
    return _PRICES.get(_DATED.sub("", model))


def _dollars(price: tuple[float, float], tokens_in: int, tokens_out: int) -> float:
    return (tokens_in * price[0] + tokens_out * price[1]) / _MILLION


@dataclass(frozen=True, slots=True)
class Usage:
    """A sum of calls; `cost_usd` is None as soon as the price of one of them is not known."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float | None = 0.0

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        known = self.cost_usd is not None and other.cost_usd is not None
        return Usage(
            self.calls + other.calls,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            (self.cost_usd or 0.0) + (other.cost_usd or 0.0) if known else None,
        )


class Meter:
    """Adds up calls; threads may share one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._used = Usage()

    @property
    def used(self) -> Usage:
        """The sum so far."""
        with self._lock:
            return self._used

    def add(self, used: Usage) -> None:
        """Count one more."""
        with self._lock:
            self._used += used


_METERS: ContextVar[tuple[Meter, ...]] = ContextVar("meters", default=())


@contextmanager
def metered(meter: Meter) -> Iterator[None]:
    """Whatever is asked of a model inside, in this thread, is also counted by `meter`."""
    token = _METERS.set((*_METERS.get(), meter))
    try:
        yield
    finally:
        _METERS.reset(token)


def note(used: Usage) -> None:
    """Tell every meter around this call what it took."""
    for meter in _METERS.get():
        meter.add(used)
