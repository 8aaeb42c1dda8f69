"""Nothing is computed twice, a bad cache costs time only, and a bad endpoint is named."""

from __future__ import annotations

import base64
import json
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retrieval import embeddings
from retrieval.embeddings import (
    LocalEmbedder,
    OpenAIEmbedder,
    RememberingEmbedder,
    VectorCache,
    write_ready,
)
from retrieval.errors import EmbedderUnavailable
from tests.fakes import WordEmbedder

TEXTS = ["one two", "three", "one two", "", "größer als 3"]


# The fake that the other tests build on


def test_the_word_embedder_gives_unit_rows_that_share_what_the_texts_share() -> None:
    rows = WordEmbedder().embed(
        ["wait for them", "Them: for, WAIT!", "wait then", "photosynthesis", ""]
    )
    assert rows.shape == (5, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert rows[0] @ rows[1] == pytest.approx(1)
    assert 0 < rows[0] @ rows[2] < 1
    assert rows[0] @ rows[3] == 0


# Remembering


def test_the_remembering_embedder_computes_only_what_is_new() -> None:
    inner = WordEmbedder()
    embedder = RememberingEmbedder(inner)
    first = embedder.embed(TEXTS)
    again = embedder.embed([*TEXTS, "four"])
    assert inner.computed == ["one two", "three", "", "größer als 3", "four"]
    assert np.array_equal(first, again[: len(TEXTS)])
    assert np.array_equal(first, WordEmbedder().embed(TEXTS))
    assert (embedder.name, embedder.dimensions) == ("words", 384)


def test_the_remembering_embedder_forgets_what_was_used_longest_ago() -> None:
    inner = WordEmbedder()
    embedder = RememberingEmbedder(inner, size=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        embedder.embed([text])
    assert inner.computed == ["a", "b", "c", "b"]


def test_more_texts_than_it_remembers_still_give_every_row() -> None:
    embedder = RememberingEmbedder(WordEmbedder(), size=1)
    assert np.array_equal(embedder.embed(TEXTS), WordEmbedder().embed(TEXTS))


@pytest.mark.parametrize("texts", [[], ["one"]])
def test_remembered_rows_have_the_shape_of_computed_ones(texts: list[str]) -> None:
    assert RememberingEmbedder(WordEmbedder()).embed(texts).shape == (len(texts), 384)


def test_what_a_caller_does_to_its_rows_is_not_remembered() -> None:
    embedder = RememberingEmbedder(WordEmbedder())
    embedder.embed(["one"])[:] = 7
    assert np.array_equal(embedder.embed(["one"]), WordEmbedder().embed(["one"]))


# Cached on disk


def test_the_cache_computes_each_new_text_once_and_outlives_its_object(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    first = VectorCache(tmp_path).embed(embedder, TEXTS)
    again = VectorCache(tmp_path).embed(embedder, [*TEXTS[::-1], "four"])
    assert embedder.computed == ["one two", "three", "", "größer als 3", "four"]
    assert np.array_equal(first, WordEmbedder().embed(TEXTS))
    assert np.array_equal(again[:-1], first[::-1])


def test_two_embedders_never_share_a_vector(tmp_path: Path) -> None:
    class Other(WordEmbedder):
        name = "openai:some/model"

    other = Other()
    VectorCache(tmp_path).embed(WordEmbedder(), TEXTS)
    VectorCache(tmp_path).embed(other, TEXTS)
    assert len(other.computed) == 4


def test_the_cache_reports_how_far_it_is(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    texts = [f"text {i}" for i in range(150)]
    cache = VectorCache(tmp_path)
    cache.embed(WordEmbedder(), texts[:10])
    cache.embed(WordEmbedder(), texts, lambda done, total: seen.append((done, total)))
    assert seen == [(74, 150), (138, 150), (150, 150)]


def test_no_texts_are_no_rows_from_the_cache(tmp_path: Path) -> None:
    assert VectorCache(tmp_path).embed(WordEmbedder(), []).shape == (0, 384)


def spoil_with_a_file(folder: Path) -> Path:
    (folder / "taken").write_text("a file where the folder should be")
    return folder / "taken"


def spoil_with_rubbish(folder: Path) -> Path:
    (folder / "words.sqlite3").write_bytes(b"this is no database" * 100)
    return folder


def spoil_with_another_table(folder: Path) -> Path:
    with closing(sqlite3.connect(folder / "words.sqlite3")) as db:
        db.execute("CREATE TABLE vector (something TEXT)")
    return folder


def spoil_with_a_folder(folder: Path) -> Path:
    (folder / "words.sqlite3").mkdir()
    return folder


@pytest.mark.parametrize(
    "spoil",
    [spoil_with_a_file, spoil_with_rubbish, spoil_with_another_table, spoil_with_a_folder],
)
def test_a_cache_that_cannot_be_used_does_no_harm(
    spoil: Callable[[Path], Path], tmp_path: Path
) -> None:
    rows = VectorCache(spoil(tmp_path)).embed(WordEmbedder(), TEXTS)
    assert np.array_equal(rows, WordEmbedder().embed(TEXTS))


def test_without_a_folder_everything_is_computed() -> None:
    embedder = WordEmbedder()
    rows = VectorCache(None).embed(embedder, TEXTS)
    assert embedder.computed == TEXTS
    assert rows.shape == (len(TEXTS), 384)


def test_a_failing_embedder_is_not_hidden_by_the_cache(tmp_path: Path) -> None:
    class Failing(WordEmbedder):
        def embed(self, texts: Sequence[str]) -> Any:
            raise EmbedderUnavailable(f"{len(texts)} texts wait.")

    with pytest.raises(EmbedderUnavailable):
        VectorCache(tmp_path).embed(Failing(), TEXTS)


def test_ready_made_vectors_are_not_computed_and_are_near_the_computed_ones(tmp_path: Path) -> None:
    write_ready(tmp_path / "ready.npz", WordEmbedder(), TEXTS)
    embedder = WordEmbedder()
    rows = VectorCache(tmp_path / "cache", tmp_path / "ready.npz").embed(embedder, [*TEXTS, "new"])
    assert embedder.computed == ["new"]
    assert np.allclose(rows[:-1], WordEmbedder().embed(TEXTS), atol=1e-3)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("data", [b"", b"rubbish", b"PK\x03\x04 cut off"])
def test_a_damaged_file_of_ready_made_vectors_does_no_harm(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "ready.npz").write_bytes(data)
    rows = VectorCache(tmp_path / "cache", tmp_path / "ready.npz").embed(WordEmbedder(), TEXTS)
    assert np.array_equal(rows, WordEmbedder().embed(TEXTS))


# Local


def test_the_local_embedder_is_loaded_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[WordEmbedder] = []

    def load() -> WordEmbedder:
        loaded.append(WordEmbedder())
        return loaded[-1]

    monkeypatch.setattr("retrieval.minilm.MiniLM", load)
    embedder = LocalEmbedder()
    assert loaded == []
    threads = [threading.Thread(target=embedder.embed, args=(["one"],)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loaded) == 1
    assert loaded[0].computed == ["one"] * 4


# An OpenAI-compatible endpoint

Answer = Callable[[dict[str, Any]], tuple[int, str, bytes]]


class Endpoint(ThreadingHTTPServer):
    """A loopback server that answers `POST /v1/embeddings` as the test says."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers["Authorization"])
        status, kind, data = self.server.answer(body)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # the client gave up
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], Endpoint]]:
    """Starts an endpoint that is gone after the test."""
    running: list[tuple[Endpoint, threading.Thread]] = []

    def start(answer: Answer) -> Endpoint:
        endpoint = Endpoint(answer)
        thread = threading.Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((endpoint, thread))
        return endpoint

    yield start
    for endpoint, thread in running:
        endpoint.shutdown()
        thread.join()
        endpoint.server_close()


def vectors_for(body: dict[str, Any], vectors: list[list[float]]) -> tuple[int, str, bytes]:
    """The answer of an endpoint: these vectors, the last first, each with its index."""

    def written(vector: list[float]) -> Any:
        if body.get("encoding_format") == "base64":
            return base64.b64encode(np.asarray(vector, dtype="<f4").tobytes()).decode()
        return vector

    items = [
        {"object": "embedding", "index": i, "embedding": written(vector)}
        for i, vector in enumerate(vectors)
    ]
    answer = {
        "object": "list",
        "model": body["model"],
        "data": items[::-1],
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }
    return 200, "application/json", json.dumps(answer).encode()


def length_and_one(body: dict[str, Any]) -> tuple[int, str, bytes]:
    return vectors_for(body, [[float(len(text)), 1.0, 0.0] for text in body["input"]])


def embedder_at(url: str, key: str | None = "secret") -> OpenAIEmbedder:
    return OpenAIEmbedder("small", key, url)


def test_rows_follow_the_texts_even_where_the_endpoint_mixes_them(
    serve: Callable[[Answer], Endpoint],
) -> None:
    endpoint = serve(length_and_one)
    embedder = embedder_at(endpoint.url)
    rows = embedder.embed(["aaa", "a", "aaaaaaa"])
    assert np.allclose(rows[:, 0] / rows[:, 1], [3, 1, 7], rtol=1e-5)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert (embedder.name, embedder.dimensions) == ("openai:small", 3)
    assert endpoint.asked[0]["model"] == "small"
    assert endpoint.keys == ["Bearer secret"]


def test_many_texts_are_asked_for_in_several_requests(
    serve: Callable[[Answer], Endpoint],
) -> None:
    endpoint = serve(length_and_one)
    texts = ["a" * (1 + i % 9) for i in range(300)]
    rows = embedder_at(endpoint.url).embed(texts)
    assert [len(body["input"]) for body in endpoint.asked] == [128, 128, 44]
    assert np.allclose(rows[:, 0] / rows[:, 1], [len(text) for text in texts], rtol=1e-5)


def test_an_empty_text_is_sent_as_a_blank_because_endpoints_refuse_empty_ones(
    serve: Callable[[Answer], Endpoint],
) -> None:
    endpoint = serve(length_and_one)
    embedder_at(endpoint.url, None).embed(["", "a"])
    assert endpoint.asked[0]["input"] == [" ", "a"]


def test_no_texts_ask_nothing(serve: Callable[[Answer], Endpoint]) -> None:
    endpoint = serve(length_and_one)
    assert embedder_at(endpoint.url).embed([]).shape[0] == 0
    assert endpoint.asked == []


def too_few(body: dict[str, Any]) -> tuple[int, str, bytes]:
    return vectors_for(body, [[1.0, 0.0]] * (len(body["input"]) - 1))


def too_many(body: dict[str, Any]) -> tuple[int, str, bytes]:
    return vectors_for(body, [[1.0, 0.0]] * (len(body["input"]) + 1))


def of_two_widths(body: dict[str, Any]) -> tuple[int, str, bytes]:
    return vectors_for(body, [[1.0] * (2 + i) for i in range(len(body["input"]))])


def nothing(body: dict[str, Any]) -> tuple[int, str, bytes]:
    return vectors_for(body, [])


def a_page(body: dict[str, Any]) -> tuple[int, str, bytes]:
    return 200, "text/html", f"<html>Please sign in to use {body['model']}</html>".encode()


def other_json(body: dict[str, Any]) -> tuple[int, str, bytes]:
    return 200, "application/json", json.dumps({"model": body["model"]}).encode()


def cut_off(body: dict[str, Any]) -> tuple[int, str, bytes]:
    return 200, "application/json", length_and_one(body)[2][:40]


def refused(body: dict[str, Any]) -> tuple[int, str, bytes]:
    return 401, "application/json", json.dumps({"error": {"message": body["model"]}}).encode()


@pytest.mark.parametrize(
    "answer",
    [too_few, too_many, of_two_widths, nothing, a_page, other_json, cut_off, refused],
)
def test_an_endpoint_that_answers_badly_is_named_in_one_sentence(
    answer: Answer, serve: Callable[[Answer], Endpoint]
) -> None:
    with pytest.raises(EmbedderUnavailable) as error:
        embedder_at(serve(answer).url).embed(["a", "b", "c"])
    said = str(error.value)
    assert said.startswith("The embedding endpoint ")
    assert "CREDCOACH_EMBEDDINGS" in said
    assert said.endswith(".")
    assert "\n" not in said
    assert "secret" not in said


def test_an_endpoint_that_nobody_answers_for_is_named_in_one_sentence() -> None:
    with closing(socket.socket()) as unused:
        unused.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        with pytest.raises(
            EmbedderUnavailable, match=r"failed \(APIConnectionError\).*OPENAI_BASE_URL"
        ):
            embedder_at(url).embed(["a"])


def test_an_endpoint_that_never_answers_is_given_up(
    serve: Callable[[Answer], Endpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embeddings, "EMBED_TIMEOUT_S", 0.2)
    done = threading.Event()

    def silent(body: dict[str, Any]) -> tuple[int, str, bytes]:
        done.wait(20)
        return length_and_one(body)

    url = serve(silent).url
    try:
        with pytest.raises(EmbedderUnavailable, match=r"failed \(APITimeoutError\)"):
            embedder_at(url).embed(["a"])
    finally:
        done.set()
