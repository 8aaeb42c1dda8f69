"""The steady rule: adding lowers no row, taking out raises none, whatever a judge says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.self_check.check import SelfChecker
from assistant.self_check.earlier import Earlier, earlier_from
from assistant.self_check.evidence import quote_of
from assistant.self_check.grounding import is_verbatim, verified
from assistant.self_check.marks import marks_of, text_change
from assistant.self_check.report import STATUS_ORDER, Engine, Finding, Quote, Report, readiness_of
from assistant.self_check.requirements.pass_rule import summary_of
from assistant.self_check.steady import relocated, steadied
from assistant.self_check.submission import Submission
from assistant.self_check.surface import SurfaceJudge
from assistant.self_check.verdict import MET_FROM, PARTLY_FROM, Verdict
from retrieval.catalogue import Credential
from tests.assistant.self_check.drafts import document
from tests.fakes import WordEmbedder

POOL = (
    "I left three seconds of quiet after each question in both lessons.",
    "Seven of twenty four students spoke before the change.",
    "Nineteen students spoke\nafter it.",
    "Yes.",
    "I did so.",
    "# Part 2. Work examples",
    "The transcript of lesson one shows four pauses.",
    "One habit I keep is counting silently to three.",
    "- Maya: because the half is larger",
)
SCORES = st.floats(0, 1).map(lambda score: round(score, 3))
sentences = st.lists(st.sampled_from(POOL), min_size=1, max_size=8)


def text_of(chosen: list[str]) -> str:
    """A draft of these sentences, each a paragraph of its own."""
    return "\n\n".join(chosen) + "\n"


def judged(
    credential: Credential, submission: Submission, scores: list[float], picks: list[int]
) -> Report:
    """What a judge would report who gives each row this score and quotes this sentence."""
    quotable = [quote_of(s, submission) for s in submission.sentences if not s.heading]
    quotes = [quote for quote in quotable if quote]
    findings = []
    for row, score, pick in zip(credential.rubric, scores, picks, strict=True):
        quoted = (quotes[pick % len(quotes)],) if quotes else ()
        verdict = verified(Verdict(score, 0.7, False, quoted, ("an element",)), submission)
        level = {"met": row.target, "partially_met": row.below, "not_met": row.levels[-1]}
        findings.append(
            Finding(
                criterion_id=row.id,
                status=verdict.status,
                level=level[verdict.status].name,
                score=verdict.score,
                confidence=verdict.confidence,
                unsure=verdict.unsure,
                engine="offline",
                quotes=verdict.quotes,
                missing=() if verdict.status == "met" else verdict.missing,
                feedback="words",
                next_step="words",
            )
        )
    return report_of(credential, findings)


def report_of(credential: Credential, findings: list[Finding]) -> Report:
    return Report(
        credential_id=credential.id,
        rubric_version="sha256:0",
        engine=Engine("offline"),
        readiness=readiness_of([f.status for f in findings]),
        would_fail_today=tuple(f.criterion_id for f in findings if f.status != "met"),
        findings=tuple(findings),
        requirements=(),
        privacy=(),
    )


def earlier(report: Report) -> Earlier:
    """The report as it comes back from where it was kept."""
    return earlier_from(report.as_json())


def check_consistency(report: Report, submission: Submission) -> None:
    """Score, status, level, quotes and the report's own sums say the same."""
    for finding in report.findings:
        row = submission.credential.criterion(finding.criterion_id)
        assert row
        expected = (
            "not_met"
            if finding.score < PARTLY_FROM
            else "partially_met"
            if finding.score < MET_FROM
            else "met"
        )
        assert finding.status == expected
        assert bool(finding.quotes) is (finding.status != "not_met")
        assert all(is_verbatim(quote, submission) for quote in finding.quotes)
        levels = {"met": row.target, "partially_met": row.below, "not_met": row.levels[-1]}
        assert finding.level == levels[finding.status].name
        assert not (finding.status == "met" and finding.missing)
    statuses = [finding.status for finding in report.findings]
    assert report.readiness == readiness_of(statuses)
    assert report.would_fail_today == tuple(
        f.criterion_id for f in report.findings if f.status != "met"
    )


