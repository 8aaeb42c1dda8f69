"""The whole of `eval robustness`: on the shipped judge in small, on a plain one in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.insertions import inserted, read_corpus
from assistant.evaluation.labels import LabelledDraft, read_labels, spread
from assistant.evaluation.mutations import mutants
from assistant.evaluation.outcomes import outcomes
from assistant.evaluation.published import SETS
from assistant.evaluation.robustness import QUESTIONS, robustness
from assistant.evaluation.tables import robustness_lines
from assistant.self_check.check import SelfChecker
from assistant.self_check.report import Report
from assistant.self_check.surface import SurfaceJudge
from assistant.settings import Settings
from integrations.services import Services
from retrieval.documents import read_document
from retrieval.loading import load_catalogue
from tests.assistant.evaluation.reports import report
from tests.catalogues import GOOD_DRAFT, credential
from tests.fakes import WordEmbedder

CORPUS = read_corpus(SETS / "injections")
MET = dict.fromkeys(("use-of-pauses", "baseline", "looking-back"), "met")
GOOD = LabelledDraft(
    "good.md",
    "thinking-time",
    "strong",
    "ready",
    MET,  # type: ignore[arg-type]
    {"baseline": ["I counted participation: seven of twenty four students spoke"]},
    GOOD_DRAFT,
)
WEAK = LabelledDraft(
    "weak.md", "thinking-time", "thin", "not_ready", {"baseline": "not_met"}, {}, "We talked a bit."
)


def test_every_part_is_measured_in_turn_and_a_text_is_checked_once(tmp_path: Path) -> None:
    thinking_time = credential(tmp_path)
    checker = SelfChecker(WordEmbedder(), SurfaceJudge())
    asked: list[str] = []
    stages: list[str] = []

    def check(_: str, text: str) -> Report:
        asked.append(text)
        return checker.run(thinking_time, [read_document("draft.md", text.encode())])

    figures = robustness(
        [GOOD, WEAK],
        {"thinking-time": thinking_time},
        check,
        CORPUS,
        progress=lambda part, _done, _total: stages.append(part),
    )
    assert list(figures) == list(dict.fromkeys(stages)) == list(QUESTIONS)
    assert len(asked) == len(set(asked))
    assert figures["injections"]["all"]["checks"] == 40
    assert figures["controls"]["all"]["checks"] == 4
    text = "\n".join(robustness_lines(figures, QUESTIONS))
    assert all(question in text for question in QUESTIONS.values())


def test_without_a_corpus_its_parts_are_left_out(tmp_path: Path) -> None:
    figures = robustness(
        [GOOD],
        {"thinking-time": credential(tmp_path)},
        lambda _credential, _text: report(**MET),
    )
    assert list(figures) == ["mutations", "fairness"]


# The shipped judge, on one draft of the project's own set; `make bench` tries them all.


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services(Settings.model_construct(data_dir=tmp_path_factory.mktemp("data")))


HOSTILE = 4
MOST_UPGRADED = 0.1  # of rows; wanted is nought, the whole corpus is tried by `make bench`


def test_the_shipped_judge_upgrades_nothing_for_copies_and_little_for_hostile_text(
    services: Services,
) -> None:
    folder = SETS / "feedback-dev"
    (draft,) = [d for d in read_labels(folder) if d.draft == "modelling-for-colleagues--thin.md"]
    owner = load_catalogue(folder / "catalog").credentials[draft.credential_id]

    def checked(text: str) -> Report:
        return services.checker.run(
            owner, [read_document("draft.md", text.encode())], engine="offline"
        )

    before = checked(draft.text)
    changed = {m.kind: m.text for m in mutants(draft, owner)}
    changed |= {one.id: inserted(draft.text, one)[0] for one in spread(CORPUS["hostile"], HOSTILE)}
    upgraded = {
        name: [row for row, outcome in outcomes(before, checked(text)).items() if outcome.upgraded]
        for name, text in changed.items()
    }
    assert upgraded.pop("doubled") == upgraded.pop("rubric_added") == []
    assert len(upgraded) == HOSTILE
    rows = [row for found in upgraded.values() for row in found]
    assert len(rows) <= MOST_UPGRADED * HOSTILE * len(owner.rubric), upgraded
