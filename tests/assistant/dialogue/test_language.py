"""Which language is spoken: by small words, until she changes it."""

from __future__ import annotations

import pytest

from assistant.dialogue.language import language_of


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("mis alumnos no hablan en clase", "es"),
        ("hola", "es"),
        ("¿es gratis?", "es"),
        ("three kids do all the talking", "en"),
        ("ok", "en"),
        ("", "en"),
    ],
)
def test_the_first_words_tell_the_language(message: str, language: str) -> None:
    assert language_of(message, {}) == language


@pytest.mark.parametrize(
    ("message", "before", "language"),
    [
        ("2", "es", "es"),
        ("ok", "es", "es"),
        ("Room to Think", "es", "es"),
        ("la segunda", "en", "es"),
        ("can we speak English please, that is easier for me", "es", "en"),
        ("gracias, that was what I needed for my class", "en", "en"),
        ("the word “para” is Spanish", "en", "en"),
    ],
)
def test_it_stays_until_she_changes_it(message: str, before: str, language: str) -> None:
    assert language_of(message, {"language": before}) == language


def test_a_pasted_draft_changes_no_language() -> None:
    draft = "The students waited and then they answered. " * 20
    assert language_of(draft, {"language": "es"}) == "es"
