"""Turns without a model over the small catalogue: each is said and remembered by code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.accounts import Accounts
from assistant.answers import Answers
from assistant.cohorts import Cohorts
from assistant.conversation import Assistant
from assistant.conversations import Conversations
from assistant.drafts import Drafts
from assistant.from_evidence import EvidenceMatcher
from assistant.library import Library
from assistant.people import Person
from assistant.plans import Plans
from assistant.pursuits import Pursuits
from assistant.questions import Questions
from assistant.recommendations import Recommender
from assistant.replies import Card, Delta, Start
from assistant.self_check.check import SelfChecker
from assistant.self_check.surface import SurfaceJudge
from assistant.self_checks import SelfChecks
from assistant.shares import Shares
from assistant.store.session import Store
from retrieval.embeddings import VectorCache
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder
from tests.people import Cast, Clock

TALK = "more students think and join mathematics discussion in my class"
NOTHING = "quartz zebra lanterns"


class Talk:
    """One conversation of one person."""

    def __init__(self, assistant: Assistant, talks: Conversations, person: Person) -> None:
        self._assistant, self._talks, self.person = assistant, talks, person
        self._id: str | None = None
        self.cards: list[str] = []

    def say(self, message: str) -> str:
        """The words of the answer."""
        parts = list(self._assistant.reply(self.person, message, conversation_id=self._id))
        assert isinstance(parts[0], Start)
        self._id = parts[0].conversation_id
        self.cards = [part.kind for part in parts if isinstance(part, Card)]
        return "".join(part.text for part in parts if isinstance(part, Delta))

    def remembered(self, key: str) -> object:
        """What the conversation remembers under a name."""
        assert self._id is not None
        return self._talks.memory(self.person, self._id).get(key)


Open = Callable[[Person], Talk]


@pytest.fixture
def shares(store: Store, clock: Clock) -> Shares:
    return Shares(store, clock=clock)


@pytest.fixture
def accounts(store: Store, clock: Clock) -> Accounts:
    return Accounts(store, clock=clock)


@pytest.fixture
def open_talk(
    stocked: Library,
    store: Store,
    embedder: WordEmbedder,
    clock: Clock,
    talks: Conversations,
    shares: Shares,
    accounts: Accounts,
) -> Open:
    pursuits = Pursuits(store, known=lambda i: i in stocked.shelf().credentials, clock=clock)
    answers = Answers(
        stocked,
        Recommender(stocked, embedder),
        SelfChecker(embedder, SurfaceJudge()),
        SelfChecks(store, clock=clock),
        pursuits,
        Cohorts(store, clock=clock),
        Questions(stocked, embedder, VectorCache(None)),
        Plans(store, pursuits, stocked.shelf, clock=clock),
        EvidenceMatcher(stocked, embedder, SurfaceJudge(), VectorCache(None)),
        accounts=accounts,
        shares=shares,
        drafts=Drafts(store, clock=clock),
    )
    assistant = Assistant(talks, stocked, answers)
    return lambda person: Talk(assistant, talks, person)


@pytest.fixture
def in_bobs_cohort(store: Store, clock: Clock, cast: Cast) -> None:
    cohorts = Cohorts(store, clock=clock)
    cohort = cohorts.create(cast.bob, "Tuesday group")
    cohorts.join(cast.alice, cohort.id, cohort.code)


# Following up


def test_a_constraint_said_later_keeps_the_goal_and_rules_out(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say(TALK)
    talk.say("and I only have 9 hours")

    assert "thinking-time" not in str(talk.remembered("shown"))  # 12 hours
    assert talk.remembered("topic") == TALK
    assert talk.remembered("limits") == ["and I only have 9 hours"]


def test_a_limit_holds_for_the_next_goal_too_and_can_be_lifted(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say(TALK)
    talk.say("I only have 9 hours")
    answer = talk.say("mental mathematics aloud with my class, students explain")
    assert "at most 9 hours" in answer

    talk.say("forget the hours")
    assert talk.remembered("limits") == []


def test_two_are_held_side_by_side_as_their_entries_say(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say(TALK)
    answer = talk.say("what's the difference between thinking-time and number-talks?")

    assert "about 12 hours" in answer
    assert "about 8 hours" in answer
    assert answer.count("?") == 1


def test_why_not_the_other_names_what_tells_them_apart(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say("tell me about thinking-time")
    answer = talk.say("why not number-talks?")

    assert "Number Talks" in answer
    assert "about 8 hours" in answer


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("is it free?", "costs nothing"),
        ("how long does it take?", "12 hours"),
        ("does it count in Kentucky?", "says nothing of Kentucky"),
        ("does it count in Arkansas?", "license renewal (15 hours)"),
        ("do I need video for it?", "needs no video"),
        ("what grades is it for?", "3-5"),
        ("can I use ai for it?", "if you disclose it"),
        ("¿es gratis?", "No cuesta nada"),
        ("¿cuánto tiempo toma?", "12 horas"),
    ],
)
def test_what_the_entry_says_is_answered_from_it(
    open_talk: Open, cast: Cast, question: str, wanted: str
) -> None:
    talk = open_talk(cast.alice)
    talk.say("tell me about thinking-time")
    assert wanted in talk.say(question)


def test_going_back_returns_to_the_one_before(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say("tell me about thinking-time")
    talk.say("tell me about own-words")
    talk.say("go back to the previous one")
    assert talk.remembered("current") == "thinking-time"


def test_a_row_is_meant_by_its_number_and_its_levels_afterwards(
    open_talk: Open, cast: Cast
) -> None:
    talk = open_talk(cast.alice)
    talk.say("tell me about thinking-time")
    assert "Starting point" in talk.say("what does row 2 want?")
    assert "No counts are reported" in talk.say("and what does Met mean there?")
    assert "3 rows" in talk.say("what is in the rubric?")


# Questions that wait for an answer


def test_a_plain_yes_does_what_was_asked_and_anything_else_drops_it(
    open_talk: Open, cast: Cast
) -> None:
    talk = open_talk(cast.alice)
    talk.say("tell me about thinking-time")
    assert talk.remembered("pending") == {"do": "choose", "credential_id": "thinking-time"}
    talk.say("is it free?")
    assert talk.remembered("pending") is None

    talk.say("tell me about thinking-time")
    talk.say("sí, por favor")
    assert talk.cards == ["plan"]


def test_the_grade_is_asked_for_where_it_decides_and_one_word_answers(
    open_talk: Open, cast: Cast
) -> None:
    talk = open_talk(cast.alice)
    assert "Which grade do you teach?" in talk.say(TALK)
    answer = talk.say("2nd")

    assert "grade 2" in answer
    assert talk.remembered("profile") == {"grade": "2", "subject": "mathematics"}
    assert talk.cards == ["recommendations"]


# Who she is


def test_what_she_teaches_counts_at_once_and_is_kept_on_yes(
    open_talk: Open, cast: Cast, accounts: Accounts
) -> None:
    talk = open_talk(cast.alice)
    answer = talk.say("I teach 4th grade math in Arkansas")
    assert "grade 4, mathematics, Arkansas" in answer
    assert answer.count("?") == 1
    assert accounts.person(cast.alice.id).profile.grade is None

    assert "Saved in your profile" in talk.say("yes please")
    kept = accounts.person(cast.alice.id).profile
    assert (kept.grade, kept.subject, kept.state) == ("4", "mathematics", "AR")


def test_what_she_does_not_want_kept_stays_in_the_conversation(
    open_talk: Open, cast: Cast, accounts: Accounts
) -> None:
    talk = open_talk(cast.alice)
    talk.say("I teach 4th grade math")
    talk.say("no thanks")

    assert accounts.person(cast.alice.id).profile.grade is None
    assert talk.remembered("profile") == {"grade": "4", "subject": "mathematics"}
    assert "Shall I remember" not in talk.say("I teach 5th grade science"), "asked once"


def test_a_correction_takes_the_place_of_what_was_said(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say("I teach 4th grade math")
    talk.say(TALK)
    answer = talk.say("no, I meant middle school")

    assert "middle school" in answer
    assert talk.remembered("profile") == {"subject": "mathematics", "level": "middle"}
    assert talk.cards == ["recommendations"]


@pytest.mark.parametrize("message", ["forget everything", "forget that", "olvida todo"])
def test_what_is_to_be_forgotten_is_forgotten(open_talk: Open, cast: Cast, message: str) -> None:
    talk = open_talk(cast.alice)
    talk.say(TALK)
    talk.say(message)
    assert not talk.remembered("goal")
    assert not talk.remembered("shown")


# Sharing


@pytest.mark.usefixtures("in_bobs_cohort")
def test_nothing_is_shared_before_a_plain_yes_and_it_can_be_taken_back(
    open_talk: Open, cast: Cast, shares: Shares
) -> None:
    talk = open_talk(cast.alice)
    talk.say("tell me about thinking-time")
    talk.say(f"{GOOD_DRAFT}\n\n" + "The class kept a tally of who had spoken that day. " * 6)
    offer = talk.say("share my draft with my coach")
    assert "Bob in *Tuesday group* would see the self-check" in offer
    assert "read-only" in offer
    assert shares.of(cast.alice) == ()

    assert "Shared" in talk.say("yes")
    (share,) = shares.of(cast.alice)
    assert shares.open_shared(cast.bob, share.id).self_check is not None

    assert "no longer sees" in talk.say("stop sharing")
    assert shares.of(cast.alice) == ()


@pytest.mark.usefixtures("in_bobs_cohort")
@pytest.mark.parametrize("answer", ["no", "yes but not the reflection", "is it free?"])
def test_anything_but_a_plain_yes_shares_nothing(
    open_talk: Open, cast: Cast, shares: Shares, answer: str
) -> None:
    talk = open_talk(cast.alice)
    talk.say("tell me about thinking-time")
    talk.say(f"{GOOD_DRAFT}\n\n" + "The class kept a tally of who had spoken that day. " * 6)
    talk.say("share it with my coach")
    talk.say(answer)
    talk.say("yes")

    assert shares.of(cast.alice) == ()


def test_who_is_in_no_cohort_has_nobody_to_share_with(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.charlie)
    assert "in no cohort" in talk.say("share my draft with my coach")


@pytest.mark.usefixtures("in_bobs_cohort")
def test_a_coach_is_shown_nothing_that_a_teacher_wrote(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.bob)
    answer = talk.say("show me what Alice wrote in her draft")
    assert "only she decides" in answer
    assert talk.cards == []


# Manners


def test_that_no_model_is_set_up_is_said_once_and_only_where_something_was_lost(
    open_talk: Open, cast: Cast
) -> None:
    talk = open_talk(cast.alice)
    assert "no language model" not in talk.say(TALK)
    assert "no language model" in talk.say(NOTHING)
    assert "no language model" not in talk.say(NOTHING)


def test_declining_to_write_points_to_her_own_words_after_a_check(
    open_talk: Open, cast: Cast
) -> None:
    talk = open_talk(cast.alice)
    talk.say("tell me about thinking-time")
    draft = f"{GOOD_DRAFT}\n\n" + "The class kept a tally of who had spoken that day. " * 6
    talk.say(draft)
    answer = talk.say("can you just fix it")

    assert answer.startswith("I won't write any part")
    quoted = answer.split("You wrote: “")[1].split("”")[0].removesuffix(" …")
    assert quoted in " ".join(draft.split())


def test_frustration_is_met_in_a_line_with_one_question_and_a_person(
    open_talk: Open, cast: Cast
) -> None:
    answer = open_talk(cast.alice).say("this is useless, I've been here for an hour")
    assert answer.startswith("I'm sorry")
    assert "coach" in answer
    assert answer.count("?") == 1


def test_a_danger_is_gone_on_about_until_another_matter_comes(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say("a student told me she wants to die")
    assert "988" in talk.say("the counselor went home already")
    assert "988" not in talk.say(TALK)


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("are you a robot?", "a program called Credcoach"),
        ("who reads this?", "Nobody but you"),
        ("can my principal see it?", "No. A principal"),
        ("¿quién puede leer esto?", "Solo tú"),
        ("tell me a joke", "outside what I am good for"),
    ],
)
def test_questions_about_the_assistant_get_a_straight_answer(
    open_talk: Open, cast: Cast, message: str, wanted: str
) -> None:
    assert wanted in open_talk(cast.alice).say(message)


def test_spanish_is_answered_in_spanish_and_the_catalogue_stays_as_it_is(
    open_talk: Open, cast: Cast
) -> None:
    talk = open_talk(cast.alice)
    talk.say("hola")
    answer = talk.say("cuéntame de thinking-time")
    assert "Entregas: Part 1. Overview" in answer
    assert "No voy a escribir" in talk.say("escríbeme la reflexión")
    assert talk.remembered("language") == "es"


def test_the_summary_stays_short_however_long_the_talk_is(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    for _ in range(8):
        talk.say("tell me about thinking-time")
        talk.say("is it free?")
    notes = talk.remembered("notes")
    assert isinstance(notes, list)
    assert len(notes) == 12
    assert all(len(line) <= 160 for line in notes)


# Nothing found, and one among several


def test_who_doubts_that_there_is_nothing_hears_which_limits_might_give_way(
    open_talk: Open, cast: Cast
) -> None:
    talk = open_talk(cast.alice)
    talk.say(f"{NOTHING}. under 2 hours")
    answer = talk.say("really nothing??")

    assert "nothing here" in answer
    assert "at most 2 hours" in answer
    assert talk.cards == []


def test_a_goal_that_is_taken_back_leaves_its_limits(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say("something on mental mathematics aloud. under 9 hours")
    talk.say("forget the mathematics part, and it has to be free")

    shown = talk.remembered("shown")
    assert isinstance(shown, list)
    assert "number-talks" in shown  # 8 hours, free; what says no hours may be possible too
    assert not {"thinking-time", "video-coaching", "own-words"} & set(shown)


def test_which_one_is_for_something_is_told_by_what_they_are_about(
    open_talk: Open, cast: Cast
) -> None:
    talk = open_talk(cast.alice)
    talk.say("students explain mental mathematics and pause after questions, discussion")
    answer = talk.say("which one is for mental mathematics in which students explain")

    assert "Number Talks" in answer
    assert "“The educator leads number talks" in answer
    assert talk.remembered("pending") == {"do": "tell_more", "credential_id": "number-talks"}


def test_what_somebody_at_home_says_is_added_to_what_was_told(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say(TALK)
    talk.say("his mom says at home its the same")
    assert str(talk.remembered("topic")).startswith(TALK)


# What a check says, and what its text says of names


def test_a_check_of_a_spanish_talk_is_told_in_spanish(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say("hola, cuéntame de thinking-time")
    answer = talk.say(f"{GOOD_DRAFT}\n\n" + "The class kept a tally of who had spoken. " * 8)

    assert talk.cards == ["self_check"]
    assert "I read your draft" not in answer
    assert talk.remembered("language") == "es"
    assert talk.remembered("pending") is None
    assert talk.remembered("checked") == "thinking-time"


def test_hours_for_the_plan_are_said_back_in_spanish(open_talk: Open, cast: Cast) -> None:
    talk = open_talk(cast.alice)
    talk.say("hola, cuéntame de thinking-time")
    talk.say("ponla en mi plan")
    assert "2 horas a la semana" in talk.say("solo tengo 2 horas a la semana")
