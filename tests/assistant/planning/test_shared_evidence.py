"""One piece of evidence for two credentials: only where both ask for it, quoted verbatim."""

from __future__ import annotations

from assistant.planning.shared_evidence import shared_evidence
from retrieval.catalogue import Credential, Part, PartKind, Prompt
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE


def credential(
    name: str, *texts: str, kind: PartKind = "artifact", grades: tuple[str, ...] = ()
) -> Credential:
    prompts = tuple(Prompt(f"p{n}", text) for n, text in enumerate(texts))
    part = Part("work", "Part 2. Work", kind, prompts=prompts)
    return Credential(name, name.title(), "Somebody", "Does it.", grades=grades, submission=(part,))


def test_both_prompts_are_quoted_with_their_places() -> None:
    one = credential("one", "Submit a transcript of a lesson.", "Submit the tally.")
    two = credential("two", "Hand in transcripts from two days.")
    (shared,) = shared_evidence([one, two])
    assert (shared.kind, shared.name) == ("transcript", "a transcript")
    assert [(a.credential_id, a.prompt_id, a.part, a.text) for a in shared.asked] == [
        ("one", "p0", "Part 2", "Submit a transcript of a lesson."),
        ("two", "p0", "Part 2", "Hand in transcripts from two days."),
    ]
    assert shared.said.startswith("“One” and “Two” each ask for a transcript")


def test_one_credential_that_asks_twice_shares_nothing() -> None:
    assert shared_evidence([credential("one", "A lesson plan.", "Another lesson plan.")]) == ()


def test_what_is_refused_is_not_asked_for() -> None:
    one = credential("one", "Hand in notes, but no video.")
    two = credential("two", "Hand in a video.")
    assert shared_evidence([one, two]) == ()


def test_a_question_that_only_mentions_a_thing_asks_for_none() -> None:
    one = credential("one", "What did the survey tell you?", kind="reflection")
    two = credential("two", "Hand in the survey.")
    assert shared_evidence([one, two]) == ()
    asks = credential("one", "Repeat the survey. What changed?", kind="reflection")
    assert len(shared_evidence([asks, two])) == 1


def test_classes_that_do_not_meet_share_nothing() -> None:
    young = credential("young", "Submit a lesson plan.", grades=("1", "2"))
    old = credential("old", "Submit a lesson plan.", grades=("11",))
    any_grade = credential("any", "Submit a lesson plan.")
    assert shared_evidence([young, old]) == ()
    (shared,) = shared_evidence([young, old, any_grade])
    assert {a.credential_id for a in shared.asked} == {"young", "any"}


def test_every_quote_of_the_sample_catalogue_stands_in_its_credential() -> None:
    known = load_catalogue(SAMPLE_CATALOGUE).credentials
    found = shared_evidence(list(known.values()))
    assert {"transcript", "student-work"} <= {shared.kind for shared in found}
    for shared in found:
        assert len({asked.credential_id for asked in shared.asked}) > 1
        for asked in shared.asked:
            prompts = [p for part in known[asked.credential_id].submission for p in part.prompts]
            assert asked.text in [p.text for p in prompts if p.id == asked.prompt_id]
