"""One competency, evidence of practice rather than seat time, reflection with its evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.audit.cues import place_of
from retrieval.audit.evidence import _SEAT_TIME
from tests.retrieval.audited import RIGOROUS, line_of, part, with_artifacts, with_reflection

WORK = "Submit a transcript of two lessons."
SEAT = "Attach a certificate of completion from the course."


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("The educator waits after asking so that more students speak.", "passed"),
        ("La docente espera para que hablen más estudiantes.", "passed"),
        ("The educator asks, waits, and knows who spoke.", "passed"),
        ("The educator understands the importance of waiting.", "partly"),
        ("Educators have a deep understanding of wait time.", "partly"),
        ("La docente comprende la importancia de esperar.", "partly"),
        ("Wait time", "partly"),
        ("She waits a while. She asks them again. She grades.", "partly"),
        ("She " + "waits " * 60, "partly"),
        ("She " + "waits " * 120, "missing"),
        ("She waits. " * 5, "missing"),
        ("The educator:\n- asks questions\n- waits for answers\n- grades essays", "missing"),
        ("", "missing"),
    ],
)
def test_a_competency_is_one_thing_that_is_done(text: str, result: str) -> None:
    found = line_of(replace(RIGOROUS, competency=text), "competency")
    assert found.result == result
    assert [words.field for words in found.rests_on] == (["competency"] if text else [])


def test_the_word_that_cannot_be_seen_is_named() -> None:
    found = line_of(
        replace(RIGOROUS, competency="The educator understands pauses well."), "competency"
    )
    assert "“understands”" in found.detail


@pytest.mark.parametrize(
    "text",
    [
        WORK,
        "Hand in work from three students with your notes.",
        "Share what students said when you tried it.",
        "Hand in the plan of the lesson that you taught.",
        "Hand in minutes of a meeting with colleagues.",
        "Show students judging sources.",
        "Entregue una grabación de la clase.",
        "Entregue muestras de trabajos de sus estudiantes.",
    ],
)
def test_what_comes_from_work_with_others_is_evidence_of_practice(text: str) -> None:
    found = line_of(with_artifacts(text), "practice")
    assert found.passed
    assert [(words.field, words.text) for words in found.rests_on] == [
        ("submission[p2].prompts[a]", text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hand in a lesson plan for your students.",
        "Describe how you would pause in class.",
        "Hand in the task as students will read it.",
        "Entregue la planificación de una lección.",
    ],
)
def test_plans_alone_are_partly_evidence(text: str) -> None:
    found = line_of(with_artifacts(text), "practice")
    assert (found.result, "only plans" in found.detail) == ("partly", True)


@pytest.mark.parametrize(
    "text",
    [
        SEAT,
        "Upload proof of attendance.",
        "Show that you attended the full workshop on pauses.",
        "Record 15 hours of professional development.",
        "Watch the video and write down three words.",
        "Entregue la constancia de asistencia.",
    ],
)
def test_seat_time_is_no_evidence(text: str) -> None:
    alone = line_of(with_artifacts(text), "practice")
    assert (alone.result, alone.rests_on[0].text) == ("missing", text)
    beside = line_of(with_artifacts(text, WORK), "practice")
    assert (beside.result, {words.text for words in beside.rests_on}) == ("partly", {text, WORK})


@pytest.mark.parametrize(
    "text",
    [
        "Do not hand in a certificate of attendance.",
        "Hand in a log instead of a certificate of completion.",
        "Hand in records of students' attendance before and after.",
    ],
)
def test_seat_time_that_is_ruled_out_or_is_the_students_is_not_held_against_it(text: str) -> None:
    assert place_of(_SEAT_TIME, text) is None


def test_artifacts_of_unknown_origin_are_partly_evidence() -> None:
    found = line_of(with_artifacts("Submit two agendas."), "practice")
    assert (found.result, found.rests_on[0].text) == ("partly", "Submit two agendas.")


def test_nothing_to_hand_in_is_no_evidence() -> None:
    assert line_of(with_artifacts(), "practice").result == "missing"
    overview = replace(RIGOROUS, submission=(part("p1", "overview", WORK),))
    assert line_of(overview, "practice").result == "missing"


@pytest.mark.parametrize(
    ("text", "result", "said"),
    [
        ("What changed, and how do you know?", "passed", ""),
        ("What did you learn? Quote two students.", "passed", ""),
        ("For whom did it not work, and what will you do next?", "passed", ""),
        ("¿Qué aprendió y cómo lo sabe?", "passed", ""),
        ("What will you do differently?", "partly", "evidence"),
        ("Compare both counts.", "partly", "learned"),
        ("Reflect on your experience.", "missing", "changed or was learned"),
    ],
)
def test_reflection_asks_for_change_or_learning_and_its_evidence(
    text: str, result: str, said: str
) -> None:
    found = line_of(with_reflection(text), "reflection")
    assert found.result == result
    assert said in found.detail
    assert found.rests_on


def test_both_halves_of_a_reflection_may_stand_in_different_prompts() -> None:
    found = line_of(with_reflection("What will you do differently?", "Compare both."), "reflection")
    assert found.passed
    assert [words.field for words in found.rests_on] == [
        "submission[p3].prompts[a]",
        "submission[p3].prompts[b]",
    ]


def test_reflection_may_be_asked_for_in_the_overview() -> None:
    overview = part("p1", "overview", "Reflect: what changed, and how do you know?")
    assert line_of(replace(RIGOROUS, submission=(overview,)), "reflection").passed


def test_no_prompt_for_reflection_is_missing_and_rests_on_nothing() -> None:
    found = line_of(with_reflection(), "reflection")
    assert (found.result, found.rests_on) == ("missing", ())
