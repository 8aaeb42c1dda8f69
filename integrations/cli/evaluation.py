"""Commands that measure: eval retrieval, feedback, privacy, robustness, questions."""

from __future__ import annotations

import json
import sys
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
    from assistant.evaluation.labels import LabelledDraft
    from assistant.evaluation.pairs import Pair
    from assistant.self_check.report import Report
    from integrations.services import Services

app = typer.Typer(help="Measure against labelled sets.", no_args_is_help=True)
Folder = Annotated[Path, typer.Argument(help="The set's folder.", metavar="DIR")]
Predictions = Annotated[Path | None, typer.Option(help="Write one JSON line a goal or draft.")]


@app.command()
def retrieval(
    folder: Folder,
    predictions: Predictions = None,
    ablation: Annotated[
        bool, typer.Option("--ablation", help="What each step of search is worth (nDCG@5).")
    ] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,  # noqa: ARG001  # every command takes it; eval has a store of its own
) -> int:
    """How well goals find their credentials, by kind of goal."""
    from assistant.evaluation.beir import is_beir
    from assistant.evaluation.retrieval import score

    if ablation:
        return _ablation(folder, predictions, as_json)
    if is_beir(folder):
        return _beir(folder, predictions, as_json)
    from assistant.evaluation.ablation import profile_of
    from assistant.evaluation.retrieval import Goal, read_goals

    goals = read_goals(folder)
    with _own_store(folder / "catalog") as (services, faults), _lines(predictions) as out:

        def search(goal: Goal) -> list[str]:
            found = services.recommender.recommend(goal.query, profile_of(goal), 10)
            _write(out, {"qid": goal.qid, **found.as_json()})
            return [match.credential_id for match in found.matches]

        with progress("Asking the goals") as bar:
            results = score(goals, _counted(search, bar, len(goals)))
    _print_table({kind: asdict(scores) for kind, scores in results.items()}, as_json)
    return BAD_INPUT if faults else 0


def _ablation(folder: Path, predictions: Path | None, as_json: bool) -> int:
    from assistant.errors import BadInput
    from assistant.evaluation.ablation import ablation, ablation_lines, searches
    from assistant.evaluation.beir import is_beir
    from assistant.evaluation.retrieval import read_goals

    if is_beir(folder):
        raise BadInput(f"{folder} is a BEIR folder; --ablation needs one with catalog/ and goals.")
    if predictions is not None:
        raise BadInput("--ablation writes no predictions; leave out one of the two options.")
    goals = read_goals(folder)
    with (
        _own_store(folder / "catalog") as (services, faults),
        progress("Searching with one step more each time") as bar,
    ):
        found = ablation(goals, searches(services.library, services.recommender), bar)
    if as_json:
        write_json(found)
    else:
        _say_lines(ablation_lines(found))
    return BAD_INPUT if faults else 0


def _beir(folder: Path, predictions: Path | None, as_json: bool) -> int:
    from assistant.evaluation.beir import read_corpus, read_queries
    from assistant.evaluation.retrieval import Goal, score
    from retrieval.embeddings import LocalEmbedder, VectorCache
    from retrieval.index import VectorIndex
    from retrieval.lexicon.concepts import ConceptFinder
    from retrieval.lexicon.entries import READY_VECTORS, read_lexicon
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
        concepts = ConceptFinder(read_lexicon, embedder, VectorCache(Path(own), READY_VECTORS))
        shelf = Shelf(corpus, {}, {p.id: p for p in passages})
        searcher = Searcher(shelf, index, embedder, concepts)

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
    from assistant.evaluation.feedback import read_labels, read_pairs, results
    from integrations.cli.coaching import read_all

    labels = read_labels(folder)
    changed = read_pairs(pairs) if pairs else []
    total = len(labels) + len(changed)
    judged: list[tuple[LabelledDraft, Report]] = []
    after: dict[str, Report] = {}
    with (
        _own_store(folder / "catalog") as (services, faults),
        _lines(predictions) as out,
        progress("Checking the drafts") as bar,
    ):
        checker = services.baseline_checker if baseline else services.checker

        def check(file: Path, credential_id: str, key: dict[str, str]) -> Report:
            credential = services.library.credential(credential_id)
            report = checker.run(credential, read_all([str(file)]), engine=engine)
            _write(out, {**key, **report.as_json()})
            bar(len(judged) + len(after) + 1, total)
            return report

        for one in labels:
            file = folder / "drafts" / one.draft
            judged.append((one, check(file, one.credential_id, {"draft": one.draft})))
        for pair in changed:
            file = (pairs or folder) / "drafts" / pair.draft
            key = {"pair_id": pair.pair_id}
            after[pair.pair_id] = check(file, pair.credential_id, key)
    found = results(judged, changed, after)
    if offline := 0 if baseline else found["answered_by"].get("offline", 0):
        found |= _trained_on(folder, labels, changed, pairs)
        if engine == "llm":
            say(f"{offline} of {len(labels)} drafts were answered offline, not by the model.")
    if as_json:
        write_json(found)
    else:
        from assistant.evaluation.tables import feedback_lines

        _say_lines(feedback_lines(found))
    return BAD_INPUT if faults else 0


