"""One turn of conversation: her words first and exactly once, then an answer, come what may."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from assistant.answers import CRISIS, GUARD, Answer, Answers, Say
from assistant.cohorts import Cohorts
from assistant.conversation import Assistant, Audience, Upload
from assistant.conversations import Conversations
from assistant.errors import BadInput, ModelUnavailable, NotFound, TooLarge
from assistant.library import Library
from assistant.people import Person
from assistant.replies import Card, Delta, Done, Failed, ReplyPart, Start, Step
from assistant.store.session import Store
from tests.catalogues import GOOD_DRAFT
from tests.evidence import SPEAKS_TO_PAUSES
from tests.people import Cast, Clock

TALK = "more students think and join mathematics discussion in my class"


class Talker:
    """A model that says given pieces, and may fail after them."""

    name = "talker"

    def __init__(self, *pieces: str, fails: bool = False) -> None:
        self.pieces = pieces
        self.fails = fails
        self.asked: list[tuple[str, str]] = []

    def stream(self, system: str, user: str, started: float | None = None) -> Iterator[str]:
        assert started is not None, "the time of the tools counts too"
        self.asked.append((system, user))
        yield from self.pieces
        if self.fails:
            raise ModelUnavailable("The model went away; check OPENAI_BASE_URL.")


@pytest.fixture
def assistant(talks: Conversations, stocked: Library, answers: Answers) -> Assistant:
    return Assistant(talks, stocked, answers)


def text_of(parts: list[ReplyPart]) -> str:
    return "".join(part.text for part in parts if isinstance(part, Delta))


def cards_of(parts: list[ReplyPart]) -> list[str]:
    return [part.kind for part in parts if isinstance(part, Card)]


def conversation_of(parts: list[ReplyPart]) -> str:
    assert isinstance(parts[0], Start)
    return parts[0].conversation_id


def say(
    assistant: Assistant, person: Person, *messages: str, audience: Audience = "direct"
) -> list[ReplyPart]:
    """Says the messages one after the other; gives the parts of the last turn."""
    conversation, parts = None, []
    for message in messages:
        parts = list(
            assistant.reply(person, message, conversation_id=conversation, audience=audience)
        )
        conversation = conversation_of(parts)
    return parts


def test_a_goal_is_answered_in_order_start_steps_words_cards_done(
    assistant: Assistant, cast: Cast
) -> None:
    parts = say(assistant, cast.alice, TALK)

    kinds = [type(part) for part in parts]
    assert kinds[0] is Start
    assert kinds[1] is Step
    assert kinds[-2:] == [Card, Done]
    assert kinds.count(Done) == 1
    assert cards_of(parts) == ["recommendations"]


def test_her_words_are_kept_exactly_once_and_first(
    assistant: Assistant, cast: Cast, talks: Conversations
) -> None:
    message = "  My *class*: three kids do all the talking \u2014 \u00bfqu\u00e9 hago?\n"
    turn = assistant.reply(cast.alice, message)
    start = next(turn)
    assert isinstance(start, Start)

    before = talks.get(cast.alice, start.conversation_id).messages
    assert [(m.role, m.text, m.id) for m in before] == [("person", message, start.message_id)]

    rest = list(turn)
    after = talks.get(cast.alice, start.conversation_id).messages
    assert [m.role for m in after] == ["person", "assistant"]
    assert after[0].text == message
    assert after[1].text == text_of(rest)
    assert after[1].complete
    assert isinstance(rest[-1], Done)
    assert rest[-1].message_id == after[1].id


def test_cards_are_kept_with_the_answer(
    assistant: Assistant, cast: Cast, talks: Conversations
) -> None:
    parts = say(assistant, cast.alice, TALK)

    answer = talks.get(cast.alice, conversation_of(parts)).messages[1]
    (card,) = [part for part in parts if isinstance(part, Card)]
    assert [kept["kind"] for kept in answer.cards] == ["recommendations"]
    assert (
        answer.cards[0]["matches"][0]["credential_id"] == (card.body["matches"][0]["credential_id"])
    )


def test_a_follow_up_goes_on_from_what_was_shown(
    assistant: Assistant, cast: Cast, talks: Conversations
) -> None:
    first = say(assistant, cast.alice, TALK)
    shown = talks.memory(cast.alice, conversation_of(first))["shown"]
    second = list(
        assistant.reply(
            cast.alice, "tell me about the second one", conversation_id=conversation_of(first)
        )
    )

    assert conversation_of(second) == conversation_of(first)
    assert talks.memory(cast.alice, conversation_of(first))["current"] == shown[1]
    assert len(talks.get(cast.alice, conversation_of(first)).messages) == 4


def test_something_shorter_does_not_repeat_what_was_shown(
    assistant: Assistant, cast: Cast, talks: Conversations
) -> None:
    first = say(assistant, cast.alice, "feedback that students use to revise mathematics work")
    conversation = conversation_of(first)
    shown = set(talks.memory(cast.alice, conversation)["shown"])
    list(assistant.reply(cast.alice, "something shorter", conversation_id=conversation))

    assert not shown & set(talks.memory(cast.alice, conversation)["shown"])


def test_a_draft_pasted_in_after_a_choice_is_checked(assistant: Assistant, cast: Cast) -> None:
    draft = f"{GOOD_DRAFT}\n\n" + "The class kept a tally of who had spoken that day. " * 6
    parts = say(assistant, cast.alice, "tell me about thinking-time", draft)

    (card,) = [part for part in parts if isinstance(part, Card)]
    assert card.kind == "self_check"
    assert {f["criterion_id"] for f in card.body["findings"]} == {
        "use-of-pauses",
        "baseline",
        "looking-back",
    }
    for found in card.body["findings"]:
        for quote in found["quotes"]:
            assert quote["text"] in draft


def test_a_draft_without_a_credential_waits_until_it_is_named(
    assistant: Assistant, cast: Cast, talks: Conversations
) -> None:
    draft = f"{GOOD_DRAFT}\n\n" + "The class kept a tally of who had spoken that day. " * 6
    asked = say(assistant, cast.alice, draft)
    conversation = conversation_of(asked)
    assert cards_of(asked) == []
    assert "Which credential is it for?" in text_of(asked)

    answered = list(assistant.reply(cast.alice, "thinking-time", conversation_id=conversation))

    (card,) = [part for part in answered if isinstance(part, Card)]
    assert card.body["credential_id"] == "thinking-time"
    memory = talks.memory(cast.alice, conversation)
    assert memory["draft"] == []
    assert memory["draft_waiting"] is False


def test_a_text_is_held_against_every_rubric_when_she_asks_what_it_counts_for(
    assistant: Assistant, cast: Cast
) -> None:
    start = say(assistant, cast.alice, "tell me about own-words")
    conversation = conversation_of(start)
    question = "Which credential could this lesson plan count for?"
    upload = Upload("lesson.md", SPEAKS_TO_PAUSES.encode())
    asked = list(
        assistant.reply(cast.alice, question, conversation_id=conversation, uploads=[upload])
    )
    assert cards_of(asked) == []
    assert "**Giving Students Time to Think**" in text_of(asked)
    assert question not in text_of(asked)

    checked = list(assistant.reply(cast.alice, "1", conversation_id=conversation))
    (card,) = [part for part in checked if isinstance(part, Card)]
    assert card.body["credential_id"] == "thinking-time"


def test_the_question_is_never_quoted_from_a_pasted_text(assistant: Assistant, cast: Cast) -> None:
    question = "Which credential could this lesson with pauses after questions count for?"
    asked = say(assistant, cast.alice, f"{question}\n\n{SPEAKS_TO_PAUSES * 2}")

    assert "**Giving Students Time to Think**" in text_of(asked)
    assert question not in text_of(asked)


def test_a_file_is_checked_and_its_name_stands_for_an_empty_message(
    assistant: Assistant, cast: Cast, talks: Conversations
) -> None:
    start = say(assistant, cast.alice, "tell me about thinking-time")
    conversation = conversation_of(start)
    upload = Upload("draft.md", GOOD_DRAFT.encode())
    parts = list(assistant.reply(cast.alice, "", conversation_id=conversation, uploads=[upload]))

    assert cards_of(parts) == ["self_check"]
    assert talks.get(cast.alice, conversation).messages[2].text == "draft.md"


def test_a_file_that_cannot_be_read_is_answered_with_what_to_do(
    assistant: Assistant, cast: Cast
) -> None:
    conversation = conversation_of(say(assistant, cast.alice, "tell me about thinking-time"))
    upload = Upload("draft.pdf", b"no pdf at all")
    parts = list(
        assistant.reply(cast.alice, "here", conversation_id=conversation, uploads=[upload])
    )

    assert "draft.pdf" in text_of(parts)
    assert isinstance(parts[-1], Done)


def test_ghost_writing_is_declined(assistant: Assistant, cast: Cast) -> None:
    parts = say(assistant, cast.alice, "Write my reflection for me")

    assert text_of(parts).startswith(GUARD)
    assert cards_of(parts) == []


@pytest.mark.parametrize("audience", ["direct", "channel"])
def test_a_crisis_is_answered_everywhere(
    assistant: Assistant, cast: Cast, audience: Audience
) -> None:
    parts = say(assistant, cast.alice, "a student says she wants to die", audience=audience)

    assert text_of(parts) == CRISIS


@pytest.fixture
def cohort_of_bob(store: Store, clock: Clock, cast: Cast) -> str:
    cohorts = Cohorts(store, clock=clock)
    cohort = cohorts.create(cast.bob, "Tuesday group")
    cohorts.join(cast.alice, cohort.id, cohort.code)
    return cohort.id


@pytest.mark.usefixtures("cohort_of_bob")
def test_a_coach_hears_of_her_cohort_in_a_direct_message(assistant: Assistant, cast: Cast) -> None:
    parts = say(assistant, cast.bob, "How is my cohort?")

    assert cards_of(parts) == ["cohort"]
    assert "Tuesday group" in text_of(parts)


@pytest.mark.usefixtures("cohort_of_bob")
def test_a_cohort_is_never_spoken_of_in_a_channel(assistant: Assistant, cast: Cast) -> None:
    parts = say(assistant, cast.bob, "How is my cohort?", audience="channel")

    assert cards_of(parts) == []
    assert "direct message only" in text_of(parts)
    assert "Alice" not in text_of(parts)


@pytest.mark.usefixtures("cohort_of_bob")
@pytest.mark.parametrize("who", ["alice", "charlie", "dana"])
def test_nobody_else_hears_of_that_cohort(assistant: Assistant, cast: Cast, who: str) -> None:
    parts = say(assistant, getattr(cast, who), "How is my cohort?")

    assert "cohort" not in cards_of(parts)
    assert "Tuesday group" not in text_of(parts)
    assert "Alice" not in text_of(parts)


@pytest.mark.parametrize(
    "message", ["where was I?", "Write my reflection for me", "I'll take thinking-time, that one"]
)
def test_what_is_a_persons_own_is_not_answered_in_a_channel(
    assistant: Assistant, cast: Cast, message: str
) -> None:
    parts = say(assistant, cast.alice, message, audience="channel")

    assert "direct message only" in text_of(parts)
    assert cards_of(parts) == []


def test_a_draft_is_not_checked_in_a_channel(assistant: Assistant, cast: Cast) -> None:
    parts = list(
        assistant.reply(
            cast.alice,
            "check this for thinking-time",
            uploads=[Upload("draft.md", GOOD_DRAFT.encode())],
            audience="channel",
        )
    )
    assert cards_of(parts) == []
    assert "direct message only" in text_of(parts)


def test_an_exception_in_the_middle_still_keeps_an_answer_and_ends_with_failed(
    assistant: Assistant,
    answers: Answers,
    cast: Cast,
    talks: Conversations,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("zebra-secret")

    monkeypatch.setattr(answers, "goal", breaks)
    parts = say(assistant, cast.alice, TALK)

    failed = parts[-1]
    assert isinstance(failed, Failed)
    assert "zebra" not in failed.detail
    kept = talks.get(cast.alice, conversation_of(parts)).messages
    assert [(m.role, m.complete) for m in kept] == [("person", True), ("assistant", False)]
    assert kept[0].text == TALK
    assert failed.detail in kept[1].text
    incident = failed.detail.split("(id ")[1].split(")")[0]
    assert incident in caplog.text


def test_an_exception_after_some_words_keeps_those_words(
    talks: Conversations, stocked: Library, answers: Answers, cast: Cast
) -> None:
    class Breaking(Talker):
        def stream(self, system: str, user: str, started: float | None = None) -> Iterator[str]:
            yield "Half an answer"
            raise RuntimeError("broken")

    assistant = Assistant(talks, stocked, answers, Breaking())  # type: ignore[arg-type]
    parts = say(assistant, cast.alice, TALK)

    kept = talks.get(cast.alice, conversation_of(parts)).messages[1]
    assert isinstance(parts[-1], Failed)
    assert kept.text.startswith("Half an answer\n\n")
    assert not kept.complete


def test_a_reader_who_leaves_leaves_an_unfinished_answer_behind(
    assistant: Assistant, cast: Cast, talks: Conversations
) -> None:
    turn = assistant.reply(cast.alice, TALK)
    start = next(turn)
    assert isinstance(start, Start)
    while not isinstance(next(turn), Delta):
        pass
    turn.close()  # type: ignore[attr-defined]

    kept = talks.get(cast.alice, start.conversation_id).messages
    assert [(m.role, m.complete) for m in kept] == [("person", True), ("assistant", False)]


def test_a_step_is_told_while_it_is_being_done(
    assistant: Assistant, answers: Answers, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    def slow(_person: Person, _goal: str, say: Say, *_: object) -> Answer:
        say("Looking around")
        assert goes_on.wait(30)
        return Answer("Found.")

    monkeypatch.setattr(answers, "goal", slow)
    turn = assistant.reply(cast.alice, TALK)
    next(turn)
    assert next(turn) == Step("Looking around")
    goes_on.set()
    assert text_of(list(turn)) == "Found."


def test_another_persons_conversation_is_not_found(
    assistant: Assistant, cast: Cast, talks: Conversations
) -> None:
    hers = conversation_of(say(assistant, cast.alice, TALK))

    for other in (cast.bob, cast.charlie, cast.dana):
        with pytest.raises(NotFound):
            next(assistant.reply(other, "hello", conversation_id=hers))
    assert len(talks.get(cast.alice, hers).messages) == 2


def test_a_conversation_that_never_was_is_not_found(assistant: Assistant, cast: Cast) -> None:
    with pytest.raises(NotFound):
        next(assistant.reply(cast.alice, "hello", conversation_id="no-such-id"))


@pytest.mark.parametrize(
    ("message", "error"), [("", BadInput), (" \n", BadInput), ("x" * 1_000_001, TooLarge)]
)
def test_a_message_that_cannot_be_kept_begins_no_conversation(
    assistant: Assistant, cast: Cast, talks: Conversations, message: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        next(assistant.reply(cast.alice, message))
    assert talks.list(cast.alice) == ()


# Through a model


def test_the_models_words_are_said_where_it_has_facts_to_rest_on(
    talks: Conversations, stocked: Library, answers: Answers, cast: Cast
) -> None:
    talker = Talker("Two ", "fit you well.")
    assistant = Assistant(talks, stocked, answers, talker)  # type: ignore[arg-type]
    parts = say(assistant, cast.alice, TALK)

    assert text_of(parts) == "Two fit you well."
    assert cards_of(parts) == ["recommendations"]
    (asked,) = talker.asked
    assert TALK in asked[1]
    assert "Giving Students Time to Think" in asked[1]


def test_a_model_that_fails_is_followed_by_the_offline_answer_and_the_cause(
    talks: Conversations, stocked: Library, answers: Answers, cast: Cast
) -> None:
    offline = text_of(say(Assistant(talks, stocked, answers), cast.alice, TALK))
    for pieces in ((), ("Half ",)):
        talker = Talker(*pieces, fails=True)
        assistant = Assistant(talks, stocked, answers, talker)  # type: ignore[arg-type]
        parts = say(assistant, cast.alice, TALK)

        assert isinstance(parts[-1], Done)
        assert "*The model went away; check OPENAI_BASE_URL.*" in text_of(parts)
        assert text_of(parts).endswith(offline)


@pytest.mark.parametrize(
    "message",
    ["Write my reflection for me", "a student says she wants to die", "How is my cohort?"],
)
@pytest.mark.usefixtures("cohort_of_bob")
def test_some_things_are_never_left_to_a_model(
    talks: Conversations, stocked: Library, answers: Answers, cast: Cast, message: str
) -> None:
    talker = Talker("I will write it for you.")
    assistant = Assistant(talks, stocked, answers, talker)  # type: ignore[arg-type]
    parts = say(assistant, cast.bob, message)

    assert talker.asked == []
    assert "I will write it" not in text_of(parts)
