"""What the app adds to a model's pace, and up to 300 conversations at once; kept in results/.

Direct calls and the app's turns alternate within one run against the same scripted model, so that
a busy machine slows both.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.recommendations import Recommender
from assistant.replies import Delta
from assistant.settings import Settings
from integrations.services import Services
from retrieval.sample_vectors import SAMPLE_CATALOGUE
from tests.benchmarks.chat_driver import Chat
from tests.benchmarks.servers import ROOT, app_process, model_process

pytestmark = pytest.mark.bench

RESULTS = Path(__file__).parent / "results" / "conversation.json"
FIRST_TOKEN_S, RATE = 0.5, 10.0
TOKENS = 12  # what is measured is the first of them
ROUNDS = int(os.environ.get("CONVERSATION_ROUNDS", "15"))
MOST_ADDED_S = 0.1
FEW, MANY = 10, int(os.environ.get("CONVERSATION_MANY", "300"))
COUNTS = [FEW, *(count for count in (50, 100) if count < MANY), MANY]  # conversations at once
SLOW_RATE, LONG = 2.0, 60  # tokens a second, tokens: half a minute of streaming
MOST_TIMES_SLOWER = 4.0
PLAIN = "How do I get my students to talk to each other and not to me?"
LOOKED_UP = "My students do not talk to each other. Please look it up."
TOOL = "search_catalogue"
ARGUMENTS = {"goal": "students talk to each other and not to the teacher"}
EMAIL = "teacher@school.example"


def ready(folder: Path) -> str:
    """A data folder with the sample catalogue and a teacher in it; gives her token."""
    services = Services(Settings.model_construct(data_dir=folder))
    services.library.index([SAMPLE_CATALOGUE])
    services.accounts.welcome(EMAIL, "A Teacher")
    token = services.accounts.issue_token(EMAIL)
    services.close()
    return token


def keep(part: str, figures: dict[str, Any]) -> None:
    """Puts one part's figures among the others' and the machine they were taken on."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["machine"] = {
        "processors": len(os.sched_getaffinity(0)),
        "architecture": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }
    kept[part] = {**figures, "load of the machine": round(os.getloadavg()[0], 1)}
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def driven(address: str, token: str, message: str, count: int) -> list[Chat]:
    """Chats of a driver in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.chat_driver", address, token, str(count)]
    done = subprocess.run(
        [*command, message], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return [Chat(**json.loads(line)) for line in done.stdout.splitlines()]


class Sides:
    """The ways to the same model: its own client, the app in process, the app over HTTP."""

    def __init__(self, base_url: str, services: Services, address: str, token: str) -> None:
        import openai

        self._client = openai.OpenAI(api_key="a-key", base_url=base_url)
        self._services = services
        self._person = services.accounts.welcome(EMAIL)
        self._searching = Recommender(services.library, services.local_embedder)
        self._address = address
        self._token = token

    def close(self) -> None:
        """Give back what was opened."""
        self._client.close()

    def direct(self, message: str) -> float:
        """Seconds to the first words of the model's own client, its tool's call made as asked."""
        began = time.perf_counter()
        messages: list[Any] = [{"role": "user", "content": message}]
        function = {"name": TOOL, "parameters": {"type": "object", "properties": {}}}
        tools: list[Any] = [{"type": "function", "function": function}]
        while True:
            called = ""
            with self._client.chat.completions.create(
                model="scripted", messages=messages, tools=tools, stream=True
            ) as stream:
                for chunk in stream:
                    delta = chunk.choices[0].delta if chunk.choices else None
                    if delta and delta.content:
                        return time.perf_counter() - began
                    if delta and delta.tool_calls:
                        called = called or str(delta.tool_calls[0].id)
            call = {"id": called, "type": "function", "function": {"name": TOOL, "arguments": "{}"}}
            messages += [
                {"role": "assistant", "content": None, "tool_calls": [call]},
                {"role": "tool", "tool_call_id": called, "content": "Nothing."},
            ]

    def in_process(self, message: str) -> float:
        """Seconds to the first words through the app's own turn."""
        began = time.perf_counter()
        for part in (parts := self._services.turns.start(self._person, message)):
            if isinstance(part, Delta) and part.text:
                taken = time.perf_counter() - began
                for _ in parts:  # to its end, so that it takes nothing from the next round
                    pass
                return taken
        raise AssertionError("nothing was said")

    def over_http(self, message: str) -> float:
        """Seconds to the first words of `POST /chat`, measured in the driver's process."""
        (found,) = driven(self._address, self._token, message, 1)
        assert found.over_at is not None, found
        assert "answered offline" not in found.text, found.text
        return found.first_words

    def search(self, _message: str) -> float:
        """Seconds of one search as the tool makes it."""
        began = time.perf_counter()
        self._searching.recommend(ARGUMENTS["goal"])
        return time.perf_counter() - began


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    served = tmp_path_factory.mktemp("served")
    token = ready(served)
    own = Path(shutil.copytree(served, tmp_path_factory.mktemp("own") / "data"))
    with (
        model_process(FIRST_TOKEN_S, RATE, TOKENS, TOOL, json.dumps(ARGUMENTS)) as base_url,
        app_process(served, base_url) as address,
    ):
        services = Services(
            Settings.model_construct(data_dir=own, openai_base_url=base_url, model="scripted")
        )
        services.prepare()
        both = Sides(base_url, services, address, token)
        yield both
        both.close()
        services.close()


