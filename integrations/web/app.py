"""The web app: API, pages, static files and what surrounds them, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from integrations.services import Services
from integrations.web import errors
from integrations.web.assets import FOLDER, KeptFiles, content_hash
from integrations.web.deps import Web
from integrations.web.guard import Guard
from integrations.web.metrics import Metrics
from integrations.web.personas import Persona
from integrations.web.rendering import Pages
from integrations.web.routes import api, health, pages
from integrations.web.signing import FormTokens, SignedNotes, secret_key
from integrations.web.single_sign_on import single_sign_on

THREADS = 40  # who only listens to a chat holds none; a check through a model holds one meanwhile
# Threads that stream wake up for a moment and sleep again. With the usual 5 ms each of them would
# wait that long for every other one that computes: a hundred chats that begin would stop all.
SWITCH_S = 0.0005
COMPRESS_FROM = 1_000  # bytes
COMPRESS_LEVEL = 6
SIGN_ON_LASTS_S = 600  # typing a password at the school's sign-in, with a second factor


def create_app(
    services: Services,
    *,
    demo: bool = False,
    personas: Sequence[Persona] = (),
    slack_routes: APIRouter | None = None,
) -> FastAPI:
    """The app over these services; in a demo, the first persona is who has no cookie.

    Raises StoreUnavailable where the database or the data folder cannot be used, BadInput where
    single sign-on is half set up.
    """
    app = FastAPI(
        title="Credcoach",
        summary="A conversational assistant for teachers pursuing micro-credentials",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    metrics = Metrics()
    public_url = services.settings.public_url
    secure = (public_url or "").startswith("https://")
    assets = content_hash()
    key = secret_key(services.settings)
    app.state.web = Web(
        services=services,
        pages=Pages(assets),
        metrics=metrics,
        form_tokens=FormTokens(key),
        demo=demo,
        personas=tuple(personas),
        secure=secure,
        public_url=public_url,
        sign_on=None if demo else single_sign_on(services.settings),
        sign_on_notes=SignedNotes(key, "sign-on", SIGN_ON_LASTS_S),
    )
    errors.install(app)
    app.include_router(api.router)
    app.include_router(health.router, include_in_schema=False)
    if slack_routes is not None:
        app.include_router(slack_routes, include_in_schema=False)
    app.include_router(pages.router, include_in_schema=False)
    app.mount(f"/static/{assets}", KeptFiles(directory=FOLDER), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESS_FROM, compresslevel=COMPRESS_LEVEL)
    app.add_middleware(Guard, metrics=metrics, secure=secure)
    return app


@asynccontextmanager
async def _lifespan(_app: FastAPI) -> AsyncIterator[None]:
    import sys

    import anyio.to_thread

    sys.setswitchinterval(SWITCH_S)
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
