"""What a match may not ask for, and which credential breaks it: only what is known excludes."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.limits.states import state_name
from retrieval.catalogue import AiUse, Credential, Worth

# What an issuer may call the use that a goal names.
_USES = {
    "renewal": ("renew", "licens", "certif"),
    "endorsement": ("endors",),
    "rank": ("rank", "lane", "salary"),
    "salary": ("salary", "lane", "pay", "stipend", "rank"),
}
_USE_NAMES = {
    "renewal": "license renewal",
    "endorsement": "an endorsement",
    "rank": "rank",
    "salary": "salary",
}
_AI_WORDS = {
    "disclose": "asks you to disclose AI help",
    "coaching_only": "lets AI coach but not write",
    "forbidden": "forbids AI help with the submission",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a match may not ask for; empty when the goal rules nothing out.

    `counts_in` is where it must count, `state_said` a state that was named, must or not.
    """

    ruled_out: tuple[tuple[str, str], ...] = ()  # (flag, in words)
    must_fit_break: bool = False
    keeps_work: bool = False  # students' earlier work is at hand, though no students are
    max_hours: float | None = None
    max_cost_usd: float | None = None
    max_window_days: int | None = None  # school days in a row
    counts_in: str | None = None
    counts_for: str | None = None  # renewal, endorsement, rank, salary
    state_said: str | None = None
    ai_uses: frozenset[AiUse] | None = None  # the policies that are fine; None: any

    @property
    def free(self) -> bool:
        """Whether it may cost nothing."""
        return self.max_cost_usd == 0

    def broken_by(self, credential: Credential) -> str | None:
        """The first limit that a credential is known to break, in words; unknown breaks none."""
        needs = credential.constraints
        for flag, words in self.ruled_out:
            if getattr(needs, flag):
                return words
        no_students = flag_set(self.ruled_out, "needs_students")
        if no_students and needs.needs_student_work and not self.keeps_work:
            return "needs student work"
        if self.must_fit_break and needs.fits_school_break is False:
            return "does not fit into a school break"
        hours, cost, window = credential.effort_hours, credential.cost_usd, needs.window_days
        if self.max_hours is not None and hours is not None and hours > self.max_hours:
            return f"takes about {hours:g} hours"
        if self.max_cost_usd is not None and cost is not None and cost > self.max_cost_usd:
            return f"costs {cost:g} dollars"
        if self.max_window_days is not None and window and window > self.max_window_days:
            return f"runs over {window} days in a row"
        if self.ai_uses is not None and credential.ai_policy.use not in self.ai_uses:
            return _AI_WORDS[credential.ai_policy.use]
        if self._counts(credential) is False:
            return f"is not said to count{self._where()}"
        return None

    def unknown_for(self, credential: Credential) -> list[str]:
        """What the goal rules out and the catalogue does not say of this credential, in words."""
        found = [
            f"whether it {words} is not said"
            for flag, words in self.ruled_out
            if getattr(credential.constraints, flag) is None
        ]
        if self.must_fit_break and credential.constraints.fits_school_break is None:
            found.append("whether it fits into a school break is not said")
        if self.max_hours is not None and credential.effort_hours is None:
            found.append("how many hours it takes is not said")
        if self.max_cost_usd is not None and credential.cost_usd is None:
            found.append("what it costs is not said")
        if self._counts(credential) is None and (self.counts_in or self.counts_for):
            found.append(f"whether it counts{self._where()} is not said")
        return found

    def _counts(self, credential: Credential) -> bool | None:
        """Whether it counts as it must; None when the catalogue names nothing it counts for."""
        if not credential.counts_for or not (self.counts_in or self.counts_for):
            return None
        return any(self._is_wanted(worth) for worth in credential.counts_for)

    def _is_wanted(self, worth: Worth) -> bool:
        here = self.counts_in is None or worth.state in (None, self.counts_in)
        names = _USES[self.counts_for] if self.counts_for else ("",)
        return here and any(name in worth.use.casefold() for name in names)

    def _where(self) -> str:
        use = f" for {_USE_NAMES[self.counts_for]}" if self.counts_for else ""
        return f"{use} in {state_name(self.counts_in)}" if self.counts_in else use


def flag_set(ruled_out: tuple[tuple[str, str], ...], flag: str) -> bool:
    """Whether a flag is among what is ruled out."""
    return any(name == flag for name, _ in ruled_out)
