"""What calls take: tokens counted around each of them, dollars where the price is known."""

from __future__ import annotations

import json
import threading

import pytest
from llmock.pytest_plugin import LLMock
from pydantic import BaseModel

from assistant.errors import ModelUnavailable
from assistant.llm.chat_model import ChatModel
from assistant.llm.usage import Meter, Usage, cost_of, metered, note


class Word(BaseModel):
    """What these tests ask for."""

    word: str


def test_a_known_model_has_a_price_also_under_its_dated_name() -> None:
    assert cost_of("gpt-4o-mini", None, 1_000_000, 0) == pytest.approx(0.15)
    assert cost_of("gpt-4o-mini-2024-07-18", None, 0, 1_000_000) == pytest.approx(0.60)
    assert cost_of("gpt-4.1", "https://api.openai.com/v1", 500_000, 0) == pytest.approx(1.0)
    assert cost_of("gpt-4.1", "https://eu.api.openai.com/v1", 500_000, 0) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("model", "base_url"),
    [
        ("some-model", None),
        ("gpt-4o-mini", "http://127.0.0.1:9/v1"),
        ("gpt-4o-mini", "https://api.openai.com.example.org/v1"),
        ("gpt-4o-mini-tuned", None),
    ],
)
def test_a_price_that_is_not_known_is_not_guessed(model: str, base_url: str | None) -> None:
    assert cost_of(model, base_url, 10, 10) is None


def test_a_sum_has_a_cost_only_where_each_call_has_one() -> None:
    one, two = Usage(1, 10, 2, 0.5), Usage(1, 5, 1, None)
    assert one + one == Usage(2, 20, 4, 1.0)
    assert one + two == Usage(2, 15, 3, None)
    assert Usage() + one == one


def test_only_what_is_asked_inside_is_counted_by_every_meter_around_it() -> None:
    outer, inner = Meter(), Meter()
    note(Usage(1, 1, 1, 0.0))
    with metered(outer):
        note(Usage(1, 10, 1, 0.0))
        with metered(inner):
            note(Usage(1, 100, 1, 0.0))
    note(Usage(1, 1000, 1, 0.0))
    assert (outer.used.tokens_in, inner.used.tokens_in) == (110, 100)


def test_threads_may_share_a_meter() -> None:
    meter = Meter()

    def many() -> None:
        with metered(meter):
            for _ in range(500):
                note(Usage(1, 2, 3, 0.0))

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert meter.used == Usage(2000, 4000, 6000, 0.0)


def test_an_answer_of_a_model_is_counted_also_when_it_cannot_be_used(
    llmock: LLMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in llmock.env():
        monkeypatch.delenv(name)
    model = ChatModel(api_key="a-key", base_url=llmock.base_url(), model="small-model")
    meter = Meter()
    llmock.reply(json.dumps({"word": "pause"}))
    llmock.reply("I would rather not.")
    with metered(meter):
        model.answer("Be brief.", "Which word?", Word)
        with pytest.raises(ModelUnavailable):
            model.answer("Be brief.", "Which word?", Word)

    assert meter.used.calls == 2
    assert meter.used.tokens_in > 0
    assert meter.used.tokens_out > 0
    assert meter.used.cost_usd is None
