"""The registry: every format can be read and written by its name, and ids are made with care."""

from __future__ import annotations

import json

import pytest

from retrieval.errors import UnreadableFormat
from retrieval.formats import FORMATS, read_format, write_format
from retrieval.formats.ids import MAX_SLUG, Ids, is_id, slug_of
from tests.retrieval.formats.whole import WHOLE


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reads_what_it_wrote(name: str) -> None:
    (found,) = read_format(name, write_format(name, [WHOLE]).data).credentials
    assert found.title == WHOLE.title
    assert [row.title for row in found.rubric] == [row.title for row in WHOLE.rubric]
    for ours, theirs in zip(WHOLE.rubric, found.rubric, strict=True):
        assert theirs.levels == ours.levels


@pytest.mark.parametrize("name", ["case", "canvas", "open-badges"])
def test_a_format_that_cannot_hold_everything_tells_what_it_left_behind(name: str) -> None:
    told = write_format(name, [WHOLE]).not_carried
    assert told
    assert all(line.startswith("wait-time: ") and line.endswith(".") for line in told)


def test_a_name_of_no_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnreadableFormat, match="case, canvas, xlsx, csv, open-badges"):
        read_format("qti", b"")
    with pytest.raises(UnreadableFormat, match="case, canvas"):
        write_format("qti", [WHOLE])


def test_half_a_character_is_refused_before_anything_is_written() -> None:
    body = {"CFRubrics": [{"title": "Asking \ud800"}]}
    with pytest.raises(UnreadableFormat, match="half a character"):
        read_format("case", json.dumps(body).encode())


def test_a_title_without_latin_letters_gets_a_number_for_an_id_and_it_is_told() -> None:
    body = {"CFRubrics": [{"title": "評価"}, {"title": "発表"}]}
    imported = read_format("case", json.dumps(body).encode())
    assert [one.id for one in imported.credentials] == ["credential-1", "credential-2"]
    assert any('"評価"' in told and '"credential-1"' in told for told in imported.not_carried)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Giving Students Time to Think", "giving-students-time-to-think"),
        ("Élan & Über: 3/4!", "elan-uber-3-4"),
        ("../../etc/passwd", "etc-passwd"),
        ("a.stacks", "a-stacks"),
        ("評価", ""),
    ],
)
def test_slugs_are_what_a_person_would_type(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_a_long_title_is_cut_between_words() -> None:
    slug = slug_of("word " * 100)
    assert len(slug) <= MAX_SLUG
    assert slug.endswith("-word")
    assert is_id(slug_of("x" * 500))


def test_no_id_is_handed_out_twice() -> None:
    ids = Ids("row")
    assert ids.keep("pauses-2")
    assert not ids.keep("pauses-2")
    assert [ids.of(t) for t in ("Pauses", "Pauses", "pauses", "評", "")] == [
        "pauses",
        "pauses-3",
        "pauses-4",
        "row-1",
        "row-2",
    ]
