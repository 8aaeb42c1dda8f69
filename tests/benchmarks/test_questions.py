"""The set of questions about credentials is what it says: answers stand in the files, verbatim."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from retrieval.documents import read_document
from retrieval.sample_vectors import SAMPLE_CATALOGUE

SET = Path(__file__).parent / "sets" / "questions"
# Written before anything was tuned on it; whoever tunes leaves it alone.
SECOND_SHA256 = "da5110b029a4cced7bf9972a35dcb155c66e1991855a1b62cbde739ebf0744f3"


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (SET / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("name", "fewest"), [("questions.jsonl", 40), ("second.jsonl", 30)])
def test_every_answer_stands_once_in_its_credentials_file(name: str, fewest: int) -> None:
    asked = rows(name)
    texts: dict[str, str] = {}
    for row in asked:
        file = row["file"]
        if file not in texts:
            data = (SAMPLE_CATALOGUE / file).read_bytes()
            texts[file] = read_document(Path(file).name, data).text
        credential = (SAMPLE_CATALOGUE / f"{row['credential_id']}.yaml").read_text("utf-8")
        assert file in credential
        assert texts[file].count(row["answer"]) == 1, row["qid"]
    assert len(asked) >= fewest
    assert len(texts) == 24


def test_each_half_asks_about_every_file() -> None:
    asked = rows("questions.jsonl")
    assert len({row["qid"] for row in asked}) == len(asked)
    assert {row["file"] for row in asked[::2]} == {row["file"] for row in asked[1::2]}
    assert all("answer" not in row for row in rows("unanswerable.jsonl"))


def test_the_second_set_is_as_it_was_frozen() -> None:
    data = (SET / "second.jsonl").read_bytes()
    assert hashlib.sha256(data).hexdigest() == SECOND_SHA256
    asked = rows("second.jsonl")
    assert len({row["qid"] for row in asked}) == len(asked)
    assert not {r["answer"] for r in asked} & {r["answer"] for r in rows("questions.jsonl")}
