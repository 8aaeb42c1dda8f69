"""Slack in the store: an event is taken once, and its words go when it is answered."""

from __future__ import annotations

from datetime import timedelta

from assistant import store as nouns
from assistant.store.session import Store
from tests.people import Cast, Clock


def test_an_event_is_taken_once_and_its_words_are_dropped(store: Store, clock: Clock) -> None:
    with store.session() as session:
        assert nouns.slack.take_event(session, "Ev1", {"text": "hello"}, clock())
        assert not nouns.slack.take_event(session, "Ev1", {"text": "hello"}, clock())
        (waiting,) = nouns.slack.unanswered(session)
        assert waiting.payload == {"text": "hello"}
        nouns.slack.answered(session, "Ev1", clock())
    with store.session() as session:
        assert nouns.slack.unanswered(session) == ()
        assert not nouns.slack.take_event(session, "Ev1", {"text": "hello"}, clock())
        nouns.slack.forget_events(session, clock() + timedelta(hours=1))
        assert nouns.slack.take_event(session, "Ev1", {"text": "hello"}, clock())


def test_a_slack_user_is_a_person_in_one_workspace(store: Store, cast: Cast, clock: Clock) -> None:
    with store.session() as session:
        nouns.slack.link(session, "T1", "U1", cast.alice.id, clock())
        assert nouns.slack.person_of(session, "T1", "U1") == cast.alice.id
        assert nouns.slack.person_of(session, "T2", "U1") is None
        assert nouns.slack.users_of(session, cast.alice.id) == (("T1", "U1"),)
        nouns.slack.unlink(session, cast.alice.id)
        assert nouns.slack.person_of(session, "T1", "U1") is None
