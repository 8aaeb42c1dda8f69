"""How much was handed in: answers of one or two sentences, far too much, and numbers asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.self_check.requirements.artifacts import files_like_noun
from assistant.self_check.requirements.requirements import answer_to
from assistant.self_check.submission import Submission, count_words
from retrieval.catalogue import Part, Prompt

THIN_WORDS = 25  # two short sentences: below that nobody has reflected in writing
SHORT_ANSWER_WORDS = 100  # a prompt that allows no more than this wants a short answer
FAR_OVER = 1.5  # times what is allowed, from which cutting is more than trimming
MANY_TIMES = 3.0  # the same for a draft without headings, where parts cannot be told apart
ARTIFACT_WORDS = 2_500  # an artifact prompt without a limit: a transcript and its notes, ten pages
OPEN_WORDS = 600  # any other prompt without a limit
FILES_A_PROMPT = 6  # "ten school days" is one tally, not ten files
FILES_TO_SPARE = 5  # beyond twice what the prompts ask for

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
}
# Things that are handed in or stand in it and can be counted by eye.
_COUNTED = (
    "audios?|videos|recordings|clips|photos|pictures|samples|pieces|records|logs|plans|lessons|"
    "sessions|transcripts|passages|excerpts|statements|entries|sheets|reports|visits|meetings|"
    "conferences|conversations|circles|seminars|readings|rehearsals|incidents|exchanges|moments|"
    "calls|drafts|versions|works|models|comments|turns|maps|examples|documents|artifacts|texts|"
    "surveys|students?|children|teachers|families|colleagues|groups|pairs|writers|things|claims|talks|stops|days|weeks"
)
_ASKED = re.compile(
    rf"(?<!within )(?<!about )\b(?:at least |more than )?"
    rf"(?:(?:{'|'.join(_NUMBERS)}|\d+) (?:to|or) )?"
    rf"(?P<number>{'|'.join(_NUMBERS)}|[2-9]|[1-9]\d)"
    r"(?: or more)?(?: (?!(?:of|to|and|or|from|by|that|with|in)\b)[\w'’-]+){0,3}?"
    rf" (?P<noun>{_COUNTED})\b"
    r"(?: or more| in a row| of (?:student )?(?:work|talk)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thin:
    """A prompt answered in very few words where nothing sets a rule."""

    part: Part
    prompt: Prompt
    words: int


@dataclass(frozen=True, slots=True)
class Excess:
    """A part (None: the whole draft) that is far longer than what its prompts allow."""

    part: Part | None
    words: int
    allowed: int


def thin_answers(submission: Submission) -> tuple[Thin, ...]:
    """Overview and reflection prompts answered in one or two sentences, where no rule says so."""
    found = []
    for part in submission.credential.submission:
        if part.kind == "artifact":
            continue
        for prompt in part.prompts:
            text = answer_to(submission, part, prompt)
            words = count_words(text) if text is not None else 0
            if 0 < words < _few(prompt):
                found.append(Thin(part, prompt, words))
    return tuple(found)


def _few(prompt: Prompt) -> int:
    """Fewer words than this are few; 0 where a rule or a short limit settles it already."""
    if prompt.min_words and prompt.words_are == "rule":
        return 0
    if prompt.max_words and prompt.max_words <= SHORT_ANSWER_WORDS:
        return 0
    return min(THIN_WORDS, prompt.min_words or THIN_WORDS)


def excesses(submission: Submission) -> tuple[Excess, ...]:
    """Parts far longer than their prompts allow; or the whole, where nothing says what is where."""
    parts = submission.credential.submission
    if not submission.placed:
        words = sum(count_words(text) for text in submission.texts.values())
        allowed = sum(_allowed(part) for part in parts)
        return (Excess(None, words, allowed),) if parts and words > MANY_TIMES * allowed else ()
    found = []
    for part in parts:
        words = count_words(submission.text_of(part.id) or "")
        allowed = _allowed(part)
        if words > FAR_OVER * allowed:
            found.append(Excess(part, words, allowed))
    return tuple(found)


def _allowed(part: Part) -> int:
    """Words that a part has room for: its limit, or those of its prompts together."""
    if part.max_words:
        return part.max_words
    open_prompt = ARTIFACT_WORDS if part.kind == "artifact" else OPEN_WORDS
    room = [
        prompt.max_words or max(open_prompt, 2 * (prompt.min_words or 0)) for prompt in part.prompts
    ]
    return max(sum(room) or open_prompt, 2 * (part.min_words or 0))


def too_many_files(submission: Submission) -> int | None:
    """How many files the prompts may call for, where far more were handed in."""
    prompts = [prompt for part in submission.credential.submission for prompt in part.prompts]
    wanted = sum(
        min(FILES_A_PROMPT, max((n for n, _, _ in _numbers(prompt)), default=1))
        for prompt in prompts
    )
    wanted = max(wanted, len(submission.credential.submission))
    return wanted if prompts and len(submission.files) > 2 * wanted + FILES_TO_SPARE else None


def counts_asked(submission: Submission, part: Part) -> tuple[str, ...]:
    """The prompts' own words for how many are asked for, where files do not settle it."""
    found: list[str] = []
    for prompt in part.prompts if part.kind == "artifact" else ():
        for number, noun, words in _numbers(prompt):
            if len(files_like_noun(noun, submission.files)) < number:
                found.append(words)
    return tuple(dict.fromkeys(found))


def _numbers(prompt: Prompt) -> list[tuple[int, str, str]]:
    """(number, noun, the prompt's own words) for everything it asks a number of."""
    return [
        (
            _NUMBERS.get(match["number"].lower()) or int(match["number"]),
            match["noun"].lower(),
            match.group(),
        )
        for match in _ASKED.finditer(prompt.text)
    ]
