"""An installation without a language model over the sample catalogue, and people of each talk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import count

import pytest

from assistant.people import Person
from assistant.replies import Card, Delta, Done, Start
from assistant.settings import Settings
from integrations.services import Services
from retrieval.sample_vectors import SAMPLE_CATALOGUE
from tests.assistant.dialogue.own_words import catalogue_text
from tests.assistant.dialogue.talking import Heard, Shelf

_INSTALLER = Person(id="installer", name="the installation", roles=frozenset({"admin"}))


@dataclass
class Talk:
    """A conversation of somebody who is looked up anew for each turn, as a face does it."""

    services: Services
    speaker: str
    alice: str
    bob: str
    cohort_id: str
    conversation_id: str | None = None

    def say(self, message: str) -> Heard:
        """The answer to a message, and how things stand after it."""
        person = self.services.accounts.person(self.speaker)
        parts = list(
            self.services.assistant.reply(person, message, conversation_id=self.conversation_id)
        )
        assert isinstance(parts[0], Start)
        self.conversation_id = parts[0].conversation_id
        return Heard(
            text="".join(part.text for part in parts if isinstance(part, Delta)),
            cards=tuple(part for part in parts if isinstance(part, Card)),
            done=isinstance(parts[-1], Done),
            memory=self.services.conversations.memory(person, self.conversation_id),
            stages={p.credential_id: p.stage for p in self.services.pursuits.of(person)},
            profile=asdict(self.services.accounts.person(self.speaker).profile),
            shared=self._bob_sees_an_item(),
        )

    def _bob_sees_an_item(self) -> bool:
        bob = self.services.accounts.person(self.bob)
        view = self.services.cohorts.view(bob, self.cohort_id)
        return any(member.shared for member in view.members)


Open = Callable[..., Talk]


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The services of an installation of the tests' own; vectors come ready-made."""
    folder = tmp_path_factory.mktemp("installation")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        services = Services(
            Settings.model_construct(
                data_dir=folder / "data", database_url=None, chroma_url=None, embeddings="local"
            )
        )
        services.library.index([SAMPLE_CATALOGUE])
        yield services
        services.close()


@pytest.fixture(scope="session")
def shelf(installation: Services) -> Shelf:
    """What the catalogue says and how long each credential takes."""
    credentials = installation.library.shelf().credentials
    return Shelf(
        frozenset(text for c in credentials.values() for text in catalogue_text(c)),
        {i: c.effort_hours or 0.0 for i, c in credentials.items()},
    )


@pytest.fixture(scope="session")
def open_talk(installation: Services) -> Open:
    """Begins a talk: a new Alice, and a new Bob whose cohort she is in, with what is given."""
    numbers = count(1)

    def open_one(person: str = "alice", given: dict[str, dict[str, str]] | None = None) -> Talk:
        number = next(numbers)
        welcome = installation.accounts.welcome
        alice = welcome(f"alice-{number}@school.example", "Alice")
        bob = welcome(f"bob-{number}@school.example", "Bob")
        bob = installation.accounts.set_role(_INSTALLER, bob.id, "coach")
        cohort = installation.cohorts.create(bob, "Tuesday group")
        installation.cohorts.join(alice, cohort.id, cohort.code)
        for stages in (given or {}).values():
            for credential_id, stage in stages.items():
                pursuit = installation.pursuits.start(alice, credential_id)
                installation.pursuits.change(alice, pursuit.id, stage=stage)
        speaker = alice if person == "alice" else bob
        return Talk(installation, speaker.id, alice.id, bob.id, cohort.id)

    return open_one
