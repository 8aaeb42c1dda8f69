"""`/login/oidc`: to the school's sign-in, and back."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import AssistantError, NotFound
from integrations.web.deps import TheServices, TheVisitor, TheWeb, Web
from integrations.web.errors import status_of
from integrations.web.provider import RUN_OUT, SignOnFailed
from integrations.web.rendering import set_cookie
from integrations.web.routes.sign_in import (
    ID_TOKEN_COOKIE,
    LONGEST_COOKIE,
    SESSION_S,
    SIGN_OUT,
    came_in,
    door,
    inside,
)
from integrations.web.schemas import Wanted
from integrations.web.single_sign_on import Begun, SingleSignOn

router = APIRouter()

NOTE_COOKIE = "credcoach_sign_on"
START = "/login/oidc"
BACK = f"{START}/callback"


@router.get(START)
def begin(request: Request, web: TheWeb, visitor: TheVisitor, next: Wanted = None) -> Response:
    """Sends the browser to the provider, with a note of what its answer must fit."""
    try:
        url, begun = _sign_on(web).begin(web.address(request, BACK))
    except SignOnFailed as error:
        return door(request, visitor, inside(next), fault=str(error), status=error.status)
    response = RedirectResponse(url, 303)
    note = {
        "state": begun.state,
        "nonce": begun.nonce,
        "verifier": begun.verifier,
        "next": inside(next),
    }
    notes = web.sign_on_notes
    set_cookie(web, response, NOTE_COOKIE, notes.write(note), notes.lasts_s, path=START)
    return response


@router.get(BACK)
def finish(request: Request, web: TheWeb, visitor: TheVisitor, services: TheServices) -> Response:
    """Signs in whom the provider proved; the note works once, whatever comes of it."""
    sign_on = _sign_on(web)
    note = web.sign_on_notes.read(request.cookies.get(NOTE_COOKIE, "")) or {}
    to = note.pop("next", "/")
    try:
        if not note:
            raise SignOnFailed(RUN_OUT)
        back = web.address(request, BACK)
        proved, id_token = sign_on.finish(dict(request.query_params), Begun(**note), back)
        person = services.identities.person_of(proved)
    except SignOnFailed as error:
        response = door(request, visitor, to, fault=str(error), status=error.status)
    except AssistantError as error:
        response = door(request, visitor, to, fault=str(error), status=status_of(error))
    else:
        response = came_in(request, web, services, person.id, to)
        if len(id_token) <= LONGEST_COOKIE:
            # Only for signing out there: it stays with the browser, so that nothing of it is kept.
            set_cookie(web, response, ID_TOKEN_COOKIE, id_token, SESSION_S, path=SIGN_OUT)
    response.delete_cookie(NOTE_COOKIE, path=START)
    return response


def _sign_on(web: Web) -> SingleSignOn:
    if web.sign_on is None:
        raise NotFound("There is no single sign-on here; sign in with e-mail and password.")
    return web.sign_on
