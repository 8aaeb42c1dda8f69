"""Why this one, and why not its neighbour: in the catalogue's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.people import Profile
from assistant.reasons import cautions, differs, reasons_for
from retrieval.catalogue import Constraints, Credential
from retrieval.passages import Passage
from retrieval.search import Hit

ONE = Credential(
    id="one",
    issuer="Example",
    competency="The educator pauses after questions.",
    title="Pauses",
    roles=("classroom teacher",),
    grades=("3", "4"),
    effort_hours=8,
)
OTHER = Credential(
    id="other",
    issuer="Example",
    competency="The coach pauses.",
    title="Pauses for Coaches",
    roles=("instructional coach",),
    effort_hours=20,
)
PASSAGE = Passage("1", "one", "competency", "Pauses", "the competency", ONE.competency)


def hit(concept: str | None = None) -> Hit:
    return Hit(ONE, 2.0, 0.5, (PASSAGE,), concept)


def test_a_reason_says_where_in_the_catalogue_it_stands() -> None:
    (first, *_) = reasons_for("my goal", hit(), Profile(), [], None)
    assert first == "Near to your words in the competency."


def test_the_professions_term_is_named_where_the_teacher_did_not_use_it() -> None:
    found = reasons_for("nobody answers me", hit("wait time"), Profile(), [], None)
    assert found[0].startswith("What you describe may be called wait time,")
    found = reasons_for("more wait between", hit("wait time"), Profile(), [], None)
    assert found[0].startswith("Near to your words")


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (Profile(role="classroom teacher"), "that one is written for instructional coach"),
        (Profile(), "this one takes about 8 hours, that one 20"),
    ],
)
def test_a_neighbour_is_told_apart_by_what_is_known(profile: Profile, said: str) -> None:
    found = reasons_for("goal", hit(), profile, [], OTHER)
    assert f"Rather than Pauses for Coaches: {said}." in found


def test_needs_tell_neighbours_apart_and_what_is_unknown_does_not() -> None:
    films = replace(ONE, id="films", constraints=Constraints(needs_video=True))
    free = replace(ONE, id="free", constraints=Constraints(needs_video=False))
    assert differs(free, films, Profile()) == "that one needs video of a lesson, this one does not"
    assert differs(ONE, films, Profile()) is None


def test_cautions_read_on_after_it() -> None:
    found = cautions(replace(OTHER, cost_usd=45), Profile(role="principal", grade="3"))
    assert found == ["costs 45 dollars", "is written for: instructional coach"]


def test_where_nothing_known_tells_them_apart_the_neighbour_speaks_for_itself() -> None:
    twin = replace(ONE, id="twin", title="Twin", competency="The educator waits. And waits.")
    found = reasons_for("goal", hit(), Profile(), [], twin)

    assert differs(ONE, twin, Profile()) is None
    assert "Rather than Twin: that one says “The educator waits”." in found
