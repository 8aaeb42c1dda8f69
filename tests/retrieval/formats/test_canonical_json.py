"""Canonical JSON: one spelling for one meaning, as RFC 8785 has it."""

from __future__ import annotations

import pytest

from retrieval.formats.canonical_json import canonical


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-3, "-3"),
        (1.5, "1.5"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (1.25e30, "1.25e+30"),
        (1e-6, "0.000001"),
        (1.234e-6, "0.000001234"),
        (1e-7, "1e-7"),
        (-2.5e-9, "-2.5e-9"),
        (333333333.33333329, "333333333.3333333"),
    ],
)
def test_numbers_are_written_as_every_browser_writes_them(number: float, text: str) -> None:
    assert canonical(number).decode() == text


def test_keys_go_by_their_utf_16_units_and_nothing_is_escaped_without_need() -> None:
    value = {"\U0001f600": 1, "\ufb33": 2, "é": "\n\x0f/é", "a": [True, None, {}], "10": 3, "1": 4}
    assert canonical(value).decode() == (
        '{"1":4,"10":3,"a":[true,null,{}],"é":"\\n\\u000f/é","\U0001f600":1,"\ufb33":2}'
    )


@pytest.mark.parametrize("value", [2**53, float("nan"), float("inf")])
def test_what_is_not_exact_for_everybody_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="number"):
        canonical(value)
