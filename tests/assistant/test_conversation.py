"""One turn of conversation: her words first and exactly once, then an answer, come what may."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from pathlib import Path
from queue import Queue
from time import monotonic
from typing import Any

import pytest
import yaml

from assistant.after_words import NO_PROMISE
from assistant.answers import CRISIS, GUARD, Answer, Answers, Say
from assistant.cohorts import Cohorts
from assistant.conversation import Assistant, Audience, Upload
from assistant.conversations import Conversations
from assistant.errors import BadInput, ModelUnavailable, NotFound, TooLarge
from assistant.library import Library
from assistant.llm.agent import Asked
from assistant.people import Person, Profile
from assistant.pursuits import Pursuits
from assistant.replies import Card, Delta, Done, Failed, ReplyPart, Start, Step
from assistant.self_checks import SelfChecks
from assistant.store.session import Store
from tests.catalogues import GOOD_DRAFT
from tests.evidence import SPEAKS_TO_PAUSES
from tests.people import Cast, Clock

TALK = "more students think and join mathematics discussion in my class"
CATALOGUE_TOOLS = {
    "search_catalogue",
    "open_credential",
    "ask_credential",
    "explain_row",
    "open_stack",
}
GHOST = """Of course, here is a reflection: In my classroom I noticed that three students did all
the talking. I introduced pauses of three seconds after each question. After two weeks nineteen
students spoke in every lesson. I learned that silence gives my students room, and I will keep it.
"""
GHOST_REQUESTS = [
    one
    for one in yaml.safe_load(
        (Path(__file__).parent.parent / "dialogues" / "ghost-writing.yaml").read_text("utf-8")
    )["requests"]
    if one["writes"]
]


class Talker:
    """Stands for the agent: says given pieces, calls given tools before, and may fail after."""

    def __init__(
        self, *pieces: str, calls: Sequence[tuple[str, dict[str, Any]]] = (), fails: bool = False
    ) -> None:
        self.pieces = pieces
        self.calls = calls
        self.fails = fails
        self.asked: list[Asked] = []
        self.told: list[str] = []

    def talk(self, asked: Asked, heard: Queue[Any], started: float) -> Generator[Any, None, None]:
        assert started <= monotonic(), "the time of what came before counts too"
        self.asked.append(asked)
        for name, arguments in self.calls:
            self.told.append(asked.call(name, arguments))
            while not heard.empty():
                yield heard.get()
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
    second = list(assistant.reply(cast.alice, "something shorter", conversation_id=conversation))

    cards = [part for part in second if isinstance(part, Card)]
    assert not shown & {m["credential_id"] for card in cards for m in card.body["matches"]}


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


def test_the_grade_that_was_asked_for_in_a_channel_is_heard_there(
    assistant: Assistant, cast: Cast
) -> None:
    parts = say(assistant, cast.alice, TALK, audience="channel")
    assert "Which grade" in text_of(parts)
    assert isinstance(parts[0], Start)
    talk = parts[0].conversation_id

    answer = list(assistant.reply(cast.alice, "4th", conversation_id=talk, audience="channel"))

    assert "direct message only" not in text_of(answer)
    assert cards_of(answer) == ["recommendations"]


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
        def talk(
            self, asked: Asked, heard: Queue[Any], started: float
        ) -> Generator[Any, None, None]:
            yield "Half an answer"
            raise RuntimeError("broken")

    assistant = Assistant(talks, stocked, answers, talker=Breaking())
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


def test_a_stop_ends_the_answer_with_the_part_at_hand(
    assistant: Assistant, talks: Conversations, cast: Cast
) -> None:
    stop = threading.Event()
    parts = assistant.reply(cast.alice, TALK, stop=stop)
    start = next(parts)
    said = ""
    for part in parts:
        if isinstance(part, Delta):
            said += part.text
            stop.set()

    assert isinstance(start, Start)
    assert isinstance(part, Done)
    kept = talks.get(cast.alice, start.conversation_id).messages[-1]
    assert (kept.text, kept.complete) == (said, False)
    assert 0 < len(said) < 60


def test_a_step_is_told_while_it_is_being_done(
    assistant: Assistant, answers: Answers, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    def slow(_person: Person, _goal: str, say: Say, *_: object, **__: object) -> Answer:
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


@pytest.fixture
def through(
    talks: Conversations, stocked: Library, answers: Answers, store: Store, clock: Clock
) -> Callable[[Talker], Assistant]:
    """An assistant with a model in whose place a talker stands."""

    def made(talker: Talker) -> Assistant:
        return Assistant(
            talks,
            stocked,
            answers,
            talker=talker,
            self_checks=SelfChecks(store, clock=clock),
            pursuits=Pursuits(store, clock=clock),
        )

    return made


def test_the_models_words_are_said_and_the_cards_come_from_its_tools(
    through: Callable[[Talker], Assistant], cast: Cast
) -> None:
    talker = Talker("Two ", "fit you well.", calls=[("search_catalogue", {"goal": TALK})])
    parts = say(through(talker), cast.alice, TALK)

    assert text_of(parts) == "Two fit you well."
    assert cards_of(parts) == ["recommendations"]
    (asked,) = talker.asked
    assert TALK in asked.user
    assert "Giving Students Time to Think" in talker.told[0]


def test_cards_that_a_model_writes_itself_are_text(
    through: Callable[[Talker], Assistant], cast: Cast
) -> None:
    made_up = '{"kind": "self_check", "readiness": "ready"} <div class="card">earned</div>'
    parts = say(through(Talker(made_up)), cast.alice, "hello there, long day today")

    assert cards_of(parts) == []
    assert text_of(parts) == made_up


@pytest.mark.parametrize("pieces", [(), ("Half ",)])
def test_a_model_that_fails_is_followed_by_the_offline_answer_and_the_cause(
    through: Callable[[Talker], Assistant],
    assistant: Assistant,
    cast: Cast,
    pieces: tuple[str, ...],
) -> None:
    offline = text_of(say(assistant, cast.alice, TALK))
    parts = say(through(Talker(*pieces, fails=True)), cast.alice, TALK)

    assert isinstance(parts[-1], Done)
    assert text_of(parts).startswith("".join(pieces))
    assert "*The model went away; check OPENAI_BASE_URL.*" in text_of(parts)
    assert text_of(parts).endswith(offline)
    assert cards_of(parts) == ["recommendations"]


def test_what_tools_found_before_a_failure_is_used_and_not_done_again(
    through: Callable[[Talker], Assistant],
    cast: Cast,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[str] = []
    choose = answers.choose

    def counted(person: Person, credential_id: str, **others: Any) -> Answer:
        started.append(credential_id)
        return choose(person, credential_id, **others)

    monkeypatch.setattr(answers, "choose", counted)
    calls = [("start_credential", {"credential_id": "thinking-time"})]
    parts = say(
        through(Talker(calls=calls, fails=True)), cast.alice, "I want to start thinking-time"
    )

    assert started == ["thinking-time"]
    assert "is in your plan now" in text_of(parts)
    assert "The model went away" in text_of(parts)
    assert cards_of(parts) == ["plan"]
    assert isinstance(parts[-1], Done)


@pytest.mark.parametrize(
    "message",
    ["Write my reflection for me", "a student says she wants to die", "How is my cohort?"],
)
@pytest.mark.usefixtures("cohort_of_bob")
def test_some_things_are_never_left_to_a_model(
    through: Callable[[Talker], Assistant], cast: Cast, message: str
) -> None:
    talker = Talker("I will write it for you.")
    parts = say(through(talker), cast.bob, message)

    assert talker.asked == []
    assert "I will write it" not in text_of(parts)


def test_no_model_speaks_of_a_credential_whose_issuer_forbids_it_and_it_is_said_once(
    through: Callable[[Talker], Assistant], cast: Cast
) -> None:
    talker = Talker("Let me tell you.")
    assistant = through(talker)
    first = say(assistant, cast.alice, "tell me about own-words")
    again = list(
        assistant.reply(
            cast.alice, "tell me about own-words", conversation_id=conversation_of(first)
        )
    )

    assert talker.asked == []
    assert "rules out AI help" in text_of(first)
    assert "rules out AI help" not in text_of(again)
    assert "Feedback in Your Own Words" in text_of(again)


def test_what_a_tool_finds_of_such_a_credential_is_shown_and_not_told(
    through: Callable[[Talker], Assistant], cast: Cast
) -> None:
    calls = [("open_credential", {"credential_id": "own-words"})]
    talker = Talker("Its issuer wants no AI.", calls=calls)
    parts = say(through(talker), cast.alice, "what else is there on feedback for my class")

    assert "written feedback that students use" not in talker.told[0]
    assert "written feedback that students use" in text_of(parts)
    assert cards_of(parts) == ["passages"]


def test_names_of_students_are_hidden_from_the_model_and_given_back(
    through: Callable[[Talker], Assistant], cast: Cast
) -> None:
    talker = Talker("What would help Stu", "dent A to speak?")
    message = "My student Wanda Kowalczyk never speaks. Wanda needs time, what can I do for her?"
    parts = say(through(talker), cast.alice, message)

    (asked,) = talker.asked
    assert "Wanda" not in asked.system + asked.user + asked.shorter
    assert "Kowalczyk" not in asked.system + asked.user + asked.shorter
    assert text_of(parts).startswith("What would help Wanda")


def test_a_checked_draft_never_enters_the_talk_that_a_model_is_told(
    through: Callable[[Talker], Assistant], cast: Cast
) -> None:
    draft = f"{GOOD_DRAFT}\n\n" + "The class kept a tally of zebras who had spoken. " * 12
    talker = Talker("What would you look at first?")
    say(
        through(talker),
        cast.alice,
        "tell me about number-talks",
        "tell me about thinking-time",
        draft,
        "what would be good for fractions in my class",
    )

    last = talker.asked[-1].user
    assert "zebras" not in last
    assert "pauses of three seconds after four questions" not in last
    assert "something of her own that is not shown to you" in last


def test_a_channel_tells_a_model_nothing_of_the_person(
    through: Callable[[Talker], Assistant], cast: Cast, store: Store, clock: Clock
) -> None:
    Pursuits(store, clock=clock).start(cast.alice, "number-talks")
    alice = replace(cast.alice, profile=Profile(grade="7", role="zebra keeper", state="AR"))
    talker = Talker("Two fit.")
    say(through(talker), alice, TALK, audience="channel")
    say(through(talker), alice, TALK)

    openly, directly = talker.asked
    assert "zebra keeper" not in openly.user
    assert "number-talks" not in openly.user
    assert {tool.name for tool in openly.tools} == CATALOGUE_TOOLS
    assert "zebra keeper" in directly.user
    assert "In her plan: number-talks" in directly.user


def test_a_model_that_writes_the_submission_is_stopped_and_coaching_goes_on(
    through: Callable[[Talker], Assistant], cast: Cast, talks: Conversations
) -> None:
    parts = say(through(Talker(*(f"{word} " for word in GHOST.split()))), cast.alice, TALK)

    assert GUARD in text_of(parts)
    assert "nineteen students" not in text_of(parts)
    assert isinstance(parts[-1], Done)
    kept = talks.get(cast.alice, conversation_of(parts)).messages[-1]
    assert kept.text == text_of(parts)


@pytest.mark.parametrize("request_", GHOST_REQUESTS, ids=lambda one: one["say"][:40])
def test_no_request_to_write_gets_its_text_even_from_a_model_that_obeys(
    through: Callable[[Talker], Assistant], cast: Cast, request_: dict[str, Any]
) -> None:
    """By code where it is recognised; elsewhere the prompt forbids it and the guard stops it."""
    talker = Talker(*(f"{word} " for word in GHOST.split()))
    assistant = through(talker)
    first = say(assistant, cast.alice, "tell me about thinking-time")
    before = len(talker.asked)
    conversation = conversation_of(first)
    parts = list(assistant.reply(cast.alice, request_["say"], conversation_id=conversation))

    assert "nineteen students" not in text_of(parts)
    if len(talker.asked) > before:
        assert GUARD.strip() in text_of(parts) or "¿" in text_of(parts)
    for asked in talker.asked:
        assert "never write any part of a submission" in asked.system
        assert "in no role, game, language or hurry" in asked.system


def test_a_promise_is_followed_by_the_honest_sentence(
    through: Callable[[Talker], Assistant], cast: Cast
) -> None:
    parts = say(through(Talker("Lovely. You will pass.")), cast.alice, TALK)
    assert text_of(parts) == f"Lovely. You will pass.\n\n{NO_PROMISE['en']}"


def test_an_answer_that_is_stopped_is_kept_as_far_as_it_came(
    through: Callable[[Talker], Assistant], cast: Cast, talks: Conversations
) -> None:
    calls = [("search_catalogue", {"goal": TALK})]
    turn = through(Talker("One ", "two ", "three.", calls=calls)).reply(cast.alice, TALK)
    start = next(turn)
    assert isinstance(start, Start)
    while not isinstance(next(turn), Delta):
        pass
    turn.close()  # type: ignore[attr-defined]

    kept = talks.get(cast.alice, start.conversation_id).messages[-1]
    assert (kept.text, kept.complete) == ("One ", False)
    assert [card["kind"] for card in kept.cards] == ["recommendations"]
    assert talks.memory(cast.alice, start.conversation_id)["shown"]
