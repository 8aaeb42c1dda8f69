"""What Prometheus may ask of this process; in a registry of its own, so that two apps can be."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

# The contract's bounds, 15 s to the first words and 45 s for a turn, are edges of buckets.
TURN_BUCKETS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 45.0, 90.0)


class Metrics:
    """Counters without a word of anybody's text or name."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "credcoach_http_requests",
            "Requests by method, route and status",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self.turns = Histogram(
            "credcoach_turn_seconds",
            "How long whole turns of conversation took",
            buckets=TURN_BUCKETS,
            registry=self._registry,
        )
        self.first_words = Histogram(
            "credcoach_first_token_seconds",
            "How long until the first words of a turn",
            buckets=TURN_BUCKETS,
            registry=self._registry,
        )
        self.self_checks = Counter(
            "credcoach_self_checks",
            "Self-checks by who judged",
            ("engine",),
            registry=self._registry,
        )
        self.fallbacks = Counter(
            "credcoach_model_fallbacks",
            "Answers that a model should have given and that were given offline",
            ("noun",),
            registry=self._registry,
        )

    def text(self) -> bytes:
        """Everything counted so far, in Prometheus' text format."""
        return generate_latest(self._registry)
