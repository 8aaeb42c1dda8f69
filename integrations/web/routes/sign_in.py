"""`/login`, `/link/{token}`, `/sign-out`, `/persona`: coming in, and going."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.accounts import SESSION_DAYS
from assistant.errors import NotFound, SignInNeeded, TooManyTries
from integrations.services import Services
from integrations.web.deps import (
    PERSONA_COOKIE,
    SESSION_COOKIE,
    TheServices,
    TheVisitor,
    TheWeb,
    Visitor,
    Web,
    web_of,
)
from integrations.web.device_names import device_name
from integrations.web.rendering import page, set_cookie
from integrations.web.schemas import Plain, ThingId, Wanted

router = APIRouter()

Line = Annotated[str, Form(max_length=254), Plain]
Password = Annotated[str, Form(max_length=2_000)]
YEAR_S = 31_536_000
SESSION_S = int(SESSION_DAYS.total_seconds())
SIGN_OUT = "/sign-out"
ID_TOKEN_COOKIE = "credcoach_id_token"  # of single sign-on; the browser sends it to SIGN_OUT alone
LONGEST_COOKIE = 3_800  # browsers drop what is longer


@router.get("/login")
def login_page(request: Request, web: TheWeb, visitor: TheVisitor, next: Wanted = None) -> Response:
    """The form; a demo, and who is signed in already, go on to the chat."""
    if web.demo or visitor.person is not None:
        return RedirectResponse(inside(next), 303)
    return door(request, visitor, inside(next))


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
        token = services.accounts.sign_in(
            email, password, place=place_of(request), device=_device(request)
        )
    except (SignInNeeded, TooManyTries) as error:
        status = 429 if isinstance(error, TooManyTries) else 401
        return door(request, visitor, inside(next), fault=str(error), status=status, email=email)
    return _signed_in(web, token, inside(next))


@router.get("/link/{token}")
def link_page(
    request: Request, visitor: TheVisitor, services: TheServices, token: ThingId
) -> Response:
    """The form of a first admin's, an invitation's or a new password's link."""
    link = services.accounts.link(token)
    return page(request, visitor, "link.html", link=link, token=token)


@router.post("/link/{token}")
def use_link(
    request: Request,
    web: TheWeb,
    services: TheServices,
    token: ThingId,
    password: Password,
    email: Line = "",
    name: Line = "",
) -> Response:
    """Does what the link is for and signs in."""
    person = services.accounts.use_link(token, email or None, name or None, password)
    return came_in(request, web, services, person.id, "/")


@router.post(SIGN_OUT)
def sign_out(request: Request, web: TheWeb, services: TheServices) -> Response:
    """Ends the session, here and on the server, and at the school's sign-in where it offers it."""
    if token := request.cookies.get(SESSION_COOKIE):
        services.accounts.sign_out(token)
    elsewhere = None
    if web.sign_on and (id_token := request.cookies.get(ID_TOKEN_COOKIE)):
        elsewhere = web.sign_on.logout_url(id_token, web.address(request, "/login"))
    response: Response = RedirectResponse("/login", 303)
    if elsewhere:
        # A page and not a redirect: the policy of this site lets no form lead to another one.
        gone = Visitor(None, False, "nobody")
        response = page(request, gone, "signed_out.html", elsewhere=elsewhere)
    response.delete_cookie(SESSION_COOKIE)
    response.delete_cookie(ID_TOKEN_COOKIE, path=SIGN_OUT)
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


def door(
    request: Request,
    visitor: Visitor,
    to: str,
    *,
    fault: str = "",
    status: int = 200,
    email: str = "",
) -> Response:
    """The page to sign in, with what went wrong; `to` is where she wanted to go."""
    by_school = web_of(request).sign_on is not None
    return page(
        request,
        visitor,
        "login.html",
        status=status,
        next=to,
        fault=fault,
        email=email,
        by_school=by_school,
    )


def came_in(request: Request, web: Web, services: Services, person_id: str, to: str) -> Response:
    """A new session for somebody whose identity was just proved."""
    return _signed_in(web, services.accounts.start_session(person_id, _device(request)), to)


def place_of(request: Request) -> str | None:
    """The network address that asks, as the server in front of us says it."""
    return request.client.host if request.client else None


def inside(address: str | None) -> str:
    """The address, if it is a page of ours; the chat otherwise."""
    ours = address and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if address and ours and address.isprintable() else "/"


def _signed_in(web: Web, token: str, to: str) -> Response:
    response = RedirectResponse(to, 303)
    set_cookie(web, response, SESSION_COOKIE, token, SESSION_S)
    return response


def _device(request: Request) -> str:
    return device_name(request.headers.get("user-agent", ""))
