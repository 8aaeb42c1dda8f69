"""Where a talk's messages stand in Slack: kept for a deletion there, which is obeyed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import store
from assistant.store.records import Clock, SlackMessage, utc_now

if TYPE_CHECKING:
    from assistant.people import Person
    from assistant.store.session import Store
    from integrations.slack.desk import Answered
    from integrations.slack.identity import Identity
    from integrations.slack.web_api import Place


class Standing:
    """Ids and moments only: no word of what was said."""

    def __init__(self, kept: Store, identity: Identity, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._identity = identity
        self._clock = clock

    def keep(
        self, place: Place, answered: Answered, asked_ts: str | None, posted: list[str]
    ) -> None:
        """Notes her message and ours; a talk that was not kept leaves only where ours stand."""
        person = self._identity.known(place.team, place.user)
        if person is None:
            return
        rows = [(ts, answered.answer_id, answered.self_check_ids) for ts in posted]
        if asked_ts is not None:
            rows.append((asked_ts, answered.asked_id, ()))
        now = self._clock()
        with self._store.session() as session:
            for ts, message_id, checks in rows:
                message = SlackMessage(
                    place.team,
                    place.channel,
                    ts,
                    asked_ts or ts,
                    person.id,
                    answered.conversation_id,
                    message_id,
                    checks,
                )
                store.slack_messages.keep(session, message, now)

    def was_deleted(self, team: str, channel: str, ts: str) -> bool:
        """Whether it was deleted in Slack already: deletions may arrive before what they delete."""
        with self._store.reading() as session:
            found = store.slack_messages.find(session, team, channel, ts)
        return found is not None and found.message_id is None

    def delete(self, person: Person, team: str, channel: str, ts: str) -> list[str]:
        """Really deletes her message, our answer and its self-checks; the `ts` of our messages."""
        with self._store.session() as session:
            found = store.slack_messages.find(session, team, channel, ts)
            if found is not None and found.person_id != person.id:
                return []
            turn = store.slack_messages.turn(session, team, channel, ts)
            store.slack_messages.erase_turn(session, turn)
            if found is None:
                gone = SlackMessage(team, channel, ts, ts, person.id, None, None, ())
                store.slack_messages.keep(session, gone, self._clock())
        self._store.wipe_traces()
        return [message.ts for message in turn if message.ts != ts]

    def rate(self, person: Person, team: str, channel: str, ts: str, thumb: str) -> bool:
        """Keeps whether an answer of hers helped."""
        with self._store.session() as session:
            found = store.slack_messages.find(session, team, channel, ts)
            if found is None or found.person_id != person.id:
                return False
            return store.slack_messages.set_thumb(session, team, channel, ts, thumb)
