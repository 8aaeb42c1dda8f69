"""One turn without a model: the intent is carried out, and what matters is remembered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.dialogue import goals
from assistant.dialogue.answer import Answer, Say
from assistant.dialogue.coaching import told_back
from assistant.dialogue.intents import Intent
from assistant.dialogue.introductions import noted, what_is_known
from assistant.dialogue.looking import Looking
from assistant.dialogue.memory import carried
from assistant.dialogue.plan_meaning import plan_meant
from assistant.dialogue.profile import FIELDS, corrected, grade_answered, heard_of, with_heard
from assistant.limits.reading import limits_in
from assistant.people import Person
from assistant.plan_phrases import plan_said

if TYPE_CHECKING:
    from assistant.answers import Answers

_ABOUT_ONE = ("write_for_me", "writing_help", "next_step", "telling")
_PLAIN = ("greeting", "thanks", "off_topic", "unclear")  # answered by one fixed sentence each


def run_intent(
    answers: Answers,
    intent: Intent,
    person: Person,
    message: str,
    memory: dict[str, Any],
    say: Say,
) -> Answer:
    """The answer to every intent that needs no files, with what to remember of it."""
    return OfflineTurn(answers, intent, person, message, memory, say).answer()


class OfflineTurn(Looking):
    """Carries out what a message was understood to be."""

    def answer(self) -> Answer:
        """The answer; its memory holds all that is to be remembered."""
        answer = self._done()
        if self._intent.kind in _ABOUT_ONE and self._intent.credential_id:
            answer.memory.setdefault("current", self._intent.credential_id)
        if pending := self._question_of(answer):
            answer.memory.setdefault("pending", pending)
        if self._is_lost(answer) and not self._answers.has_model:
            if not self._memory.get("said_offline"):
                answer.text = f"{answer.text}\n\n{self._words('no_model')}"
                answer.memory["said_offline"] = True
        answer.memory = carried(self._memory, self._intent, answer, self._language)
        return answer

    def _question_of(self, answer: Answer) -> dict[str, Any] | None:
        """What a plain yes to the answer's question would mean, where it ends with one."""
        kind, one = self._intent.kind, self._intent.credential_id
        if kind == "tell_more" and one or (kind == "confirm" and answer.note == "told more"):
            return {"do": "choose", "credential_id": answer.memory.get("current", one)}
        if kind in ("why", "why_not") and one:
            return {"do": "tell_more", "credential_id": one}
        if any(card.kind == "recommendations" for card in answer.cards):
            if not answer.memory.get("asked") and answer.memory.get("shown"):
                return {"do": "tell_more", "credential_id": answer.memory["shown"][0]}
        return None

    def _is_lost(self, answer: Answer) -> bool:
        """Whether the message was not understood, as far as that can be told."""
        return answer.note == "nothing fits" or (
            self._intent.kind == "unclear" and bool(self._memory.get("notes"))
        )

    def _done(self) -> Answer:
        kind = self._intent.kind
        if kind == "goal":
            return self._goal()
        if kind == "refine":
            return self._refined()
        if kind == "profile":
            return self._introduced()
        if kind in ("confirm", "decline"):
            return self._settled(kind == "confirm")
        if kind == "forget":
            return self._forgotten()
        return self._of_credentials() or self._by_code() or self._said()

    def _of_credentials(self) -> Answer | None:
        answers, intent, person = self._answers, self._intent, self._person
        kind, one, language = intent.kind, intent.credential_id, self._language
        if kind == "tell_more" and one:
            return answers.tell_more(person, one, language=language)
        if kind == "ask" and one:
            return answers.ask(person, one, self._message, self._say, language=language)
        if kind == "explain_row" and one:
            return answers.explain_row(one, intent.criterion_id, language=language)
        if kind == "choose" and one:
            return answers.choose(person, one, language=language)
        if kind == "compare" and intent.topic:
            return answers.nearest_of(intent.ids, intent.topic, language=language)
        if kind == "compare":
            return answers.compare(person, intent.ids, self._message, language=language)
        if kind == "why" and one:
            reasons = (self._memory.get("why") or {}).get(one, ())
            goal = str(self._memory.get("topic") or "")
            return answers.why(person, one, goal, reasons, language=language)
        if kind == "why_not" and one:
            limits = limits_in(". ".join(goals.limits_of(self._memory)))
            shown = self._memory.get("shown") or ()
            current = self._memory.get("current")
            return answers.why_not(person, one, current, shown, limits, language=language)
        if kind == "writing_help":
            return answers.writing_help(one, intent.topic, language=language)
        if kind == "next_step":
            return answers.next_step(person, one, intent.topic, language=language)
        if kind == "hand_in":
            return answers.hand_in(one, language=language)
        return None

    def _by_code(self) -> Answer | None:
        answers, person, language = self._answers, self._person, self._language
        kind, one = self._intent.kind, self._intent.credential_id
        if kind == "write_for_me":
            return answers.write_for_me(one, person=person, language=language)
        if kind == "plan":
            return answers.plan(person, language=language)
        if kind == "plan_talk":
            return self._plan_talk()
        if kind == "telling":
            return Answer(told_back(self._message, self._words), memory={"coaching": True})
        if kind == "cohort" and self._intent.topic:
            return Answer(self._words(f"cohort_{self._intent.topic}"))
        if kind == "cohort":
            return answers.cohort(person, language=language)
        if kind != "share":
            return None
        about = one or self._memory.get("current")
        sharing, topic = answers.sharing, self._intent.topic
        if topic == "unshare":
            return sharing.revoke(person, about, self._words)
        if topic == "how_back":
            return Answer(self._words("share_how_back"))
        if topic == "shared":
            return sharing.listed(person, self._words)
        if topic == "help":
            return sharing.help_offer(person, about, self._words)
        return sharing.offer(person, about, self._words)

    def _plan_talk(self) -> Answer:
        """Her plan changed or told; said in Spanish it is understood, and told in short."""
        meant = plan_meant(self._message) or "what should I do this week"
        answer = self._answers.plan_talk(self._person, meant)
        answer.memory["planned"] = True
        if self._language == "es":
            answer.text = self._plan_in_spanish(meant) if answer.cards else self._words("no_plan")
        return answer

    def _plan_in_spanish(self, meant: str) -> str:
        said = plan_said(meant, date.today())
        if said is None:
            return self._words("plan_weeks")
        if said.kind == "hours" and said.hours:
            return self._words("plan_hours", hours=f"{said.hours:g}")
        return self._words("plan_weeks" if said.kind == "week" else "plan_kept")

    def _said(self) -> Answer:
        """What is answered by a sentence alone."""
        words, kind, topic = self._words, self._intent.kind, self._intent.topic
        if kind == "crisis" and topic == "perhaps":  # help first, and what she asked for after it
            answer = self._goal()
            answer.text = f"{words('crisis_perhaps')}\n\n{answer.text}"
            return answer
        if kind == "crisis":
            name = topic if topic in ("own", "more") else "student"
            return Answer(words(f"crisis_{name}"), memory={"danger": True})
        if kind == "frustration" and topic == "returned":
            return Answer(words("frustration_returned"))
        if kind == "frustration":
            return Answer(" ".join(words(f"frustration{rest}") for rest in ("", "_coach", "_ask")))
        if kind == "help_log":
            return Answer(words("help_log"))
        if kind == "capabilities":
            return Answer(self._about_itself(topic))
        if kind == "unclear" and not self._memory.get("notes"):
            return Answer(words("greeting"))
        return Answer(words(kind if kind in _PLAIN else "greeting"))

    def _about_itself(self, topic: str) -> str:
        if topic == "her":
            return self._of_her()
        has = "model" if self._answers.has_model else "offline"
        if topic == "robot":
            return self._words("about_robot") + self._words(f"about_robot_{has}")
        if topic == "training":
            return self._words(f"about_training_{has}")
        return self._words(f"about_{topic}")

    def _of_her(self) -> str:
        """What is known of whom she teaches: said here, or saved in her profile."""
        known = {name: getattr(self._person.profile, name) or "" for name in FIELDS}
        if level := (self._memory.get("profile") or {}).get("level"):
            known |= {"grade": "", "level": level}
        what = what_is_known(known, self._words)
        return self._words("known_of_her", what=what) if what else self._words("known_nothing")

    # What waits for an answer, and what is known of her

    def _introduced(self) -> Answer:
        topic = self._intent.topic
        if topic == "grade":
            heard = grade_answered(self._message)
        elif topic == "corrected":
            heard = heard_of(f"I teach {corrected(self._message)}")
        else:
            heard = heard_of(self._message)
        text, remember, asks = noted(self._account, self._memory, heard, self._words)
        if topic:  # an answer or a correction: the goal goes on, and no other question comes first
            asks = False
            remember.pop("pending", None)
            remember.pop("profile_asked", None)
        self._memory = {**self._memory, "profile": remember["profile"]}
        self._person = with_heard(self._account, self._memory)
        goal = self._memory.get("topic") or self._memory.get("goal")
        if goal:
            limits = goals.limits_of(self._memory)
            answer = self._search(str(goal), within=limits, ask=not asks)
            answer.text = f"{text}\n\n{answer.text}"
        else:
            answer = Answer(text)
            if not asks:
                answer.text = f"{text} {self._words('profile_goal')}"
        if asks:
            answer.text = f"{answer.text}\n\n{self._words('profile_remember')}"
        answer.memory |= remember
        answer.note = "told whom she teaches"
        return answer

    def _settled(self, agreed: bool) -> Answer:
        """What was asked before is done on a plain yes, or left."""
        pending = self._memory.get("pending") or {}
        do, words = pending.get("do"), self._words
        if do == "share":
            if agreed:
                return self._answers.sharing.share(self._person, pending, words)
            return Answer(words("share_not"))
        if do == "help":
            if agreed:
                return self._answers.sharing.help_wanted(self._person, pending, words)
            return Answer(words("declined_plain"))
        if do == "profile":
            if agreed:
                answer = self._answers.keep_profile(self._account, pending, self._language)
            else:
                answer = Answer(words("profile_not_saved"))
            if not self._memory.get("goal"):
                answer.text = f"{answer.text} {words('profile_goal')}"
            return answer
        one = pending.get("credential_id")
        if agreed and do == "choose" and one:
            return self._answers.choose(self._person, one, language=self._language)
        if agreed and one:
            answer = self._answers.tell_more(self._person, one, language=self._language)
            answer.note = "told more"
            return answer
        return Answer(words("declined"))

    def _forgotten(self) -> Answer:
        topic = self._intent.topic
        about_her = topic == "profile" or (
            topic == "last" and (self._memory.get("notes") or [""])[-1] == "told whom she teaches"
        )
        if about_her:
            return Answer(self._words("forgot_profile"), memory={"profile": {}})
        dropped: dict[str, Any] = {
            "goal": "",
            "topic": "",
            "limits": [],
            "shown": [],
            "seen": [],
            "current": None,
            "previous": None,
            "compared": None,
            "row": None,
            "why": {},
        }
        if topic == "all":
            dropped |= {"profile": {}, "goals": [], "draft": [], "draft_waiting": False}
            dropped |= {"checked": None, "notes": []}
            answer = Answer(self._words("forgot_all"), memory=dropped, note="started anew")
            return answer
        return Answer(self._words("forgot_last"), memory=dropped, note="dropped the goal")
