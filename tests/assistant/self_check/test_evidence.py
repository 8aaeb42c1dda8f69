"""Evidence: the likeliest sentences first, copies without credit, quotes of the right length."""

from __future__ import annotations

import pytest

from assistant.self_check.evidence import (
    MAX_QUOTE,
    MIN_QUOTE,
    OTHER_PART,
    EvidenceFinder,
    RowEvidence,
    quote_of,
    quotes_from,
)
from retrieval.catalogue import Credential
from tests.assistant.self_check.drafts import submission
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder


def evidence_of(credential: Credential, text: str) -> dict[str, RowEvidence]:
    found = EvidenceFinder(WordEmbedder()).find(submission(credential, text))
    return {row.criterion.id: row for row in found}


def test_there_is_one_entry_per_row_in_the_rubrics_order(thinking_time: Credential) -> None:
    found = evidence_of(thinking_time, GOOD_DRAFT)
    assert list(found) == ["use-of-pauses", "baseline", "looking-back"]


def test_the_likeliest_sentence_comes_first(thinking_time: Credential) -> None:
    found = evidence_of(thinking_time, GOOD_DRAFT)

    for row in found.values():
        chances = [c.chance for c in row.candidates]
        assert chances == sorted(chances, reverse=True)
        assert all(0 <= chance <= 1 for chance in chances)
        assert all(0 <= c.strength <= 1 for c in row.candidates)
    nearest = {
        name: max(row.candidates, key=lambda c: c.strength).sentence.text
        for name, row in found.items()
    }
    assert "pauses of three seconds" in nearest["use-of-pauses"]
    assert "before and after" in nearest["looking-back"]


def test_headings_are_no_evidence(thinking_time: Credential) -> None:
    found = evidence_of(thinking_time, "# Use of pauses of three seconds\n\nI counted who spoke.\n")
    assert [c.sentence.text for c in found["use-of-pauses"].candidates] == ["I counted who spoke."]


def test_a_sentence_under_another_part_counts_less(thinking_time: Credential) -> None:
    sentence = "I saw pauses of three seconds after questions.\n"
    here = evidence_of(thinking_time, f"# Part 2\n\n{sentence}")["use-of-pauses"]
    there = evidence_of(thinking_time, f"# Part 1\n\n{sentence}")["use-of-pauses"]
    nowhere = evidence_of(thinking_time, sentence)["use-of-pauses"]

    assert there.candidates[0].strength == pytest.approx(here.candidates[0].strength * OTHER_PART)
    assert nowhere.candidates[0].strength == pytest.approx(here.candidates[0].strength)


def test_a_copy_touches_no_element(thinking_time: Credential) -> None:
    row = thinking_time.rubric[0]
    found = evidence_of(thinking_time, row.target.descriptor)[row.id]

    assert all(c.copied for c in found.candidates)
    assert found.element_strengths == (0.0, 0.0)
    assert len(found.elements) == 2


def test_a_promise_is_marked(thinking_time: Credential) -> None:
    found = evidence_of(thinking_time, "Next week I will count pauses of three seconds.")
    assert found["use-of-pauses"].candidates[0].promised


def test_a_draft_of_a_few_words_is_still_weighed(thinking_time: Credential) -> None:
    found = evidence_of(thinking_time, "Pauses.")
    assert [c.sentence.text for c in found["use-of-pauses"].candidates] == ["Pauses."]


def test_a_draft_of_headings_alone_gives_no_candidate(thinking_time: Credential) -> None:
    found = evidence_of(thinking_time, "# Part 1\n\n# Part 2\n")
    assert found["baseline"].candidates == ()
    assert found["baseline"].element_strengths == (0.0,)


def test_a_short_sentence_is_widened_to_a_quote(thinking_time: Credential) -> None:
    made = submission(thinking_time, "They spoke. Then nineteen hands went up at once. And more.")
    quote = quote_of(made.sentences[0], made)

    assert quote is not None
    assert quote.text == "They spoke. Then nineteen hands went up at once."


def test_a_long_sentence_is_cut_at_a_word(thinking_time: Credential) -> None:
    made = submission(thinking_time, "We counted " + "hands and more hands " * 60 + "then.")
    quote = quote_of(made.sentences[0], made)

    assert quote is not None
    assert MIN_QUOTE <= len(quote.text) <= MAX_QUOTE
    assert made.texts["draft.md"][quote.start : quote.end] == quote.text
    assert quote.text.split()[-1] in {"hands", "and", "more"}


def test_what_is_too_short_to_quote_gives_none(thinking_time: Credential) -> None:
    made = submission(thinking_time, "Hands up.")
    assert quote_of(made.sentences[0], made) is None


def test_quotes_are_at_most_three_without_copies_or_overlaps(thinking_time: Credential) -> None:
    text = thinking_time.rubric[0].target.descriptor + "\n\n" + GOOD_DRAFT
    made = submission(thinking_time, text)
    row = EvidenceFinder(WordEmbedder()).find(made)[0]
    quotes = quotes_from(row.candidates, made)

    assert len(quotes) == 3
    copied = {c.sentence.start for c in row.candidates if c.copied}
    assert not {quote.start for quote in quotes} & copied
    spans = sorted((q.start, q.end) for q in quotes)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_the_heading_of_a_table_is_quoted_after_its_rows(thinking_time: Credential) -> None:
    table = (
        "| Week and kind of talk | Pauses of three seconds |\n"
        "|---|---:|\n"
        "| Week 1, whole class talk | 4 of 31 questions |\n"
        "| Week 6, whole class talk | 27 of 30 questions |\n"
    )
    handed_in = submission(thinking_time, table)
    row = EvidenceFinder(WordEmbedder()).find(handed_in)[0]
    heading = next(c for c in row.candidates if "kind of talk" in c.sentence.text)
    others = [c for c in row.candidates if c is not heading]

    quotes = quotes_from([heading, *others], handed_in)

    assert quotes[-1].text.startswith("| Week and kind")
    assert len(quotes) == 3
    assert quotes_from([heading], handed_in) == quotes[-1:]


def test_a_draft_pasted_twice_is_read_as_once_short_lines_too(thinking_time: Credential) -> None:
    talk = "S1: Yes.\n\nS2: Because of the remainder, so it has to be rounded up.\n\nS3: Why?\n\n"
    once = evidence_of(thinking_time, talk)["use-of-pauses"]
    twice = evidence_of(thinking_time, talk + talk)["use-of-pauses"]

    assert not any(c.set_aside for c in once.candidates)
    assert sum(c.set_aside for c in twice.candidates) == len(once.candidates)


def test_short_lines_of_a_talk_may_recur(thinking_time: Credential) -> None:
    talk = "S1: Yes.\n\nS2: No.\n\nS1: Yes.\n\nS2: No.\n\n"
    found = evidence_of(thinking_time, talk)["use-of-pauses"]

    assert not any(c.set_aside for c in found.candidates)
