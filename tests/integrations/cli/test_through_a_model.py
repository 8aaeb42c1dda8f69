"""The same walk through a scripted model server; with the server gone, offline with a warning."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from llmock.pytest_plugin import LLMock

from assistant.store.session import Store
from tests.catalogues import GOOD_DRAFT, minimal
from tests.integrations.cli.conftest import Shell

TALK = "more students think and join mathematics discussion in my class"
RANKING = json.dumps(
    {
        "choices": [{"id": "number-talks", "reason": "Students explain aloud."}, {"id": "made-up"}],
        "message": "This one fits.",
    }
)
PHRASES = json.dumps({"phrases": ["wait time after questions", "discussion routines"]})
SENTENCES = json.dumps({"sentences": ["three kids do all the talking", "too short", "x " * 200]})
ROW = json.dumps(
    {
        "elements": [
            {
                "element": i,
                "decision": "shown",
                "sentences": [7],
                "quote": "pauses of three seconds",
            }
            for i in (1, 2)
        ],
        "feedback": "You show pauses.",
        "next_step": "Count once more.",
    }
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(GOOD_DRAFT)
    return path


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A model server that is gone: its port refuses."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
        monkeypatch.setenv("OPENAI_BASE_URL", address)
        monkeypatch.setenv("CREDCOACH_MODEL", "small-model")
        yield address


# Evidence and not only talk about it, so that the offline judge does not rule every row out.
SHOWN = """\
# Part 1. Overview

## context

I teach twenty four students in grade four, and three of them do all the talking.

## habit

In the first week, before I changed anything, I kept a tally for three lessons: 7 of 24 students
spoke on Monday, 6 on Tuesday, 8 on Thursday, and 41 of the 52 turns were taken by the same three.

# Part 2. Work examples

The transcript of lesson one shows pauses of three seconds after four questions.
Me: "Why is 3/4 more than 2/3?" (3.4 s) S5: "Because fourths are smaller, so less is missing."
Me: (3.1 s) S11: "I don't agree, you have to look at the same whole." In the quiet they wrote one
word on a slip and turned to a partner; slips attached, S5 wrote "missing", S11 "whole".

Transcript, lesson two, March 10. Me: "What would happen with 5/6?" (3.6 s) S14: "One sixth is
missing, that's tiny." Me: (3.0 s) S2: "So it's the biggest." They drew first and then whispered.

# Part 3. Reflection

