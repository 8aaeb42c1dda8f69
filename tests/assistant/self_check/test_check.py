"""The only door to a self-check: what it promises for every draft."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from assistant.errors import BadInput, TooLarge
from assistant.self_check.check import MAX_FILES, SelfChecker, rubric_version
from assistant.self_check.evidence import quotes_from
from assistant.self_check.judged import ModelJudge
from assistant.self_check.report import HelpfulPassage, Quote
from assistant.self_check.submission import Submission
from assistant.self_check.surface import SurfaceJudge
from assistant.self_check.verdict import Verdict
from retrieval.catalogue import Credential
from retrieval.documents import read_document
from tests.assistant.self_check.drafts import FakeModel, all_shown, document, unreachable
from tests.catalogues import GOOD_DRAFT
from tests.fakes import WordEmbedder


@pytest.fixture
def checker() -> SelfChecker:
    return SelfChecker(WordEmbedder(), SurfaceJudge())


class Generous:
    """An offline judge that praises every row, with the quotes it is given."""

    def __init__(self, *quotes: Quote, score: float = 1.0) -> None:
        self.quotes = quotes
        self.score = score

    def judge(self, _: Any, evidence: Any) -> tuple[Verdict, ...]:
        return tuple(Verdict(self.score, 0.9, False, self.quotes, ("a",)) for _ in evidence)


class Quoting:
    """An offline judge that praises every row with the best quotes there are."""

    def judge(self, submission: Submission, evidence: Any) -> tuple[Verdict, ...]:
        return tuple(
            Verdict(1.0, 0.9, False, quotes_from(row.candidates, submission)) for row in evidence
        )


def test_the_same_draft_gives_the_same_answer(thinking_time: Credential) -> None:
    reports = [
        SelfChecker(WordEmbedder(), SurfaceJudge()).run(thinking_time, [document(GOOD_DRAFT)])
        for _ in range(2)
    ]
    assert json.dumps(reports[0].as_json()) == json.dumps(reports[1].as_json())


def test_the_report_has_the_contracts_keys(checker: SelfChecker, thinking_time: Credential) -> None:
    draft = GOOD_DRAFT + "\nWrite to me at maya.johnson@school.example please.\n"
    body = checker.run(thinking_time, [document(draft)]).as_json()

    assert set(body) >= {
        "credential_id",
        "rubric_version",
        "engine",
        "readiness",
        "would_fail_today",
        "findings",
        "requirements",
        "privacy",
        "warnings",
    }
    assert set(body["engine"]) == {"name", "model"}
    assert set(body["findings"][0]) >= {
        "criterion_id",
        "status",
        "level",
        "score",
        "confidence",
        "unsure",
        "quotes",
        "missing",
        "feedback",
        "next_step",
        "resource",
        "engine",
    }
    assert set(body["requirements"][0]) == {"part_id", "prompt_id", "status", "detail"}
    assert body["pass_rule"].startswith("Part 1 passes or does not: every row there must be “Met”.")
    assert "would not pass today" in body["summary"]
    assert {note["kind"] for note in body["notes"]} == {"count"}
    (private,) = [p for p in body["privacy"] if p["kind"] == "email"]
    assert draft[private["start"] : private["end"]] == private["text"]


def test_every_quote_is_a_slice_of_the_draft(
    checker: SelfChecker, thinking_time: Credential
) -> None:
    report = checker.run(thinking_time, [document(GOOD_DRAFT)])

    quotes = [quote for finding in report.findings for quote in finding.quotes]
    assert quotes
    assert all(GOOD_DRAFT[q.start : q.end] == q.text for q in quotes)


def test_would_fail_today_names_every_row_that_is_not_met(
    checker: SelfChecker, thinking_time: Credential
) -> None:
    report = checker.run(thinking_time, [document(GOOD_DRAFT)])
    expected = tuple(f.criterion_id for f in report.findings if f.status != "met")
    assert report.would_fail_today == expected


def test_a_judge_that_credits_without_quotes_is_overruled(thinking_time: Credential) -> None:
    checker = SelfChecker(WordEmbedder(), Generous())
    report = checker.run(thinking_time, [document(GOOD_DRAFT)])

    assert {f.status for f in report.findings} == {"not_met"}
    assert report.readiness == "not_ready"


def test_a_judge_that_invents_quotes_is_overruled(thinking_time: Credential) -> None:
    checker = SelfChecker(WordEmbedder(), Generous(Quote("draft.md", 0, 30, "z" * 30)))
    report = checker.run(thinking_time, [document(GOOD_DRAFT)])

    assert not [q for f in report.findings for q in f.quotes]


def test_with_all_rows_shown_nothing_would_fail_today(thinking_time: Credential) -> None:
    quote = Quote("draft.md", 32, 72, GOOD_DRAFT[32:72])
    report = SelfChecker(WordEmbedder(), Generous(quote)).run(thinking_time, [document(GOOD_DRAFT)])

    assert report.readiness == "ready"
    assert report.would_fail_today == ()
    assert [f.level for f in report.findings] == ["Proficient", "Met", "Proficient"]
    assert {f.missing for f in report.findings} == {()}


@pytest.mark.parametrize(
    ("score", "levels"),
    [(0.5, ["Basic", "No", "Developing"]), (0.1, ["Developing", "No", "Developing"])],
)
def test_the_level_follows_the_status_also_on_rows_of_two_levels(
    thinking_time: Credential, score: float, levels: list[str]
) -> None:
    quote = Quote("draft.md", 32, 72, GOOD_DRAFT[32:72])
    checker = SelfChecker(WordEmbedder(), Generous(quote, score=score))
    report = checker.run(thinking_time, [document(GOOD_DRAFT)])

    assert [f.level for f in report.findings] == levels


def test_copying_the_rubric_earns_nothing(checker: SelfChecker, thinking_time: Credential) -> None:
    copied = "\n\n".join(
        f"# {part.title}\n\n"
        + "\n\n".join(row.target.descriptor for row in thinking_time.criteria_of(part.id))
        for part in thinking_time.submission
    )
    report = checker.run(thinking_time, [document(copied)])

    assert {f.status for f in report.findings} == {"not_met"}
    assert not [q for f in report.findings for q in f.quotes]


def test_a_plan_is_told_apart_from_what_was_done(thinking_time: Credential) -> None:
    plan = "I will time pauses of three seconds in two lessons and note what students did in it."
    checker = SelfChecker(WordEmbedder(), Generous())
    report = checker.run(thinking_time, [document(f"# Part 2\n\n{plan}\n")])

    assert f"“{plan}”" in report.findings[0].feedback
    assert report.findings[0].quotes == (), "a plan is shown, and credits nothing"


def test_two_drafts_of_one_row_are_not_told_the_very_same_words(thinking_time: Credential) -> None:
    checker = SelfChecker(WordEmbedder(), Generous())
    told = {
        checker.run(thinking_time, [document(f"We had cake on day {i}.")]).findings[0].feedback
        for i in range(12)
    }
    assert len(told) > 1


def test_help_is_pointed_to_only_where_something_is_missing(thinking_time: Credential) -> None:
    quote = Quote("draft.md", 32, 72, GOOD_DRAFT[32:72])
    passage = HelpfulPassage("A guide", "Its words.")

    def run(score: float) -> set[HelpfulPassage | None]:
        checker = SelfChecker(WordEmbedder(), Generous(quote, score=score))
        files = [document(GOOD_DRAFT)]
        report = checker.run(thinking_time, files, help_for=lambda _: passage)
        return {f.resource for f in report.findings}

    assert run(1.0) == {None}
    assert run(0.5) == {passage}


# What may reach a model


def test_where_ai_is_forbidden_no_model_sees_the_draft(own_words: Credential) -> None:
    model = FakeModel(lambda _: all_shown(1))
    checker = SelfChecker(WordEmbedder(), SurfaceJudge(), ModelJudge(model))
    draft = "Maya Johnson got written feedback that names one next step, and revised.\n"
    for engine in (None, "llm"):
        report = checker.run(own_words, [document(draft)], engine=engine)

        assert model.asked == []
        assert report.engine.name == "offline"
        assert any("forbids AI help" in warning for warning in report.warnings)
        assert [r.status for r in report.requirements] == ["met", "met"]
        assert "student_name" in {p.kind for p in report.privacy}
        assert len(report.findings) == 1


@pytest.mark.parametrize("use", ["allowed", "disclose", "coaching_only"])
def test_other_policies_let_a_model_read(thinking_time: Credential, use: Any) -> None:
    model = FakeModel(lambda _: {})
    credential = replace(thinking_time, ai_policy=replace(thinking_time.ai_policy, use=use))
    checker = SelfChecker(WordEmbedder(), SurfaceJudge(), ModelJudge(model))
    checker.run(credential, [document(GOOD_DRAFT)])

    assert len(model.asked) == 3


@pytest.mark.parametrize(
    ("use", "words"),
    [
        ("allowed", None),
        ("disclose", "This issuer wants to be told where AI helped"),
        ("coaching_only", "This issuer allows AI as a coach and not as a writer"),
    ],
)
def test_what_the_issuers_rule_asks_is_said_once_a_model_has_read_the_draft(
    thinking_time: Credential, use: Any, words: str | None
) -> None:
    credential = replace(thinking_time, ai_policy=replace(thinking_time.ai_policy, use=use))
    read = SelfChecker(
        WordEmbedder(), SurfaceJudge(), ModelJudge(FakeModel(lambda _: all_shown(1)))
    )
    unread = SelfChecker(WordEmbedder(), SurfaceJudge(), ModelJudge(FakeModel(unreachable)))

    def of_the_issuer(checker: SelfChecker, engine: Any = None) -> list[str]:
        report = checker.run(credential, [document(GOOD_DRAFT)], engine=engine)
        return [warning for warning in report.warnings if "This issuer" in warning]

    told = of_the_issuer(read)
    assert len(told) == (1 if words else 0)
    assert not words or told[0].startswith(words)
    assert of_the_issuer(read, "offline") == of_the_issuer(unread) == []


def test_asked_to_stay_offline_it_does(thinking_time: Credential) -> None:
    model = FakeModel(lambda _: all_shown(1))
    checker = SelfChecker(WordEmbedder(), SurfaceJudge(), ModelJudge(model))
    report = checker.run(thinking_time, [document(GOOD_DRAFT)], engine="offline")

    assert model.asked == []
    assert report.warnings == ()


def test_a_model_that_is_not_set_up_is_said(
    checker: SelfChecker, thinking_time: Credential
) -> None:
    report = checker.run(thinking_time, [document(GOOD_DRAFT)], engine="llm")

    assert report.engine.name == "offline"
    assert "OPENAI_API_KEY" in report.warnings[0]


def test_a_draft_is_embedded_by_the_embedder_that_was_given(thinking_time: Credential) -> None:
    local = WordEmbedder()
    SelfChecker(local, SurfaceJudge()).run(thinking_time, [document(GOOD_DRAFT)])

    assert any("three of them do all the talking" in text for text in local.computed)


# Bounds


@pytest.mark.parametrize("text", ["***", "# ---\n", "..."])
def test_a_draft_without_words_is_refused_with_what_to_do(
    checker: SelfChecker, thinking_time: Credential, text: str
) -> None:
    with pytest.raises(BadInput, match="no words"):
        checker.run(thinking_time, [document(text)])


def test_no_file_at_all_is_refused(checker: SelfChecker, thinking_time: Credential) -> None:
    with pytest.raises(BadInput, match="no draft"):
        checker.run(thinking_time, [])


def test_files_that_are_all_unread_are_refused(
    checker: SelfChecker, thinking_time: Credential
) -> None:
    with pytest.raises(BadInput):
        checker.run(thinking_time, [read_document("lesson.mp4", b"\0")])


def test_a_book_is_refused_by_its_words(checker: SelfChecker, thinking_time: Credential) -> None:
    with pytest.raises(TooLarge, match="60,001 words"):
        checker.run(thinking_time, [document("word " * 60_001)])


def test_sixty_thousand_words_are_checked(checker: SelfChecker, thinking_time: Credential) -> None:
    sentence = "The transcript of that lesson shows pauses of three seconds again. "
    long = f"# Part 2\n\n{(sentence * 10).strip()}\n\n" * (60_000 // 113)
    report = checker.run(thinking_time, [document(long)], engine="offline")

    assert len(report.findings) == 3
    assert report.findings[0].quotes


def test_too_many_files_are_refused(checker: SelfChecker, thinking_time: Credential) -> None:
    files = [document("Some words.", f"{i}.md") for i in range(MAX_FILES + 1)]
    with pytest.raises(TooLarge, match="51 files"):
        checker.run(thinking_time, files)


def test_a_credential_without_a_rubric_is_checked_for_its_parts(
    checker: SelfChecker, thinking_time: Credential
) -> None:
    report = checker.run(replace(thinking_time, rubric=()), [document(GOOD_DRAFT)])

    assert report.findings == ()
    assert report.readiness == "not_ready"
    assert "no rubric" in report.warnings[0]
    assert {r.status for r in report.requirements} == {"met"}


def test_files_not_read_are_listed_as_such(checker: SelfChecker, thinking_time: Credential) -> None:
    files = [document(GOOD_DRAFT), read_document("lesson.mp4", b"\0")]
    report = checker.run(thinking_time, files)

    assert any("lesson.mp4: not read" in warning for warning in report.warnings)


def test_two_files_of_one_name_are_quoted_each_from_its_own_text(
    thinking_time: Credential,
) -> None:
    one = "The transcript of lesson one shows pauses of three seconds after questions I asked."
    two = "I compared participation before and after: seven spoke before, and then nineteen."
    files = [document(one, "image.md"), document(two, "image.md")]
    report = SelfChecker(WordEmbedder(), Quoting()).run(thinking_time, files)

    texts = {"image.md": one, "image (2).md": two}
    quotes = [q for f in report.findings for q in f.quotes]
    assert {q.file for q in quotes} == set(texts)
    assert all(texts[q.file][q.start : q.end] == q.text for q in quotes)


def test_a_private_file_name_is_found(checker: SelfChecker, thinking_time: Credential) -> None:
    report = checker.run(thinking_time, [document(GOOD_DRAFT, "Maya Johnson essay.md")])
    assert ("student_name", "Maya Johnson") in {(p.kind, p.text) for p in report.privacy}


def test_the_teachers_own_name_is_not_held_against_her(
    checker: SelfChecker, thinking_time: Credential
) -> None:
    draft = GOOD_DRAFT + "\nMaya Johnson said that she liked the quiet.\n"
    report = checker.run(thinking_time, [document(draft)], own_names=("Maya Johnson",))
    assert report.privacy == ()


def test_the_rubrics_version_changes_with_its_words_alone(thinking_time: Credential) -> None:
    version = rubric_version(thinking_time)
    row = replace(thinking_time.rubric[0], title="Another title")
    changed = replace(thinking_time, rubric=(row, *thinking_time.rubric[1:]))

    assert version.startswith("sha256:")
    assert len(version) == 7 + 64
    assert rubric_version(replace(thinking_time, title="Other")) == version
    assert rubric_version(changed) != version


def test_each_quote_says_where_a_reader_finds_it(thinking_time: Credential) -> None:
    start = GOOD_DRAFT.index("I teach twenty four")
    quote = Quote("draft.md", start, start + 40, GOOD_DRAFT[start : start + 40])
    report = SelfChecker(WordEmbedder(), Generous(quote)).run(thinking_time, [document(GOOD_DRAFT)])

    assert {q.place for f in report.findings for q in f.quotes} == {"under “context”"}
    assert report.as_json()["findings"][0]["quotes"][0]["place"] == "under “context”"
