"""Replacements: letters for the names in a draft, and the names again, for its writer alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import store
from assistant.errors import Conflict, NotFound
from assistant.people import Person
from assistant.self_check.privacy.replacement import Change, given_back, private_in, replaced
from assistant.store.records import Clock, Draft, DraftPart, utc_now
from assistant.store.texts import kept_text

if TYPE_CHECKING:
    from assistant.self_check.privacy.pseudonyms import Pseudonym
    from assistant.store.session import Session

_TRIES = 3  # a replacement that meets an autosave is worked out again


@dataclass(frozen=True, slots=True)
class Offer:
    """What a replacement would change in a draft as it stands, and what could be taken back."""

    draft_version: int
    changes: tuple[Change, ...]
    can_give_back: bool


@dataclass(frozen=True, slots=True)
class Replaced:
    """The parts that changed, the version of the draft now, and what was changed in it."""

    parts: tuple[DraftPart, ...]
    draft_version: int
    changes: tuple[Change, ...] = ()


class Replacements:
    """Who stands for whom is kept with the draft: no coach and no model is ever given it."""

    def __init__(self, kept: store.Store, *, clock: Clock = utc_now) -> None:
        self._store = kept
        self._clock = clock

    def offer(self, person: Person, draft_id: str) -> Offer:
        """What would be replaced in the draft now; nothing is changed."""
        with self._store.reading() as session:
            draft = _own(session, person, draft_id)
            kept = store.pseudonyms.of_draft(session, draft_id)
        texts = _texts(draft)
        found = private_in(texts, (person.name,))
        back = any(one.shown in text for one in kept for text in texts.values())
        return Offer(draft.version, replaced(texts, found, kept).changes, back)

    def replace(
        self,
        person: Person,
        draft_id: str,
        if_version: int | None = None,
        leave: Collection[str] = (),
    ) -> Replaced:
        """Puts letters for names; whoever is written as a text in `leave` is left as she is.

        `if_version` is the draft's version that was looked at; Conflict where another change came
        between. Raises NotFound for a draft that is not the person's own.
        """
        for attempt in range(_TRIES):
            with self._store.reading() as session:
                draft = _own(session, person, draft_id, if_version)
                kept = store.pseudonyms.of_draft(session, draft_id)
            texts = _texts(draft)
            result = replaced(texts, private_in(texts, (person.name,)), kept, leave)
            try:
                return self._keep(person, draft, result.texts, result.changes, result.pseudonyms)
            except Conflict:
                if if_version is not None or attempt == _TRIES - 1:
                    raise
        raise AssertionError("the last try returns or raises")

    def give_back(self, person: Person, draft_id: str, if_version: int | None = None) -> Replaced:
        """Puts the names again where the letters stand; `if_version` as in `replace`."""
        with self._store.reading() as session:
            draft = _own(session, person, draft_id, if_version)
            kept = store.pseudonyms.of_draft(session, draft_id)
            earlier = {
                part.part_id: store.drafts.part_before(session, draft_id, part)
                for part in draft.parts
            }
        before = {part_id: text for part_id, text in earlier.items() if text is not None}
        return self._keep(person, draft, given_back(_texts(draft), before, kept), (), kept)

    def _keep(
        self,
        person: Person,
        draft: Draft,
        texts: dict[str, str],
        changes: tuple[Change, ...],
        pseudonyms: tuple[Pseudonym, ...],
    ) -> Replaced:
        """Keeps all changed parts or none; Conflict where the draft is no longer as it was read."""
        parts: list[DraftPart] = []
        for text in texts.values():
            kept_text(text, "The text with the letters in it")  # letters are longer than names
        with self._store.session() as session:
            version = _own(session, person, draft.id, draft.version, hold=True).version
            for part in draft.parts:
                if texts[part.part_id] != part.text:
                    after = DraftPart(part.part_id, texts[part.part_id], part.version + 1)
                    version = store.drafts.put_part(session, draft.id, after, self._clock())
                    parts.append(after)
            if parts:
                store.pseudonyms.keep(session, draft.id, pseudonyms)
        return Replaced(tuple(parts), version, changes)


def _own(
    session: Session,
    person: Person,
    draft_id: str,
    if_version: int | None = None,
    *,
    hold: bool = False,
) -> Draft:
    draft = store.drafts.find(session, draft_id, hold=hold)
    if draft is None or draft.person_id != person.id:
        raise NotFound("There is no such draft.")
    if if_version not in (None, draft.version):
        raise Conflict(
            f"This draft was changed elsewhere in the meantime (it is at version {draft.version}, "
            f"you looked at {if_version}). Nothing was replaced: look at the list once more."
        )
    return draft


def _texts(draft: Draft) -> dict[str, str]:
    return {part.part_id: part.text for part in draft.parts}
