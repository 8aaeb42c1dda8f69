"""Whether every part and prompt is there and keeps its word rule: what can be counted."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.self_check.report import Requirement, RequirementStatus
from assistant.self_check.submission import Submission, count_words
from retrieval.catalogue import Part, Prompt

NO_PLACE = "nothing says which text belongs here; a heading with its name would"


def check_requirements(submission: Submission) -> tuple[Requirement, ...]:
    """One entry per part, then one per prompt of it, in the order of the credential."""
    found: list[Requirement] = []
    for part in submission.credential.submission:
        found.append(_part(submission, part))
        found.extend(_prompts(submission, part))
    return tuple(found)


def _part(submission: Submission, part: Part) -> Requirement:
    text = submission.text_of(part.id)
    files = submission.unread if part.kind == "artifact" else ()
    names = ", ".join(document.name for document in files)
    if text is None and files:
        return Requirement(part.id, None, "met", f"handed in, not read: {names}")
    text = _whole(submission, part)
    if text is None and not submission.placed:
        return Requirement(part.id, None, "not_checked", NO_PLACE)
    if text is None:
        return Requirement(part.id, None, "not_met", "no text and no file found for this part")
    status, detail = _words(text, part.min_words, part.max_words, part.words_are)
    if names:
        detail += f"; also handed in, not read: {names}"
    return Requirement(part.id, None, status, detail)


def _prompts(submission: Submission, part: Part) -> Iterator[Requirement]:
    for prompt in part.prompts:
        text = submission.text_of(part.id, prompt.id)
        if text is None and len(part.prompts) == 1:
            text = _whole(submission, part)
        if text is not None:
            limits = (prompt.min_words, prompt.max_words, prompt.words_are)
            yield Requirement(part.id, prompt.id, *_words(text, *limits))
        else:
            yield _unplaced(submission, part, prompt)


def _whole(submission: Submission, part: Part) -> str | None:
    """The part's text; where there is only one part, all that was handed in without a heading."""
    text = submission.text_of(part.id)
    only = len(submission.credential.submission) == 1 and not submission.placed
    return "\n\n".join(submission.texts.values()) if text is None and only else text


def _unplaced(submission: Submission, part: Part, prompt: Prompt) -> Requirement:
    """A prompt whose answer cannot be told apart: said so, unless even the whole is too short."""
    whole = _whole(submission, part)
    if whole is None and submission.placed:
        if part.kind == "artifact" and submission.unread:
            detail = "a file was handed in that cannot be read here; check it by eye"
            return Requirement(part.id, prompt.id, "not_checked", detail)
        return Requirement(part.id, prompt.id, "not_met", "no text found for this part")
    words = count_words(whole or "")
    needed = prompt.min_words
    if whole is not None and needed and words < needed and prompt.words_are == "rule":
        detail = f"the whole part has {words} words, this prompt alone asks for at least {needed}"
        return Requirement(part.id, prompt.id, "not_met", detail)
    return Requirement(part.id, prompt.id, "not_checked", NO_PLACE)


def _words(
    text: str, low: int | None, high: int | None, words_are: str
) -> tuple[RequirementStatus, str]:
    count = count_words(text)
    if count == 0:
        return "not_met", "the heading is there, the text is empty"
    if low is not None and count < low:
        detail = f"{count} of at least {low} words"
        return ("not_met", detail) if words_are == "rule" else ("met", f"{detail} (a guide)")
    if high is not None and count > high:
        detail = f"{count} words, at most {high}"
        return ("not_met", detail) if words_are == "rule" else ("met", f"{detail} (a guide)")
    if low is None and high is None:
        return "met", f"{count} words"
    limits = " to ".join(str(limit) for limit in (low, high) if limit is not None)
    kind = "asked for" if low is not None else "allowed"
    return "met", f"{count} words, {limits} {kind}"
