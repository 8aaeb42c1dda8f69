"""What the assistant does for each intent: one method each, facts and cards out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.cohorts import Cohorts
from assistant.dialogue.answer import Answer, Say
from assistant.dialogue.coaching import instead_of_writing, names_seen, next_step, part_help
from assistant.dialogue.comparing import nearest_one, side_by_side, why_not, why_this
from assistant.dialogue.facts import Facts
from assistant.dialogue.introductions import keep
from assistant.dialogue.language import Language
from assistant.dialogue.memory import nothing_waits
from assistant.dialogue.phrases import Phrases
from assistant.dialogue.sharing import Sharing
from assistant.dialogue.standing import cohort_words, plan_words, pursuit_items
from assistant.dialogue.student_names import asks_for_names, names_rule
from assistant.dialogue.turn import run_intent
from assistant.dialogue.wording import (
    differing_grades,
    nothing_found,
    offer,
    offer_facts,
    portrait,
    quotes_message,
    row_words,
    rows_words,
    spoken,
)
from assistant.errors import AssistantError, NotFound
from assistant.evidence_words import told as spoken_to
from assistant.from_evidence import EvidenceMatcher
from assistant.library import Library
from assistant.limits.limits import Limits
from assistant.limits.reading import limits_in
from assistant.people import Person
from assistant.plan_talk import PlanTalk
from assistant.plans import Plans
from assistant.pursuits import Pursuits
from assistant.questions import Questions
from assistant.questions import told as quoted
from assistant.recommendations import Recommender
from assistant.replies import Card
from assistant.self_check.check import SelfChecker
from assistant.self_checks import SelfChecks
from assistant.understanding import about_it
from retrieval.catalogue import Credential
from retrieval.documents import Document

if TYPE_CHECKING:
    from assistant.accounts import Accounts
    from assistant.drafts import Drafts
    from assistant.shares import Shares

__all__ = ["CRISIS", "GUARD", "Answer", "Answers", "Say", "run_intent", "spoken", "told"]

_CARD_WEEKS = 4  # of the plan; its page has them all
_SHORTER = re.compile(r"\b(?:short|quick|less time|fewer hours|less work)", re.IGNORECASE)
_NOTHING_FITS = "Nothing in this catalogue fits"  # how the recommender says that it knows of none

GUARD = Phrases("en")("guard")
CRISIS = Phrases("en")("crisis_student")


class Answers:
    """The tools behind the conversation; each asks one service and puts the result into words."""

    def __init__(
        self,
        library: Library,
        recommender: Recommender,
        checker: SelfChecker,
        self_checks: SelfChecks,
        pursuits: Pursuits,
        cohorts: Cohorts,
        questions: Questions,
        plans: Plans,
        evidence: EvidenceMatcher,
        *,
        accounts: Accounts | None = None,
        shares: Shares | None = None,
        drafts: Drafts | None = None,
        has_model: bool = False,
    ) -> None:
        self._library = library
        self._recommender = recommender
        self._checker = checker
        self._self_checks = self_checks
        self._pursuits = pursuits
        self._cohorts = cohorts
        self._questions = questions
        self._plans = plans
        self._evidence = evidence
        self._accounts = accounts
        self._plan_talk = PlanTalk(plans, pursuits)
        self.sharing = Sharing(library, cohorts, pursuits, self_checks, shares, drafts, accounts)
        self.has_model = has_model

    def goal(
        self,
        person: Person,
        goal: str,
        say: Say,
        exclude: Sequence[str] = (),
        wish: str = "",
        *,
        language: Language = "en",
        within: str = "",
        ask: bool = True,
    ) -> Answer:
        """Credentials for a goal; `exclude` were shown before, `wish` is what was said of them.

        `within` are limits that hold without being part of the goal; without `ask`, the offer
        leaves its question out.
        """
        shelf = self._library.shelf()
        say(f"Searching {len(shelf.credentials)} credentials")
        limits = limits_in(". ".join(piece for piece in (goal, wish, within) if piece))
        if _SHORTER.search(wish):
            hours = [shelf.credentials[i].effort_hours for i in exclude if i in shelf.credentials]
            shortest = min((h for h in hours if h), default=None)
            if shortest and (limits.max_hours is None or shortest <= limits.max_hours):
                limits = replace(limits, max_hours=shortest - 1)
        found = self._recommender.recommend(goal, person.profile, 3, exclude, limits, few=True)
        shown = [m.credential_id for m in found.matches]
        memory: dict[str, Any] = {"goal": goal, "shown": shown, "seen": [*exclude, *shown]}
        if wish:
            memory["goal"] = f"{goal}. {wish}"
        words = Phrases(language)
        if not found.matches:
            lost = found.message.startswith(_NOTHING_FITS)
            text = nothing_found(found, limits, words)
            note = "nothing fits" if lost else "no credential for that"
            return Answer(text, memory=memory, warnings=found.warnings, note=note)
        card = Card("recommendations", found.as_json())
        memory["current"] = found.matches[0].credential_id
        ask_grade = ask and not person.profile.grade and differing_grades(self._credentials(shown))
        if ask_grade:
            memory["asked"] = "grade"
        text = offer(found, words, ask=ask, ask_grade=ask_grade)
        note = f"looked for “{goal[:60]}”; offered {', '.join(shown)}"
        return Answer(text, [card], offer_facts(found), memory, found.warnings, note)

    def tell_more(self, person: Person, credential_id: str, *, language: Language = "en") -> Answer:
        """One credential in a few sentences."""
        credential = self._library.credential(credential_id)
        text = portrait(credential, person.profile, Phrases(language))
        return Answer(text, facts=text, memory={"current": credential_id})

    def ask(
        self,
        person: Person,
        credential_id: str,
        question: str,
        say: Say,
        *,
        language: Language = "en",
    ) -> Answer:
        """What a credential's entry or text says to a question, quoted.

        A question that does not say that it is about this credential, and that neither answers, is
        taken for a goal.
        """
        credential = self._library.credential(credential_id)
        words = Phrases(language)
        if asks_for_names(question):
            text = names_rule(credential, self._library.shelf().passages.values(), words)
            return Answer(text, memory={"current": credential_id})
        if known := Facts(credential, person.profile, words).answer(question):
            text = f"**{credential.title}**: {known}"
            return Answer(text, facts=text, memory={"current": credential_id})
        answered = self._questions.ask(credential_id, question)
        if not answered.quotes and not about_it(question):
            return self.goal(person, question, say, language=language)
        # Quotes and places as they stand: no model puts the issuer's words into others.
        cards = [Card("passages", answered.as_json())] if answered.quotes else []
        if language != "en":
            answered = replace(answered, message=quotes_message(answered, credential, words))
        return Answer(quoted(answered), cards, memory={"current": credential_id})

    def explain_row(
        self, credential_id: str, criterion_id: str | None, *, language: Language = "en"
    ) -> Answer:
        """What a rubric row asks, level by level, in the rubric's words; or the rows by name."""
        credential = self._library.credential(credential_id)
        words = Phrases(language)
        if criterion_id is None:
            text = rows_words(credential, words)
            return Answer(text, facts=text, memory={"current": credential_id})
        row = credential.criterion(criterion_id)
        if row is None:
            raise NotFound(f'{credential.title} has no rubric row "{criterion_id}".')
        text = row_words(credential, row, words)
        note = f"explained the row {criterion_id} of {credential_id}"
        memory = {"current": credential_id, "row": criterion_id}
        return Answer(text, facts=text, memory=memory, note=note)

    def compare(
        self, person: Person, ids: Sequence[str], question: str, *, language: Language = "en"
    ) -> Answer:
        """Two or three credentials side by side, as their entries say."""
        credentials = [self._library.credential(one) for one in ids]
        text = side_by_side(credentials, question, Phrases(language))
        return Answer(text, facts=text, memory={"compared": list(ids)})

    def nearest_of(self, ids: Sequence[str], use: str, *, language: Language = "en") -> Answer:
        """Which of some credentials comes nearest to what one is asked for, by its competency."""
        found = self._library.searcher().search(use, 1, ids)
        one = found[0].credential if found else self._library.credential(ids[0])
        text = nearest_one(one, Phrases(language))
        memory = {"current": one.id, "pending": {"do": "tell_more", "credential_id": one.id}}
        return Answer(text, facts=text, memory=memory)

    def why(
        self,
        person: Person,
        credential_id: str,
        goal: str,
        reasons: Sequence[str] = (),
        *,
        language: Language = "en",
    ) -> Answer:
        """Why a credential was offered; `reasons` are those its card gave."""
        credential = self._library.credential(credential_id)
        text = why_this(credential, goal, reasons, person.profile, Phrases(language))
        return Answer(text, facts=text, memory={"current": credential_id})

    def why_not(
        self,
        person: Person,
        credential_id: str,
        current: str | None = None,
        shown: Sequence[str] = (),
        limits: Limits | None = None,
        *,
        language: Language = "en",
    ) -> Answer:
        """Why another credential was not put first."""
        other = self._library.credential(credential_id)
        chosen = self._library.shelf().credentials.get(current or "")
        words = Phrases(language)
        text = why_not(other, chosen, shown, limits or Limits(), person.profile, words)
        memory = {"compared": [chosen.id, other.id]} if chosen else {}
        return Answer(text, facts=text, memory=memory)

    def check(
        self,
        person: Person,
        credential_id: str,
        files: Sequence[Document],
        say: Say,
        *,
        language: Language = "en",
    ) -> Answer:
        """A self-check, kept as the person's own."""
        credential = self._library.credential(credential_id)
        say(f"Reading your draft against {len(credential.rubric)} rubric rows")
        report = self._checker.run(
            credential, files, help_for=self._library.help_for(credential), own_names=(person.name,)
        )
        found = self._self_checks.weighed(person, report, credential, files)
        report = found.report
        kept = self._self_checks.keep(person, found)
        body = {**report.as_json(), "self_check_id": kept.id, "title": credential.title}
        about = {"current": credential_id, "checked": credential_id}
        memory = nothing_waits() | about | {"draft_waiting": False}
        text = spoken(report, credential, Phrases(language))
        note = f"checked a draft for {credential_id}"
        # The card holds the findings in their own words; no model puts a verdict into others.
        return Answer(text, [Card("self_check", body)], "", memory, report.warnings, note)

    def which_credential(self, person: Person, files: Sequence[Document], say: Say) -> Answer:
        """A text without a credential: whose rubric it speaks to, in which passages, and asks."""
        say("Looking for the credentials that this speaks to")
        found = self._evidence.match(files, own_names=(person.name,))
        shown = [match.credential_id for match in found.matches]
        # Her own words and no verdict: no model puts them into others.
        memory = nothing_waits() | {"draft_waiting": True, "shown": shown}
        return Answer(spoken_to(found), memory=memory, warnings=found.warnings)

    def hand_in(self, credential_id: str | None = None, *, language: Language = "en") -> Answer:
        """How a draft is handed in for a check."""
        words, known = Phrases(language), self._library.shelf().credentials
        if credential_id is None or credential_id not in known:
            return Answer(words("hand_in"))
        text = words("hand_in_for", title=known[credential_id].title)
        return Answer(text, memory={"current": credential_id})

    def write_for_me(
        self,
        credential_id: str | None,
        *,
        person: Person | None = None,
        language: Language = "en",
    ) -> Answer:
        """Declines to write, kindly, and asks the question that helps to begin."""
        credential = self._library.shelf().credentials.get(credential_id or "")
        report = self._last_report(person, credential_id)
        text = instead_of_writing(credential, report, Phrases(language))
        return Answer(text, note="asked to write; declined, with a question instead")

    def writing_help(
        self, credential_id: str | None, part: str, *, language: Language = "en"
    ) -> Answer:
        """What a part of the submission asks for, word for word, and where to begin."""
        credential = self._library.shelf().credentials.get(credential_id or "")
        return Answer(part_help(credential, part, Phrases(language)))

    def next_step(
        self,
        person: Person,
        credential_id: str | None,
        topic: str = "",
        *,
        language: Language = "en",
    ) -> Answer:
        """What to do first with a credential, by the last check; or which names that check saw."""
        credential = self._library.shelf().credentials.get(credential_id or "")
        report = self._last_report(person, credential_id)
        said = names_seen if topic == "names" else next_step
        return Answer(said(credential, report, Phrases(language)))

    def choose(self, person: Person, credential_id: str, *, language: Language = "en") -> Answer:
        """Starts a pursuit."""
        credential = self._library.credential(credential_id)
        self._pursuits.start(person, credential_id)
        words = Phrases(language)
        first = next((p for part in credential.submission for p in part.prompts), None)
        text = words("chosen", title=credential.title)
        if first:
            text += words("chosen_first", prompt=first.text)
        note = f"put {credential_id} into the plan"
        return Answer(text, [self._plan_card(person)], text, {"current": credential_id}, note=note)

    def plan(self, person: Person, *, language: Language = "en") -> Answer:
        """What the person is working on."""
        words = Phrases(language)
        if not (pursuits := self._pursuits.of(person)):
            return Answer(words("no_plan"))
        text = plan_words(pursuits, self._library.shelf().credentials, words)
        return Answer(text, [self._plan_card(person)], text)

    def plan_talk(self, person: Person, message: str) -> Answer:
        """What to do this week, or the plan as it is once it keeps to what was said."""
        titles = {c.id: c.title for c in self._library.shelf().credentials.values()}
        text = self._plan_talk.answer(person, message, titles)
        card = self._plan_card(person)
        # Dates and prompts as they are: no model puts them into other words.
        return Answer(text, [card] if card.body["pursuits"] else [])

    def cohort(self, person: Person, *, language: Language = "en") -> Answer:
        """What a coach may see of her cohorts: stages, dates, requests for help, shared items."""
        words = Phrases(language)
        led = self._cohorts.of(person).led
        if not led:
            return Answer(words("cohort_none"))
        lines, cards = [], []
        for cohort in led:
            view = self._cohorts.view(person, cohort.id)
            lines.append(cohort_words(view, self._cohorts.stuck(view), words))
            cards.append(Card("cohort", view.as_json()))
        # Names of teachers go to no model: the words stay as they are.
        return Answer("\n\n".join(lines), cards)

    def keep_profile(
        self, person: Person, pending: Mapping[str, Any], language: Language
    ) -> Answer:
        """Saves what she agreed to have remembered of her."""
        return keep(self._accounts, person, pending, Phrases(language))

    def hours_of(self, ids: Sequence[str]) -> dict[str, float]:
        """The hours of some credentials by title, where they are known."""
        return {c.title: c.effort_hours for c in self._credentials(ids) if c.effort_hours}

    def _credentials(self, ids: Sequence[str]) -> list[Credential]:
        shelf = self._library.shelf().credentials
        return [shelf[one] for one in ids if one in shelf]

    def _last_report(
        self, person: Person | None, credential_id: str | None
    ) -> dict[str, Any] | None:
        """Her last check of a credential, as it was kept."""
        if person is None or credential_id is None:
            return None
        checks = self._self_checks.list(person)
        return next((c.report for c in checks if c.credential_id == credential_id), None)

    def _plan_card(self, person: Person) -> Card:
        items = pursuit_items(self._pursuits.of(person), self._library.shelf().credentials)
        weeks = self._plans.of(person).coming(_CARD_WEEKS)
        return Card("plan", {"pursuits": items, "weeks": [week.as_json() for week in weeks]})


def told(error: AssistantError) -> Answer:
    """An error that is the person's to mend, as an answer."""
    return Answer(str(error))
