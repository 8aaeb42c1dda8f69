"""What a person shows her coach, and what she has told or is reminded of: seen and changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.cohort_channels import TOLD_STAGES
from assistant.digests import milestone_line
from assistant.errors import AssistantError
from integrations.slack import blocks
from integrations.slack.mrkdwn import escape

if TYPE_CHECKING:
    from assistant.people import Person
    from assistant.store.records import Share
    from integrations.slack.blocks import Block
    from integrations.slack.desk import Desk

Event = Mapping[str, Any]

MOST_SHARES = 10
MOST_OFFERS = 5


def overview(desk: Desk, person: Person) -> list[Block]:
    """What is shared now, each with a button that takes it back; and what could be."""
    joined = {cohort.id: cohort.name for cohort in desk.services.cohorts.of(person).joined}
    if not joined:
        return [blocks.section("You are in no cohort, so nobody sees anything of you.")]
    shares = desk.services.shares.of(person)
    found: list[Block] = []
    for share in shares[:MOST_SHARES]:
        where = escape(joined.get(share.cohort_id, "a cohort"))
        block = blocks.section(f"• {escape(_named(desk, person, share))}, in {where}")
        block["accessory"] = blocks.button("Take it back", "share_stop", share.id)
        found.append(block)
    if len(shares) > MOST_SHARES:
        found.append(blocks.context(f"And {len(shares) - MOST_SHARES} more on the web."))
    head = (
        "*What you show your coach*" if found else "You show your coach no draft and no self-check."
    )
    return [blocks.section(head), *found, *_offers(desk, person, shares, joined)]


def announcements(desk: Desk, person: Person) -> list[Block]:
    """Milestones that she may have told in her cohort's channel, in the very words."""
    told = desk.services.cohort_channels.announced(person)
    found: list[Block] = []
    for cohort in desk.services.cohorts.of(person).joined:
        for pursuit in desk.services.pursuits.of(person):
            known = (cohort.id, pursuit.id, pursuit.stage) in told
            if pursuit.stage not in TOLD_STAGES or known or len(found) >= MOST_OFFERS:
                continue
            title = desk.renderer.titles.get(pursuit.credential_id, pursuit.credential_id)
            line = milestone_line(person.name, title, pursuit.stage)
            block = blocks.section(f"• {escape(title)}: {pursuit.stage}")
            block["accessory"] = blocks.button(
                "Tell the cohort",
                "announce",
                f"{pursuit.id}:{cohort.id}",
                confirm=blocks.asked(
                    f"Tell {cohort.name}?",
                    f"The next digest in its channel says: {line}",
                    "Tell it",
                ),
            )
            found.append(block)
    return found


def nudge_button(stopped: bool) -> Block:
    """Turns reminders off, or on again."""
    if stopped:
        return blocks.button("Remind me again", "nudge_again", "again")
    return blocks.button("Never remind me", "nudge_stop", "stop")


def share(desk: Desk, team: str, event: Event) -> None:
    """The button that shows a draft or a self-check to the coach of a cohort."""
    kind, _, rest = str(event.get("value")).partition(":")
    item_id, _, cohort_id = rest.partition(":")
    person = desk.identity.person(team, event["user"])
    try:
        desk.services.shares.share(person, kind, item_id, cohort_id)
        said = "Your coach can read it now. Take it back whenever you like with `/credcoach share`."
    except AssistantError as error:
        said = str(error)
    desk.tell(team, event, said)


def stop_sharing(desk: Desk, team: str, event: Event) -> None:
    """The button that takes a share back."""
    person = desk.identity.person(team, event["user"])
    try:
        desk.services.shares.revoke(person, str(event.get("value")))
        said = "Taken back. Your coach does not see it any more."
    except AssistantError as error:
        said = str(error)
    desk.tell(team, event, said)


def announce(desk: Desk, team: str, event: Event) -> None:
    """The button that has a milestone told."""
    pursuit_id, _, cohort_id = str(event.get("value")).partition(":")
    person = desk.identity.person(team, event["user"])
    try:
        desk.services.cohort_channels.announce(person, pursuit_id, cohort_id)
        said = "It comes in the next digest of your cohort's channel."
    except AssistantError as error:
        said = str(error)
    desk.tell(team, event, said)


def snooze(desk: Desk, team: str, event: Event) -> None:
    """The button that keeps reminders away for two weeks."""
    desk.services.nudges.snooze(desk.identity.person(team, event["user"]))
    desk.tell(team, event, "Good. I say nothing for two weeks.")


def stop_nudges(desk: Desk, team: str, event: Event) -> None:
    """The button that ends reminders."""
    desk.services.nudges.stop(desk.identity.person(team, event["user"]))
    desk.tell(
        team, event, "I will not remind you any more. `/credcoach privacy` turns it on again."
    )


def nudge_again(desk: Desk, team: str, event: Event) -> None:
    """The button that allows reminders again."""
    desk.services.nudges.begin_again(desk.identity.person(team, event["user"]))
    desk.tell(team, event, "I may remind you again, at most once a week and only here.")


def _offers(
    desk: Desk, person: Person, shares: tuple[Share, ...], joined: Mapping[str, str]
) -> list[Block]:
    """Her last self-check of each credential that is not shown yet, for each cohort."""
    shown = {(one.item_id, one.cohort_id) for one in shares}
    found: list[Block] = []
    seen: set[str] = set()
    for check in desk.services.self_checks.list(person):
        if check.credential_id in seen:
            continue
        seen.add(check.credential_id)
        for cohort_id, name in joined.items():
            if (check.id, cohort_id) in shown or len(found) >= MOST_OFFERS:
                continue
            title = desk.renderer.titles.get(check.credential_id, check.credential_id)
            block = blocks.section(f"• Your last self-check of {escape(title)}")
            block["accessory"] = blocks.button(
                "Show my coach",
                "share_item",
                f"self_check:{check.id}:{cohort_id}",
                confirm=blocks.asked(
                    f"Show it in {name}?",
                    "Your coach can read this self-check with its quotes, until you take it back.",
                    "Show it",
                ),
            )
            found.append(block)
    return [blocks.section("*What you could show*"), *found] if found else []


def _named(desk: Desk, person: Person, share: Share) -> str:
    try:
        if share.kind == "draft":
            credential_id = desk.services.drafts.get(person, share.item_id).credential_id
        else:
            credential_id = desk.services.self_checks.get(person, share.item_id).credential_id
    except AssistantError:
        return "something that is gone"
    kind = "Draft" if share.kind == "draft" else "Self-check"
    return f"{kind} for {desk.renderer.titles.get(credential_id, credential_id)}"
