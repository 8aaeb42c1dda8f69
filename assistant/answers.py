"""What the assistant does for each intent: one method each, facts and cards out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.cohorts import Cohorts
from assistant.errors import AssistantError, NotFound
from assistant.evidence_words import told as spoken_to
from assistant.from_evidence import EvidenceMatcher
from assistant.library import Library
from assistant.limits.reading import limits_in
from assistant.people import Person
from assistant.plan_talk import PlanTalk
from assistant.plans import Plans
from assistant.pursuits import Pursuits
from assistant.questions import Questions
from assistant.questions import told as quoted
from assistant.reasons import cautions, worth_for
from assistant.recommendations import Recommendation, Recommender
from assistant.replies import Card
from assistant.self_check.check import SelfChecker
from assistant.self_check.report import Report
from assistant.self_checks import SelfChecks
from assistant.understanding import Intent, about_it
from retrieval.catalogue import Credential
from retrieval.documents import Document

_SHOWN_ROWS = 3  # rows spelled out in the chat; the card has them all
_CARD_WEEKS = 4  # of the plan; its page has them all

_SHORTER = re.compile(r"\b(?:short|quick|less time|fewer hours|less work)", re.IGNORECASE)

GUARD = (
    "I won't write any part of your submission: the issuer wants to see your own work, and it is "
    "you who earns this. But I can help you begin. "
)
CRISIS = (
    "That sounds serious, and it matters more than any credential. If someone is in danger now, "
    "call your local emergency number; in the United States you can call or text 988 at any hour. "
    "Please tell your school counselor or principal today, and follow your school's reporting duty."
)


@dataclass(slots=True)
class Answer:
    """What came of an intent: words for a person, cards, facts for a model, what to remember."""

    text: str
    cards: list[Card] = field(default_factory=list)
    facts: str = ""  # what a model may rest its words on; empty means: use `text` as it is
    memory: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


Say = Callable[[str], None]  # a step, in words for a person


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
        self._plan_talk = PlanTalk(plans, pursuits)

    def goal(
        self, person: Person, goal: str, say: Say, exclude: Sequence[str] = (), wish: str = ""
    ) -> Answer:
        """Credentials for a goal; `exclude` were shown before, `wish` is what was said of them."""
        shelf = self._library.shelf()
        say(f"Searching {len(shelf.credentials)} credentials")
        limits = limits_in(f"{goal}. {wish}")
        if _SHORTER.search(wish):
            hours = [shelf.credentials[i].effort_hours for i in exclude if i in shelf.credentials]
            shortest = min((h for h in hours if h), default=None)
            if shortest and (limits.max_hours is None or shortest <= limits.max_hours):
                limits = replace(limits, max_hours=shortest - 1)
        found = self._recommender.recommend(goal, person.profile, 3, exclude, limits)
        shown = [m.credential_id for m in found.matches]
        memory: dict[str, Any] = {"goal": goal, "shown": shown, "seen": [*exclude, *shown]}
        if wish:
            memory["goal"] = f"{goal}. {wish}"
        if not found.matches:
            return Answer(found.message, memory=memory, warnings=found.warnings)
        card = Card("recommendations", found.as_json())
        memory["current"] = found.matches[0].credential_id
        return Answer(_offer(found), [card], _offer_facts(found), memory, found.warnings)

    def tell_more(self, person: Person, credential_id: str) -> Answer:
        """One credential in a few sentences."""
        credential = self._library.credential(credential_id)
        text = _portrait(credential, person)
        return Answer(text, facts=text, memory={"current": credential_id})

    def ask(self, person: Person, credential_id: str, question: str, say: Say) -> Answer:
        """What a credential's text says to a question, quoted.

        A question that does not say that it is about this credential, and that its text does not
        answer, is taken for a goal.
        """
        answered = self._questions.ask(credential_id, question)
        if not answered.quotes and not about_it(question):
            return self.goal(person, question, say)
        # Quotes and places as they stand: no model puts the issuer's words into others.
        cards = [Card("passages", answered.as_json())] if answered.quotes else []
        return Answer(quoted(answered), cards, memory={"current": credential_id})

    def explain_row(self, credential_id: str, criterion_id: str) -> Answer:
        """What a rubric row asks, level by level, in the rubric's own words."""
        credential = self._library.credential(credential_id)
        row = credential.criterion(criterion_id)
        if row is None:
            raise NotFound(f'{credential.title} has no rubric row "{criterion_id}".')
        lines = [
            f"**{row.title}** in *{credential.title}*. An assessor passes it at “{row.pass_level}”:"
        ]
        lines += [f"- {level.name}: “{level.descriptor}”" for level in row.levels]
        lines.append("Which of these things do you already have from your own classroom?")
        text = "\n".join(lines)
        return Answer(text, facts=text, memory={"current": credential_id})

    def check(
        self, person: Person, credential_id: str, files: Sequence[Document], say: Say
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
        memory = {"current": credential_id, "draft_waiting": False}
        text = spoken(report, credential)
        # The card holds the findings in their own words; no model puts a verdict into others.
        return Answer(text, [Card("self_check", body)], "", memory, report.warnings)

    def which_credential(self, person: Person, files: Sequence[Document], say: Say) -> Answer:
        """A text without a credential: whose rubric it speaks to, in which passages, and asks."""
        say("Looking for the credentials that this speaks to")
        found = self._evidence.match(files, own_names=(person.name,))
        shown = [match.credential_id for match in found.matches]
        # Her own words and no verdict: no model puts them into others.
        memory = {"draft_waiting": True, "shown": shown}
        return Answer(spoken_to(found), memory=memory, warnings=found.warnings)

    def write_for_me(self, credential_id: str | None) -> Answer:
        """Declines to write, kindly, and asks the question that helps to begin."""
        question = "What did your students do or say that day that you still remember?"
        if credential_id and (credential := self._library.shelf().credentials.get(credential_id)):
            prompts = [p for part in credential.submission for p in part.prompts]
            if prompts:
                question = (
                    f"*{credential.title}* asks: “{prompts[0].text}” What would you tell a "
                    "colleague, in two sentences, if she asked you that in the hallway?"
                )
        return Answer(GUARD + question)

    def choose(self, person: Person, credential_id: str) -> Answer:
        """Starts a pursuit."""
        credential = self._library.credential(credential_id)
        self._pursuits.start(person, credential_id)
        first = next((p for part in credential.submission for p in part.prompts), None)
        begin = f" The first thing it asks for: “{first.text}”" if first else ""
        text = f"*{credential.title}* is in your plan now.{begin}"
        return Answer(text, [self._plan_card(person)], text, {"current": credential_id})

    def plan(self, person: Person) -> Answer:
        """What the person is working on."""
        pursuits = self._pursuits.of(person)
        if not pursuits:
            return Answer(
                "You have not chosen a credential yet. What would you like to get better at?"
            )
        shelf = self._library.shelf()
        lines = []
        for pursuit in pursuits:
            credential = shelf.credentials.get(pursuit.credential_id)
            title = credential.title if credential else pursuit.credential_id
            until = f", aimed at {pursuit.target_date:%B %-d}" if pursuit.target_date else ""
            lines.append(f"- *{title}*: {pursuit.stage} since {pursuit.since:%B %-d}{until}")
        text = "Here is where you are:\n" + "\n".join(lines)
        return Answer(text, [self._plan_card(person)], text)

    def plan_talk(self, person: Person, message: str) -> Answer:
        """What to do this week, or the plan as it is once it keeps to what was said."""
        titles = {c.id: c.title for c in self._library.shelf().credentials.values()}
        text = self._plan_talk.answer(person, message, titles)
        card = self._plan_card(person)
        # Dates and prompts as they are: no model puts them into other words.
        return Answer(text, [card] if card.body["pursuits"] else [])

    def cohort(self, person: Person) -> Answer:
        """What a coach may see of her cohorts: stages, dates, requests for help, shared items."""
        led = self._cohorts.of(person).led
        if not led:
            return Answer("You lead no cohort yet. You can make one on the Cohorts page.")
        lines, cards = [], []
        for cohort in led:
            view = self._cohorts.view(person, cohort.id)
            stuck = self._cohorts.stuck(view)
            asked = [
                member.name
                for member in view.members
                if any(p.help_wanted for p in member.pursuits)
            ]
            lines.append(f"**{view.name}**: {len(view.members)} teachers.")
            lines.append(
                "Asked for help: " + (", ".join(asked) + "." if asked else "nobody just now.")
            )
            waiting = list(dict.fromkeys(member.name for member, _ in stuck))
            if waiting:
                lines.append(f"No change of stage for two weeks: {', '.join(waiting)}.")
            cards.append(Card("cohort", view.as_json()))
        # Names of teachers go to no model: the words stay as they are.
        return Answer("\n\n".join(lines), cards)

    def _plan_card(self, person: Person) -> Card:
        shelf = self._library.shelf()
        items = [
            {
                "credential_id": p.credential_id,
                "title": shelf.credentials[p.credential_id].title
                if p.credential_id in shelf.credentials
                else p.credential_id,
                "stage": p.stage,
                "since": p.since.isoformat(),
                "target_date": p.target_date.isoformat() if p.target_date else None,
            }
            for p in self._pursuits.of(person)
        ]
        weeks = self._plans.of(person).coming(_CARD_WEEKS)
        return Card("plan", {"pursuits": items, "weeks": [week.as_json() for week in weeks]})


def spoken(report: Report, credential: Credential) -> str:
    """A report's gist in the chat: which rows would fail and why, never a percentage."""
    rows = {row.id: row for row in credential.rubric}
    failing = [f for f in report.findings if f.status != "met"]
    lines = []
    if not report.findings:
        lines.append("This credential has no rubric here, so I could only look at its parts.")
    elif not failing:
        lines.append(
            "I found nothing that would fail today. That is no promise: an assessor decides, so "
            "read each row once more with your own eyes."
        )
    else:
        shown = sum(f.status == "met" for f in report.findings)
        lines.append(
            f"I read your draft against the {len(report.findings)} rows of *{credential.title}*. "
            f"{shown or 'None'} of them can be seen; "
            f"{'this one' if len(failing) == 1 else f'these {len(failing)}'} would not pass today:"
        )
        for finding in failing[:_SHOWN_ROWS]:
            lines.append(f"- **{rows[finding.criterion_id].title}**: {finding.next_step}")
        if len(failing) > _SHOWN_ROWS:
            lines.append(f"- and {len(failing) - _SHOWN_ROWS} more, below.")
    broken = [r for r in report.requirements if r.status == "not_met"]
    if broken:
        lines.append(f"Also: {broken[0].detail} ({broken[0].prompt_id or broken[0].part_id}).")
    if report.privacy:
        lines.append(
            f"Please take out what could identify a student: {len(report.privacy)} "
            f"{'place' if len(report.privacy) == 1 else 'places'}, listed below."
        )
    return "\n".join(lines)


def _offer(found: Recommendation) -> str:
    if len(found.matches) == 1:  # its card follows; a list of one says nothing more
        return f"{found.message}\n\nShall I tell you more about it, or is it something else?"
    lines = [found.message, ""]
    for i, match in enumerate(found.matches, start=1):
        lines.append(f"{i}. **{match.title}**")
    lines += ["", "Shall I tell you more about one of them, or is it something else you need?"]
    return "\n".join(lines)


def _offer_facts(found: Recommendation) -> str:
    lines = ["Found in the catalogue, best first; shown to the teacher as cards:"]
    for match in found.matches:
        quotes = " ".join(f"“{quote.text}”" for quote in match.quotes)
        caution = f" Cautions: {'; '.join(match.cautions)}." if match.cautions else ""
        lines.append(
            f"- {match.title} ({match.effort_hours or 'unknown'} hours). {quotes}{caution}"
        )
    return "\n".join(lines)


def _portrait(credential: Credential, person: Person) -> str:
    hours = f"It takes about {credential.effort_hours:g} hours. " if credential.effort_hours else ""
    parts = "; ".join(part.title for part in credential.submission)
    limits = cautions(credential, person.profile)
    worth = " ".join(worth_for(credential, person.profile))
    rows = ", ".join(row.title.lower() for row in credential.rubric)
    pieces = [
        f"**{credential.title}** ({credential.issuer}). {credential.competency}",
        f"{hours}You hand in: {parts}." if parts else hours,
        f"An assessor looks at: {rows}." if rows else "",
        f"Mind that it {'; it '.join(limits)}." if limits else "",
        worth,
        "Shall I put it into your plan?",
    ]
    return "\n\n".join(piece.strip() for piece in pieces if piece.strip())


def told(error: AssistantError) -> Answer:
    """An error that is the person's to mend, as an answer."""
    return Answer(str(error))


def run_intent(
    answers: Answers,
    intent: Intent,
    person: Person,
    message: str,
    memory: dict[str, Any],
    say: Say,
) -> Answer:
    """The answer to every intent that needs no files."""
    if intent.kind == "refine":
        shown = memory.get("seen", ())
        return answers.goal(person, memory.get("goal", ""), say, shown, message)
    if intent.kind == "tell_more" and intent.credential_id:
        return answers.tell_more(person, intent.credential_id)
    if intent.kind == "ask" and intent.credential_id:
        return answers.ask(person, intent.credential_id, message, say)
    if intent.kind == "explain_row" and intent.credential_id and intent.criterion_id:
        return answers.explain_row(intent.credential_id, intent.criterion_id)
    if intent.kind == "choose" and intent.credential_id:
        return answers.choose(person, intent.credential_id)
    if intent.kind == "write_for_me":
        return answers.write_for_me(intent.credential_id)
    if intent.kind == "plan":
        return answers.plan(person)
    if intent.kind == "plan_talk":
        return answers.plan_talk(person, message)
    if intent.kind == "cohort":
        return answers.cohort(person)
    if intent.kind == "crisis":
        return Answer(CRISIS)
    if intent.kind == "hand_in":
        return Answer(
            "Attach it, or paste its text here, and I tell you which credentials' rubrics it "
            "speaks to, with the passages. It stays on this machine."
        )
    if intent.kind == "thanks":
        return Answer("You're welcome. Come back whenever you have something to look at.")
    if intent.kind in ("greeting", "unclear"):
        return Answer(
            "Hello! Tell me in your own words what you would like to get better at in your "
            "teaching, or paste a draft that you want checked before you hand it in."
        )
    return answers.goal(person, message, say)
