"""What routes ask for: the app's own things, who is there, and that a form is genuine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from assistant.errors import Forbidden, NotFound, SignInNeeded
from assistant.people import Person
from integrations.services import Services
from integrations.web.errors import PageNeedsSignIn
from integrations.web.metrics import Metrics
from integrations.web.personas import Persona
from integrations.web.signing import FormTokens, SignedNotes

if TYPE_CHECKING:
    from integrations.web.rendering import Pages
    from integrations.web.single_sign_on import SingleSignOn

SESSION_COOKIE = "credcoach_session"
PERSONA_COOKIE = "credcoach_persona"
FORM_COOKIE = "credcoach_form"
FORM_HEADER = "x-csrf-token"
FORM_FIELD = "csrf_token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True)
class Web:
    """What one app holds for its routes."""

    services: Services
    pages: Pages
    metrics: Metrics
    form_tokens: FormTokens
    demo: bool
    personas: Sequence[Persona]
    secure: bool  # whether cookies may travel over https only
    public_url: str | None
    sign_on: SingleSignOn | None  # where a school's provider is set up
    sign_on_notes: SignedNotes  # what a browser carries to that provider and back

    def address(self, request: Request, path: str) -> str:
        """The path as a whole address, for a link that leaves this site."""
        return (self.public_url or str(request.base_url)).rstrip("/") + path


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sent a request; `by_token` is a bearer token, `binding` ties forms to her session."""

    person: Person | None
    by_token: bool
    binding: str
    persona: Persona | None = None


def web_of(request: Request) -> Web:
    """The app's own things."""
    web: Web = request.app.state.web
    return web


TheWeb = Annotated[Web, Depends(web_of)]


def services_of(web: TheWeb) -> Services:
    """The services that this app calls."""
    return web.services


TheServices = Annotated[Services, Depends(services_of)]


def visitor_of(request: Request, web: TheWeb) -> Visitor:
    """Who is there: by bearer token, by session, in the demo by persona; or nobody.

    Raises SignInNeeded for a bearer token that does not hold.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        person = web.services.accounts.person_of_token(token.strip())
        if person is None:
            raise SignInNeeded("This token is not known, or was withdrawn; ask for a new one.")
        return Visitor(person, True, "")
    if session := request.cookies.get(SESSION_COOKIE):
        person = web.services.accounts.person_of_session(session)
        if person is not None:
            return Visitor(person, False, session)
    if web.demo and web.personas:
        key = request.cookies.get(PERSONA_COOKIE)
        persona = next((p for p in web.personas if p.key == key), web.personas[0])
        with suppress(NotFound):  # she may have erased her account, as anybody may
            return Visitor(web.services.accounts.person(persona.person_id), False, "demo", persona)
    return Visitor(None, False, "nobody")


TheVisitor = Annotated[Visitor, Depends(visitor_of)]


def current_person(visitor: TheVisitor) -> Person:
    """Who is signed in; raises SignInNeeded where nobody is."""
    if visitor.person is None:
        raise SignInNeeded("Nobody is signed in; send a session's cookie or a bearer token.")
    return visitor.person


CurrentPerson = Annotated[Person, Depends(current_person)]


def page_person(visitor: TheVisitor) -> Person:
    """Who is signed in, for a page: the visitor is sent to sign in where nobody is."""
    if visitor.person is None:
        raise PageNeedsSignIn
    return visitor.person


PagePerson = Annotated[Person, Depends(page_person)]


async def genuine(request: Request, web: TheWeb, visitor: TheVisitor) -> AsyncIterator[None]:
    """Raises Forbidden for a change that no page of ours asked for.

    Bearer tokens cannot be sent by a foreign page, and a demo's API without any cookie is nobody's
    session: both need no form token. Files of a form are closed when the request is over.
    """
    try:
        await _check_form(request, web, visitor)
        yield
    finally:
        await request.close()


async def _check_form(request: Request, web: Web, visitor: Visitor) -> None:
    if request.method in SAFE_METHODS or visitor.by_token:
        return
    if _foreign(request):
        raise Forbidden("This request came from another site and was not carried out.")
    in_api = request.url.path.startswith("/api/")
    if in_api and (visitor.person is None or (web.demo and not request.cookies)):
        return
    given = request.headers.get(FORM_HEADER) or await _form_field(request)
    kept = request.cookies.get(FORM_COOKIE, "")
    if not given or given != kept or not web.form_tokens.fits(given, visitor.binding):
        raise Forbidden(
            "This form has run out or did not come from this site; load the page again and repeat."
        )


async def _form_field(request: Request) -> str:
    if not request.headers.get("content-type", "").lower().startswith(FORM_TYPES):
        return ""
    field = (await request.form()).get(FORM_FIELD)
    return field if isinstance(field, str) else ""


def _foreign(request: Request) -> bool:
    """Whether a browser says that another site sent this."""
    if request.headers.get("sec-fetch-site") == "cross-site":
        return True
    origin = request.headers.get("origin")
    if not origin or origin == "null":
        return origin == "null"
    return urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()


Genuine = Depends(genuine)
