"""One thing to do about what an assessor wrote: where to look, never what to write."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.self_check.requirements.pass_rule import part_name
from assistant.self_check.returned.remark_topics import is_about_files, is_about_length
from retrieval.catalogue import Part, Prompt

FOR_PRIVACY = (
    "Replace every name and number that could identify a student or a family by “Student A” or a "
    "made-up initial, in the text, in pictures and in the names of files, and check again."
)
FOR_THE_WHOLE = (
    "Decide which part this is about and change it there; where you cannot tell, ask the issuer "
    "before you hand in again."
)


def step_for_part(part: Part | None, remarks: Sequence[str]) -> str:
    """What to do about a part: count, open what does not open, or fill what was skipped."""
    name = part_name(part) if part else "your submission"
    if any(is_about_files(remark) for remark in remarks):
        return (
            f"Open every file and link in {name} as a stranger would, signed out, and put right "
            "those that do not open."
        )
    if any(is_about_length(remark) for remark in remarks):
        return f"Count {name} again and bring it within its rule{_rule(part)}."
    return f"Put what {name} still lacks under a heading with its name, where nobody has to search."


def _rule(part: Part | None) -> str:
    """The part's own word rule, or that of its only prompt with one."""
    asked: list[Part | Prompt] = [part, *part.prompts] if part else []
    ruled = [one for one in asked if one.min_words or one.max_words]
    rule = word_rule(ruled[0]) if len(ruled) == 1 else ""
    return f" ({rule})" if rule else ""


def word_rule(asked: Part | Prompt) -> str:
    """A word rule as a person says it: '100 to 300 words'."""
    if asked.min_words and asked.max_words:
        return f"{asked.min_words:,} to {asked.max_words:,} words"
    if asked.min_words:
        return f"at least {asked.min_words:,} words"
    return f"at most {asked.max_words:,} words" if asked.max_words else ""
