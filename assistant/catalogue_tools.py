"""Tools over the catalogue alone: what a model may ask for wherever people talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from assistant.answers import Answer, Answers, Say
from assistant.dialogue.goals import split_goal
from assistant.dialogue.language import Language
from assistant.dialogue.memory import MOST_GOALS
from assistant.errors import NotFound
from assistant.library import Library
from assistant.people import Person
from assistant.replies import Card
from assistant.turn_tools import Told, Tool
from retrieval.catalogue import Credential

_GOAL_CHARACTERS = 600  # of a goal that a model puts together
_NOTE_CHARACTERS = 100  # of her words in a note
_ID_CHARACTERS = 120
_QUOTES = 3  # passages on a credential's card
_ID = Field(min_length=1, max_length=_ID_CHARACTERS, description="an id that a tool or memory gave")


class SearchArgs(BaseModel):
    """What to look for."""

    goal: str = Field(
        min_length=3,
        max_length=_GOAL_CHARACTERS,
        description="the teacher's problem or goal with its limits, in her own words",
    )
    not_shown_before: bool = Field(
        default=False, description="true where she wants others than those shown before"
    )


class CredentialArgs(BaseModel):
    """One credential."""

    credential_id: str = _ID


class AskArgs(BaseModel):
    """A question about one credential."""

    credential_id: str = _ID
    question: str = Field(min_length=3, max_length=_GOAL_CHARACTERS, description="her question")


class RowArgs(BaseModel):
    """One rubric row of a credential."""

    credential_id: str = _ID
    row_id: str = _ID


class StackArgs(BaseModel):
    """One stack, or none to hear which there are."""

    stack_id: str = Field(default="", max_length=_ID_CHARACTERS, description="empty: list them")


class CatalogueTools:
    """Search, one credential, its text, a rubric row, a stack; each with the quotes it rests on."""

    def __init__(
        self,
        library: Library,
        answers: Answers,
        person: Person,
        memory: Mapping[str, Any],
        language: Language,
        say: Say,
    ) -> None:
        self._library = library
        self._answers = answers
        self._person = person
        self._memory = memory
        self._language = language
        self._say = say

    def tools(self) -> list[Tool]:
        """All of them."""
        return [
            Tool(
                "search_catalogue",
                "Finds credentials for a problem in the classroom or a goal; shows cards.",
                SearchArgs,
                self._search,
            ),
            Tool(
                "open_credential",
                "What one credential is: competency, hours, parts to hand in, rubric rows.",
                CredentialArgs,
                self._open,
            ),
            Tool(
                "ask_credential",
                "What a credential's own text and files say to a question, word for word.",
                AskArgs,
                self._ask,
            ),
            Tool(
                "explain_row",
                "What one rubric row asks, level by level, in the rubric's words.",
                RowArgs,
                self._row,
            ),
            Tool(
                "open_stack",
                "Which credentials a stack holds and what it leads to; without an id, all stacks.",
                StackArgs,
                self._stack,
            ),
        ]

    def _search(self, args: SearchArgs) -> Told:
        seen = self._memory.get("seen", ()) if args.not_shown_before else ()
        answer = self._answers.goal(
            self._person, args.goal, self._say, seen, language=self._language, ask=False
        )
        topic, limits = split_goal(args.goal)
        goals = [goal for goal in self._memory.get("goals") or () if goal != args.goal]
        answer.memory |= {
            "topic": topic,
            "limits": limits,
            "goals": [*goals, args.goal][-MOST_GOALS:],
            "why": {
                match["credential_id"]: list(match["reasons"])
                for card in answer.cards
                for match in card.body.get("matches", ())
            },
        }
        titles = self._titles(answer.memory.get("shown", ()))
        told = answer.facts or answer.text
        ids = "".join(f"\n{credential_id} = {title}" for credential_id, title in titles.items())
        shown = ", ".join(titles.values()) or "nothing"
        note = f"Looked for: {args.goal[:_NOTE_CHARACTERS]}. Shown: {shown}."
        return Told(f"{told}\n\nIds:{ids}" if ids else told, answer, note)

    def _open(self, args: CredentialArgs) -> Told:
        credential = known_credential(self._library, args.credential_id)
        self._say(f"Reading {credential.title}")
        answer = self._answers.tell_more(self._person, credential.id, language=self._language)
        answer.cards.append(self._passages(credential, ("competency", "criterion:", "prompt:")))
        rows = "".join(f"\n{row.id} = {row.title}" for row in credential.rubric)
        policy = f"The issuer's rule on AI: {credential.ai_policy.use}. {credential.ai_policy.note}"
        told = f"{answer.facts or answer.text}\n\n{policy}\n\nIds of its rubric rows:{rows}"
        return unless_forbidden(credential, told, answer, f"Spoke of {credential.title}.")

    def _ask(self, args: AskArgs) -> Told:
        credential = known_credential(self._library, args.credential_id)
        self._say(f"Looking in the text of {credential.title}")
        answer = self._answers.ask(
            self._person, credential.id, args.question, self._say, language=self._language
        )
        note = f"Asked of {credential.title}: {args.question[:_NOTE_CHARACTERS]}"
        return unless_forbidden(credential, answer.facts or answer.text, answer, note)

    def _row(self, args: RowArgs) -> Told:
        credential = known_credential(self._library, args.credential_id)
        row = credential.criterion(args.row_id)
        if row is None:
            known = ", ".join(f"{row.id} ({row.title})" for row in credential.rubric) or "none"
            raise NotFound(f"{credential.id} has no rubric row of that id. Its rows: {known}.")
        answer = self._answers.explain_row(credential.id, row.id, language=self._language)
        answer.cards.append(self._passages(credential, (f"criterion:{row.id}",)))
        note = f"Explained the row {row.title} of {credential.title}."
        return unless_forbidden(credential, answer.facts or answer.text, answer, note)

    def _stack(self, args: StackArgs) -> Told:
        shelf = self._library.shelf()
        if not args.stack_id:
            listed = "\n".join(f"{s.id} = {s.title}" for s in shelf.stacks.values())
            text = f"Stacks in the catalogue:\n{listed}" if listed else "There are no stacks here."
            return Told(text, Answer(text))
        stack = self._library.stack(args.stack_id)
        titles = self._titles(stack.members)
        where = ", ".join(place for place in (stack.district, stack.state) if place)
        required = "all of them" if stack.required == "all" else f"{stack.required} of them"
        lines = [
            f"**{stack.title}** leads to {stack.designation or stack.title}"
            f"{f' in {where}' if where else ''}; it takes {required}:",
            *(f"- *{titles.get(i, i)}*" for i in stack.credentials),
        ]
        for slot in stack.slots:
            choice = ", ".join(f"*{titles.get(i, i)}*" for i in slot.credentials)
            lines.append(f"- and {slot.required} of: {choice}")
        text = "\n".join(lines)
        ids = "".join(f"\n{credential_id} = {title}" for credential_id, title in titles.items())
        return Told(f"{text}\n\nIds:{ids}", Answer(text), f"Spoke of the stack {stack.title}.")

    def _titles(self, ids: Any) -> dict[str, str]:
        known = self._library.shelf().credentials
        return {i: known[i].title for i in ids if i in known}

    def _passages(self, credential: Credential, fields: tuple[str, ...]) -> Card:
        """The catalogue's own words that the facts rest on, as the answers to a question stand."""
        own = [
            p for p in self._library.shelf().passages.values() if p.credential_id == credential.id
        ]
        chosen = [
            p
            for wanted in fields
            for p in own
            if p.field == wanted or (wanted.endswith(":") and p.field.startswith(wanted))
        ]
        answers = [
            {
                "text": passage.text,
                "passage": passage.text,
                "place": passage.place,
                "field": passage.field,
                "title": passage.title,
            }
            for passage in chosen[:_QUOTES]
        ]
        message = f"From the text of {credential.title}, word for word."
        return Card(
            "passages", {"question": credential.title, "answers": answers, "message": message}
        )


def known_credential(library: Library, wanted: str) -> Credential:
    """The credential of that id or exact title; raises NotFound with the nearest ids named."""
    known = library.shelf().credentials
    if wanted not in known:
        plain = wanted.strip().casefold()
        for credential in known.values():
            if plain in (credential.title.casefold(), credential.id.casefold()):
                return credential
    return library.credential(wanted)


def forbids_ai(credential: Credential | None) -> bool:
    """Whether its issuer rules out that a language model speaks of the work on it."""
    return credential is not None and credential.ai_policy.use == "forbidden"


def unless_forbidden(credential: Credential, facts: str, answer: Answer, note: str = "") -> Told:
    """The facts for the model, or, where the issuer rules AI out, none: the person sees them."""
    if not forbids_ai(credential):
        return Told(facts, answer, note)
    return Told(
        f"The issuer of {credential.title} rules out AI help, so you are told nothing of it. Say "
        "that in one sentence; the catalogue's own words are shown to the teacher without you.",
        answer,
        note,
        aside=answer.text,
    )
