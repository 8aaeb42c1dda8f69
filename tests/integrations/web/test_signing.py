"""Signed notes: what a browser carries for us comes back as it was, in time, or not at all."""

from __future__ import annotations

import pytest

from integrations.web.signing import SignedNotes

KEY = b"only for tests, and long enough for that"


class Seconds:
    """A clock that stands still until it is told to go on."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_note_runs_out() -> None:
    clock = Seconds()
    notes = SignedNotes(KEY, "sign-on", 600, now=clock)
    written = notes.write({"state": "one"})
    assert notes.read(written) == {"state": "one"}
    clock.now += 600
    assert notes.read(written) == {"state": "one"}
    clock.now += 1
    assert notes.read(written) is None


@pytest.mark.parametrize("forged", ["", ".", "e30=.", "e30=.00", "\udcff.\udcff", "a.b.c"])
def test_what_was_not_written_here_is_nothing(forged: str) -> None:
    assert SignedNotes(KEY, "sign-on", 600).read(forged) is None


def test_a_note_fits_its_purpose_and_its_installation_alone() -> None:
    written = SignedNotes(KEY, "sign-on", 600).write({"state": "one"})
    assert SignedNotes(KEY, "another", 600).read(written) is None
    assert SignedNotes(KEY[::-1], "sign-on", 600).read(written) is None
    text, _, signature = written.partition(".")
    assert SignedNotes(KEY, "sign-on", 600).read(f"{text[:-4]}AAA=.{signature}") is None
