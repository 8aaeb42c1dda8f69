"""Looking for credentials in a talk: a goal, another wish about it, a return to an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.dialogue import goals
from assistant.dialogue.answer import Answer, Say
from assistant.dialogue.follow_ups import told_further, wish_in
from assistant.dialogue.intents import Intent
from assistant.dialogue.language import language_of
from assistant.dialogue.memory import MOST_GOALS, MOST_OFFERED
from assistant.dialogue.phrases import Phrases
from assistant.dialogue.profile import corrected, heard_of, merged, with_heard
from assistant.dialogue.wording import limits_said
from assistant.limits.reading import limits_in
from assistant.people import Person

if TYPE_CHECKING:
    from assistant.answers import Answers


class Looking:
    """A message, what it was understood to be, what is remembered; and the search it asks for."""

    def __init__(
        self,
        answers: Answers,
        intent: Intent,
        person: Person,
        message: str,
        memory: Mapping[str, Any],
        say: Say,
    ) -> None:
        self._answers = answers
        self._intent = intent
        self._account = person  # as her account has her
        self._person = with_heard(person, memory)
        self._message = message
        self._memory = memory
        self._say = say
        self._language = language_of(message, memory)
        self._words = Phrases(self._language)

    def _goal(self) -> Answer:
        """A new goal, within what was said to be impossible before."""
        goal = self._message
        kind = self._intent.topic
        if kind == "corrected":
            goal = corrected(goal) or goal
        elif kind == "more":  # she says more of what she told before
            goal = told_further(str(self._memory.get("topic") or ""), goal)
        elif kind.startswith("back:"):
            goal = str(self._memory["goals"][int(kind.removeprefix("back:"))])
        topic, own = goals.split_goal(goal)
        before = [one for one in goals.limits_of(self._memory) if one not in own]
        limits = before
        for one in own:
            limits = goals.with_limit(limits, one)
        self._hear(goal)
        carried_on = [one for one in limits if one not in own]
        answer = self._search(goal, within=carried_on)
        if carried_on and not answer.cards:  # what was said before may not be meant for this
            limits, carried_on = own, []
            answer = self._search(goal)
        if carried_on and answer.cards:
            kept = "; ".join(limits_said(limits_in(". ".join(carried_on)), self._words))
            if kept:
                answer.text = f"{self._words('still_within', limits=kept)}\n\n{answer.text}"
        said = [*(self._memory.get("goals") or ()), goal][-MOST_GOALS:]
        answer.memory |= {"topic": topic, "limits": limits, "goals": said}
        return self._with_profile(answer)

    def _hear(self, goal: str) -> None:
        """What a goal says of her in passing counts from now on in this conversation."""
        if heard := heard_of(goal):
            known = merged(self._memory.get("profile") or {}, heard)
            self._memory = {**self._memory, "profile": known}
            self._person = with_heard(self._account, self._memory)

    def _with_profile(self, answer: Answer) -> Answer:
        if profile := self._memory.get("profile"):
            answer.memory.setdefault("profile", profile)
        return answer

    def _search(
        self,
        goal: str,
        exclude: tuple[str, ...] = (),
        wish: str = "",
        within: list[str] | None = None,
        *,
        ask: bool = True,
    ) -> Answer:
        answer = self._answers.goal(
            self._person,
            goal,
            self._say,
            exclude,
            wish,
            language=self._language,
            within=". ".join(within or ()),
            ask=ask,
        )
        why = {
            match["credential_id"]: list(match["reasons"])
            for card in answer.cards
            for match in card.body.get("matches", ())
        }
        if why:
            before = self._memory.get("offered") or ()
            offered = list(dict.fromkeys([*before, *why]))[-MOST_OFFERED:]
            answer.memory |= {"why": why, "compared": None, "row": None, "offered": offered}
        return answer

    def _refined(self) -> Answer:
        """The same goal with another wish."""
        topic = self._intent.topic or wish_in(self._message) or "more"
        goal = str(self._memory.get("topic") or self._memory.get("goal") or "")
        limits = goals.limits_of(self._memory)
        if topic == "doubted":
            answer = self._search(goal, within=limits, ask=False)
            if not answer.cards:
                answer.text = f"{self._words('nothing_still')} {self._way_out(goal, limits)}"
            return answer
        if topic == "dropped":
            return self._without_topic(limits)
        if topic.startswith("loosened:"):
            limits = goals.lifted(limits, topic.removeprefix("loosened:"))
            return self._within(goal, limits)
        if topic == "limit":
            return self._within(goal, goals.with_limit(limits, self._message.strip()))
        seen = tuple(self._memory.get("seen") or ())
        if topic == "shorter":
            return self._shorter(goal, limits, seen)
        if topic == "cheaper":
            return self._within(goal, goals.with_limit(limits, "it has to be free"))
        answer = self._search(goal, seen, within=limits)
        if not answer.cards and seen:
            return self._nothing_new(answer, self._words("nothing_more"))
        return answer

    def _without_topic(self, limits: list[str]) -> Answer:
        """What is possible at all, once she takes back what it was to be about."""
        for one in goals.split_goal(self._message)[1]:
            limits = goals.with_limit(limits, one)
        if not limits:
            return Answer(self._words("declined"), memory={"goal": "", "topic": "", "shown": []})
        return self._within(". ".join(limits), limits)

    def _way_out(self, goal: str, limits: list[str]) -> str:
        """Which limits might give way; without any, other words."""
        said = limits_said(limits_in(". ".join([goal, *limits])), self._words)
        if not said:
            return self._words("nothing_other_words")
        return self._words("which_can_give", limits="; ".join(said))

    def _within(self, goal: str, limits: list[str]) -> Answer:
        answer = self._search(goal, (), ". ".join(limits))
        if answer.cards:
            answer.text = f"{self._words('with_wish')} {answer.text}"
        answer.memory |= {"topic": goal, "limits": limits}
        return answer

    def _shorter(self, goal: str, limits: list[str], seen: tuple[str, ...]) -> Answer:
        hours = self._answers.hours_of(seen)
        wish = self._message
        if hours and limits_in(wish).max_hours is None:
            wish = f"at most {max(min(hours.values()) - 1, 0.5):g} hours"
        answer = self._search(goal, seen, wish, within=limits)
        if not answer.cards and hours:
            shortest = min(hours, key=lambda title: hours[title])
            text = self._words("nothing_shorter", title=shortest, hours=f"{hours[shortest]:g}")
            return self._nothing_new(answer, text)
        return answer

    def _nothing_new(self, answer: Answer, text: str) -> Answer:
        """That there is nothing more; the goal stays as it was, and what was shown within reach."""
        memory = {**answer.memory, "goal": self._memory.get("goal") or answer.memory["goal"]}
        return Answer(text, memory=memory, note="nothing more was found")
