"""Questions whose passage is known: what counts as found, and the shares by half."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.evaluation.questions import Question, overlaps, read_questions, score

RIGHT = "Keep the key somewhere else."
FOUND = (RIGHT, f"Write codes. {RIGHT}")  # the sentences quoted, the passage they stand in
ELSEWHERE = ("Write codes.", FOUND[1])  # the right passage by its wrong sentence
MISSED = ("Draw the seats on a sheet of paper.",) * 2


def question(qid: str, answer: str = RIGHT) -> Question:
    return Question(qid, "talk", "Where does the key go?", answer)


def write(folder: Path, name: str, *rows: object) -> None:
    (folder / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def test_half_of_the_shorter_text_is_enough() -> None:
    assert overlaps(f"Write codes. {RIGHT}", RIGHT)
    assert overlaps("Keep the key\nsomewhere", RIGHT)
    assert not overlaps("Keep the map in your desk drawer", RIGHT)
    assert not overlaps("", RIGHT)


def test_only_the_first_three_places_count() -> None:
    late = score([question("q2")], lambda _: [MISSED, MISSED, FOUND])["all"]
    assert (late.hit1, late.hit3) == (0, 1)
    assert score([question("q2")], lambda _: [MISSED, MISSED, MISSED, FOUND])["all"].hit3 == 0


def test_the_passage_is_found_even_where_another_sentence_of_it_is_quoted() -> None:
    found = score([question("q2")], lambda _: [ELSEWHERE])["all"]
    assert (found.hit1, found.hit3, found.quote_hit3) == (1, 1, 0)
    assert score([question("q2")], lambda _: [FOUND])["all"].quote_hit3 == 1


def test_odd_and_even_questions_are_reported_apart() -> None:
    found = score([question("q1"), question("q2")], lambda q: [FOUND if q.qid == "q1" else MISSED])
    assert found["all"].hit1 == 0.5
    assert found["odd (tuned on)"].hit1 == 1
    assert found["even (tuned on)"].hit1 == 0


def test_saying_nothing_is_right_only_where_nothing_answers() -> None:
    asked = [question("q1"), question("q3", ""), question("q5", "")]
    figures = score(asked, lambda q: [] if q.qid != "q5" else [MISSED])["all"]
    assert (figures.questions, figures.unanswerable) == (1, 2)
    assert figures.answerable_left_empty == 1
    assert figures.answered_with_nothing == 0.5


def test_a_set_is_read_with_and_without_unanswerable_questions(tmp_path: Path) -> None:
    asked = {"qid": "q1", "credential_id": "talk", "question": "Where?", "answer": RIGHT}
    write(tmp_path, "questions.jsonl", asked)
    assert [q.answer for q in read_questions(tmp_path)] == [RIGHT]
    write(tmp_path, "unanswerable.jsonl", {"qid": "n1", "credential_id": "talk", "question": "?"})
    assert [q.answer for q in read_questions(tmp_path)] == [RIGHT, ""]


def test_the_second_set_is_a_row_of_its_own_and_in_no_other(tmp_path: Path) -> None:
    asked = {"qid": "q1", "credential_id": "talk", "question": "Where?", "answer": RIGHT}
    write(tmp_path, "questions.jsonl", asked)
    write(tmp_path, "second.jsonl", {**asked, "qid": "s01"})
    questions = read_questions(tmp_path)
    found = score(questions, lambda q: [MISSED if q.second else FOUND])
    assert (found["all"].questions, found["all"].hit3) == (1, 1)
    assert (found["second (held out)"].questions, found["second (held out)"].hit3) == (1, 0)
    assert "second (held out)" not in score(questions[:1], lambda _: [FOUND])


def test_what_does_not_fit_is_named_with_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, "questions.jsonl", {"qid": "q1", "credential_id": "talk", "question": "?"})
    with pytest.raises(BadInput, match=r"questions\.jsonl:1: answer is missing"):
        read_questions(tmp_path)
    write(tmp_path, "questions.jsonl")
    with pytest.raises(BadInput, match="holds no questions"):
        read_questions(tmp_path)