Before, seven students spoke; in the third week nineteen of 24 did, and the three took 18 of 55
turns. S11, who had never spoken, spoke four times. One habit I keep is counting silently to three
with my fingers behind my back, since I jumped in twice on March 3 at about one second.
"""


def test_recommend_answers_in_the_models_order_with_ids_checked(
    shell: Shell, llmock: LLMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However busy the machine is that runs this.
    monkeypatch.setattr("assistant.llm.rewriting.REWRITING_S", 120.0)
    monkeypatch.setattr("assistant.recommendations.RANKING_S", 240.0)
    llmock.reply(PHRASES)
    llmock.reply(RANKING)
    ran = shell("recommend", TALK, "--json")

    assert ran.status == 0
    assert ran.err == ""
    assert len(llmock.requests) == 2
    assert [m["credential_id"] for m in ran.json["matches"]] == ["number-talks"]
    assert ran.json["matches"][0]["reasons"][0] == "Students explain aloud."
    assert ran.json["matches"][0]["quotes"]
    assert ran.json["message"] == "This one fits."


def test_recommend_is_answered_offline_where_the_model_rewrites_to_rubbish(
    shell: Shell, llmock: LLMock
) -> None:
    llmock.reply("I would rather talk about the weather.")
    ran = shell("recommend", TALK, "--json")

    assert ran.status == 0
    assert "answered offline" in ran.err
    assert ran.json["matches"]
    assert len(llmock.requests) == 1


def test_index_paraphrases_through_the_model_only_when_asked(
    shell: Shell, llmock: LLMock, tmp_path: Path
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "juggling.yaml").write_text(minimal("juggling"))
    assert shell("index", folder).status == 0
    assert llmock.requests == []

    llmock.reply(SENTENCES, times=6)
    ran = shell("index", folder, "--paraphrase", "--json")
    assert ran.status == 0
    assert ran.json["paraphrased"] == len(llmock.requests) == 6  # the five of before, too
    again = shell("index", folder, "--paraphrase", "--json")
    assert again.json["paraphrased"] == 0
    assert len(llmock.requests) == 6


def test_index_says_that_paraphrasing_needs_a_model(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "CREDCOACH_MODEL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "juggling.yaml").write_text(minimal("juggling"))
    ran = shell("index", tmp_path, "--paraphrase")

    assert ran.status == 2
    assert "--paraphrase needs one; set OPENAI_API_KEY" in ran.err


def test_check_answers_row_by_row_through_the_model_with_quotes_verified(
    shell: Shell, llmock: LLMock, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.write_text(SHOWN, encoding="utf-8")
    monkeypatch.setenv("CREDCOACH_MODEL", "small-model")
    llmock.reply(ROW, times=6)  # each row once, and once more where the offline judge doubts it
    ran = shell("check", "--credential", "thinking-time", draft, "--json")

    assert ran.status == 0
    assert ran.json["engine"] == {"name": "llm", "model": "small-model"}
    assert ran.json["readiness"] == "ready"
    for finding in ran.json["findings"]:
        (quote,) = finding["quotes"]
        assert quote["text"] == "pauses of three seconds"
        assert SHOWN[quote["start"] : quote["end"]] == quote["text"]
        assert finding["feedback"] == "You show pauses."
    assert 3 <= len(llmock.requests) <= 6


def test_check_stays_offline_where_that_is_asked_for_or_ai_is_forbidden(
    shell: Shell, llmock: LLMock, draft: Path
) -> None:
    asked = ["check", "--credential", "thinking-time", draft, "--engine", "offline", "--json"]
    assert shell(*asked).json["engine"]["name"] == "offline"
    forbidden = shell("check", "--credential", "own-words", draft, "--json")
    assert forbidden.status == 0
    assert "forbids AI help" in forbidden.err
    assert llmock.requests == []


def test_a_chat_turn_streams_the_models_words(shell: Shell, llmock: LLMock) -> None:
    llmock.call_tool("search_catalogue", {"goal": TALK})
    llmock.reply("Number talks may be just right for you.")
    ran = shell("chat", "--json", stdin=f"{TALK}\n")

    deltas = [e["data"]["text"] for e in ran.events if e["event"] == "delta"]
    assert ran.status == 0
    assert "".join(deltas) == "Number talks may be just right for you."
    assert len(deltas) > 1
    (card,) = [e["data"] for e in ran.events if e["event"] == "card"]
    assert "number-talks" in [m["credential_id"] for m in card["matches"]]
    assert ran.events[-1]["event"] == "done"


def test_what_a_model_used_is_kept(
    shell: Shell, llmock: LLMock, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.llm.rewriting.REWRITING_S", 120.0)
    monkeypatch.setattr("assistant.recommendations.RANKING_S", 240.0)
    llmock.reply(PHRASES)
    llmock.reply(RANKING)
    shell("recommend", TALK, "--json")

    kept = Store(f"sqlite:///{data / 'credcoach.sqlite3'}")
    with kept.reading() as session:
        rows = (
            session.connection()
            .exec_driver_sql("SELECT tokens_in, tokens_out FROM model_use")
            .all()
        )
    kept.close()
    assert len(rows) == 2  # other words for the goal, and the order
    assert all(count > 0 for row in rows for count in row)


def test_doctor_finds_the_model(shell: Shell, llmock: LLMock) -> None:
    llmock.reply("Ready.")
    items = {item["name"]: item for item in shell("doctor", "--json").json["items"]}
    assert items["model"]["mark"] == "ok"


def test_recommend_without_its_server_answers_offline_with_a_warning(
    shell: Shell, nobody: str
) -> None:
    ran = shell("recommend", TALK, "--json")

    assert ran.status == 0
    assert ran.json["matches"]
    assert f"small-model at {nobody} cannot be reached" in ran.err
    assert ran.json["warnings"] == ran.err.splitlines()


def test_check_without_its_server_answers_offline_with_a_warning(
    shell: Shell, nobody: str, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = shell("check", "--credential", "thinking-time", draft, "--json")
    monkeypatch.delenv("OPENAI_BASE_URL")
    offline = shell("check", "--credential", "thinking-time", draft, "--json")

    assert ran.status == 0
    assert ran.json["engine"] == {"name": "offline", "model": None}
    assert ran.json["findings"] == offline.json["findings"]
    assert f"{nobody} cannot be reached" in ran.json["warnings"][0]
    assert "OPENAI_BASE_URL" in ran.json["warnings"][0]


@pytest.mark.usefixtures("nobody")
def test_a_chat_turn_without_its_server_answers_offline_with_a_warning(shell: Shell) -> None:
    ran = shell("chat", "--json", stdin=f"{TALK}\n")

    text = "".join(e["data"]["text"] for e in ran.events if e["event"] == "delta")
    assert ran.status == 0
    assert "cannot be reached" in text
    assert "1. **" in text
    assert ran.events[-1]["event"] == "done"


@pytest.mark.parametrize("rubbish", ["I am only a duck.", "{}", '{"choices": [{"id": "made-up"}]}'])
def test_rubbish_from_a_model_never_breaks_a_recommendation(
    shell: Shell, llmock: LLMock, rubbish: str
) -> None:
    llmock.reply(rubbish, times=None)
    ran = shell("recommend", TALK, "--json")

    assert ran.status == 0
    assert ran.json["matches"]
    assert "CREDCOACH_MODEL" in ran.err


def test_rubbish_from_a_model_never_breaks_a_check(
    shell: Shell, llmock: LLMock, draft: Path
) -> None:
    llmock.reply("I am only a duck.", times=None)
    ran = shell("check", "--credential", "thinking-time", draft, "--json")

    assert ran.status == 0
    assert {f["engine"] for f in ran.json["findings"]} == {"offline"}
    assert "answered something unusable" in ran.err
