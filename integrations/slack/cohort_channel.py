"""A cohort's channel in Slack: linking, terms, joining and leaving, and a coach's note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.cohort_channels import DEFAULT_HOUR, DEFAULT_WEEKDAY, NO_COHORT
from assistant.errors import AssistantError, BadInput, NotFound
from integrations.slack import blocks, cohort_blocks, modals
from integrations.slack.cohort_blocks import DAYS
from integrations.slack.mrkdwn import SECTION_CHARACTERS, cut, escape
from integrations.slack.web_api import Place

if TYPE_CHECKING:
    from assistant.people import Person
    from assistant.store.records import Cohort
    from integrations.slack.desk import Desk

Event = Mapping[str, Any]

INVITE_ME = (
    "I am not in this channel yet. Write /invite @Credcoach here, then give the command again."
)
NOT_HERE = "Give this command in the channel that your cohort shall have."
SHARED_OUTSIDE = (
    "This channel is shared with another organisation, so it cannot be a cohort's channel; use one "
    "of your own workspace."
)
NO_NOTE = "This note cannot be sent: the teacher is not in a cohort of yours any more."
NOT_IN_SLACK = (
    "This teacher is not connected to Slack, so the note has nowhere to go; write a mail."
)


def link(desk: Desk, team: str, event: Event, words: str) -> str:
    """`cohort link [name] [day [hour]]`, by the coach who leads it; what she is told."""
    coach = desk.identity.person(team, event["user"])
    name, weekday, hour = named_time(words)
    cohort = _chosen(desk, coach, name)
    _check_channel(desk, str(event.get("channel")))
    linked = desk.services.cohort_channels.link(
        coach, cohort.id, team, str(event["channel"]), weekday=weekday, hour=hour
    )
    place = Place(team, linked.channel_id, None, str(event["user"]), private=False)
    words = f"The cohort {cohort.name} is linked to this channel."
    desk.courier.post(
        place, desk.renderer.words(words), cohort_blocks.invitation(cohort.name, coach.name)
    )
    return (
        f"**{cohort.name}** has this channel now. Its digest comes on {DAYS[weekday]} at "
        f"{hour}:00 ({linked.time_zone}); names, stages and requests for help come to you alone. "
        "Change the hour with `/credcoach cohort link monday 8`."
    )


def show_terms(desk: Desk, team: str, event: Event) -> None:
    """The button of an invitation: exactly what the coach would see, to her who pressed it."""
    person = desk.identity.person(team, event["user"])
    try:
        found = desk.services.cohort_channels.terms(person, team, str(event.get("channel")))
    except NotFound:
        desk.tell(team, event, NO_COHORT)
        return
    said = f"What {found.coach_name} would see of you in {found.cohort.name}."
    desk.tell(team, event, said, cohort_blocks.terms(found, desk.renderer.titles))


def join(desk: Desk, team: str, event: Event) -> None:
    """The button under the terms: she is a member from now on."""
    person = desk.identity.person(team, event["user"])
    try:
        cohort = desk.services.cohort_channels.join(
            person, team, str(event.get("channel")), str(event.get("value"))
        )
    except AssistantError as error:
        desk.tell(team, event, str(error))
        return
    said = f"You are in **{cohort.name}**. You can leave whenever you like, here or in my Home tab."
    leave = blocks.actions(cohort_blocks.leave_button(cohort.id, cohort.name))
    desk.tell(team, event, said, [*desk.renderer.sections(said), leave])


def leave(desk: Desk, team: str, event: Event) -> None:
    """The button for leaving; what she shared there is taken back."""
    person = desk.identity.person(team, event["user"])
    try:
        desk.services.cohorts.leave(person, str(event.get("value")))
        said = "You have left. Your coach sees nothing of you any more."
    except NotFound:
        said = "You are in no such cohort."
    desk.tell(team, event, said)


def on_left(desk: Desk, team: str, event: Event) -> None:
    """Somebody left a channel: where it is a cohort's, that ends her membership."""
    person = desk.identity.known(team, str(event["user"]))
    if person is not None:
        desk.services.cohort_channels.left(person, team, str(event.get("channel")))


