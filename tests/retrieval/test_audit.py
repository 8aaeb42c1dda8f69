"""The audit tells a rigorous credential from a thin one, and on which words each line rests."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from retrieval.audit import Audit, audit_credential, weakest_first
from retrieval.audit.audit import CRITERIA
from retrieval.audit.lines import MOST_QUOTED, MOST_QUOTES, listed, quote
from retrieval.catalogue import (
    AiPolicy,
    Credential,
    Criterion,
    Level,
    Resource,
    credential_json,
)
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE
from tests.retrieval.audited import RIGOROUS, part, row, with_artifacts, with_levels

KEYS = (
    "competency practice rubric levels assessable research resources reflection effort privacy"
    " ai_policy"
).split()
BARE = Credential(id="a", title="A", issuer="I", competency="The educator waits after asking.")


def results(credential: Credential) -> dict[str, str]:
    """What is not passed, by key."""
    return {line.key: line.result for line in audit_credential(credential).to_mend}


def test_a_rigorous_credential_lacks_nothing() -> None:
    audit = audit_credential(RIGOROUS)
    assert results(RIGOROUS) == {}
    assert (audit.credential_id, audit.title, audit.score, audit.note) == (
        "thinking-time",
        "Thinking Time",
        100,
        "",
    )


def test_a_bare_credential_lacks_all_but_its_competency() -> None:
    assert results(BARE) == dict.fromkeys(KEYS[1:], "missing")
    assert audit_credential(BARE).score == round(100 / len(KEYS))


def test_the_lines_are_the_stated_criteria_and_no_others() -> None:
    assert [line.key for line in audit_credential(BARE).lines] == KEYS
    assert len(CRITERIA) == len(KEYS)


first, second, third = RIGOROUS.submission
LACKING: dict[str, tuple[str, str, Credential]] = {
    "several skills": (
        "competency",
        "partly",
        replace(RIGOROUS, competency="She waits a while. She asks them again. She grades."),
    ),
    "only plans": ("practice", "partly", with_artifacts("Submit the plan of one lesson.")),
    "a part without a row": (
        "rubric",
        "partly",
        replace(RIGOROUS, rubric=(*RIGOROUS.rubric[:2], row("four", "p1"))),
    ),
    "two levels of the same words": (
        "levels",
        "partly",
        with_levels("Names two moments.", " names TWO moments"),
    ),
    "a word of judgement": (
        "assessable",
        "partly",
        with_levels("Names two appropriate moments of the lesson.", "Names no moment of it."),
    ),
    "no research": (
        "research",
        "missing",
        replace(RIGOROUS, resources=(Resource("A guide", kind="guide", file="a.md"),)),
    ),
    "the research alone": (
        "resources",
        "partly",
        replace(RIGOROUS, resources=RIGOROUS.resources[:1]),
    ),
    "a reflection on nothing": (
        "reflection",
        "missing",
        replace(RIGOROUS, submission=(first, second, part("p3", "reflection", "Reflect."))),
    ),
    "no effort": ("effort", "partly", replace(RIGOROUS, effort_hours=None)),
    "no privacy": (
        "privacy",
        "missing",
        replace(RIGOROUS, submission=(part("p1", "overview", "Describe it."), second, third)),
    ),
    "no rule on AI": ("ai_policy", "missing", replace(RIGOROUS, ai_policy=AiPolicy(stated=False))),
}


@pytest.mark.parametrize("what", LACKING)
def test_each_thing_lacking_fails_its_own_line_alone(what: str) -> None:
    key, result, credential = LACKING[what]
    assert results(credential) == {key: result}


def test_every_line_can_fail() -> None:
    assert {key for key, _, _ in LACKING.values()} == set(KEYS)


def test_a_part_counts_half_of_what_is_whole() -> None:
    whole, half, none = (LACKING[k][2] for k in ("no rule on AI", "no effort", "no privacy"))
    assert audit_credential(half).score == round(100 * 10.5 / 11)
    assert audit_credential(whole).score == audit_credential(none).score == round(100 * 10 / 11)


def texts_of(value: object) -> list[str]:
    """Every scalar of a JSON body, as it is written."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_of(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in texts_of(inner)]
    return [f"{value:g}"] if isinstance(value, float | int) else [str(value)]


def sample() -> list[Credential]:
    """The sample catalogue's credentials."""
    return list(load_catalogue(SAMPLE_CATALOGUE).credentials.values())


def test_what_a_line_rests_on_is_verbatim_and_short() -> None:
    for credential in (*sample(), *(c for _, _, c in LACKING.values())):
        texts = [*texts_of(credential_json(credential)), "true"]
        for line in audit_credential(credential).lines:
            assert len(line.rests_on) <= MOST_QUOTES
            for words in line.rests_on:
                assert words.text
                assert any(words.text in text for text in texts), words
                assert len(words.text) <= MOST_QUOTED
                assert words.field


def test_each_detail_is_one_clause_on_one_line() -> None:
    for credential in (BARE, *sample(), *(c for _, _, c in LACKING.values())):
        for line in audit_credential(credential).lines:
            assert line.detail
            assert "\n" not in line.detail
            assert not line.detail.endswith(".")


def test_a_passed_line_always_shows_the_words_it_rests_on() -> None:
    for credential in (RIGOROUS, *sample()):
        for line in audit_credential(credential).lines:
            assert line.rests_on or not line.passed, (credential.id, line.key)


