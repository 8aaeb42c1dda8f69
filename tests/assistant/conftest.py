"""A store in a file, migrated once and copied for each test; the cast; a clock that obeys."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from assistant.answers import Answers
from assistant.cohorts import Cohorts
from assistant.conversations import Conversations
from assistant.from_evidence import EvidenceMatcher
from assistant.library import Library
from assistant.passwords import Passwords
from assistant.plans import Plans
from assistant.pursuits import Pursuits
from assistant.questions import Questions
from assistant.recommendations import Recommender
from assistant.self_check.check import SelfChecker
from assistant.self_check.surface import SurfaceJudge
from assistant.self_checks import SelfChecks
from assistant.store.session import Store
from retrieval.embeddings import VectorCache
from retrieval.index import VectorIndex
from tests.catalogues import write_catalogue
from tests.fakes import WordEmbedder
from tests.people import Cast, Clock, bring_in
from tests.postgres_server import MISSING, PostgresDatabase, new_database, postgres_server

# What is kept is kept on both engines: the tests of these run on each.
ON_BOTH_ENGINES = (
    "store.",
    "test_accounts",
    "test_catalogue_changes",
    "test_cohorts",
    "test_conversations",
    "test_drafts",
    "test_earned",
    "test_help_log",
    "test_identities",
    "test_library",
    "test_paraphrases",
    "test_plans",
    "test_pursuits",
    "test_replacements",
    "test_retention",
    "test_returns",
    "test_self_checks",
    "test_shares",
    "test_turns",
    "test_ways_in",
)
FROM_A_FILE = "store.test_moving"  # from one engine to the other


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test that keeps something once on each engine."""
    if "engine" not in metafunc.fixturenames:
        return
    name = Path(metafunc.module.__file__).relative_to(Path(__file__).parent).with_suffix("")
    dotted = ".".join(name.parts)
    if dotted.startswith(ON_BOTH_ENGINES) and dotted != FROM_A_FILE:
        metafunc.parametrize("engine", ["sqlite", "postgresql"], scope="session", indirect=True)


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """Which database the test's store lies in."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server; the test is skipped where there is none."""
    with postgres_server() as url:
        if url is None:
            pytest.skip(MISSING)
        yield url


@pytest.fixture(scope="session")
def database(server: str) -> Iterator[PostgresDatabase]:
    """A database with all tables; whoever uses it leaves it empty."""
    made = new_database(server)
    yield made
    made.drop()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("migrated") / "credcoach.sqlite3"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    store.close()
    return path


@pytest.fixture
def store(
    engine: str, migrated: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Store]:
    """An empty store of the test's own."""
    if engine == "postgresql":
        database: PostgresDatabase = request.getfixturevalue("database")
        store = Store(database.url)
        yield store
        for thread in threading.enumerate():
            if thread.name in ("turn", "turn events", "answer"):  # go on when nobody hears them
                thread.join(timeout=30)
        store.close()
        database.empty()
        return
    path = tmp_path / "credcoach.sqlite3"
    shutil.copyfile(migrated, path)
    store = Store(f"sqlite:///{path}")
    yield store
    store.close()


@pytest.fixture
def clock() -> Clock:
    """The time of the test."""
    return Clock()


@pytest.fixture
def cast(store: Store, clock: Clock) -> Cast:
    """Alice, Bob, Charlie and Dana, with accounts in the store."""
    return bring_in(store, clock())


@pytest.fixture(scope="session")
def quick_passwords() -> Passwords:
    """Real argon2, with settings that take no time."""
    return Passwords(lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def embedder() -> WordEmbedder:
    """Knows words and nothing else; keeps what it was asked to embed."""
    return WordEmbedder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small catalogue as files, free to be changed."""
    return write_catalogue(tmp_path / "catalogue")


@pytest.fixture
def library(store: Store, tmp_path: Path, embedder: WordEmbedder) -> Library:
    """A library with nothing in it."""
    return Library(store, VectorIndex(tmp_path / "vectors"), embedder, VectorCache(None))


@pytest.fixture
def stocked(library: Library, folder: Path) -> Library:
    """The library with the small catalogue in it."""
    library.index([folder])
    return library


@pytest.fixture
def talks(store: Store, clock: Clock) -> Conversations:
    """The conversations that are kept."""
    return Conversations(store, clock=clock)


@pytest.fixture
def answers(stocked: Library, store: Store, embedder: WordEmbedder, clock: Clock) -> Answers:
    """The tools behind the conversation, all of them offline."""
    pursuits = Pursuits(store, known=lambda i: i in stocked.shelf().credentials, clock=clock)
    return Answers(
        stocked,
        Recommender(stocked, embedder),
        SelfChecker(embedder, SurfaceJudge()),
        SelfChecks(store, clock=clock),
        pursuits,
        Cohorts(store, clock=clock),
        Questions(stocked, embedder, VectorCache(None)),
        Plans(store, pursuits, stocked.shelf, clock=clock),
        EvidenceMatcher(stocked, embedder, SurfaceJudge(), VectorCache(None)),
    )
