"""Questions about a credential find the sentences that answer them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answering import LONGEST, MOST_SENTENCES, Answering
from retrieval.embeddings import VectorCache
from retrieval.passages import Passage
from retrieval.sentences import sentences
from tests.fakes import WordEmbedder


def passage(number: int, text: str, title: str = "Guide") -> Passage:
    return Passage(str(number), "talk", f"file:{number}", title, f"Guide, part {number}", text)


MAP = passage(
    0,
    "Draw the seats on paper. Write a code in each, never a name. Keep the key in a drawer. "
    "Choose an ordinary lesson for the first count.",
)
TOKENS = passage(1, "Each student has two tokens. A student without tokens may ask a question.")
HOURS = passage(2, "The work takes several weeks of an ordinary term.")


@pytest.fixture
def answering(embedder: WordEmbedder) -> Answering:
    return Answering((MAP, TOKENS, HOURS), embedder, VectorCache(None))


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


def test_the_nearest_quote_holds_the_sentence_that_answers(answering: Answering) -> None:
    first = answering.find("May a student without tokens ask a question?", 3)[0]
    assert first.passage is TOKENS
    assert "A student without tokens may ask a question." in first.text


def test_a_quote_is_verbatim_and_has_one_to_three_sentences(answering: Answering) -> None:
    for quote in answering.find("Write a code, or choose an ordinary lesson for a student?", 3):
        assert quote.text == quote.passage.text[quote.start : quote.end]
        assert 1 <= len(sentences(quote.text)) <= MOST_SENTENCES


def test_no_two_quotes_come_from_one_passage(answering: Answering) -> None:
    quotes = answering.find("Write a code and choose an ordinary lesson for the first count", 10)
    assert len(quotes) == 3
    assert len({quote.passage.id for quote in quotes}) == 3


def test_a_file_comes_before_what_the_credential_says_as_near(embedder: WordEmbedder) -> None:
    text = "A student without tokens may ask a question."
    own = replace(passage(0, text), field="key_method")
    answering = Answering((own, HOURS, passage(1, text)), embedder, VectorCache(None))
    found = answering.find("May a student without tokens ask a question?", 2)
    assert [quote.passage.field for quote in found] == ["file:1", "key_method"]


def test_the_heading_of_a_section_counts(embedder: WordEmbedder) -> None:
    text = "Write the figure down and go on to the next page of your plan."
    others = [passage(n, text, title) for n, title in enumerate(("Seats", "Contrast", "Lunch"))]
    answering = Answering(others, embedder, VectorCache(None))
    found = answering.find("Which contrast figure do I write down?", 1)
    assert found[0].passage.title == "Contrast"


def test_no_more_quotes_come_than_were_asked_for(answering: Answering) -> None:
    assert len(answering.find("Which student has tokens in an ordinary lesson?", 2)) == 2


def test_nothing_answers_what_the_text_does_not_speak_of(answering: Answering) -> None:
    assert answering.find("zebra elephant bicycle", 3) == []


@pytest.mark.parametrize("question", ["", "  ", "?"])
def test_nothing_that_asks_for_nothing_is_answered(answering: Answering, question: str) -> None:
    assert answering.find(question, 3) == []


def test_a_credential_without_passages_answers_nothing(embedder: WordEmbedder) -> None:
    assert Answering((), embedder, VectorCache(None)).find("May I use tokens?", 3) == []
    blank = Answering((passage(0, "  "),), embedder, VectorCache(None))
    assert blank.find("May I use tokens?", 3) == []


def test_sentences_are_embedded_once_and_a_question_is_never_kept_on_disk(
    embedder: WordEmbedder, tmp_path: object
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    answering = Answering((TOKENS,), embedder, VectorCache(folder))
    answering.find("May a student ask for tokens?", 3)
    answering.find("May a student ask for zebras?", 3)
    again = Answering((TOKENS,), embedder, VectorCache(folder))
    again.find("May a student ask for tokens?", 3)

    assert embedder.computed.count("Each student has two tokens.") == 1
    assert embedder.computed.count("May a student ask for tokens?") == 2


def test_a_long_sentence_stands_alone(embedder: WordEmbedder) -> None:
    long = "Tokens " + "and more tokens " * 60 + "are counted."
    answering = Answering((passage(0, f"{long} They are kept."),), embedder, VectorCache(None))
    for quote in answering.find("How are tokens counted?", 3):
        assert len(quote.text) <= LONGEST or quote.text == long


def test_what_lies_nearer_to_what_no_credential_answers_gets_nothing(answering: Answering) -> None:
    question = "May a student ask?"
    assert answering.find(question, 3, outside=0.0)
    assert answering.find(question, 3, outside=0.9) == []


def test_a_spanish_question_is_told_by_meaning_alone(answering: Answering) -> None:
    question = "¿Qué dice el texto de los student tokens para una lesson?"
    assert answering.find(question, 3, outside=0.9) == answering.find(question, 3)
    assert answering.find(question, 3)
