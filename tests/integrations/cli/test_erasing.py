"""Erased is erased: planted words are looked for in every byte that an installation leaves."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import store as nouns
from assistant.errors import StoreUnavailable
from assistant.offline_turn import Upload
from assistant.people import Person
from assistant.planning.preferences import Preferences
from assistant.questions import Questions
from assistant.self_check.check import SelfChecker
from assistant.self_check.privacy.pseudonyms import Pseudonym
from assistant.self_check.surface import SurfaceJudge
from assistant.settings import Settings
from assistant.store.records import Nudging, SlackMessage, utc_now
from integrations.services import Services
from retrieval.embeddings import VectorCache
from tests.fakes import WordEmbedder
from tests.integrations.cli.conftest import Shell
from tests.people import Cast, bring_in

PLANTED = [f"quagga{number:02}" for number in range(20)]
ADDRESS = "alice@school.example"


@pytest.fixture
def services(data: Path) -> Iterator[Services]:
    """The installation of the data folder, as in a server that runs."""
    services = Services(
        Settings.model_construct(
            data_dir=data, database_url=None, chroma_url=None, embeddings="local"
        )
    )
    words: Any = WordEmbedder()
    vars(services)["local_embedder"] = words  # a shell of the same test has its own on the class
    services.checker = SelfChecker(words, SurfaceJudge())
    services.questions = Questions(services.library, words, VectorCache(None))
    yield services
    services.close()


@pytest.fixture
def cast(services: Services) -> Cast:
    """Alice, Bob, Charlie and Dana."""
    return bring_in(services.store, utc_now())


def found_in(folder: Path, words: list[str]) -> set[str]:
    """Which of the words stand anywhere in the bytes below a folder; archives are opened."""
    found = set()
    for file in (file for file in folder.rglob("*") if file.is_file()):
        contents = [file.read_bytes()]
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as opened:
                contents += [opened.read(name) for name in opened.namelist()]
        found |= {word for word in words for content in contents if word.encode() in content}
    return found


def chat(services: Services, person: Person, text: str, *uploads: Upload) -> str:
    """One turn to its end; the conversation's id."""
    parts = list(services.turns.start(person, text, uploads=uploads))
    return str(parts[0].conversation_id)  # type: ignore[union-attr]


def live(services: Services, cast: Cast) -> None:
    """Alice uses everything there is, and leaves a word of her own each time."""
    alice, kept = cast.alice, services.store
    services.accounts.change(alice, name=f"Alice {PLANTED[0]}")
    chat(services, alice, f"three kids do all the talking, says {PLANTED[1]}, not {PLANTED[2]}")
    draft_file = f"My class paused. {PLANTED[2]} counted three answers.".encode()
    chat(services, alice, "check this for thinking-time", Upload(f"{PLANTED[3]}.md", draft_file))
    chat(services, alice, f"what do I hand in for thinking-time, {PLANTED[4]}?")
    draft = services.drafts.create(alice, "thinking-time")
    for word in PLANTED[5:8]:
        services.drafts.put_part(alice, draft.id, "overview", f"{word} paused. " * 400)
    with kept.session() as session:
        report = {"quotes": [PLANTED[8], PLANTED[9]]}
        check = nouns.self_checks.add(session, alice.id, "thinking-time", report, utc_now())
    cohort = services.cohorts.create(cast.bob, "Fourth grade")
    services.cohorts.join(alice, cohort.id, cohort.code)
    pursuit = services.pursuits.start(alice, "thinking-time")
    for kind, item in (("draft", draft.id), ("self_check", check.id)):
        shared = services.shares.share(alice, kind, item, cohort.id)
        services.shares.open_shared(cast.bob, shared.id)
    services.accounts.issue_token(ADDRESS)
    services.accounts.start_session(alice.id, f"Firefox {PLANTED[10]}")
    now = utc_now()
    with kept.session() as session:
        letter = f"{PLANTED[11]} is missing"
        nouns.returns.add(session, pursuit, letter, [{"words": PLANTED[12]}], now)
        pseudonym = Pseudonym("Student A", "student_name", (PLANTED[13],))
        nouns.pseudonyms.keep(session, draft.id, [pseudonym])
        nouns.identities.add(session, "https://school.example", PLANTED[14], alice.id, now)
        nouns.slack.link(session, "T1", PLANTED[15], alice.id, now)
        event: dict[str, object] = {"event": {"user": PLANTED[15], "text": PLANTED[16]}}
        nouns.slack.take_event(session, "Ev1", event, now)
        stands = SlackMessage("T1", PLANTED[17], "1.2", "1.2", alice.id, None, None, ())
        nouns.slack_messages.keep(session, stands, now)
        nouns.nudges.keep(session, alice.id, Nudging(stopped=True))
        nouns.plan_preferences.keep(session, alice.id, Preferences(hours_a_week=2))
        nouns.looks.add(session, alice.id, cast.bob.id, "cohort", cohort.id, now, "web")
        nouns.sign_ins.add_link(session, PLANTED[18], "invite", now, now, email=ADDRESS)
    talk = chat(services, alice, "hello")
    services.conversations.set_memory(alice, talk, {"said": PLANTED[19]})


def test_after_an_erasure_no_byte_of_hers_is_left_anywhere(
    shell: Shell, services: Services, cast: Cast, data: Path, tmp_path: Path
) -> None:
    live(services, cast)
    words = [*PLANTED, ADDRESS, cast.alice.id]
    assert found_in(data, words) == set(words)  # or else the search would prove nothing
    assert shell("user", "erase", ADDRESS).status == 0
    assert shell("backup", tmp_path / "later.zip").status == 0
    assert found_in(tmp_path, words) == set()


def test_nothing_that_a_person_says_ever_enters_the_vectors_or_the_log(
    services: Services, cast: Cast, data: Path, tmp_path: Path
) -> None:
    live(services, cast)
    words = [*PLANTED, ADDRESS, cast.alice.id]
    assert found_in(data / "vectors", words) == set()
    assert found_in(tmp_path / "cache", words) == set()
    assert found_in(data / "vectors", ["thinking-time"]) == {"thinking-time"}


def test_a_fault_in_the_log_does_not_tell_what_was_written(
    services: Services, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(StoreUnavailable) as fault:
        with services.store.session() as session:
            session.connection().exec_driver_sql(
                "INSERT INTO no_such_table VALUES (?)", (f"{PLANTED[0]} {cast.alice.id}",)
            )
    logging.getLogger("test").error("incident", exc_info=fault.value)
    assert PLANTED[0] not in caplog.text


def test_an_erased_viewer_leaves_her_look_and_not_her_name(
    shell: Shell, services: Services, cast: Cast
) -> None:
    live(services, cast)
    before = services.shares.looks(cast.alice)
    assert {look.viewer_id for look in before} == {cast.bob.id}
    assert shell("user", "erase", "bob@school.example").status == 0
    after = services.shares.looks(cast.alice)
    assert [(look.kind, look.item_id, look.at) for look in after] == [
        (look.kind, look.item_id, look.at) for look in before
    ]
    assert {look.viewer_id for look in after} == {None}
