"""Kept self-checks: their person's alone until shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.cohorts import Cohorts
from assistant.drafts import Drafts
from assistant.errors import NotFound
from assistant.self_check.report import Engine, Finding, Quote, Report
from assistant.self_checks import SelfChecks
from assistant.shares import Shares
from assistant.store.session import Store
from tests.people import Cast, Clock


def report() -> Report:
    """A report with one finding."""
    return Report(
        credential_id="pauses",
        rubric_version="sha256:0",
        engine=Engine("offline"),
        readiness="ready",
        would_fail_today=(),
        findings=(
            Finding(
                criterion_id="use",
                status="met",
                level="Proficient",
                score=0.9,
                confidence=0.8,
                unsure=False,
                engine="offline",
                quotes=(Quote("draft.md", 0, 20, "I waited five second"),),
            ),
        ),
        requirements=(),
        privacy=(),
    )


@pytest.fixture
def checks(store: Store, clock: Clock) -> SelfChecks:
    return SelfChecks(store, clock=clock)


def test_a_report_comes_back_as_it_was_kept(
    checks: SelfChecks, cast: Cast, store: Store, clock: Clock
) -> None:
    draft = Drafts(store).create(cast.alice, "pauses")
    first = checks.keep(cast.alice, report(), draft)
    assert checks.get(cast.alice, first.id) == first
    assert (first.draft_id, first.draft_version) == (draft.id, 1)
    assert first.report["findings"][0]["quotes"][0]["text"] == "I waited five second"
    clock.pass_by(timedelta(minutes=1))
    second = checks.keep(cast.alice, report())
    assert checks.list(cast.alice) == (second, first)


def test_charlie_finds_no_self_check_of_alices(
    checks: SelfChecks, cast: Cast, store: Store
) -> None:
    kept = checks.keep(cast.alice, report())
    draft = Drafts(store).create(cast.alice, "pauses")
    for nobody in (cast.charlie, cast.bob, cast.dana):
        assert checks.list(nobody) == ()
        with pytest.raises(NotFound, match="no such self-check"):
            checks.get(nobody, kept.id)
        with pytest.raises(NotFound, match="no such draft"):
            checks.keep(nobody, report(), draft)


def test_a_coach_reads_a_shown_one_and_is_seen(
    checks: SelfChecks, cast: Cast, store: Store
) -> None:
    cohort = Cohorts(store).create(cast.bob, "Fourth grade")
    Cohorts(store).join(cast.alice, cohort.id, cohort.code)
    kept = checks.keep(cast.alice, report())
    Shares(store).share(cast.alice, "self_check", kept.id, cohort.id)
    assert checks.get(cast.bob, kept.id) == kept
    assert [look.kind for look in Shares(store).looks(cast.alice)] == ["self_check"]
