"""What the model took: summed over a time, tokens without a price apart."""

from __future__ import annotations

from datetime import timedelta

from assistant import store as nouns
from assistant.store.model_use import UseSums
from assistant.store.session import Store
from tests.people import Clock


def test_the_cost_of_a_time_is_summed(store: Store, clock: Clock) -> None:
    month = clock()
    with store.session() as session:
        assert nouns.model_use.sums(session, month) == UseSums()
        for days, cost in ((-1, 5.0), (0, 0.25), (1, None), (2, 0.5)):
            nouns.model_use.record(
                session,
                person_id=None,
                model="m",
                tokens_in=10,
                tokens_out=5,
                cost_usd=cost,
                at=month + timedelta(days=days),
            )
    with store.reading() as session:
        assert nouns.model_use.sums(session, month) == UseSums(0.75, 10, 5)
