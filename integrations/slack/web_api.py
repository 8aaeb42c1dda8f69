"""Slack's Web API: a bounded number of tries, and failures that are logged, never raised."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.webhook import WebhookClient

log = logging.getLogger(__name__)

TIMEOUT_S = 10  # of one request to Slack
TRIGGER_S = 3  # a trigger id is worth nothing after that
TRIES_MORE = 3  # after the first
LONGEST_WAIT_S = 30  # between two tries, whatever Retry-After says
_BUSY = frozenset({429, 500, 502, 503, 504})
_FAILURES = (SlackClientError, OSError, HTTPException)


class Patience(RetryHandler):
    """Tries again after 429 (as long as it asks for), 5xx, and a connection that failed."""

    def __init__(self, wait: Callable[[float], None] = time.sleep) -> None:
        super().__init__(max_retry_count=TRIES_MORE)
        self._wait = wait

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is not None:
            return response.status_code in _BUSY
        return isinstance(error, (OSError, HTTPException))

    def prepare_for_next_attempt(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Waits, then lets the client try once more."""
        asked = _retry_after(response.headers) if response is not None else None
        pause = asked if asked is not None else 0.5 * 2**state.current_attempt + random.random() / 4
        self._wait(min(pause, LONGEST_WAIT_S))
        state.next_attempt_requested = True
        state.increment_current_attempt()


