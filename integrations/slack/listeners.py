"""Event name -> function: each reads the event, calls one service, and shows what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.replies import Card
from integrations.slack import (
    blocks,
    checking,
    cohort_channel,
    commands,
    home,
    lifecycle,
    modals,
    sharing,
)
from integrations.slack.desk import Desk, Say
from integrations.slack.mrkdwn import plain
from integrations.slack.payloads import COMMAND
from integrations.slack.web_api import Place

Event = Mapping[str, Any]
Listener = Callable[[Desk, str, Event], None]

SPOKEN = frozenset({None, "file_share", "thread_broadcast"})  # subtypes in which a person speaks
_MENTION = re.compile(r"^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>[\s,:]*)+")

GREETING = (
    "Hello{name}! I help you to find a micro-credential that fits your classroom, and I read your "
    "draft against its rubric before you hand it in. What would you like to get better at?\n\n"
    "What you write to me here is yours alone: no coach and no colleague sees it."
)
PROMPTS = (
    {"title": "Find a credential", "message": "I want to get my quieter students talking"},
    {"title": "Show my plan", "message": "Show me my plan"},
)
COACH_PROMPT = {"title": "My cohort", "message": "How is my cohort?"}


def wanted(name: str, event: Event) -> bool:
    """Whether this is ours to keep and answer: a person's words to us, a look, a click."""
    if name in ABOUT_THE_APP:
        return True
    if not event.get("user") or event.get("bot_id") or event.get("ours"):
        return False
    if name == "message" and event.get("subtype") == "message_deleted":
        return event.get("channel_type") == "im" and bool(event.get("deleted_ts"))
    if name == "message":
        spoken = event.get("subtype") in SPOKEN and event.get("channel_type") == "im"
        return spoken and bool((event.get("text") or "").strip() or event.get("files"))
    if name == "app_mention":
        return event.get("subtype") in SPOKEN and not str(event.get("channel")).startswith("D")
    return name in LISTENERS


def on_message(desk: Desk, team: str, event: Event) -> None:
    """A direct message, with or without files; or that she deleted one."""
    if event.get("subtype") == "message_deleted":
        lifecycle.on_deleted(desk, team, event)
        return
    if desk.standing.was_deleted(team, str(event["channel"]), str(event["ts"])):
        return
    place = _place(team, event, private=True)
    uploads, problems = desk.files.fetch(event.get("files") or ())
    for problem in problems:
        desk.courier.post(place, desk.renderer.words(problem))
    message = plain(event.get("text") or "")
    if message.strip() or uploads:
        desk.answer(place, message, uploads, asked_ts=str(event["ts"]))


def on_mention(desk: Desk, team: str, event: Event) -> None:
    """A mention in a channel: answered in its thread, from the catalogue only."""
    message = plain(_MENTION.sub("", event.get("text") or ""))
    desk.answer(_place(team, event, private=False), message.strip() or "Hello")


def on_home(desk: Desk, team: str, event: Event) -> None:
    """The app was opened: a greeting at the first time, or the Home tab."""
    if event.get("tab") == "messages":
        greet(desk, team, event)
        return
    home.publish(desk, team, event["user"])


def greet(desk: Desk, team: str, event: Event) -> None:
    """Says hello to somebody who was never here, and offers her a beginning."""
    person = desk.identity.known(team, event["user"])
    if person is None:
        person = desk.identity.person(team, event["user"])
        name = "" if person.name == "Slack user" else f" {person.name}"
        text = GREETING.format(name=name)
        words = desk.renderer.words(text)
        place = Place(team, event["channel"], None, event["user"], private=True)
        desk.courier.post(place, words, blocks.sections(text))
    prompts = (*PROMPTS, COACH_PROMPT) if person.may_lead else PROMPTS
    desk.courier.suggest(event["channel"], prompts)


def tell_me_more(desk: Desk, team: str, event: Event) -> None:
    """The button on a card: a credential in a few sentences."""
    _say(desk, team, event, "Tell me more about {title}")


def start_this(desk: Desk, team: str, event: Event) -> None:
    """The button on a card: the credential goes into her plan."""
    _say(desk, team, event, "I will start this credential: {title}")


