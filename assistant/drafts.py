"""Drafts: what a teacher writes, every saved state kept, never one change lost under another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import store
from assistant.errors import Conflict, NotFound
from assistant.people import Person, Thing, may_see
from assistant.store.records import Clock, Draft, DraftPart, utc_now
from assistant.store.texts import kept_text, short_text
from retrieval.documents import Document, read_document

if TYPE_CHECKING:
    from assistant.store.session import Session

# The part ids of a credential's submission, None where there is no such credential.
PartsOf = Callable[[str], frozenset[str] | None]


@dataclass(frozen=True, slots=True)
class KeptPart:
    """What is kept after a save: the part, and the version the whole draft has now."""

    part: DraftPart
    draft_version: int


def documents_of(draft: Draft) -> list[Document]:
    """A draft's parts as documents, each named so that its text belongs to its part."""
    return [
        read_document(f"{part.part_id}.md", part.text.encode())
        for part in draft.parts
        if part.text.strip()
    ]


class Drafts:
    """A draft is its writer's alone; a coach reads it while it is shared with her."""

    def __init__(
        self,
        kept: store.Store,
        *,
        parts_of: PartsOf | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """Without `parts_of` any credential and any part id will do."""
        self._store = kept
        self._parts_of = parts_of
        self._clock = clock

    def create(self, person: Person, credential_id: str) -> Draft:
        """A new, empty draft for a credential."""
        credential_id = short_text(credential_id, "The credential's id")
        if self._parts_of is not None and self._parts_of(credential_id) is None:
            raise NotFound(f"There is no credential {credential_id!r}.")
        with self._store.session() as session:
            return store.drafts.add(session, person.id, credential_id, self._clock())

    def list(self, person: Person) -> tuple[Draft, ...]:
        """The person's drafts, the last changed first."""
        with self._store.reading() as session:
            return store.drafts.of_person(session, person.id)

    def get(self, viewer: Person, draft_id: str, *, face: str = "web") -> Draft:
        """The draft as it stands; a look by anybody but its writer is recorded."""
        with self._store.reading() as session:
            draft = self._seen(session, viewer, draft_id)
        if draft.person_id != viewer.id:
            with self._store.session() as session:
                # Asked again: it may have been taken back between the two.
                draft = self._seen(session, viewer, draft_id)
                store.looks.add(
                    session, viewer.id, draft.person_id, "draft", draft.id, self._clock(), face
                )
        return draft

    def as_of(self, person: Person, draft_id: str, version: int) -> Draft:
        """The draft as it stood at an earlier version, for its writer alone."""
        with self._store.reading() as session:
            self._own(session, person, draft_id)
            draft = store.drafts.as_of(session, draft_id, version)
        if draft is None:
            raise NotFound(f"This draft has no version {version}.")
        return draft

    def put_part(
        self,
        person: Person,
        draft_id: str,
        part_id: str,
        text: str,
        if_version: int | None = None,
    ) -> KeptPart:
        """Keeps a part's text; when it returns, the text is on the disk.

        `if_version` is the part's version that was edited, 0 for a part not yet begun; Conflict
        where another change came between. Text that is there already makes no new version, and
        a save repeated because its answer got lost is no conflict.
        """
        kept_text(text, "The text")
        part_id = short_text(part_id, "The part's id")
        with self._store.session() as session:
            draft = self._own(session, person, draft_id, hold=True)
            self._check_part(draft, part_id)
            before = next((part for part in draft.parts if part.part_id == part_id), None)
            version = before.version if before else 0
            same = before is not None and before.text == text
            repeated = same and if_version == version - 1
            if if_version is not None and if_version != version and not repeated:
                raise Conflict(
                    f"This part was changed elsewhere in the meantime (it is at version {version}, "
                    f"this change began at {if_version}). Nothing was overwritten: copy your text, "
                    "open the draft again and put the two together."
                )
            if before is not None and same:
                return KeptPart(before, draft.version)
            after = DraftPart(part_id, text, version + 1)
            return KeptPart(after, store.drafts.put_part(session, draft_id, after, self._clock()))

    def _check_part(self, draft: Draft, part_id: str) -> None:
        parts = self._parts_of(draft.credential_id) if self._parts_of else None
        # A credential may have left the catalogue, or ask for no parts: her words are kept anyway.
        if parts and part_id not in parts and part_id not in {p.part_id for p in draft.parts}:
            raise NotFound(f"This credential's submission has no part {part_id!r}.")

    def _own(self, session: Session, person: Person, draft_id: str, *, hold: bool = False) -> Draft:
        draft = store.drafts.find(session, draft_id, hold=hold)
        if draft is None or draft.person_id != person.id:
            raise NotFound("There is no such draft.")
        return draft

    def _seen(self, session: Session, viewer: Person, draft_id: str) -> Draft:
        draft = store.drafts.find(session, draft_id)
        if draft is None or not may_see(
            viewer,
            Thing(
                "draft",
                draft.person_id,
                shared_with_coach_ids=store.shares.coaches_shown(session, "draft", draft_id),
            ),
        ):
            raise NotFound("There is no such draft.")
        return draft
