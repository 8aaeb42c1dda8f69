"""The self-checks a person has had: hers alone, until she shows one to her coach."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant import store
from assistant.errors import NotFound
from assistant.people import Person, Thing, may_see
from assistant.self_check.report import Report
from assistant.store.records import Clock, Draft, SelfCheck, utc_now

if TYPE_CHECKING:
    from assistant.store.session import Session


class SelfChecks:
    """Keeps reports and gives them back; a coach reads one while it is shared with her."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def keep(self, person: Person, report: Report, draft: Draft | None = None) -> SelfCheck:
        """Keeps a report, and which version of which own draft it was about."""
        with self._store.session() as session:
            kept = store.drafts.find(session, draft.id) if draft else None
            if draft is not None and (kept is None or kept.person_id != person.id):
                raise NotFound("There is no such draft.")
            return store.self_checks.add(
                session,
                person.id,
                report.credential_id,
                json.loads(json.dumps(report.as_json())),  # as it will be read again
                self._clock(),
                draft_id=draft.id if draft else None,
                draft_version=draft.version if draft else None,
            )

    def list(self, person: Person) -> tuple[SelfCheck, ...]:
        """The person's self-checks, the latest first."""
        with self._store.reading() as session:
            return store.self_checks.of_person(session, person.id)

    def get(self, viewer: Person, self_check_id: str, *, face: str = "web") -> SelfCheck:
        """The self-check; a look by anybody but its owner is recorded."""
        with self._store.reading() as session:
            found = self._seen(session, viewer, self_check_id)
        if found.person_id != viewer.id:
            with self._store.session() as session:
                # Asked again: it may have been taken back between the two.
                found = self._seen(session, viewer, self_check_id)
                store.looks.add(
                    session, viewer.id, found.person_id, "self_check", found.id, self._clock(), face
                )
        return found

    def _seen(self, session: Session, viewer: Person, self_check_id: str) -> SelfCheck:
        found = store.self_checks.find(session, self_check_id)
        if found is None or not may_see(
            viewer,
            Thing(
                "self_check",
                found.person_id,
                shared_with_coach_ids=store.shares.coaches_shown(
                    session, "self_check", self_check_id
                ),
            ),
        ):
            raise NotFound("There is no such self-check.")
        return found
