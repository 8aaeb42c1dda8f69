"""Lines are cut at spaces, hold every word once, and fit where a word does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evidence_map.folding import folded


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in folded(text, width, len)]


def test_lines_are_cut_at_spaces() -> None:
    assert lines("one two three four", 9) == ["one two", "three", "four"]


def test_a_line_s_own_end_is_kept_and_so_is_a_blank_line() -> None:
    assert lines("one\n\ntwo three", 20) == ["one", "", "two three"]


def test_a_word_that_fills_a_line_is_cut_inside() -> None:
    assert lines("a verylongword b", 5) == ["a", "veryl", "ongwo", "rd b"]


@settings(deadline=None)
@given(st.text(st.sampled_from("abc \n\t"), max_size=80), st.integers(1, 12))
def test_every_character_that_is_seen_stands_in_one_line_that_fits(text: str, width: int) -> None:
    found = folded(text, width, len)
    assert "".join("".join(text[a:b] for a, b in found).split()) == "".join(text.split())
    assert all(later[0] >= earlier[1] for earlier, later in zip(found, found[1:], strict=False))
    assert all(end - start <= width for start, end in found)