ROWS = st.lists(SCORES, min_size=3, max_size=3)
PICKS = st.lists(st.integers(0, 50), min_size=3, max_size=3)


@settings(deadline=None)
@given(sentences, st.data(), ROWS, ROWS, PICKS, PICKS)
def test_adding_lowers_no_row_and_removing_raises_none(
    small_catalogue: dict[str, Credential],
    whole: list[str],
    data: st.DataObject,
    larger: list[float],
    smaller: list[float],
    first: list[int],
    second: list[int],
) -> None:
    thinking_time = small_catalogue["thinking-time"]
    stays = data.draw(st.lists(st.booleans(), min_size=len(whole), max_size=len(whole)))
    some = [sentence for sentence, kept in zip(whole, stays, strict=True) if kept]
    files = [document(text_of(some) if some else "A title\n"), document(text_of(whole))]
    if not some:
        files[1] = document("A title\n\n" + text_of(whole))
    few, all_ = (Submission(thinking_time, [file]) for file in files)
    added = text_change(marks_of([files[0]]), marks_of([files[1]]))
    removed = text_change(marks_of([files[1]]), marks_of([files[0]]))
    assert added.kind in ("added", "same")
    assert removed.kind in ("removed", "same")

    before = judged(thinking_time, few, smaller, first)
    after = steadied(judged(thinking_time, all_, larger, second), earlier(before), added, all_)
    check_consistency(after, all_)
    for then, now in zip(before.findings, after.findings, strict=True):
        assert now.score >= then.score
        assert STATUS_ORDER[now.status] >= STATUS_ORDER[then.status]

    before = judged(thinking_time, all_, larger, second)
    after = steadied(judged(thinking_time, few, smaller, first), earlier(before), removed, few)
    check_consistency(after, few)
    for then, now in zip(before.findings, after.findings, strict=True):
        assert now.score <= then.score
        assert STATUS_ORDER[now.status] <= STATUS_ORDER[then.status]


@settings(deadline=None, max_examples=40)
@given(sentences, sentences, st.integers(0, 8))
def test_the_real_judge_is_held_to_it_too(
    small_catalogue: dict[str, Credential], old: list[str], more: list[str], at: int
) -> None:
    thinking_time = small_catalogue["thinking-time"]
    checker = SelfChecker(WordEmbedder(), SurfaceJudge())
    files = [document(text_of(old)), document(text_of([*old[:at], *more, *old[at:]]))]
    first, second = (checker.run(thinking_time, [file]) for file in files)
    change = text_change(*(marks_of([file]) for file in files))
    submission = Submission(thinking_time, [files[1]])
    after = steadied(second, earlier(first), change, submission)
    assert change.kind in ("added", "same")
    check_consistency(after, submission)
    for then, now in zip(first.findings, after.findings, strict=True):
        assert now.score >= then.score


def two_drafts(
    credential: Credential, old: str, new: str, before: float, after: float
) -> tuple[Finding, Finding]:
    """The first row before, and after a check that gave it another score."""
    files = [document(old), document(new)]
    submissions = [Submission(credential, [file]) for file in files]
    first = judged(credential, submissions[0], [before] * 3, [0] * 3)
    fresh = judged(credential, submissions[1], [after] * 3, [0] * 3)
    change = text_change(*(marks_of([file]) for file in files))
    return first.findings[0], steadied(fresh, earlier(first), change, submissions[1]).findings[0]


def test_a_kept_row_quotes_its_passage_where_it_stands_now(thinking_time: Credential) -> None:
    old = "I left three seconds of quiet after each question.\n"
    new = "It was a rainy week.\n\nI left three seconds of quiet\nafter each question.\n"
    before, after = two_drafts(thinking_time, old, new, 0.8, 0.1)
    assert (after.status, after.score) == ("met", 0.8)
    (quote,) = after.quotes
    assert new[quote.start : quote.end] == quote.text
    assert quote.text.split() == before.quotes[0].text.split()
    assert after.unsure  # the judge saw it otherwise this time, and that is said
    assert quote.text.split()[-1] in after.feedback


