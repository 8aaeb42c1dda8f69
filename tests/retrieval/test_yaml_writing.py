"""A credential written as YAML is read back as it was, and reads as if a person wrote it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from retrieval.catalogue import AiPolicy, Credential, Level
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE
from retrieval.yaml_writing import WIDTH, missing_fields, write_credential
from tests.retrieval.formats.whole import BARE, WHOLE, fields_at_default


def back(folder: Path, *credentials: Credential) -> dict[str, Credential]:
    """The credentials as the catalogue's own reader has them."""
    for one in credentials:
        (folder / f"{one.id}.yaml").write_text(write_credential(one), encoding="utf-8")
    catalogue = load_catalogue(folder)
    assert catalogue.faults == ()
    assert catalogue.notices == ()
    return dict(catalogue.credentials)


def test_the_example_says_something_in_every_field() -> None:
    assert fields_at_default() == []


@pytest.mark.parametrize("credential", [BARE, WHOLE], ids=["bare", "whole"])
def test_a_credential_comes_back_as_it_was(tmp_path: Path, credential: Credential) -> None:
    assert back(tmp_path, credential) == {credential.id: credential}


def test_the_sample_catalogue_comes_back_as_it_was(tmp_path: Path) -> None:
    plain = [
        replace(one, resources=tuple(replace(r, file=None) for r in one.resources))
        for one in load_catalogue(SAMPLE_CATALOGUE).credentials.values()
    ]
    assert len(plain) > 10
    assert back(tmp_path, *plain) == {one.id: one for one in plain}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=300))
@example("a\n  b\n\nc")
@example("trailing \nblank")
@example("# no comment: {x}")
@example("tab\tand\x07bell\x85next\u2028line\ufeff")
@example("0\x850")
@example("line\u2028line\nline\u2029line")
@example("no")
@example("12")
@example("0x1F")
@example("1" * 5000)
@example("- a\n- b")
@example("word " * 60 + " two blanks")
def test_any_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    text = text.strip() or "x"
    rows = tuple(replace(row, title=text) for row in WHOLE.rubric)
    components = tuple(replace(one, text=text) for one in WHOLE.method_components)
    one = replace(WHOLE, title=text, topics=(text,), rubric=rows, method_components=components)
    assert back(tmp_path, one)[one.id] == one


@pytest.mark.parametrize("level", ["No", "yes", "null", "~", "1.0", "2026-11-01", "on"])
def test_a_level_that_yaml_takes_for_something_else_is_quoted(level: str) -> None:
    row = replace(WHOLE.rubric[1], levels=(Level(level), Level("Not")), pass_level=level)
    assert f"name: '{level}'" in write_credential(replace(WHOLE, rubric=(row,)))


def test_long_text_is_folded_and_lines_stay_lines() -> None:
    written = write_credential(WHOLE)
    assert "competency: |-\n  The educator waits after a question.\n\n  - three seconds" in written
    assert "key_method: >-\n  Ask, wait, listen." in written
    assert "grades: [K, 1, 12]" in written
    assert max(len(line) for line in written.splitlines()) <= WIDTH + 20  # one word may stand out


def test_a_required_field_that_is_missing_stands_there_to_be_filled_in(tmp_path: Path) -> None:
    one = replace(WHOLE, issuer="", competency="")
    written = write_credential(one)
    assert missing_fields(one) == ("issuer", "competency")
    assert written.startswith("# To be completed by hand")
    assert "\nissuer:\n" in written
    file = tmp_path / "a.yaml"
    file.write_text(written, encoding="utf-8")
    faults = load_catalogue(tmp_path).faults
    assert [(fault.line, fault.field) for fault in faults] == [(4, "issuer"), (5, "competency")]


def test_an_ai_rule_that_nobody_stated_is_not_written_down_as_the_issuer_s() -> None:
    assert "ai_policy" not in write_credential(BARE)
    stated = replace(BARE, ai_policy=AiPolicy("disclose"))
    assert "ai_policy: {use: disclose}" in write_credential(stated)
