"""The written talks, word for word, with an assistant that has no language model."""

from __future__ import annotations

import pytest

from tests.assistant.dialogue.conftest import Open
from tests.assistant.dialogue.scripts import Script, fresh, scripts
from tests.assistant.dialogue.talking import Shelf, missed_in

FRESH_BAR = 1  # of 20, as measured when they were first said; to be raised, never lowered


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.name)
def test_a_talk_reaches_its_end(script: Script, open_talk: Open, shelf: Shelf) -> None:
    talk = open_talk(script.person, script.given)

    missed = missed_in(script, talk.say, shelf)

    if missed:
        pytest.fail(missed, pytrace=False)


@pytest.mark.soak
def test_no_fewer_fresh_talks_reach_their_end_than_when_first_said(
    open_talk: Open, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    talks = [(script, open_talk(script.person, script.given)) for script in fresh()]
    told = [missed_in(script, talk.say, shelf) for script, talk in talks]
    missed = "\n\n".join(filter(None, told))
    reached = told.count("")

    with capsys.disabled():
        print(f"\n{reached} of {len(told)} fresh talks reach their end")  # noqa: T201
    print(missed)  # noqa: T201  # to be read with -rP
    if reached < FRESH_BAR:
        pytest.fail(missed, pytrace=False)
