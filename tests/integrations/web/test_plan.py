"""The plan on the page, in the API, in a calendar and in the chat; Charlie sees none of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from fastapi.testclient import TestClient
from icalendar import Calendar

from tests.integrations.web.conftest import Desk, form_token
from tests.people import Cast

V1 = "/api/v1"
TODAY = date.today()
FIRST, LAST = TODAY + timedelta(days=40), TODAY + timedelta(days=50)
TARGET = (TODAY + timedelta(days=300)).isoformat()
OFF = {"first_day": FIRST.isoformat(), "last_day": LAST.isoformat(), "name": "Winter <b>break"}


def begun(client: TestClient) -> dict[str, Any]:
    client.post(f"{V1}/pursuits", json={"credential_id": "thinking-time"})
    found: dict[str, Any] = client.get(f"{V1}/me/plan").json()
    return found


def test_the_plan_has_weeks_stacks_and_shared_evidence_beside_what_it_had(
    alice: TestClient,
) -> None:
    plan = begun(alice)
    assert plan["items"] == plan["pursuits"]
    assert {"weeks", "stacks", "shared_evidence", "preferences", "courses"} <= set(plan)
    assert plan["weeks"][0]["text"].startswith("Describe your class and its discussions")
    (stack,) = plan["stacks"]
    assert (stack["earned"], stack["chosen"]) == ([], ["thinking-time"])
    assert stack["leads_to"] == "Lead Professional Educator, in AR"
    assert (stack["done"], stack["left"], stack["next"]) == (0, 2, ["thinking-time"])


def test_preferences_are_put_and_what_is_left_out_stays(alice: TestClient) -> None:
    where = f"{V1}/me/plan/preferences"
    asked = {"hours_a_week": 2.5, "target_date": TARGET, "breaks": [OFF]}
    plan = alice.put(where, json=asked).json()
    assert plan["preferences"] == asked
    alice.put(where, json={"hours_a_week": None})
    kept = alice.get(f"{V1}/me/plan").json()["preferences"]
    assert kept == {**asked, "hours_a_week": None}


def test_preferences_that_cannot_be_are_refused_with_a_sentence(alice: TestClient) -> None:
    where = f"{V1}/me/plan/preferences"
    backwards = {"first_day": OFF["last_day"], "last_day": OFF["first_day"]}
    for body in (
        {"hours_a_week": 0},
        {"hours_a_week": "many"},
        {"target_date": "2020-01-01"},
        {"target_date": "soon"},
        {"breaks": [backwards]},
        {"breaks": [OFF] * 50},
        {"breaks": [{**OFF, "name": "a\0b"}]},
        {"breaks": [{**OFF, "name": "a" * 300}]},
    ):
        answer = alice.put(where, json=body)
        assert answer.status_code == 422, body
        assert answer.json()["detail"]
    kept = alice.get(f"{V1}/me/plan").json()["preferences"]
    assert kept == {"hours_a_week": None, "target_date": None, "breaks": []}


def test_the_calendar_is_a_file_of_her_weeks(alice: TestClient) -> None:
    plan = begun(alice)
    answer = alice.get(f"{V1}/me/plan.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"] == 'attachment; filename="credcoach-plan.ics"'
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [event.decoded("dtstart").isoformat() for event in events] == [
        week["week_of"] for week in plan["weeks"] if week["kind"] != "break"
    ]
    assert b"Alice" not in answer.content


def test_nobody_else_sees_or_changes_a_plan(
    desk: Desk, alice: TestClient, bob: TestClient, charlie: TestClient
) -> None:
    cohort = bob.post(f"{V1}/cohorts", json={"name": "Spring"}).json()
    alice.post(f"{V1}/cohorts/{cohort['id']}/join", json={"code": cohort["code"]})
    begun(alice)
    alice.put(f"{V1}/me/plan/preferences", json={"hours_a_week": 2, "breaks": [OFF]})
    for other in (charlie, bob, desk.program("dana@school.example")):
        plan = other.get(f"{V1}/me/plan").json()
        assert (plan["items"], plan["weeks"], plan["stacks"]) == ([], [], [])
        assert plan["preferences"]["breaks"] == []
        assert b"VEVENT" not in other.get(f"{V1}/me/plan.ics").content
        other.put(f"{V1}/me/plan/preferences", json={"hours_a_week": 9, "breaks": []})
    seen = bob.get(f"{V1}/cohorts/{cohort['id']}").text
    assert "hours_a_week" not in seen
    assert "Winter" not in seen
    assert alice.get(f"{V1}/me/plan").json()["preferences"]["hours_a_week"] == 2
    nobody = desk.nobody()
    assert nobody.get(f"{V1}/me/plan.ics").status_code == 401
    assert nobody.put(f"{V1}/me/plan/preferences", json={}).status_code == 401


def test_the_page_keeps_hours_target_and_breaks_by_plain_forms(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(browser)}
    browser.post("/credentials/thinking-time/start", data=form)
    kept = browser.post(
        "/plan/preferences", data={**form, "hours_a_week": "2,5", "target_date": TARGET}
    )
    assert (kept.status_code, kept.headers["location"]) == (303, "/plan")
    assert browser.post("/plan/breaks", data={**form, **OFF}).status_code == 303
    page = browser.get("/plan").text
    assert 'value="2.5"' in page
    assert f'value="{TARGET}"' in page
    assert "Winter &lt;b&gt;break" in page
    assert "<b>break" not in page
    assert 'href="/api/v1/me/plan.ics"' in page
    assert page.count('class="week-thing"') >= 4
    assert "Describe your class and its discussions" in page
    gone = browser.post("/plan/breaks/remove", data={**form, **OFF})
    assert gone.status_code == 303
    assert "Winter" not in browser.get("/plan").text.replace('placeholder="Winter break"', "")
    for path, data in (
        ("/plan/preferences", {"hours_a_week": "lots"}),
        ("/plan/preferences", {"target_date": "soon"}),
        ("/plan/breaks", {"first_day": ""}),
        ("/plan/breaks", {"first_day": OFF["last_day"], "last_day": OFF["first_day"]}),
    ):
        refused = browser.post(path, data={**form, **data})
        assert refused.status_code == 422, (path, data)
        assert "Traceback" not in refused.text
    foreign = browser.post("/plan/preferences", data={"hours_a_week": "9"})
    assert foreign.status_code == 403


def test_a_stacks_page_says_where_it_leads_and_how_far_she_is(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(browser)}
    page = browser.get("/stacks/lead-teacher").text
    assert "0 of 2 earned. Next: “Giving Students Time to Think”." in page
    assert "Leads toward: Lead Professional Educator, in AR." in page
    browser.post("/credentials/thinking-time/start", data=form)
    assert "1 under way" in browser.get("/stacks/lead-teacher").text
    other = desk.browser(cast.charlie.id).get("/stacks/lead-teacher").text
    assert "0 of 2 earned. Next:" in other


def test_the_chat_changes_the_plan_and_shows_it(alice: TestClient) -> None:
    begun(alice)

    def said(message: str) -> str:
        with alice.stream("POST", f"{V1}/chat", json={"message": message}) as answer:
            return answer.read().decode()

    week = said("what should I do this week?")
    assert "event: card" in week
    assert re.search(r'"kind": ?"plan"', week)
    assert re.search(r'"week_of"', week)
    said("I only have 2 hours a week")
    said(f"no school from {FIRST.isoformat()} to {LAST.isoformat()}")
    said(f"move my deadline to {TARGET}")
    kept = alice.get(f"{V1}/me/plan").json()["preferences"]
    assert kept == {
        "hours_a_week": 2,
        "target_date": TARGET,
        "breaks": [{**OFF, "name": ""}],
    }
    refused = said("I have 90 hours a week")
    assert "from 0.5 to 40 hours" in refused
    assert "event: error" not in refused
    talk = alice.get(f"{V1}/conversations").json()["items"][0]["id"]
    assert talk


def test_the_chats_plan_card_is_shown_on_the_page(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(browser, "/")}
    browser.post("/credentials/thinking-time/start", data=form)
    sent = browser.post("/chat", data={**form, "message": "what should I do this week?"})
    page = browser.get(sent.headers["location"]).text
    assert "Week of " in page
    assert 'class="week-thing"' in page


def test_the_plan_for_paper_has_weeks_dates_and_prompts_and_no_way_to_get_lost(
    alice: TestClient,
) -> None:
    begun(alice)
    alice.put(f"{V1}/me/plan/preferences", json={"breaks": [OFF], "target_date": TARGET})
    answer = alice.get("/plan/print")
    html = answer.text

    assert answer.status_code == 200
    assert "Week by week" in html
    assert "Hand in by" in html
    assert "word for word" in html
    assert "Describe your class and its discussions" in html
    assert "Winter <b>" not in html
    assert "<nav" not in html
    assert "<form" not in html
    assert re.findall(r'href="(/[^"]*)"', html.split("<body>")[1]) == ["/plan"]
    assert 'href="/plan/print"' in alice.get("/plan").text


def test_an_empty_plan_for_paper_says_so(alice: TestClient) -> None:
    assert "nothing to print" in alice.get("/plan/print").text


def test_what_is_handed_in_or_earned_is_not_asked_for_on_paper(alice: TestClient) -> None:
    pursuit = begun(alice)["pursuits"][0]
    alice.patch(f"{V1}/pursuits/{pursuit['id']}", json={"stage": "earned"})
    assert "word for word" not in alice.get("/plan/print").text


def test_a_plan_for_paper_is_its_owners_alone(alice: TestClient, charlie: TestClient) -> None:
    begun(alice)
    assert "thinking" not in charlie.get("/plan/print").text.casefold()
