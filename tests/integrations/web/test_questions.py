"""Questions about a credential over the API and on its page."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.integrations.web.conftest import HOSTILE
from tests.integrations.web.sse import events

ASKED = "Must the transcript show pauses in two lessons?"
WHERE = "/api/v1/credentials/thinking-time/answers"


def test_an_answer_has_its_question_quotes_and_a_message(alice: TestClient) -> None:
    body = alice.get(WHERE, params={"q": ASKED}).json()
    assert set(body) == {"question", "answers", "message"}
    assert set(body["answers"][0]) == {"text", "passage", "place", "field", "title"}
    assert any("transcript" in answer["text"] for answer in body["answers"])


def test_what_is_no_question_is_a_problem_and_no_crash(alice: TestClient) -> None:
    assert alice.get(WHERE).status_code == 422
    assert alice.get(WHERE, params={"q": "  "}).status_code == 422
    assert alice.get(WHERE, params={"q": "why " * 600}).status_code == 422
    assert alice.get(WHERE, params={"q": "a\0b"}).status_code == 422
    gone = alice.get("/api/v1/credentials/gone/answers", params={"q": ASKED})
    assert gone.status_code == 404


def test_nobody_asks_without_a_session(app: FastAPI) -> None:
    assert TestClient(app).get(WHERE, params={"q": ASKED}).status_code == 401


def test_the_page_answers_a_plain_form(alice: TestClient) -> None:
    page = alice.get("/credentials/thinking-time").text
    assert '<form class="inline-form" method="get"' in page
    assert 'name="question"' in page
    assert "word for word" not in page
    answered = alice.get("/credentials/thinking-time", params={"question": ASKED}).text
    assert "word for word" in answered
    assert "<blockquote>" in answered
    assert f'value="{ASKED}"' in answered


def test_the_chat_quotes_and_lets_a_person_open_the_whole_section(alice: TestClient) -> None:
    body = {"message": "pauses after questions so that more students think"}
    found = events(alice.post("/api/v1/chat", json=body).text)
    conversation = found[0][1]["conversation_id"]
    body = {"message": "How long does the pause protocol wait?", "conversation_id": conversation}
    found = events(alice.post("/api/v1/chat", json=body).text)
    card = next(body for name, body in found if name == "card")
    assert card["kind"] == "passages"
    assert all(one["text"] in one["passage"] for one in card["answers"])
    longer = [one for one in card["answers"] if one["passage"] != one["text"]]
    message = found[-1][1]["message_id"]
    shown = alice.get(f"/conversations/{conversation}/messages/{message}").text
    assert shown.count("<summary>The whole section: ") == len(longer)


def test_an_empty_form_gives_the_page_as_it_is(alice: TestClient) -> None:
    page = alice.get("/credentials/thinking-time", params={"question": "  "})
    assert page.status_code == 200
    assert "word for word" not in page.text


def test_a_question_and_a_catalogue_that_hold_markup_are_shown_as_text(alice: TestClient) -> None:
    page = alice.get("/credentials/hostile", params={"question": f'{HOSTILE} "Students revise"'})
    assert page.status_code == 200
    assert HOSTILE not in page.text
    assert "Students revise &lt;script&gt;" in page.text
