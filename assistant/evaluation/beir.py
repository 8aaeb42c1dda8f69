"""A BEIR folder read as a catalogue, so that the same retriever can be measured on it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from assistant.errors import BadInput
from assistant.evaluation.retrieval import Goal, json_lines
from retrieval.catalogue import Credential


def is_beir(folder: Path) -> bool:
    """Whether a folder is laid out as BEIR sets are."""
    return (folder / "corpus.jsonl").exists() and (folder / "qrels").is_dir()


def read_corpus(folder: Path) -> dict[str, Credential]:
    """Each document as a credential: its title, and its text as the competency."""

    def read(row: dict[str, Any]) -> Credential:
        title, text = str(row.get("title") or ""), str(row["text"])
        return Credential(id=str(row["_id"]), title=title, issuer="", competency=text)

    return {c.id: c for c in json_lines(folder / "corpus.jsonl", ("_id", "text"), read)}


def read_queries(folder: Path) -> list[Goal]:
    """The queries of the test split with their judgements."""
    relevant: dict[str, dict[str, int]] = {}
    try:
        with (folder / "qrels" / "test.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if int(row["score"]) > 0:
                    relevant.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{folder / 'qrels/test.tsv'} cannot be read as BEIR judgements.") from error

    def read(row: dict[str, Any]) -> Goal:
        qid = str(row["_id"])
        return Goal(qid, str(row["text"]), "test", {}, relevant.get(qid, {}))

    goals = json_lines(folder / "queries.jsonl", ("_id", "text"), read)
    return [goal for goal in goals if goal.relevant]
