"""What `make eval` measures, and the figures of judges trained without a credential beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.evaluation import published
from assistant.evaluation.feedback import results
from assistant.evaluation.published import SETS, left_out_lines, lines_of, main, moved_lines, runs
from assistant.evaluation.results import moves, read_results, write_results
from tests.assistant.evaluation.reports import labelled, report

FIGURES = results([(labelled(a="met", b="not_met"), report(a="met", b="not_met"))] * 2)


def test_the_project_s_own_sets_are_all_measured() -> None:
    named = {"retrieval", "ablation", "questions", "feedback", "privacy", "robustness"}
    assert set(runs(SETS)) == named
    assert "--ablation" in runs(SETS)["ablation"]
    assert "--pairs" in runs(SETS)["feedback"]


def test_only_the_sets_that_are_there_are_measured(tmp_path: Path) -> None:
    (tmp_path / "feedback-dev").mkdir()
    found = runs(tmp_path)
    assert set(found) == {"feedback", "robustness"}
    assert "--pairs" not in found["feedback"]


def test_an_ablation_is_printed_with_a_line_a_step() -> None:
    row = {"ndcg5": 0.4, "answered_with_nothing": None, "answerable_left_empty": 0.0}
    lines = lines_of("ablation", {"meaning alone": {"all": row}})
    assert lines[1].split() == ["meaning", "alone", "0.400", "-", "0.000"]


@pytest.mark.parametrize("by_kind", [True, False])
def test_left_out_figures_stand_beside_and_say_what_they_are(by_kind: bool) -> None:
    alone = {"qwk": 0.43, "met_found": 0.2}
    kept = {
        "figures": {"all": alone} if by_kind else alone,
        "made_by": "make train",
        "folds": ["x"],
    }
    text = "\n".join(left_out_lines(FIGURES, kept))

    (line,) = [x for x in text.splitlines() if x.startswith("agreement (QWK)")]
    assert line.split()[-2:] == ["1.000", "0.430"]
    assert "1 credentials, each judged by a judge trained without it (1 fold)" in text
    assert "make train" in text


def test_left_out_pairs_by_how_stand_beside_the_same_pairs() -> None:
    figures = FIGURES | {"pairs": {"removed": {"right_row_falls_most": 0.75}}}
    kept = {"figures": {"right_row_falls_most": {"removed": 0.5, "vague": 0.25}}, "folds": 10}
    text = "\n".join(left_out_lines(figures, kept))

    assert "altered row falls most, removed: 0.750 shipped, 0.500 left out" in text
    assert "altered row falls most, vague: - shipped, 0.250 left out" in text
    assert "10 folds" in text


def test_without_left_out_figures_it_says_that_nothing_is_known() -> None:
    (line,) = left_out_lines(FIGURES, {})
    assert "not known" in line


def test_left_out_figures_that_are_none_are_refused() -> None:
    with pytest.raises(BadInput, match="feedback-loco.json"):
        left_out_lines(FIGURES, {"made_by": "x"})


def test_what_got_worse_is_said_first() -> None:
    old = {"qwk": 0.1, "concordance": 0.6}
    lines = moved_lines(moves(old, {"qwk": 0.3, "concordance": 0.4}))
    assert [line.split()[0] for line in lines[1:]] == ["worse", "better"]
    assert moved_lines([]) == ["Nothing moved against the committed figures."]


@pytest.mark.parametrize(("arguments", "status"), [([], 0), (["--fail-on-worse"], 1)])
def test_worse_figures_fail_only_when_asked_and_are_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
) -> None:
    new = {"all": {"goals": 3, "ndcg5": 0.4}}
    monkeypatch.setattr(published, "RESULTS", tmp_path)
    monkeypatch.setattr(published, "measured", lambda _: new)
    monkeypatch.delenv("EVAL", raising=False)
    write_results(tmp_path / "retrieval.json", {"all": {"goals": 3, "ndcg5": 0.6}})

    assert main(["--only", "retrieval", *arguments]) == status
    assert "worse    all.ndcg5: 0.6 -> 0.4" in capsys.readouterr().out
    assert read_results(tmp_path / "retrieval.json") == new


def test_a_folder_named_by_the_environment_is_measured_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sets" / "retrieval-dev").mkdir(parents=True)
    monkeypatch.setattr(published, "RESULTS", tmp_path / "kept")
    monkeypatch.setattr(published, "SETS", tmp_path / "none")
    monkeypatch.setattr(published, "measured", lambda _: {"all": {"goals": 2, "ndcg5": 0.7}})
    monkeypatch.setenv("EVAL", str(tmp_path / "sets"))

    assert main(["--only", "retrieval"]) == 0
    assert "0.700" in capsys.readouterr().out
    assert not (tmp_path / "kept").exists()


def test_a_set_that_cannot_be_measured_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "sets" / "retrieval-dev"
    broken.mkdir(parents=True)
    monkeypatch.setattr(published, "SETS", tmp_path / "sets")
    monkeypatch.setattr(published, "RESULTS", tmp_path / "kept")
    monkeypatch.delenv("EVAL", raising=False)

    assert main(["--only", "retrieval"]) == 2
    assert f"eval retrieval {broken}` ended with 2" in capsys.readouterr().err
