"""Slack's Web API when it is busy, broken or slow."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from integrations.slack.web_api import LONGEST_WAIT_S, TRIES_MORE, Courier, Place
from tests.integrations.slack.conftest import Slack
from tests.integrations.slack.stub_slack import TOKEN, StubSlack

PLACE = Place("T1", "D1", "1.2", "U1", private=True)


@pytest.fixture
def waits() -> list[float]:
    """How long the courier would have waited."""
    return []


@pytest.fixture
def courier(web_api: StubSlack, waits: list[float]) -> Iterator[Courier]:
    """A courier that does not really wait."""
    return Courier(TOKEN, f"{web_api.root}/api/", wait=waits.append)


def test_after_429_the_message_is_sent_again_when_slack_asks(
    courier: Courier, web_api: StubSlack, waits: list[float]
) -> None:
    web_api.fail_next("chat.postMessage", 429, {"Retry-After": "7"})
    assert courier.post(PLACE, "Hello") is not None
    assert waits == [7.0]
    assert len(web_api.of("chat.postMessage")) == 2


def test_an_answer_comes_through_429_and_500(slack: Slack, web_api: StubSlack) -> None:
    web_api.fail_next("chat.update", 429, {"Retry-After": "0"})
    web_api.fail_next("chat.update", 500)
    slack.dm("I want to get better at wait time")
    slack.settle()
    assert len(web_api.of("chat.update")) == 3


def test_a_failing_slack_is_tried_a_bounded_number_of_times_and_logged_with_an_id(
    courier: Courier, web_api: StubSlack, waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(10):
        web_api.fail_next("chat.postMessage", 500, {"Retry-After": "9999"})
    with caplog.at_level(logging.ERROR):
        assert courier.post(PLACE, "a secret word") is None
    assert len(web_api.of("chat.postMessage")) == 1 + TRIES_MORE
    assert waits == [LONGEST_WAIT_S] * TRIES_MORE
    assert "id " in caplog.text
    assert "a secret word" not in caplog.text


def test_nobody_there_is_a_failure_not_an_exception(waits: list[float]) -> None:
    courier = Courier(TOKEN, "http://127.0.0.1:9/api/", wait=waits.append)
    assert courier.post(PLACE, "Hello") is None
    assert courier.person("U1") == (None, None)
    assert len(waits) == 2 * TRIES_MORE


def test_blocks_that_slack_refuses_leave_the_words(slack: Slack, web_api: StubSlack) -> None:
    web_api.fail_next("chat.update", 200, error="invalid_blocks")
    slack.dm("I want to get better at wait time")
    slack.settle()
    first, second = web_api.of("chat.update")
    assert "blocks" in first
    assert "blocks" not in second
    assert second["text"] == first["text"]


def test_a_line_that_was_deleted_is_followed_by_a_message_of_its_own(
    slack: Slack, web_api: StubSlack
) -> None:
    web_api.fail_next("chat.update", 200, error="message_not_found")
    slack.dm("I want to get better at wait time")
    slack.settle()
    assert "blocks" in web_api.of("chat.postMessage")[1]


def test_without_the_first_line_the_answer_is_posted(slack: Slack, web_api: StubSlack) -> None:
    web_api.fail_next("chat.postMessage", 200, error="not_in_channel")
    slack.dm("I want to get better at wait time")
    slack.settle()
    assert web_api.of("chat.update") == []
    assert "blocks" in web_api.of("chat.postMessage")[1]
