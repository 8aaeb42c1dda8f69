"""What the draft workspace needs: panes, the last check, and whom the draft is shown to."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import Conflict, NotFound
from assistant.people import Person
from assistant.store.records import Cohort, Draft, SelfCheck, Share
from integrations.services import Services
from integrations.web.views import word_rule
from retrieval.catalogue import Credential, Part

TRIES = 3  # an upload that meets an autosave is put down again behind it


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a part asks for."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Pane:
    """One part of the submission: what it asks for, and what is written so far."""

    id: str
    title: str
    kind: str
    rule: str
    asks: tuple[Ask, ...]
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """Cohorts to whose coach the draft can be shown, and where it is shown now."""

    cohorts: tuple[Cohort, ...]
    shown: dict[str, Share]


def panes(draft: Draft, credential: Credential | None) -> list[Pane]:
    """A pane for each part that is asked for, then for what was written beside them."""
    begun = {part.part_id: part for part in draft.parts}
    asked: list[Part] = list(credential.submission) if credential else []
    beside = [Part(i, i) for i in begun if i not in {part.id for part in asked}]
    if not asked and not beside:
        beside = [Part("draft", "Your draft")]
    return [
        Pane(
            id=part.id,
            title=part.title,
            kind=part.kind,
            rule=word_rule(part),
            asks=tuple(Ask(prompt.text, word_rule(prompt)) for prompt in part.prompts),
            text=begun[part.id].text if part.id in begun else "",
            version=begun[part.id].version if part.id in begun else 0,
        )
        for part in [*asked, *beside]
    ]


def latest_check(services: Services, person: Person, draft: Draft) -> SelfCheck | None:
    """The last self-check of this draft."""
    mine = services.self_checks.list(person)
    return next((kept for kept in mine if kept.draft_id == draft.id), None)


def draft_for(services: Services, person: Person, credential_id: str) -> Draft | None:
    """The person's draft for a credential that was changed last."""
    drafts = services.drafts.list(person)
    return next((draft for draft in drafts if draft.credential_id == credential_id), None)


def sharing(services: Services, person: Person, draft: Draft) -> Sharing:
    """To whom this draft can be shown, and is."""
    shown = {
        share.cohort_id: share
        for share in services.shares.of(person)
        if share.kind == "draft" and share.item_id == draft.id
    }
    return Sharing(services.cohorts.of(person).joined, shown)


def append(services: Services, person: Person, draft_id: str, part_id: str, text: str) -> None:
    """Puts text at the end of a part, whatever else is saved meanwhile."""
    for attempt in range(TRIES):
        draft = services.drafts.get(person, draft_id)
        if draft.person_id != person.id:
            raise NotFound("There is no such draft.")
        part = next((p for p in draft.parts if p.part_id == part_id), None)
        whole = f"{part.text.rstrip()}\n\n{text}" if part and part.text.strip() else text
        try:
            services.drafts.put_part(person, draft_id, part_id, whole, part.version if part else 0)
            return
        except Conflict:
            if attempt == TRIES - 1:
                raise
