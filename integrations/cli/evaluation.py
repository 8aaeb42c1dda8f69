"""Commands that measure: eval retrieval, eval feedback."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer

from integrations.cli.failures import BAD_INPUT, say
from integrations.cli.options import AsJson, DataDir, progress, services_for, write_json

if TYPE_CHECKING:
    from assistant.evaluation.feedback import LabelledDraft
    from assistant.self_check.report import Report
    from integrations.services import Services

app = typer.Typer(help="Measure against labelled sets.", no_args_is_help=True)
Folder = Annotated[Path, typer.Argument(help="The set's folder.", metavar="DIR")]
Predictions = Annotated[Path | None, typer.Option(help="Write one JSON line a goal or draft.")]


@app.command()
def retrieval(
    folder: Folder,
    predictions: Predictions = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,  # noqa: ARG001  # every command takes it; eval has a store of its own
) -> int:
    """How well goals find their credentials, by kind of goal."""
    from assistant.evaluation.beir import is_beir
    from assistant.evaluation.retrieval import score

    if is_beir(folder):
        return _beir(folder, predictions, as_json)
    from assistant.evaluation.retrieval import Goal, read_goals
    from assistant.people import Profile

    goals = read_goals(folder)
    with _own_store(folder) as (services, faults), _lines(predictions) as out:

        def search(goal: Goal) -> list[str]:
            profile = Profile(*(_text(goal.profile.get(k)) for k in _PROFILE))
            found = services.recommender.recommend(goal.query, profile, 10)
            _write(out, {"qid": goal.qid, **found.as_json()})
            return [match.credential_id for match in found.matches]

        with progress("Asking the goals") as bar:
            results = score(goals, _counted(search, bar, len(goals)))
    _print_table({kind: asdict(scores) for kind, scores in results.items()}, as_json)
    return BAD_INPUT if faults else 0


_PROFILE = ("grade", "subject", "role", "state")


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _beir(folder: Path, predictions: Path | None, as_json: bool) -> int:
    from assistant.evaluation.beir import read_corpus, read_queries
    from assistant.evaluation.retrieval import Goal, score
    from retrieval.embeddings import LocalEmbedder, VectorCache
    from retrieval.index import VectorIndex
    from retrieval.passages import passages_of
    from retrieval.search import Searcher, Shelf

    corpus = read_corpus(folder)
    passages = [p for document in corpus.values() for p in passages_of(document)]
    embedder = LocalEmbedder()
    with tempfile.TemporaryDirectory() as own, _lines(predictions) as out:
        with progress("Embedding the corpus") as bar:
            from assistant.settings import default_cache_dir

            cache = VectorCache(default_cache_dir() / "vectors")
            vectors = cache.embed(embedder, [p.embedded for p in passages], bar)
        index = VectorIndex(Path(own))
        index.put([p.id for p in passages], [p.credential_id for p in passages], vectors)
        searcher = Searcher(Shelf(corpus, {}, {p.id: p for p in passages}), index, embedder)

        def search(goal: Goal) -> list[str]:
            ids = [hit.credential.id for hit in searcher.search(goal.query, 10)]
            _write(out, {"qid": goal.qid, "matches": ids})
            return ids

        results = score(read_queries(folder), search)
    _print_table({kind: asdict(scores) for kind, scores in results.items()}, as_json)
    return 0


@app.command()
def feedback(
    folder: Folder,
    pairs: Annotated[Path | None, typer.Option(help="A folder of minimal pairs.")] = None,
    engine: Annotated[Literal["offline", "llm"], typer.Option()] = "offline",
    baseline: Annotated[bool, typer.Option(help="Judge by surface alone, for comparison.")] = False,
    predictions: Predictions = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,  # noqa: ARG001  # every command takes it; eval has a store of its own
) -> int:
    """How well self-checks agree with labels, by kind of draft."""
    from assistant.evaluation.feedback import (
        agreement,
        concordance_interval,
        length_baseline,
        pair_figures,
        read_labels,
        read_pairs,
    )

    labels = read_labels(folder)
    changed = read_pairs(pairs) if pairs else []
    with _own_store(folder) as (services, faults), _lines(predictions) as out:
        checker = services.baseline_checker if baseline else services.checker

        def check(file: Path, credential_id: str, key: dict[str, str]) -> Report:
            from integrations.cli.coaching import read_all

            credential = services.library.credential(credential_id)
            report = checker.run(credential, read_all([str(file)]), engine=engine)
            _write(out, {**key, **report.as_json()})
            return report

        judged: list[tuple[LabelledDraft, Report]] = []
        with progress("Checking the drafts") as bar:
            for i, labelled in enumerate(labels):
                file = folder / "drafts" / labelled.draft
                report = check(file, labelled.credential_id, {"draft": labelled.draft})
                judged.append((labelled, report))
                bar(i + 1, len(labels) + len(changed))
            bases = {labelled.draft: report for labelled, report in judged}
            after = {}
            for i, pair in enumerate(changed):
                assert pairs is not None
                file = pairs / "drafts" / pair.draft
                after[pair.pair_id] = check(file, pair.credential_id, {"pair_id": pair.pair_id})
                bar(len(labels) + i + 1, len(labels) + len(changed))
    results: dict[str, Any] = {k: asdict(v) for k, v in agreement(judged).items()}
    extra = {
        "concordance_interval": concordance_interval(judged),
        "length_alone_qwk": length_baseline(judged),
        "pairs": pair_figures(changed, bases, after) if changed else None,
    }
    if as_json:
        write_json({"kinds": results, **extra})
    else:
        _print_table(results, False)
        for name, value in extra.items():
            say(f"{name}: {json.dumps(value)}")
    return BAD_INPUT if faults else 0


@contextmanager
def _own_store(folder: Path) -> Iterator[tuple[Services, int]]:
    """Services on a throw-away store that holds the set's catalogue, and how many faults it had."""
    with tempfile.TemporaryDirectory(prefix="credcoach-eval-") as own:
        with services_for(Path(own)) as services:
            services.settings = services.settings.model_copy(
                update={"database_url": None, "chroma_url": None}
            )
            with progress("Reading the catalogue") as bar:
                report = services.library.index([folder / "catalog"], progress=bar)
            for fault in report.faults:
                say(str(fault))
            yield services, len(report.faults)


@contextmanager
def _lines(file: Path | None) -> Iterator[TextIO | None]:
    if file is None:
        yield None
        return
    from assistant.errors import BadInput

    try:
        opened = file.open("w", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{file} cannot be written ({error.strerror}).") from error
    with opened:
        yield opened


def _write(out: TextIO | None, body: dict[str, Any]) -> None:
    if out is not None:
        out.write(json.dumps(body, ensure_ascii=False) + "\n")


def _counted(search: Any, bar: Any, total: int) -> Any:
    done = 0

    def counted(goal: Any) -> Any:
        nonlocal done
        found = search(goal)
        done += 1
        bar(done, total)
        return found

    return counted


def _print_table(results: dict[str, Any], as_json: bool) -> None:
    if as_json:
        write_json(results)
        return
    from rich.table import Table

    from integrations.cli.rendering import console

    table = Table(box=None)
    columns = list(next(iter(results.values())))
    for name in ("kind", *columns):
        table.add_column(name.replace("_", " "), justify="right" if name != "kind" else "left")
    for kind, values in results.items():
        cells = [
            f"{v:.3f}" if isinstance(v, float) else "-" if v is None else str(v)
            for v in values.values()
        ]
        table.add_row(kind, *cells)
    console().print(table)
