"""Help with writing that writes nothing: what a part asks for, what to do first, one question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.dialogue.phrases import Phrases
from retrieval.catalogue import Credential, Part, Prompt

_LONGEST_QUOTE = 200  # characters of her own words that are said back
_SHOWN_ROWS = 2  # of a part; the credential's page has them all
_PLACES = {
    "first": slice(0, 1),
    "second": slice(1, 2),
    "third": slice(2, 3),
    "last": slice(-1, None),
}
_LONGEST_TOLD = 160  # characters of what she told that are said back
_MOST_NAMES = 8  # of what could identify somebody, said in the chat
_STEPS = 2  # of a check that are said in the chat


def instead_of_writing(
    credential: Credential | None, report: dict[str, Any] | None, say: Phrases
) -> str:
    """The kind no, why, and one question: about her own words, or from the credential's prompts."""
    lead = say("guard")
    if credential is not None and credential.ai_policy.use == "forbidden":
        lead += say("guard_forbidden")
    if credential is None:
        return lead + say("guard_memory")
    if own := _own_words(credential, report):
        row, quote = own
        return lead + say("guard_own", row=row, quote=quote)
    prompts = [prompt for part in credential.submission for prompt in part.prompts]
    if not prompts:
        return lead + say("guard_memory")
    return lead + say("guard_prompt", title=credential.title, prompt=prompts[0].text)


def _own_words(credential: Credential, report: dict[str, Any] | None) -> tuple[str, str] | None:
    """A row that would not pass and what she wrote near it, from her last check."""
    for finding in (report or {}).get("findings", ()):
        row = credential.criterion(finding.get("criterion_id", ""))
        if row is None or finding.get("status") == "met" or not finding.get("quotes"):
            continue
        words = " ".join(finding["quotes"][0]["text"].split())
        if len(words) > _LONGEST_QUOTE:
            words = f"{words[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
        return row.title, words
    return None


def told_back(message: str, say: Phrases) -> str:
    """Her own words said back to her as hers, and the question that makes evidence of them."""
    words = " ".join(message.split())
    if len(words) > _LONGEST_TOLD:
        words = f"{words[:_LONGEST_TOLD].rsplit(' ', 1)[0]} …"
    return say("told_back", words=words)


def part_help(credential: Credential | None, kind: str, say: Phrases) -> str:
    """What a part of the submission asks for and what is looked for in it, word for word."""
    known = kind in ("reflection", "artifact", "overview")
    name = say(f"part_{kind}") if known else say("part_whole")
    parts = _parts(credential, kind) if credential is not None else []
    if credential is None or not parts:
        return say("help_any", part=name)
    lines = []
    for part in parts:
        lines.append(say("help_part", part=part.title, title=credential.title))
        lines += [f"- “{prompt.text}”{_words(prompt, say)}" for prompt in part.prompts]
    rows = [row for part in parts for row in credential.criteria_of(part.id)][:_SHOWN_ROWS]
    if rows:
        lines.append(say("help_rows"))
        lines += [f"- **{row.title}**: “{row.target.descriptor}”" for row in rows]
    return "\n".join([*lines, say("help_begin")])


def _parts(credential: Credential, kind: str) -> Sequence[Part]:
    if not kind:
        return credential.submission[:1]
    if kind in _PLACES:
        return list(credential.submission)[_PLACES[kind]]
    return [part for part in credential.submission if part.kind == kind][:2]


def _words(prompt: Prompt, say: Phrases) -> str:
    low, high = prompt.min_words, prompt.max_words
    if low and high:
        return say("help_part_words", low=low, high=high)
    if low:
        return say("help_part_min", low=low)
    return say("help_part_max", high=high) if high else ""


def next_step(credential: Credential | None, report: dict[str, Any] | None, say: Phrases) -> str:
    """What to do first: from the last check, or else what the credential asks for first."""
    if credential is None:
        return say("next_nothing")
    if report is not None:
        steps = list(_steps(report))
        if not steps:
            return say("next_clear", title=credential.title)
        lines = [say("next_check", title=credential.title, step=steps[0])]
        lines += [say("next_check_after", step=step) for step in steps[1:_STEPS]]
        return "\n".join(lines)
    first = next((p for part in credential.submission for p in part.prompts), None)
    if first is None:
        return say("next_nothing")
    return say("next_first", title=credential.title, prompt=first.text)


def names_seen(credential: Credential | None, report: dict[str, Any] | None, say: Phrases) -> str:
    """What in the last check could identify somebody, and what to write instead."""
    found = [one.get("text", "") for one in (report or {}).get("privacy", ())]
    names = list(dict.fromkeys(text for text in found if text))[:_MOST_NAMES]
    if credential is None or not names:
        return say("names_none")
    return say("names_seen", names=", ".join(f"“{name}”" for name in names))


def _steps(report: dict[str, Any]) -> Iterator[str]:
    for finding in report.get("findings", ()):
        if finding.get("status") != "met" and finding.get("next_step"):
            yield finding["next_step"]
