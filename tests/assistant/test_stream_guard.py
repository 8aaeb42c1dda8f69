"""A submission that a model begins to write never reaches the teacher; a coach's talk does."""

from __future__ import annotations

import re

import pytest

from assistant.stream_guard import MOST_NARRATED, StreamGuard

WRITTEN = {
    "announced": (
        "Sure! Here is a sample reflection:\n\nIn my classroom, I noticed that three students did "
        "all the talking. I introduced wait time and paused for three seconds after questions. "
        "Over two weeks more students joined, and zebra participation rose from seven to nineteen."
    ),
    "plain prose": (
        "Of course. I began the unit by asking my students to discuss fractions in pairs. They "
        "were hesitant at first. After two weeks the discussions grew richer and more voices were "
        "heard. I realized that my questions had been too closed, and I plan to go on with pauses "
        "in every zebra lesson because it helps them all."
    ),
    "one endless sentence": (
        "I noticed that my students "
        + "talked and wrote and drew and waited and talked again and " * 10
        + "so the zebra came."
    ),
    "a quote to paste": (
        "You could paste this:\n\n> My students showed growth in discourse over the two weeks of "
        "this unit because I paused after each question and let the zebra think.\n"
    ),
    "a fenced block": (
        "```\nMy students showed growth in discourse over the two weeks of this unit because I "
        "paused after each question and waited for the zebra to think.\n```\n"
    ),
    "in nobody's voice": (
        "A sample paragraph for the reflection:\n\nParticipation rose in two weeks. Three pupils "
        "had done all the talking before pauses were introduced, and nineteen spoke after, which "
        "shows that the zebra had time to think."
    ),
    "Spanish": (
        "Claro. En mi clase observé que tres estudiantes hablaban todo el tiempo y los demás "
        "callaban. Implementé pausas de tres segundos después de cada pregunta. Después de dos "
        "semanas mis alumnos participaron más y aprendieron a escucharse. Aprendí que el silencio "
        "le da tiempo a la zebra para pensar y voy a continuar con esta práctica."
    ),
    "role play": (
        "*As Ms. Hall:* As a teacher I believe in voice. In my class every child speaks. We "
        "discussed norms in September and my students wrote them on the wall. I modeled waiting, "
        "and I counted to three in my head before I called on anybody, which felt long at first. "
        "By March the zebra spoke too."
    ),
    "a letter for letter list": (
        "- In my lesson I asked open questions and waited for three whole seconds every time.\n"
        "- My students wrote a word on a slip before they talked with a partner about it.\n"
        "- I counted who spoke and found that nineteen of them did so by the end of it.\n"
        "- My next zebra is to wait after answers too.\n"
    ),
}
TALK = [
    "I found two credentials that fit: *Giving Students Time to Think* and *Number Talks*. I would "
    "start with the first, since it takes 12 hours. Shall I tell you more about it?",
    "What did your students say when you paused? Tell me what happened next, in your own words.",
    "A good reflection names what changed. It compares before and after, and says what you will "
    "keep. The rubric asks for “one habit to keep”. It should hold what happened to the whole "
    "class and to the few who talked most before, with the counts of both, and nothing else.",
    "Here is what the row asks:\n\n- Proficient: the transcript shows pauses in two lessons.\n"
    "- Basic: pauses in one lesson.\n\nWhich of these do you already have?",
    "I can't write that for you, because it is your own work, and I would only be guessing at what "
    "happened. What did a student say that day that surprised you?",
    "You could ask yourself: what did I notice in my class before I changed anything? What did my "
    "students do with the quiet? Then put it in your own words.",
    "Here is what a good reflection holds:\n\n- what changed, with the counts from before and "
    "after the two weeks of trying it out\n- one habit to keep, and what made it hold\n\n"
    "Which of these do you have?",
    "I believe that *Giving Students Time to Think* comes nearest. It takes 12 hours and asks for "
    "a transcript of two lessons, an overview and a reflection. An assessor looks at the use of "
    "pauses, at the starting point and at looking back. It counts for 15 hours in Arkansas, in the "
    "Example District, and is free. I would begin with the count.",
    "The guide opens with a story, “My students were silent for a year”, and goes on to the "
    "protocol. It asks for three seconds of quiet after each question. It then shows how to count "
    "who speaks, with a sheet for two lessons, and how to compare both counts at the end of the "
    "second week. The last page is a list of questions for a colleague who watches.",
    "Encontré dos credenciales que te pueden servir. ¿Te cuento más de la primera?",
    "In two weeks you can collect both. Start with the count, then the lesson, and keep the slips.",
]


def through(guard: StreamGuard, text: str, pieces: list[str] | None = None) -> str:
    return "".join(guard.feed(p) for p in pieces or re.findall(r"\S+\s*|\s+", text)) + guard.rest()


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_reads_like_a_submission_is_stopped_before_it_is_one(kind: str) -> None:
    guard = StreamGuard()
    shown = through(guard, WRITTEN[kind])

    assert guard.tripped
    assert "zebra" not in shown
    assert WRITTEN[kind].startswith(shown)
    assert len(shown.split()) < MOST_NARRATED


@pytest.mark.parametrize("text", TALK)
def test_a_coachs_talk_comes_through_unchanged(text: str) -> None:
    guard = StreamGuard()
    assert through(guard, text) == text
    assert not guard.tripped


@pytest.mark.parametrize("text", TALK)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_it_does_not_matter_where_the_pieces_are_cut(text: str, size: int) -> None:
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert through(StreamGuard(), text, pieces) == text


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_submission_in_single_characters_is_stopped_as_well(kind: str) -> None:
    guard = StreamGuard()
    shown = through(guard, WRITTEN[kind], list(WRITTEN[kind]))
    assert guard.tripped
    assert "zebra" not in shown


def test_her_own_words_may_be_quoted_at_any_length() -> None:
    hers = (
        "In my class three students did all the talking, and I noticed that the others looked at "
        "the floor whenever I asked something. My students are not shy at recess at all. I tried "
        "cold calling and my kids hated it, so I stopped after a week and went back to hands."
    )
    text = f"This is what you said:\n\n> {hers}\n\nWhich of these would you change first?"
    guard = StreamGuard([hers])
    assert through(guard, text) == text
    assert StreamGuard().tripped is False
    stranger = StreamGuard()
    through(stranger, text)
    assert stranger.tripped


def test_the_first_words_of_an_answer_never_wait() -> None:
    guard = StreamGuard()
    assert guard.feed("I") == "I"
    assert guard.feed(" found") == " found"


def test_a_block_that_was_open_is_closed_before_the_coaching() -> None:
    guard = StreamGuard()
    shown = through(guard, WRITTEN["a fenced block"])
    assert shown.startswith("```")
    assert guard.closing.startswith("```")


def test_nothing_comes_after_it_has_stopped() -> None:
    guard = StreamGuard()
    through(guard, WRITTEN["plain prose"])
    assert guard.feed("More of it. ") == ""
    assert guard.rest() == ""


def test_a_sentence_without_an_end_comes_through_as_well() -> None:
    text = "so it goes on and on, " * 500
    guard = StreamGuard()
    assert through(guard, text) == text
    assert not guard.tripped
