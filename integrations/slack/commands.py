"""`/credcoach`: each word after it is one function, and only she who gave it sees the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from integrations.slack import blocks, cohort_blocks, cohort_channel, connecting, sharing
from integrations.slack.mrkdwn import escape, plain
from integrations.slack.web_api import Place

if TYPE_CHECKING:
    from integrations.slack.desk import Desk

Event = Mapping[str, Any]
Command = Callable[["Desk", str, Event, str], None]

HELP = """**What you can write after `/credcoach`**
- `check` reads a draft against its rubric, row by row
- `find` and what you would like to get better at, as in `/credcoach find my quieter students`
- `plan` shows your plan and the next thing to do
- `share` shows what your coach sees, and takes it back
- `privacy` says who sees what
- `connect` ties Slack to your account on the web
- `cohort` shows your cohorts; a coach writes `cohort link` in the channel of hers
- `help` shows this

Or just write to me in a direct message. I coach; I never write your submission."""

PRIVACY = "\n".join(
    (
        "**Who sees what**",
        "- What you write to me, your drafts and your self-checks are yours alone. No coach and no "
        "admin reads them.",
        "- A coach of a cohort that you joined sees your name, the credentials you chose, the "
        "stage and since when, the attempt, and whether you asked for help. Nothing more, and "
        "nothing before you join.",
        "- What you share with her is read-only, and `/credcoach share` takes it back.",
        "- In a channel I answer from the catalogue only. I tell nobody there what you do, unless "
        "you choose to have a milestone told.",
        "- Students' names are found in a draft before any language model reads it, and are "
        "replaced there.",
        "- When you delete a message to me, I delete it as well, with my answer and the self-check "
        "made of it.",
    )
)


def run(desk: Desk, team: str, event: Event) -> None:
    """Does what the command says; what cannot be done is one sentence."""
    word, _, rest = plain(str(event.get("text") or "")).strip().partition(" ")
    command = COMMANDS.get(word.lower(), _unknown if word else _help)
    try:
        command(desk, team, event, rest.strip())
    except AssistantError as error:
        desk.tell(team, event, str(error))


def _find(desk: Desk, team: str, event: Event, rest: str) -> None:
    if not rest:
        desk.tell(team, event, "Say what for, as in `/credcoach find my quieter students`.")
        return
    place = desk.direct(team, str(event["user"]))
    if place is None:
        desk.tell(team, event, "I could not open our direct messages; please write to me there.")
        return
    if event.get("channel") != place.channel:
        desk.tell(team, event, "I answer you in our direct messages.", elsewhere=False)
    asked = f"You asked: {rest}"
    root = desk.courier.post(place, desk.renderer.words(asked), [blocks.context(escape(asked))])
    there = Place(team, place.channel, root, place.user, private=True)
    desk.answer(there, rest)


def _plan(desk: Desk, team: str, event: Event, rest: str) -> None:
    del rest
    person = desk.identity.person(team, event["user"])
    answer = desk.services.answers.plan(person)
    shown = [b for card in answer.cards for b in desk.renderer.card(card.kind, card.body)]
    desk.tell(team, event, answer.text, shown and [*shown, *_next(desk, team, event)])


def _next(desk: Desk, team: str, event: Event) -> list[blocks.Block]:
    person = desk.identity.person(team, event["user"])
    week = desk.services.plans.of(person).this_week
    return [blocks.section(f"*This week:* {escape(week.text)}")] if week else []


def _share(desk: Desk, team: str, event: Event, rest: str) -> None:
    del rest
    person = desk.identity.person(team, event["user"])
    shown = sharing.overview(desk, person)
    desk.tell(team, event, "What you share with a coach.", shown)


def _privacy(desk: Desk, team: str, event: Event, rest: str) -> None:
    del rest
    person = desk.identity.person(team, event["user"])
    looks = desk.services.shares.looks(person)[:5]
    shown = desk.renderer.sections(PRIVACY)
    if looks:
        lines = ["*Who looked last*"]
        for look in looks:
            kind, day = look.kind.replace("_", "-"), f"{look.at:%B} {look.at.day}"
            lines.append(f"• {escape(look.viewer_name)}: {kind}, {day}")
        shown.append(blocks.section("\n".join(lines)))
    shown.append(blocks.actions(sharing.nudge_button(desk.services.nudges.of(person).stopped)))
    desk.tell(team, event, PRIVACY, shown)


def _cohort(desk: Desk, team: str, event: Event, rest: str) -> None:
    word, _, more = rest.partition(" ")
    if word.lower() == "link":
        desk.tell(team, event, cohort_channel.link(desk, team, event, more.strip()))
        return
    if word.lower() == "unlink":
        coach = desk.identity.person(team, event["user"])
        cohort = desk.services.cohort_channels.unlink(coach, team, str(event.get("channel")))
        said = f"**{cohort.name}** has no channel any more; everybody stays in the cohort."
        desk.tell(team, event, said)
        return
    person = desk.identity.person(team, event["user"])
    mine = desk.services.cohorts.of(person)
    shown: list[blocks.Block] = []
    for cohort in mine.led if person.may_lead else ():
        view = desk.services.cohorts.view(person, cohort.id, face="slack")
        digest = desk.services.digests.of_view(view, team)
        shown += cohort_blocks.coach_digest(digest, desk.renderer.titles)
    for cohort in mine.joined:
        shown += [
            blocks.section(f"You are in *{escape(cohort.name)}*."),
            blocks.actions(cohort_blocks.leave_button(cohort.id, cohort.name)),
        ]
    nothing = (
        "You are in no cohort. Your coach has the button in her channel, or a code for the web."
    )
    desk.tell(team, event, "Your cohorts." if shown else nothing, shown)


def _connect(desk: Desk, team: str, event: Event, rest: str) -> None:
    del rest
    desk.tell(team, event, connecting.begin(desk, team, str(event["user"])))


def _help(desk: Desk, team: str, event: Event, rest: str) -> None:
    del rest
    desk.tell(team, event, HELP)


def _unknown(desk: Desk, team: str, event: Event, rest: str) -> None:
    del rest
    desk.tell(team, event, f"I do not know that word.\n\n{HELP}")


COMMANDS: dict[str, Command] = {
    "find": _find,
    "plan": _plan,
    "share": _share,
    "privacy": _privacy,
    "connect": _connect,
    "cohort": _cohort,
    "help": _help,
}
