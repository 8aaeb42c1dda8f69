"""The Home tab: my plan, my stacks, what I share; for a coach her cohorts, without a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from integrations.slack import blocks, sharing
from integrations.slack.cohort_blocks import DAYS, leave_button
from integrations.slack.mrkdwn import escape

if TYPE_CHECKING:
    from assistant.people import Person
    from integrations.slack.blocks import Block
    from integrations.slack.desk import Desk

NO_PLAN = "You have not chosen a credential yet. Write to me to find one."
MOST_COHORTS = 5


def publish(desk: Desk, team: str, user: str) -> None:
    """Shows a person her Home tab as things stand."""
    desk.courier.publish_home(user, home(desk, desk.identity.known(team, user)))


def home(desk: Desk, person: Person | None) -> Block:
    """The view for that person; for somebody new, how to begin."""
    found: list[Block] = [blocks.header("My plan")]
    if person is None:
        return view_of([*found, blocks.section(NO_PLAN)])
    found += _plan(desk, person)
    found += [blocks.header("What I share"), *sharing.overview(desk, person)]
    if tellable := sharing.announcements(desk, person):
        found += [blocks.section("*What I could tell my cohort*"), *tellable]
    found += _joined(desk, person)
    found += _led(desk, person)
    return view_of(found)


def _plan(desk: Desk, person: Person) -> list[Block]:
    cards = desk.services.answers.plan(person).cards
    lines = [b for card in cards for b in desk.renderer.card(card.kind, card.body)]
    if not lines:
        return [blocks.section(NO_PLAN)]
    plan = desk.services.plans.of(person)
    if plan.this_week:
        lines.append(blocks.section(f"*This week:* {escape(plan.this_week.text)}"))
    if plan.next_thing:
        lines.append(blocks.section(f"*Next:* {escape(plan.next_thing.text)}"))
    for stack in plan.stacks:
        lines.append(blocks.section(f"*{escape(stack.stack.title)}*: {escape(stack.said)}"))
    address = (desk.services.settings.public_url or "").rstrip("/")
    if address and person.email:
        lines.append(blocks.context(f"<{address}/plan|Open my plan on the web>"))
    return lines


def _joined(desk: Desk, person: Person) -> list[Block]:
    joined = desk.services.cohorts.of(person).joined
    if not joined:
        return []
    rows = [blocks.actions(leave_button(one.id, one.name)) for one in joined[:MOST_COHORTS]]
    stopped = desk.services.nudges.of(person).stopped
    return [blocks.header("My cohort"), *rows, blocks.actions(sharing.nudge_button(stopped))]


def _led(desk: Desk, person: Person) -> list[Block]:
    led = desk.services.cohorts.of(person).led if person.may_lead else ()
    found: list[Block] = []
    channels = {one.cohort_id: one for one in desk.services.cohort_channels.of_coach(person)}
    for cohort in led[:MOST_COHORTS]:
        view = desk.services.cohorts.view(person, cohort.id, face="slack")
        found += desk.renderer.card("cohort", view.as_json())
        channel = channels.get(cohort.id)
        said = "No channel yet: write `/credcoach cohort link` in it."
        if channel is not None:
            day = DAYS[channel.weekday]
            said = f"Its digest comes on {day} at {channel.hour}:00 ({channel.time_zone})."
        found.append(blocks.context(escape(said)))
    return [blocks.header("My cohorts"), *found] if found else []


def view_of(found: list[Block]) -> Block:
    """Blocks as the Home tab, as many as Slack shows."""
    return {"type": "home", "blocks": found[: blocks.VIEW_BLOCKS]}