def _retry_after(headers: Mapping[str, Sequence[str]]) -> float | None:
    for name, values in headers.items():
        if name.lower() == "retry-after" and values:
            try:
                return max(0.0, float(values[0]))
            except ValueError:
                return None
    return None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: a thread of a channel, in a workspace; `private` is her own DM."""

    team: str
    channel: str
    root: str | None  # the thread's first message; None posts outside of any thread
    user: str
    private: bool


class Courier:
    """Brings words to Slack; what cannot be brought is logged, and is in our records anyway."""

    def __init__(
        self, token: str, api_url: str, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self.api_url = api_url
        self._patience = Patience(wait)
        self.client = WebClient(
            token, base_url=api_url, timeout=TIMEOUT_S, retry_handlers=[self._patience]
        )
        # What is shown in between is worth one try: the next state replaces it anyway.
        self._hasty = WebClient(token, base_url=api_url, timeout=TIMEOUT_S, retry_handlers=[])
        self._prompt = WebClient(token, base_url=api_url, timeout=TRIGGER_S, retry_handlers=[])

    def post(self, place: Place, text: str, blocks: Sequence[Mapping[str, Any]] = ()) -> str | None:
        """A new message in the thread; its `ts`, or None where it could not be brought."""
        body = {**_words(text, blocks), "unfurl_links": False, "unfurl_media": False}
        if place.root is not None:
            body["thread_ts"] = place.root
        answer, _ = self._call(self.client, "chat.postMessage", channel=place.channel, **body)
        return answer.get("ts")

    def update(
        self,
        place: Place,
        ts: str,
        text: str,
        blocks: Sequence[Mapping[str, Any]] = (),
        *,
        passing: bool = False,
    ) -> str | None:
        """Other words in a message of ours; None when done, else the cause in one word.

        `passing` words are tried once, and quietly.
        """
        client = self._hasty if passing else self.client
        body = _words(text, blocks)
        _, cause = self._call(
            client, "chat.update", quiet=passing, channel=place.channel, ts=ts, **body
        )
        return cause

    def delete(self, channel: str, ts: str) -> None:
        """Takes a message of ours away."""
        self._call(self.client, "chat.delete", channel=channel, ts=ts)

    def respond(self, address: str, text: str, blocks: Sequence[Mapping[str, Any]] = ()) -> bool:
        """Says something that only she sees, where she gave a command or pressed a button."""
        if not address or not is_slack(address, self.api_url):
            return False
        body = {**_words(text, blocks), "response_type": "ephemeral", "replace_original": False}
        body.pop("link_names")  # a response URL does not know it
        hook = WebhookClient(address, timeout=TIMEOUT_S, retry_handlers=[self._patience])
        try:
            answer = hook.send_dict(body)
        except _FAILURES as error:
            log.error("Slack did not take a response, id %s: %s", uuid4().hex[:8], _why(error))
            return False
        if answer.status_code != 200:
            log.error("Slack did not take a response: status %d", answer.status_code)
        return answer.status_code == 200

    def direct(self, user: str) -> str | None:
        """The channel of the direct messages with a person."""
        answer, _ = self._call(self.client, "conversations.open", users=user)
        return (answer.get("channel") or {}).get("id")

    def channel(self, channel: str) -> Mapping[str, Any] | None:
        """What Slack tells of a channel that we are in; None where we are not."""
        answer, _ = self._call(
            self.client, "conversations.info", quiet=True, as_form=True, channel=channel
        )
        return answer.get("channel")

    def open_view(self, trigger: str, view: Mapping[str, Any]) -> str | None:
        """Opens a view, once and within three seconds of the click; its id, or None."""
        answer, _ = self._call(self._prompt, "views.open", trigger_id=trigger, view=view)
        return (answer.get("view") or {}).get("id")

    def update_view(self, view_id: str, view: Mapping[str, Any]) -> None:
        """Another view in the place of an open one."""
        self._call(self.client, "views.update", view_id=view_id, view=view)

    def publish_home(self, user: str, view: Mapping[str, Any]) -> None:
        """A person's Home tab."""
        self._call(self.client, "views.publish", user_id=user, view=view)

    def suggest(self, channel: str, prompts: Sequence[Mapping[str, str]]) -> None:
        """Suggested prompts of an agent's DM; a `thread_ts` would make Slack drop them."""
        method = "assistant.threads.setSuggestedPrompts"
        self._call(self.client, method, channel_id=channel, prompts=list(prompts))

    def profile(self, user: str) -> Mapping[str, Any]:
        """What Slack tells of a user; empty where it tells nothing."""
        answer, _ = self._call(self.client, "users.info", as_form=True, user=user)
        return answer.get("user") or {}

    def person(self, user: str) -> tuple[str | None, str | None]:
        """(name, time zone) of a Slack user, as labels only; (None, None) where unknown."""
        found = self.profile(user)
        return name_in(found), found.get("tz")

    def file(self, file_id: str) -> Mapping[str, Any] | None:
        """A file's full description."""
        answer, _ = self._call(self.client, "files.info", as_form=True, file=file_id)
        return answer.get("file")

    def _call(
        self,
        client: WebClient,
        method: str,
        *,
        quiet: bool = False,
        as_form: bool = False,
        **body: Any,
    ) -> tuple[dict[str, Any], str | None]:
        """(Slack's answer, None), or ({}, what went wrong in one word)."""
        try:
            if as_form:
                answer = client.api_call(method, data=body)
            else:
                answer = client.api_call(method, json=body)
        except _FAILURES as error:
            level = logging.DEBUG if quiet else logging.ERROR
            cause = _why(error)
            log.log(level, "Slack did not take %s, id %s: %s", method, uuid4().hex[:8], cause)
            return {}, cause
        return (answer.data if isinstance(answer.data, dict) else {}), None


def name_in(user: Mapping[str, Any]) -> str | None:
    """The name on a Slack user's profile: a label, and no proof of anything."""
    profile = user.get("profile") or {}
    return profile.get("real_name") or user.get("real_name") or user.get("name") or None


def is_slack(address: str, api_url: str) -> bool:
    """Whether an address lies in Slack itself; our token and our words go nowhere else."""
    try:
        parts = urlsplit(address)
        if parts.username or parts.password:
            return False
        host = parts.hostname or ""
        if parts.scheme == "https" and parts.port in (None, 443):
            if host == "slack.com" or host.endswith(".slack.com"):
                return True
        return _origin(address) == _origin(api_url)
    except ValueError:
        return False


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port


def _words(text: str, blocks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """`parse` none and no `link_names`: what looks like a mention or an address stays text."""
    words: dict[str, Any] = {"text": text, "parse": "none", "link_names": False}
    return {**words, "blocks": list(blocks)} if blocks else words


def _why(error: Exception) -> str:
    """The cause without anything that was sent."""
    response = getattr(error, "response", None)
    code = response.get("error") if response is not None and hasattr(response, "get") else None
    return str(code or type(error).__name__)
