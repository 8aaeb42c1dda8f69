"""One row read through a model, twice where it disagrees with the offline judge about `met`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel

from assistant.errors import ModelUnavailable
from assistant.self_check.asked_rows import AskedRow, Reading
from assistant.self_check.credited import Credit, credits_of, decides, lower_of, rested, verdict_of
from assistant.self_check.instructions import ByFile
from assistant.self_check.kept_answers import KeptAnswers
from assistant.self_check.model_words import may_be_shown
from assistant.self_check.row_answers import RowAnswer
from assistant.self_check.submission import Submission
from assistant.self_check.verdict import Verdict
from prompts.template import Prompt

SPARE_S = 0.5  # before the deadline, so that a late second reading does not cost the first

# How far a verdict is trusted: agreed with the offline judge, read once, read twice, in doubt.
AGREED, READ_ONCE, READ_TWICE, IN_DOUBT = 0.85, 0.7, 0.75, 0.5

Answer = TypeVar("Answer", bound=BaseModel)


class Model(Protocol):
    """What a row is asked of."""

    name: str

    def answer(
        self, system: str, user: str, shape: type[Answer], deadline: float | None = None
    ) -> Answer:
        """A structured answer; raises ModelUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row's verdict in the model's words; where these are empty, code's words are used.

    `warning` says why a second reading is missing where one was wanted.
    """

    verdict: Verdict
    feedback: str = ""
    next_step: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one draft; answers that are kept are not asked for again."""

    model: Model
    prompt: Prompt
    kept: KeptAnswers
    submission: Submission
    steering: ByFile
    deadline: float  # a `time.monotonic()` moment

    def judge(self, asked: AskedRow, offline: Verdict) -> JudgedRow:
        """The row's verdict; raises ModelUnavailable where the first reading fails.

        A row in which every element is shown, while the offline judge says less than `met`, is read
        a second time, with a stricter question. Then, element by element, the lower of the two
        readings counts:

        - the second says less: the row is what the lower elements add up to, and unsure;
        - both say all, the offline judge `partially_met`: met (it was trained to say `met` rarely);
        - both say all, the offline judge `not_met`: partially_met, and unsure;
        - the second reading fails: partially_met, and unsure, with the cause as a warning.
        """
        first = self.read(asked, "first", self.deadline)
        credited = self._credits(first, asked)
        alone = self._verdict(credited, asked, READ_ONCE)
        if alone.status != "met" or offline.status == "met":
            agreed = alone.status == offline.status
            verdict = self._verdict(credited, asked, AGREED) if agreed else alone
            return self._worded(verdict, credited, [first], asked)
        try:
            second = self.read(asked, "second", self.deadline - SPARE_S)
        except ModelUnavailable as error:
            doubted = self._in_doubt(credited, asked, offline)
            return JudgedRow(doubted, warning=str(error))
        lower = lower_of(credited, self._credits(second, asked))
        twice = self._verdict(lower, asked, READ_TWICE)
        if twice.status != "met":
            unsure = verdict_of(lower, asked.row.elements, confidence=IN_DOUBT, unsure=True)
            return self._worded(unsure, lower, [second], asked)
        if offline.status == "not_met":
            return JudgedRow(self._in_doubt(lower, asked, offline))
        return self._worded(twice, lower, [first, second], asked)

    def read(self, asked: AskedRow, reading: Reading, deadline: float) -> RowAnswer:
        """The model's answer to a row, each decision resting on one sentence or on nothing; raises
        ModelUnavailable, also for an answer that decides no element."""
        key = asked.key(self.prompt, self.model.name, reading)
        known = self.kept.find(key, asked)
        if known is not None:
            return known
        system, user = asked.messages(self.prompt, reading)
        answer = self.model.answer(system, user, RowAnswer, deadline)
        if not decides(answer, asked):
            raise ModelUnavailable(
                f"The language model {self.model.name} said nothing about the elements of a row, "
                "so this was answered offline; check CREDCOACH_MODEL and OPENAI_BASE_URL."
            )
        answer = rested(answer, asked, self.submission, self.steering)
        self.kept.keep(key, asked, answer)
        return answer

    def _credits(self, answer: RowAnswer, asked: AskedRow) -> tuple[Credit, ...]:
        return credits_of(answer, asked, self.submission, self.steering)

    def _verdict(self, credited: Sequence[Credit], asked: AskedRow, confidence: float) -> Verdict:
        return verdict_of(credited, asked.row.elements, confidence=confidence)

    def _in_doubt(self, credited: Sequence[Credit], asked: AskedRow, offline: Verdict) -> Verdict:
        """All shown, but not believed: what the offline judge misses is what to look at."""
        held = verdict_of(
            credited, asked.row.elements, confidence=IN_DOUBT, unsure=True, doubted=True
        )
        return Verdict(held.score, held.confidence, True, held.quotes, offline.missing)

    def _worded(
        self,
        verdict: Verdict,
        credited: Sequence[Credit],
        answers: Sequence[RowAnswer],
        asked: AskedRow,
    ) -> JudgedRow:
        """With the words of the first answer that claimed just what is credited; words about more
        than that would praise what no quote shows. Code alone says that it is unsure."""
        worths = [credit.worth for credit in credited]
        for answer in answers:
            claims = [credit.claimed for credit in self._credits(answer, asked)]
            if claims == worths and not verdict.unsure:
                sources = [*asked.masked.values(), asked.row.text]
                feedback, next_step = (
                    words if may_be_shown(words, verdict.status, sources) else ""
                    for words in (answer.feedback, answer.next_step)
                )
                return JudgedRow(verdict, feedback, next_step)
        return JudgedRow(verdict)
