"""The lexicon as it is written: ours, and what a district adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import LexiconUnreadable
from retrieval.lexicon.entries import ELSEWHERE, LEXICON, Concept, read_lexicon


def test_our_lexicon_speaks_of_many_things_in_two_languages() -> None:
    concepts = read_lexicon()
    assert len(concepts) > 300
    assert all(c.says and c.es for c in concepts)
    assert all(len(c.says) >= 6 for c in concepts)
    assert len({c.term for c in concepts}) == len(concepts)


def test_hardly_any_saying_stands_under_two_concepts() -> None:
    sayings = [saying.casefold() for c in read_lexicon() for saying in (*c.says, *c.es)]
    assert len(sayings) - len(set(sayings)) <= len(sayings) // 200


def test_a_district_adds_sayings_to_a_concept_and_concepts_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- term: Wait Time\n  says: [nobody answers for ten seconds]\n"
        "- term: Harbor Days\n  also: [place-based learning]\n  says: [our boat trips]\n"
    )
    first = tmp_path / "first.yaml"
    first.write_text(
        "- {term: wait time, also: [think time], says: [I jump in], es: [me adelanto]}"
    )
    assert read_lexicon([first, own]) == (
        Concept(
            "wait time",
            ("think time",),
            ("I jump in", "nobody answers for ten seconds"),
            ("me adelanto",),
        ),
        Concept("harbor days", ("place-based learning",), ("our boat trips",)),
    )
    assert len(read_lexicon([LEXICON, own])) >= len(read_lexicon()) + 1


def test_what_is_elsewhere_says_who_can_help_in_two_languages() -> None:
    concepts = read_lexicon([ELSEWHERE])
    assert [c.term for c in concepts if bool(c.answer) != bool(c.answer_es)] == []
    assert all(c.answer != c.answer_es for c in concepts if c.answer)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("term: x", "holds no list of concepts"),
        ("- says: [a]", "entry 1: expected `term:`"),
        ("- {term: a, says: [b]}\n- {term: c}", "entry 2: expected `says:`"),
        ("- {term: a, says: b}", "`says:` must be a list"),
        ("- [", "cannot be read as YAML"),
    ],
)
def test_a_lexicon_that_does_not_fit_is_said_with_file_and_entry(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(text)
    with pytest.raises(LexiconUnreadable, match="own.yaml") as raised:
        read_lexicon([file])
    assert said in str(raised.value)


def test_a_lexicon_that_is_not_there_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(LexiconUnreadable, match="CREDCOACH_LEXICON"):
        read_lexicon([tmp_path / "gone.yaml"])
