"""Whether every part and prompt is there and keeps its word rule: what can be counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.self_check.report import Requirement, RequirementStatus
from assistant.self_check.requirements.artifacts import asked_of, files_like, not_seen
from assistant.self_check.submission import Submission, count_words
from retrieval.catalogue import Part, Prompt

# Text without a place from which a part that has none may be there after all; a title page and a
# name are shorter.
LOOSE_WORDS = 60
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
    if text is None and _may_be_loose(submission, part):
        return Requirement(part.id, None, "not_checked", NO_PLACE)
    if text is None:
        return Requirement(part.id, None, "not_met", "no text and no file found for this part")
    status, detail = _words(text, part.min_words, part.max_words, part.words_are)
    if names:
        detail += f"; also handed in, not read: {names}"
    return Requirement(part.id, None, status, detail)


def _prompts(submission: Submission, part: Part) -> Iterator[Requirement]:
    for prompt in part.prompts:
        text = answer_to(submission, part, prompt)
        if text is None:
            yield _unplaced(submission, part, prompt)
            continue
        status, detail = _words(text, prompt.min_words, prompt.max_words, prompt.words_are)
        unseen = not_seen(asked_of(part, prompt), submission, text, answers=True)
        if status == "met" and unseen:
            status, detail = "not_checked", f"{detail}; {_looked_for(unseen)}"
        yield Requirement(part.id, prompt.id, status, detail)


def answer_to(submission: Submission, part: Part, prompt: Prompt) -> str | None:
    """The text that answers a prompt: under its own heading, or its part's where it is alone."""
    text = submission.text_of(part.id, prompt.id)
    return _whole(submission, part) if text is None and len(part.prompts) == 1 else text


def _looked_for(names: Sequence[str]) -> str:
    return f"looked for {' and '.join(names)}, saw no file, link or word of it; check it by eye"


def _whole(submission: Submission, part: Part) -> str | None:
    """The part's text; where there is only one part, all that was handed in without a heading."""
    text = submission.text_of(part.id)
    only = len(submission.credential.submission) == 1 and not submission.placed
    return "\n\n".join(submission.texts.values()) if text is None and only else text


def _may_be_loose(submission: Submission, part: Part) -> bool:
    """Whether text that stands in no part may be this one's, so that it cannot be called missing.

    A draft without any place always may; of another, as many words must be left as it asks for.
    """
    if not submission.placed:
        return True
    left = sum(
        count_words(submission.texts[s.file][s.start : s.end])
        for s in submission.stretches
        if s.part_id is None
    )
    rules = [p.min_words or 0 for p in part.prompts if p.words_are == "rule"]
    least = max(sum(rules), (part.min_words or 0) if part.words_are == "rule" else 0)
    return left >= max(LOOSE_WORDS, least)


def _unplaced(submission: Submission, part: Part, prompt: Prompt) -> Requirement:
    """A prompt whose answer cannot be told apart: said so, unless even the whole is too short."""
    whole = _whole(submission, part)
    choices = asked_of(part, prompt)
    if whole is None and not _may_be_loose(submission, part):
        if part.kind == "artifact" and submission.unread:
            likely = [d.name for choice in choices for d in files_like(choice, submission.unread)]
            detail = "a file was handed in that cannot be read here; check it by eye"
            if likely:
                names = ", ".join(dict.fromkeys(likely))
                detail = f"{names} may be what is asked for; not read here, so check it by eye"
            elif unseen := not_seen(choices, submission, "", answers=False):
                detail = f"only files that cannot be read here; {_looked_for(unseen)}"
            return Requirement(part.id, prompt.id, "not_checked", detail)
        return Requirement(part.id, prompt.id, "not_met", "no text found for this part")
    words = count_words(whole or "")
    needed = prompt.min_words
    if whole is not None and needed and words < needed and prompt.words_are == "rule":
        detail = f"the whole part has {words} words, this prompt alone asks for at least {needed}"
        return Requirement(part.id, prompt.id, "not_met", detail)
    text = whole if whole is not None else "\n\n".join(submission.texts.values())
    unseen = not_seen(choices, submission, text, answers=False)
    detail = _looked_for(unseen) if unseen else NO_PLACE
    return Requirement(part.id, prompt.id, "not_checked", detail)


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