def _trained_on(
    folder: Path, labels: list[LabelledDraft], pairs: list[Pair], pairs_folder: Path | None
) -> dict[str, Any]:
    """How much of a set the offline judge has learned from, said as a warning where it has any."""
    from assistant.evaluation.trained_on import learned_from, seen

    known = seen(learned_from(), folder, labels, pairs, pairs_folder)
    if known.any:
        say(str(known))
    return {"trained_on": asdict(known), "warnings": [str(known)] if known.any else []}


@app.command()
def privacy(
    folder: Folder,
    predictions: Predictions = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,  # noqa: ARG001  # every command takes it; this one keeps nothing
) -> int:
    """How many planted names and contacts the privacy sweep finds, and its false alarms."""
    from assistant.evaluation.privacy import (
        privacy_figures,
        privacy_lines,
        read_private_set,
        sweep,
    )

    labelled = read_private_set(folder)
    swept = []
    with _lines(predictions) as out, progress("Sweeping the drafts") as bar:
        for number, one in enumerate(labelled, start=1):
            findings = sweep(one)
            _write(out, {"draft": one.draft, "privacy": [asdict(f) for f in findings]})
            swept.append((one, findings))
            bar(number, len(labelled))
    found = privacy_figures(swept)
    if as_json:
        write_json({half: asdict(figures) for half, figures in found.items()})
    else:
        _say_lines(privacy_lines(found))
    return 0


@app.command()
def robustness(
    folder: Folder,
    injections: Annotated[
        Path | None,
        typer.Option(help="A folder of insertions; else `injections` beside the set, if there."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most this many drafts for each part.")
    ] = None,
    engine: Annotated[Literal["offline", "llm"], typer.Option()] = "offline",
    as_json: AsJson = False,
    data_dir: DataDir = None,  # noqa: ARG001  # every command takes it; eval has a store of its own
) -> int:
    """What self-checks make of missing evidence, hostile text, and other ways to write."""
    from assistant.evaluation.insertions import corpus_beside, read_corpus
    from assistant.evaluation.labels import read_labels
    from assistant.evaluation.robustness import QUESTIONS
    from assistant.evaluation.robustness import robustness as measure
    from retrieval.documents import read_document

    labels = read_labels(folder)
    corpus = injections or corpus_beside(folder)
    if corpus is None:
        say(f"No insertions stand beside {folder}; name a folder of them with --injections.")
    insertions = read_corpus(corpus) if corpus else None
    with (
        _own_store(folder / "catalog") as (services, faults),
        progress("Checking changed drafts") as bar,
    ):

        def check(credential_id: str, text: str) -> Report:
            document = read_document("draft.md", text.encode())
            credential = services.library.credential(credential_id)
            return services.checker.run(credential, [document], engine=engine)

        owners = {labelled.credential_id for labelled in labels}
        credentials = {owner: services.library.credential(owner) for owner in owners}
        found = measure(labels, credentials, check, insertions, limit, lambda _, *at: bar(*at))
    if as_json:
        write_json(found)
    else:
        from assistant.evaluation.tables import robustness_lines

        _say_lines(robustness_lines(found, QUESTIONS))
    return BAD_INPUT if faults else 0


@app.command()
def questions(
    folder: Folder,
    predictions: Predictions = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,  # noqa: ARG001  # every command takes it; eval has a store of its own
) -> int:
    """How well questions about a credential find the passage that answers them."""
    from assistant.evaluation.questions import Question, read_questions, score
    from retrieval.sample_vectors import SAMPLE_CATALOGUE

    asked = read_questions(folder)
    own = folder / "catalog"
    with (
        _own_store(own if own.is_dir() else SAMPLE_CATALOGUE) as (services, faults),
        _lines(predictions) as out,
    ):

        def ask(question: Question) -> list[tuple[str, str]]:
            found = services.questions.ask(question.credential_id, question.question)
            _write(out, {"qid": question.qid, **found.as_json()})
            return [(quote.text, quote.passage.text) for quote in found.quotes]

        with progress("Asking the questions") as bar:
            results = score(asked, _counted(ask, bar, len(asked)))
    _print_table({half: asdict(scores) for half, scores in results.items()}, as_json)
    return BAD_INPUT if faults else 0


def _say_lines(lines: list[str]) -> None:
    """Plain lines on standard output, as wide as they are: a table is not wrapped."""
    sys.stdout.write("\n".join(lines) + "\n")


@contextmanager
def _own_store(catalogue: Path) -> Iterator[tuple[Services, int]]:
    """Services on a throw-away store that holds a catalogue, and how many faults it had."""
    with tempfile.TemporaryDirectory(prefix="credcoach-eval-") as own:
        with services_for(Path(own)) as services:
            services.settings = services.settings.model_copy(
                update={"database_url": None, "chroma_url": None}
            )
            with progress("Reading the catalogue") as bar:
                report = services.library.index([catalogue], progress=bar)
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
