"""One self-check from files to report: the only door to it, for every face."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, replace
from typing import Literal

from assistant.errors import BadInput, TooLarge
from assistant.self_check.evidence import EvidenceFinder, RowEvidence, placed
from assistant.self_check.grounding import verified
from assistant.self_check.instructions import ByFile, instructions_of
from assistant.self_check.judged import JudgedRow, ModelJudge
from assistant.self_check.near_misses import near_miss
from assistant.self_check.privacy.sweep import Pseudonyms, find_in_filename, find_private
from assistant.self_check.report import (
    Engine,
    Finding,
    HelpfulPassage,
    PrivacyFinding,
    Report,
    readiness_of,
)
from assistant.self_check.requirements.notes import notes_on
from assistant.self_check.requirements.pass_rule import pass_rule, summary_of
from assistant.self_check.requirements.requirements import check_requirements
from assistant.self_check.submission import (
    Submission,
    count_words,
    distinctly_named,
    opening_of,
)
from assistant.self_check.verdict import RowJudge, Verdict
from assistant.self_check.wording import words_for
from retrieval.catalogue import Credential, Criterion
from retrieval.documents import Document
from retrieval.embeddings import Embedder

EngineName = Literal["offline", "llm"]

MAX_WORDS = 60_000  # a book, not a draft; past this a self-check would take minutes
MAX_FILES = 50
_SHOWN_STEERING = 80  # characters of such a passage in a warning
# What the issuer's rule asks of her once a model has read the draft; `allowed` asks nothing.
_READ_BY_A_MODEL = {
    "disclose": (
        "This issuer wants to be told where AI helped, and a language model read this draft to "
        "check it; your log of help holds that, as a statement to attach."
    ),
    "coaching_only": (
        "This issuer allows AI as a coach and not as a writer: a language model read this draft "
        "to check it, so put every change into words of your own."
    ),
}
HelpFor = Callable[[Criterion], HelpfulPassage | None]
log = logging.getLogger(__name__)


class SelfChecker:
    """Checks drafts against a credential's rubric; offline, or through a model where allowed."""

    def __init__(
        self, local_embedder: Embedder, judge: RowJudge, model_judge: ModelJudge | None = None
    ) -> None:
        self._evidence = EvidenceFinder(local_embedder)
        self._judge = judge
        self._model_judge = model_judge

    @property
    def has_model(self) -> bool:
        """Whether checks can go through a model."""
        return self._model_judge is not None

    def run(
        self,
        credential: Credential,
        files: Sequence[Document],
        *,
        engine: EngineName | None = None,
        help_for: HelpFor | None = None,
        own_names: Collection[str] = (),
    ) -> Report:
        """The report on these files; `engine` None means the model where there is one.

        `help_for` finds a resource's passage for a row. Raises BadInput for no files or no words,
        TooLarge for more than can be checked at once.
        """
        files = distinctly_named(files)
        submission = _submission(credential, files)
        warnings = [f"{document.name}: {document.note}" for document in files if document.note]
        privacy = _private(files, own_names)
        steering = instructions_of(submission)
        warnings += _steering_notes(submission, steering)
        evidence = self._evidence.find(submission, steering)
        verdicts = [
            verified(v, submission, steering) for v in self._judge.judge(submission, evidence)
        ]
        judged: list[JudgedRow | None] = [None] * len(evidence)
        used = Engine("offline")
        wants_model = engine == "llm" or (engine is None and self.has_model)
        if not credential.rubric:
            warnings.append("This credential has no rubric, so only its parts could be checked.")
        if wants_model and credential.ai_policy.use == "forbidden":
            warnings.append(
                "This issuer forbids AI help with the submission, so no language model saw your "
                "draft; parts, word rules, privacy and quotes were checked on this machine."
            )
        elif engine == "llm" and self._model_judge is None:
            warnings.append(
                "No language model is set up (OPENAI_API_KEY, OPENAI_BASE_URL), so this was "
                "answered offline."
            )
        elif wants_model and self._model_judge is not None:
            # A statement that names are changed is not taken on trust before a model reads on.
            hidden = _private(files, own_names, believe_changed=False)
            pseudonyms = Pseudonyms(hidden, submission.texts.values())
            judgement = self._model_judge.judge(
                submission, evidence, verdicts, pseudonyms.replace, steering
            )
            log.info("a self-check through %s: %s", self._model_judge.model_name, judgement.used)
            warnings += judgement.warnings
            judged = [_restored(row, pseudonyms) for row in judgement.rows]
            if any(judged):
                used = Engine("llm", self._model_judge.model_name)
                if told := _READ_BY_A_MODEL.get(credential.ai_policy.use):
                    warnings.append(told)
        findings = [
            self._finding(submission, steering, row, offline, through, help_for)
            for row, offline, through in zip(evidence, verdicts, judged, strict=True)
        ]
        statuses = [finding.status for finding in findings]
        requirements = check_requirements(submission)
        return Report(
            credential_id=credential.id,
            rubric_version=rubric_version(credential),
            engine=used,
            readiness=readiness_of(statuses),
            would_fail_today=tuple(f.criterion_id for f in findings if f.status != "met"),
            findings=tuple(findings),
            requirements=requirements,
            privacy=privacy,
            warnings=tuple(warnings),
            notes=notes_on(submission),
            pass_rule=pass_rule(credential),
            summary=summary_of(credential, findings, requirements),
        )

    def _finding(
        self,
        submission: Submission,
        steering: ByFile,
        evidence: RowEvidence,
        offline: Verdict,
        through: JudgedRow | None,
        help_for: HelpFor | None,
    ) -> Finding:
        row = evidence.criterion
        verdict = verified(through.verdict, submission, steering) if through else offline
        status = verdict.status
        part = submission.credential.part(row.part)
        quotes = tuple(placed(quote, submission) for quote in verdict.quotes)
        words = words_for(
            row,
            part,
            status,
            verdict.unsure,
            quotes,
            verdict.missing,
            draft=opening_of(submission),
            order=submission.credential.rubric.index(row),
            near=near_miss(evidence) if status == "not_met" else None,
        )
        return Finding(
            criterion_id=row.id,
            status=status,
            level=_level(row, verdict),
            score=verdict.score,
            confidence=verdict.confidence,
            unsure=verdict.unsure,
            engine="llm" if through else "offline",
            quotes=quotes,
            missing=() if status == "met" else verdict.missing,
            feedback=(through.feedback if through else "") or words.feedback,
            next_step=(through.next_step if through else "") or words.next_step,
            resource=help_for(row) if help_for and status != "met" else None,
        )


