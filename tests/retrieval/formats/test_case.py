"""CASE packages, bare or wrapped: rubrics become credentials, best level first."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from retrieval.catalogue import Credential
from retrieval.errors import UnreadableFormat
from retrieval.formats.case import read_case
from retrieval.formats.case_writing import write_case
from retrieval.formats.ids import slug_of
from retrieval.formats.imported import Imported
from tests.retrieval.formats.whole import BARE, WHOLE


def level(quality: str, score: float | None, position: int | None = None) -> dict[str, Any]:
    return {
        "identifier": quality,
        "quality": quality,
        "description": f"{quality} is seen",
        "score": score,
        "feedback": None,
        "position": position,
    }


def criterion(title: str, *levels: dict[str, Any], **more: Any) -> dict[str, Any]:
    ours = levels or (level("Met", 1), level("Not Met", 0))
    return {"description": title, "position": None, "CFRubricCriterionLevels": [*ours], **more}


def package(*criteria: dict[str, Any], **more: Any) -> dict[str, Any]:
    rubric = {"identifier": "r1", "title": "Asking", "CFRubricCriteria": [*criteria]}
    document = {"title": "Framework", "creator": "State Office", "subject": ["mathematics"]}
    return {"CFDocument": document, "CFItems": [], "CFRubrics": [rubric], **more}


def read(body: object) -> Imported:
    return read_case(json.dumps(body).encode())


def levels(imported: Imported) -> list[str]:
    return [one.name for one in imported.credentials[0].rubric[0].levels]


@pytest.mark.parametrize("wrapped", [False, True], ids=["bare", "wrapped"])
def test_a_package_is_read_bare_or_wrapped(wrapped: bool) -> None:
    body = package(criterion("Pauses"))
    imported = read({"CFPackage": body} if wrapped else body)
    (credential,) = imported.credentials
    assert (credential.id, credential.title) == ("asking", "Asking")
    assert credential.subjects == ("mathematics",)
    (row,) = credential.rubric
    assert (row.id, row.title, row.pass_level) == ("pauses", "Pauses", "Met")
    assert [one.descriptor for one in row.levels] == ["Met is seen", "Not Met is seen"]


def test_a_byte_order_mark_is_no_part_of_the_json() -> None:
    data = b"\xef\xbb\xbf" + json.dumps(package(criterion("Pauses"))).encode()
    assert read_case(data).credentials[0].title == "Asking"


def test_null_positions_leave_the_order_of_the_file() -> None:
    imported = read(package(criterion("B"), criterion("A")))
    assert [row.title for row in imported.credentials[0].rubric] == ["B", "A"]


def test_positions_order_the_rows_where_every_row_has_one() -> None:
    imported = read(package(criterion("B", position=2), criterion("A", position=1)))
    assert [row.title for row in imported.credentials[0].rubric] == ["A", "B"]


def test_a_position_that_only_some_rows_have_orders_nothing_and_is_told() -> None:
    imported = read(package(criterion("B", position=2), criterion("A")))
    assert [row.title for row in imported.credentials[0].rubric] == ["B", "A"]
    assert any("not all criteria have a position" in told for told in imported.not_carried)


def test_scores_and_not_positions_say_which_level_is_best() -> None:
    rising = [level("Low", 0, 1), level("Mid", 1.5, 2), level("High", 3, 3)]
    assert levels(read(package(criterion("Pauses", *rising)))) == ["High", "Mid", "Low"]


@pytest.mark.parametrize("scores", [(None, None), (1, None), (None, 0)])
def test_levels_without_scores_keep_their_order_and_it_is_told(
    scores: tuple[int | None, int | None],
) -> None:
    pair = [level("First", scores[0]), level("Second", scores[1])]
    imported = read(package(criterion("Pauses", *pair)))
    assert levels(imported) == ["First", "Second"]
    assert any("the first level is taken as the best" in told for told in imported.not_carried)


def test_a_statement_that_every_row_links_to_is_the_competency_and_it_is_told() -> None:
    link = {"CFItemURI": {"identifier": "i1", "uri": "x", "title": "Short"}}
    items = [{"identifier": "i1", "fullStatement": "The educator asks."}]
    imported = read(package(criterion("A", **link), criterion("B", **link), CFItems=items))
    assert imported.credentials[0].competency == "The educator asks."
    assert any('"The educator asks."' in told for told in imported.not_carried)


def test_several_statements_are_no_competency_and_are_told_instead() -> None:
    rows = [
        criterion(name, CFItemURI={"identifier": name, "uri": "x", "title": f"Item {name}"})
        for name in "AB"
    ]
    imported = read(package(*rows))
    assert imported.credentials[0].competency == ""
    assert any("(Item A; Item B)" in told for told in imported.not_carried)


def test_one_row_that_links_does_not_speak_for_the_others() -> None:
    linked = criterion("A", CFItemURI={"identifier": "i1", "title": "Item A"})
    assert read(package(linked, criterion("B"))).credentials[0].competency == ""


def test_a_publisher_is_offered_as_the_issuer_and_never_taken_for_it() -> None:
    imported = read(package(criterion("A")))
    assert imported.credentials[0].issuer == ""
    assert any('"State Office"' in t and "--issuer" in t for t in imported.not_carried)


def test_weights_categories_feedback_and_the_framework_are_told() -> None:
    rows = criterion("A", {**level("Met", 1), "feedback": "Well done"}, level("Not", 0))
    rows |= {"weight": 0.3, "category": "Quality"}
    body = package(rows, CFItems=[{}], CFAssociations=[{}, {}])
    body["CFRubrics"][0]["description"] = "For teachers"
    told = "\n".join(read(body).not_carried)
    assert 'CFRubrics[0] "Asking": weights (0.3) are not carried.' in told
    assert "categories (Quality) are not carried" in told
    assert "the feedback of 1 levels is not carried" in told
    assert 'its description "For teachers" is not carried' in told
    assert "1 CFItems and 2 CFAssociations" in told
    assert "names no pass level" in told


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Line 1 is no valid JSON"),
        (b"{\n,}", "Line 2 is no valid JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[]", "no CASE package"),
        (b'{"CFPackage": []}', "no CASE package"),
        (b'{"CFDocument": {}}', "holds no CFRubrics"),
        (b'{"CFRubrics": [1, null]}', "holds no CFRubrics"),
        (b'{"CFRubrics": {"a": 1}}', "CFRubrics is no list"),
        (b"[" * 100_000, "no JSON that a CASE package"),
        (b'{"CFRubrics": ' + b"1" * 5000 + b"}", "no JSON that a CASE package"),
        (b" " * 30_000_001, "larger than 30 MB"),
    ],
)
def test_what_is_no_package_with_rubrics_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFormat, match=said):
        read_case(data)


def test_values_of_the_wrong_kind_break_nothing() -> None:
    body = {
        "CFDocument": [],
        "CFItems": [None, {"identifier": []}],
        "CFRubrics": [
            {
                "title": ["x"],
                "uri": 5,
                "CFRubricCriteria": [
                    7,
                    {"description": {}, "CFItemURI": "x", "weight": True,
                     "CFRubricCriterionLevels": {"a": 1}},
                    {"description": "A", "position": "inf",
                     "CFRubricCriterionLevels": [{"quality": 3, "score": "high"}, "x"]},
                ],
            }
        ],
    }  # fmt: skip
    (credential,) = read(body).credentials
    assert credential.title == ""
    assert [row.title for row in credential.rubric] == ["", "A"]


# Out again


def carried(credential: Credential) -> Credential:
    """What a CASE package can hold of a credential."""
    best = [
        replace(row, id=slug_of(row.title), part=None, pass_level=row.levels[0].name)
        for row in credential.rubric
    ]
    return Credential(
        id="waiting-for-answers",
        title=credential.title,
        issuer="",
        competency=credential.competency,
        rubric=tuple(best),
        source=replace(credential.source, retrieved=None),
    )


def test_title_competency_rubric_and_source_come_back() -> None:
    exported = write_case([WHOLE])
    assert read_case(exported.data).credentials == (carried(WHOLE),)
    told = "\n".join(exported.not_carried)
    assert "the pass level is not carried (Use of pauses)" in told
    assert "only the title, competency, rubric and source address are carried" in told


def test_a_second_export_has_the_same_identifiers() -> None:
    first, second = (json.loads(write_case([WHOLE]).data) for _ in range(2))
    assert first["CFRubrics"][0]["identifier"] == second["CFRubrics"][0]["identifier"]
    rubric = first["CFRubrics"][0]
    named = [rubric, *rubric["CFRubricCriteria"]]
    named += [x for row in rubric["CFRubricCriteria"] for x in row["CFRubricCriterionLevels"]]
    assert len({one["identifier"] for one in named}) == len(named)
    assert all(one["uri"] and one["lastChangeDateTime"] for one in named)


def test_credentials_of_different_licenses_carry_none() -> None:
    other = replace(WHOLE, id="other", title="Other", source=replace(WHOLE.source, license="CC0"))
    exported = write_case([WHOLE, other])
    assert "licenseURI" not in json.loads(exported.data)["CFDocument"]
    assert any("different licenses" in told for told in exported.not_carried)


def test_a_credential_without_a_rubric_is_refused() -> None:
    with pytest.raises(UnreadableFormat, match="bare-bones has no rubric"):
        write_case([BARE])