def side_by_side(message: str, ways: Mapping[str, Callable[[str], float]]) -> dict[str, float]:
    """The median seconds of each way, taken in turn."""
    for way in ways.values():
        way(message)  # the first of each imports and opens what the others then find
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken[name].append(way(message))
    return {name: round(statistics.median(times), 4) for name, times in taken.items()}


def test_a_plain_turn_adds_at_most_a_tenth_of_a_second_to_the_first_token(
    sides: Sides, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = {"direct": sides.direct, "in process": sides.in_process, "HTTP": sides.over_http}
    found = side_by_side(PLAIN, ways)
    report(capsys, "first token of a plain turn", found)
    for way in ("in process", "HTTP"):
        assert found[way] - found["direct"] <= MOST_ADDED_S


def test_a_turn_with_a_tool_adds_at_most_that_and_one_search(
    sides: Sides, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = {
        "direct": sides.direct,
        "in process": sides.in_process,
        "HTTP": sides.over_http,
        "search": sides.search,
    }
    found = side_by_side(LOOKED_UP, ways)
    report(capsys, "first token of a turn with a tool", found)
    assert found["direct"] > 2 * FIRST_TOKEN_S  # the model really called its tool
    for way in ("in process", "HTTP"):
        assert found[way] - found["direct"] <= MOST_ADDED_S + found["search"]


def test_three_hundred_conversations_stream_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    token = ready(tmp_path)
    found: dict[int, dict[str, float]] = {}
    with (
        model_process(FIRST_TOKEN_S, SLOW_RATE, LONG) as base_url,
        app_process(tmp_path, base_url) as address,
    ):
        driven(address, token, PLAIN, 1)  # what is imported at the first turn is imported now
        for count in COUNTS:
            chats = driven(address, token, PLAIN, count)
            whole = all(chat.text.count("word") == LONG for chat in chats)
            found[count] = {
                "failed": sum(
                    chat.over_at is None or "answered offline" in chat.text for chat in chats
                ),
                "slowest gap": round(max(chat.longest_gap for chat in chats), 3),
                "median of longest gaps": round(
                    statistics.median(chat.longest_gap for chat in chats), 3
                ),
                "slowest first words": round(
                    max((chat.first_words for chat in chats if chat.spoke_at), default=0.0), 3
                ),
                "longest turn": round(max(chat.over_at or 0 for chat in chats), 1),
            }
            # After each: a run that is stopped leaves what it has found until then.
            report(capsys, f"{count} conversations at once", found[count])
            assert whole or found[count]["failed"]
    assert not any(figures["failed"] for figures in found.values())
    assert found[MANY]["slowest gap"] < MOST_TIMES_SLOWER * found[FEW]["slowest gap"]


def report(capsys: pytest.CaptureFixture[str], part: str, found: dict[str, Any]) -> None:
    """Shows the figures, seconds all of them, and keeps them."""
    keep(part, found)
    lines = [f"\n{part}, s", *(f"  {name:24}{value}" for name, value in found.items())]
    with capsys.disabled():
        print("\n".join(lines))  # noqa: T201  # a bench speaks to its reader
