"""The tables of what lets a person in: sessions, tokens, links, and who she is elsewhere."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from assistant.store.rows import Row, UtcTime


class SignInRow(Row, table=True):
    """A session of the web app; only the token's hash is kept.

    `device` names the browser in a few words, so that its person knows it again.
    """

    __tablename__ = "sign_in"

    token_hash: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(sa_type=UtcTime)
    expires_at: datetime = Field(sa_type=UtcTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcTime)
    last_seen_at: datetime | None = Field(default=None, sa_type=UtcTime)
    device: str = Field(default="", sa_column_kwargs={"server_default": ""})


class ApiTokenRow(Row, table=True):
    """A bearer token for the API."""

    __tablename__ = "api_token"

    token_hash: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(sa_type=UtcTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UtcTime)


class OneTimeLinkRow(Row, table=True):
    """A link to make the first admin, take up an invitation or set a new password."""

    __tablename__ = "one_time_link"

    token_hash: str = Field(primary_key=True)
    purpose: str
    email: str | None = Field(default=None, index=True)
    person_id: str | None = Field(
        default=None, foreign_key="person.id", ondelete="CASCADE", index=True
    )
    role: str | None = None
    created_at: datetime = Field(sa_type=UtcTime)
    expires_at: datetime = Field(sa_type=UtcTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcTime)


class IdentityRow(Row, table=True):
    """Who a person is at a provider of single sign-on: its own id of her, never her address."""

    __tablename__ = "identity"

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(sa_type=UtcTime)
