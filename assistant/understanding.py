"""What a message asks for, read without a model: a small closed set of intents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.dialogue import follow_ups
from assistant.dialogue.about_credentials import AboutCredentials, about_it
from assistant.dialogue.capabilities import asked_of_us
from assistant.dialogue.danger import danger_in, still_in_danger
from assistant.dialogue.ghost_writing import asks_to_write, pleads
from assistant.dialogue.hearing import folded
from assistant.dialogue.intents import Intent, IntentKind
from assistant.dialogue.pasted import (
    DRAFT_WORDS,
    looks_like_draft,
    names_a_text,
    which_for,
    without_question,
)
from assistant.dialogue.plan_meaning import asks_if_it_will_do, plan_meant
from assistant.dialogue.profile import (
    corrected,
    describes_herself,
    grade_answered,
    only_about_her,
)
from assistant.dialogue.references import named_credential
from assistant.dialogue.requests import (
    asks_first_step,
    asks_for_help_log,
    asks_of_names,
    came_back,
    forgetting_in,
    has_a_draft,
    sharing_in,
)
from assistant.dialogue.small_talk import greets, off_topic, plain_no, plain_yes, thanks, weary
from retrieval.catalogue import Credential

__all__ = [
    "DRAFT_WORDS",
    "Intent",
    "IntentKind",
    "about_it",
    "looks_like_draft",
    "named_credential",
    "understand",
    "without_question",
]

MOST_CHARACTERS = 4_000  # of a message that are read for what it wants; a draft is longer
_COHORT = re.compile(
    r"\b(?:my|the|our) (?:cohort|teachers|group)\b.*"
    r"\b(?:how|doing|stuck|status|progress|who|where)\b|"
    r"\bhow(?:'s| is| are| are all)? (?:my|the|our) (?:cohort|teachers|group)\b|"
    r"\bwho(?:'s| is)? (?:\w+ )?stuck\b|\bwho (?:asked|needs|wants) (?:for )?help\b|"
    r"\bmi (?:cohorte|grupo)\b|\bmis maestr[oa]s\b|\bquien (?:esta atorad\w+|pidio ayuda)\b"
)
_RANKS = re.compile(
    r"\b(?:rank|best to worst|worst (?:teachers?|of)|who(?:'s| is) the (?:best|worst|weakest|"
    r"laziest)|evaluat\w+ my teachers|score my teachers)\b"
)
# What a member wrote, asked for by her coach; "their drafts" may be students'.
_OF_OTHERS = re.compile(
    r"\b(?:show|see|read|open|tell|give|get)\b[^.?!]{0,30}\b(?:what \w+ (?:wrote|said|is writing)|"
    r"(?:her|his|\w+'s) (?:draft|reflection|chats?|conversations?|self[- ]?checks?|submission|"
    r"messages?))\b|\bwhat (?:did|has) (?!you|i|we|they)\w+ (?:write|written|say|said|wrote)\b"
)
_SINGLE_WORD = 4  # letters from which one word alone may be a goal: "fractions", "behavior"
_NO_GOAL = frozenset(
    "hmm hmmm hmmmm mmmm okay what huh well this that help nothing idk dunno whatever maybe same "
    "test testing nada pues este".split()
)


def understand(
    message: str,
    memory: Mapping[str, Any],
    credentials: Mapping[str, Credential],
    *,
    has_files: bool = False,
    leads: bool = False,
) -> Intent:
    """The intent of a message, given what was talked about (`memory`) and what exists."""
    said = message[:MOST_CHARACTERS]
    heard = AboutCredentials(said, memory, credentials)
    if who := danger_in(said):
        return Intent("crisis", topic=who)
    if memory.get("danger") and not heard.named and still_in_danger(said):
        return Intent("crisis", topic="more")
    if has_files or looks_like_draft(message):
        return Intent("check", None if which_for(message) else heard.meant)
    if (asked := which_for(said)) and names_a_text(asked):
        return Intent("hand_in")
    if memory.get("pending"):
        if memory["pending"].get("do") == "tell_more" and follow_ups.chooses(said):
            return Intent("choose", heard.named or memory["pending"]["credential_id"])
        if plain_yes(said):
            return Intent("confirm")
        if plain_no(said):
            return Intent("decline")
    if asks_to_write(said) or (memory.get("declined") and pleads(said)):
        return Intent("write_for_me", heard.meant)
    if memory.get("draft_waiting") and heard.named:
        return Intent("which_for_draft", heard.named)
    if has_a_draft(said):
        return Intent("hand_in", heard.meant)
    if memory.get("checked") and asks_of_names(said):
        return Intent("next_step", memory["checked"], topic="names")
    if asks_first_step(said) and (one := memory.get("checked") or heard.meant):
        return Intent("next_step", one)
    if leads and _COHORT.search(folded(said)):
        return Intent("cohort")
    if leads and _RANKS.search(folded(said)):
        return Intent("cohort", topic="rank")
    if leads and _OF_OTHERS.search(folded(said)):
        return Intent("cohort", topic="private")
    return (
        _by_code(said, memory)
        or _beside_the_matter(said)
        or heard.intent()
        or _without_subject(said, memory)
        or _telling(said, memory, heard)
        or Intent("goal")
    )


def _by_code(said: str, memory: Mapping[str, Any]) -> Intent | None:
    """What is done rather than talked about."""
    if memory.get("asked") == "grade" and grade_answered(said):
        return Intent("profile", topic="grade")
    if sharing := sharing_in(said):
        return Intent("share", topic=sharing)
    if asks_for_help_log(said):
        return Intent("help_log")
    if plan_meant(said) or (memory.get("planned") and asks_if_it_will_do(said)):
        return Intent("plan_talk")
    if forgetting := forgetting_in(said):
        return Intent("forget", topic=forgetting)
    if meant := corrected(said):
        return Intent("profile", topic="corrected") if only_about_her(meant) else None
    if describes_herself(said):
        return Intent("profile")
    return None


def _beside_the_matter(said: str) -> Intent | None:
    if greets(said):
        return Intent("greeting")
    if thanks(said):
        return Intent("thanks")
    if about := asked_of_us(said):
        return Intent("capabilities", topic=about)
    if came_back(said):
        return Intent("frustration", topic="returned")
    if weary(said):
        return Intent("frustration")
    return Intent("off_topic") if off_topic(said) else None


def _without_subject(said: str, memory: Mapping[str, Any]) -> Intent | None:
    """What a message is that speaks of no credential: perhaps no goal either."""
    if (meant := corrected(said)) and len(meant.split()) > 1:
        return Intent("goal", topic="corrected")
    if memory.get("awaiting_goal"):
        return None
    words = folded(said).split()
    if len(words) > 1:
        return None
    word = words[0].strip(".!?,") if words else ""
    if len(word) < _SINGLE_WORD or word in _NO_GOAL or not re.search(r"[aeiouy]", word):
        return Intent("unclear")
    return None


def _telling(said: str, memory: Mapping[str, Any], heard: AboutCredentials) -> Intent | None:
    """Whether she answers a coaching question with something that happened."""
    if not memory.get("coaching") or follow_ups.is_question(said) or follow_ups.seeks(said):
        return None
    return Intent("telling", heard.meant)
