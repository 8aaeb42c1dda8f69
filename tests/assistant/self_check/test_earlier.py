"""An earlier report read back: what `check --json` wrote fits, anything else is refused plainly."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.errors import BadInput
from assistant.self_check.check import SelfChecker
from assistant.self_check.earlier import earlier_from
from assistant.self_check.surface import SurfaceJudge
from retrieval.catalogue import Credential
from tests.assistant.self_check.drafts import document
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder


@pytest.fixture
def body(thinking_time: Credential) -> dict[str, Any]:
    """A real report as JSON types."""
    report = SelfChecker(WordEmbedder(), SurfaceJudge()).run(thinking_time, [document(GOOD_DRAFT)])
    written: dict[str, Any] = json.loads(json.dumps(report.as_json()))
    return written


def test_a_report_comes_back_with_every_finding(
    thinking_time: Credential, body: dict[str, Any]
) -> None:
    report = SelfChecker(WordEmbedder(), SurfaceJudge()).run(thinking_time, [document(GOOD_DRAFT)])
    told = earlier_from(body)
    assert tuple(told.findings.values()) == report.findings
    assert (told.credential_id, told.rubric_version) == ("thinking-time", report.rubric_version)
    assert (told.engine, told.marks, told.at) == (report.engine, None, None)


def test_marks_and_the_day_come_with_it_where_they_were_written(body: dict[str, Any]) -> None:
    when = "2026-11-02T21:30:00+00:00"
    told = earlier_from({**body, "sentences": {"draft.md": ["ab12"]}, "created_at": when})
    assert told.marks == {"draft.md": ["ab12"]}
    assert told.at == when


def test_a_status_that_its_score_or_quotes_do_not_bear_is_not_believed(
    body: dict[str, Any],
) -> None:
    body["findings"][0] |= {"status": "met", "score": 0.2}
    body["findings"][1] |= {"status": "met", "score": 0.9, "quotes": []}
    assert [f.status for f in earlier_from(body).findings.values()][:2] == ["not_met", "not_met"]


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        "words",
        {"credential_id": "thinking-time"},
        {"findings": [{"criterion_id": "use-of-pauses"}]},
        {"findings": "none"},
        {"findings": [{"status": "excellent"}]},
        {"findings": [{"status": "met", "score": float("nan")}]},
        {"engine": "offline"},
        {"sentences": ["ab12"]},
        {"sentences": {"draft.md": 7}},
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(body: dict[str, Any], broken: Any) -> None:
    whole = isinstance(broken, dict) and "credential_id" not in broken
    with pytest.raises(BadInput, match="That is no self-check; expected what `check --json` wrote"):
        earlier_from({**body, **broken} if whole else broken)
