"""Four formats by their endings; the same map gives the same bytes in each."""

from __future__ import annotations

import json

import pytest

from assistant.attachments import FORMATS, MEDIA_TYPES, FormatName
from assistant.errors import BadInput
from assistant.evidence_map.formats import format_of, map_file
from tests.assistant.evidence_map.maps import finding, map_of, quote


@pytest.mark.parametrize(
    ("path", "name"),
    [("map.json", "json"), ("a/b.c/map.md", "md"), ("MAP.DOCX", "docx"), ("map.pdf", "pdf")],
)
def test_the_ending_decides_the_format(path: str, name: str) -> None:
    assert format_of(path) == name


@pytest.mark.parametrize("path", ["map.xlsx", "map", "-", "pdf", ".pdf", "map.pdf.txt"])
def test_another_ending_is_refused_in_one_line_that_names_the_four(path: str) -> None:
    with pytest.raises(BadInput, match=r"\.json, \.md, \.docx or \.pdf") as refused:
        format_of(path)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_map_gives_the_same_bytes(name: FormatName) -> None:
    one, other = (map_file(map_of(finding(quote())), name) for _ in range(2))
    assert one == other
    assert one.name == f"evidence-map-pauses.{name}"
    assert one.media_type == MEDIA_TYPES[name]


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_character_in_a_file_s_name_breaks_no_format(name: FormatName) -> None:
    assert map_file(map_of(finding(quote(file="caf\udce9.md"))), name).data


def test_the_json_is_the_map_in_utf_8() -> None:
    made = map_of(finding(quote("Siobhán Ó Conaill waited; 王小明 spoke.")))
    data = map_file(made, "json").data
    assert "王小明" in data.decode()
    assert json.loads(data) == json.loads(json.dumps(made.as_json()))
