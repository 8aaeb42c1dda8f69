"""The inventory as a page to read: `docs/privacy.md` is made of it."""

from __future__ import annotations

from assistant.data_inventory.inventory import VECTOR_FIELDS, by_kind
from assistant.data_inventory.terms import Kept

OPENING = """\
# What is kept, why, how long, and who sees it

This page is made from the data inventory in `assistant/data_inventory/` by
`credcoach privacy --markdown`; a test fails where it and the database differ.

- Chats, drafts and readiness are the teacher's alone until she shares an item, and each share can
  be taken back. Every look by somebody else is recorded where she sees it.
- A file that she hands in is read and let go: its findings and quotes are kept, the file is not.
- `credcoach user export` hands out everything kept about somebody, and `credcoach user erase`
  removes it for good. A backup that was made before still holds it: let old backups go as well.
- An admin may set for how many days conversations, drafts, self-checks and looks are kept
  (`credcoach retention`); nothing is set at first. "The days set" below are those.
- Students' names are looked for on this machine before any text goes to a language model, which
  is asked only where the installation has set one up.
- The log (`credcoach.log`, 6 MB at most) holds faults, and nothing of what was being saved.
"""
ABOUT_VECTORS = "The vector store holds passages of the catalogue, and nothing about anybody."


def markdown() -> str:
    """The whole page."""
    parts = [OPENING]
    for kind, tables in by_kind():
        parts.append(f"## {kind[0].upper()}{kind[1:]}\n")
        parts += [_table(name, kept) for name, kept in tables.items()]
    parts.append(f"## Vectors\n\n{ABOUT_VECTORS}\n")
    rows = [f"| `{name}` | {purpose} |" for name, purpose in VECTOR_FIELDS.items()]
    parts.append("\n".join(["| field | what it is for |", "| --- | --- |", *rows, ""]))
    return "\n".join(parts)


def summary() -> str:
    """One line a table, for a terminal."""
    return "".join(
        f"{kind}: {kept.purpose} Kept {kept.retention}. Seen by {kept.seen_by}.\n"
        for kind, tables in by_kind()
        for kept in tables.values()
    )


def _table(name: str, kept: Kept) -> str:
    lines = [
        f"### `{name}`",
        "",
        kept.purpose,
        f"Kept {kept.retention}.",
        f"Seen by {kept.seen_by}, where a column says nothing else.",
        "",
        "| column | what it is for | seen by |",
        "| --- | --- | --- |",
    ]
    for column in kept.columns:
        one = kept.column(column)
        own = "" if one.seen_by == kept.seen_by else one.seen_by
        lines.append(f"| `{column}` | {one.purpose} | {own} |")
    return "\n".join([*lines, ""])
