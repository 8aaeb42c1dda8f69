"""The self-checks a person has had: hers alone, until she shows one to her coach."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant import store
from assistant.drafts import documents_of
from assistant.errors import NotFound
from assistant.people import Person, Thing, may_see
from assistant.self_check.report import Report
from assistant.store.records import Clock, Draft, SelfCheck, utc_now

if TYPE_CHECKING:
    from assistant.self_check.changes import Changes, Weighed
    from assistant.self_check.marks import Marks
    from assistant.store.session import Session
    from retrieval.catalogue import Credential
    from retrieval.documents import Document


class SelfChecks:
    """Keeps reports and gives them back; a coach reads one while it is shared with her."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def weighed(
        self,
        person: Person,
        report: Report,
        credential: Credential,
        files: Sequence[Document],
        draft: Draft | None = None,
    ) -> Weighed:
        """The report held against the person's last one for this credential, before it is kept.

        The last of the same draft (of text that was pasted or uploaded, where it is not kept as
        one), or else the last of any: what is a draft now may have been pasted at first.
        """
        from assistant.self_check.changes import weighed
        from assistant.self_check.earlier import earlier_from

        with self._store.reading() as session:
            last = store.self_checks.latest(
                session, person.id, credential.id, draft.id if draft else None
            )
            marks = _marks(session, last) if last else None
        if last is None:
            return weighed(report, None, credential, files)
        earlier = earlier_from(last.report, marks, last.created_at.isoformat())
        return weighed(report, earlier, credential, files)

    def keep(
        self, person: Person, checked: Report | Weighed, draft: Draft | None = None
    ) -> SelfCheck:
        """Keeps a report, and which version of which own draft it was about.

        What `weighed` found beside it is kept with it and shown to nobody else. The log of help
        notes that the check was.
        """
        if isinstance(checked, Report):
            report, found = checked, None
        else:
            report, found = checked.report, checked
        with self._store.session() as session:
            kept = store.drafts.find(session, draft.id) if draft else None
            if draft is not None and (kept is None or kept.person_id != person.id):
                raise NotFound("There is no such draft.")
            now = self._clock()
            store.help_log.add(
                session,
                person.id,
                "self_check",
                now,
                credential_id=report.credential_id,
                engine=report.engine.model or report.engine.name,
            )
            return store.self_checks.add(
                session,
                person.id,
                report.credential_id,
                _as_json(report),
                now,
                draft_id=draft.id if draft else None,
                draft_version=draft.version if draft else None,
                sentences=found.marks if found else None,
                changes=_as_json(found.changes) if found and found.changes else None,
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


def _as_json(found: Report | Changes) -> dict[str, Any]:
    """JSON types, as they will be read again."""
    body: dict[str, Any] = json.loads(json.dumps(found.as_json()))
    return body


def _marks(session: Session, kept: SelfCheck) -> Marks | None:
    """The marks of what a self-check was about; from the draft's own past where none were kept."""
    from assistant.self_check.marks import marks_of
    from retrieval.errors import UnreadableDocument

    if kept.sentences is not None or kept.draft_id is None or kept.draft_version is None:
        return kept.sentences
    draft = store.drafts.as_of(session, kept.draft_id, kept.draft_version)
    try:
        return marks_of(documents_of(draft)) if draft else None
    except UnreadableDocument:  # a part of it holds no words now that could be read
        return None
