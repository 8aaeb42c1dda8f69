"""The Slack app: Bolt with our listeners, and the routes through which Slack reaches it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from integrations.slack.lanes import Lanes

if TYPE_CHECKING:
    from fastapi import APIRouter
    from slack_bolt import App, BoltResponse
    from starlette.requests import Request
    from starlette.responses import Response

    from integrations.services import Services
    from integrations.slack.desk import Desk
    from integrations.slack.inbox import Inbox, Taken

log = logging.getLogger(__name__)

OPENING_THREADS = 4  # open views: a trigger id lives three seconds, so they do not queue elsewhere
ANSWERING_THREADS = 16  # answers at the same time; one person has one at a time
BOLT_THREADS = 4  # only acknowledge and hand over, so few are enough
MOST_BYTES = 1_000_000  # of a request; what Slack sends stays far below

NOT_SET_UP = "Slack is not set up here: SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN are needed."
NO_INSTALL = (
    "This app is not open for installation from here: no SLACK_CLIENT_ID is set. Install it on "
    "its page at api.slack.com and set SLACK_BOT_TOKEN."
)
ONE_WORKSPACE = (
    "Installing in further workspaces is not configured yet: this server works for the one "
    "workspace of its SLACK_BOT_TOKEN."
)


class SlackApp:
    """Takes what Slack sends, keeps it, acknowledges it, and answers it in its own threads."""

    def __init__(self, services: Services, token: str, signing_secret: str) -> None:
        from integrations.slack.desk import Desk
        from integrations.slack.files import Files
        from integrations.slack.identity import Identity
        from integrations.slack.inbox import Inbox
        from integrations.slack.rendering import Renderer
        from integrations.slack.rounds import Rounds
        from integrations.slack.standing import Standing
        from integrations.slack.web_api import Courier

        courier = Courier(token, services.settings.slack_api_url)
        self.inbox: Inbox = Inbox(services.store)
        identity = Identity(services, courier)
        self.desk: Desk = Desk(
            services,
            courier,
            identity,
            Files(courier, token),
            Renderer(services.library, services.settings.public_url),
            Standing(services.store, identity),
            self.inbox,
        )
        self.rounds: Rounds = Rounds(self.desk)
        # Built now: a cached_property that many threads ask for first may be built twice.
        _ = (services.turns, services.answers, services.conversations, services.digests)
        _ = (services.cohort_channels, services.plans, services.shares, services.drafts)
        self._opening = ThreadPoolExecutor(OPENING_THREADS, thread_name_prefix="slack-view")
        self._lanes = Lanes(ANSWERING_THREADS, "slack-answer")
        self._bolt_threads = ThreadPoolExecutor(BOLT_THREADS, thread_name_prefix="slack-bolt")
        self.bolt: App = self._bolt_app(token, signing_secret)

    def _bolt_app(self, token: str, signing_secret: str) -> App:
        from slack_bolt import App
        from slack_bolt.authorization import AuthorizeResult

        from integrations.slack import modals
        from integrations.slack.listeners import ACTIONS, EVENTS, OPTIONS, SHORTCUTS
        from integrations.slack.payloads import COMMAND, OPENING_ACTIONS

        def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
            # No auth.test: whether Slack's Web API answers must not decide what we acknowledge.
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)

        quiet = logging.getLogger("integrations.slack.bolt")
        quiet.setLevel(logging.ERROR)  # below that, Bolt logs whole payloads: people's words
        bolt = App(
            name="credcoach",
            logger=quiet,
            signing_secret=signing_secret,
            client=self.desk.courier.client,
            authorize=authorize,
            token_verification_enabled=False,
            process_before_response=False,
            request_verification_enabled=bool(signing_secret),  # none in Socket Mode
            ignoring_self_events_enabled=False,  # `wanted` does, without knowing our own id
            listener_executor=self._bolt_threads,
        )
        bolt.use(self._keep)
        for name in EVENTS:
            bolt.event(name)(self._heard)
        for name in ACTIONS:
            bolt.action(name)(self._pressed)
        bolt.command(COMMAND)(self._asked)
        for name in OPENING_ACTIONS:
            bolt.action(name)(self._open)
        for name in SHORTCUTS:
            bolt.shortcut(name)(self._open)
        for name in OPTIONS:
            bolt.options(name)(self._choices)
        for name in (modals.CHECK, modals.NOTE):
            bolt.view(name)(self._sent)
        return bolt

    def _keep(self, body: dict[str, Any], next: Callable[[], Any]) -> BoltResponse | None:
        """Keeps what is to be answered before it is acknowledged; what came before ends here."""
        from slack_bolt import BoltResponse

        from integrations.slack.checking import faults
        from integrations.slack.listeners import wanted
        from integrations.slack.payloads import read_body

        faulty = body.get("type") == "view_submission" and faults(body.get("view") or {})
        taken = None if faulty else read_body(body)
        if taken is not None and not (wanted(taken.name, taken.event) and self.inbox.take(taken)):
            return BoltResponse(status=200, body="")
        next()
        return None

    def _heard(self, body: dict[str, Any]) -> None:
        self._begin(body)

    def _pressed(self, ack: Callable[[], Any], body: dict[str, Any]) -> None:
        ack()
        self._begin(body)

    def _asked(self, ack: Callable[[], Any], body: dict[str, Any]) -> None:
        from integrations.slack.payloads import opens_modal

        if opens_modal(body):
            self._open(ack, body)
        else:
            self._pressed(ack, body)

    def _open(self, ack: Callable[[], Any], body: dict[str, Any]) -> None:
        from integrations.slack.checking import open_check
        from integrations.slack.cohort_channel import open_note
        from integrations.slack.payloads import team_of

        ack()
        if body.get("type") == "block_actions":
            opened = partial(open_note, self.desk, body, team_of(body))
        else:
            opened = partial(open_check, self.desk, body)
        self._opening.submit(self._shown, opened)

    def _shown(self, opened: Callable[[], None]) -> None:
        try:
            opened()
        except Exception:
            log.exception("a Slack view was not shown")

    def _choices(self, ack: Callable[..., Any], body: dict[str, Any]) -> None:
        from integrations.slack.checking import options

        ack(options=options(self.desk, body))

    def _sent(self, ack: Callable[..., Any], body: dict[str, Any]) -> None:
        from integrations.slack.checking import faults

        if found := faults(body.get("view") or {}):
            ack(response_action="errors", errors=found)
            return
        ack()
        self._begin(body)

    def _begin(self, body: dict[str, Any]) -> None:
        from integrations.slack.payloads import read_body

        if taken := read_body(body):
            self._hand_over(taken)

    def _hand_over(self, taken: Taken) -> None:
        lane = f"{taken.team}/{taken.event.get('user')}"
        self._lanes.submit(lane, partial(self._answer, taken))

    def _answer(self, taken: Taken) -> None:
        from integrations.slack.listeners import LISTENERS

        try:
            LISTENERS[taken.name](self.desk, taken.team, taken.event)
        except Exception:
            log.exception("a Slack event was not answered, id %s", taken.id)
        self.inbox.done(taken.id)

    def resume(self) -> int:
        """Answers what was acknowledged within the last hour and not answered; how many."""
        from integrations.slack.listeners import LISTENERS

        waiting = [taken for taken in self.inbox.waiting() if taken.name in LISTENERS]
        for taken in waiting:
            self._hand_over(taken)
        return len(waiting)

    def close(self) -> None:
        """Finishes the answers under way; those not begun are taken up by the next `resume`."""
        self.rounds.close()
        self._bolt_threads.shutdown(wait=True)
        self._opening.shutdown(wait=True)
        self._lanes.close()


def create_slack(services: Services) -> SlackApp | None:
    """The app for Slack's HTTP traffic; None where its secret or its token is not set."""
    secret, token = services.settings.slack_signing_secret, services.settings.slack_bot_token
    if not (secret and secret.get_secret_value() and token and token.get_secret_value()):
        return None
    return SlackApp(services, token.get_secret_value(), secret.get_secret_value())


