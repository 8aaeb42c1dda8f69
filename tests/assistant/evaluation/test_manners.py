"""Other ways to write the same: what changes, and what must not."""

from __future__ import annotations

import re

import pytest

from assistant.evaluation.manners import MANNERS

DRAFT = """\
# Part 2. The work examples in a lesson

On Monday I asked the class 31 questions, and the answers weren't long. I think that they were very
tired. "We're going to a game," said the girl in the back, and she doesn't talk otherwise. While I
listened, a boy recognized the pattern in the problem and explained everything without stopping.

| the day | a count |
|---|---|
| Monday in the morning | 7 |

```
the code in a fence
```
"""


@pytest.mark.parametrize("manner", MANNERS)
def test_headings_tables_and_numbers_stay_as_they_are(manner: str) -> None:
    told = MANNERS[manner](DRAFT)

    assert told != DRAFT
    assert told.splitlines()[0] == DRAFT.splitlines()[0]
    assert told.partition("| the day")[2] == DRAFT.partition("| the day")[2]
    assert re.findall(r"\d+", told) == re.findall(r"\d+", DRAFT)
    assert MANNERS[manner](DRAFT) == told  # the same every time


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("esl_articles", "I asked class 31 questions, and answers weren't long"),
        ("esl_tenses", "On Monday I ask the class"),
        ("esl_prepositions", "the pattern on the problem"),
        ("dialect_british", "recognised the pattern"),
        ("dialect_southern", "they was right"),
        ("dialect_african_american", "she don't talk"),
        ("typos_haste", "i asked the class"),
    ],
)
def test_a_manner_does_what_its_name_says(manner: str, words: str) -> None:
    assert words.lower() in " ".join(MANNERS[manner](DRAFT).split()).lower()


def test_swapped_letters_keep_a_word_s_ends_and_length() -> None:
    told = MANNERS["typos_letters"]("questions answers patterns problems otherwise")
    assert told == "questions answers patterns problems otehrwise"
