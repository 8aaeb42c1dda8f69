"""`/login/forgotten`: a link for a new password, by mail; nobody learns who has an account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from assistant.errors import TooManyTries
from integrations.web.deps import TheServices, TheVisitor, TheWeb
from integrations.web.rendering import page
from integrations.web.routes.sign_in import place_of
from integrations.web.schemas import Plain

router = APIRouter()

Line = Annotated[str, Form(max_length=254), Plain]


@router.get("/login/forgotten")
def forgotten_page(request: Request, visitor: TheVisitor, services: TheServices) -> Response:
    """The form, or whom to ask where no mail is sent."""
    mailed = services.mailer is not None
    return page(request, visitor, "forgotten.html", mailed=mailed, sent="", fault="")


@router.post("/login/forgotten")
def forgotten(
    request: Request, web: TheWeb, visitor: TheVisitor, services: TheServices, email: Line
) -> Response:
    """The same answer at once for every address; whatever is to be done is done afterwards."""
    mailer = services.mailer
    try:
        services.accounts.may_ask_for_reset(email, place_of(request))
    except TooManyTries as error:
        return page(
            request,
            visitor,
            "forgotten.html",
            status=429,
            mailed=mailer is not None,
            sent="",
            fault=str(error),
        )

    def link() -> str | None:
        token = services.accounts.reset_link(email)
        # Never an address that the request names itself: its sender could make it his own.
        return f"{root}/link/{token}" if token else None

    if mailer is not None and (root := (web.public_url or "").rstrip("/")):
        mailer.renew_later(email.strip(), link)
    return page(request, visitor, "forgotten.html", mailed=mailer is not None, sent=email, fault="")
