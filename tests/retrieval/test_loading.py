"""A catalogue folder is read as it was written; what does not fit is named by file, line, field."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from retrieval import yaml_entries, yaml_nodes
from retrieval.catalogue import (
    Catalogue,
    Fault,
    Stack,
    credential_from_json,
    credential_json,
    stack_from_json,
)
from retrieval.errors import CatalogueNotFound
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE

HEAD = """\
id: thinking-time
title: Giving Students Time to Think
issuer: Example Regional Cooperative
competency: The educator waits.
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file into the catalogue of the test and gives its path."""

    def write(text: str | bytes, name: str = "a.yaml") -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return file

    return write


def only_fault(catalogue: Catalogue) -> Fault:
    assert len(catalogue.faults) == 1, [str(fault) for fault in catalogue.faults]
    return catalogue.faults[0]


def faults_in(catalogue: Catalogue) -> list[tuple[int, str]]:
    return [(fault.line, fault.field) for fault in catalogue.faults]


def line_with(text: str, part: str, nth: int = 1) -> int:
    """The line, from 1, on which `part` stands for the nth time."""
    lines = [i for i, line in enumerate(dedent(text).splitlines(), 1) if part in line]
    return lines[nth - 1]


# What is read


def test_four_keys_are_enough(write: Write, tmp_path: Path) -> None:
    write(HEAD)
    catalogue = load_catalogue(tmp_path)
    credential = catalogue.credentials["thinking-time"]
    assert not catalogue.faults
    assert credential.title == "Giving Students Time to Think"
    assert credential.issuer == "Example Regional Cooperative"
    assert credential.competency == "The educator waits."
    assert (credential.grades, credential.rubric, credential.effort_hours) == ((), (), None)
    assert credential.ai_policy.use == "disclose"
    assert catalogue.paths == {"thinking-time": "a.yaml"}


def test_scalars_are_read_as_the_text_that_was_written(write: Write, tmp_path: Path) -> None:
    write(
        HEAD
        + dedent("""\
        grades: [PK, K, 3, 12]
        subjects: [No, 1.50, 007, on]
        topics: 2026-11-01
        submission:
          - {id: "1", title: 1e3}
        rubric:
          - id: row
            part: 1
            levels: [{name: Yes, descriptor: true}, {name: No, descriptor: 0x1F}]
            pass_level: Yes
        """)
    )
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    credential = catalogue.credentials["thinking-time"]
    assert credential.grades == ("PK", "K", "3", "12")
    assert credential.subjects == ("No", "1.50", "007", "on")
    assert credential.topics == ("2026-11-01",)
    assert credential.submission[0].title == "1e3"
    row = credential.rubric[0]
    assert [(level.name, level.descriptor) for level in row.levels] == [
        ("Yes", "true"),
        ("No", "0x1F"),
    ]
    assert (row.part, row.pass_level) == ("1", "Yes")


FULL = (
    HEAD
    + """\
key_method: Pause.
method_components:
  - {title: Pause after the question, text: Wait.}
grades: [K, 1]
subjects: [mathematics]
roles: [classroom teacher]
topics: [discourse]
effort_hours: 12.5
cost_usd: 0
counts_for:
  - {state: AR, district: Example District, use: license-renewal, credit: 15 hours}
  - {use: anywhere}
prerequisites: []
ai_policy: {use: coaching_only, note: Say so.}
constraints:
  needs_students: true
  needs_video: false
  window_days: 10