def test_the_same_credential_gives_the_same_audit() -> None:
    again = replace(RIGOROUS)
    audit_credential.cache_clear()
    assert asdict(audit_credential(RIGOROUS)) == asdict(audit_credential(again))


def test_the_weakest_come_first_and_equals_by_id() -> None:
    audits = [Audit("b", "B", 50, ()), Audit("a", "A", 50, ()), Audit("c", "C", 10, ())]
    assert [audit.credential_id for audit in weakest_first(audits)] == ["c", "a", "b"]


def test_the_sample_catalogue_meets_a_high_bar() -> None:
    scores = {credential.id: audit_credential(credential).score for credential in sample()}
    assert {i: score for i, score in scores.items() if score < 80} == {}
    assert sum(score == 100 for score in scores.values()) >= 20


# Awkward texts

SPANISH = Credential(
    id="tiempo-para-pensar",
    title="Tiempo para pensar",
    issuer="I",
    competency="La docente espera después de preguntar para que participen más estudiantes.",
    effort_hours=10,
    cost_usd=0,
    ai_policy=AiPolicy("forbidden"),
    resources=(
        Resource("Investigación sobre la espera (Rowe, 1986)", kind="artículo"),
        Resource("Guía", kind="guía", url="https://example.org/guia"),
    ),
    submission=(
        part("p1", "overview", "Describa su clase sin los nombres de los estudiantes."),
        part("p2", "artifact", "Entregue una transcripción de dos lecciones."),
        part("p3", "reflection", "¿Qué aprendió? Compare los datos de antes y después."),
    ),
    rubric=(
        row("uno", "p1", "Cita al menos dos preguntas de la lección.", "No cita ninguna pregunta."),
        row("dos", "p2", "Registra cada pausa con su duración.", "Habla de pausas en general."),
        row("tres", "p3", "Compara los turnos antes y después.", "Cuenta que todo salió bien."),
    ),
)


def test_spanish_is_read_as_well_as_english() -> None:
    assert results(SPANISH) == {}
    assert audit_credential(SPANISH).note == ""


def test_spanish_levels_that_differ_only_in_degree_are_found() -> None:
    low = "Muestra claramente algunas preguntas de la lección."
    high = "Muestra muy claramente todas las preguntas de la lección."
    rows = (*SPANISH.rubric[:2], row("tres", "p3", high, low))
    assert results(replace(SPANISH, rubric=rows))["levels"] == "partly"


def test_a_language_it_does_not_read_is_said_and_not_held_against_it_in_silence() -> None:
    german = replace(
        RIGOROUS,
        competency="Die Lehrkraft wartet nach jeder Frage, damit mehr Kinder sprechen können.",
        submission=(
            part("p2", "artifact", "Reichen Sie ein Protokoll ein, das zeigt, wer sprach."),
        ),
        rubric=(
            row("r", "p2", "Nennt zwei Stellen und was danach geschah.", "Nennt keine Stelle."),
        ),
    )
    assert "neither English nor Spanish" in audit_credential(german).note
    assert "neither" in audit_credential(replace(BARE, competency="教师在提问后等待。")).note


def test_an_empty_credential_is_audited_and_not_broken() -> None:
    empty = Credential(id="", title="", issuer="", competency="")
    assert audit_credential(empty).score == 0


def test_jargon_scores_low_however_long_it_is() -> None:
    jargon = "Demonstrates a deep understanding of effective, research-based best practices."
    lower = "Demonstrates some understanding of effective, research-based best practices."
    thin = Credential(
        id="j",
        title="J",
        issuer="I",
        competency="The educator understands the importance of robust 21st century pedagogy.",
        key_method="Research shows that this works.",
        submission=(
            part("p", "artifact", "Describe how you would leverage synergies in your classroom."),
            part("q", "reflection", "Reflect on your experience."),
        ),
        rubric=(row("one", "p", jargon, lower), row("two", "q", jargon, lower)),
    )
    assert results(thin) == {
        "competency": "partly",
        "practice": "partly",
        "levels": "missing",
        "assessable": "missing",
        "research": "partly",
        "resources": "missing",
        "reflection": "missing",
        "effort": "missing",
        "privacy": "missing",
        "ai_policy": "missing",
    }


def test_a_very_long_text_is_read_in_reasonable_time_and_quoted_in_part() -> None:
    word = "students (Aaaa " * 20_000  # a pattern that goes back and forth would need minutes
    big = replace(
        RIGOROUS,
        competency=word,
        submission=(part("p2", "artifact", word), part("p3", "reflection", word)),
        rubric=(Criterion("r", "R", "p2", (Level("A", word), Level("B", word + "x")), "A"),),
        resources=(Resource(word, note=word),),
    )
    for line in audit_credential(big).lines:
        assert all(len(words.text) <= MOST_QUOTED for words in line.rests_on)


def test_a_quote_is_the_sentence_that_holds_the_place() -> None:
    text = "First comes this. Then comes that."
    assert quote("f", text, text.index("that")).text == "Then comes that."
    assert quote("f", "", 0).text == ""


def test_names_are_listed_as_a_person_lists_them() -> None:
    assert listed(["a"]) == "“a”"
    assert listed(["a", "b"]) == "“a” and “b”"
    assert listed(["a", "b", "c", "d", "e"]) == "“a”, “b”, “c” and 2 more"


def test_what_a_folder_holds_can_be_audited(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\ntitle: A\nissuer: I\ncompetency: Waits.\n")
    loaded = load_catalogue(tmp_path).credentials["a"]
    assert audit_credential(loaded).score == round(100 * 0.5 / 11)
