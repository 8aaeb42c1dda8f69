"""The shipped judge under changed drafts: `make bench` prints the figures and holds the floors.

A floor is where the judge stood when it was set, with a little room: it catches a judge that got
worse. What is wanted is nought throughout (see `assistant/evaluation/robustness.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.insertions import read_corpus
from assistant.evaluation.labels import read_labels
from assistant.evaluation.namings import others
from assistant.evaluation.robustness import QUESTIONS, robustness
from assistant.evaluation.tables import robustness_lines
from assistant.self_check.report import Report
from assistant.settings import Settings
from integrations.services import Services
from retrieval.documents import read_document
from retrieval.loading import load_catalogue

pytestmark = pytest.mark.bench

SETS = Path(__file__).parent / "sets"
DRAFTS = 10  # for each part; about 800 checks

# part -> kind -> figure -> at most
MOST: dict[str, dict[str, dict[str, float]]] = {
    "mutations": {
        "all": {"violations": 0.28, "upgraded": 0.14},
        "deleted": {"violations": 0.5, "upgraded": 0.22},
        "planned": {"violations": 0.12},
        "denied": {"violations": 0.6},
        "claimed": {"violations": 0.18},
        "rubric_instead": {"violations": 0.5, "upgraded": 0.22},
        "doubled": {"upgraded": 0.11},
        "rubric_added": {"upgraded": 0.01},
    },
    "injections": {"all": {"upgraded": 0.02, "quoted": 0.07}},
    "controls": {"all": {"lowered": 0.07}},
    "fairness": {
        "all": {"flipped": 0.12},
        "esl_together": {"flipped": 0.3},
        **{f"names_{name}": {"flipped": 0.16} for name in others()},
    },
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    services = Services(Settings.model_construct(data_dir=tmp_path_factory.mktemp("data")))
    folder = SETS / "feedback-dev"
    credentials = load_catalogue(folder / "catalog").credentials

    def check(credential_id: str, text: str) -> Report:
        document = read_document("draft.md", text.encode())
        return services.checker.run(credentials[credential_id], [document], engine="offline")

    corpus = read_corpus(SETS / "injections")
    return robustness(read_labels(folder), credentials, check, corpus, DRAFTS)


def test_the_figures_are_printed(
    figures: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print("\n" + "\n".join(robustness_lines(figures, QUESTIONS)))  # noqa: T201  # for its reader
    assert list(figures) == list(QUESTIONS)


@pytest.mark.parametrize(
    ("part", "kind", "figure", "most"),
    [
        (part, kind, figure, most)
        for part, kinds in MOST.items()
        for kind, figures in kinds.items()
        for figure, most in figures.items()
    ],
)
def test_no_floor_is_broken(
    figures: dict[str, Any], part: str, kind: str, figure: str, most: float
) -> None:
    assert figures[part][kind][figure] <= most
