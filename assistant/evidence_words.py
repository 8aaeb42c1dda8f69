"""What is said of a text that speaks to rubric rows: "speaks to", never "met" or "will pass"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.evidence_matches import EvidenceMatch, EvidenceMatches, SpokenRow
    from assistant.self_check.report import PrivacyFinding, Quote

NOTHING = (
    "I find no credential here whose rubric this text plainly speaks to. That says nothing about "
    "its worth: it may belong to one that this catalogue does not have."
)
_NAMED_ROWS = 3
_SHOWN_QUOTE = 240  # characters of a passage in the chat; the page has it whole


def of_all(matches: Sequence[EvidenceMatch]) -> str:
    """The sentence above some matches."""
    some = "one credential" if len(matches) == 1 else f"{len(matches)} credentials"
    return (
        f"This text speaks to rows of {some}, in the passages below. That is a beginning and no "
        "verdict: a self-check tells what an assessor would still miss."
    )


def of_one(rows: Sequence[SpokenRow], in_all: int) -> str:
    """What a text has to do with one credential; `rows` are those it speaks to."""
    noun = "row" if in_all == 1 else "rows"
    said = (
        f"You may already do part of this: your words speak to {len(rows)} of its {in_all} {noun}"
    )
    clear = [row.title for row in rows if row.clearly]
    if clear:
        said += f", most clearly to {_listed(clear[:_NAMED_ROWS])}"
    if all(row.planned for row in rows):
        said += ". So far they tell what is planned; evidence tells what was done"
    return f"{said}."


def of_names(privacy: Sequence[PrivacyFinding]) -> str:
    """The warning that somebody could be recognised."""
    places = "1 place" if len(privacy) == 1 else f"{len(privacy)} places"
    return (
        f"{places[:1].upper()}{places[1:]} in this text could identify a student or a family. "
        "Nothing left this machine; change them before you hand it in anywhere."
    )


def too_short(count: int) -> str:
    """What is said of a text of a few words."""
    words = "1 word" if count == 1 else f"{count} words"
    return f"{words} are too few to tell what this could count for; hand in the whole text."


def cut_off(most: int) -> str:
    """The warning that only the beginning was weighed."""
    return f"Only about the first {most:,} words were looked at; hand in the rest by itself."


def told(found: EvidenceMatches) -> str:
    """The answer in the chat: credentials by number, so that one can be named, with passages."""
    pieces = [found.message]
    for number, match in enumerate(found.matches, start=1):
        pieces.append(f"{number}. **{match.title}**. {match.note}")
        for row in match.rows[:_NAMED_ROWS]:
            pieces.append(_passage(row.title, row.quotes[0]))
    end = "Which credential is it for? "
    if found.matches:
        end += "Say its number, and I read all of it against that rubric."
    else:
        end += "If you know, name it, and I read it against that rubric all the same."
    return "\n\n".join([*pieces, end])


def _passage(title: str, quote: Quote) -> str:
    text = " ".join(quote.text.split())
    if len(text) > _SHOWN_QUOTE:
        text = f"{text[:_SHOWN_QUOTE].rsplit(' ', 1)[0]} …"
    place = f" ({quote.place})" if quote.place else ""
    return f"> {title}: “{text}”{place}"


def _listed(titles: Iterable[str]) -> str:
    named = [f"“{title}”" for title in titles]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
