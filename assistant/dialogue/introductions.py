"""What a person says of herself: used at once, and kept for good where she agrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.dialogue.answer import Answer
from assistant.dialogue.phrases import Phrases
from assistant.dialogue.profile import FIELDS, merged
from assistant.limits.states import CODES
from assistant.people import Person

if TYPE_CHECKING:
    from assistant.accounts import Accounts


def what_is_known(profile: Mapping[str, str], say: Phrases) -> str:
    """Grade, subject, role and state in a few words."""
    found = []
    if grade := profile.get("grade"):
        found.append(say("profile_grade", grade=grade))
    elif level := profile.get("level"):
        found.append(say(f"level_{level}"))
    found += [profile[name] for name in ("subject", "role") if profile.get(name)]
    if state := profile.get("state"):
        found.append(CODES.get(state, state))
    return ", ".join(found)


def noted(
    person: Person, memory: Mapping[str, Any], heard: Mapping[str, str], say: Phrases
) -> tuple[str, dict[str, Any], bool]:
    """What is said of it, what to remember, and whether the question was asked to keep it."""
    before = memory.get("profile") or {}
    known = merged(before, heard)
    saved = all(getattr(person.profile, name) == heard[name] for name in FIELDS if name in heard)
    only_saved = saved and "level" not in heard
    text = say("profile_known" if only_saved else "profile_noted", what=what_is_known(heard, say))
    remember: dict[str, Any] = {"profile": known, "asked": None}
    asks = not only_saved and not memory.get("profile_asked") and any(n in known for n in FIELDS)
    if asks:
        kept = {name: known[name] for name in FIELDS if name in known}
        remember["pending"] = {"do": "profile", "profile": kept}
        remember["profile_asked"] = True
    return text, remember, asks


def keep(
    accounts: Accounts | None, person: Person, pending: Mapping[str, Any], say: Phrases
) -> Answer:
    """Saves what she agreed to; `person` is she as her account has her."""
    if accounts is None:
        return Answer(say("profile_cannot"))
    said = {name: str(pending["profile"][name]) for name in FIELDS if name in pending["profile"]}
    # As the account is now: a page may have changed it in the meantime.
    now = accounts.person(person.id)
    accounts.change(now, profile=replace(now.profile, **said))
    return Answer(say("profile_saved", what=what_is_known(said, say)), note="profile saved")
