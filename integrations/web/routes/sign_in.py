"""`/login`, `/link/{token}`, `/sign-out`, `/persona`: coming in, and going."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.accounts import SESSION_DAYS
from assistant.errors import NotFound, SignInNeeded, TooManyTries
from integrations.web.deps import (
    PERSONA_COOKIE,
    SESSION_COOKIE,
    TheServices,
    TheVisitor,
    TheWeb,
    Web,
)
from integrations.web.rendering import page, set_cookie
from integrations.web.schemas import Plain, ThingId, Wanted

router = APIRouter()

Line = Annotated[str, Form(max_length=254), Plain]
Password = Annotated[str, Form(max_length=2_000)]
YEAR_S = 31_536_000


@router.get("/login")
def login_page(request: Request, web: TheWeb, visitor: TheVisitor, next: Wanted = None) -> Response:
    """The form; a demo, and who is signed in already, go on to the chat."""
    if web.demo or visitor.person is not None:
        return RedirectResponse(_inside(next), 303)
    return page(request, visitor, "login.html", next=_inside(next), fault="", email="")


@router.post("/login")
def login(
    request: Request,
    web: TheWeb,
    visitor: TheVisitor,
    services: TheServices,
    email: Line,
    password: Password,
    next: Annotated[str, Form(max_length=2_000)] = "/",
) -> Response:
    """A session where address and password fit; the same answer for every other case."""
    try:
        token = services.accounts.sign_in(email, password)
    except (SignInNeeded, TooManyTries) as error:
        status = 429 if isinstance(error, TooManyTries) else 401
        return page(
            request,
            visitor,
            "login.html",
            status=status,
            next=_inside(next),
            fault=str(error),
            email=email,
        )
    return _signed_in(web, token, _inside(next))


@router.get("/link/{token}")
def link_page(
    request: Request, visitor: TheVisitor, services: TheServices, token: ThingId
) -> Response:
    """The form of a first admin's, an invitation's or a new password's link."""
    link = services.accounts.link(token)
    return page(request, visitor, "link.html", link=link, token=token)


@router.post("/link/{token}")
def use_link(
    web: TheWeb,
    services: TheServices,
    token: ThingId,
    password: Password,
    email: Line = "",
    name: Line = "",
) -> Response:
    """Does what the link is for and signs in."""
    person = services.accounts.use_link(token, email or None, name or None, password)
    return _signed_in(web, services.accounts.start_session(person.id), "/")


@router.post("/sign-out")
def sign_out(request: Request, services: TheServices) -> Response:
    """Ends the session, here and on the server."""
    if token := request.cookies.get(SESSION_COOKIE):
        services.accounts.sign_out(token)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response


@router.post("/persona")
def switch_persona(web: TheWeb, key: Annotated[str, Form(max_length=100)]) -> Response:
    """Makes a demo's visitor another of its people."""
    if not web.demo or key not in {persona.key for persona in web.personas}:
        raise NotFound("There is no such person in this demo.")
    response = RedirectResponse("/", 303)
    set_cookie(web, response, PERSONA_COOKIE, key, YEAR_S)
    response.delete_cookie(SESSION_COOKIE)
    return response


def _signed_in(web: Web, token: str, to: str) -> Response:
    response = RedirectResponse(to, 303)
    set_cookie(web, response, SESSION_COOKIE, token, int(SESSION_DAYS.total_seconds()))
    return response


def _inside(address: str | None) -> str:
    """The address, if it is a page of ours; the chat otherwise."""
    inside = address and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if address and inside and address.isprintable() else "/"
