"""From evidence to credentials: whose rubric rows a text that exists already speaks to, quoted.

It is done on this machine and nothing is kept. The rows that come nearest are read once more by the
offline judge of the self-check; what it sees is marked, and the rest is said to be touched on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from assistant import evidence_words as words
from assistant.errors import BadInput, TooLarge
from assistant.evidence_matches import (
    ALONE_FROM,
    FEWEST_ROWS,
    SPEAKS_FROM,
    EvidenceMatch,
    EvidenceMatches,
    SpokenRow,
)
from assistant.library import Library
from assistant.self_check.check import MAX_FILES, MAX_WORDS
from assistant.self_check.evidence import placed, quotes_from
from assistant.self_check.grounding import verified
from assistant.self_check.privacy.sweep import find_in_filename, find_private
from assistant.self_check.report import Quote
from assistant.self_check.submission import Submission, count_words, distinctly_named
from assistant.self_check.verdict import RowJudge
from assistant.spoken_rows import HeldText, NearRow
from retrieval.catalogue import Credential
from retrieval.documents import Document
from retrieval.embeddings import Embedder, VectorCache
from retrieval.search import Hit
from retrieval.words import standardised

NARROWED = 12  # credentials that are looked at row by row
SHOWN = 5
READ_ROWS = 8  # of those shown, the nearest: reading them takes as long as all the rest
MOST_WORDS = 4_000  # that are weighed, a long portfolio: 0.7 s of one core for 1,000 words
FEWEST_WORDS = 25  # below this nothing can be told from a text
MOST_QUOTES = 2  # a row; the self-check shows more
# How a credential ranks: its rows' mean nearness in spreads (of 50 credentials for one draft), and
# beside it how near the whole text is to it by meaning and by words, in standard deviations.
ROWS_SPREAD = 0.047
WHOLE_WEIGHT = 0.5
WORDS_WEIGHT = 0.5
# What falls further than this behind the first is not shown: for whole-drafts three are shown on
# average. A text may count for more than what it is most of all about.
BEHIND = 3.0


class EvidenceMatcher:
    """Finds what a text could count for; it keeps nothing and asks no model."""

    def __init__(
        self, library: Library, embedder: Embedder, judge: RowJudge, cache: VectorCache
    ) -> None:
        """`embedder` has to be the one on this machine; `cache` keeps the rubrics' vectors."""
        self._library = library
        self._embedder = embedder
        self._judge = judge
        self._cache = cache

    def match(self, files: Sequence[Document], own_names: Collection[str] = ()) -> EvidenceMatches:
        """At most five credentials for these files.

        Raises BadInput for no files or no words, TooLarge for more than can be looked at.
        """
        count = _counted(files)
        files = distinctly_named(files)
        privacy = tuple(
            found
            for file in files
            for found in (
                *find_private(file.name, file.text, own_names),
                *find_in_filename(file.name, own_names),
            )
        )
        warnings = [f"{file.name}: {file.note}" for file in files if file.note]
        if privacy:
            warnings.append(words.of_names(privacy))
        if count < FEWEST_WORDS:
            return EvidenceMatches((), words.too_short(count), privacy, tuple(warnings))
        held = HeldText(files, self._embedder, MOST_WORDS)
        if not held.whole:
            warnings.append(words.cut_off(MOST_WORDS))
        found = self._near(held)
        matches = self._read(held.submission, found)
        message = words.of_all(matches) if matches else words.NOTHING
        return EvidenceMatches(matches, message, privacy, tuple(warnings))

    def _near(self, held: HeldText) -> list[tuple[Credential, list[NearRow]]]:
        """The credentials with rows that are spoken to, best first."""
        found: list[tuple[float, Credential, list[NearRow]]] = []
        for credential, leaning in self._narrowed(" ".join(held.texts)):
            wanted = [
                f"{credential.title}: {row.title}. {row.target.descriptor}"  # as it is indexed
                for row in credential.rubric
            ]
            rows = held.against(credential, self._cache.embed(self._embedder, wanted))
            near = [row for row in rows if row.nearness >= SPEAKS_FROM]
            near.sort(key=lambda row: -row.nearness)
            if len(near) >= FEWEST_ROWS or (near and near[0].nearness >= ALONE_FROM):
                mean = sum(row.nearness for row in rows) / len(rows)
                found.append((mean / ROWS_SPREAD + leaning, credential, near))
        found.sort(key=lambda one: (-one[0], one[1].id))
        return [(c, near) for rank, c, near in found if rank >= found[0][0] - BEHIND][:SHOWN]

    def _narrowed(self, text: str) -> list[tuple[Credential, float]]:
        """The credentials nearest to the text as a whole, and how much speaks for each of them."""
        known = self._library.shelf().credentials
        whole = _standard(self._library.near_draft(text, len(known)), known)
        words_shared = _standard(self._library.searcher().by_words(text, len(known)), known)
        order = sorted(known, key=lambda i: (-whole[i], i))[:NARROWED]
        return [(known[i], WHOLE_WEIGHT * whole[i] + WORDS_WEIGHT * words_shared[i]) for i in order]

    def _read(
        self, submission: Submission, found: Sequence[tuple[Credential, list[NearRow]]]
    ) -> tuple[EvidenceMatch, ...]:
        """The matches, their nearest rows read by the judge; without a passage no row is named."""
        everything = [(credential.id, row) for credential, rows in found for row in rows]
        everything.sort(key=lambda one: -one[1].nearness)
        read = everything[:READ_ROWS]
        verdicts = self._judge.judge(submission, [row.evidence for _, row in read])
        seen = {
            (credential_id, row.criterion.id): verified(verdict, submission).quotes
            for (credential_id, row), verdict in zip(read, verdicts, strict=True)
        }
        matches = []
        for credential, rows in found:
            spoken = [
                _spoken(row, seen.get((credential.id, row.criterion.id), ()), submission)
                for row in rows
            ]
            quoted = tuple(row for row in spoken if row.quotes)
            if quoted:
                note = words.of_one(quoted, len(credential.rubric))
                matches.append(
                    EvidenceMatch(
                        credential.id,
                        credential.title,
                        credential.issuer,
                        credential.effort_hours,
                        len(credential.rubric),
                        quoted,
                        note,
                    )
                )
        return tuple(matches)


