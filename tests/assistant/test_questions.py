"""Questions about a credential: quotes from its own text, or whom to ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers import Answers, run_intent
from assistant.errors import BadInput, NotFound
from assistant.library import Library
from assistant.questions import MOST_CHARACTERS, Questions, told
from assistant.understanding import Intent, understand
from retrieval.embeddings import VectorCache
from retrieval.lexicon.concepts import ConceptFinder
from retrieval.lexicon.entries import Concept
from tests.fakes import WordEmbedder
from tests.people import Cast

CONVERSATION = {
    "goal": "more students think",
    "shown": ["thinking-time"],
    "current": "thinking-time",
}
ASKED = "Must the transcript show pauses in two lessons?"
ELSEWHERE = "Orchestra violin glacier?"


def ignore(_: str) -> None:
    """Steps that nobody reads."""


@pytest.fixture
def questions(stocked: Library, embedder: WordEmbedder) -> Questions:
    return Questions(stocked, embedder, VectorCache(None))


def test_an_answer_is_quoted_with_its_place(questions: Questions, stocked: Library) -> None:
    answered = questions.ask("thinking-time", ASKED)
    body = answered.as_json()

    assert set(body) == {"question", "answers", "message"}
    assert body["question"] == ASKED
    assert 1 <= len(body["answers"]) <= 3
    texts = {
        p.text for p in stocked.shelf().passages.values() if p.credential_id == "thinking-time"
    }
    for one in body["answers"]:
        assert set(one) == {"text", "passage", "place", "field", "title"}
        assert one["place"]
        assert one["passage"] in texts
        assert one["text"] in one["passage"]
    assert len({one["passage"] for one in body["answers"]}) == len(body["answers"])
    assert any("transcript" in one["text"] for one in body["answers"])


def test_a_file_of_the_credential_answers_with_its_own_place(questions: Questions) -> None:
    answered = questions.ask("thinking-time", "How long does the pause protocol wait?")
    assert any(quote.passage.field.startswith("file:") for quote in answered.quotes)


def test_what_the_text_does_not_say_is_said_with_whom_to_ask(questions: Questions) -> None:
    answered = questions.ask("thinking-time", ELSEWHERE)
    assert answered.quotes == ()
    assert "Example Cooperative" in answered.message
    assert "your coach" in answered.message
    assert told(answered) == answered.message


@pytest.mark.parametrize("question", ["", " \n ", "why " * MOST_CHARACTERS])
def test_what_is_no_question_is_refused_in_a_sentence(questions: Questions, question: str) -> None:
    with pytest.raises(BadInput):
        questions.ask("thinking-time", question)


def test_a_credential_that_is_not_there_is_said(questions: Questions) -> None:
    with pytest.raises(NotFound, match="did you mean thinking-time"):
        questions.ask("thinking-tim", ASKED)


def test_another_credentials_text_never_answers(questions: Questions) -> None:
    answered = questions.ask("family-letters", "pauses of three seconds after every question")
    assert all(quote.passage.credential_id == "family-letters" for quote in answered.quotes)


def test_a_changed_catalogue_answers_from_its_new_text(
    questions: Questions, stocked: Library, folder: Path
) -> None:
    wanted = "Is marzipan allowed as a quiet snack?"
    before = told(questions.ask("thinking-time", wanted))
    file = next(f for f in folder.rglob("*.yaml") if "id: thinking-time" in f.read_text())
    text = file.read_text().replace(
        "Leave three seconds of quiet", "Marzipan is allowed as a quiet snack. Leave seconds"
    )
    file.write_text(text)
    stocked.index([folder])

    assert "Marzipan" not in before
    assert "Marzipan is allowed as a quiet snack." in told(questions.ask("thinking-time", wanted))


def test_the_conversation_quotes_and_gives_a_model_nothing_to_reword(
    answers: Answers, cast: Cast
) -> None:
    answer = answers.ask(cast.alice, "thinking-time", ASKED, ignore)
    assert "\n> " in answer.text
    assert "what to hand in" in answer.text or "rubric row" in answer.text
    assert answer.facts == ""
    assert [card.kind for card in answer.cards] == ["passages"]
    assert all(one["text"] in one["passage"] for one in answer.cards[0].body["answers"])
    assert answer.memory == {"current": "thinking-time"}


def test_an_unanswered_question_about_it_is_not_turned_into_a_search(
    answers: Answers, cast: Cast
) -> None:
    about = answers.ask(cast.alice, "thinking-time", "Orchestra violin glacier here?", ignore)
    assert "ask the issuer" in about.text
    assert about.cards == []


def test_an_unanswered_question_about_nothing_in_particular_is_a_goal(
    answers: Answers, cast: Cast
) -> None:
    steps: list[str] = []
    intent = Intent("ask", "thinking-time")
    run_intent(answers, intent, cast.alice, "Orchestra violin glacier?", {}, steps.append)
    assert steps == ["Searching 5 credentials"]


@pytest.mark.parametrize(
    "message",
    [
        "May I use a recording?",
        "do I need permission from parents?",
        "What counts as an ordinary lesson here?",
        "Should the names be taken out?",
        "In Giving Students Time to Think, may I use a recording from last year?",
    ],
)
def test_a_question_about_what_was_talked_of_is_asked_of_its_text(
    message: str, stocked: Library
) -> None:
    found = understand(message, CONVERSATION, stocked.shelf().credentials)
    assert found == Intent("ask", "thinking-time")


@pytest.mark.parametrize(
    "message",
    [
        "How can I get families to answer my letters?",
        "Is there anything about fractions?",
        "Which credential would help with retakes?",
        "I want to give feedback that students use",
    ],
)
def test_a_question_that_looks_for_something_is_still_a_goal(
    message: str, stocked: Library
) -> None:
    assert understand(message, CONVERSATION, stocked.shelf().credentials) == Intent("goal")


def test_without_a_credential_before_a_question_is_a_goal(stocked: Library) -> None:
    assert understand("May I use a recording?", {}, stocked.shelf().credentials) == Intent("goal")


def test_what_lies_elsewhere_is_told_only_by_the_local_encoder(
    stocked: Library, embedder: WordEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = Questions(stocked, embedder, VectorCache(None))
    pay = Concept("pay", (), ("Must the transcript show pauses?",), (), "Ask the office.")
    elsewhere = ConceptFinder(lambda: [pay], embedder, VectorCache(None))
    monkeypatch.setattr(stocked, "elsewhere", elsewhere)
    assert questions.ask("thinking-time", "Must the transcript show pauses?").quotes

    monkeypatch.setattr("assistant.questions.LEARNED_WITH", embedder.name)
    assert questions.ask("thinking-time", "Must the transcript show pauses?").quotes == ()
