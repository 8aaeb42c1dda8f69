"""Returns: what an assessor wrote when a submission came back, and the changes that it asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assistant import store
from assistant.drafts import documents_of
from assistant.errors import BadInput, NotFound
from assistant.people import Person, Thing, may_see
from assistant.store.records import Clock, Draft, Pursuit, Return, SelfCheck, utc_now
from assistant.store.texts import kept_text

if TYPE_CHECKING:
    from assistant.self_check.returned.after_return import Change, ReturnReader
    from assistant.self_check.returned.pointing import CheckedDraft
    from assistant.store.session import Session
    from retrieval.catalogue import Credential

MOST_CHARACTERS = 50_000  # a long letter has 5,000
LAST_ATTEMPT_ALONE = 3
# No catalogue says what its issuer asks for then, so this names what some of them do.
AFTER_THIRD = (
    "Some issuers ask for a coach after the third attempt; ask yours before you hand in again."
)


def rule_after(attempt: int) -> str | None:
    """What to mind before the next attempt, once that one came back as well."""
    return AFTER_THIRD if attempt >= LAST_ATTEMPT_ALONE else None


class Returns:
    """A person's alone: her coach sees the stage and the attempt, never a word of the letter."""

    def __init__(
        self,
        kept: store.Store,
        reader: ReturnReader,
        credential_of: Callable[[str], Credential | None],
        *,
        clock: Clock = utc_now,
    ) -> None:
        """`credential_of` gives None for a credential that has left the catalogue."""
        self._store = kept
        self._reader = reader
        self._credential_of = credential_of
        self._clock = clock

    def take_in(self, person: Person, pursuit_id: str, text: str) -> Return:
        """Keeps what the assessor wrote with its changes, and moves the pursuit to `returned`.

        What came back had been handed in: that counts as an attempt, marked by the person or not.
        The same text again is the same return. Raises BadInput for an empty text or what is earned
        already, TooLarge, NotFound.
        """
        kept_text(text, "What the assessor wrote", MOST_CHARACTERS)
        if not text.strip():
            raise BadInput("There is nothing to read yet; paste what the assessor wrote.")
        with self._store.reading() as session:
            pursuit = self._pursued(session, person, pursuit_id)
            draft = _last_draft(session, pursuit)
            check = store.self_checks.latest(
                session, person.id, pursuit.credential_id, draft.id if draft else None
            )
        credential = self._credential_of(pursuit.credential_id)
        changes = self._reader.changes(text, credential, _checked(credential, draft, check))
        with self._store.session() as session:
            store.people.hold(session, person.id)  # two clicks at once make one return
            pursuit = self._pursued(session, person, pursuit_id)
            before = _same(store.returns.of_person(session, person.id), pursuit, text)
            if before:
                return before
            if pursuit.stage != "returned":
                store.pursuits.set_stage(session, pursuit.id, "submitted", self._clock())
                store.pursuits.set_stage(session, pursuit.id, "returned", self._clock())
                pursuit = self._pursued(session, person, pursuit_id)
            return store.returns.add(session, pursuit, text, _as_json(changes), self._clock())

    def of(self, person: Person, pursuit_id: str | None = None) -> tuple[Return, ...]:
        """The person's returns, the latest first; of one pursuit, or of all."""
        with self._store.reading() as session:
            if pursuit_id is not None:
                self._pursued(session, person, pursuit_id, earned=True)
            found = store.returns.of_person(session, person.id)
        return tuple(one for one in found if pursuit_id in (None, one.pursuit_id))

    def get(self, viewer: Person, return_id: str) -> Return:
        """The return; to nobody but whose it is."""
        with self._store.reading() as session:
            found = store.returns.find(session, return_id)
        if found is None or not may_see(viewer, Thing("return", found.person_id)):
            raise NotFound("There is no such return.")
        return found

    def _pursued(
        self, session: Session, person: Person, pursuit_id: str, *, earned: bool = False
    ) -> Pursuit:
        pursuit = store.pursuits.find(session, pursuit_id)
        if pursuit is None or pursuit.person_id != person.id:
            raise NotFound("There is no such pursuit.")
        if pursuit.stage == "earned" and not earned:
            raise BadInput(
                "This credential stands as earned in your plan; set its stage right first if it "
                "came back after all."
            )
        return pursuit


def _as_json(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """JSON types, as they will be read again."""
    body: list[dict[str, Any]] = json.loads(json.dumps([change.as_json() for change in changes]))
    return body


def _same(kept: tuple[Return, ...], pursuit: Pursuit, text: str) -> Return | None:
    """The return that holds this very text already, unless it was handed in again since."""
    if pursuit.stage == "submitted":
        return None
    mine = (one for one in kept if (one.pursuit_id, one.attempt) == (pursuit.id, pursuit.attempt))
    return next((one for one in mine if one.text == text), None)


def _last_draft(session: Session, pursuit: Pursuit) -> Draft | None:
    """The draft for the pursued credential that was changed last and holds any words."""
    drafts = store.drafts.of_person(session, pursuit.person_id)
    mine = (draft for draft in drafts if draft.credential_id == pursuit.credential_id)
    return next((draft for draft in mine if any(part.text.strip() for part in draft.parts)), None)


def _checked(
    credential: Credential | None, draft: Draft | None, check: SelfCheck | None
) -> CheckedDraft:
    """The draft as it stands and what its last self-check quoted."""
    from assistant.self_check.report import Quote
    from assistant.self_check.returned.pointing import CheckedDraft
    from assistant.self_check.submission import Submission
    from retrieval.errors import UnreadableDocument

    def quote(body: dict[str, Any]) -> Quote:
        return Quote(body["file"], body["start"], body["end"], body["text"], body.get("place"))

    try:
        files = documents_of(draft) if draft else []
    except UnreadableDocument:  # a part holds marks and no words
        files = []
    report = check.report if check else {"findings": (), "privacy": ()}
    return CheckedDraft(
        submission=Submission(credential, files) if credential and files else None,
        quotes={
            finding["criterion_id"]: tuple(quote(one) for one in finding["quotes"])
            for finding in report["findings"]
        },
        private=tuple(quote(one) for one in report["privacy"]),
    )
