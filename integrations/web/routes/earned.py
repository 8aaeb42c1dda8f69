"""`/me/earned`: badges that prove what a person has earned; hers alone to see."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Response, UploadFile

from assistant.earned import Added
from assistant.store.records import EarnedBadge
from integrations.web import shapes
from integrations.web.deps import CurrentPerson, TheServices
from integrations.web.handed_in import name_of
from retrieval.formats.baked import MOST_BYTES
from retrieval.search import Shelf

router = APIRouter(tags=["me"])

FormText = Annotated[str | None, Form(max_length=200)]


@router.post("/me/earned", status_code=201, responses={200: {"description": "Not matched yet"}})
def add_earned(
    person: CurrentPerson,
    services: TheServices,
    response: Response,
    file: UploadFile,
    credential_id: FormText = None,
) -> dict[str, Any]:
    """Marks the badge's credential as earned; without a match, the credentials to choose among."""
    data = file.file.read(MOST_BYTES + 1)
    added = services.earned.add(person, name_of(file.filename), data, credential_id or None)
    if added.kept is None:
        response.status_code = 200
    return added_json(added, services.library.shelf())


@router.get("/me/earned")
def list_earned(person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """What the person has shown to have earned, the latest first."""
    return shapes.listed([earned_json(one) for one in services.earned.of(person)])


def added_json(added: Added, shelf: Shelf) -> dict[str, Any]:
    """What became of a badge, what it says of itself and how far that is proven."""
    badge = added.badge
    return {
        "outcome": "earned" if added.kept else "unmatched",
        "message": added.message,
        "earned": earned_json(added.kept) if added.kept else None,
        "pursuit": shapes.pursuit_json(added.pursuit, shelf) if added.pursuit else None,
        "near": [
            {"credential_id": one.id, "title": one.title, "issuer": one.issuer}
            for one in added.near
        ],
        "badge": {
            "achievement": badge.achievement,
            "achievement_id": badge.achievement_id,
            "issuer": badge.issuer,
            "issuer_id": badge.issuer_id,
            "recipient": badge.recipient,
            "issued_at": badge.issued_at.isoformat() if badge.issued_at else None,
            "expires_at": badge.expires_at.isoformat() if badge.expires_at else None,
            "proof": {"state": badge.proof.state, "why": badge.proof.why},
            "standing": {"state": badge.standing.state, "why": badge.standing.why},
        },
    }


def earned_json(kept: EarnedBadge) -> dict[str, Any]:
    """What proves that a credential was earned."""
    return {
        "id": kept.id,
        "credential_id": kept.credential_id,
        "pursuit_id": kept.pursuit_id,
        "proven": kept.proven,
        "how": kept.how,
        "achievement": kept.achievement,
        "issuer": kept.issuer,
        "issued_at": kept.issued_at.isoformat() if kept.issued_at else None,
        "expires_at": kept.expires_at.isoformat() if kept.expires_at else None,
        "created_at": kept.created_at.isoformat(),
    }
