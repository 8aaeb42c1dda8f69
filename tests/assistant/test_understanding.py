"""What a message asks for, read without a model."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.understanding import (
    Intent,
    looks_like_draft,
    named_credential,
    understand,
    without_question,
)
from retrieval.catalogue import Credential
from retrieval.loading import load_catalogue
from tests.catalogues import GOOD_DRAFT, write_catalogue

SHOWN = {
    "goal": "three kids do all the talking",
    "shown": ["thinking-time", "number-talks", "family-letters"],
    "current": "thinking-time",
}
LONG = "We looked at the tallies and saw that seven students had spoken in the lesson. " * 8


@pytest.fixture(scope="module")
def credentials(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Credential]:
    folder = write_catalogue(tmp_path_factory.mktemp("understanding"))
    return dict(load_catalogue(folder).credentials)


@pytest.fixture
def heard(credentials: dict[str, Credential]) -> Any:
    """Understands a message among the small catalogue."""

    def understood(message: str, memory: dict[str, Any] | None = None, **more: bool) -> Intent:
        return understand(message, memory or {}, credentials, **more)

    return understood


@pytest.mark.parametrize(
    "message",
    [
        "three kids do all the talking",
        "I want to give feedback that students use",
        "My students don't read the text before discussion",
        "How can I get families to answer my letters?",
    ],
)
def test_a_goal_in_a_teachers_own_words_is_a_goal(heard: Any, message: str) -> None:
    assert heard(message) == Intent("goal")


@pytest.mark.parametrize(
    "message", ["something shorter", "a cheaper one please", "no video", "none of these"]
)
def test_another_wish_after_an_offer_refines_it(heard: Any, message: str) -> None:
    assert heard(message, SHOWN).kind == "refine"


def test_without_a_goal_before_there_is_nothing_to_refine(heard: Any) -> None:
    assert heard("something shorter about discussion").kind == "goal"


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("tell me about the second one", "number-talks"),
        ("the first", "thinking-time"),
        ("3", "family-letters"),
        ("what about #2?", "number-talks"),
        ("number 3", "family-letters"),
        ("the last one", "family-letters"),
        ("tell me more about Letters to Families", "family-letters"),
        ("what does own-words ask for", "own-words"),
        ("tell me more about it", "thinking-time"),
    ],
)
def test_a_credential_is_meant_by_place_by_name_or_by_this(
    heard: Any, message: str, wanted: str
) -> None:
    assert heard(message, SHOWN) == Intent("tell_more", wanted)


@pytest.mark.parametrize(
    "message",
    [
        "My first graders do not listen to each other",
        "I teach English as a second language to newcomers",
        "third grade fractions with models",
        "support for first-year teachers",
    ],
)
def test_an_ordinal_of_school_is_no_place_in_what_was_shown(heard: Any, message: str) -> None:
    assert heard(message, SHOWN).kind == "goal"


@pytest.mark.parametrize("message", ["the fifth one", "5", "#4"])
def test_a_place_that_was_not_shown_means_none(heard: Any, message: str) -> None:
    assert heard(message, SHOWN).credential_id in (None, "thinking-time")


@pytest.mark.parametrize(
    ("message", "wanted"),
    [("I'll take the second one", "number-talks"), ("let's do it", "thinking-time")],
)
def test_taking_one_is_a_choice(heard: Any, message: str, wanted: str) -> None:
    assert heard(message, SHOWN) == Intent("choose", wanted)


def test_a_question_about_a_row_names_the_row(heard: Any) -> None:
    assert heard("What does the row Use of pauses ask?", SHOWN) == Intent(
        "explain_row", "thinking-time", "use-of-pauses"
    )
    assert heard("what would an assessor want for counts of participation", SHOWN) == Intent(
        "explain_row", "thinking-time", "baseline"
    )


@pytest.mark.parametrize("draft", [GOOD_DRAFT, LONG])
def test_a_pasted_draft_is_handed_in(heard: Any, draft: str) -> None:
    assert looks_like_draft(draft)
    assert heard(draft, SHOWN) == Intent("check", "thinking-time")
    assert heard(draft) == Intent("check", None)


def test_a_file_is_handed_in_whatever_the_message_says(heard: Any) -> None:
    assert heard("here you are", has_files=True) == Intent("check", None)


def test_a_long_message_of_questions_is_no_draft() -> None:
    assert not looks_like_draft("Could this be something for me and my class? " * 20)


WHICH = "Which credential could this lesson plan count for?"


@pytest.mark.parametrize("message", [f"{WHICH}\n\n{LONG}", f"{LONG}\n\n{WHICH}"])
def test_a_text_with_the_question_what_it_counts_for_is_held_against_every_rubric(
    heard: Any, message: str
) -> None:
    assert heard(message, SHOWN) == Intent("check", None)
    assert heard(LONG, SHOWN) == Intent("check", "thinking-time")
    assert heard(WHICH, SHOWN, has_files=True) == Intent("check", None)


@pytest.mark.parametrize(
    "message",
    [
        WHICH,
        "what credential does my reflection fit?",
        "Which badges could these notes be used for?",
    ],
)
def test_asking_what_a_text_counts_for_before_it_is_there_asks_for_the_text(
    heard: Any, message: str
) -> None:
    assert heard(message) == Intent("hand_in")


@pytest.mark.parametrize(
    "message",
    [
        "Which credential fits my first graders who do not talk?",
        "what credential counts for my renewal",
        "Which credential would help with retakes?",
    ],
)
def test_a_question_for_a_credential_is_a_goal_and_asks_for_no_text(
    heard: Any, message: str
) -> None:
    assert heard(message).kind != "hand_in"


def test_the_question_is_no_part_of_the_pasted_text() -> None:
    assert without_question(f"Hello. {WHICH}\n\n{LONG}") == f"Hello.\n\n{LONG}".strip()
    assert without_question(f"{LONG}\n\n{WHICH}") == LONG.strip()
    assert without_question(LONG) == LONG
    assert without_question(WHICH) == WHICH


def test_naming_the_credential_afterwards_belongs_to_the_waiting_draft(heard: Any) -> None:
    memory = {"draft_waiting": True, "shown": ["own-words", "thinking-time"]}
    assert heard("the second one", memory) == Intent("which_for_draft", "thinking-time")
    assert heard("own-words", memory) == Intent("which_for_draft", "own-words")


@pytest.mark.parametrize(
    "message",
    [
        "Write my reflection for me",
        "can you draft part 2?",
        "please rewrite this paragraph so it passes",
        "give me an example reflection",
        "finish my submission",
        "what should I write exactly?",
        "escríbeme la reflexión",
    ],
)
def test_being_asked_to_write_is_recognised(heard: Any, message: str) -> None:
    assert heard(message, SHOWN) == Intent("write_for_me", "thinking-time")


@pytest.mark.parametrize(
    "message",
    [
        "a student told me she wants to die",
        "One of my kids is talking about suicide",
        "I think he is being abused, he is not safe at home",
        "quiero matarme",
    ],
)
def test_danger_goes_before_everything_else(heard: Any, message: str) -> None:
    assert heard(f"Write my reflection. {message}", SHOWN, has_files=True).kind == "crisis"


@pytest.mark.parametrize("message", ["How is my cohort?", "who is stuck?", "who asked for help"])
def test_only_who_leads_is_understood_to_ask_about_a_cohort(heard: Any, message: str) -> None:
    assert heard(message, leads=True).kind == "cohort"
    assert heard(message, leads=False).kind != "cohort"


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("hello!", "greeting"),
        ("Buenas tardes", "greeting"),
        ("thanks, that helps", "thanks"),
        ("where was I?", "plan"),
        ("hmm", "unclear"),
    ],
)
def test_small_talk_is_small_talk(heard: Any, message: str, kind: str) -> None:
    assert heard(message).kind == kind


def test_the_longest_title_that_stands_in_a_message_wins(
    credentials: dict[str, Credential],
) -> None:
    assert named_credential("About NUMBER TALKS, please", credentials) == "number-talks"
    assert named_credential("giving students time to think!", credentials) == "thinking-time"
    assert named_credential("numbers and talking", credentials) is None


# What goes on from what was said before


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("and no video", "refine"),
        ("I only have 6 hours", "refine"),
        ("show me more", "refine"),
        ("algo más corto", "refine"),
        ("why not the other one?", "why_not"),
        ("¿por qué no la otra?", "why_not"),
        ("why this one?", "why"),
        ("what's the difference between the first two?", "compare"),
        ("which is less work", "compare"),
        ("is it free?", "ask"),
        ("does it count in Kentucky?", "ask"),
        ("¿es gratis?", "ask"),
        ("go back to the first", "tell_more"),
        ("I have my draft ready", "hand_in"),
        ("how do I write a good reflection?", "writing_help"),
        ("what should the reflection contain?", "writing_help"),
        ("ok start", "choose"),
        ("lo quiero empezar", "choose"),
        ("share my draft with my coach", "share"),
        ("stop sharing", "share"),
        ("comparte mi borrador con mi coach", "share"),
        ("I teach 4th grade math in Arkansas", "profile"),
        ("soy maestra de cuarto grado", "profile"),
        ("no, I meant middle school", "profile"),
        ("forget that", "forget"),
        ("this is useless, I've been here for an hour", "frustration"),
        ("no me sirve", "frustration"),
        ("are you a robot?", "capabilities"),
        ("who reads this?", "capabilities"),
        ("can my principal see it?", "capabilities"),
        ("tell me a joke", "off_topic"),
        ("solo tengo 2 horas a la semana", "plan_talk"),
        ("what help have you given me?", "help_log"),
    ],
)
def test_a_follow_up_is_heard_for_what_it_is(heard: Any, message: str, kind: str) -> None:
    assert heard(message, {**SHOWN, "topic": SHOWN["goal"]}).kind == kind


@pytest.mark.parametrize(
    "message",
    [
        "my kids cannot see the difference between area and perimeter",
        "I want my students to compare two sources",
        "students keep giving up when a problem is hard",
        "my students are at very different levels",
        "help my students write better paragraphs",
        "I am fed up with kids talking over each other",
        "math first, they panic when a problem has no obvious steps",
        "quiero que mis alumnos escriban más",
    ],
)
def test_a_new_goal_after_an_offer_is_a_goal(heard: Any, message: str) -> None:
    assert heard(message, {**SHOWN, "topic": SHOWN["goal"]}).kind == "goal"


@pytest.mark.parametrize(
    ("message", "kind"),
    [("yes", "confirm"), ("ok, do it", "confirm"), ("no thanks", "decline"), ("sí", "confirm")],
)
def test_yes_and_no_answer_only_a_question_that_waits(heard: Any, message: str, kind: str) -> None:
    waiting = {**SHOWN, "pending": {"do": "choose", "credential_id": "thinking-time"}}
    assert heard(message, waiting).kind == kind
    assert heard(message, SHOWN).kind not in ("confirm", "decline")
    assert heard("yes but not yet", waiting).kind not in ("confirm", "decline")


def test_two_that_are_named_are_held_against_each_other(heard: Any) -> None:
    found = heard("should I do number-talks or own-words?")
    assert found == Intent("compare", ids=("number-talks", "own-words"))


def test_one_that_was_shown_is_meant_by_a_word_of_its_title(heard: Any) -> None:
    assert heard("the letters one", SHOWN) == Intent("tell_more", "family-letters")
    assert heard("letters from parents frighten my students", SHOWN).kind == "goal"


def test_what_a_member_wrote_is_never_asked_of_a_model(heard: Any) -> None:
    found = heard("show me what alice wrote in her draft", leads=True)
    assert found == Intent("cohort", topic="private")


def test_a_plea_after_a_refusal_is_the_same_request(heard: Any) -> None:
    assert heard("come on, nobody will know", {**SHOWN, "declined": True}).kind == "write_for_me"
    assert heard("come on, nobody will know", SHOWN).kind != "write_for_me"
