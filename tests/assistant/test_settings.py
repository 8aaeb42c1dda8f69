"""Settings: named by the contract, refused with a reason, never showing a secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import Settings, default_cache_dir

NAMES = [
    "CREDCOACH_DATA_DIR",
    "CREDCOACH_DATABASE_URL",
    "CREDCOACH_CHROMA_URL",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "CREDCOACH_MODEL",
    "CREDCOACH_MODEL_BUDGET_USD",
    "CREDCOACH_EMBEDDINGS",
    "CREDCOACH_PUBLIC_URL",
    "CREDCOACH_SECRET_KEY",
    "CREDCOACH_OIDC_ISSUER",
    "CREDCOACH_OIDC_CLIENT_ID",
    "CREDCOACH_OIDC_CLIENT_SECRET",
    "CREDCOACH_SMTP_URL",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_API_URL",
]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_every_setting_of_the_contract_is_known() -> None:
    ours = {"CREDCOACH_LEXICON"}  # beside the contract's
    assert {field.alias for field in Settings.model_fields.values()} == {*NAMES, *ours}


def test_the_defaults_work_on_one_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    settings = Settings()

    assert settings.data_dir == tmp_path / "share" / "credcoach"
    assert settings.sqlite_url == f"sqlite:///{tmp_path}/share/credcoach/credcoach.sqlite3"
    assert settings.embeddings == "local"
    assert not settings.has_model
    assert settings.slack_api_url == "https://slack.com/api/"


def test_the_cache_is_kept_apart_from_the_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert default_cache_dir() == tmp_path / "cache" / "credcoach"


def test_a_dot_env_file_in_the_working_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CREDCOACH_MODEL=small-model\nSOMETHING_ELSE=1\n")
    assert Settings().model == "small-model"


def test_the_environment_goes_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("CREDCOACH_MODEL=from-file\n")
    monkeypatch.setenv("CREDCOACH_MODEL", "from-environment")
    assert Settings().model == "from-environment"


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    monkeypatch.setenv("CREDCOACH_EMBEDDINGS", "")
    settings = Settings()
    assert settings.openai_api_key is None
    assert settings.embeddings == "local"


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "OPENAI_BASE_URL"])
def test_a_key_or_an_address_alone_sets_up_a_model(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:1/v1")
    assert Settings().has_model


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CREDCOACH_EMBEDDINGS", "openai:", "openai:MODEL"),
        ("CREDCOACH_EMBEDDINGS", "word2vec", "openai:MODEL"),
        ("CREDCOACH_SECRET_KEY", "changeme", "at least 32 characters"),
        ("CREDCOACH_MODEL_BUDGET_USD", "lots", "number"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as caught:
        Settings()
    (error,) = caught.value.errors()
    assert error["loc"] == (name,)
    assert expected in error["msg"]


def test_remote_embeddings_name_their_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDCOACH_EMBEDDINGS", "openai:text-embedding-3-small")
    assert Settings().embeddings == "openai:text-embedding-3-small"


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-zebra")
    monkeypatch.setenv("CREDCOACH_SECRET_KEY", "zebra" * 10)
    monkeypatch.setenv("CREDCOACH_SMTP_URL", "smtp://user:zebra@mail.example")
    assert "zebra" not in repr(Settings())
