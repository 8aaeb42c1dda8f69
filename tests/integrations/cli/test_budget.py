"""A month's budget over every command that asks a model: kept among processes, and said plainly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from llmock.pytest_plugin import LLMock

from integrations.services import Services
from tests.catalogues import GOOD_DRAFT
from tests.integrations.cli.conftest import Shell

GOAL = "more students think and join mathematics discussion in my class"
SPENT = "This month's budget for the language model is spent, so this was answered offline"


@pytest.fixture
def spent(shell: Shell, llmock: LLMock, monkeypatch: pytest.MonkeyPatch, data: Path) -> LLMock:
    """A model whose budget one call has used up, in another process than those that follow."""
    monkeypatch.setenv("CREDCOACH_MODEL", "small-model")
    monkeypatch.setenv("CREDCOACH_MODEL_BUDGET_USD", "0.000001")
    llmock.reply("Ready.", times=None)
    (model,) = [i for i in shell("doctor", "--json").json["items"] if i["name"] == "model"]
    assert model["mark"] == "ok"
    assert data.exists()
    llmock.reset()
    return llmock


def test_no_command_asks_the_model_any_more_and_each_says_why(
    shell: Shell, spent: LLMock, tmp_path: Path
) -> None:
    found = shell("recommend", GOAL, "--json")
    assert found.status == 0
    assert found.json["matches"]
    assert found.err.startswith(SPENT)
    assert "CREDCOACH_MODEL_BUDGET_USD" in found.err

    draft = tmp_path / "draft.md"
    draft.write_text(GOOD_DRAFT)
    checked = shell("check", "--credential", "thinking-time", draft, "--json")
    assert checked.status == 0
    assert checked.json["engine"]["name"] == "offline"
    assert [w.startswith(SPENT) for w in checked.json["warnings"]].count(True) == 1

    talk = shell("chat", "--json", stdin=f"{GOAL}\n")
    said = "".join(e["data"]["text"] for e in talk.events if e["event"] == "delta")
    assert said.count(SPENT) == 1
    assert talk.events[-1]["event"] == "done"
    assert spent.requests == []


def test_doctor_says_that_it_is_spent_and_what_raises_it(shell: Shell, spent: LLMock) -> None:
    ran = shell("doctor", "--json")
    items = {item["name"]: item for item in ran.json["items"]}
    assert ran.status == 1
    assert items["budget"]["mark"] == "no"
    assert "CREDCOACH_MODEL_BUDGET_USD raises it" in items["budget"]["detail"]
    assert "the price of small-model is not known here" in items["budget"]["detail"]
    assert items["model"]["mark"] == "-"
    assert spent.requests == []


def test_doctor_without_a_model_or_a_budget_says_so(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def budget() -> dict[str, str]:
        items = {item["name"]: item for item in shell("doctor", "--json").json["items"]}
        return dict(items["budget"])

    assert budget()["mark"] == "-"
    assert "no language model" in budget()["detail"]
    monkeypatch.setattr(Services, "model", property(lambda _: Answering()))
    assert budget()["mark"] == "-"
    assert "no budget is set" in budget()["detail"]
    monkeypatch.setenv("CREDCOACH_MODEL_BUDGET_USD", "20")
    assert budget()["mark"] == "ok"
    assert "0.00 US dollars of 20.00 spent this month" in budget()["detail"]


class Answering:
    """A model that answers doctor."""

    name = "fake-1"

    def stream(self, _system: str, _user: str) -> list[str]:
        """One word."""
        return ["ready"]


@pytest.mark.parametrize("amount", ["-1", "nan", "inf"])
def test_a_budget_that_cannot_be_is_refused(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, amount: str
) -> None:
    monkeypatch.setenv("CREDCOACH_MODEL_BUDGET_USD", amount)
    ran = shell("recommend", GOAL)
    assert ran.status == 2
    assert "CREDCOACH_MODEL_BUDGET_USD: " in ran.err


def test_serve_says_how_the_budget_stands_and_that_the_price_is_not_known(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def served(
        _services: Services, _host: str, _port: int, *, announce: Callable[[str], None]
    ) -> None:
        announce("http://127.0.0.1:1")

    monkeypatch.setattr("integrations.server.serve", served)
    assert "Language model" not in shell("serve").err
    monkeypatch.setenv("OPENAI_API_KEY", "a-key")
    assert "Language model" not in shell("serve").err
    monkeypatch.setenv("CREDCOACH_MODEL", "some-model")
    monkeypatch.setenv("CREDCOACH_MODEL_BUDGET_USD", "20")
    said = shell("serve").err
    assert "Language model: 0.00 US dollars of 20.00 spent this month" in said
    assert "the price of some-model is not known here, so its tokens count at 15" in said
