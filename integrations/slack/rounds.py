"""Rounds: every minute, the digests whose hour has come and the reminders that are due."""

from __future__ import annotations

import logging
from threading import Event, Thread
from typing import TYPE_CHECKING

from integrations.slack import blocks, cohort_blocks, cohort_channel
from integrations.slack.mrkdwn import escape
from integrations.slack.web_api import Place

if TYPE_CHECKING:
    from assistant.nudges import Nudge
    from assistant.store.records import CohortChannel
    from integrations.slack.desk import Desk

log = logging.getLogger(__name__)

EVERY_S = 60.0


class Rounds:
    """Several processes may go their rounds: each digest and each reminder is claimed by one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begins to go rounds, the first after a minute."""
        self._thread = Thread(target=self._run, name="slack-rounds", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends after the round under way."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def tick(self) -> None:
        """One round: teachers hear first, then their channels and coaches."""
        services = self._desk.services
        self._desk.inbox.waiting()  # lets go of what was held for a view that nobody sent
        for nudge in services.nudges.due():
            self._nudge(nudge)
        for channel, moment in services.digests.due():
            if services.digests.claim(channel, moment):
                self._digest(channel)

    def _run(self) -> None:
        while not self._stop.wait(EVERY_S):
            try:
                self.tick()
            except Exception:
                log.exception("a round through the cohorts failed")

    def _nudge(self, nudge: Nudge) -> None:
        user_of = self._desk.identity.user_of
        with_us = self._desk.services.digests.teams()
        found = ((team, user_of(team, nudge.person.id)) for team in with_us)
        team, user = next(((t, u) for t, u in found if u), ("", None))
        if user is None or not self._desk.services.nudges.claim(nudge.person):
            return
        place = self._desk.direct(team, user)
        if place is None:
            return
        title = self._desk.renderer.titles.get(nudge.pursuit.credential_id)
        if title is None:
            return
        week = self._desk.services.plans.of(nudge.person).this_week
        lines = [f"Nothing has moved on *{escape(title)}* for two weeks. That happens."]
        if week is not None:
            lines.append(f"A small next thing would be: {escape(week.text)}")
        lines.append("What is in the way? Tell me here; only you and I read this.")
        shown = [
            blocks.section("\n".join(lines)),
            blocks.actions(
                blocks.button("Not for two weeks", "nudge_snooze", "snooze"),
                blocks.button("Never remind me", "nudge_stop", "stop"),
            ),
        ]
        self._desk.courier.post(place, f"About {escape(title)}", shown)

    def _digest(self, channel: CohortChannel) -> None:
        desk = self._desk
        told = desk.services.digests.for_channel(channel)
        if told is None:
            return
        there = Place(channel.team_id, channel.channel_id, None, "", private=False)
        name = desk.renderer.words(f"{told.cohort.name}: this week")
        # It may have been shared with another organisation since it was linked.
        open_to_us = cohort_channel.fault_of(desk.courier.channel(channel.channel_id)) is None
        for page in blocks.pages(cohort_blocks.channel_digest(told)) if open_to_us else ():
            if desk.courier.post(there, name, page) is None:
                log.error("a digest did not reach its channel")
        found = desk.services.digests.for_coach(channel)
        if found is None:
            return
        coach, digest = found
        user = desk.identity.user_of(channel.team_id, coach.id)
        place = desk.direct(channel.team_id, user) if user else None
        if place is None:
            return
        for page in blocks.pages(cohort_blocks.coach_digest(digest, desk.renderer.titles)):
            desk.courier.post(
                place, desk.renderer.words(f"{digest.view.name}: for you alone"), page
            )
