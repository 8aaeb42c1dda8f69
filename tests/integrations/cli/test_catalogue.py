"""index and audit at the shell."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.catalogues import NUMBER_TALKS, minimal, write_catalogue
from tests.integrations.cli.conftest import Shell


def test_index_says_what_it_did(shell: Shell, indexed: Path) -> None:
    ran = shell("index", indexed / "catalogue")

    assert ran.status == 0
    assert ran.out == ""
    assert "5 credentials and 1 stacks are indexed: 0 changed, 6 unchanged" in ran.err


def test_index_in_json_puts_one_document_on_stdout_and_nothing_else(
    shell: Shell, tmp_path: Path
) -> None:
    ran = shell("index", write_catalogue(tmp_path / "more", {"a.yaml": minimal("one")}), "--json")

    assert ran.status == 0
    assert ran.json["credentials"] == 6
    assert ran.json["changed"] == ran.json["embedded"] == 1


def test_index_prunes_what_is_gone_only_when_told(shell: Shell, tmp_path: Path) -> None:
    folder = write_catalogue(tmp_path / "m", {"a.yaml": minimal("one"), "b.yaml": minimal("two")})
    shell("index", folder)
    (folder / "b.yaml").unlink()

    assert shell("index", folder, "--json").json["credentials"] == 7
    assert shell("index", folder, "--prune", "--json").json["credentials"] == 6


def test_index_rebuild_makes_every_vector_anew(shell: Shell, indexed: Path) -> None:
    report = shell("index", indexed / "catalogue", "--rebuild", "--json").json
    assert (report["changed"], report["embedded"]) == (0, 20)


def test_a_first_index_makes_the_data_folder(shell: Shell, indexed: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "a" / "b"
    ran = shell("index", indexed / "catalogue", at=fresh)

    assert ran.status == 0
    assert (fresh.stat().st_mode & 0o777) == 0o700
    assert shell("recommend", "letters to families", at=fresh).status == 0


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("broken.yaml", "id: broken\ntitle: [never closed\n", ":3: file: is no valid YAML"),
        ("twice.yaml", NUMBER_TALKS, ':1: id: "number-talks" is already taken by'),
        (
            "leaves.yaml",
            minimal("leaves") + "resources:\n  - {title: Out, file: ../../secret.md}\n",
            ":6: resources[0].file: ",
        ),
        ("bare.yaml", "id: bare\n", ":1: title: "),
        ("latin.yaml", "id: l\ntitle: Espa\udcf1ol\n", ":2: file: is not UTF-8"),
    ],
)
def test_what_does_not_fit_gets_a_line_each_and_the_rest_is_indexed(
    shell: Shell, tmp_path: Path, name: str, text: str, expected: str
) -> None:
    folder = write_catalogue(tmp_path / "more", {"good.yaml": minimal("good")})
    (folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    (tmp_path / "secret.md").write_text("# Not yours\n")

    ran = shell("index", folder)

    assert ran.status == 2
    assert f"{folder / name}{expected}" in ran.err
    assert "6 credentials" in ran.err
    assert shell("recommend", "the educator does good with students", "--json").status == 0


def test_nothing_already_indexed_is_lost_to_a_broken_file(shell: Shell, tmp_path: Path) -> None:
    folder = write_catalogue(tmp_path / "more", {"a.yaml": minimal("one")})
    shell("index", folder)
    (folder / "a.yaml").write_text("id: [")

    assert shell("index", folder, "--prune").status == 2
    assert "6 credentials" in shell("index", folder).err


def test_two_credentials_with_one_id_in_a_folder_are_a_fault_of_the_second(
    shell: Shell, tmp_path: Path
) -> None:
    folder = write_catalogue(tmp_path / "m", {"a.yaml": minimal("one"), "b.yaml": minimal("one")})
    ran = shell("index", folder)

    assert ran.status == 2
    assert f'{folder}/b.yaml:1: id: "one" is already taken by a.yaml' in ran.err


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_a_path_that_is_no_folder_is_named(shell: Shell, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "nowhere"
    if kind == "file":
        path.write_text("id: x\n")
    ran = shell("index", path)

    assert ran.status == 2
    assert ran.err.startswith(f"{path} ")
    assert len(ran.err.splitlines()) == 1


def test_audit_gives_each_credential_a_score_and_what_it_rests_on(shell: Shell) -> None:
    ran = shell("audit", "--json")

    assert ran.status == 0
    scores = {item["credential_id"]: item["score"] for item in ran.json["items"]}
    assert len(scores) == 5
    assert scores["thinking-time"] > scores["family-letters"]
    assert all(0 <= score <= 100 for score in scores.values())
    item = next(i for i in ran.json["items"] if i["credential_id"] == "thinking-time")
    lines = {line["key"]: line for line in item["lines"]}
    assert lines["practice"]["result"] == "passed"
    assert lines["practice"]["rests_on"] == [
        {
            "field": "submission[artifacts].prompts[transcript]",
            "text": "Submit a transcript of two lessons.",
        }
    ]


def test_audit_reads_a_folder_without_any_data_folder(
    bare_shell: Shell, indexed: Path, tmp_path: Path
) -> None:
    ran = bare_shell("audit", indexed / "catalogue")

    assert ran.status == 0
    assert "Giving Students Time to Think" in ran.out
    assert "Evidence of practice" in ran.out
    assert not (tmp_path / "share").exists()


def test_audit_fails_under_the_bar_and_only_under_it(shell: Shell) -> None:
    lowest = min(item["score"] for item in shell("audit", "--json").json["items"])

    assert shell("audit", "--fail-under", lowest).status == 0
    assert shell("audit", "--fail-under", lowest + 1).status == 1
    assert shell("audit", "--fail-under", 101).status == 2


def test_audit_names_each_credential_below_the_bar_and_its_score(shell: Shell) -> None:
    scores = {i["credential_id"]: i["score"] for i in shell("audit", "--json").json["items"]}
    bar = scores["thinking-time"]
    ran = shell("audit", "--fail-under", bar)

    assert ran.status == 1
    named = {line.split()[0]: line for line in ran.err.splitlines()}
    assert set(named) == {i for i, score in scores.items() if score < bar}
    letters = f"(Letters to Families) scores {scores['family-letters']}, below {bar}."
    assert named["family-letters"].endswith(letters)


@pytest.mark.parametrize("columns", ["40", "100", "200"])
def test_the_audit_s_table_fits_a_hundred_columns_and_has_the_weakest_first(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = shell("audit").out
    assert max(map(len, out.splitlines())) <= min(100, int(columns))
    if columns == "100":
        assert out.index("(family-letters)") < out.index("(thinking-time)")


def test_the_audit_of_one_credential_shows_every_line_with_its_words(
    bare_shell: Shell, tmp_path: Path
) -> None:
    text = minimal("one", ai_policy="{use: disclose}")
    ran = bare_shell("audit", write_catalogue(tmp_path / "m", {"a.yaml": text}))

    assert ran.status == 0
    assert "“The educator does one with students.”" in ran.out
    assert ran.out.count("passed") == 2
    assert ran.out.count("missing") == 9


def test_words_of_a_catalogue_are_no_markup_of_the_terminal(
    bare_shell: Shell, tmp_path: Path
) -> None:
    text = (
        minimal("one")
        .replace("Title of", "'[red]Title[/red] [/x]")
        .replace("one\niss", "one'\niss")
    )
    ran = bare_shell("audit", write_catalogue(tmp_path / "m", {"a.yaml": text}))

    assert ran.status == 0
    assert "[red]Title[/red] [/x] one" in ran.out


def test_a_bar_held_against_nothing_is_not_reached(
    shell: Shell, bare_shell: Shell, tmp_path: Path
) -> None:
    empty = write_catalogue(tmp_path / "empty", {})
    for ran in (bare_shell("audit", empty, "--fail-under", 0), shell("audit", at=tmp_path / "new")):
        assert ran.status == 2
        assert ran.out == ""
        assert len(ran.err.splitlines()) == 1
        assert "name a folder that holds a catalogue" in ran.err


def test_audit_of_a_broken_folder_names_the_fault(bare_shell: Shell, tmp_path: Path) -> None:
    folder = write_catalogue(tmp_path / "m", {"a.yaml": "id: ["})
    ran = bare_shell("audit", folder, "--fail-under", 100)

    assert ran.status == 2
    assert f"{folder}{os.sep}a.yaml:" in ran.err
