"""The statement for an issuer: what help, when, by what; and that nothing was written."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

import docx
import pypdf
import pytest

from assistant.attachments import FORMATS
from assistant.disclosure.disclosure import HELP_WORDS, STATEMENT, Disclosure, disclosure_of
from assistant.disclosure.formats import disclosure_file, format_of
from assistant.errors import BadInput
from assistant.store.records import HelpGiven, HelpKind
from retrieval.catalogue import AiPolicy, Credential
from retrieval.loading import load_catalogue
from tests.catalogues import write_catalogue

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def credential(tmp_path_factory: pytest.TempPathFactory) -> Credential:
    folder = write_catalogue(tmp_path_factory.mktemp("catalogue"))
    return load_catalogue(folder).credentials["thinking-time"]


def helped(kind: HelpKind, day: int, engine: str = "offline", hour: int = 12) -> HelpGiven:
    at = datetime(2026, 11, day, hour, tzinfo=UTC)
    return HelpGiven(f"{day}{hour}{kind}", "alice", at, kind, "thinking-time", engine)


GIVEN = [
    helped("self_check", 16, "small-model"),
    helped("explained_row", 16),
    helped("explained_row", 16, hour=14),
    helped("declined_to_write", 2),
]


def test_the_same_help_of_one_day_is_one_line_and_the_first_day_comes_first(
    credential: Credential,
) -> None:
    made = disclosure_of(GIVEN, credential, NOW)
    assert [(line.day.day, line.help, line.times, line.by) for line in made.lines] == [
        (2, HELP_WORDS["declined_to_write"], 1, "no language model"),
        (16, HELP_WORDS["explained_row"], 2, "no language model"),
        (16, HELP_WORDS["self_check"], 1, "language model small-model"),
    ]
    assert made.summary == (
        "Credcoach helped 4 times between November 2, 2026 and November 16, 2026, 1 of these "
        "times with a language model (small-model)."
    )


@pytest.mark.parametrize(
    ("given", "summary"),
    [
        ([], "No help with this credential is on record."),
        (
            GIVEN[1:2],
            "Credcoach helped once on November 16, 2026, without a language model.",
        ),
        (
            GIVEN[1:3],
            "Credcoach helped 2 times on November 16, 2026, each time without a language model.",
        ),
        (
            GIVEN[:1],
            "Credcoach helped once on November 16, 2026, with a language model (small-model).",
        ),
    ],
)
def test_the_summary_says_how_often_and_through_what(
    credential: Credential, given: list[HelpGiven], summary: str
) -> None:
    assert disclosure_of(given, credential, NOW).summary == summary


def test_days_are_those_of_her_own_clock(credential: Credential) -> None:
    late = [helped("plan", 3, hour=2)]  # still the evening before in Arkansas
    assert disclosure_of(late, credential, NOW, "America/Chicago").lines[0].day.day == 2
    assert disclosure_of(late, credential, NOW).lines[0].day.day == 3


def test_every_kind_of_help_has_its_words() -> None:
    assert set(HELP_WORDS) == set(get_args(HelpKind))


@pytest.mark.parametrize(
    ("policy", "engine", "rule"),
    [
        (AiPolicy("allowed"), "m", "The issuer allows help from AI."),
        (AiPolicy("disclose"), "m", "The issuer wants to be told where AI helped."),
        (
            AiPolicy("coaching_only"),
            "m",
            "The issuer allows AI as a coach: questions and feedback, not writing.",
        ),
        (
            AiPolicy("forbidden"),
            "offline",
            "The issuer forbids help from AI. No language model took part in the help told here.",
        ),
        (AiPolicy("forbidden"), "m", "The issuer forbids help from AI."),
        (
            AiPolicy(stated=False),
            "m",
            "The catalogue states no rule of the issuer on AI, so this is told unasked.",
        ),
    ],
)
def test_the_issuers_rule_is_told_and_nothing_is_claimed_that_the_log_does_not_hold(
    credential: Credential, policy: AiPolicy, engine: str, rule: str
) -> None:
    about = replace(credential, ai_policy=policy)
    assert disclosure_of([helped("plan", 2, engine)], about, NOW).rule == rule


@pytest.fixture
def made(credential: Credential) -> Disclosure:
    return disclosure_of(GIVEN, credential, NOW)


def words_of(made: Disclosure, name: Any) -> str:
    data = disclosure_file(made, name).data
    if name == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    if name == "docx":
        file = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        return " ".join([*(one.text for one in file.paragraphs), *cells])
    return " ".join(data.decode().split())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_holds_the_statement_the_help_and_the_issuers_own_words(
    made: Disclosure, name: Any
) -> None:
    words = words_of(made, name)
    for said in (
        STATEMENT,
        made.summary,
        HELP_WORDS["self_check"],
        "language model small-model",
        "Giving Students Time to Think",
        "Example Cooperative",
        made.rule,
        "Say which tool helped.",
        made.closing,
    ):
        assert said in words


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_statement_gives_the_same_bytes(made: Disclosure, name: Any) -> None:
    one, other = disclosure_file(made, name), disclosure_file(made, name)
    assert one == other
    assert one.name == f"help-with-thinking-time.{name}"


def test_json_is_for_programs(made: Disclosure) -> None:
    body = json.loads(disclosure_file(made, "json").data)
    assert body["credential_id"] == "thinking-time"
    assert body["lines"][0] == {
        "day": "2026-11-02",
        "help": HELP_WORDS["declined_to_write"],
        "times": 1,
        "by": "no language model",
    }
    assert body["statement"] == STATEMENT


def test_markup_in_a_title_or_an_engines_name_stays_text(credential: Credential) -> None:
    hostile = replace(credential, title="A | B <script>", issuer="[x](javascript:1)")
    made = disclosure_of([helped("plan", 2, "m | n")], hostile, NOW)
    text = disclosure_file(made, "md").data.decode()
    assert "<script>" not in text
    assert "[x](" not in text
    assert r"language model m \| n |" in text


def test_an_ending_says_which_format_and_any_other_is_refused() -> None:
    assert format_of("a/b.PDF") == "pdf"
    with pytest.raises(BadInput, match=r"\.json, \.md, \.docx or \.pdf"):
        format_of("help.odt")
