"""Every error of the floors below, mapped once: a problem for programs, a page for people."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from assistant import errors as assistant_errors
from assistant.errors import AssistantError
from retrieval import errors as retrieval_errors
from retrieval.errors import RetrievalError

log = logging.getLogger(__name__)

PROBLEM = "application/problem+json"

# The most particular class decides; `status_of` walks a class's own line of ancestors.
STATUS: dict[type[Exception], int] = {
    assistant_errors.BadInput: 422,
    assistant_errors.TooLarge: 413,
    assistant_errors.NotFound: 404,
    assistant_errors.Forbidden: 403,
    assistant_errors.Conflict: 409,
    assistant_errors.SignInNeeded: 401,
    assistant_errors.TooManyTries: 429,
    assistant_errors.StoreUnavailable: 503,
    assistant_errors.ModelUnavailable: 503,
    retrieval_errors.UnreadableDocument: 422,
    retrieval_errors.UnreadableFormat: 422,
    retrieval_errors.CatalogueNotFound: 422,
    retrieval_errors.EmbedderUnavailable: 503,
    retrieval_errors.IndexUnavailable: 503,
    retrieval_errors.LexiconUnreadable: 503,
}
TITLES = {
    401: "Please sign in",
    403: "Not allowed",
    404: "Not found",
    409: "Changed in the meantime",
    413: "Too large",
    422: "That cannot be used",
    429: "Too many tries",
    500: "Something broke",
    503: "Not available just now",
}
RETRY_AFTER_S = {429: "900", 503: "10"}


class PageNeedsSignIn(Exception):
    """A page was asked for that needs a session; the visitor is sent to sign in."""


class BodyTooLarge(HTTPException):
    """The request's body is larger than the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"The request is larger than {limit // 1_000_000} MB; send less.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One error as RFC 9457 has it; `detail` is fit for a person."""

    status: int
    detail: str
    incident: str | None = None

    @property
    def title(self) -> str:
        """A few words that say what kind of error this is."""
        return TITLES.get(self.status) or HTTPStatus(self.status).phrase

    def as_json(self) -> dict[str, Any]:
        """The problem's members."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": _printable(self.detail),
        }
        return {**body, "incident": self.incident} if self.incident else body


def status_of(error: Exception) -> int:
    """The status of an error of the floors below; 500 for one that nobody mapped."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def wants_page(path: str, accept: str) -> bool:
    """Whether an error is shown as a page: everywhere but in the API and to a browser."""
    return not path.startswith(("/api/", "/slack/")) and "text/html" in accept


def answer(request: Request, problem: Problem) -> Response:
    """The response that tells a problem to whoever asked."""
    headers = {}
    if problem.status in RETRY_AFTER_S:
        headers["Retry-After"] = RETRY_AFTER_S[problem.status]
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if wants_page(request.url.path, request.headers.get("accept", "")):
        from integrations.web.rendering import error_page

        return error_page(request, problem, headers)
    return JSONResponse(problem.as_json(), problem.status, headers, media_type=PROBLEM)


def unexpected(error: Exception) -> Problem:
    """The problem of an error nobody foresaw: logged under an id, and the id shown."""
    incident = uuid4().hex[:8]
    log.error("request failed, id %s", incident, exc_info=error)
    return Problem(
        500, f"Something broke on our side (id {incident}); what was saved is kept.", incident
    )


def install(app: FastAPI) -> None:
    """Makes the app answer every known error as a problem or a page."""

    def known(request: Request, error: Exception) -> Response:
        status = status_of(error)
        return answer(request, Problem(status, str(error)) if status != 500 else unexpected(error))

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return answer(request, Problem(422, in_a_sentence(error.errors())))

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        detail = str(error.detail)
        if detail == HTTPStatus(error.status_code).phrase:
            detail = _FOR_PEOPLE.get(error.status_code, detail + ".")
        return answer(request, Problem(error.status_code, detail))

    def sign_in(request: Request, _error: Exception) -> Response:
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(back, safe='/')}", 303)

    app.add_exception_handler(AssistantError, known)
    app.add_exception_handler(RetrievalError, known)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(PageNeedsSignIn, sign_in)


_FOR_PEOPLE = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
}


def in_a_sentence(errors: Sequence[Any]) -> str:
    """Validation errors as one sentence that names the field and what was expected."""
    first = errors[0] if errors else {}
    where = ".".join(str(part) for part in first.get("loc", ())[1:])
    said = str(first.get("msg", "it does not fit")).removeprefix("Value error, ")
    if first.get("type") == "json_invalid":
        return "The body is not JSON that can be read; check its brackets and quotes."
    more = f" ({len(errors) - 1} more like it)" if len(errors) > 1 else ""
    sentence = f"{where}: {said[:1].lower() + said[1:]}" if where else said
    return f"{sentence[:500].rstrip('.')}{more}."


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
