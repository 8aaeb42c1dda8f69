"""Settings from the environment or a `.env` file; each default works on one machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_data_dir() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("credcoach", appauthor=False))


def default_cache_dir() -> Path:
    """Where what can be computed again is kept: vectors of catalogue passages."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("credcoach", appauthor=False))


def _named(name: str) -> str:
    return f"CREDCOACH_{name}"


class Settings(BaseSettings):
    """Everything that can be set; the names are the environment variables."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    data_dir: Annotated[Path, Field(alias=_named("DATA_DIR"), default_factory=_default_data_dir)]
    database_url: str | None = Field(None, alias=_named("DATABASE_URL"))
    chroma_url: str | None = Field(None, alias=_named("CHROMA_URL"))
    openai_api_key: SecretStr | None = Field(None, alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(None, alias="OPENAI_BASE_URL")
    model: str | None = Field(None, alias=_named("MODEL"))
    model_budget_usd: float | None = Field(
        None, alias=_named("MODEL_BUDGET_USD"), ge=0, allow_inf_nan=False
    )
    embeddings: str = Field("local", alias=_named("EMBEDDINGS"))
    lexicon: Path | None = Field(None, alias=_named("LEXICON"))
    public_url: str | None = Field(None, alias=_named("PUBLIC_URL"))
    secret_key: SecretStr | None = Field(None, alias=_named("SECRET_KEY"))
    oidc_issuer: str | None = Field(None, alias=_named("OIDC_ISSUER"))
    oidc_client_id: str | None = Field(None, alias=_named("OIDC_CLIENT_ID"))
    oidc_client_secret: SecretStr | None = Field(None, alias=_named("OIDC_CLIENT_SECRET"))
    smtp_url: SecretStr | None = Field(None, alias=_named("SMTP_URL"))
    slack_bot_token: SecretStr | None = Field(None, alias="SLACK_BOT_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, alias="SLACK_SIGNING_SECRET")
    slack_app_token: SecretStr | None = Field(None, alias="SLACK_APP_TOKEN")
    slack_client_id: str | None = Field(None, alias="SLACK_CLIENT_ID")
    slack_client_secret: SecretStr | None = Field(None, alias="SLACK_CLIENT_SECRET")
    slack_api_url: str = Field("https://slack.com/api/", alias="SLACK_API_URL")

    @field_validator("embeddings")
    @classmethod
    def _known_embeddings(cls, value: str) -> str:
        if value != "local" and not (value.startswith("openai:") and len(value) > 7):
            raise ValueError("expected local, or openai:MODEL")
        return value

    @field_validator("secret_key")
    @classmethod
    def _long_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < 32:
            raise ValueError("expected at least 32 characters")
        return value

    @property
    def has_model(self) -> bool:
        """Whether a language model is configured: a key or an address is enough to try."""
        return bool(self.openai_api_key or self.openai_base_url)

    @property
    def sqlite_url(self) -> str:
        """The database in the data folder."""
        return f"sqlite:///{self.data_dir / 'credcoach.sqlite3'}"
