"""What a goal rules out in plain words: no students now, no video, a number of hours, no cost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.catalogue import Credential

_NO = (
    r"(?:no|not|n't|without|never|don't have(?: any)?|won't have(?: any)?|can't|cannot|do not have)"
)
_RULED_OUT: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "needs_students",
        "needs students now",
        re.compile(
            rf"\b{_NO}\b[^.!?;]{{0,24}}\b(?:students?|kids|class(?:es|room)?)\b(?! (?:talk|speak))"
            r"|\b(?:on leave|over the summer|during (?:the )?(?:summer|winter|spring) break|"
            r"school is out|between jobs|no classroom)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "needs_video",
        "needs video",
        re.compile(
            rf"\b{_NO}\b[^.!?;]{{0,30}}\b(?:videos?|film(?:ed|ing)?|cameras?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "needs_audio",
        "needs audio",
        re.compile(rf"\b{_NO}\b[^.!?;]{{0,24}}\b(?:audio|recordings?)\b", re.IGNORECASE),
    ),
    (
        "needs_colleagues",
        "needs colleagues",
        re.compile(
            rf"\b{_NO}\b[^.!?;]{{0,24}}\b(?:colleagues?|team|co-?teacher)\b|\bon my own\b",
            re.IGNORECASE,
        ),
    ),
)
_HOURS = re.compile(
    r"\b(?:under|less than|at most|no more than|within|only(?: have)?|up to|max(?:imum)?(?: of)?)"
    r"\s+(?:about\s+)?(\d{1,3})\s*(?:hours?|hrs?)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:free of charge|for free|no cost|must be free|that(?:'s| is) free|can't pay|cannot pay|"
    r"no money|free (?:one|credential|course)|has to be free)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a match may not ask for; empty when the goal rules nothing out."""

    ruled_out: tuple[tuple[str, str], ...] = ()  # (flag, in words)
    max_hours: float | None = None
    free: bool = False

    def broken_by(self, credential: Credential) -> str | None:
        """The first limit that a credential is known to break, in words; unknown breaks none."""
        for flag, words in self.ruled_out:
            if getattr(credential.constraints, flag):
                return words
        if flag_set(self.ruled_out, "needs_students") and credential.constraints.needs_student_work:
            return "needs student work"
        hours = credential.effort_hours
        if self.max_hours is not None and hours is not None and hours > self.max_hours:
            return f"takes about {hours:g} hours"
        if self.free and credential.cost_usd:
            return f"costs {credential.cost_usd:g} dollars"
        return None

    def unknown_for(self, credential: Credential) -> list[str]:
        """What the goal rules out and the catalogue does not say of this credential, in words."""
        found = [
            f"whether it {words} is not said"
            for flag, words in self.ruled_out
            if getattr(credential.constraints, flag) is None
        ]
        if self.max_hours is not None and credential.effort_hours is None:
            found.append("how many hours it takes is not said")
        if self.free and credential.cost_usd is None:
            found.append("what it costs is not said")
        return found


def flag_set(ruled_out: tuple[tuple[str, str], ...], flag: str) -> bool:
    """Whether a flag is among what is ruled out."""
    return any(name == flag for name, _ in ruled_out)


def limits_in(goal: str) -> Limits:
    """The limits said in a goal."""
    hours = _HOURS.search(goal)
    return Limits(
        ruled_out=tuple((flag, words) for flag, words, said in _RULED_OUT if said.search(goal)),
        max_hours=float(hours.group(1)) if hours else None,
        free=_FREE.search(goal) is not None,
    )
