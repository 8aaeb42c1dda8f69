"""The cards of a conversation in a terminal, by Rich: the same parts as on the web."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from integrations.cli.rendering import STATUS_STYLE, STATUS_WORDS

Titles = Callable[[str], Mapping[str, str]]  # credential id -> the titles of its rows by their id
Body = Mapping[str, Any]


def card(kind: str, body: Body, titles: Titles) -> RenderableType | None:
    """A card to print; None for a kind that the words beside it say whole."""
    if kind == "recommendations":
        return Group(*map(_match, body["matches"]))
    if kind == "self_check":
        named = titles(body["credential_id"])
        return Group(*(_finding(one, named) for one in body["findings"]), *_beside_rows(body))
    if kind == "passages":
        return Group(*(_passage(one) for one in body["answers"]))
    if kind == "plan":
        return _plan(body) if body["weeks"] or body["pursuits"] else None
    if kind == "cohort":
        return _cohort(body)
    return None


def _match(match: Body) -> Panel:
    facts = [f"about {match['effort_hours']:g} hours"] if match.get("effort_hours") else []
    pieces: list[RenderableType] = [
        Text(f"{match['issuer']} · {match['credential_id']}", style="dim")
    ]
    pieces += [Text(f"“{quote['text']}”", style="italic") for quote in match["quotes"]]
    pieces += [Text(line) for line in match["reasons"]]
    if already := match.get("already"):
        pieces.append(Text(already["text"], style="green"))
    pieces += [Text(f"Mind: it {caution}.", style="yellow") for caution in match["cautions"]]
    return _panel(Group(*pieces), ", ".join([match["title"], *facts]))


def _finding(finding: Body, named: Mapping[str, str]) -> Panel:
    style = STATUS_STYLE[finding["status"]]
    words = STATUS_WORDS[finding["status"]] + (", unsure" if finding["unsure"] else "")
    pieces: list[RenderableType] = [Text(finding["feedback"])]
    pieces += [
        Text(f"“{quote['text']}”", style="italic")
        for quote in finding["quotes"]
        if quote["text"] not in finding["feedback"]
    ]
    pieces.append(Text.assemble(("Next: ", "bold"), finding["next_step"]))
    row = escape(named.get(finding["criterion_id"], finding["criterion_id"]))
    return Panel(Group(*pieces), title=f"{row}: [{style}]{words}[/{style}]", title_align="left")


def _beside_rows(body: Body) -> Iterator[RenderableType]:
    """What a check says beside its rows: what is missing by count, and what names a student."""
    for one in body["requirements"]:
        if one["status"] == "not_met":
            place = one["prompt_id"] or one["part_id"]
            yield Text.assemble(("Asked for: ", "bold"), f"{one['detail']} ({place})")
    for one in body["privacy"]:
        kind = one["kind"].replace("_", " ")
        yield Text.assemble(("Privacy: ", "bold red"), f"{kind} “{one['text']}” in {one['file']}")


def _passage(answer: Body) -> Padding:
    quoted = Text(f"“{answer['text']}”", style="italic")
    return Padding(Group(quoted, Text(str(answer["place"]), style="dim")), (0, 0, 1, 2))


def _plan(body: Body) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for pursuit in body["pursuits"]:
        until = f", by {_day(pursuit['target_date'])}" if pursuit.get("target_date") else ""
        table.add_row(escape(pursuit["stage"]), escape(f"{pursuit['title']}{until}"))
    for week in body["weeks"]:
        table.add_row(_day(week["week_of"]), escape(week["text"]))
    return table


def _cohort(body: Body) -> Table:
    table = Table(box=None, pad_edge=False, title=escape(body["name"]), title_justify="left")
    for name in ("Teacher", "Credential", "Stage", "Since"):
        table.add_column(name)
    for member in body["members"]:
        name = member["person"]["name"]
        if not member["pursuits"]:
            table.add_row(escape(name), "", "nothing chosen yet", "")
        for pursuit in member["pursuits"]:
            stage = pursuit["stage"] + (", asked for help" if pursuit["help_wanted"] else "")
            cells = (name, pursuit["credential_id"], stage, _day(pursuit["since"]))
            table.add_row(*map(escape, cells))
            name = ""
    return table


def _panel(content: RenderableType, title: str) -> Panel:
    return Panel(content, title=f"[bold]{escape(title)}[/bold]", title_align="left")


def _day(said: str) -> str:
    """A date or a moment in ISO form as "Mar 4"."""
    return f"{date.fromisoformat(said[:10]):%b %-d}"
