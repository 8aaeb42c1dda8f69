"""Pages: templates, what each of them may count on, and the form token that goes with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from integrations.web import markdown, views
from integrations.web.deps import FORM_COOKIE, Visitor, Web, web_of
from integrations.web.errors import Problem

TEMPLATES = Path(__file__).parent / "templates"
ERROR_HINTS = {
    401: "Sign in and try again.",
    403: "If you think that you should be able to do this, ask your admin.",
    404: "It may have been removed, or it is somebody else's.",
    503: "Wait a moment and load the page again; what you saved is kept.",
}


class Pages:
    """Renders templates; everything that is not marked as HTML is escaped."""

    def __init__(self, assets: str) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(
            markdown=markdown.rendered,
            day=day,
            hours=views.hours,
            money=views.money,
            counted=views.counted,
            quoted_from=views.quoted_from,
        )
        self._templates.globals.update(
            static=f"/static/{assets}",
            ai_words=views.AI_WORDS,
            stage_words=views.STAGE_WORDS,
            status_words=views.STATUS_WORDS,
            grades=views.GRADES,
        )

    def html(self, template: str, **context: Any) -> str:
        """The template as HTML."""
        return self._templates.get_template(template).render(**context)


def page(
    request: Request,
    visitor: Visitor,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> HTMLResponse:
    """A whole page for this visitor; her form token goes with it."""
    web = web_of(request)
    kept = request.cookies.get(FORM_COOKIE, "")
    token = kept if web.form_tokens.fits(kept, visitor.binding) else None
    given = token or web.form_tokens.new(visitor.binding)
    html = web.pages.html(
        template,
        csrf_token=given,
        person=visitor.person,
        persona=visitor.persona,
        personas=web.personas if web.demo else (),
        path=request.url.path,
        **context,
    )
    response = HTMLResponse(html, status, dict(headers or {}))
    if token is None:
        set_cookie(web, response, FORM_COOKIE, given)
    return response


def set_cookie(
    web: Web,
    response: HTMLResponse | Any,
    name: str,
    value: str,
    max_age: int | None = None,
    path: str = "/",
) -> None:
    """A cookie that scripts cannot read and other sites do not send."""
    response.set_cookie(
        name, value, max_age=max_age, httponly=True, samesite="lax", secure=web.secure, path=path
    )


def error_page(request: Request, problem: Problem, headers: Mapping[str, str]) -> HTMLResponse:
    """A page that says what went wrong; it asks nothing of any service, so it cannot fail too."""
    html = web_of(request).pages.html(
        "error.html",
        csrf_token="",
        person=None,
        persona=None,
        personas=(),
        path=request.url.path,
        problem=problem,
        hint=ERROR_HINTS.get(problem.status, ""),
    )
    return HTMLResponse(html, problem.status, dict(headers))


def day(value: date | datetime | str | None) -> str:
    """A date as a person writes it: 'November 4'; with the year where it is another one."""
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    year = "" if value.year == datetime.now().year else f", {value.year}"
    return f"{value:%B} {value.day}{year}"
