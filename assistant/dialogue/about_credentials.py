"""What a message says of the credentials that were named or shown before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.dialogue import follow_ups
from assistant.dialogue.facts import facts_asked
from assistant.dialogue.hearing import folded
from assistant.dialogue.intents import Intent
from assistant.dialogue.references import (
    HERE,
    THIS,
    named_credential,
    named_in,
    partly_named,
    placed,
    plain,
    row_meant,
    several,
    speaks_of_rows,
)
from assistant.dialogue.requests import part_asked
from retrieval.catalogue import Credential

_PLAN = re.compile(
    r"\b(?:my plan|where (?:am|was) i|what's next for me|what am i working on|my credentials|"
    r"my progress|mi plan|(?:en|por) donde (?:iba|estaba|voy|quede|me quede)|en que voy|"
    r"mis credenciales|mi progreso)\b"
)
# "Fractions you can see, is it free": the question stands behind the name.
_ASKS_INSIDE = re.compile(
    r"\b(?:is|does|do|can|how|what|will|es|cuanto|cuesta|cuenta|tiene) (?:it|this|that|i|long|much|"
    r"many|gratis|tiempo|en|para|video)\b|\?"
)
_ALSO = re.compile(
    r"^\W*(?:(?:and|y) (?:in|en|how|what|is|does|que|cuanto)|what about|how about|que tal)\b"
)
_GOES = re.compile(r"\b(?:go|going|return|volv\w+|regres\w+)\b")
_OF_CLASS = re.compile(
    r"\b(?:students?|kids|children|class|graders?|learners|they|alumn[oa]s|estudiantes|ninos)\b"
)
_LAST_SHOWN = 3  # credentials that stay in reach when a search finds nothing more
_OWN_WORDS = 4  # that a question has beside the name of the credential it is about


def about_it(message: str) -> bool:
    """Whether a question says itself that it is about the credential that was talked of."""
    said = folded(message)
    return bool(THIS.search(said) or HERE.search(said))


class AboutCredentials:
    """A message beside what was shown: which credentials it speaks of, and what it wants."""

    def __init__(
        self, said: str, memory: Mapping[str, Any], credentials: Mapping[str, Credential]
    ) -> None:
        self._said = said
        self._memory = memory
        self._credentials = credentials
        shown = memory.get("shown") or (memory.get("seen") or ())[-_LAST_SHOWN:]
        self._shown: Sequence[str] = [i for i in shown if i in credentials]
        self._by_name = named_credential(said, credentials)
        # "Back to the Page" is a title.
        self._back = follow_ups.goes_back(said) and (
            self._by_name is None or bool(_GOES.search(folded(said)))
        )
        listed = self._shown
        if self._back:  # "the first" is then the first there ever was for this goal
            listed = [i for i in memory.get("seen", ()) if i in credentials] or listed
        compared = memory.get("compared") or ()
        self.named = (
            self._by_name
            or placed(said, listed)
            or partly_named(said, [*listed, *compared], credentials)
            or partly_named(said, memory.get("offered") or (), credentials)
        )
        current = memory.get("current")
        self._current: str | None = current if current in credentials else None
        self.meant = self.named or current

    def intent(self) -> Intent | None:
        """What is said of credentials that were named or shown."""
        said, named, current = self._said, self.named, self._current
        one = named or current
        part = part_asked(said)
        if one and (row := row_meant(said, self._credentials[one])):
            return Intent("explain_row", one, row)
        if one and self._of_levels(self._credentials[one]):
            return Intent("explain_row", one, self._memory["row"])
        if part is not None and not follow_ups.compares(said):
            return Intent("writing_help", one, topic=part)
        if one and speaks_of_rows(said) and (named or follow_ups.is_question(said)):
            return Intent("explain_row", one)
        earlier = follow_ups.goal_returned_to(said, self._memory.get("goals") or ())
        if earlier is not None and not self._by_name:
            return Intent("goal", topic=f"back:{earlier}")
        if picked := self._picked():
            return Intent("tell_more", picked)
        if held := self._held_against():
            return held
        if self._back and (before := named or self._before()):
            return Intent("tell_more", before, topic="back")
        if named and follow_ups.chooses(said, named=True):
            return Intent("choose", named)
        at_hand = current or (self._shown[0] if len(self._shown) == 1 else None)
        if at_hand and follow_ups.chooses(said) and not self._wishes():
            return Intent("choose", at_hand)
        if _PLAN.search(folded(said)):
            return Intent("plan")
        if named:
            return Intent("ask" if self._asks_of(named) else "tell_more", named)
        if current and fact_words(said) and self._asks_shortly() and not self._wants_other():
            return Intent("ask", current)
        if self._memory.get("topic") and follow_ups.elaborates(said):
            return Intent("goal", topic="more")
        if self._memory.get("goal") and not self._memory.get("shown") and follow_ups.doubts(said):
            return Intent("refine", topic="doubted")
        if follow_ups.drops_topic(said, str(self._memory.get("topic") or "")):
            return Intent("refine", topic="dropped")
        if self._memory.get("goal") and (limit := follow_ups.loosened(said)):
            return Intent("refine", topic=f"loosened:{limit}")
        if current and follow_ups.is_question(said) and about_it(said) and not self._wants_other():
            more = follow_ups.wants_more_of_it(said) and not fact_words(said)
            return Intent("tell_more" if more else "ask", current)
        if self._wishes():
            return Intent("refine", topic=str(follow_ups.wish_in(said)))
        if current and follow_ups.wants_more_of_it(said) and about_it(said):
            return Intent("tell_more", current)
        if current and self._asks_on():
            return Intent("ask", current)
        return None

    def _picked(self) -> str | None:
        """The shortest or cheapest of those shown, where it is picked so."""
        by = follow_ups.picks_by(self._said)
        ids = [i for i in self._memory.get("compared") or self._shown if i in self._credentials]
        if by is None or len(ids) < 2:
            return None
        worth = {
            i: self._credentials[i].effort_hours if by == "hours" else self._credentials[i].cost_usd
            for i in ids
        }
        known = {i: amount for i, amount in worth.items() if amount is not None}
        return min(known, key=lambda i: known[i], default=None)

    def _of_levels(self, credential: Credential) -> bool:
        """Whether a question names levels of the row that was spoken of last."""
        row = credential.criterion(self._memory.get("row") or "")
        if row is None or not follow_ups.is_question(self._said):
            return False
        words = f" {plain(self._said)} "
        return any(f" {plain(level.name)} " in words for level in row.levels)

    def _wishes(self) -> bool:
        return bool(self._memory.get("goal")) and follow_ups.wish_in(self._said) is not None

    def _asks_shortly(self) -> bool:
        said = self._said
        asks = said.strip().endswith("?") or bool(_ALSO.search(folded(said)))
        return (asks or follow_ups.is_question(said)) and not follow_ups.seeks(said)

    def _wants_other(self) -> bool:
        """Whether a question is for other credentials: "is there something shorter?"."""
        return self._wishes() and (
            follow_ups.seeks(self._said) or follow_ups.wish_in(self._said) != "limit"
        )

    def _before(self) -> str | None:
        before = self._memory.get("previous")
        return before if before in self._credentials else None

    def _held_against(self) -> Intent | None:
        said, shown, current = self._said, self._shown, self._current
        named = named_in(said, self._credentials)
        if not (shown or current or len(named) > 1):
            return None
        if len(named) < 2 and (use := follow_ups.asked_use(said)):
            offered = [i for i in self._memory.get("offered") or () if i in self._credentials]
            among = shown if len(shown) > 1 else offered
            if len(among) > 1:
                return Intent("compare", ids=tuple(among), topic=use)
        if len(named) < 2 and _OF_CLASS.search(folded(said)):
            return None  # "my kids cannot tell the difference between ..." is a goal
        if follow_ups.asks_why_not(said):
            others = [i for i in shown if i != current]
            other = self.named or (others[0] if others else None)
            return Intent("why_not", other) if other else None
        if follow_ups.compares(said) or (len(named) > 1 and follow_ups.is_question(said)):
            compared = [i for i in self._memory.get("compared") or () if i in self._credentials]
            ids = several(said, compared or shown, self._credentials, current)
            if len(ids) > 1:
                return Intent("compare", ids=ids)
        if follow_ups.asks_why(said) and (one := self.named or current):
            return Intent("why", one)
        return None

    def _asks_on(self) -> bool:
        """Whether a message goes on asking about what was talked of, and seeks nothing new."""
        said = self._said
        return (
            follow_ups.is_question(said)
            and len(said.split()) > 2
            and (bool(HERE.search(folded(said))) or not follow_ups.seeks(said))
        )

    def _asks_of(self, named: str) -> bool:
        """Whether a message asks something of the credential it names, and not what it is."""
        said = self._said
        if fact_words(said) and (follow_ups.is_question(said) or _ASKS_INSIDE.search(folded(said))):
            return True
        if not follow_ups.is_question(said):
            return False
        if follow_ups.wants_more_of_it(said):
            return False
        credential = self._credentials[named]
        own = set(plain(said).split()) - set(plain(f"{credential.title} {credential.id}").split())
        return len(own) > _OWN_WORDS


def fact_words(said: str) -> bool:
    """Whether a question is one that the catalogue's entry itself may answer."""
    return bool(facts_asked(said))