def _spoken(row: NearRow, seen: Sequence[Quote], submission: Submission) -> SpokenRow:
    """The row with its nearest passages; what the judge quoted says only that it sees something."""
    quotes = quotes_from(row.evidence.candidates[: 3 * MOST_QUOTES], submission, MOST_QUOTES)
    told = {(c.sentence.file, c.sentence.start): c.promised for c in row.evidence.candidates}
    return SpokenRow(
        criterion_id=row.criterion.id,
        title=row.criterion.title,
        nearness=round(row.nearness, 3),
        clearly=bool(seen),
        planned=bool(quotes) and all(told.get((q.file, q.start), False) for q in quotes),
        quotes=tuple(placed(quote, submission) for quote in quotes),
    )


def _standard(hits: Sequence[Hit], known: Collection[str]) -> dict[str, float]:
    """Every credential's score in standard deviations; what was not hit has a score of 0."""
    scores = {hit.credential.id: hit.rank_score for hit in hits}
    values = np.array([scores.get(i, 0.0) for i in known])
    return dict(zip(known, standardised(values).tolist(), strict=True)) if known else {}


def _counted(files: Sequence[Document]) -> int:
    """How many words there are; raises BadInput or TooLarge where they cannot be looked at."""
    if not files:
        raise BadInput("There is nothing to look at; hand in a file or paste some text.")
    if len(files) > MAX_FILES:
        raise TooLarge(f"{len(files)} files are more than {MAX_FILES}; hand in fewer at once.")
    count = sum(count_words(file.text) for file in files)
    if count == 0:
        raise BadInput(
            "There are no words here that can be read; paste some text, or hand in a file with "
            "text (.md, .txt, .html, .docx, .pptx, .pdf)."
        )
    if count > MAX_WORDS:
        raise TooLarge(
            f"This has {count:,} words and at most {MAX_WORDS:,} can be looked at; hand in one "
            "lesson plan, reflection or the like."
        )
    return count