def slack_router(services: Services, slack: SlackApp | None = None) -> APIRouter:
    """Slack's routes. With its lifespan it takes up what a stop left unanswered, and ends well."""
    from fastapi import APIRouter
    from starlette.concurrency import run_in_threadpool

    slack = slack or create_slack(services)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        if slack is not None:
            await run_in_threadpool(slack.resume)
            slack.rounds.start()
        yield
        if slack is not None:
            await run_in_threadpool(slack.close)

    router = APIRouter(lifespan=lifespan)

    async def events(request: Request) -> Response:
        if slack is None:
            return _problem(404, "Not set up", NOT_SET_UP)
        body = await _read(request)
        if body is None:
            return _problem(413, "Too large", "Slack sends nothing of that size.")
        return await run_in_threadpool(_dispatch, services, slack, request, body)

    def install(_: Request) -> Response:
        if services.settings.slack_client_id is None:
            return _problem(404, "Not set up", NO_INSTALL)
        return _problem(501, "Not set up", ONE_WORKSPACE)

    async def connect(request: Request) -> Response:
        from starlette.responses import HTMLResponse

        from integrations.slack import connecting

        if slack is None:
            return _problem(404, "Not set up", NOT_SET_UP)
        token = str(request.path_params["token"])
        if request.method == "GET":
            status, said = await run_in_threadpool(connecting.page, slack.inbox, token)
            return HTMLResponse(said, status)
        body = await _read(request) or b""
        given = (services, slack.inbox, token, body)
        status, said = await run_in_threadpool(connecting.connect, *given)
        return HTMLResponse(said, status)

    # Plain routes: Slack's traffic is no part of the API, so it stays out of the OpenAPI document.
    router.add_route("/slack/events", events, methods=["POST"])
    router.add_route("/slack/connect/{token}", connect, methods=["GET", "POST"])
    router.add_route("/slack/install", install, methods=["GET"])
    router.add_route("/slack/oauth_redirect", install, methods=["GET"])
    return router


async def _read(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _dispatch(services: Services, slack: SlackApp, request: Request, body: bytes) -> Response:
    from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response

    if not _signed(services, request, body):
        return _problem(401, "Not signed by Slack", "The signature is missing, wrong or old.")
    try:
        read = to_bolt_request(request, body)
    except ValueError:
        return _problem(400, "Unreadable", "That is neither JSON nor a form as Slack sends it.")
    return to_starlette_response(slack.bolt.dispatch(read))


def _signed(services: Services, request: Request, body: bytes) -> bool:
    """Whether Slack signed this within five minutes; checked before the body is even parsed."""
    from slack_sdk.signature import SignatureVerifier

    secret = services.settings.slack_signing_secret
    at = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if secret is None or not (at.isascii() and at.isdigit()) or not signature.isascii():
        return False
    try:
        return SignatureVerifier(secret.get_secret_value()).is_valid(body, at, signature)
    except UnicodeDecodeError:
        return False


def _problem(status: int, title: str, detail: str) -> Response:
    from starlette.responses import JSONResponse

    problem = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    return JSONResponse(problem, status, media_type="application/problem+json")
