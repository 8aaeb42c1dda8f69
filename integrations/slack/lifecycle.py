"""What ends something: a message deleted, a person who left the workspace, the app taken out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant import store

if TYPE_CHECKING:
    from integrations.slack.desk import Desk

log = logging.getLogger(__name__)

Event = Mapping[str, Any]


def on_deleted(desk: Desk, team: str, event: Event) -> None:
    """She deleted a message to us: it goes here too, with the answer and what was made of it."""
    person = desk.identity.person(team, event["user"])
    channel = str(event["channel"])
    for ts in desk.standing.delete(person, team, channel, str(event.get("deleted_ts"))):
        desk.courier.delete(channel, ts)


def on_user_change(desk: Desk, team: str, event: Event) -> None:
    """Somebody left the workspace: that ends her memberships there, and her connection."""
    person = desk.identity.known(team, str(event["user"]))
    if person is None or not event.get("deleted"):
        return
    desk.services.cohort_channels.left_workspace(person, team)
    desk.identity.forget(team, str(event["user"]))


def on_tokens_revoked(desk: Desk, team: str, event: Event) -> None:
    """Our token is worth nothing any more: no channel is written to, and nobody is erased."""
    if (event.get("tokens") or {}).get("bot"):
        with desk.services.store.session() as session:
            store.cohort_channels.unlink_team(session, team)


def on_uninstalled(desk: Desk, team: str, event: Event) -> None:
    """The workspace took us out: channels and connections go.

    So do the people whom we know through this workspace alone, since nobody could reach what is
    theirs any more; who has an account keeps it.
    """
    del event
    with desk.services.store.session() as session:
        erased = store.slack.forget_team(session, team)
    desk.services.store.wipe_traces()
    log.info("a workspace took the app out; %d people known only there were erased", erased)
