"""A BEIR folder read as a catalogue, so that the same retriever can be measured on it."""

from __future__ import annotations

import csv
from pathlib import Path

from assistant.errors import BadInput
from assistant.evaluation.retrieval import Goal, json_lines
from retrieval.catalogue import Credential


def is_beir(folder: Path) -> bool:
    """Whether a folder is laid out as BEIR sets are."""
    return (folder / "corpus.jsonl").exists() and (folder / "qrels").is_dir()


def read_corpus(folder: Path) -> dict[str, Credential]:
    """Each document as a credential: its title, and its text as the competency."""
    return {
        str(row["_id"]): Credential(
            id=str(row["_id"]), title=str(row.get("title", "")), issuer="", competency=row["text"]
        )
        for row in json_lines(folder / "corpus.jsonl", ("_id", "text"))
    }


def read_queries(folder: Path) -> list[Goal]:
    """The queries of the test split with their judgements."""
    relevant: dict[str, dict[str, int]] = {}
    try:
        with (folder / "qrels" / "test.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if int(row["score"]) > 0:
                    relevant.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    except (OSError, KeyError, ValueError) as error:
        raise BadInput(f"{folder / 'qrels/test.tsv'} cannot be read as BEIR judgements.") from error
    return [
        Goal(str(row["_id"]), row["text"], "test", {}, relevant[str(row["_id"])])
        for row in json_lines(folder / "queries.jsonl", ("_id", "text"))
        if str(row["_id"]) in relevant
    ]