def open_note(desk: Desk, body: Mapping[str, Any], team: str) -> None:
    """Opens a coach's note to a member of hers, prepared and hers to change."""
    view_id = desk.courier.open_view(
        str(body.get("trigger_id")), modals.saying("Write a note", "One moment…")
    )
    if view_id is None:
        return
    value = str(body["actions"][0].get("value") or "")
    cohort_id, _, rest = value.partition(":")
    person_id, _, credential_id = rest.partition(":")
    coach = desk.identity.known(team, str((body.get("user") or {}).get("id")))
    try:
        teacher, user = _member(desk, team, coach, cohort_id, person_id)
    except AssistantError as error:
        desk.courier.update_view(view_id, modals.saying("Write a note", str(error)))
        return
    del user
    title = desk.renderer.titles.get(credential_id, "your credential")
    words = (
        f"Hi {teacher.name}, how is it going with {title}? If something is in the way, I am glad "
        "to help: with a lesson to try it in, with the evidence, or with fifteen minutes to think."
    )
    metadata = {"cohort": cohort_id, "person": person_id}
    desk.courier.update_view(view_id, modals.note_form(teacher.name, words, metadata))


def send_note(desk: Desk, team: str, event: Event) -> None:
    """Brings the coach's note to the teacher, in the coach's name; asked again who may."""
    metadata = event["metadata"]
    coach = desk.identity.known(team, event["user"])
    try:
        teacher, user = _member(
            desk, team, coach, str(metadata.get("cohort")), str(metadata.get("person"))
        )
    except AssistantError as error:
        desk.tell(team, event, str(error))
        return
    place = desk.direct(team, user)
    note = str(event["filled"].get("note") or "")[: modals.INPUT_CHARACTERS]
    shown = [blocks.section(f"*A note from {escape(coach.name if coach else '')}, your coach*")]
    shown += [blocks.section(piece) for piece in cut(escape(note), SECTION_CHARACTERS)]
    sent = place is not None and desk.courier.post(place, escape(note), shown) is not None
    said = (
        f"Your note is with {teacher.name}." if sent else "Slack did not take the note; try again."
    )
    desk.tell(team, event, said)


def fault_of(channel: Mapping[str, Any] | None) -> str | None:
    """Why a channel cannot be a cohort's, in one sentence; None where it can."""
    if channel is None or channel.get("is_member") is False:
        return INVITE_ME
    if channel.get("is_im") or channel.get("is_mpim"):
        return NOT_HERE
    outside = ("is_ext_shared", "is_shared", "is_pending_ext_shared")
    return SHARED_OUTSIDE if any(channel.get(key) for key in outside) else None


def named_time(words: str) -> tuple[str, int, int]:
    """(name, weekday, hour) of `North Hill monday 8`; the default where none is said."""
    parts = words.split()
    days = [day.lower() for day in DAYS]
    hour = DEFAULT_HOUR
    if len(parts) >= 2 and parts[-2].lower() in days:
        said = parts.pop().removesuffix(":00")
        if not (said.isdigit() and int(said) < 24):
            raise BadInput("Give the hour from 0 to 23, as in monday 8.")
        hour = int(said)
    if parts and parts[-1].lower() in days:
        return " ".join(parts[:-1]), days.index(parts[-1].lower()), hour
    return " ".join(parts), DEFAULT_WEEKDAY, hour


def _chosen(desk: Desk, coach: Person, name: str) -> Cohort:
    led = desk.services.cohorts.of(coach).led
    if not coach.may_lead or not led:
        raise NotFound("You lead no cohort yet; make one on the web, under Cohorts.")
    found = [one for one in led if one.name.casefold() == name.casefold()] if name else list(led)
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in led)
    raise BadInput(f"Say which cohort, as in `/credcoach cohort link {led[0].name}`: {names}.")


def _check_channel(desk: Desk, channel: str) -> None:
    if not channel.startswith(("C", "G")):
        raise BadInput(NOT_HERE)
    if fault := fault_of(desk.courier.channel(channel)):
        raise BadInput(fault)


def _member(
    desk: Desk, team: str, coach: Person | None, cohort_id: str, person_id: str
) -> tuple[Person, str]:
    """(the teacher, her Slack user) where she is in a cohort of this coach now; else NotFound."""
    if coach is None:
        raise NotFound(NO_NOTE)
    if person_id not in desk.services.cohorts.member_ids(coach, cohort_id):
        raise NotFound(NO_NOTE)
    user = desk.identity.user_of(team, person_id)
    if user is None:
        raise NotFound(NOT_IN_SLACK)
    return desk.services.accounts.person(person_id), user
