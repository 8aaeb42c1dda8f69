"""A credential's passages are its own words, each named by where it stands."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retrieval.catalogue import (
    Credential,
    Criterion,
    Level,
    MethodComponent,
    Part,
    Prompt,
    Resource,
)
from retrieval.passages import SECTION_WORDS, Passage, ResourceText, passages_of

CREDENTIAL = Credential(
    id="thinking-time",
    title="Thinking Time",
    issuer="Example Cooperative",
    competency="The educator waits.",
    key_method="Pause twice.",
    method_components=(MethodComponent("Pause after", "Count to three."), MethodComponent("Empty")),
    topics=("discourse", "questioning"),
    resources=(Resource("Guide", note="Why pauses help."), Resource("Bare")),
    submission=(Part("p1", "Part 1", prompts=(Prompt("context", "Describe your class."),)),),
    rubric=(
        Criterion(
            "pauses",
            "Use of pauses",
            "p1",
            (Level("Best", "more"), Level("Pass", "shows two pauses"), Level("Low", "none")),
            "Pass",
        ),
    ),
)


def by_field(passages: list[Passage]) -> dict[str, str]:
    return {passage.field: passage.text for passage in passages}


def test_every_part_of_a_credential_gives_a_passage_in_the_order_of_the_catalogue() -> None:
    assert [(p.field, p.text) for p in passages_of(CREDENTIAL)] == [
        ("competency", "The educator waits."),
        ("key_method", "Pause twice."),
        ("method_component", "Count to three."),
        ("topics", "discourse, questioning"),
        ("criterion:pauses", "shows two pauses"),
        ("prompt:context", "Describe your class."),
        ("resource", "Why pauses help."),
    ]
    assert {p.credential_id for p in passages_of(CREDENTIAL)} == {"thinking-time"}


def test_a_passage_is_embedded_with_the_name_of_what_it_belongs_to() -> None:
    row = next(p for p in passages_of(CREDENTIAL) if p.field == "criterion:pauses")
    assert row.embedded == "Thinking Time: Use of pauses. shows two pauses"
    assert row.place == "rubric row: Use of pauses"


def test_ids_follow_from_the_content_and_change_with_it() -> None:
    before = {p.field: p.id for p in passages_of(CREDENTIAL)}
    assert before == {p.field: p.id for p in passages_of(replace(CREDENTIAL))}
    after = {p.field: p.id for p in passages_of(replace(CREDENTIAL, key_method="Pause once."))}
    assert {field for field in before if before[field] != after[field]} == {"key_method"}
    elsewhere = {p.id for p in passages_of(replace(CREDENTIAL, id="other"))}
    assert elsewhere.isdisjoint(before.values())


def test_ids_are_unique_even_where_the_same_words_stand_twice() -> None:
    twice = MethodComponent("Pause", "Count to three.")
    passages = passages_of(replace(CREDENTIAL, method_components=(twice, twice)))
    assert len({p.id for p in passages}) == len(passages)
    assert sum(p.field == "method_component" for p in passages) == 1


def test_a_resource_file_is_cut_at_its_headings() -> None:
    text = "Before all.\n\n# One\n\nFirst. Second.\n\n## Two ##\n\nThird.\n"
    found = passages_of(CREDENTIAL, (ResourceText("Guide", text),))[-3:]
    assert [(p.field, p.title, p.place, p.text) for p in found] == [
        ("file:0", "Guide", "Guide", "Before all."),
        ("file:0", "One", "Guide, One", "First. Second."),
        ("file:0", "Two", "Guide, Two", "Third."),
    ]


def test_a_long_section_is_cut_between_sentences() -> None:
    written = [f"On day {i} the teacher waits and looks around the room." for i in range(60)]
    text = "# Pauses\n\n" + " ".join(written)
    found = [p for p in passages_of(CREDENTIAL, (ResourceText("G", text),)) if p.field == "file:0"]
    assert len(found) > 1
    for passage in found:
        assert passage.text.endswith("room.")
        assert len(passage.text.split()) <= SECTION_WORDS
        assert passage.place == "G, Pauses"
    assert " ".join(p.text for p in found) == " ".join(written)


@given(st.lists(st.sampled_from(["# H", "- a b", "One two. Three.", "", "| a | b |"]) | st.text()))
def test_passages_of_a_file_are_verbatim_and_never_blank(lines: list[str]) -> None:
    text = "\n".join(lines)
    for passage in passages_of(CREDENTIAL, (ResourceText("Guide", text),)):
        if passage.field == "file:0":
            assert passage.text in text
            assert passage.text.strip()


def test_a_bare_credential_has_only_its_competency() -> None:
    bare = Credential(id="a", title="A", issuer="I", competency="The educator waits.")
    assert by_field(passages_of(bare)) == {"competency": "The educator waits."}
