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
    from assistant.self_check.report import Finding, Report
    from retrieval.audit import Audit
    from retrieval.catalogue import Credential

STATUS_WORDS = {"met": "shown", "partially_met": "partly shown", "not_met": "not found"}
_STATUS_STYLE = {"met": "green", "partially_met": "yellow", "not_met": "red"}


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
    for finding in report.findings:
        out.print(_finding(finding, titles[finding.criterion_id]))
    table = Table(title="Parts, prompts and word rules", title_justify="left", box=None)
    for name in ("", "Part", "Prompt", "What was found"):
        table.add_column(name)
    marks = {"met": "[green]ok[/green]", "not_met": "[red]no[/red]", "not_checked": "?"}
    for r in report.requirements:
        detail = escape(r.detail)
        table.add_row(marks[r.status], escape(r.part_id), escape(r.prompt_id or ""), detail)
    if report.requirements:
        out.print(table)
    for found in report.privacy:
        kind = found.kind.replace("_", " ")
        out.print(f"[red]Privacy[/red] {kind} in {escape(found.file)}: {escape(found.text)}")


def _finding(finding: Finding, title: str) -> Panel:
    style = _STATUS_STYLE[finding.status]
    words = STATUS_WORDS[finding.status] + (", unsure" if finding.unsure else "")
    pieces = [escape(finding.feedback), f"[bold]Next:[/bold] {escape(finding.next_step)}"]
    pieces += [f"[italic]“{escape(q.text)}”[/italic]" for q in finding.quotes]
    if finding.resource:
        pieces.append(f"See: {escape(finding.resource.title)}")
    heading = f"{escape(title)}: [{style}]{words}[/{style}]"
    return Panel(Group(*pieces), title=heading, title_align="left")


def print_audit(results: Sequence[Audit]) -> None:
    """One table, one row a credential, with what it lacks."""
    table = Table(box=None)
    for name in ("Score", "Credential", "What it lacks"):
        table.add_column(name)
    for result in sorted(results, key=lambda r: (r.score, r.credential_id)):
        lacking = "; ".join(f"{x.criterion}: {x.detail}" for x in result.lines if not x.passed)
        table.add_row(str(result.score), escape(result.title), escape(lacking or "nothing"))
    console().print(table)
