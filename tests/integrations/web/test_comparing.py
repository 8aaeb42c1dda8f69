"""What changed since the last check: in the API and on pages, for the one whose check it is."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.self_check.check import SelfChecker
from assistant.self_check.surface import SurfaceJudge
from integrations.services import Services
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder
from tests.integrations.web.conftest import Desk, form_token
from tests.people import Cast

V1 = "/api/v1"
EVIDENCE = (
    "The transcript of lesson one shows pauses of three seconds after four questions.\n"
    "The transcript of lesson two shows pauses of three seconds after six questions.\n"
)
WITHOUT = GOOD_DRAFT.replace(EVIDENCE, "")


@pytest.fixture(autouse=True)
def _surface_judge(services: Services) -> None:
    """Judges by surface: quick, and its verdicts do not change with what was learned."""
    services.checker = SelfChecker(WordEmbedder(), SurfaceJudge())


def checked(client: TestClient, text: str) -> Any:
    body = {"credential_id": "thinking-time", "files": [{"name": "draft.md", "text": text}]}
    return client.post(f"{V1}/self-checks", json=body).json()


def test_the_second_check_of_a_draft_says_what_changed(alice: TestClient) -> None:
    first = checked(alice, WITHOUT)
    assert first["changes"] is None
    second = checked(alice, GOOD_DRAFT)
    changes = second["changes"]
    assert changes["compared"]
    assert changes["since"] == first["created_at"]
    assert (changes["sentences_added"], changes["sentences_removed"]) == (2, 0)
    row = next(r for r in changes["rows"] if r["criterion_id"] == "use-of-pauses")
    assert row["why"].startswith("Now partly shown, was not found: ")
    assert alice.get(f"{V1}/self-checks/{second['id']}").json()["changes"] == changes


def test_over_many_checks_adding_never_lowers_and_removing_never_raises(
    alice: TestClient,
) -> None:
    lines = [line for line in GOOD_DRAFT.splitlines() if line and not line.startswith("#")]
    texts = ["\n\n".join(lines[:n]) + "\n" for n in range(1, len(lines) + 1)]
    growing = [checked(alice, text) for text in texts]
    shrinking = [checked(alice, text) for text in reversed(texts[:-1])]
    for step, sign in ((growing, 1), (shrinking, -1)):
        for before, after in zip(step, step[1:], strict=False):
            for then, now in zip(before["findings"], after["findings"], strict=True):
                assert sign * (now["score"] - then["score"]) >= 0
                assert then["criterion_id"] == now["criterion_id"]


def test_a_draft_is_compared_with_its_own_last_check(
    desk: Desk, cast: Cast, services: Services
) -> None:
    draft = services.drafts.create(cast.alice, "thinking-time")
    services.drafts.put_part(cast.alice, draft.id, "artifacts", WITHOUT)
    browser = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(browser)}
    browser.post(f"/drafts/{draft.id}/check", data=form)
    assert "Since your last check" not in browser.get(f"/drafts/{draft.id}").text
    checked(desk.program("alice@school.example"), "Something else that I pasted meanwhile.\n")
    services.drafts.put_part(cast.alice, draft.id, "artifacts", GOOD_DRAFT)
    fragment = browser.post(
        f"/drafts/{draft.id}/check", data=form, headers={"X-Fragment": "1"}
    ).text
    latest = services.self_checks.list(cast.alice)[0]
    for page in (
        fragment,
        browser.get(f"/drafts/{draft.id}").text,
        browser.get(f"/self-checks/{latest.id}").text,
    ):
        assert "Since your last check" in page
        assert "2 sentences added." in page
        assert "Not found → Partly shown" in page
        assert "rows are as they were" in page or "row is as it was" in page


def test_a_coach_is_shown_a_check_and_never_what_it_was_compared_with(
    desk: Desk, cast: Cast, services: Services, alice: TestClient
) -> None:
    cohort = services.cohorts.create(cast.bob, "Spring")
    services.cohorts.join(cast.alice, cohort.id, cohort.code)
    checked(alice, GOOD_DRAFT)
    later = checked(alice, WITHOUT)
    assert "pauses of three seconds" in str(later["changes"])  # what she took out again
    share = services.shares.share(cast.alice, "self_check", later["id"], cohort.id)
    coach = desk.program("bob@school.example")
    shown = coach.get(f"{V1}/self-checks/{later['id']}")
    opened = coach.get(f"{V1}/shares/{share.id}")
    page = desk.browser(cast.bob.id).get(f"/self-checks/{later['id']}")
    for answer in (shown, opened, page):
        assert answer.status_code == 200
        assert "lesson one shows pauses" not in answer.text
        assert "changes" not in answer.text.replace("changes nothing", "")
        assert "Since your last check" not in answer.text
    assert "sentences" not in opened.json()["self_check"]
    charlie = desk.program("charlie@school.example")
    assert charlie.get(f"{V1}/self-checks/{later['id']}").status_code == 404


def test_an_older_check_without_marks_is_compared_by_the_drafts_own_past(
    desk: Desk, cast: Cast, services: Services
) -> None:
    draft = services.drafts.create(cast.alice, "thinking-time")
    services.drafts.put_part(cast.alice, draft.id, "artifacts", WITHOUT)
    draft = services.drafts.get(cast.alice, draft.id)
    credential = services.library.credential("thinking-time")
    report = services.checker.run(credential, _documents(services, cast, draft.id))
    services.self_checks.keep(cast.alice, report, draft)  # as before marks were kept
    services.drafts.put_part(cast.alice, draft.id, "artifacts", GOOD_DRAFT)
    program = desk.program("alice@school.example")
    changes = program.post(f"{V1}/self-checks", json={"draft_id": draft.id}).json()["changes"]
    assert changes["sentences_added"] == 2


def _documents(services: Services, cast: Cast, draft_id: str) -> Any:
    from assistant.drafts import documents_of

    return documents_of(services.drafts.get(cast.alice, draft_id))
