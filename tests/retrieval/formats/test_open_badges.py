"""Open Badges achievements: the rubric carried both ways, and every loss told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retrieval.catalogue import Credential, Criterion, Level, Source
from retrieval.errors import UnreadableFormat
from retrieval.formats.open_badges import achievement_id, read_achievements, write_achievement
from tests.badges import ACHIEVEMENT, ISSUER, Signer, as_json, badge, in_png
from tests.catalogues import credential


def level(name: str, description: str = "", **more: Any) -> dict[str, Any]:
    body = {"id": f"urn:level:{name}", "type": ["RubricCriterionLevel"], "name": name, **more}
    return {**body, "description": description} if description else body


def achievement(*results: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "id": ACHIEVEMENT,
        "type": ["Achievement"],
        "name": "Giving Students Time to Think",
        "description": "The educator pauses after questions.",
        "criteria": {"narrative": "Two lessons with pauses."},
        "creator": {"id": ISSUER, "type": ["Profile"], "name": "Example Cooperative"},
        "resultDescription": list(results),
        **changes,
    }


def result(*levels: dict[str, Any], required: str | None = None, **more: Any) -> dict[str, Any]:
    body = {
        "id": "urn:row",
        "type": ["ResultDescription"],
        "name": "Use of pauses",
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": list(levels),
        **more,
    }
    return {**body, "requiredLevel": f"urn:level:{required}"} if required else body


def only(body: Any) -> tuple[Credential, str]:
    read = read_achievements(as_json(body))
    (found,) = read.credentials
    return found, "\n".join(read.not_carried)


def names(row: Criterion) -> list[str]:
    return [one.name for one in row.levels]


def test_an_achievement_becomes_a_credential_with_its_rubric() -> None:
    row = result(level("Basic", "In one lesson."), level("Met", "In two."), required="Met")
    found, told = only(achievement(row, tag=["discourse"], humanCode="thinking-time"))
    assert found == Credential(
        id="thinking-time",
        title="Giving Students Time to Think",
        issuer="Example Cooperative",
        competency="The educator pauses after questions.",
        key_method="Two lessons with pauses.",
        topics=("discourse",),
        rubric=(
            Criterion(
                "use-of-pauses",
                "Use of pauses",
                None,
                (Level("Met", "In two."), Level("Basic", "In one lesson.")),
                "Met",
            ),
        ),
        source=Source(url=ACHIEVEMENT),
    )
    assert "narrative is kept as the key method" in told


def test_levels_come_from_low_to_high_and_points_outweigh_that() -> None:
    low, middle, high = level("Low"), level("Middle"), level("High")
    (row,) = only(achievement(result(low, middle, high, required="Middle")))[0].rubric
    assert (names(row), row.pass_level) == (["High", "Middle", "Low"], "Middle")
    points = [{**high, "points": "10"}, {**low, "points": "2"}, {**middle, "points": 9}]
    found, told = only(achievement(result(*points, required="High")))
    assert names(found.rubric[0]) == ["High", "Middle", "Low"]
    assert "order is taken from the file" not in told


def test_a_file_that_writes_the_best_level_first_is_not_turned_round() -> None:
    tied = [level("Mastered", points="4"), level("Basic", points="4")]
    found, told = only(achievement(result(*tied, required="Mastered")))
    assert names(found.rubric[0]) == ["Mastered", "Basic"]
    assert "look whether the best stands first" in told


def test_a_missing_or_unknown_pass_level_is_told_and_the_best_taken() -> None:
    two = (level("Not Met"), level("Met"))
    found, told = only(achievement(result(*two)))
    assert found.rubric[0].pass_level == "Met"
    assert 'resultDescription[0] "Use of pauses": it says no requiredLevel' in told
    found, told = only(achievement(result(*two, required="Gone")))
    assert found.rubric[0].pass_level == "Met"
    assert "urn:level:Gone names none of its levels" in told


def test_levels_of_one_name_can_still_be_told_apart() -> None:
    again = [{**level("A"), "level": "first"}, {**level("A"), "level": "second"}]
    assert names(only(achievement(result(*again)))[0].rubric[0]) == ["second", "first"]
    found, told = only(achievement(result(level("A"), level("A (2)"), level("A"))))
    assert len(set(names(found.rubric[0]))) == 3
    assert "numbered" in told


def test_results_that_are_no_rubric_are_told() -> None:
    grade = {"type": "ResultDescription", "name": "Grade", "resultType": "LetterGrade"}
    found, told = only(achievement(grade, result(level("Only one"))))
    assert found.rubric == ()
    assert 'resultDescription[0] "Grade": not carried, its type is LetterGrade' in told
    assert "it has 1 rubric levels" in told


def test_what_the_catalogue_has_no_place_for_is_told_by_name() -> None:
    _, told = only(achievement(image={"id": "x"}, alignment=[{"targetName": "y"}], version=""))
    assert "not carried: alignment, image." in told


def test_nothing_is_invented_where_the_file_is_silent() -> None:
    found, told = only({"type": "Achievement", "id": "urn:uuid:1", "creator": ISSUER})
    assert (found.title, found.issuer, found.competency) == ("", "", "")
    assert found.source.url is None
    assert f"the address {ISSUER} only" in told
    assert "urn:uuid:1 is no web address" in told


@pytest.mark.parametrize("kind", ["Achievement", ["Achievement", "ext:Other"], ["ob:Achievement"]])
def test_a_type_is_one_string_or_a_list(kind: Any) -> None:
    assert only(achievement(type=kind))[0].title == "Giving Students Time to Think"


def test_an_achievement_is_found_wherever_it_stands() -> None:
    signer = Signer()
    older = {"vc": {**badge(), "@context": ["https://www.w3.org/2018/credentials/v1"]}}
    record = {
        "type": ["VerifiableCredential", "ClrCredential"],
        "issuer": {"id": "https://school.example", "name": "A school"},
        "credentialSubject": {
            "achievement": [achievement(id="https://badges.example/a", creator=None)],
            "verifiableCredential": [badge(), badge()],
        },
    }
    for data in (as_json(badge()), signer.as_jwt(older), in_png(as_json(badge()))):
        (found,) = read_achievements(data).credentials
        assert (found.title, found.issuer) == (
            "Giving Students Time to Think",
            "Example Cooperative",
        )
    read = read_achievements(as_json(record))
    assert [one.id for one in read.credentials] == [
        "giving-students-time-to-think",
        "giving-students-time-to-think-2",
    ]
    assert len(read_achievements(as_json([achievement(), achievement(id="x")])).credentials) == 2


def test_texts_in_several_languages_give_the_english_one() -> None:
    name = [{"@value": "Pausas", "@language": "es"}, {"@value": "Pauses", "@language": "en-US"}]
    assert only(achievement(name=name))[0].title == "Pauses"
    assert only(achievement(name=name[:1]))[0].title == "Pausas"


@pytest.mark.parametrize("body", [{}, [], [1], {"type": "Profile"}, {"badge": "https://a.example"}])
def test_a_file_without_an_achievement_says_so(body: Any) -> None:
    with pytest.raises(UnreadableFormat, match="no achievement in the file"):
        read_achievements(as_json(body))


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [1], [{}], [[1]], {"id": 5, "name": 7}])
@pytest.mark.parametrize("key", ["name", "criteria", "creator", "tag", "resultDescription", "id"])
def test_odd_values_anywhere_are_no_accident(key: str, value: Any) -> None:
    assert len(read_achievements(as_json(achievement(**{key: value}))).credentials) == 1
    row = result(level("A"), level("B"), rubricCriterionLevel=value, requiredLevel=value)
    assert len(read_achievements(as_json(achievement(row))).credentials) == 1


# Writing


def test_a_credential_and_its_rubric_come_back_from_what_was_written(tmp_path: Path) -> None:
    whole = credential(tmp_path)
    told = read_achievements(as_json(write_achievement(whole)))
    (back,) = told.credentials
    assert (back.id, back.title, back.issuer) == (whole.id, whole.title, whole.issuer)
    assert (back.competency, back.topics) == (whole.competency, whole.topics)
    assert [(r.title, r.levels, r.pass_level) for r in back.rubric] == [
        (r.title, r.levels, r.pass_level) for r in whole.rubric
    ]


def test_a_pass_level_below_the_best_is_kept(tmp_path: Path) -> None:
    whole = credential(tmp_path)
    rows = (replace(whole.rubric[0], pass_level="Basic"),)
    (back,) = read_achievements(as_json(write_achievement(replace(whole, rubric=rows)))).credentials
    assert back.rubric[0].pass_level == "Basic"
    assert names(back.rubric[0]) == ["Proficient", "Basic", "Developing"]


def test_what_is_written_has_all_that_the_standard_requires(tmp_path: Path) -> None:
    whole = credential(tmp_path)
    body = write_achievement(whole)
    assert body["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/")
    assert body["type"] == ["Achievement"]
    assert {"id", "name", "description", "criteria"} <= set(body)
    assert {"id", "type", "name"} <= set(body["creator"])
    (first, *_) = body["resultDescription"]
    levels = first["rubricCriterionLevel"]
    assert [one["name"] for one in levels] == ["Developing", "Basic", "Proficient"]
    assert first["requiredLevel"] == levels[-1]["id"]
    assert (
        len({one["id"] for row in body["resultDescription"] for one in row["rubricCriterionLevel"]})
        == 7
    )
    assert "Submit a transcript of two lessons." in body["criteria"]["narrative"]


def test_ids_stay_the_same_from_one_export_to_the_next(tmp_path: Path) -> None:
    whole = credential(tmp_path)
    assert write_achievement(whole) == write_achievement(whole)
    assert achievement_id(whole).startswith("urn:uuid:")
    there = replace(whole, source=Source(url=ACHIEVEMENT))
    assert write_achievement(there)["id"] == ACHIEVEMENT
