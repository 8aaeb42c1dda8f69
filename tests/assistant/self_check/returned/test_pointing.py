"""What a remark points at in a draft: quoted words, a row's quotes, the nearest sentence."""

from __future__ import annotations

import pytest

from assistant.self_check.report import Quote
from assistant.self_check.returned.pointing import CheckedDraft, Pointer
from retrieval.catalogue import Credential
from tests.assistant.self_check.drafts import submission
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder

ONE = "The transcript of lesson one shows pauses of three seconds after four questions."
TWO = "The transcript of lesson two shows pauses of three seconds after six questions."


def pointer(credential: Credential, *quotes: str, text: str = GOOD_DRAFT) -> Pointer:
    """Over the good draft, whose last check quoted these for the first row."""
    found = tuple(Quote("draft.md", 0, len(quote), quote) for quote in quotes)
    draft = CheckedDraft(submission(credential, text), {credential.rubric[0].id: found}, found[:1])
    return Pointer(draft, WordEmbedder())


def said(quote: Quote | None) -> str | None:
    if quote is None:
        return None
    assert GOOD_DRAFT[quote.start : quote.end] == quote.text
    return quote.text


def test_words_in_quotation_marks_are_found_with_their_sentence(thinking_time: Credential) -> None:
    found = pointer(thinking_time).quoted(["“Three of them do all the talking” is no count."])
    assert said(found) == (
        "I teach twenty four students in grade four, and three of them do all the talking."
    )
    assert pointer(thinking_time).quoted(["“They all did so well” is no count."]) is None


def test_of_a_rows_quotes_the_nearest_that_still_stands_is_taken(
    thinking_time: Credential,
) -> None:
    row = thinking_time.rubric[0]
    both = pointer(thinking_time, ONE, TWO)
    assert said(both.for_row(["Lesson two has six questions."], row)) == TWO
    gone = pointer(thinking_time, "A passage that she took out of it since.", ONE)
    assert said(gone.for_row(["Lesson two has six questions."], row)) == ONE


def test_without_quotes_the_nearest_sentence_is_taken_where_one_is_near(
    thinking_time: Credential,
) -> None:
    row = thinking_time.rubric[2]
    near = pointer(thinking_time).for_row(["One habit that you keep is counting to three."], row)
    assert said(near) == "One habit I keep is counting silently to three."
    assert pointer(thinking_time).for_row(["Margins, fonts."], row) is None
    assert pointer(thinking_time).nearest(["Margins, fonts."], None) is None


def test_a_private_thing_is_pointed_at_however_short(thinking_time: Credential) -> None:
    text = f"Maya said so.\n\n{GOOD_DRAFT}"
    found = pointer(thinking_time, "Maya", text=text).private()
    assert found
    assert (text[found.start : found.end], found.text) == ("Maya", "Maya")
    assert pointer(thinking_time, "Maya").private() is None


@pytest.mark.parametrize("known", [True, False])
def test_a_draft_whose_text_is_not_known_is_pointed_at_by_its_last_check(
    thinking_time: Credential, known: bool
) -> None:
    row = thinking_time.rubric[0]
    quote = Quote("essay.docx", 7, 7 + len(ONE), ONE)
    draft = CheckedDraft(None, {row.id: (quote,)} if known else None)
    alone = Pointer(draft, WordEmbedder())
    assert alone.for_row(["Lesson one"], row) == (quote if known else None)
    assert alone.quoted(["“Lesson one shows pauses” is not enough."]) is None
    assert alone.private() is None
