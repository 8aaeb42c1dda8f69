"""A catalogue with everything wrong at once: a line for each fault, and the rest is indexed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from tests.catalogues import minimal, write_catalogue
from tests.integrations.cli.conftest import Shell

HUGE = 200_000_000  # bytes


def with_file(credential_id: str, name: str) -> str:
    return minimal(credential_id) + f"resources:\n  - {{title: A file, file: {name}}}\n"


FILES = {
    "broken.yaml": "id: broken\ntitle: [never closed\n",
    "types.yaml": minimal("types", effort_hours="many", topics="{a: b}", rubric="good"),
    "twice-a.yaml": minimal("twice"),
    "twice-b.yaml": "# the second\n" + minimal("twice"),
    "no-file.yaml": with_file("no-file", "not-there.pdf"),
    "scan.yaml": with_file("scan", "scan.pdf"),
    "huge-pdf.yaml": with_file("huge-pdf", "huge.pdf"),
    "circle-a.yaml": minimal("circle-a", prerequisites="[circle-b]"),
    "circle-b.yaml": minimal("circle-b", prerequisites="[circle-a]"),
    "self.yaml": minimal("self", prerequisites="[self]"),
    "good.yaml": minimal("good"),
}
# file, line, field, words that tell what to do
EXPECTED = [
    ("broken.yaml", 3, "file", "mend the line or quote the text"),
    ("types.yaml", 5, "effort_hours", "expected a number of zero or more"),
    ("types.yaml", 6, "topics", "expected a list"),
    ("types.yaml", 7, "rubric", "expected a list"),
    ("twice-b.yaml", 2, "id", "expected an id of its own"),
    ("no-file.yaml", 6, "resources[0].file", "there is no such file in the catalogue"),
    ("scan.yaml", 5, "resources[0].file", "scan.pdf"),
    ("huge-pdf.yaml", 6, "resources[0].file", "expected a smaller file"),
    ("huge.yaml", 1, "file", "split it"),
    ("latin.yaml", 2, "file", "save it as UTF-8"),
    ("circle-a.yaml", 5, "prerequisites", "take one of them out"),
    ("circle-b.yaml", 5, "prerequisites", "take one of them out"),
    ("self.yaml", 5, "prerequisites", "take one of them out"),
]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A catalogue folder with a good credential and everything that goes wrong."""
    folder = write_catalogue(tmp_path / "bad", FILES)
    (folder / "latin.yaml").write_bytes("id: latin\ntitle: Español\n".encode("latin-1"))
    for name in ("huge.yaml", "huge.pdf"):
        with (folder / name).open("wb") as file:
            file.truncate(HUGE)  # sparse: it takes no room on the disk
    scan = FPDF()
    scan.add_page()
    scan.rect(10, 10, 100, 100)
    scan.output(str(folder / "scan.pdf"))
    return folder


def test_each_fault_has_its_line_the_rest_is_indexed_and_so_it_stays(
    shell: Shell, bad: Path
) -> None:
    for _ in range(2):  # the second run reads nothing anew that is good, and says the same
        ran = shell("index", bad)

        assert ran.status == 2
        said = ran.err.splitlines()
        for name, line, field, words in EXPECTED:
            (own,) = [s for s in said if s.startswith(f"{bad / name}:{line}: {field}: ")]
            assert words in own
            assert len(own) < 400
        # Five were there before; good, scan (with its title only) and the first of the twins came.
        assert "8 credentials and 1 stacks are indexed" in ran.err
    assert shell("recommend", "the educator does good with students", "--json").status == 0


def test_every_sentence_names_a_file_of_the_folder_and_nothing_else_is_said(
    shell: Shell, bad: Path
) -> None:
    said = shell("index", bad).err.splitlines()

    faults = [line for line in said if line.startswith(str(bad))]
    assert len(faults) == len(EXPECTED)
    assert "are indexed" in said[-1]
