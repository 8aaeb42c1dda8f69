"""Canvas rubric CSVs are read by position, and nothing in them is guessed without a word."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from retrieval.catalogue import Credential, Criterion, Level
from retrieval.errors import UnreadableFormat
from retrieval.formats.canvas_csv import read_canvas, write_canvas
from retrieval.formats.imported import Imported
from tests.retrieval.formats.whole import BARE, WHOLE

HEAD = "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range"
TRIPLE = ",Rating Name,Rating Description,Rating Points"
PAUSES = "Talk,Pauses,,false,Full,Waits,4,Some,Waits at times,2,None,Never waits,0\n"


def read(text: str) -> Imported:
    return read_canvas(text.encode())


def levels(imported: Imported, row: int = 0) -> list[tuple[str, str]]:
    return [(x.name, x.descriptor) for x in imported.credentials[0].rubric[row].levels]


THREE = [("Full", "Waits"), ("Some", "Waits at times"), ("None", "Never waits")]


def test_every_repeated_rating_is_kept_and_not_only_the_last() -> None:
    imported = read(HEAD + TRIPLE * 3 + "\n" + PAUSES)
    assert levels(imported) == THREE
    (credential,) = imported.credentials
    assert (credential.id, credential.title) == ("talk", "Talk")
    assert credential.rubric[0].pass_level == "Full"


@pytest.mark.parametrize("number", [" {}", " 0{}", ".{}", "_{}", "{}"])
def test_numbered_headers_say_which_rating_a_cell_is_of(number: str) -> None:
    names = ["Rating Points", "Rating Name", "Rating Description"]  # in an order of their own
    header = "".join(f",{name}{number.format(n)}" for name in names for n in (1, 2, 3))
    imported = read(f"{HEAD}{header}\nTalk,Pauses,,,4,2,0,Full,Some,None,Waits,Waits at times,"
                    "Never waits\n")  # fmt: skip
    assert levels(imported) == THREE


def test_the_numbers_that_a_data_frame_adds_are_understood() -> None:
    header = (
        HEAD
        + TRIPLE
        + TRIPLE.replace("Name", "Name.1")
        .replace("Description", "Description.1")
        .replace("Points", "Points.1")
    )
    imported = read(f"{header}\nTalk,Pauses,,,Some,x,1,Full,y,2\n")
    assert levels(imported) == [("Full", "y"), ("Some", "x")]


def test_a_row_without_a_rubric_name_continues_the_rubric_above() -> None:
    imported = read(
        HEAD + TRIPLE * 3 + "\n" + PAUSES
        + ",Turns,,false,All,Everyone,1,Few,Three do,0\n,,,,,\n"
        + "Other,Depth,,false,Deep,x,1,Flat,y,0\n,Breadth,,false,Wide,x,1,Narrow,y,0\n"
    )  # fmt: skip
    assert [one.title for one in imported.credentials] == ["Talk", "Other"]
    first, second = imported.credentials
    assert [row.title for row in first.rubric] == ["Pauses", "Turns"]
    assert [row.title for row in second.rubric] == ["Depth", "Breadth"]
    assert [level.name for level in first.rubric[1].levels] == ["All", "Few"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + (HEAD + TRIPLE * 3 + "\n" + PAUSES).encode(),
        (HEAD + TRIPLE * 3 + "\n" + PAUSES).encode("utf-16"),
        (HEAD + TRIPLE * 3 + "\r\n" + PAUSES).replace(",", ";").encode(),
        (HEAD + TRIPLE * 3 + "\n" + PAUSES).replace(",", "\t").encode(),
        ("\n" + HEAD.lower() + TRIPLE.upper() * 3 + "\n" + PAUSES).encode(),
    ],
    ids=["BOM", "UTF-16", "semicolons", "tabs", "blank line and other capitals"],
)
def test_what_spreadsheet_programs_save_is_read_all_the_same(data: bytes) -> None:
    assert levels(read_canvas(data)) == THREE


def test_points_decide_the_order_best_first_whatever_the_order_of_the_file() -> None:
    imported = read(HEAD + TRIPLE * 3 + "\nTalk,Pauses,,,None,n,0,Full,f,10,Some,s,9.5\n")
    assert [name for name, _ in levels(imported)] == ["Full", "Some", "None"]


def test_issuer_and_competency_are_left_open_and_never_made_up() -> None:
    (credential,) = read(HEAD + TRIPLE * 3 + "\n" + PAUSES).credentials
    assert (credential.issuer, credential.competency) == ("", "")


def test_all_that_is_not_carried_is_told_with_its_row() -> None:
    imported = read(
        HEAD + ",Outcome" + TRIPLE * 2 + "\nTalk,Pauses,What is judged,true,LO1,A,a,1,B,b,1\n"
    )
    told = "\n".join(imported.not_carried)
    assert 'Column "Outcome" (row 2) is not carried.' in told
    assert 'Rubric "Talk": Criteria Description (row 2) is not carried.' in told
    assert "ranges of points (row 2) are not carried" in told
    assert "equal points (row 2) leave ratings in the order of the file" in told
    assert "names no pass level" in told
    assert "points are not carried" in told


def test_ratings_without_any_points_keep_their_order_and_it_is_told() -> None:
    imported = read(HEAD + TRIPLE * 2 + "\nTalk,Pauses,,,Low,a,,High,b,\n")
    assert [name for name, _ in levels(imported)] == ["Low", "High"]
    assert any("no points (row 2), so the first rating is the best" in t
               for t in imported.not_carried)  # fmt: skip


def test_a_rubric_whose_name_comes_again_further_down_is_read_as_one_and_told() -> None:
    other = PAUSES.replace("Talk", "Other")
    imported = read(HEAD + TRIPLE * 3 + "\n" + PAUSES + other + PAUSES)
    assert [len(one.rubric) for one in imported.credentials] == [2, 1]
    assert [row.id for row in imported.credentials[0].rubric] == ["pauses", "pauses-2"]
    assert any("comes again further down (row 4)" in told for told in imported.not_carried)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "expected the header"),
        (HEAD + "\nTalk,Pauses,,\n", "expected the header"),
        ("Rubric Name" + TRIPLE + "\nTalk,A,a,1\n", 'no "Criteria Name"'),
        (HEAD + TRIPLE + "\n", "no rubric below it"),
        (HEAD + TRIPLE + "\n,Pauses,,,A,a,1\n", "Row 2 has no Rubric Name"),
        (HEAD + TRIPLE + "\nTalk,,,,A,a,1\n", "Row 2 has no Criteria Name"),
        (HEAD + TRIPLE + "\n" + PAUSES, "Row 2 has more cells than the header"),
        (HEAD + TRIPLE * 2 + "\nTalk,P,,,A,a,10-8,B,b,0\n", 'Row 2 has the points "10-8"'),
        (HEAD + TRIPLE * 2 + "\nTalk,P,,,A,a,nan,B,b,0\n", 'Row 2 has the points "nan"'),
        (HEAD + TRIPLE * 2 + "\nTalk,P,,,A,a,1,B,b,\n", "ratings with points and ratings without"),
        (HEAD + ",Rating Description,Rating Points\nTalk,P,,,a,1\n", "has no Rating Name"),
        (HEAD + TRIPLE + "\n\"Talk,P\0", "NUL"),
    ],
)  # fmt: skip
def test_what_would_have_to_be_guessed_is_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(UnreadableFormat, match=said):
        read(text)


def test_latin_1_is_refused_and_the_way_out_is_named() -> None:
    with pytest.raises(UnreadableFormat, match='save it as "CSV UTF-8"'):
        read_canvas((HEAD + TRIPLE + "\nTalk,Caf\xe9,,,A,a,1\n").encode("latin-1"))


def test_a_file_that_is_far_too_large_is_refused() -> None:
    with pytest.raises(UnreadableFormat, match="larger than 10 MB"):
        read_canvas(b"x" * 10_000_001)


def test_a_quotation_mark_that_is_never_closed_is_named_by_its_row() -> None:
    text = HEAD + TRIPLE + '\nTalk,P,,,A,"' + "a\n" * 150_000
    with pytest.raises(UnreadableFormat, match="Row 2 .* quotation mark"):
        read(text)


# Out again


def rubric_of(*titles: str, levels: int = 3) -> tuple[Criterion, ...]:
    names = [Level(f"Level {n}", f"What {n}, “quoted”,\nis") for n in range(levels)]
    return tuple(Criterion(t.lower(), t, None, tuple(names), "Level 0") for t in titles)


def only_rubric(credential: Credential) -> Credential:
    return Credential(credential.id, credential.title, "", "", rubric=credential.rubric)


def test_rubrics_come_back_as_they_were_written() -> None:
    one = Credential("one", "One", "I", "C", rubric=rubric_of("Pauses", "Turns"))
    two = Credential("two", "Two", "I", "C", rubric=rubric_of("Depth", levels=5))
    exported = write_canvas([one, two])
    assert read_canvas(exported.data).credentials == (only_rubric(one), only_rubric(two))


def test_the_header_repeats_the_triple_for_the_longest_row_and_points_fall() -> None:
    one = Credential("one", "One", "I", "C", rubric=rubric_of("Depth", levels=2))
    rows = list(csv.reader(io.StringIO(write_canvas([one]).data.decode("utf-8-sig"))))
    assert ",".join(rows[0]) == HEAD + TRIPLE * 2
    assert [rows[1][6], rows[1][9]] == ["1", "0"]


def test_no_cell_begins_as_a_formula_and_the_text_still_comes_back() -> None:
    evil = ("=1+1", "+1", "-x", "@SUM(A1)", "'=1", "''=1", "'plain", "-5 degrees")
    rows = tuple(
        Criterion(f"r{i}", text, None, (Level(text, text), Level("No", text)), text)
        for i, text in enumerate(evil)
    )
    exported = write_canvas([Credential("one", "=cmd", "I", "C", rubric=rows)])
    written = list(csv.reader(io.StringIO(exported.data.decode("utf-8-sig"))))
    assert not [c for row in written[1:] for c in row if c[:1] in ("=", "+", "-", "@")]
    assert any("apostrophe" in told for told in exported.not_carried)
    (read_back,) = read_canvas(exported.data).credentials
    assert read_back.title == "=cmd"
    assert tuple(row.levels for row in read_back.rubric) == tuple(row.levels for row in rows)


def test_a_pass_level_below_the_best_is_told_when_it_is_lost() -> None:
    told = "\n".join(write_canvas([WHOLE]).not_carried)
    assert "wait-time: the pass level is not carried (Use of pauses)." in told
    assert "only the title and the rubric are carried" in told


def test_a_credential_without_a_rubric_and_two_of_one_title_are_refused() -> None:
    with pytest.raises(UnreadableFormat, match="bare-bones has no rubric"):
        write_canvas([BARE])
    with pytest.raises(UnreadableFormat, match='Two credentials are called "Waiting: for Answers"'):
        write_canvas([WHOLE, replace(WHOLE, id="other")])