def test_a_quote_that_others_were_put_into_is_kept_by_one_of_its_sentences(
    thinking_time: Credential,
) -> None:
    old = "Yes, it did.\n\nSo I waited.\n"
    new = "Yes, it did.\n\nNobody spoke at all.\n\nSo I waited.\n"
    before, after = two_drafts(thinking_time, old, new, 0.5, 0.0)
    assert before.quotes[0].text == "Yes, it did.\n\nSo I waited."
    assert (after.status, after.score) == ("partially_met", 0.5)
    assert "Yes, it did." in after.quotes[0].text


def test_changed_and_moved_text_is_judged_afresh(thinking_time: Credential) -> None:
    old = "I left three seconds of quiet.\n\nSeven students spoke before it.\n"
    for new in (
        "I left five seconds of quiet.\n\nSeven students spoke before it.\n",
        "Seven students spoke before it.\n\nI left three seconds of quiet.\n",
    ):
        for score in (0.1, 0.9):
            assert two_drafts(thinking_time, old, new, 0.5, score)[1].score == score


def test_another_judge_is_not_held_to_what_the_first_one_said(thinking_time: Credential) -> None:
    file = document("I left three seconds of quiet.\n")
    submission = Submission(thinking_time, [file])
    first = judged(thinking_time, submission, [0.2] * 3, [0] * 3)
    fresh = judged(thinking_time, submission, [0.9] * 3, [0] * 3)
    same = text_change(marks_of([file]), marks_of([file]))
    assert steadied(fresh, earlier(first), same, submission).findings[0].score == 0.2
    through = [replace(finding, engine="llm") for finding in fresh.findings]
    through_model = replace(fresh, engine=Engine("llm", "one"), findings=tuple(through))
    assert steadied(through_model, earlier(first), same, submission) == through_model
    other_model = replace(through_model, engine=Engine("llm", "two"))
    assert steadied(other_model, earlier(through_model), same, submission) == other_model
    again = replace(
        through_model, findings=tuple(replace(f, score=0.7) for f in through_model.findings)
    )
    assert steadied(again, earlier(through_model), same, submission).findings[0].score == 0.9


def test_an_earlier_credit_without_a_standing_quote_is_not_kept(thinking_time: Credential) -> None:
    file = document("I left three seconds of quiet.\n")
    submission = Submission(thinking_time, [file])
    before = judged(thinking_time, submission, [0.8] * 3, [0] * 3)
    told = earlier(before)
    forged = Quote("draft.md", 0, 40, "All students joined in, every single day.")
    claimed = replace(
        told, findings={i: replace(f, quotes=(forged,)) for i, f in told.findings.items()}
    )
    fresh = judged(thinking_time, submission, [0.1] * 3, [0] * 3)
    same = text_change(marks_of([file]), marks_of([file]))
    assert steadied(fresh, claimed, same, submission) == fresh


@pytest.mark.parametrize("where", ["draft.md", "other.md"])
def test_a_quote_is_found_in_whatever_file_it_stands_in_now(
    thinking_time: Credential, where: str
) -> None:
    submission = Submission(thinking_time, [document("Words.\n\nI left three seconds of quiet.\n")])
    quote = Quote(where, 0, 30, "I left three  seconds of quiet.")
    now = Quote("draft.md", 8, 38, "I left three seconds of quiet.", "line 3")
    assert relocated(quote, submission) == now
    assert relocated(replace(quote, text="I left nine seconds of quiet."), submission) is None


def test_the_reports_own_words_follow_its_rows(thinking_time: Credential) -> None:
    file = document("I left three seconds of quiet.\n")
    submission = Submission(thinking_time, [file])
    first = judged(thinking_time, submission, [0.9] * 3, [0] * 3)
    fresh = judged(thinking_time, submission, [0.1, 0.9, 0.9], [0] * 3)
    fresh = replace(fresh, summary=summary_of(thinking_time, fresh.findings, ()))
    assert "“Use of pauses”" in fresh.summary
    same = text_change(marks_of([file]), marks_of([file]))
    after = steadied(fresh, earlier(first), same, submission)
    assert (after.readiness, after.would_fail_today) == ("ready", ())
    assert after.summary == summary_of(thinking_time, after.findings, ())
