"""Every route and who may use it: a route that is not here fails a test, so that nobody forgets.

`who` names those to whom the thing answers: Alice (it is hers), Bob (her coach, to whom she shows
one self-check), Charlie (the coach of somebody else), Dana (the admin). `ALL`: everybody who is
signed in, each with her own things. Path parameters and `{...}` in a body stand for Alice's things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.badges import as_json, badge

V1 = "/api/v1"
ALL = "ABCD"
COACHES = "BCD"
NOTES = ("notes.md", b"What I counted.", "text/markdown")
BADGE = ("badge.json", as_json(badge()), "application/json")


@dataclass(frozen=True)
class Call:
    """One route, who may, and a body (a query where it only reads) that would be taken."""

    route: str  # method and path, as the app lists it
    who: str
    body: Any = None
    file: tuple[str, bytes, str] | None = None
    refused: int = 404  # 403 where a role is missing: that there is such a page is no secret

    @property
    def method(self) -> str:
        return self.route.split(" ")[0]

    @property
    def in_api(self) -> bool:
        return self.path.startswith(V1)

    @property
    def path(self) -> str:
        return self.route.split(" ")[1]


# What answers to anybody, signed in or not, and with which status when nobody is.
OPEN = {
    "GET /openapi.json": 200,
    "GET /healthz": 200,
    "GET /readyz": 200,
    "GET /metrics": 200,
    "GET /login": 200,
    "POST /login": 422,
    "GET /login/oidc": 404,
    "GET /login/oidc/callback": 404,
    "GET /login/forgotten": 200,
    "POST /login/forgotten": 422,
    "GET /link/{token}": 404,
    "POST /link/{token}": 422,
    "POST /sign-out": 303,
    "POST /internal/index": 404,
    # Each with a proof of its own: Slack's signature, a state, a link that works once.
    "POST /slack/events": 404,  # not set up here
    "GET /slack/install": 404,
    "GET /slack/oauth_redirect": 404,
    "GET /slack/connect/{token}": 404,
    "POST /slack/connect/{token}": 404,
}

WORDS = {"text": "Please add a baseline to the starting point."}
SHARE = {"kind": "draft", "id": "{draft_id}", "cohort_id": "{cohort_id}"}
BREAK = {"first_day": "2027-03-22", "last_day": "2027-03-26"}
INVITATION = {"email": "new@school.example", "role": "teacher"}

API = [
    Call("GET /credentials", ALL),
    Call("GET /credentials/{credential_id}", ALL),
    Call("GET /credentials/{credential_id}/audit", ALL),
    Call("GET /credentials/{credential_id}/answers", ALL, {"q": "How many lessons?"}),
    Call("GET /stacks", ALL),
    Call("GET /stacks/{stack_id}", ALL),
    Call("POST /recommendations", ALL, {"goal": "more students talk"}),
    Call("POST /evidence-matches", ALL, {"text": "I waited three seconds."}),
    Call("GET /me", ALL),
    Call("PATCH /me", ALL, {"name": "Another"}),
    Call("GET /me/plan", ALL),
    Call("GET /me/plan.ics", ALL),
    Call("PUT /me/plan/preferences", ALL, {"hours_a_week": 2}),
    Call("GET /me/looks", ALL),
    Call("GET /me/earned", ALL),
    Call("POST /me/earned", ALL, file=BADGE),
    Call("GET /me/help-log", ALL),
    Call("GET /me/help-log/disclosure", ALL, {"credential_id": "thinking-time"}),
    Call("GET /drafts", ALL),
    Call("POST /drafts", ALL, {"credential_id": "thinking-time"}),
    Call("GET /self-checks", ALL),
    Call("GET /conversations", ALL),
    Call("GET /shares", ALL),
    Call("GET /cohorts", ALL),
    Call("POST /chat", ALL, {"message": "thanks"}),
    Call("POST /pursuits", ALL, {"credential_id": "thinking-time"}),
    Call("POST /cohorts", COACHES, {"name": "Mine"}, refused=403),
    Call("GET /drafts/{draft_id}", "A"),
    Call("PUT /drafts/{draft_id}/parts/{part_id}", "A", {"text": "Mine"}),
    Call("GET /drafts/{draft_id}/replacements", "A"),
    Call("POST /drafts/{draft_id}/replacements", "A", {}),
    Call("DELETE /drafts/{draft_id}/replacements", "A"),
    Call("POST /self-checks", "A", {"draft_id": "{draft_id}"}),
    Call("GET /self-checks/{self_check_id}", "AB"),
    Call("GET /self-checks/{self_check_id}/evidence-map", "AB"),
    Call("PATCH /pursuits/{pursuit_id}", "A", {"stage": "returned"}),
    Call("POST /pursuits/{pursuit_id}/returns", "A", WORDS),
    Call("GET /pursuits/{pursuit_id}/returns", "A"),
    Call("GET /returns/{return_id}", "A"),
    Call("GET /conversations/{conversation_id}", "A"),
    Call("GET /conversations/{conversation_id}/events", "A"),
    Call("POST /conversations/{conversation_id}/stop", "A"),
    Call("GET /shares/{share_id}", "AB"),
    Call("POST /shares", "A", SHARE),
    Call("GET /cohorts/{cohort_id}", "AB"),
    Call("POST /cohorts/{cohort_id}/join", "", {"code": "WRONGONE"}),
    Call("DELETE /shares/{share_id}", "A"),
    Call("DELETE /cohorts/{cohort_id}/membership", "A"),
    Call("DELETE /conversations/{conversation_id}", "A"),
]

PAGES = [
    Call("GET /", ALL),
    Call("POST /chat", ALL, {"message": "thanks"}),
    Call("GET /credentials", ALL),
    Call("GET /credentials/{credential_id}", ALL),
    Call("GET /stacks/{stack_id}", ALL),
    Call("POST /credentials/{credential_id}/start", ALL),
    Call("POST /credentials/{credential_id}/draft", ALL),
    Call("GET /plan", ALL),
    Call("GET /plan/print", ALL),
    Call("POST /plan/preferences", ALL, {"hours_a_week": "2"}),
    Call("POST /plan/breaks", ALL, BREAK),
    Call("POST /plan/breaks/remove", ALL, BREAK),
    Call("POST /earned", ALL, file=BADGE),
    Call("GET /evidence", ALL),
    Call("POST /evidence", ALL, {"text": "I waited three seconds."}),
    Call("POST /evidence/keep", ALL, {"credential_id": "thinking-time", "text": "I waited."}),
    Call("GET /help-log", ALL),
    Call("GET /cohorts", ALL),
    Call("POST /cohorts", COACHES, {"name": "Mine"}, refused=403),
    Call("POST /cohorts/join", "", {"code": "WRONGONE"}),
    Call("GET /settings", ALL),
    Call("POST /settings/profile", ALL, {"name": "Another"}),
    Call("POST /settings/export", ALL),
    Call("GET /admin", "D", refused=403),
    Call("GET /admin/audit", "D", refused=403),
    Call("POST /admin/invite", "D", INVITATION, refused=403),
    Call("POST /admin/reset", "D", {"email": "alice@school.example"}, refused=403),
    Call("POST /admin/people/{person_id}/role", "D", {"role": "teacher"}, refused=403),
    Call("POST /persona", "", {"key": "admin"}),
    Call("GET /drafts/{draft_id}", "A"),
    Call("POST /drafts/{draft_id}/parts/{part_id}", "A", {"text": "Mine"}),
    Call("POST /drafts/{draft_id}/parts/{part_id}/upload", "A", file=NOTES),
    Call("POST /drafts/{draft_id}/check", "A"),
    Call("GET /drafts/{draft_id}/replacements", "A"),
    Call("POST /drafts/{draft_id}/replacements", "A"),
    Call("POST /drafts/{draft_id}/replacements/undo", "A"),
    Call("POST /drafts/{draft_id}/share", "A", {"cohort_id": "{cohort_id}"}),
    Call("GET /self-checks/{self_check_id}", "AB"),
    Call("POST /pursuits/{pursuit_id}", "A", {"stage": "returned"}),
    Call("POST /pursuits/{pursuit_id}/returns", "A", WORDS),
    Call("GET /returns/{return_id}", "A"),
    Call("GET /conversations/{conversation_id}/messages/{message_id}", "A"),
    Call("GET /cohorts/{cohort_id}", "AB"),
    Call("POST /shares/{share_id}/revoke", "A"),
    Call("POST /cohorts/{cohort_id}/leave", "A"),
    Call("POST /conversations/{conversation_id}/delete", "A"),
    Call("POST /settings/ways-in/{way_id}/end", "A"),
    Call("POST /settings/ways-in/end-others", ALL),
    Call("POST /settings/erase", ALL, {"confirm": "{own_email}"}),
]

CALLS = [
    *(Call(c.route.replace(" ", f" {V1}", 1), c.who, c.body, c.file, c.refused) for c in API),
    *PAGES,
]
