"""Shares: what a person shows her coach, read-only, until she takes it back; and who looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from assistant import store
from assistant.errors import BadInput, NotFound
from assistant.people import Person, Thing, may_see
from assistant.store.records import (
    Clock,
    Draft,
    Look,
    SelfCheck,
    Share,
    ShareKind,
    utc_now,
)

if TYPE_CHECKING:
    from assistant.store.session import Session

KINDS = ("draft", "self_check")


@dataclass(frozen=True, slots=True)
class SharedItem:
    """What a share opens: one of the two is there."""

    share: Share
    owner_name: str
    draft: Draft | None = None
    self_check: SelfCheck | None = None


class Shares:
    """Only drafts and self-checks can be shared, only by their owner, only with her own cohort."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def share(self, person: Person, kind: str, item_id: str, cohort_id: str) -> Share:
        """Shows an own item to the coach of a cohort; the same share where it is shown already."""
        if kind not in KINDS:
            raise BadInput(f"A {kind!r} cannot be shared; expected one of {', '.join(KINDS)}.")
        with self._store.session() as session:
            store.people.hold(session, person.id)  # two clicks at once make one share
            item = _item(session, kind, item_id)
            if item is None or item.person_id != person.id:
                raise NotFound(f"There is no such {kind.replace('_', '-')}.")
            if cohort_id not in {c.id for c in store.cohorts.joined_by(session, person.id)}:
                raise NotFound("There is no such cohort; join it before you share something in it.")
            return store.shares.add(
                session, person.id, cast(ShareKind, kind), item_id, cohort_id, self._clock()
            )

    def revoke(self, person: Person, share_id: str) -> None:
        """Takes a share back; doing so twice is no fault."""
        with self._store.session() as session:
            share = store.shares.find(session, share_id)
            if share is None or share.person_id != person.id:
                raise NotFound("There is no such share.")
            store.shares.revoke(session, share_id, self._clock())

    def of(self, person: Person) -> tuple[Share, ...]:
        """What the person shows now, the oldest first."""
        with self._store.reading() as session:
            return store.shares.of_person(session, person.id)

    def open_shared(self, viewer: Person, share_id: str, *, face: str = "web") -> SharedItem:
        """The item as it stands now; a look by anybody but its owner is recorded."""
        with self._store.session() as session:
            share = store.shares.find(session, share_id)
            item = _item(session, share.kind, share.item_id) if share else None
            if (
                share is None
                or share.revoked_at is not None
                or item is None
                or not may_see(viewer, self._thing(session, share))
            ):
                raise NotFound("There is no such share, or it was taken back.")
            if viewer.id != share.person_id:
                store.looks.add(
                    session,
                    viewer.id,
                    share.person_id,
                    share.kind,
                    share.item_id,
                    self._clock(),
                    face,
                )
            names = store.people.names(session, frozenset({share.person_id}))
        return SharedItem(
            share=share,
            owner_name=names[share.person_id],
            draft=item if isinstance(item, Draft) else None,
            self_check=item if isinstance(item, SelfCheck) else None,
        )

    def looks(self, person: Person) -> tuple[Look, ...]:
        """Who looked at what of this person, the latest first."""
        with self._store.reading() as session:
            return store.looks.at_person(session, person.id)

    def _thing(self, session: Session, share: Share) -> Thing:
        # Not every coach to whom the item is shown: the one of this share's cohort, while the
        # owner is in it.
        cohort = store.cohorts.find(session, share.cohort_id)
        members = {person_id for person_id, _ in store.cohorts.members(session, share.cohort_id)}
        coaches = {cohort.coach_id} if cohort and share.person_id in members else set()
        return Thing(share.kind, share.person_id, shared_with_coach_ids=frozenset(coaches))


def _item(session: Session, kind: str, item_id: str) -> Draft | SelfCheck | None:
    if kind == "draft":
        return store.drafts.find(session, item_id)
    return store.self_checks.find(session, item_id)
