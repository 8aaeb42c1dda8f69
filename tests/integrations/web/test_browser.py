"""One walk in a real browser: choose by chat, open, draft, check, read a finding."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]


@pytest.fixture
def address(demo: FastAPI) -> Iterator[str]:
    """The demo served on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(demo, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def test_a_teacher_chooses_drafts_checks_and_reads_a_finding(address: str) -> None:
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 360, "height": 740})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)

        page.goto(address)
        page.keyboard.type("pauses after questions so that more students think and join in")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Giving Students Time to Think").first.click()
        expect(page).to_have_url(re.compile("/credentials/thinking-time$"))
        expect(page.get_by_role("region", name="Use of pauses")).to_be_visible()

        page.get_by_role("button", name="Write a draft").click()
        pane = page.locator("#part-overview")
        pane.locator("textarea").fill(
            "I teach fourth grade. I counted participation before the change: seven students."
        )
        expect(pane.locator(".words-count")).to_have_text("12 words")
        expect(pane.locator(".saved")).to_contain_text("Saved")

        page.get_by_role("button", name="Check my draft").click()
        expect(page.locator("#report .row")).to_have_count(3)
        quote = page.locator("#report blockquote .quote-link").first
        if quote.count():
            quote.evaluate("link => link.click()")
            said = re.sub(r"\s+", " ", quote.text_content() or "").strip()
            expect(pane.locator("mark")).to_have_text(said)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.reload()
        expect(pane.locator("textarea")).to_have_value(re.compile("^I teach fourth grade"))
        assert not faults
        browser.close()
