"""Tying a Slack user to an account: by the confirmed address, or by a link that works once."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from assistant.errors import AssistantError, SignInNeeded, TooManyTries
from assistant.passwords import new_token, token_hash

if TYPE_CHECKING:
    from integrations.services import Services
    from integrations.slack.desk import Desk
    from integrations.slack.inbox import Inbox

PATH = "/slack/connect"
USED = "This link was used already or has run out. Write /credcoach connect in Slack for a new one."
DONE = "Done. Slack and your account belong together now; you can close this page."

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width"><title>Connect Slack</title></head>
<body><main><h1>Connect Slack</h1>{body}</main></body></html>
"""
FORM = """<p>The Slack user <strong>{user}</strong> asks to be connected with your account. Go on
only if that is you and you asked for this yourself: whoever writes as that user will see your
conversations and your plan.</p>{fault}
<form method="post"><p><label>E-mail <input name="email" type="email" autocomplete="username"
required maxlength="254" value="{email}"></label></p><p><label>Password <input name="password"
type="password" autocomplete="current-password" required maxlength="2000"></label></p>
<p><button>Connect</button></p></form>"""


def begin(desk: Desk, team: str, user: str) -> str:
    """Connects by the confirmed address at once, or gives a link that works once, for an hour."""
    known = desk.identity.connect(team, user)
    if known is not None:
        return f"Slack and your account ({known.email}) belong together."
    address = (desk.services.settings.public_url or "").rstrip("/")
    if not address:
        return "There is no account with the address that Slack has confirmed for you."
    token = new_token()
    name = desk.courier.person(user)[0] or user
    desk.inbox.hold(token_hash(token), {"team": team, "user": user, "name": name})
    link = f"{address}{PATH}/{token}"
    return f"[Sign in with this link]({link}). It works once, within an hour; give it to nobody."


def page(inbox: Inbox, token: str) -> tuple[int, str]:
    """(status, page) for a link: the form, which uses nothing up."""
    held = inbox.held(token_hash(token))
    return (200, _form(str(held["name"]))) if held else (404, _page(USED))


def connect(services: Services, inbox: Inbox, token: str, body: bytes) -> tuple[int, str]:
    """(status, page): connects whoever proves with her password that the account is hers."""
    held = inbox.held(token_hash(token))
    if held is None:
        return 404, _page(USED)
    fields = parse_qs(body.decode("utf-8", "replace"))
    email, password = fields.get("email", [""])[0], fields.get("password", [""])[0]
    name = str(held["name"])
    try:
        session = services.accounts.sign_in(email, password)
        person = services.accounts.person_of_session(session)
        services.accounts.sign_out(session)
        if person is None:
            return 404, _page(USED)
        services.accounts.link_slack(person, str(held["team"]), str(held["user"]))
    except (SignInNeeded, TooManyTries) as error:
        status = 429 if isinstance(error, TooManyTries) else 401
        return status, _form(name, str(error), email)
    except AssistantError as error:
        return 409, _page(str(error))
    inbox.let_go(token_hash(token))
    return 200, _page(DONE)


def _form(user: str, fault: str = "", email: str = "") -> str:
    said = f"<p role='alert'>{html.escape(fault)}</p>" if fault else ""
    form = FORM.format(user=html.escape(user), fault=said, email=html.escape(email, quote=True))
    return PAGE.format(body=form)


def _page(words: str) -> str:
    return PAGE.format(body=f"<p>{html.escape(words)}</p>")
