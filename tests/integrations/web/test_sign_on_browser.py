"""Single sign-on in a real browser, on two sites: its cookies, its policies and its way back."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from pydantic import SecretStr

from integrations.services import Services
from integrations.web.app import create_app
from tests.peers.school_sign_on import CLIENT_ID, CLIENT_SECRET, school, why_not
from tests.people import Cast

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
    pytest.mark.skipif(why_not() is not None, reason=str(why_not())),
]
PEOPLE = {"alice": {"email": "alice@school.example", "email_verified": True, "name": "Alice"}}


@pytest.fixture
def address(services: Services, cast: Cast) -> Iterator[str]:
    """The site at localhost, its school at 127.0.0.1: to a browser these are two sites."""
    assert cast
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    site = f"http://localhost:{bound.getsockname()[1]}"
    with school(PEOPLE, site) as issuer:
        services.settings.public_url = site
        services.settings.oidc_issuer = issuer
        services.settings.oidc_client_id = CLIENT_ID
        services.settings.oidc_client_secret = SecretStr(CLIENT_SECRET)
        app = create_app(services)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield site
        server.should_exit = True
        thread.join()
    bound.close()


def test_a_teacher_goes_to_her_school_comes_back_and_signs_out_at_both(address: str) -> None:
    from playwright.sync_api import ConsoleMessage, expect, sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 360, "height": 740})
        faults: list[str] = []

        def heard(message: ConsoleMessage) -> None:
            # The school's own pages ask for fonts that are not on this machine.
            if message.type == "error" and message.location["url"].startswith(address):
                faults.append(message.text)

        page.on("console", heard)

        page.goto(f"{address}/plan")
        page.get_by_role("link", name="Sign in with your school account").click()
        page.locator("input[name=login]").fill("alice")
        page.locator("input[name=password]").fill("any")
        page.locator("[type=submit]").first.click()
        page.locator("[type=submit]").first.click()  # agrees to what the site is told
        expect(page).to_have_url(f"{address}/plan")
        assert page.evaluate("document.cookie") == ""  # nothing that a script could read

        page.goto(f"{address}/settings")
        expect(page.locator("#ways-in")).to_contain_text("Chrome on Linux (this one)")
        page.get_by_role("button", name="Sign out", exact=True).click()
        page.wait_for_url(re.compile("127.0.0.1"))
        page.get_by_role("button", name=re.compile("yes", re.IGNORECASE)).click()
        page.wait_for_url(re.compile(f"^{address}/login"))
        page.goto(f"{address}/plan")
        expect(page).to_have_url(re.compile("/login"))
        assert faults == []
        browser.close()
