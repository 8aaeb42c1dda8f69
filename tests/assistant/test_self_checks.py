"""Kept self-checks: their person's alone until shown."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.cohorts import Cohorts
from assistant.drafts import Drafts
from assistant.errors import NotFound
from assistant.self_check.check import SelfChecker
from assistant.self_check.marks import marks_of
from assistant.self_check.report import Engine, Finding, Quote, Report
from assistant.self_check.surface import SurfaceJudge
from assistant.self_checks import SelfChecks
from assistant.shares import Shares
from assistant.store.session import Store
from retrieval.catalogue import Credential
from retrieval.documents import Document, read_document
from tests.catalogues import GOOD_DRAFT, credential
from tests.fakes import WordEmbedder
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


@pytest.fixture
def pauses(tmp_path: Path) -> Credential:
    return credential(tmp_path / "catalogue")


def checked(pauses: Credential, text: str) -> tuple[Report, list[Document]]:
    """A real report on a draft of this text."""
    files = [read_document("artifacts.md", text.encode())]
    return SelfChecker(WordEmbedder(), SurfaceJudge()).run(pauses, files), files


def test_a_check_is_weighed_against_the_last_of_the_same_draft_or_else_of_any(
    checks: SelfChecks, cast: Cast, store: Store, clock: Clock, pauses: Credential
) -> None:
    drafts = [Drafts(store, clock=clock).create(cast.alice, pauses.id) for _ in range(2)]
    report, files = checked(pauses, "I counted.\n")
    assert checks.weighed(cast.alice, report, pauses, files).changes is None
    ids = []
    for draft in (drafts[0], None):
        clock.pass_by(timedelta(minutes=1))
        found = checks.weighed(cast.alice, report, pauses, files, draft)
        ids.append(checks.keep(cast.alice, found, draft))
    for draft, last in ((drafts[0], ids[0]), (None, ids[1]), (drafts[1], ids[1])):
        changes = checks.weighed(cast.alice, report, pauses, files, draft).changes
        assert changes
        assert changes.since == last.created_at.isoformat()
    for other in (cast.charlie, cast.bob):
        assert checks.weighed(other, report, pauses, files).changes is None


def test_what_is_needed_for_the_next_check_is_kept_and_comes_back(
    checks: SelfChecks, cast: Cast, clock: Clock, pauses: Credential
) -> None:
    first, files = checked(pauses, GOOD_DRAFT)
    kept = checks.keep(cast.alice, checks.weighed(cast.alice, first, pauses, files))
    assert (kept.changes, kept.sentences) == (None, marks_of(files))
    clock.pass_by(timedelta(minutes=1))
    second, files = checked(pauses, GOOD_DRAFT + "\nAnd a line more.\n")
    later = checks.keep(cast.alice, checks.weighed(cast.alice, second, pauses, files))
    assert later.changes
    assert later.changes["sentences_added"] == 1
    assert checks.get(cast.alice, later.id) == later
    pairs = zip(kept.report["findings"], later.report["findings"], strict=True)
    assert all(after["score"] >= before["score"] for before, after in pairs)


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
