"""Code has the last word: only true quotes survive, and nothing bare is credited."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.self_check.evidence import MAX_QUOTE, MIN_QUOTE
from assistant.self_check.grounding import MOST_QUOTES, is_verbatim, located, verified
from assistant.self_check.report import Quote
from assistant.self_check.submission import Submission
from assistant.self_check.verdict import PARTLY_FROM, Verdict
from retrieval.catalogue import Credential
from tests.assistant.self_check.drafts import submission
from tests.catalogues import GOOD_DRAFT

BARE = Credential("c", "C", "I", "Competency.")
MADE = submission(BARE, GOOD_DRAFT * 3)
TEXT = MADE.texts["draft.md"]
SIZE = len(TEXT)


def true_quote(start: int = 40, end: int = 90) -> Quote:
    return Quote("draft.md", start, end, TEXT[start:end])


positions = st.integers(-5, SIZE + 900)
any_quotes = st.builds(
    Quote,
    st.sampled_from(["draft.md", "other.md", ""]),
    positions,
    positions,
    st.one_of(st.text(max_size=40), st.builds(lambda a, b: TEXT[a:b], positions, positions)),
)
sliced_quotes = st.builds(
    lambda start, length: Quote("draft.md", start, start + length, TEXT[start : start + length]),
    positions,
    st.integers(0, 800),
)
numbers = st.one_of(st.floats(), st.sampled_from([0.3333, 0.3334, 0.6666, 0.6667, 1 / 3, 2 / 3]))


@settings(deadline=None)
@given(
    st.lists(st.one_of(any_quotes, sliced_quotes), max_size=6).map(tuple),
    numbers,
    st.floats(),
)
def test_only_exact_slices_survive_and_the_status_follows_the_score(
    quotes: tuple[Quote, ...], score: float, confidence: float
) -> None:
    verdict = verified(Verdict(score, confidence, False, quotes), MADE)

    for quote in verdict.quotes:
        assert quote in quotes
        assert TEXT[quote.start : quote.end] == quote.text
        assert quote.end - quote.start == len(quote.text)
        assert MIN_QUOTE <= len(quote.text) <= MAX_QUOTE
    assert len(verdict.quotes) <= MOST_QUOTES
    assert 0 <= verdict.score <= 1
    assert 0 <= verdict.confidence <= 1
    assert not math.isnan(verdict.score)
    assert (verdict.status == "not_met") == (verdict.quotes == ())
    assert (verdict.status == "not_met") == (verdict.score < PARTLY_FROM)


@settings(deadline=None)
@given(st.integers(0, SIZE - MIN_QUOTE), st.integers(MIN_QUOTE, MAX_QUOTE))
def test_a_true_quote_is_recognised(start: int, length: int) -> None:
    end = min(SIZE, start + length)
    assert is_verbatim(Quote("draft.md", start, end, TEXT[start:end]), MADE)


def test_a_quote_whose_end_runs_past_the_text_is_not_true() -> None:
    start = SIZE - 50
    assert not is_verbatim(Quote("draft.md", start, SIZE + 50, TEXT[start:]), MADE)


def test_credit_without_a_quote_is_taken_back_and_called_unsure() -> None:
    verdict = verified(Verdict(0.9, 0.9, False, ()), MADE)
    assert verdict.status == "not_met"
    assert verdict.unsure


def test_what_is_not_credited_quotes_nothing() -> None:
    assert verified(Verdict(0.1, 0.9, False, (true_quote(),)), MADE).quotes == ()


def test_a_true_verdict_is_left_as_it_is() -> None:
    verdict = Verdict(0.8, 0.7, False, (true_quote(),), ("an element",))
    assert verified(verdict, MADE) == verdict


def test_words_are_located_only_where_they_are_cited() -> None:
    made = submission(BARE, "She waited for three seconds.\nHe waited for three seconds.\n")
    first, second = made.sentences

    quote = located("waited for three seconds", [second], made)
    assert quote is not None
    assert second.start <= quote.start < quote.end <= second.end
    assert made.texts["draft.md"][quote.start : quote.end] == quote.text
    assert located("He waited for three seconds", [first], made) is None


def test_a_sentence_quoted_with_other_blanks_is_given_back_as_it_stands() -> None:
    made = submission(BARE, "She  waited\nfor three   seconds there.")
    quote = located("She waited for three seconds there.", made.sentences, made)

    assert quote is not None
    assert quote.text == made.sentences[0].text


def test_misquoted_empty_or_short_words_are_not_located() -> None:
    made: Submission = submission(BARE, "She waited for three seconds before she spoke again.")
    for words in ("", "  ", "She waited", "She waited for four seconds before she spoke again."):
        assert located(words, made.sentences, made) is None


def test_words_copied_with_other_marks_case_or_blanks_are_given_back_as_they_stand() -> None:
    made = submission(
        BARE, "Then she said: \u201cI\u2019ll wait \u2013 three\nseconds\u201d to us all."
    )
    quote = located('"she said: "i\'ll wait - three seconds" to us', made.sentences, made)

    assert quote is not None
    assert quote.text == "she said: \u201cI\u2019ll wait \u2013 three\nseconds\u201d to us"
    assert made.texts["draft.md"][quote.start : quote.end] == quote.text


def test_half_a_word_is_no_quote() -> None:
    made = submission(BARE, "The waiting took three seconds each time.")
    assert located("he waiting took three seconds", made.sentences, made) is None
    assert located("The waiting took three second", made.sentences, made) is None


def test_dots_around_copied_words_are_dropped() -> None:
    made = submission(BARE, "In May the waiting took three seconds each time.")
    quote = located("... the waiting took three seconds …", made.sentences, made)
    assert quote is not None
    assert quote.text == "the waiting took three seconds"


def test_nothing_that_speaks_to_the_judge_is_evidence_whoever_quotes_it() -> None:
    verdict = Verdict(0.8, 0.7, False, (true_quote(40, 90), true_quote(200, 260)))

    kept = verified(verdict, MADE, {"draft.md": ((80, 120),)})
    assert kept.quotes == (true_quote(200, 260),)
    gone = verified(verdict, MADE, {"draft.md": ((0, 300),)})
    assert (gone.status, gone.unsure, gone.quotes) == ("not_met", True, ())
    assert verified(verdict, MADE, {"other.md": ((0, 300),)}) == verdict
