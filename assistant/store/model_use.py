"""Queries for what the model took: tokens and money."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, func, select

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


def spent(session: Session, since: datetime) -> float:
    """The known cost in US dollars of all calls from `since` on."""
    total = session.exec(
        select(func.sum(ModelUseRow.cost_usd)).where(col(ModelUseRow.at) >= since)
    ).one()
    return float(total or 0.0)
