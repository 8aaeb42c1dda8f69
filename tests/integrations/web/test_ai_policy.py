"""The issuer's rule on AI is shown, and where it forbids AI no request leaves for a model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from llmock.pytest_plugin import LLMock

from assistant.settings import Settings
from integrations.services import Services
from integrations.web.app import create_app
from integrations.web.views import AI_WORDS
from retrieval.catalogue import AiPolicy
from tests.integrations.web.conftest import Desk
from tests.people import Cast

DRAFT = "I gave written feedback that names one next step, and the students revised their work."


@pytest.mark.parametrize("use", sorted(AI_WORDS))
def test_the_credentials_page_says_the_rule_and_the_issuers_own_words(
    desk: Desk, cast: Cast, services: Services, monkeypatch: pytest.MonkeyPatch, use: Any
) -> None:
    known = services.library.credential("thinking-time")
    ruled = replace(known, ai_policy=AiPolicy(use, "Ask the office first."))
    monkeypatch.setattr(services.library, "credential", lambda _: ruled)
    page = desk.browser(cast.alice.id).get("/credentials/thinking-time").text
    assert AI_WORDS[use] in page
    assert "Ask the office first." in page
    assert not any(words in page for other, words in AI_WORDS.items() if other != use)


@pytest.fixture
def with_model(services: Services, cast: Cast, llmock: LLMock) -> Desk:
    """The app with a language model set up, which writes down whatever it is asked."""
    services.settings = Settings(
        CREDCOACH_DATA_DIR=services.settings.data_dir,
        OPENAI_BASE_URL=llmock.base_url(),
        OPENAI_API_KEY="a-key",
        CREDCOACH_MODEL="small-model",
    )
    assert services.model is not None
    assert cast
    app: FastAPI = create_app(services)
    return Desk(app, services)


def test_where_ai_is_forbidden_no_request_leaves_for_any_way_of_checking(
    with_model: Desk, cast: Cast, llmock: LLMock, services: Services
) -> None:
    alice: TestClient = with_model.program("alice@school.example")
    files = [{"name": "d.md", "text": DRAFT}]
    for engine in (None, "llm"):
        body = {"credential_id": "own-words", "files": files, "engine": engine}
        report = alice.post("/api/v1/self-checks", json=body).json()
        assert report["engine"] == {"name": "offline", "model": None}
        assert any("forbids AI help" in warning for warning in report["warnings"])
    draft = alice.post("/api/v1/drafts", json={"credential_id": "own-words"}).json()
    alice.put(f"/api/v1/drafts/{draft['id']}/parts/evidence", json={"text": DRAFT})
    checked = alice.post("/api/v1/self-checks", json={"draft_id": draft["id"]}).json()
    assert checked["engine"]["name"] == "offline"
    assert alice.get("/api/v1/credentials/own-words/answers?q=How many words?").status_code == 200
    chat = {"message": "check this for own-words", "files": files}
    with alice.stream("POST", "/api/v1/chat", json=chat) as answer:
        answer.read()
    assert llmock.requests == []

    made = services.help_log.disclosure(cast.alice, services.library.credential("own-words"))
    assert "No language model took part in the help told here." in made.rule


def test_the_same_check_goes_to_the_model_where_ai_may_help(
    with_model: Desk, llmock: LLMock, services: Services, cast: Cast
) -> None:
    alice = with_model.program("alice@school.example")
    body = {"credential_id": "thinking-time", "files": [{"name": "d.md", "text": DRAFT}]}
    alice.post("/api/v1/self-checks", json=body)
    assert llmock.requests != []  # so an empty list above says something
    assert services.help_log.of(cast.alice, "thinking-time") != ()
