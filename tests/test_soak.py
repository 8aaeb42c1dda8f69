"""Long runs, started by `make soak`: many people at once, nothing lost, nothing said twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.replies import Done, Start
from assistant.settings import Settings
from integrations.services import Services
from retrieval.sample_vectors import SAMPLE_CATALOGUE

pytestmark = pytest.mark.soak

PEOPLE = 40
TURNS = 5


def test_forty_people_chatting_at_once_each_keep_every_word(tmp_path):
    services = Services(Settings(CREDCOACH_DATA_DIR=tmp_path))
    services.library.index([SAMPLE_CATALOGUE])
    services.prepare()

    def talk(number: int) -> tuple[int, int]:
        person = services.accounts.welcome(f"p{number}@example.org", f"Person {number}")
        conversation = None
        done = 0
        for turn in range(TURNS):
            goal = f"three kids do all the talking, {number}-{turn}"
            for part in services.turns.start(person, goal, conversation_id=conversation):
                if isinstance(part, Start):
                    conversation = part.conversation_id
                done += isinstance(part, Done)
        kept = services.conversations.get(person, conversation)
        said = [m.text for m in kept.messages if m.role == "person"]
        assert said == [f"three kids do all the talking, {number}-{turn}" for turn in range(TURNS)]
        return done, len(kept.messages)

    with ThreadPoolExecutor(PEOPLE) as pool:
        results = list(pool.map(talk, range(PEOPLE)))
    services.close()
    assert results == [(TURNS, 2 * TURNS)] * PEOPLE
