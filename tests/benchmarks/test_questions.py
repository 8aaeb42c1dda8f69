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


SIZES = [("questions.jsonl", 40), ("second.jsonl", 30), ("third.jsonl", 250)]


@pytest.mark.parametrize(("name", "fewest"), SIZES)
def test_every_answer_stands_once_in_its_credentials_file(name: str, fewest: int) -> None:
    asked = [row for row in rows(name) if row["answer"]]
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


def test_what_is_learned_from_shares_no_answer_with_what_is_measured() -> None:
    def answers(name: str) -> set[str]:
        return {" ".join(row["answer"].split()) for row in rows(name) if row.get("answer")}

    measured = answers("questions.jsonl") | answers("second.jsonl")
    for learned in answers("third.jsonl"):
        assert not [one for one in measured if learned in one or one in learned]


def test_what_is_learned_from_has_questions_that_nothing_answers() -> None:
    asked = rows("third.jsonl")
    assert len({row["qid"] for row in asked}) == len(asked)
    assert sum(not row["answer"] for row in asked) >= 40
