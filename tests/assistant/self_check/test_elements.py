"""A descriptor cut into what an assessor would look for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.self_check.elements import elements_of


@pytest.mark.parametrize(
    ("descriptor", "elements"),
    [
        ("", ()),
        ("One plain clause about pauses.", ("One plain clause about pauses",)),
        (
            "Shows pauses in two lessons; and names what students did.",
            ("Shows pauses in two lessons", "names what students did"),
        ),
        (
            "Reports counts from before, compares them with later ones.",
            ("Reports counts from before", "compares them with later ones"),
        ),
        ("First sentence stands here. Second one stands there.", None),
        (
            "Gives two examples (a log; or a marked transcript) of pauses.",
            ("Gives two examples (a log; or a marked transcript) of pauses",),
        ),
        ("Long enough first piece; short", ("Long enough first piece; short",)),
    ],
)
def test_clauses_are_told_apart(descriptor: str, elements: tuple[str, ...] | None) -> None:
    if elements is None:
        assert len(elements_of(descriptor)) == 2
    else:
        assert elements_of(descriptor) == elements


@settings(deadline=None)
@given(st.text(alphabet="abc ,;.()\n", max_size=80))
def test_nothing_is_added_and_no_word_is_lost(descriptor: str) -> None:
    def letters(text: str) -> str:
        return "".join(c for c in text if c in "abc")

    assert letters(" ".join(elements_of(descriptor))) == letters(descriptor)
    assert all(element.strip() for element in elements_of(descriptor))
