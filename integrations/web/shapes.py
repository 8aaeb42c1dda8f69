"""What the API answers: records as JSON types, keys as the contract names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant.conversations import Talk
from assistant.drafts import KeptPart
from assistant.people import Person
from assistant.plans import Plan
from assistant.replacements import Offer, Replaced
from assistant.returns import rule_after
from assistant.store.records import (
    Cohort,
    Conversation,
    Draft,
    Look,
    Pursuit,
    Return,
    SelfCheck,
    Share,
)
from retrieval.audit import Audit
from retrieval.catalogue import Credential, Stack
from retrieval.search import Shelf


def listed(items: Sequence[Any], next_cursor: str | None = None) -> dict[str, Any]:
    """A page of a list."""
    return {"items": list(items), "next_cursor": next_cursor}


def credential_summary(credential: Credential, shelf: Shelf) -> dict[str, Any]:
    """What a list of credentials says of each; the whole stands under its own address."""
    return {
        "id": credential.id,
        "title": credential.title,
        "issuer": credential.issuer,
        "competency": credential.competency,
        "grades": list(credential.grades),
        "subjects": list(credential.subjects),
        "roles": list(credential.roles),
        "topics": list(credential.topics),
        "effort_hours": credential.effort_hours,
        "cost_usd": credential.cost_usd,
        "counts_for": [asdict(worth) for worth in credential.counts_for],
        "constraints": asdict(credential.constraints),
        "ai_policy": asdict(credential.ai_policy),
        "stacks": [stack.id for stack in shelf.stacks_of(credential.id)],
    }


def audit_json(audit: Audit) -> dict[str, Any]:
    """An audit, as `credcoach audit --json` has each of its items."""
    return asdict(audit)


def stack_json(stack: Stack) -> dict[str, Any]:
    """A stack with the catalogue's keys."""
    return asdict(stack)


def draft_json(draft: Draft, credential: Credential | None) -> dict[str, Any]:
    """A draft with every part that its credential asks for; one not yet begun is at version 0."""
    begun = {part.part_id: part for part in draft.parts}
    asked = [part.id for part in credential.submission] if credential else []
    ids = dict.fromkeys([*asked, *begun])
    return {
        "id": draft.id,
        "credential_id": draft.credential_id,
        "version": draft.version,
        "updated_at": draft.updated_at.isoformat(),
        "parts": [
            {"part_id": i, "text": begun[i].text, "version": begun[i].version}
            if i in begun
            else {"part_id": i, "text": "", "version": 0}
            for i in ids
        ],
    }


def kept_part_json(kept: KeptPart) -> dict[str, Any]:
    """What was kept of a part."""
    return {**asdict(kept.part), "draft_version": kept.draft_version}


def offer_json(offer: Offer) -> dict[str, Any]:
    """What a replacement would change."""
    return {
        "draft_version": offer.draft_version,
        "items": [asdict(change) for change in offer.changes],
        "can_give_back": offer.can_give_back,
    }


def replaced_json(replaced: Replaced) -> dict[str, Any]:
    """The parts that changed, and what stands for whom in them now."""
    return {
        "draft_version": replaced.draft_version,
        "parts": [asdict(part) for part in replaced.parts],
        "items": [asdict(change) for change in replaced.changes],
    }


def pursuit_json(pursuit: Pursuit, shelf: Shelf) -> dict[str, Any]:
    """A pursuit with its credential's title."""
    credential = shelf.credentials.get(pursuit.credential_id)
    return {
        "id": pursuit.id,
        "credential_id": pursuit.credential_id,
        "title": credential.title if credential else pursuit.credential_id,
        "stage": pursuit.stage,
        "since": pursuit.since.isoformat(),
        "target_date": pursuit.target_date.isoformat() if pursuit.target_date else None,
        "attempt": pursuit.attempt,
        "help_wanted": pursuit.help_wanted,
    }


def plan_json(plan: Plan, shelf: Shelf) -> dict[str, Any]:
    """A plan: a list as every other, and under `pursuits` as the chat's card has it."""
    items = [pursuit_json(pursuit, shelf) for pursuit in plan.pursuits]
    chosen = {pursuit.credential_id for pursuit in plan.pursuits}
    earned = {p.credential_id for p in plan.pursuits if p.stage == "earned"}
    return {
        **listed(items),
        "pursuits": items,
        "stacks": [
            {
                "id": progress.stack.id,
                "title": progress.stack.title,
                "earned": [i for i in progress.stack.members if i in earned],
                "chosen": [i for i in progress.stack.members if i in chosen - earned],
                **progress.as_json(),
            }
            for progress in plan.stacks
        ],
        **plan.as_json(),
    }


def conversation_json(conversation: Conversation) -> dict[str, Any]:
    """A conversation in a list."""
    return {
        "id": conversation.id,
        "title": conversation.title,
        "created_at": conversation.created_at.isoformat(),
        "updated_at": conversation.updated_at.isoformat(),
    }


def talk_json(talk: Talk) -> dict[str, Any]:
    """A conversation with all that was said in it."""
    return {
        **conversation_json(talk.conversation),
        "messages": [
            {
                "id": message.id,
                "role": message.role,
                "text": message.text,
                "cards": list(message.cards),
                "complete": message.complete,
                "at": message.created_at.isoformat(),
            }
            for message in talk.messages
        ],
    }


def self_check_json(kept: SelfCheck, *, own: bool = False) -> dict[str, Any]:
    """A self-check that was kept: the report's keys, its id; to its owner, what changed as well."""
    return {
        **kept.report,
        **({"changes": kept.changes} if own else {}),
        "id": kept.id,
        "draft_id": kept.draft_id,
        "draft_version": kept.draft_version,
        "created_at": kept.created_at.isoformat(),
    }


def return_json(kept: Return) -> dict[str, Any]:
    """What came back: a list of changes, the attempt that they are for, and what the rule says."""
    return {
        **listed(kept.changes),
        "id": kept.id,
        "pursuit_id": kept.pursuit_id,
        "credential_id": kept.credential_id,
        "attempt": kept.attempt,
        "rule": rule_after(kept.attempt),
        "text": kept.text,
        "created_at": kept.created_at.isoformat(),
    }


def share_json(share: Share) -> dict[str, Any]:
    """A share."""
    return {
        "id": share.id,
        "kind": share.kind,
        "item_id": share.item_id,
        "cohort_id": share.cohort_id,
        "since": share.created_at.isoformat(),
    }


def look_json(look: Look) -> dict[str, Any]:
    """That somebody looked."""
    return {
        "viewer": look.viewer_name,
        "kind": look.kind,
        "item_id": look.item_id,
        "at": look.at.isoformat(),
        "face": look.from_face,
    }


def cohort_json(cohort: Cohort, *, leads: bool) -> dict[str, Any]:
    """A cohort in a list; its code is for its coach alone."""
    body: dict[str, Any] = {
        "id": cohort.id,
        "name": cohort.name,
        "role": "coach" if leads else "member",
        "created_at": cohort.created_at.isoformat(),
    }
    return {**body, "code": cohort.code} if leads else body


def person_json(person: Person) -> dict[str, Any]:
    """What a person may know about herself."""
    profile: Mapping[str, Any] = asdict(person.profile)
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "roles": sorted(person.roles),
        "profile": dict(profile),
        "time_zone": person.time_zone,
    }
