"""The answers to what is said of the plan: it is changed, and shown as it is then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from assistant.errors import BadInput
from assistant.people import Person
from assistant.plan_phrases import PlanSaid, plan_said
from assistant.planning.fitting import day_words, hours_words
from assistant.planning.preferences import Break
from assistant.planning.school_weeks import first_week
from assistant.plans import Plan, Plans
from assistant.pursuits import Pursuits
from assistant.store.records import Pursuit

_ALL_OF_IT = re.compile(
    r"(?:for|of) (?:it|this|that|all of (?:it|them)|everything|(?:my|the) (?:plan|credentials?))",
    re.IGNORECASE,
)


class PlanTalk:
    """Changes what a plan has to keep to as a person says it, and tells her week."""

    def __init__(self, plans: Plans, pursuits: Pursuits) -> None:
        self._plans = plans
        self._pursuits = pursuits

    def answer(self, person: Person, message: str, titles: Mapping[str, str]) -> str:
        """What was changed, and the week as it is now; `titles` are by credential id.

        Raises BadInput where it cannot be done, and then nothing changes.
        """
        today = self._plans.today(person)
        said = plan_said(message, today)
        changed = self._change(person, said, today, titles) if said else ""
        plan = self._plans.of(person)
        return "\n\n".join(piece for piece in (changed, week_words(plan), plan.warning) if piece)

    def _change(
        self, person: Person, said: PlanSaid, today: date, titles: Mapping[str, str]
    ) -> str:
        if said.kind == "hours":
            self._plans.change(person, hours_a_week=said.hours)
            return f"I plan with {hours_words(said.hours)} a week from now on."
        if said.kind in ("deadline", "shift"):
            return self._due(person, said, today, titles)
        if said.kind == "no_deadline":
            self._plans.change(person, target_date=None)
            return "Your plan has no deadline now; a day that you set for a credential stays."
        if said.kind == "no_breaks":
            self._plans.change(person, breaks=())
            return "I have forgotten the breaks."
        if said.kind == "break" and said.day and said.last_day:
            self._plans.add_break(person, Break(said.day, said.last_day, said.name))
            return (
                f"No school from {day_words(said.day, today)} to "
                f"{day_words(said.last_day, today)}: no classroom work is planned for those days."
            )
        return ""

    def _due(self, person: Person, said: PlanSaid, today: date, titles: Mapping[str, str]) -> str:
        """Moves the deadline that is meant: a credential's, the only one there is, the plan's."""
        going = [p for p in self._pursuits.of(person) if p.stage not in ("submitted", "earned")]
        dated = [pursuit for pursuit in going if pursuit.target_date]
        target = self._plans.preferences(person).target_date
        one = _meant(said.of, going, titles)
        if one is None and target is None and len(dated) == 1:
            one = dated[0]
        before = one.target_date if one else target
        day = said.day or (before and before + timedelta(days=said.shift_days))
        if day is None:
            raise BadInput(
                "There is no deadline yet; say a day, for example: my deadline is June 1."
            )
        if day < today:
            raise BadInput(f"{day_words(day, today)} is over; name a day that lies ahead.")
        if one:
            self._pursuits.change(person, one.id, target_date=day)
            title = titles.get(one.credential_id, one.credential_id)
            return f"I moved the day on which you hand in *{title}* to {day_words(day, today)}."
        self._plans.change(person, target_date=day)
        own = ", ".join(f"*{titles.get(p.credential_id, p.credential_id)}*" for p in dated)
        keep = f" The day that you set yourself stays for {own}." if own else ""
        return f"Your deadline is {day_words(day, today)} now.{keep}"


def week_words(plan: Plan) -> str:
    """What to do this week, and what comes after it."""
    item, coming = plan.this_week, plan.next_thing
    this = "Next week" if first_week(plan.today) > plan.today else "This week"
    after = (
        f"After that, in the week of {day_words(coming.monday, plan.today)}: {coming.text}."
        if coming
        else ""
    )
    if item is not None and item.kind != "break":
        dot = "" if item.text.endswith((".", "…")) else "."
        lines = [f"{this}: **{item.text}**{dot} It is for *{item.title}*."]
        lines += [f"> “{' '.join(text.split())}”" for text in item.asked[:1]]
        return "\n\n".join(line for line in (*lines, after) if line)
    if item is not None:
        return f"{this}: {item.text}. {after}".strip()
    if coming is not None:
        return (
            f"Nothing has to be done yet. The first thing comes in the week of "
            f"{day_words(coming.monday, plan.today)}: {coming.text}, for *{coming.title}*. "
            "You may begin sooner."
        )
    if plan.layout.courses:
        return " ".join(plan.notes)
    return "You have not chosen a credential yet. What would you like to get better at?"


def _meant(said: str, going: list[Pursuit], titles: Mapping[str, str]) -> Pursuit | None:
    """The pursuit that is named; raises BadInput where a name fits none."""
    if not said or _ALL_OF_IT.fullmatch(said):
        return None
    for pursuit in reversed(going):
        title = titles.get(pursuit.credential_id, pursuit.credential_id)
        names = (title, title.partition(":")[0], pursuit.credential_id)
        if any(f" {_plain(name)} " in f" {_plain(said)} " for name in names if _plain(name)):
            return pursuit
    raise BadInput(
        "I do not see that credential among those you are working on; say its title as it stands "
        "in your plan."
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
