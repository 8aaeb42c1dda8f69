"""A small catalogue of the tests' own: five credentials and a stack, written as YAML files."""

from __future__ import annotations

from pathlib import Path

from retrieval.catalogue import Credential
from retrieval.loading import load_catalogue

THINKING_TIME = """\
id: thinking-time
title: Giving Students Time to Think
issuer: Example Cooperative
competency: The educator pauses after questions so that more students think and join discussion.
key_method: Ask, wait three seconds, listen, and compare participation before and after.
method_components:
  - {title: Pause after the question, text: Leave three seconds of quiet after every question.}
grades: [3, 4, 5]
subjects: [mathematics]
roles: [classroom teacher]
topics: [discourse, questioning]
effort_hours: 12
cost_usd: 0
counts_for:
  - {state: AR, district: Example District, use: license-renewal, credit: 15 hours}
constraints: {needs_students: true, needs_video: false, window_days: 10}
ai_policy: {use: disclose, note: Say which tool helped.}
resources:
  - {title: The Pause Protocol, file: pause-protocol.md, kind: guide}
submission:
  - id: overview
    title: Part 1. Overview
    kind: overview
    min_words: 12
    prompts:
      - {id: context, text: Describe your class and its discussions., min_words: 10, max_words: 30}
      - {id: habit, text: Say what you counted., min_words: 5, words_are: guide}
  - id: artifacts
    title: Part 2. Work examples
    kind: artifact
    prompts:
      - {id: transcript, text: Submit a transcript of two lessons.}
  - id: reflection
    title: Part 3. Reflection
    kind: reflection
    prompts:
      - {id: change, text: What will you keep?, max_words: 40}
rubric:
  - id: use-of-pauses
    part: artifacts
    title: Use of pauses
    levels:
      - {name: Proficient, descriptor: The transcript shows pauses of three seconds after questions
          in two lessons; names what students did with the quiet.}
      - {name: Basic, descriptor: The transcript shows pauses in one lesson.}
      - {name: Developing, descriptor: No pauses are shown.}
  - id: baseline
    part: overview
    title: Starting point
    levels:
      - {name: Met, descriptor: Counts of participation from before the change are reported.}
      - {name: "No", descriptor: No counts are reported.}
  - id: looking-back
    part: reflection
    title: Looking back
    levels:
      - {name: Proficient, descriptor: Compares participation before and after and states one habit
          to keep.}
      - {name: Developing, descriptor: Speaks of the lessons in general.}
"""
VIDEO_COACHING = """\
id: video-coaching
title: Coaching with Video
issuer: Example Cooperative
competency: The coach reviews lesson video with a colleague and agrees on one next step.
roles: [instructional coach]
topics: [coaching, video]
effort_hours: 30
cost_usd: 75
constraints: {needs_students: true, needs_video: true, needs_colleagues: true}
"""
FAMILY_LETTERS = """\
id: family-letters
title: Letters to Families
issuer: Other Institute
competency: The educator writes to families about learning and answers what families ask.
topics: [families]
"""
NUMBER_TALKS = """\
id: number-talks
title: "Number Talks: Mental Mathematics Aloud"
issuer: Example Cooperative
competency: The educator leads number talks in which students explain mental mathematics.
grades: [1, 2]
subjects: [mathematics]
roles: [classroom teacher]
effort_hours: 8
cost_usd: 0
constraints: {needs_students: true, needs_video: false}
"""
OWN_WORDS = """\
id: own-words
title: Feedback in Your Own Words
issuer: Strict Institute
competency: The educator gives written feedback that students use to revise their work.
effort_hours: 10
ai_policy: {use: forbidden, note: No AI at all.}
submission:
  - id: evidence
    title: Evidence
    kind: artifact
    prompts:
      - {id: samples, text: Show feedback and the revision that followed., min_words: 5}
rubric:
  - id: feedback-used
    part: evidence
    title: Feedback is used
    levels:
      - {name: Met, descriptor: Written feedback names one next step and the student revision
          follows it.}
      - {name: Not Met, descriptor: Feedback is not used.}
"""
STACKS = """\
- id: lead-teacher
  title: Lead Teacher
  issuer: Example Cooperative
  designation: Lead Professional Educator
  state: AR
  credentials: [thinking-time, number-talks]
  required: all
"""
PROTOCOL = """\
# The Pause Protocol

Ask one question and count three seconds of quiet after it before any student answers.

Write down how many students joined the discussion after pauses of three seconds.
"""
FILES = {
    "thinking-time.yaml": THINKING_TIME,
    "video-coaching.yaml": VIDEO_COACHING,
    "family-letters.yaml": FAMILY_LETTERS,
    "number-talks.yaml": NUMBER_TALKS,
    "own-words.yaml": OWN_WORDS,
    "lead.stacks.yaml": STACKS,
    "pause-protocol.md": PROTOCOL,
}
GOOD_DRAFT = """\
# Part 1. Overview

## context

I teach twenty four students in grade four, and three of them do all the talking.

## habit

In the first week I counted participation: seven of twenty four students spoke.

# Part 2. Work examples

The transcript of lesson one shows pauses of three seconds after four questions.
The transcript of lesson two shows pauses of three seconds after six questions.
Students wrote one word in the quiet and then told a partner.

# Part 3. Reflection

I compared participation before and after: seven students spoke before and nineteen after.
One habit I keep is counting silently to three.
"""


def write_catalogue(folder: Path, files: dict[str, str] | None = None) -> Path:
    """The folder with these files in it, all of the small catalogue's where none are named."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (FILES if files is None else files).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def minimal(credential_id: str, **more: str) -> str:
    """The YAML of a credential with nothing but what is required, and `more` keys."""
    lines = [
        f"id: {credential_id}",
        f"title: Title of {credential_id}",
        "issuer: Somebody",
        f"competency: The educator does {credential_id} with students.",
        *(f"{key}: {value}" for key, value in more.items()),
    ]
    return "\n".join(lines) + "\n"


def credential(folder: Path, credential_id: str = "thinking-time") -> Credential:
    """One credential of the small catalogue, read by the real loader."""
    return load_catalogue(write_catalogue(folder)).credentials[credential_id]
