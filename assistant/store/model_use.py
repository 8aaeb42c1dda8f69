"""Queries for what the model took: tokens and money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, case, col, func, select

from assistant.store.models import ModelUseRow


def record(
    session: Session,
    *,
    person_id: str | None,
    model: str,
    tokens_in: int,
    tokens_out: int,
    cost_usd: float | None,
    at: datetime,
) -> None:
    """Keeps what one call took; `cost_usd` is None where the model's price is not known."""
    session.add(
        ModelUseRow(
            person_id=person_id,
            at=at,
            model=model,
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            cost_usd=cost_usd,
        )
    )


@dataclass(frozen=True, slots=True)
class UseSums:
    """What calls took together; tokens without a price are counted apart from what they cost."""

    known_usd: float = 0.0
    unpriced_in: int = 0
    unpriced_out: int = 0


def sums(session: Session, since: datetime) -> UseSums:
    """What all calls took from `since` on."""
    unpriced = col(ModelUseRow.cost_usd).is_(None)
    cost, tokens_in, tokens_out = session.exec(
        select(
            func.sum(ModelUseRow.cost_usd),
            func.sum(case((unpriced, col(ModelUseRow.tokens_in)), else_=0)),
            func.sum(case((unpriced, col(ModelUseRow.tokens_out)), else_=0)),
        ).where(col(ModelUseRow.at) >= since)
    ).one()
    return UseSums(float(cost or 0.0), int(tokens_in or 0), int(tokens_out or 0))