resources:
  - {title: Page, url: https://example.org/x, kind: article, note: Short.}
  - {title: Guide, file: pause.md, kind: guide}
submission:
  - id: overview
    title: Part 1. Overview
    kind: overview
    pass: Passing
    min_words: 300
    prompts:
      - {id: context, text: Describe., min_words: 100, max_words: 300, words_are: guide}
      - {id: aim, text: Say why.}
  - {id: look-back, kind: reflection}
rubric:
  - id: use-of-pauses
    part: overview
    title: Use of pauses
    levels:
      - {name: Proficient, descriptor: a}
      - {name: Basic, descriptor: b}
      - {name: Developing, descriptor: c}
source: {url: https://example.org, license: CC BY 4.0, retrieved: 2026-11-01}
"""
)


def test_every_key_of_the_contract_is_kept(write: Write, tmp_path: Path) -> None:
    write(FULL)
    write("Wait three seconds.", "pause.md")
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    assert not catalogue.notices
    body = credential_json(catalogue.credentials["thinking-time"])
    assert body["method_components"] == ({"title": "Pause after the question", "text": "Wait."},)
    assert body["effort_hours"] == 12.5
    assert body["cost_usd"] == 0
    assert body["counts_for"] == (
        {
            "use": "license-renewal",
            "credit": "15 hours",
            "state": "AR",
            "district": "Example District",
        },
        {"use": "anywhere", "credit": "", "state": None, "district": None},
    )
    assert body["ai_policy"] == {"use": "coaching_only", "note": "Say so.", "stated": True}
    known = {key: value for key, value in body["constraints"].items() if value is not None}
    assert known == {"needs_students": True, "needs_video": False, "window_days": 10}
    assert [r["file"] for r in body["resources"]] == [None, "pause.md"]
    assert body["resources"][0]["url"] == "https://example.org/x"
    first, second = body["submission"]
    assert first["pass"] == "Passing"
    assert first["min_words"] == 300
    assert [
        (p["id"], p["min_words"], p["max_words"], p["words_are"]) for p in first["prompts"]
    ] == [
        ("context", 100, 300, "guide"),
        ("aim", None, None, "rule"),
    ]
    assert (second["title"], second["kind"]) == ("look-back", "reflection")
    assert body["source"] == {
        "url": "https://example.org",
        "license": "CC BY 4.0",
        "retrieved": "2026-11-01",
    }


def test_the_best_level_is_the_pass_level_unless_told(write: Write, tmp_path: Path) -> None:
    write(FULL)
    write("Wait.", "pause.md")
    row = load_catalogue(tmp_path).credentials["thinking-time"].rubric[0]
    assert (row.pass_level, row.pass_index) == ("Proficient", 0)
    assert (row.target.name, row.below.name) == ("Proficient", "Basic")


SCORING_MODELS = {
    "parts that pass or not, work by level": ("Proficient Basic Developing", None, 0),
    "phases": ("Demonstrated Progressing NotMet", "Demonstrated", 0),
    "indicators": ("Met NotMet", "Met", 0),
    "narrative and portfolio": ("Proficient NotYet", None, 0),
    "four levels": ("Exemplary Proficient Developing Emerging", "Proficient", 1),
}


@pytest.mark.parametrize("model", SCORING_MODELS)
def test_each_scoring_model_in_use_is_held(model: str, write: Write, tmp_path: Path) -> None:
    names, pass_level, index = SCORING_MODELS[model]
    levels = ", ".join(f"{{name: {name}, descriptor: d}}" for name in names.split())
    chosen = f", pass_level: {pass_level}" if pass_level else ""
    write(
        HEAD
        + "submission: [{id: p1, min_words: 1000}, {id: p3, min_words: 500}]\n"
        + f"rubric:\n  - {{id: row, part: p1, levels: [{levels}]{chosen}}}\n"
    )
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    row = catalogue.credentials["thinking-time"].rubric[0]
    assert tuple(level.name for level in row.levels) == tuple(names.split())
    assert row.pass_index == index


def test_empty_values_count_as_left_out(write: Write, tmp_path: Path) -> None:
    write(
        HEAD
        + "grades:\nsubjects: ~\nkey_method: null\neffort_hours:\nconstraints:\nai_policy: ~\n"
        + "source:\nrubric:\nresources: null\nprerequisites:\n"
    )
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    credential = catalogue.credentials["thinking-time"]
    assert (credential.grades, credential.subjects, credential.key_method) == ((), (), "")
    assert (credential.effort_hours, credential.prerequisites) == (None, ())


def test_files_are_found_at_any_depth_and_hidden_ones_are_not(write: Write, tmp_path: Path) -> None:
    write(HEAD, "deep/er/a.yml")
    write("not: [closed", ".git/b.yaml")
    write("not: [closed", "notes.txt")
    catalogue = load_catalogue(tmp_path)
    assert list(catalogue.credentials) == ["thinking-time"]
    assert catalogue.files == ("deep/er/a.yml",)
    assert not catalogue.faults


def test_a_byte_order_mark_is_no_part_of_the_text(write: Write, tmp_path: Path) -> None:
    write(b"\xef\xbb\xbf" + HEAD.encode())
    assert list(load_catalogue(tmp_path).credentials) == ["thinking-time"]


# What does not fit


@pytest.mark.parametrize("key", ["id", "title", "issuer", "competency"])
def test_a_required_key_that_is_missing_is_one_fault(
    key: str, write: Write, tmp_path: Path
) -> None:
    kept = [line for line in HEAD.splitlines() if not line.startswith(f"{key}:")]
    file = write("# a comment\n" + "\n".join(kept))
    fault = only_fault(load_catalogue(tmp_path))
    assert str(fault) == f"{file}:2: {key}: is missing; expected text"


@pytest.mark.parametrize("key", ["id", "title", "issuer", "competency"])
def test_a_required_key_without_text_is_a_fault_on_its_line(
    key: str, write: Write, tmp_path: Path
) -> None:
    text = "\n".join(
        f"{key}: ''" if line.startswith(f"{key}:") else line for line in HEAD.split("\n")
    )
    write(text)
    fault = only_fault(load_catalogue(tmp_path))
    assert (fault.line, fault.field) == (line_with(text, f"{key}:"), key)


# (what stands below HEAD, the text whose line is meant, field)
WRONG = {
    "text where a list belongs": ("submission: later\n", "submission", "submission"),
    "a list where text belongs": ("key_method: [a, b]\n", "key_method", "key_method"),
    "keys where text belongs": ("topics: [{a: b}]\n", "topics", "topics[0]"),
    "text where keys belong": ("constraints: many\n", "constraints", "constraints"),
    "text for a row": ("rubric:\n  - Clarity\n", "- Clarity", "rubric[0]"),
    "nothing for a row": ("rubric:\n  - # here\nroles: []\n", "# here", "rubric[0].id"),
    "text in a list of keys": ("counts_for:\n  - renewal\n", "- renewal", "counts_for[0]"),
    "no number": ("effort_hours: a day\n", "effort_hours", "effort_hours"),
    "a negative number": ("cost_usd: -1\n", "cost_usd", "cost_usd"),
    "no finite number": ("cost_usd: nan\n", "cost_usd", "cost_usd"),
    "no whole number": (
        "constraints:\n  needs_video: no\n  window_days: 2.5\n",
        "window_days",
        "constraints.window_days",
    ),
    "neither true nor false": (
        "constraints:\n  needs_video: false\n  needs_students: often\n",
        "needs_students",
        "constraints.needs_students",
    ),
    "an unknown AI rule": ("ai_policy:\n  note: x\n  use: maybe\n", "use:", "ai_policy.use"),
    "an unknown kind of part": (
        "submission:\n  - id: p\n    kind: essay\n",
        "kind:",
        "submission[0].kind",
    ),
    "words that are neither rule nor guide": (
        "submission:\n  - id: p\n    words_are: law\n",
        "words_are",
        "submission[0].words_are",
    ),
    "an unknown grade": ("grades:\n  - K\n  - 3\n  - 13\n", "- 13", "grades"),
    "a grade alone that is unknown": ("grades: kindergarten\n", "grades", "grades"),
    "an address that is none": (
        "resources:\n  - title: x\n    url: javascript:alert(1)\n",
        "url:",
        "resources[0].url",
    ),
    "a resource without a title": (
        "resources:\n  - kind: guide\n    url: https://example.org\n",
        "kind: guide",
        "resources[0].title",
    ),
    "worth without a use": ("counts_for:\n  - credit: 1 hour\n", "credit", "counts_for[0].use"),
    "a prompt without text": (
        "submission:\n  - id: p\n    prompts:\n      - id: q\n",
        "- id: q",
        "submission[0].prompts[0].text",
    ),
    "min_words above max_words of a prompt": (
        "submission:\n  - id: p\n    prompts:\n      - id: q\n        text: t\n"
        "        max_words: 50\n        min_words: 80\n",
        "min_words",
        "submission[0].prompts[0].min_words",
    ),
    "min_words above max_words of a part": (
        "submission:\n  - id: p\n    min_words: 80\n    max_words: 50\n",
        "min_words",
        "submission[0].min_words",
    ),
    "an unknown part": (
        "submission:\n  - id: p\nrubric:\n  - id: r\n    part: q\n"
        "    levels: [{name: A}, {name: B}]\n",
        "part: q",
        "rubric[0].part",
    ),
    "a pass level that is none of the levels": (
        "rubric:\n  - id: r\n    levels: [{name: A}, {name: B}]\n    pass_level: C\n",
        "pass_level",
        "rubric[0].pass_level",
    ),
    "a level named twice": (
        "rubric:\n  - id: r\n    levels:\n      - name: A\n"
        "      - descriptor: d\n        name: A\n",
        "        name: A",
        "rubric[0].levels[1].name",
    ),
    "one level alone": (
        "rubric:\n  - id: r\n    levels:\n      - {name: A}\n",
        "- {name: A}",
        "rubric[0].levels",
    ),
    "no levels": ("rubric:\n  - title: t\n    id: r\n", "- title", "rubric[0].levels"),
    "a part's id twice": (
        "submission:\n  - id: p\n  - title: x\n    id: p\n",
        "    id: p",
        "submission[1].id",
    ),
    "a row's id twice": (
        "rubric:\n  - {id: r, levels: [{name: A}, {name: B}]}\n"
        "  - {levels: [{name: A}, {name: B}], id: r} # here\n",
        "# here",
        "rubric[1].id",
    ),
    "a key twice": ("topics: [a]\nroles: []\ntopics: [b] # again\n", "# again", "topics"),
    "its own prerequisite": (
        "roles: []\nprerequisites: [thinking-time]\n",
        "prereq",
        "prerequisites",
    ),
    "a NUL character": ('topics: [a]\nkey_method: "a\\0b"\n', "key_method", "key_method"),
}


@pytest.mark.parametrize("loader", ["C", "Python"])
@pytest.mark.parametrize("what", WRONG)
def test_what_does_not_fit_is_named_by_file_line_and_field(
    what: str, loader: str, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        yaml_nodes, "_LOADER", {"C": yaml.CSafeLoader, "Python": yaml.SafeLoader}[loader]
    )
    below, meant, field = WRONG[what]
    text = HEAD + below
    file = write(text)
    write(HEAD.replace("thinking-time", "good"), "b.yaml")
    catalogue = load_catalogue(tmp_path)
    fault = only_fault(catalogue)
    line = 4 + line_with(below, meant)
    assert str(fault).startswith(f"{file}:{line}: {field}: ")
    assert len(fault.message) > 10
    assert "\n" not in str(fault)
    assert list(catalogue.credentials) == ["good"]


@pytest.mark.parametrize("written", ["Thinking Time", "ä", "a/b", "-a", "x" * 129])
def test_an_id_that_is_no_slug_is_refused(written: str, write: Write, tmp_path: Path) -> None:
    write(HEAD.replace("thinking-time", written))
    fault = only_fault(load_catalogue(tmp_path))
    assert (fault.line, fault.field) == (1, "id")


def test_every_fault_of_a_file_is_told_at_once(write: Write, tmp_path: Path) -> None:
    write(HEAD + "effort_hours: x\ngrades: [99]\nai_policy: {use: y}\n")
    assert set(faults_in(load_catalogue(tmp_path))) == {
        (5, "effort_hours"),
        (6, "grades"),
        (7, "ai_policy.use"),
    }


def test_an_id_taken_by_another_file_is_a_fault_where_the_id_stands(
    write: Write, tmp_path: Path
) -> None:
    write(HEAD)
    second = write("# later\ntitle: x\nissuer: y\ncompetency: z\nid: thinking-time\n", "b.yaml")
    catalogue = load_catalogue(tmp_path)
    fault = only_fault(catalogue)
    assert str(fault).startswith(f"{second}:5: id: ")
    assert "a.yaml" in fault.message
    assert catalogue.paths["thinking-time"] == "a.yaml"


BROKEN = {
    "a list that is not closed": (b"id: a\ntopics: [a, b\ntitle: x\n", {2, 3}),
    "a colon inside plain text": (b"id: a\ntitle: Part 1: Overview\n", {2}),
    "a tab as indent": (b"id: a\nrubric:\n\t- id: r\n", {3}),
    "two documents": (b"id: a\n---\nid: b\n", {2}),
    "bytes that are not UTF-8": (b"id: a\n# fine\ntitle: caf\xe9\n", {3}),
    "UTF-16": ("id: a\n".encode("utf-16"), {1}),
    "an alias": (b"id: a\ntopics: &t [x]\nroles: *t\n", {3}),
    "an empty file": (b"", {1}),
    "a file of comments": (b"# nothing\n# here\n", {1}),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", {1}),
    "a control character": (b"id: a\ntitle: x\x07y\n", {1, 2}),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_cannot_be_read_is_one_fault_and_the_rest_is_loaded(
    what: str, write: Write, tmp_path: Path
) -> None:
    data, lines = BROKEN[what]
    file = write(data)
    write(HEAD, "b.yaml")
    catalogue = load_catalogue(tmp_path)
    fault = only_fault(catalogue)
    assert (fault.path, fault.field) == (str(file), "file")
    assert fault.line in lines
    assert list(catalogue.credentials) == ["thinking-time"]
    assert catalogue.files == ("a.yaml", "b.yaml")


def test_an_alias_bomb_is_refused_before_it_unfolds(write: Write, tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    write("\n".join(lines))
    fault = only_fault(load_catalogue(tmp_path))
    assert fault.line == 2
    assert "aliases" in fault.message


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_deep_nesting_is_refused_before_it_exhausts_the_stack(
    loader: str, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "_LOADER", getattr(yaml, loader))
    write("id: a\ntopics: " + "[" * 20_000 + "]" * 20_000)
    fault = only_fault(load_catalogue(tmp_path))
    assert fault.field == "file"
    assert "nest" in fault.message


def test_a_file_far_too_large_is_not_even_parsed(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "MAX_YAML_BYTES", 1_000_000)
    write(HEAD + "#" * 1_000_000)
    assert "larger than 1 MB" in only_fault(load_catalogue(tmp_path)).message


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "~\n", "3\n"])
def test_a_file_that_holds_no_keys_is_one_fault_of_the_file(
    text: str, write: Write, tmp_path: Path
) -> None:
    file = write(text)
    assert str(only_fault(load_catalogue(tmp_path))).startswith(f"{file}:1: file: ")


def test_an_unknown_key_is_a_notice_and_the_credential_is_kept(
    write: Write, tmp_path: Path
) -> None:
    file = write(
        HEAD
        + "badge_colour: red\nrubric:\n  - {id: r, weight: 2, levels: [{name: A}, {name: B}]}\n"
    )
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    assert list(catalogue.credentials) == ["thinking-time"]
    assert [str(n)[: len(str(file)) + 20] for n in catalogue.notices] == [
        f"{file}:5: badge_colour: is"[: len(str(file)) + 20],
        f"{file}:7: rubric[0].weight: "[: len(str(file)) + 20],
    ]


def test_a_folder_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CatalogueNotFound, match=r"nowhere does not exist; .*\.$"):
        load_catalogue(tmp_path / "nowhere")


def test_a_file_in_place_of_a_folder_is_said_in_one_sentence(write: Write) -> None:
    with pytest.raises(CatalogueNotFound, match=r"is a file, not a folder; .*\.$"):
        load_catalogue(write(HEAD))


# Resource files


def with_resource(path: str) -> str:
    return HEAD + f'resources:\n  - title: Guide\n    file: "{path}"\n'


@pytest.mark.parametrize(
    ("yaml_name", "written"),
    [
        ("a.yaml", "files/guide.md"),
        ("deep/a.yaml", "files/guide.md"),
        ("deep/a.yaml", "../files/guide.md"),
        ("files/a.yaml", "guide.md"),
        ("a.yaml", "files/../files/guide.md"),
    ],
)
def test_a_resource_file_is_found_beside_its_credential_or_below_the_catalogue(
    yaml_name: str, written: str, write: Write, tmp_path: Path
) -> None:
    write("Wait.", "files/guide.md")
    write(with_resource(written), yaml_name)
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    assert catalogue.credentials["thinking-time"].resources[0].file == "files/guide.md"


@pytest.mark.parametrize(
    "written", ["../secret.md", "files/../../secret.md", "{outside}/secret.md"]
)
def test_a_resource_path_that_leaves_the_folder_is_a_fault(
    written: str, write: Write, tmp_path: Path
) -> None:
    write("secret", "secret.md")
    write("x", "catalogue/files/x.md")
    file = write(with_resource(written.format(outside=tmp_path)), "catalogue/a.yaml")
    fault = only_fault(load_catalogue(tmp_path / "catalogue"))
    assert str(fault).startswith(f"{file}:7: resources[0].file: ")
    assert "leaves the catalogue's folder" in fault.message


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_does_not_lead_a_resource_out_of_the_folder(
    link: str, write: Write, tmp_path: Path
) -> None:
    write("secret", "outside/secret.md")
    write(with_resource("inside/secret.md"), "catalogue/a.yaml")
    inside = tmp_path / "catalogue" / "inside"
    if link == "folder":
        inside.symlink_to(tmp_path / "outside")
    else:
        inside.mkdir()
        (inside / "secret.md").symlink_to(tmp_path / "outside" / "secret.md")
    catalogue = load_catalogue(tmp_path / "catalogue")
    fault = only_fault(catalogue)
    assert (fault.line, fault.field) == (7, "resources[0].file")
    assert "leaves the catalogue's folder" in fault.message
    assert not catalogue.credentials


def test_a_catalogue_that_is_itself_reached_by_a_link_is_no_way_out(
    write: Write, tmp_path: Path
) -> None:
    write("Wait.", "real/guide.md")
    write(with_resource("guide.md"), "real/a.yaml")
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    catalogue = load_catalogue(tmp_path / "alias")
    assert not catalogue.faults
    assert catalogue.root == str(tmp_path / "real")


@pytest.mark.parametrize("written", ["nowhere.pdf", "files", "x" * 300 + ".md", "loop.md"])
def test_a_resource_that_is_no_file_is_a_fault_on_its_line(
    written: str, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    write(with_resource(written))
    fault = only_fault(load_catalogue(tmp_path))
    assert (fault.line, fault.field) == (7, "resources[0].file")


def test_a_resource_far_too_large_is_a_fault(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_entries, "MAX_RESOURCE_BYTES", 10)
    write("eleven bytes and more", "big.md")
    write(with_resource("big.md"))
    assert "larger than" in only_fault(load_catalogue(tmp_path)).message


# Prerequisites


def named(credential_id: str, *prerequisites: str) -> str:
    needed = ", ".join(prerequisites)
    return HEAD.replace("thinking-time", credential_id) + f"roles: []\nprerequisites: [{needed}]\n"


def test_prerequisites_that_lead_back_are_faults_of_those_in_the_circle_only(
    write: Write, tmp_path: Path
) -> None:
    write(named("one", "two"), "1.yaml")
    write(named("two", "three"), "2.yaml")
    write(named("three", "one"), "3.yaml")
    write(named("leads-in", "one", "free"), "4.yaml")
    write(named("free", "not-here"), "5.yaml")
    catalogue = load_catalogue(tmp_path)
    assert [(Path(f.path).name, f.line, f.field) for f in catalogue.faults] == [
        (name, 6, "prerequisites") for name in ("1.yaml", "2.yaml", "3.yaml")
    ]
    assert set(catalogue.credentials) == {"leads-in", "free"}


# Stacks

STACK = """\
- id: lead-coach
  title: "Lead Professional Educator: Instructional Coach"
  designation: Lead Professional Educator
  issuer: Example Regional Cooperative
  state: AR
  role: instructional coach
  credentials: [thinking-time, modelling-for-adults]
  required: all
  slots:
    - {title: Choice, credentials: [a, thinking-time, c], required: 1}
- id: few
  title: Few
  credentials: [a, b, c]
  required: 2
"""


def test_stacks_are_read_with_their_slots(write: Write, tmp_path: Path) -> None:
    write(STACK, "arkansas.stacks.yaml")
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    lead, few = catalogue.stacks.values()
    assert lead.designation == "Lead Professional Educator"
    assert (lead.state, lead.role, lead.required) == ("AR", "instructional coach", "all")
    assert lead.members == ("thinking-time", "modelling-for-adults", "a", "c")
    assert (lead.slots[0].title, lead.slots[0].required) == ("Choice", 1)
    assert (few.required, few.slots, few.designation) == (2, (), None)
    assert catalogue.paths["stack:few"] == "arkansas.stacks.yaml"


@pytest.mark.parametrize("required", ["0", "3", "most", "-1", "1.5", "[1]"])
def test_a_stack_that_requires_what_it_cannot_is_a_fault_and_its_neighbour_stays(
    required: str, write: Write, tmp_path: Path
) -> None:
    write(
        "- id: odd\n  title: Odd\n  credentials: [a, b]\n"
        f"  required: {required}\n- {{id: even, title: Even, credentials: [a]}}\n",
        "x.stacks.yaml",
    )
    catalogue = load_catalogue(tmp_path)
    fault = only_fault(catalogue)
    assert (fault.line, fault.field) == (4, "[0].required")
    assert list(catalogue.stacks) == ["even"]


@pytest.mark.parametrize("required", ["0", "3", "all of them"])
def test_a_slot_that_requires_what_it_cannot_is_a_fault(
    required: str, write: Write, tmp_path: Path
) -> None:
    write(
        "- id: odd\n  title: Odd\n  credentials: [a]\n  slots:\n"
        f"    - credentials: [b, c]\n      required: {required}\n",
        "x.stacks.yaml",
    )
    assert faults_in(load_catalogue(tmp_path)) == [(6, "[0].slots[0].required")]


def test_a_stack_named_twice_is_a_fault_where_the_second_id_stands(
    write: Write, tmp_path: Path
) -> None:
    write("- {id: s, title: One}\n- title: Two\n  id: s\n", "x.stacks.yaml")
    catalogue = load_catalogue(tmp_path)
    assert faults_in(catalogue) == [(3, "id")]
    assert catalogue.stacks["s"].title == "One"


def test_a_stacks_file_that_is_no_list_is_a_fault(write: Write, tmp_path: Path) -> None:
    write("id: s\ntitle: One\n", "x.stacks.yaml")
    assert faults_in(load_catalogue(tmp_path)) == [(1, "stacks")]


@pytest.mark.parametrize("key", ["id", "title"])
def test_a_stack_without_id_or_title_is_a_fault(key: str, write: Write, tmp_path: Path) -> None:
    kept = {"id": "s", "title": "One", "role": "mentor"}
    del kept[key]
    write("- " + "\n  ".join(f"{k}: {v}" for k, v in kept.items()) + "\n", "x.stacks.yaml")
    assert faults_in(load_catalogue(tmp_path)) == [(1, f"[0].{key}")]


# To JSON and back


def test_every_sample_credential_comes_back_from_json_unchanged() -> None:
    credentials = load_catalogue(SAMPLE_CATALOGUE).credentials
    assert credentials
    for credential in credentials.values():
        body = json.loads(json.dumps(credential_json(credential)))
        assert all("pass_label" not in part for part in body["submission"])
        assert credential_from_json(body) == credential


def test_every_sample_stack_comes_back_from_json_unchanged() -> None:
    stacks: list[Stack] = list(load_catalogue(SAMPLE_CATALOGUE).stacks.values())
    assert stacks
    for stack in stacks:
        assert stack_from_json(json.loads(json.dumps(asdict(stack)))) == stack