def not_for_me(desk: Desk, team: str, event: Event) -> None:
    """The button on a card: others for the same goal."""
    _say(desk, team, event, "Not for me, something else please")


def compare(desk: Desk, team: str, event: Event) -> None:
    """The button under a card: the first few of it side by side."""
    titles = desk.renderer.titles
    ids = [one for one in str(event.get("value")).split(",") if one in titles]
    place = _place(team, event)
    if len(ids) < 2:
        gone = "Those credentials are not in the catalogue any more."
        desk.courier.post(place, desk.renderer.words(gone))
        return
    person = desk.identity.person(team, event["user"])
    words = f"Compare {'; '.join(titles[one] for one in ids)}"

    # By their ids, for a title may hold commas and an "and" of its own.
    def ask(_: Say) -> tuple[str, list[Card]]:
        answer = desk.services.answers.compare(person, ids, words)
        desk.keep_said(place, words, answer.text)
        return answer.text, []

    desk.answer_by(place, ask)


def thumb(desk: Desk, team: str, event: Event) -> None:
    """Whether an answer helped: the thumb is kept, and nothing else."""
    person = desk.identity.known(team, event["user"])
    at = (team, str(event.get("channel")), str(event.get("ts")))
    value = "up" if event.get("value") == "up" else "down"
    if person is not None and desk.standing.rate(person, *at, value):
        desk.tell(team, event, "Thank you. Only the thumb is kept.", elsewhere=False)


def _then_home(listener: Listener) -> Listener:
    """Does it and, where it was pressed in the Home tab, shows the tab as it is now."""

    def does(desk: Desk, team: str, event: Event) -> None:
        listener(desk, team, event)
        if event.get("home"):
            home.publish(desk, team, event["user"])

    return does


def _say(desk: Desk, team: str, event: Event, words: str) -> None:
    """What a button stands for, said in the conversation, so that it is kept there as well."""
    place = _place(team, event)
    credential = desk.services.library.shelf().credentials.get(event.get("value") or "")
    if credential is None:
        gone = "That credential is not in the catalogue any more."
        desk.courier.post(place, desk.renderer.words(gone))
        return
    desk.answer(place, words.format(title=credential.title))


def _place(team: str, event: Event, *, private: bool | None = None) -> Place:
    """The thread; a channel whose id begins with D is a direct message with one person."""
    channel = str(event["channel"])
    root = str(event.get("thread_ts") or event["ts"])
    direct = channel.startswith("D") if private is None else private
    return Place(team, channel, root, str(event["user"]), direct)


EVENTS: dict[str, Listener] = {
    "message": on_message,
    "app_mention": on_mention,
    "app_home_opened": on_home,
    "member_left_channel": cohort_channel.on_left,
    "user_change": lifecycle.on_user_change,
    "app_uninstalled": lifecycle.on_uninstalled,
    "tokens_revoked": lifecycle.on_tokens_revoked,
}
ABOUT_THE_APP = frozenset({"app_uninstalled", "tokens_revoked"})  # nobody's doing
CARD_ACTIONS: dict[str, Listener] = {
    "tell_me_more": tell_me_more,
    "start_this": start_this,
    "not_for_me": not_for_me,
    "compare": compare,
    "thumb": thumb,
}
ACTIONS: dict[str, Listener] = {
    **CARD_ACTIONS,
    "cohort_terms": cohort_channel.show_terms,
    "cohort_join": cohort_channel.join,
    "cohort_leave": _then_home(cohort_channel.leave),
    "share_item": _then_home(sharing.share),
    "share_stop": _then_home(sharing.stop_sharing),
    "announce": _then_home(sharing.announce),
    "nudge_snooze": sharing.snooze,
    "nudge_stop": _then_home(sharing.stop_nudges),
    "nudge_again": _then_home(sharing.nudge_again),
}
VIEWS: dict[str, Listener] = {
    f"view:{modals.CHECK}": checking.check,
    f"view:{modals.NOTE}": cohort_channel.send_note,
}
LISTENERS: dict[str, Listener] = {**EVENTS, **ACTIONS, **VIEWS, COMMAND: commands.run}
SHORTCUTS = ("check_draft", "check_message")
OPTIONS = ("credential", "part")
