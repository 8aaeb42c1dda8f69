"""Pages: they render for everybody, work without scripts, and show hostile text as text."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.settings import Settings
from integrations.services import Services
from integrations.web import markdown, views
from integrations.web.assets import FOLDER
from integrations.web.rendering import TEMPLATES
from tests.catalogues import GOOD_DRAFT
from tests.integrations.web.conftest import Desk, form_token
from tests.people import Cast

PAGES = (
    "/",
    "/credentials",
    "/credentials?q=students&grade=4",
    "/credentials/thinking-time",
    "/credentials/family-letters",
    "/credentials/hostile",
    "/stacks/lead-teacher",
    "/plan",
    "/cohorts",
    "/settings",
    "/help-log",
)
MOST_BYTES = 100_000


@pytest.mark.parametrize("persona", ["drafting", "coach", "admin"])
def test_every_page_renders_for_everybody(demo: FastAPI, persona: str) -> None:
    client = TestClient(demo, cookies={"credcoach_persona": persona})
    for page in (*PAGES, *(["/admin"] if persona == "admin" else [])):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "</html>" in answer.text


def test_no_page_carries_inline_scripts_or_styles() -> None:
    for template in TEMPLATES.iterdir():
        text = template.read_text()
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\bsrc=)", text), template


def test_every_page_weighs_under_the_limit(demo: FastAPI) -> None:
    client = TestClient(demo)
    files = {file.name: len(gzip.compress(file.read_bytes())) for file in FOLDER.iterdir()}
    assert sum(files.values()) < MOST_BYTES / 2
    for page in PAGES:
        html = len(gzip.compress(client.get(page).content))
        assert html + sum(files.values()) < MOST_BYTES, page


def test_hostile_titles_are_shown_as_text(demo: FastAPI) -> None:
    client = TestClient(demo)
    draft = client.post("/api/v1/drafts", json={"credential_id": "hostile"}).json()
    client.cookies.clear()
    name = "<img src=x onerror=alert(6)>.md"
    client.put(
        f"/api/v1/drafts/{draft['id']}/parts/evidence",
        json={"text": "</textarea><script>alert(7)</script> Students revise."},
    )
    client.cookies.clear()
    with client.stream(
        "POST",
        "/api/v1/chat",
        json={
            "message": "Please check this for Title",
            "files": [{"name": name, "text": "Students revise their work here."}],
        },
    ) as answer:
        answer.read()
    talk = client.get("/api/v1/conversations").json()["items"][0]["id"]
    token = form_token(client, "/plan")
    client.post(f"/drafts/{draft['id']}/check", data={"csrf_token": token})
    pages = ["/credentials", "/credentials/hostile", f"/drafts/{draft['id']}", "/plan"]
    for page in [*pages, f"/?conversation={talk}"]:
        html = client.get(page).text
        tags = re.findall(r"<[a-zA-Z][^>]*>", html)
        assert "alert(" not in "".join(re.sub(r'"[^"]*"', "", tag) for tag in tags), page
        assert not [tag for tag in tags if re.search(r"javascript:", tag)], page
        assert html.count("<script") == html.count('<script type="module" src="/static/'), page


def test_markdown_keeps_words_and_drops_what_could_harm() -> None:
    html = markdown.rendered("**Bold** <b onclick=x>raw</b> [a](javascript:x) ![i](http://x/y.png)")
    assert "<strong>Bold</strong>" in html
    assert not re.search(r"<(b|img|script)\b", html)
    assert "href" not in html


def test_the_chat_answers_without_scripts(desk: Desk, cast: Cast) -> None:
    browser = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(browser, "/"), "message": "pauses so that students think"}
    answer = browser.post("/chat", data=form)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "Giving Students Time to Think" in page
    assert 'data-pending=""' in page


def test_a_draft_is_written_uploaded_into_and_checked_without_scripts(
    desk: Desk, cast: Cast
) -> None:
    browser = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(browser)}
    where = browser.post("/credentials/thinking-time/draft", data=form).headers["location"]
    saved = browser.post(
        f"{where}/parts/overview", data={**form, "text": "Line\r\nTwo", "if_version": "0"}
    )
    assert saved.headers["location"] == f"{where}#part-overview"
    files = {"file": ("artifacts.md", GOOD_DRAFT.encode())}
    assert browser.post(f"{where}/parts/overview/upload", data=form, files=files).status_code == 303
    kept = browser.get(f"/api/v1{where}").json()["parts"][0]
    assert kept["text"] == f"Line\nTwo\n\n{GOOD_DRAFT}"
    video = {"file": ("lesson.mp4", b"\0\0")}
    refused = browser.post(f"{where}/parts/overview/upload", data=form, files=video)
    assert refused.status_code == 422
    assert "lesson.mp4" in refused.text
    assert browser.post(f"{where}/check", data=form).headers["location"] == f"{where}#findings"
    page = browser.get(where).text
    assert re.search(r"would not pass today|Nothing found that would fail today", page)
    fragment = browser.post(f"{where}/check", data=form, headers={"X-Fragment": "1"}).text
    assert fragment.lstrip().startswith("<header")


def test_a_coach_reads_a_shown_draft_and_cannot_write_in_it(
    desk: Desk, cast: Cast, services: Services
) -> None:
    cohort = services.cohorts.create(cast.bob, "Spring")
    services.cohorts.join(cast.alice, cohort.id, cohort.code)
    draft = services.drafts.create(cast.alice, "thinking-time")
    services.drafts.put_part(cast.alice, draft.id, "overview", "My own words")
    writer = desk.browser(cast.alice.id)
    form = {"csrf_token": form_token(writer), "cohort_id": cohort.id}
    assert writer.post(f"/drafts/{draft.id}/share", data=form).status_code == 303
    coach = desk.browser(cast.bob.id)
    page = coach.get(f"/drafts/{draft.id}").text
    assert "My own words" in page
    assert "<textarea" not in page
    form = {"csrf_token": form_token(coach), "text": "Changed"}
    assert coach.post(f"/drafts/{draft.id}/parts/overview", data=form).status_code == 404
    assert "Bob looked at" in writer.get("/settings").text


def test_pages_never_promise_a_pass_or_name_a_percentage() -> None:
    text = "".join(file.read_text() for file in TEMPLATES.iterdir())
    text += Path(views.__file__).read_text()
    text = re.sub(r"\{%.*?%\}", "", text)
    assert not re.search(r"you will pass|\d\s?%|\bready\b", text, re.IGNORECASE)


def test_the_admin_page_says_what_the_model_took_this_month(
    desk: Desk, cast: Cast, services: Services
) -> None:
    browser = desk.browser(cast.dana.id)
    assert "US dollars" not in browser.get("/admin").text
    services.settings = Settings(
        CREDCOACH_DATA_DIR=services.settings.data_dir,
        OPENAI_API_KEY="a-key",
        CREDCOACH_MODEL="gpt-4.1",
        CREDCOACH_MODEL_BUDGET_USD=4,
    )
    assert "0.00 US dollars of 4.00 spent this month" in browser.get("/admin").text
    services.budget.note("gpt-4.1", 2_000_000, 0)
    page = browser.get("/admin").text
    assert "4.00 US dollars of 4.00 spent this month, so everything is answered offline" in page
    with services.store.reading() as session:  # whose it was is not kept
        held = session.connection().exec_driver_sql("SELECT person_id FROM model_use").all()
    assert [tuple(row) for row in held] == [(None,)]
