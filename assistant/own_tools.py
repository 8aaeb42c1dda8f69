"""Tools over a person's own things: they exist only where nobody else reads along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from assistant.answers import Answer, Answers, Say
from assistant.catalogue_tools import CredentialArgs, known_credential, unless_forbidden
from assistant.dialogue.introductions import noted
from assistant.dialogue.language import language_of
from assistant.dialogue.phrases import Phrases
from assistant.dialogue.small_talk import plain_yes
from assistant.errors import NotFound
from assistant.library import Library
from assistant.people import Person
from assistant.self_checks import SelfChecks
from assistant.turn_tools import Told, Tool
from retrieval.catalogue import Credential

_ROWS_TOLD = 6  # findings of a self-check that a model is told
# Only the teacher's own words of this turn may start something; no text that a model read can.
_STARTS = re.compile(
    r"\b(?:start|begin|choose|take|pick|go (?:with|for)|enrol\w*|sign (?:me )?up|"
    r"(?:add|put) [^.?!\n]{1,80}\b(?:plan|list)|(?:let'?s|want to|like to|i'?ll) (?:do|try)|"
    r"want (?:it|this|that)|empe[cz]\w+|empie\w+|elij\w+|elegir|escoj\w+|tomar\w*|apunt\w+|"
    r"inscrib\w+|p[oó]n\w* [^.?!\n]{1,80}\bplan|quiero (?:es[aeo]|est[aeo]|hacer))\b",
    re.IGNORECASE,
)
_ONLY_ASKS = re.compile(
    r"\?|\b(?:not|never|before|yet|no|without|how|if|todavía|aún|antes|sin|cómo|si)\b|n['’]t\b",
    re.IGNORECASE,
)
_ASKED = (
    "What would happen, and the question to her, stand below your words exactly as they have to "
    "be. Nothing is done before she says yes. Add one short sentence at most, and no question."
)
_START = {
    "en": "Shall I put *{title}* into your plan?",
    "es": "¿Pongo *{title}* en tu plan?",
}
_STATUS = {"met": "shown", "partially_met": "partly shown", "not_met": "not found"}


class NoArgs(BaseModel):
    """Nothing."""


class OwnTools:
    """Her plan, starting a credential, her last self-check; her cohorts where she is a coach."""

    def __init__(
        self,
        library: Library,
        answers: Answers,
        self_checks: SelfChecks | None,
        person: Person,
        message: str,
        memory: Mapping[str, Any],
        say: Say,
    ) -> None:
        self._library = library
        self._answers = answers
        self._self_checks = self_checks
        self._person = person
        self._message = message
        self._memory = memory
        self._language = language_of(message, memory)
        self._phrases = Phrases(self._language)
        self._say = say

    def tools(self) -> list[Tool]:
        """Those that exist for this person."""
        tools = [
            Tool(
                "my_plan",
                "What the teacher is working on, and its stages and dates.",
                NoArgs,
                self._plan,
                private=True,
            ),
            Tool(
                "start_credential",
                "Puts a credential into her plan; only when she has just said that she wants it.",
                CredentialArgs,
                self._start,
            ),
        ]
        if self._self_checks is not None:
            tools.append(
                Tool(
                    "latest_self_check",
                    "What her last self-check of a credential found, row by row.",
                    CredentialArgs,
                    self._checked,
                    private=True,
                )
            )
        if self._memory.get("profile"):
            tools.append(
                Tool(
                    "keep_profile",
                    "Asks her whether her account should keep what she said of her work.",
                    NoArgs,
                    self._profile,
                )
            )
        if self._answers.sharing.shares is not None:
            tools.append(
                Tool(
                    "offer_share",
                    "Asks her, in exact words, whether her coach may see her draft or check.",
                    CredentialArgs,
                    self._share,
                )
            )
        if self._person.may_lead:
            tools.append(
                Tool(
                    "my_cohorts",
                    "Shows a coach how her cohorts are, as a card; you are told no names.",
                    NoArgs,
                    self._cohorts,
                )
            )
        return tools

    def _plan(self, _: NoArgs) -> Told:
        answer = self._answers.plan(self._person, language=self._language)
        return Told(answer.facts or answer.text, answer)

    def _start(self, args: CredentialArgs) -> Told:
        credential = known_credential(self._library, args.credential_id)
        if not _wants_to_start(self._message, credential):
            asked = _START[self._language].format(title=credential.title)
            pending = {"do": "choose", "credential_id": credential.id}
            memory = {"current": credential.id, "pending": pending}
            return Told(f"Nothing was started. {_ASKED}", Answer(asked, memory=memory), aside=asked)
        answer = self._answers.choose(self._person, credential.id, language=self._language)
        return Told(answer.facts or answer.text, answer, f"Started {credential.title}.")

    def _checked(self, args: CredentialArgs) -> Told:
        assert self._self_checks is not None
        credential = known_credential(self._library, args.credential_id)
        kept = next(
            (c for c in self._self_checks.list(self._person) if c.credential_id == credential.id),
            None,
        )
        if kept is None:
            text = f"There is no self-check for *{credential.title}* yet; she can hand in a draft."
            return Told(text)
        text = _said_of_check(credential, kept.report, f"{kept.created_at:%B %-d}")
        return unless_forbidden(credential, text, Answer(text, memory={"current": credential.id}))

    def _profile(self, _: NoArgs) -> Told:
        """Only what code heard in her own words is ever offered to be kept."""
        heard = self._memory.get("profile") or {}
        unasked = {**self._memory, "profile_asked": None}
        text, memory, asks = noted(self._person, unasked, heard, self._phrases)
        if asks:
            text = f"{text}\n\n{self._phrases('profile_remember')}"
        return Told(_ASKED, Answer(text, memory=memory), aside=text)

    def _share(self, args: CredentialArgs) -> Told:
        """What her coach would see, said by code; it is done on her plain yes, by code as well."""
        credential = known_credential(self._library, args.credential_id)
        answer = self._answers.sharing.offer(self._person, credential.id, self._phrases)
        return Told(_ASKED, answer, aside=answer.text)

    def _cohorts(self, _: NoArgs) -> Told:
        if not self._person.may_lead:
            raise NotFound("There is no such tool for this person.")
        answer = self._answers.cohort(self._person, language=self._language)
        shown = "A card of her cohorts is shown to her now." if answer.cards else answer.text
        return Told(
            f"{shown} Their names and stages are not yours to know; say nothing of them.", answer
        )


def _wants_to_start(message: str, credential: Credential) -> bool:
    """Whether she says, now and in her own words, that she wants to begin."""
    # A title may hold any word, also one of beginning.
    named = "|".join(re.escape(name) for name in (credential.title, credential.id))
    said = re.sub(named, "it", message, flags=re.IGNORECASE).strip()
    return plain_yes(said) or (bool(_STARTS.search(said)) and not _ONLY_ASKS.search(said))


def _said_of_check(credential: Credential, report: Mapping[str, Any], when: str) -> str:
    """A kept self-check in the product's own words: no quote, no word of passing."""
    titles = {row.id: row.title for row in credential.rubric}
    lines = [f"The self-check of {when} for *{credential.title}* found:"]
    open_first = sorted(report.get("findings", ()), key=lambda found: found["status"] == "met")
    for found in open_first[:_ROWS_TOLD]:
        title = titles.get(found["criterion_id"], found["criterion_id"])
        step = f" Next step: {found['next_step']}" if found["status"] != "met" else ""
        lines.append(f"- **{title}**: {_STATUS.get(found['status'], 'not found')}.{step}")
    broken = [r for r in report.get("requirements", ()) if r["status"] == "not_met"]
    lines += [f"- {r['prompt_id'] or r['part_id']}: {r['detail']}" for r in broken[:2]]
    return "\n".join(lines)
