"""Serving: the web app with whatever else is set up; one process a data folder, or many."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from assistant.errors import BadInput
from integrations.handover import index_router, only_server
from integrations.services import Services, make_data_dir
from integrations.upkeep import daily, upkeep

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.settings import Settings
    from integrations.web.personas import Persona

DEFAULT_HOST = "127.0.0.1"


def listening_socket(host: str, port: int) -> socket.socket:
    """A bound socket; raises BadInput where the port is taken or may not be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except (OSError, OverflowError) as error:
        bound.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(
            f"{host}:{port} cannot be used ({reason}); choose another port with --port."
        ) from error
    return bound


def build_app(
    services: Services, token: str | None, *, personas: Sequence[Persona] = (), demo: bool = False
) -> FastAPI:
    """The whole application: web, Slack where it is set up, and the door for handed-over work.

    There is no such door without a token: whoever indexes beside several servers does it himself.
    """
    from integrations.slack import slack_router
    from integrations.web.app import create_app

    app = create_app(services, demo=demo, personas=personas, slack_routes=slack_router(services))
    if token is not None:
        app.include_router(index_router(services.library, token, services.paraphraser))
    return app


def serve(
    services: Services,
    host: str,
    port: int,
    *,
    announce: Callable[[str], None],
    personas: Sequence[Persona] = (),
    demo: bool = False,
) -> None:
    """Serve until stopped; `announce` hears the address once requests are answered."""
    bound = listening_socket(host, port)
    url = f"http://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}"
    try:
        make_data_dir(services.settings.data_dir)
        with _place(services.settings, url) as token:
            if services.settings.public_url is None:
                services.settings.public_url = url
            services.prepare()
            services.library.heal()
            app = build_app(services, token, personas=personas, demo=demo)
            with daily(lambda: upkeep(services)):
                _run(app, bound, lambda: announce(url))
    finally:
        bound.close()


def may_be_many(settings: Settings) -> bool:
    """Whether records and vectors both lie on servers, which bear many writers."""
    database = settings.database_url or "sqlite"
    return bool(settings.chroma_url) and not database.startswith("sqlite")


def _place(settings: Settings, url: str) -> AbstractContextManager[str | None]:
    """Holds the data folder where one server alone may use it; gives the hand-over token then."""
    if not may_be_many(settings):
        return only_server(settings.data_dir, url)
    if settings.secret_key is None:
        raise BadInput(
            "Servers that share a database must share a key; set CREDCOACH_SECRET_KEY to the same "
            "32 characters or more for each of them."
        )
    return nullcontext()


def run_slack(services: Services) -> None:
    """Slack in Socket Mode until stopped; raises BadInput where a token is missing or refused."""
    from integrations.slack import run_socket

    run_socket(services)


def _run(app: FastAPI, bound: socket.socket, started: Callable[[], None]) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started()

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5
    )
    Server(config).run(sockets=[bound])
