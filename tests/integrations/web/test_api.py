"""Every call of the contract's section 4, with its shape."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from integrations.services import Services
from tests.catalogues import GOOD_DRAFT
from tests.people import Cast

V1 = "/api/v1"


def good(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, response.text
    return response.json()


def test_the_catalogue_is_listed_in_pages_that_join_up(alice: TestClient) -> None:
    first = good(alice.get(f"{V1}/credentials?limit=4"))
    second = good(alice.get(f"{V1}/credentials", params={"cursor": first["next_cursor"]}))
    ids = [c["id"] for c in [*first["items"], *second["items"]]]
    assert len(ids) == len(set(ids)) == 6
    assert second["next_cursor"] is None


def test_a_filter_excludes_only_what_is_known_not_to_fit(alice: TestClient) -> None:
    ids = {c["id"] for c in good(alice.get(f"{V1}/credentials?grade=9"))["items"]}
    assert ids == {"video-coaching", "family-letters", "own-words", "hostile"}
    ids = {c["id"] for c in good(alice.get(f"{V1}/credentials?state=TX"))["items"]}
    assert "thinking-time" not in ids
    assert "number-talks" in ids  # nothing is known of where it counts


def test_a_search_puts_the_nearest_first_and_keeps_to_the_filters(alice: TestClient) -> None:
    found = good(alice.get(f"{V1}/credentials?q=mental mathematics number talks"))["items"]
    assert found[0]["id"] == "number-talks"
    filtered = good(alice.get(f"{V1}/credentials?q=mental mathematics&grade=4"))["items"]
    assert "number-talks" not in {c["id"] for c in filtered}


def test_a_credential_has_the_catalogues_own_keys(alice: TestClient) -> None:
    body = good(alice.get(f"{V1}/credentials/thinking-time"))
    assert body["rubric"][0]["levels"][0]["name"] == "Proficient"
    assert body["submission"][0]["pass"] == ""
    assert body["grades"] == ["3", "4", "5"]


def test_stacks_are_listed_and_found(alice: TestClient) -> None:
    assert [s["id"] for s in good(alice.get(f"{V1}/stacks"))["items"]] == ["lead-teacher"]
    assert good(alice.get(f"{V1}/stacks/lead-teacher"))["required"] == "all"


def test_a_goal_gets_recommendations(alice: TestClient) -> None:
    goal = "pauses after questions so that more students think and join the discussion"
    body = good(
        alice.post(
            f"{V1}/recommendations", json={"goal": goal, "profile": {"grade": 4}, "limit": 2}
        )
    )
    assert body["profile"]["grade"] == "4"
    assert body["matches"][0]["credential_id"] == "thinking-time"
    keys = {"title", "issuer", "score", "reasons", "quotes", "stacks", "effort_hours", "cautions"}
    assert keys <= set(body["matches"][0])
    assert len(body["matches"]) <= 2


def test_excluded_credentials_are_not_recommended(alice: TestClient) -> None:
    asked = {"goal": "students think and join discussion", "exclude": ["thinking-time"]}
    matches = good(alice.post(f"{V1}/recommendations", json=asked))["matches"]
    assert "thinking-time" not in {m["credential_id"] for m in matches}


def check_shape(body: dict[str, Any]) -> None:
    assert {"credential_id", "rubric_version", "engine", "readiness", "would_fail_today"} <= set(
        body
    )
    assert {"findings", "requirements", "privacy", "warnings", "id"} <= set(body)
    assert {f["criterion_id"] for f in body["findings"]} == {
        "use-of-pauses",
        "baseline",
        "looking-back",
    }


def test_a_self_check_reads_files_given_as_text(alice: TestClient) -> None:
    asked = {"credential_id": "thinking-time", "files": [{"name": "d.md", "text": GOOD_DRAFT}]}
    body = good(alice.post(f"{V1}/self-checks", json=asked))
    check_shape(body)
    for finding in body["findings"]:
        for quote in finding["quotes"]:
            assert quote["text"] == GOOD_DRAFT[quote["start"] : quote["end"]]
    assert good(alice.get(f"{V1}/self-checks/{body['id']}"))["findings"] == body["findings"]
    assert good(alice.get(f"{V1}/self-checks"))["items"][0]["id"] == body["id"]


def test_a_self_check_reads_files_of_a_form(alice: TestClient) -> None:
    files = [
        ("files", ("draft.md", GOOD_DRAFT.encode())),
        ("files", ("lesson.mp4", b"\0" * 100)),
    ]
    body = good(
        alice.post(f"{V1}/self-checks", data={"credential_id": "thinking-time"}, files=files)
    )
    check_shape(body)
    assert any("lesson.mp4" in warning for warning in body["warnings"])


def test_text_under_a_words_files_name_is_read_as_text(alice: TestClient) -> None:
    asked = {"credential_id": "thinking-time", "files": [{"name": "my.docx", "text": GOOD_DRAFT}]}
    body = good(alice.post(f"{V1}/self-checks", json=asked))
    assert {q["file"] for f in body["findings"] for q in f["quotes"]} <= {"my.docx"}


def test_a_draft_is_written_part_by_part_and_checked(alice: TestClient) -> None:
    draft = good(alice.post(f"{V1}/drafts", json={"credential_id": "thinking-time"}), 201)
    assert draft["parts"][0] == {"part_id": "overview", "text": "", "version": 0}
    where = f"{V1}/drafts/{draft['id']}"
    words = "In the first week I counted participation: seven of twenty four students spoke."
    kept = good(alice.put(f"{where}/parts/overview", json={"text": words, "if_version": 0}))
    assert (kept["part_id"], kept["version"]) == ("overview", 1)
    again = good(alice.put(f"{where}/parts/overview", json={"text": words + " More."}))
    assert again["version"] == 2
    late = alice.put(f"{where}/parts/overview", json={"text": "Mine", "if_version": 1})
    assert late.status_code == 409
    assert late.headers["content-type"] == "application/problem+json"
    body = good(alice.post(f"{V1}/self-checks", json={"draft_id": draft["id"]}))
    check_shape(body)
    assert body["draft_version"] == good(alice.get(where))["version"]
    assert {q["file"] for f in body["findings"] for q in f["quotes"]} <= {"overview.md"}
    assert [d["id"] for d in good(alice.get(f"{V1}/drafts"))["items"]] == [draft["id"]]
    assert good(alice.get(where))["parts"][0]["text"] == words + " More."


def test_a_person_sees_herself_and_changes_it(alice: TestClient, cast: Cast) -> None:
    assert good(alice.get(f"{V1}/me"))["id"] == cast.alice.id
    changed = good(alice.patch(f"{V1}/me", json={"profile": {"grade": "4"}}))
    assert changed["profile"]["grade"] == "4"


def test_a_pursuit_is_started_dated_and_moved_on(alice: TestClient) -> None:
    asked = {"credential_id": "thinking-time", "target_date": "2027-05-31"}
    pursuit = good(alice.post(f"{V1}/pursuits", json=asked), 201)
    assert (pursuit["stage"], pursuit["target_date"]) == ("chosen", "2027-05-31")
    where = f"{V1}/pursuits/{pursuit['id']}"
    moved = good(alice.patch(where, json={"stage": "drafting", "help_wanted": True}))
    assert (moved["stage"], moved["help_wanted"]) == ("drafting", True)
    assert moved["target_date"] == "2027-05-31"
    assert good(alice.patch(where, json={"target_date": None}))["target_date"] is None
    plan = good(alice.get(f"{V1}/me/plan"))
    assert plan["items"] == plan["pursuits"]
    assert plan["stacks"][0]["id"] == "lead-teacher"


def test_a_coach_sees_stages_and_what_is_shown_and_her_look_is_noted(
    alice: TestClient, bob: TestClient, cast: Cast
) -> None:
    cohort = good(bob.post(f"{V1}/cohorts", json={"name": "Spring"}), 201)
    joined = good(alice.post(f"{V1}/cohorts/{cohort['id']}/join", json={"code": cohort["code"]}))
    assert "code" not in joined
    good(alice.post(f"{V1}/pursuits", json={"credential_id": "thinking-time"}), 201)
    draft = good(alice.post(f"{V1}/drafts", json={"credential_id": "thinking-time"}), 201)
    assert bob.get(f"{V1}/drafts/{draft['id']}").status_code == 404
    asked = {"kind": "draft", "id": draft["id"], "cohort_id": cohort["id"]}
    share = good(alice.post(f"{V1}/shares", json=asked), 201)
    view = good(bob.get(f"{V1}/cohorts/{cohort['id']}"))
    assert set(view) == {"id", "name", "members"}
    (member,) = view["members"]
    assert member["person"] == {"id": cast.alice.id, "name": "Alice"}
    assert set(member["pursuits"][0]) == {
        "credential_id",
        "stage",
        "since",
        "attempt",
        "help_wanted",
    }
    assert member["shared"][0]["id"] == share["id"]
    assert good(bob.get(f"{V1}/drafts/{draft['id']}"))["id"] == draft["id"]
    assert good(bob.get(f"{V1}/shares/{share['id']}"))["draft"]["id"] == draft["id"]
    looks = good(alice.get(f"{V1}/me/looks"))["items"]
    assert {look["viewer"] for look in looks} == {"Bob"}
    assert alice.delete(f"{V1}/shares/{share['id']}").status_code == 204
    assert bob.get(f"{V1}/drafts/{draft['id']}").status_code == 404
    assert alice.delete(f"{V1}/cohorts/{cohort['id']}/membership").status_code == 204
    assert good(alice.get(f"{V1}/cohorts"))["items"] == []


def test_health_says_alive_and_ready_and_counts(alice: TestClient) -> None:
    assert good(alice.get("/healthz")) == {"status": "alive"}
    assert good(alice.get("/readyz"))["status"] == "ready"
    alice.get(f"{V1}/credentials/thinking-time")
    text = alice.get("/metrics").text
    assert 'route="/api/v1/credentials/{credential_id}",status="200"' in text
    assert "thinking-time" not in text


def test_ready_names_what_does_not_answer(
    desk: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retrieval.errors import EmbedderUnavailable

    def broken(_texts: object) -> None:
        raise EmbedderUnavailable("The weights cannot be read.")

    monkeypatch.setattr(services.local_embedder, "embed", broken)
    answer = desk.nobody().get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["embedder"] == "The weights cannot be read."
    assert answer.json()["database"] == "answers"


def test_openapi_names_every_call_of_the_contract(desk: Any) -> None:
    spec = good(desk.nobody().get("/openapi.json"))
    assert spec["info"]["title"] == "Credcoach"
    calls = {f"{m.upper()} {p}" for p, ms in spec["paths"].items() for m in ms}
    wanted = """
    GET /credentials|GET /credentials/{credential_id}|GET /stacks|GET /stacks/{stack_id}
    POST /recommendations|POST /self-checks|POST /chat|GET /conversations
    GET /conversations/{conversation_id}|GET /conversations/{conversation_id}/events
    DELETE /conversations/{conversation_id}|POST /drafts|GET /drafts|GET /drafts/{draft_id}
    PUT /drafts/{draft_id}/parts/{part_id}|GET /me|GET /me/plan|POST /pursuits
    PATCH /pursuits/{pursuit_id}|POST /shares|DELETE /shares/{share_id}|GET /me/looks
    POST /cohorts|POST /cohorts/{cohort_id}/join|DELETE /cohorts/{cohort_id}/membership
    GET /cohorts|GET /cohorts/{cohort_id}"""
    for call in wanted.replace("\n", "|").split("|"):
        if call.strip():
            method, path = call.split()
            assert f"{method} {V1}{path}" in calls


def test_the_demos_api_works_without_cookies(demo: FastAPI, cast: Cast) -> None:
    client = TestClient(demo)
    assert good(client.get(f"{V1}/me"))["id"] == cast.alice.id
    draft = good(client.post(f"{V1}/drafts", json={"credential_id": "thinking-time"}), 201)
    assert good(client.put(f"{V1}/drafts/{draft['id']}/parts/overview", json={"text": "Words"}))
    form = {"credential_id": "thinking-time"}
    files = [("files", ("d.md", GOOD_DRAFT.encode()))]
    client.cookies.clear()
    check_shape(good(client.post(f"{V1}/self-checks", data=form, files=files)))
