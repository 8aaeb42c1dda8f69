"""The closed set of things that a message can ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

IntentKind = Literal[
    "goal",  # wants credentials for something
    "refine",  # the same goal with another wish: shorter, free, no video
    "tell_more",  # about one credential that was shown or named
    "ask",  # what one credential's entry or text says to a question
    "explain_row",  # about a rubric row
    "writing_help",  # how a part is written well, what it should hold
    "telling",  # answers a coaching question with something that happened
    "next_step",  # what to do first with a draft or a credential
    "compare",  # how two or three credentials differ
    "why",  # why this one was offered
    "why_not",  # why another one was not
    "check",  # hands in a draft; without a credential, asks what it could count for
    "hand_in",  # asks what a text could count for that is not there yet
    "which_for_draft",  # names the credential for a draft handed in before
    "choose",  # wants to start one
    "plan",  # asks for her plan
    "plan_talk",  # asks for her week, or says what her plan must keep to
    "cohort",  # a coach asks how her cohort is
    "share",  # wants her coach to see something, or to know that she needs help; or takes it back
    "help_log",  # asks which help she was given
    "profile",  # says whom and what she teaches
    "forget",  # wants something said here forgotten
    "write_for_me",  # wants the submission written
    "confirm",  # a plain yes to what was just asked
    "decline",  # a plain no to it
    "crisis",  # somebody may be in danger
    "frustration",
    "off_topic",
    "capabilities",  # who the assistant is, what it can do, who sees this
    "thanks",
    "greeting",
    "unclear",
]

# Decided and answered by code alone, whether or not there is a model.
BY_CODE: frozenset[IntentKind] = frozenset(
    {
        "check",
        "hand_in",
        "which_for_draft",
        "plan_talk",
        "cohort",
        "share",
        "help_log",
        "profile",
        "forget",
        "write_for_me",
        "telling",
        "confirm",
        "decline",
        "crisis",
    }
)
# What may be answered where others read along: from the catalogue alone, and whatever is kind.
IN_A_CHANNEL: frozenset[IntentKind] = frozenset(
    {
        "goal",
        "refine",
        "tell_more",
        "ask",
        "explain_row",
        "compare",
        "why",
        "why_not",
        "crisis",
        "frustration",
        "off_topic",
        "capabilities",
        "thanks",
        "greeting",
        "unclear",
    }
)


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent and what it is about; `topic` tells apart what one kind holds."""

    kind: IntentKind
    credential_id: str | None = None
    criterion_id: str | None = None
    ids: tuple[str, ...] = ()  # the credentials that are compared
    topic: str = ""
