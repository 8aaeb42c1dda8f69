"""A BEIR folder read as a catalogue and goals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.evaluation.beir import is_beir, read_corpus, read_queries
from assistant.evaluation.retrieval import Goal

HEAD = "query-id\tcorpus-id\tscore\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(f"{HEAD}q1\td1\t1\nq1\td2\t0\nq3\td1\t2\n")
    documents = [{"_id": "d1", "title": "One", "text": "First."}, {"_id": "d2", "text": "Second."}]
    queries = [{"_id": "q1", "text": "ask"}, {"_id": "q2", "text": "of no split"}]
    for name, rows in (("corpus", documents), ("queries", queries)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return tmp_path


def test_a_folder_is_recognised_by_its_files(folder: Path, tmp_path: Path) -> None:
    assert is_beir(folder)
    assert not is_beir(tmp_path / "qrels")


def test_documents_become_credentials(folder: Path) -> None:
    corpus = read_corpus(folder)
    assert list(corpus) == ["d1", "d2"]
    assert (corpus["d1"].title, corpus["d1"].competency) == ("One", "First.")
    assert corpus["d2"].title == ""


def test_only_judged_queries_are_asked_and_zeros_are_no_match(folder: Path) -> None:
    assert read_queries(folder) == [Goal("q1", "ask", "test", {}, {"d1": 1})]


@pytest.mark.parametrize(
    "text", ["query-id\tscore\nq1\t1\n", f"{HEAD}q1\td1\tmuch\n", f"{HEAD}q1\n"]
)
def test_judgements_that_do_not_fit_are_named(folder: Path, text: str) -> None:
    (folder / "qrels" / "test.tsv").write_text(text)
    with pytest.raises(BadInput, match=r"qrels/test\.tsv cannot be read"):
        read_queries(folder)


def test_a_bad_document_is_named_with_its_line(folder: Path) -> None:
    (folder / "corpus.jsonl").write_text('{"_id": "d1", "text": "x"}\n{"_id": "d2"}\n')
    with pytest.raises(BadInput, match=r"corpus\.jsonl:2: text is missing"):
        read_corpus(folder)
