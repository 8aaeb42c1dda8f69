"""The evidence map over HTTP: four formats, for whoever may see the self-check, and its links."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from docx import Document
from fastapi.testclient import TestClient

from integrations.services import Services
from tests.catalogues import GOOD_DRAFT
from tests.integrations.web.conftest import Desk
from tests.people import Cast

V1 = "/api/v1"


@pytest.fixture(autouse=True)
def _surface(services: Services) -> None:
    """The judge that nothing was learned for, so that what is quoted here never moves."""
    services.checker = services.baseline_checker


@pytest.fixture
def check(alice: TestClient) -> str:
    """A self-check of a file that Alice handed in."""
    files = [{"name": "my draft.md", "text": GOOD_DRAFT}]
    asked = {"credential_id": "thinking-time", "files": files}
    kept: str = alice.post(f"{V1}/self-checks", json=asked).json()["id"]
    return kept


def address(check: str, file_format: str | None = None) -> str:
    query = f"?format={file_format}" if file_format else ""
    return f"{V1}/self-checks/{check}/evidence-map{query}"


@pytest.mark.parametrize(
    ("file_format", "media_type"),
    [
        ("json", "application/json"),
        ("md", "text/markdown; charset=utf-8"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("pdf", "application/pdf"),
    ],
)
def test_each_format_comes_as_a_file_of_its_own_kind(
    alice: TestClient, check: str, file_format: str, media_type: str
) -> None:
    answer = alice.get(address(check, file_format))

    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    offered = f'attachment; filename="evidence-map-thinking-time.{file_format}"'
    assert answer.headers["content-disposition"] == offered
    assert alice.get(address(check, file_format)).content == answer.content


def test_without_a_format_it_is_json_with_a_place_for_each_passage(
    alice: TestClient, check: str
) -> None:
    made = alice.get(address(check)).json()
    passages = [passage for row in made["rows"] for passage in row["passages"]]

    assert [row["title"] for row in made["rows"]] == [
        "Use of pauses",
        "Starting point",
        "Looking back",
    ]
    assert passages
    for passage in passages:
        assert passage["file"] == "my draft.md"
        assert GOOD_DRAFT[passage["start"] : passage["end"]] == passage["text"]
        assert passage["place"].startswith("under “")


def test_word_and_pdf_hold_the_same_passages(alice: TestClient, check: str) -> None:
    made = alice.get(address(check)).json()
    texts = [passage["text"] for row in made["rows"] for passage in row["passages"]]
    (table,) = Document(io.BytesIO(alice.get(address(check, "docx")).content)).tables
    pdf = pypdf.PdfReader(io.BytesIO(alice.get(address(check, "pdf")).content))
    words = "".join("".join(page.extract_text().split()) for page in pdf.pages)

    assert texts
    assert set(texts) <= {row.cells[2].text for row in table.rows}
    assert all("".join(text.split()) in words for text in texts)


def test_a_draft_s_parts_go_by_their_titles(alice: TestClient) -> None:
    draft = alice.post(f"{V1}/drafts", json={"credential_id": "thinking-time"}).json()["id"]
    words = GOOD_DRAFT.split("# Part 2. Work examples\n")[1].split("# Part 3")[0]
    alice.put(f"{V1}/drafts/{draft}/parts/artifacts", json={"text": words})
    kept = alice.post(f"{V1}/self-checks", json={"draft_id": draft}).json()["id"]
    made = alice.get(address(kept)).json()
    passages = [passage for row in made["rows"] for passage in row["passages"]]

    assert passages
    assert {passage["source"] for passage in passages} == {"Part 2. Work examples"}
    assert {passage["file"] for passage in passages} == {"artifacts.md"}
    assert all(re.fullmatch(r"line \d+", passage["place"]) for passage in passages)


def test_only_who_may_see_the_self_check_gets_its_map(
    desk: Desk, alice: TestClient, bob: TestClient, charlie: TestClient, check: str
) -> None:
    dana = desk.program("dana@school.example")
    for somebody in (bob, charlie, dana):
        answer = somebody.get(address(check, "pdf"))
        assert answer.status_code == 404
        assert "no such self-check" in answer.json()["detail"]
    assert desk.nobody().get(address(check, "pdf")).status_code == 401

    cohort = bob.post(f"{V1}/cohorts", json={"name": "Spring"}).json()
    alice.post(f"{V1}/cohorts/{cohort['id']}/join", json={"code": cohort["code"]})
    asked = {"kind": "self_check", "id": check, "cohort_id": cohort["id"]}
    share = alice.post(f"{V1}/shares", json=asked).json()
    assert bob.get(address(check, "pdf")).content == alice.get(address(check, "pdf")).content
    assert [look["viewer"] for look in alice.get(f"{V1}/me/looks").json()["items"]] == ["Bob"]
    for somebody in (charlie, dana):
        assert somebody.get(address(check, "pdf")).status_code == 404

    alice.delete(f"{V1}/shares/{share['id']}")
    assert bob.get(address(check, "pdf")).status_code == 404


def test_an_unknown_format_is_refused_in_a_sentence_that_names_the_four(
    alice: TestClient, check: str
) -> None:
    answer = alice.get(address(check, "xlsx"))
    assert answer.status_code == 422
    for name in ("json", "md", "docx", "pdf"):
        assert name in answer.json()["detail"]
    assert alice.get(address("gone", "pdf")).status_code == 404


def test_the_self_check_s_page_links_to_every_format(desk: Desk, cast: Cast, check: str) -> None:
    browser = desk.browser(cast.alice.id)
    page = browser.get(f"/self-checks/{check}").text
    links = re.findall(r'href="(/api/v1/self-checks/[^"]+/evidence-map[^"]*)"', page)

    assert links == [address(check, name) for name in ("pdf", "docx", "md", "json")]
    for link in links:
        assert browser.get(link).status_code == 200
