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
from integrations.web.signing import FormTokens, secret_key

THREADS = 100  # a chat that streams holds one while it waits, so the default of 40 is soon used up
COMPRESS_FROM = 1_000  # bytes
COMPRESS_LEVEL = 6


def create_app(
    services: Services,
    *,
    demo: bool = False,
    personas: Sequence[Persona] = (),
    slack_routes: APIRouter | None = None,
) -> FastAPI:
    """The app over these services; in a demo, the first persona is who has no cookie.

    Raises StoreUnavailable where the database or the data folder cannot be used.
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
    app.state.web = Web(
        services=services,
        pages=Pages(assets),
        metrics=metrics,
        form_tokens=FormTokens(secret_key(services.settings)),
        demo=demo,
        personas=tuple(personas),
        secure=secure,
        public_url=public_url,
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
    import anyio.to_thread

    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