def rubric_version(credential: Credential) -> str:
    """A name for exactly this rubric: `sha256:` and the digest of its content."""
    body = [[asdict(row) for row in credential.rubric], [asdict(p) for p in credential.submission]]
    written = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(written.encode()).hexdigest()


def _submission(credential: Credential, files: Sequence[Document]) -> Submission:
    if not files:
        raise BadInput("There is no draft to check; hand in at least one file or some text.")
    if len(files) > MAX_FILES:
        raise TooLarge(f"{len(files)} files are more than {MAX_FILES}; hand in fewer at once.")
    words = sum(count_words(document.text) for document in files)
    if words == 0:
        raise BadInput(
            "The draft holds no words that can be read; write something first, or hand in a file "
            "with text (.md, .txt, .html, .docx, .pptx, .pdf)."
        )
    if words > MAX_WORDS:
        raise TooLarge(
            f"The draft has {words:,} words and at most {MAX_WORDS:,} can be checked at once; "
            "hand in the part that belongs to this credential."
        )
    return Submission(credential, files)


def _private(
    files: Sequence[Document], own_names: Collection[str], *, believe_changed: bool = True
) -> tuple[PrivacyFinding, ...]:
    found: list[PrivacyFinding] = []
    for document in files:
        found += find_private(
            document.name, document.text, own_names, believe_changed=believe_changed
        )
        found += find_in_filename(document.name, own_names)
    return tuple(found)


def _steering_notes(submission: Submission, steering: ByFile) -> list[str]:
    """For each file the first passage that speaks to its judge: the teacher may not know of it."""
    notes = []
    for file, spans in steering.items():
        if spans:
            words = " ".join(submission.texts[file][slice(*spans[0])].split())
            shown = words if len(words) <= _SHOWN_STEERING else words[:_SHOWN_STEERING] + " …"
            notes.append(
                f"{file}: a passage speaks to whoever assesses the draft, or readers cannot see it "
                f"(“{shown}”), so it was not counted as evidence."
            )
    return notes


def _level(row: Criterion, verdict: Verdict) -> str:
    """The level's name: the pass level when met, the one below when partly, else the lowest."""
    if verdict.status == "met":
        return row.target.name
    return row.below.name if verdict.status == "partially_met" else row.levels[-1].name


def _restored(row: JudgedRow | None, pseudonyms: Pseudonyms) -> JudgedRow | None:
    """The model's words with the teacher's own names for her students back in them."""
    if row is None:
        return None
    return replace(
        row,
        feedback=pseudonyms.restore(row.feedback),
        next_step=pseudonyms.restore(row.next_step),
    )
