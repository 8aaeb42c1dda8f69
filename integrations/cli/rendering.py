"""What people see in a terminal: tables and panels by Rich, on standard output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table

if TYPE_CHECKING:
    from assistant.recommendations import Recommendation
    from assistant.self_check.report import Finding, Report, Requirement
    from retrieval.audit import Audit, AuditLine
    from retrieval.catalogue import Credential

STATUS_WORDS = {"met": "shown", "partially_met": "partly shown", "not_met": "not found"}
STATUS_STYLE = {"met": "green", "partially_met": "yellow", "not_met": "red"}
_RESULT_STYLE = {"passed": "green", "partly": "yellow", "missing": "red"}
_TABLE_COLUMNS = 100  # of a terminal; wider ones make lines too long to read
_NAME_COLUMNS = 26
_QUOTE_CHARACTERS = 140  # of the words a line of an audit rests on; the JSON has them whole
_PASSAGE_CHARACTERS = 300  # of a resource, inside a panel


def console() -> Console:
    """Standard output; plain where it is no terminal."""
    return Console(highlight=False)


def print_recommendation(found: Recommendation) -> None:
    """Matches, each with its reasons, its quote and what to mind."""
    out = console()
    out.print(escape(found.message))
    for match in found.matches:
        hours = f", about {match.effort_hours:g} hours" if match.effort_hours else ""
        out.print(f"\n[bold]{escape(match.title)}[/bold] ({escape(match.credential_id)}{hours})")
        for quote in match.quotes:
            out.print(Padding(f"[italic]“{escape(quote.text)}”[/italic]", (0, 0, 0, 2)))
        for reason in match.reasons:
            out.print(Padding(escape(reason), (0, 0, 0, 2)))
        if match.already:
            out.print(Padding(escape(match.already.text), (0, 0, 0, 2)))
        if match.cautions:
            out.print(Padding(f"Mind: it {escape('; it '.join(match.cautions))}.", (0, 0, 0, 2)))


def print_report(report: Report, credential: Credential) -> None:
    """A self-check row by row; which rows would fail today, never a percentage."""
    out = console()
    titles = {row.id: row.title for row in credential.rubric}
    if report.would_fail_today:
        failing = "; ".join(titles[i] for i in report.would_fail_today)
        out.print(f"[bold]Would not pass today:[/bold] {escape(failing)}")
    elif report.findings:
        out.print("[bold]Nothing found that would fail today.[/bold] The assessor decides.")
    if report.pass_rule:
        out.print(Padding(escape(f"How it is decided: {report.pass_rule}"), (0, 0, 1, 0)))
    for finding in report.findings:
        out.print(_finding(finding, titles[finding.criterion_id]))
    _print_requirements(out, report.requirements)
    if report.notes:
        out.print("\n[bold]Worth a look before you hand it in[/bold]")
    for note in report.notes:
        out.print(Padding(escape(f"- {note.detail}"), (0, 0, 0, 2)))
    for found in report.privacy:
        kind = found.kind.replace("_", " ")
        out.print(f"[red]Privacy[/red] {kind} in {escape(found.file)}: {escape(found.text)}")


def _print_requirements(out: Console, requirements: Sequence[Requirement]) -> None:
    """What was asked for; entries that only say that nothing tells them apart are counted."""
    from assistant.self_check.requirements.requirements import NO_PLACE

    told = [one for one in requirements if one.detail != NO_PLACE]
    if told:
        table = Table(title="Parts, prompts and word rules", title_justify="left", box=None)
        for name in ("", "Part", "Prompt", "What was found"):
            table.add_column(name)
        marks = {"met": "[green]ok[/green]", "not_met": "[red]no[/red]", "not_checked": "?"}
        for one in told:
            cells = (one.part_id, one.prompt_id or "", one.detail)
            table.add_row(marks[one.status], *(escape(cell) for cell in cells))
        out.print(table)
    if left := len(requirements) - len(told):
        which = f"{left} of the parts and prompts" if told else "Parts and prompts"
        out.print(f"{which} could not be told apart: headings with their names would say where.")


def _finding(finding: Finding, title: str) -> Panel:
    from assistant.self_check.wording import shortened

    style = STATUS_STYLE[finding.status]
    words = STATUS_WORDS[finding.status] + (", unsure" if finding.unsure else "")
    pieces = [escape(finding.feedback), f"[bold]Next:[/bold] {escape(finding.next_step)}"]
    pieces += [
        f"[italic]“{escape(quote.text)}”[/italic]"
        for quote in finding.quotes
        if quote.text not in finding.feedback
    ]
    if finding.resource:
        passage = shortened(finding.resource.quote or "", _PASSAGE_CHARACTERS)
        said = f": “{passage}”" if passage else ""
        pieces.append(f"A passage that helps, {escape(finding.resource.title)}{escape(said)}")
    heading = f"{escape(title)}: [{style}]{words}[/{style}]"
    return Panel(Group(*pieces), title=heading, title_align="left")


def print_audit(results: Sequence[Audit]) -> None:
    """The weakest first: what to mend and on which words it rests; of a single one, every line."""
    from retrieval.audit import weakest_first

    out = console()
    out.width = min(out.width, _TABLE_COLUMNS)
    for result in weakest_first(results):
        lines = result.lines if len(results) == 1 else result.to_mend
        title = f"{escape(result.title)} [dim]({escape(result.credential_id)})[/dim]"
        heading = (
            f"[bold]{result.score}[/bold] {title}{'' if result.to_mend else ': nothing to mend'}"
        )
        out.print(heading)
        if result.note:
            out.print(Padding(escape(result.note), (0, 0, 0, 4)))
        if lines:
            out.print(Padding(_audit_table(lines), (0, 0, 1, 4)))
    out.print(f"{len(results)} credential{'' if len(results) == 1 else 's'}, the weakest first.")


def _audit_table(lines: Sequence[AuditLine]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(width=max(map(len, _RESULT_STYLE)))
    table.add_column(width=_NAME_COLUMNS)
    table.add_column(overflow="fold")
    for line in lines:
        result = f"[{_RESULT_STYLE[line.result]}]{line.result}[/]"
        table.add_row(result, escape(line.name), _resting(line))
    return table


def _resting(line: AuditLine) -> str:
    """What to mend, and the first of the words that it rests on."""
    from retrieval.audit.lines import shortened

    said = [escape(line.detail)]
    if line.rests_on:
        words = line.rests_on[0]
        said.append(f"[dim]{escape(shortened(words.text, _QUOTE_CHARACTERS))}[/dim]")
        said.append(f"[dim]{escape(words.field)}[/dim]")
    return "\n".join(said)
