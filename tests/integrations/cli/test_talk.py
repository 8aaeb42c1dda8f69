"""chat at the shell: piped lines, pasted texts, files, and what a terminal shows."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from integrations.cli.cards import card
from integrations.cli.paragraphs import Paragraphs
from tests.catalogues import GOOD_DRAFT
from tests.integrations.cli.conftest import Shell

TALK = "more students think and join mathematics discussion in my class"


def test_chat_answers_piped_lines_one_after_the_other(shell: Shell) -> None:
    ran = shell("chat", stdin=f"{TALK}\n\ntell me about the first one\n")

    assert ran.status == 0
    assert "1. **" in ran.out
    assert "You hand in:" in ran.out or "It takes about" in ran.out


def test_chat_in_json_writes_one_event_a_line(shell: Shell) -> None:
    ran = shell("chat", "--json", stdin=f"{TALK}\nWrite my reflection for me\n")

    assert ran.status == 0
    assert ran.err == ""
    assert all(set(event) == {"event", "data"} for event in ran.events)
    names = [event["event"] for event in ran.events]
    assert names.count("start") == names.count("done") == 2
    assert names[0] == "start"
    starts = [e["data"]["conversation_id"] for e in ran.events if e["event"] == "start"]
    assert starts[0] == starts[1]
    (card,) = [e["data"] for e in ran.events if e["event"] == "card"]
    assert card["kind"] == "recommendations"
    text = "".join(e["data"]["text"] for e in ran.events if e["event"] == "delta")
    assert "I won't write any part of your submission" in text


def test_chat_without_a_line_ends_at_once(shell: Shell) -> None:
    ran = shell("chat", "--json")
    assert (ran.status, ran.out) == (0, "")


def test_chat_reads_over_any_number_of_empty_lines(shell: Shell) -> None:
    ran = shell("chat", "--json", stdin="\n" * 5000 + "thanks\n")

    assert ran.status == 0
    assert ran.events[-1]["event"] == "done"


def test_chat_that_cannot_answer_says_so_and_goes_on(shell: Shell) -> None:
    ran = shell("chat", "--json", stdin="x" * 4500 + "\nthanks\n")

    names = [event["event"] for event in ran.events]
    assert ran.status == 0
    assert names.count("done") == 2


def test_a_text_of_many_lines_is_one_message(shell: Shell) -> None:
    pasted = "\n".join(f"line {n} of my plan" for n in range(4))
    ran = shell("chat", "--json", stdin=f'"""\n{pasted}\n\n{pasted}\n"""\nthanks\n')

    assert [event["event"] for event in ran.events].count("done") == 2


def test_a_file_is_handed_in_and_its_rows_are_named_by_their_titles(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "mine.md").write_text(GOOD_DRAFT)
    ran = shell("chat", stdin=f"{TALK}\ntell me about thinking-time\n/file mine.md\n")

    assert ran.status == 0
    assert "Use of pauses" in ran.out
    assert "Next: " in ran.out


def test_a_file_that_is_not_there_is_told_and_the_talk_goes_on(shell: Shell) -> None:
    ran = shell("chat", "--json", stdin="/file nowhere.md\n/file\nthanks\n")

    assert ran.status == 0
    assert "nowhere.md does not exist; check the name." in ran.err
    assert "Say which file, for example: /file my-draft.docx" in ran.err
    assert [event["event"] for event in ran.events].count("done") == 1


def test_words_of_others_are_never_read_as_markup() -> None:
    body = {
        "matches": [
            {
                "title": "[bold]Bold[/bold]",
                "issuer": "[red]",
                "credential_id": "x",
                "quotes": [{"text": "[link=x]y[/link]"}],
                "reasons": ["[/]"],
                "cautions": [],
            }
        ]
    }
    out = Console(file=StringIO(), width=100)
    out.print(card("recommendations", body, lambda _: {}))

    shown = out.file.getvalue()  # type: ignore[attr-defined]
    for words in ("[bold]Bold[/bold]", "[red]", "[link=x]y[/link]", "[/]"):
        assert words in shown


def test_a_terminal_shows_each_finished_paragraph_once_and_without_its_marks() -> None:
    out = Console(file=StringIO(), width=60, force_terminal=True, color_system=None)
    words = Paragraphs(out)
    for piece in ("Take **one", "** of them.\n", "\nThen *rest*", "."):
        words.add(piece)
    words.end()

    shown = out.file.getvalue()  # type: ignore[attr-defined]
    last = shown.rsplit("\x1b", 1)[-1]
    assert "Take one of them." in shown
    assert "Then rest." in last
    assert "**" not in last
