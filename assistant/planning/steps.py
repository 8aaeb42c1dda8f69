"""What has to be done for one credential, in its order and in words taken from its own prompts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant.store.records import Stage
from retrieval.catalogue import Credential, Part, Prompt

StepKind = Literal["ask", "write", "collect", "change", "hand-in"]

DEFAULT_EFFORT_HOURS = 15.0  # about the middle of the sample catalogue; said where it is assumed
# What is left of the hours when a pursuit has come this far; evidence is most of the work.
_LEFT: dict[Stage, float] = {"drafting": 0.5, "self-checked": 0.15, "returned": 0.25}
_COLLECT_WEIGHT, _WRITE_WEIGHT, _LAST_WEIGHT, _ASK_WEIGHT = 2.0, 1.0, 0.5, 0.25
_PHRASE_CHARACTERS = 120  # longer ones are cut at a clause; the whole prompt stands below
_HAND_IN = re.compile(
    r"^(?:please\s+)?(?:hand in|submit|upload|provide|attach|include|turn in|share)\s+(?=\w)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_PART_NUMBER = re.compile(r"^(Part \w{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Thing:
    """What to do for one prompt or one part, and the part's short name."""

    phrase: str
    part: str = ""

    @property
    def placed(self) -> str:
        """The phrase with its part: 'Collect the exit tickets (Part 2)'."""
        return f"{self.phrase} ({self.part})" if self.part else self.phrase


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to collect or to do, or neighbours that are done together.

    `asked` are the prompts that it serves, verbatim.
    """

    key: str  # the same for as long as the credential's parts and prompts are
    kind: StepKind
    things: tuple[Thing, ...]
    hours: float
    asked: tuple[str, ...] = ()
    in_class: bool = False  # evidence of practice: what a fixed window is about

    @property
    def part(self) -> str:
        """The part it belongs to, or the first of them."""
        return self.things[0].part

    @property
    def text(self) -> str:
        """What to do, in one line."""
        first, others = self.things[0], self.things[1:]
        if not others:
            return first.placed
        same = all(thing.part == first.part for thing in others)
        if len(others) == 1:
            begun = first.phrase if same else first.placed
            then = others[0].placed
            return f"{begun}; {then[:1].lower()}{then[1:]}"
        if same:
            return f"{first.phrase}, and the rest of {first.part}"
        parts = dict.fromkeys(t.part or f"{t.phrase[:1].lower()}{t.phrase[1:]}" for t in others)
        rest = [f"the rest of {name}" if name == first.part else name for name in parts]
        return f"{first.placed}; then {', '.join(rest)}"


def steps_of(credential: Credential, stage: Stage) -> tuple[Step, ...]:
    """What is left to do, in order; empty once it is handed in or earned."""
    if stage in ("submitted", "earned"):
        return ()
    hours = (credential.effort_hours or DEFAULT_EFFORT_HOURS) * _LEFT.get(stage, 1.0)
    weighted: list[Step] = []
    if stage == "returned":
        text = "Make the changes that the assessor asked for"
        weighted.append(Step("changes", "change", (Thing(text),), _WRITE_WEIGHT))
    elif stage == "self-checked":
        text = "Work on the rows that your last self-check could not find"
        weighted.append(Step("open-rows", "change", (Thing(text),), _WRITE_WEIGHT))
    else:
        weighted += _from_parts(credential, written=stage == "drafting")
    weighted.append(_last(credential, again=stage == "returned"))
    unit = hours / sum(step.hours for step in weighted)
    return tuple(replace(step, hours=step.hours * unit) for step in weighted)


def merged(steps: Sequence[Step], merges: int, *, keep_in_class: int = 0) -> tuple[Step, ...]:
    """The steps after so many merges of neighbours, those of one part first, the shortest first.

    At least `keep_in_class` classroom steps stay apart: they last those weeks in any case.
    """
    steps = list(steps)
    for _ in range(min(merges, len(steps) - 1)):
        in_class = sum(step.in_class for step in steps)
        pairs = [
            (one.part != other.part, one.hours + other.hours, at)
            for at, (one, other) in enumerate(pairwise(steps))
            if in_class > keep_in_class or not (one.in_class and other.in_class)
        ]
        if not pairs:
            break
        _, _, at = min(pairs)
        steps[at : at + 2] = [_together(steps[at], steps[at + 1])]
    return tuple(steps)


def short_part(part: Part) -> str:
    """'Part 2' of 'Part 2. Work examples'; a title without a number stands whole."""
    numbered = _PART_NUMBER.match(part.title)
    return numbered[1] if numbered else part.title


def _from_parts(credential: Credential, *, written: bool) -> list[Step]:
    found: list[Step] = []
    if credential.constraints.prior_approval and not written:
        text = "Ask for the approval that has to come first"
        found.append(Step("approval", "ask", (Thing(text),), _ASK_WEIGHT))
    for part in credential.submission:
        if part.kind == "artifact" and part.prompts:
            found += [_collect(part, prompt, written) for prompt in part.prompts]
        else:
            found.append(_write(part))
    if not credential.submission:
        text = f"Ask {credential.issuer} what is handed in: this catalogue does not say"
        found.append(Step("parts", "ask", (Thing(text),), _ASK_WEIGHT))
        if not written:
            text = f"Collect what {credential.issuer} asks for"
            found.append(Step("work", "collect", (Thing(text),), _COLLECT_WEIGHT, in_class=True))
    return found


def _collect(part: Part, prompt: Prompt, written: bool) -> Step:
    asked = prompt.text.strip()
    first = _first_sentence(asked)
    rest = _HAND_IN.sub("", first, count=1)
    if rest != first:
        phrase = f"{'Write up' if written else 'Collect'} {_shortened(rest)}"
    else:
        phrase = _phrase(first)
    return Step(
        key=f"{part.id}/{prompt.id}",
        kind="write" if written else "collect",
        things=(Thing(phrase, short_part(part)),),
        hours=_COLLECT_WEIGHT,
        asked=(asked,),
        in_class=not written,
    )


def _write(part: Part) -> Step:
    asked = tuple(prompt.text.strip() for prompt in part.prompts)
    if asked:
        more = len(asked) - 1
        phrase = _phrase(_first_sentence(asked[0]))
        phrase += f", and {more} more {'prompt' if more == 1 else 'prompts'}" if more else ""
        thing = Thing(phrase, short_part(part))
    else:
        thing = Thing(f"Work on {part.title}")
    return Step(part.id, "write", (thing,), _WRITE_WEIGHT, asked)


def _last(credential: Credential, *, again: bool) -> Step:
    sign = ", have your supervisor sign it" if credential.constraints.supervisor_sign_off else ""
    text = f"Check your draft once more{sign} and hand it in{' again' if again else ''}"
    return Step("hand-in", "hand-in", (Thing(text),), _LAST_WEIGHT)


def _together(one: Step, other: Step) -> Step:
    return replace(
        one,
        things=(*one.things, *other.things),
        hours=one.hours + other.hours,
        asked=(*one.asked, *other.asked),
        in_class=one.in_class or other.in_class,
    )


def _first_sentence(text: str) -> str:
    return _SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]


def _phrase(sentence: str) -> str:
    """A prompt's first sentence as a thing to do; a question is quoted, to be answered."""
    short = _shortened(sentence)
    if sentence.endswith("?") or not sentence[:1].isalpha():
        return f"Answer “{short}”"
    return short[:1].upper() + short[1:]


def _shortened(text: str) -> str:
    text = text.rstrip(" .;:")
    if len(text) <= _PHRASE_CHARACTERS:
        return text
    cut = text[:_PHRASE_CHARACTERS]
    clause = cut.rfind(", ")
    if clause >= _PHRASE_CHARACTERS // 2:
        return cut[:clause] + " …"
    return cut[: cut.rfind(" ")].rstrip(" ,;:") + " …" if " " in cut else f"{cut}…"
