"""How teachers might ask for each credential: written by a model when asked for, kept, dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from assistant.catalogue_changes import IndexReport
from assistant.errors import ModelUnavailable
from assistant.store.records import CatalogueRecords, CredentialRecord, PassageRecord
from retrieval.catalogue import Credential, credential_from_json
from retrieval.embeddings import Progress
from retrieval.passages import is_paraphrase, paraphrase_field, paraphrases_of

AFTER_THE_REST = 100_000  # their position among a credential's passages
KEPT_AT_ONCE = 20  # credentials; a run that stops keeps what was paid for
_GIVES_UP = 3  # failures one after the other: then the model is gone, or its budget is spent


class Paraphraser(Protocol):
    """Writes sentences in teachers' words; raises ModelUnavailable."""

    def paraphrases(self, credential: Credential) -> tuple[str, ...]:
        """A few short sentences."""
        ...


def still_true(
    kept: Iterable[PassageRecord], changed: Sequence[CredentialRecord]
) -> list[PassageRecord]:
    """The kept paraphrases of changed credentials whose text is still what was paraphrased."""
    fields = {record.id: paraphrase_field(credential_from_json(record.body)) for record in changed}
    return [record for record in kept if fields.get(record.credential_id) == record.field]


def lacking(catalogue: CatalogueRecords) -> list[Credential]:
    """The credentials without paraphrases of their text, in the order of the catalogue."""
    there = {(p.credential_id, p.field) for p in catalogue.passages if is_paraphrase(p.field)}
    known = [credential_from_json(record.body) for record in catalogue.credentials]
    return [c for c in known if (c.id, paraphrase_field(c)) not in there]


def write_paraphrases(
    credentials: Sequence[Credential],
    paraphraser: Paraphraser,
    keep: Callable[[Sequence[PassageRecord]], None],
    report: IndexReport,
    progress: Progress | None = None,
) -> None:
    """Asks for each credential and keeps what comes, some at a time; says what did not come."""
    done = 0
    waiting: list[PassageRecord] = []
    cause: ModelUnavailable | None = None
    failures = 0
    try:
        for place, credential in enumerate(credentials, 1):
            try:
                sentences = paraphraser.paraphrases(credential)
            except ModelUnavailable as error:
                cause, failures = cause or error, failures + 1
                if failures == _GIVES_UP:
                    break
                continue
            failures = 0
            waiting += _records(credential, sentences)
            done += bool(sentences)
            if place % KEPT_AT_ONCE == 0 and waiting:
                keep(waiting)
                waiting = []
            if progress is not None:
                progress(place, len(credentials))
    finally:
        if waiting:
            keep(waiting)
    report.paraphrased = done
    if left := len(credentials) - done:
        said = f" The first cause: {cause}" if cause else ""
        report.warnings.append(
            f"{left} of {len(credentials)} credentials got no paraphrases and are found by their "
            f"own text; to try again, run `credcoach index PATH --paraphrase`.{said}"
        )


def _records(credential: Credential, sentences: Sequence[str]) -> list[PassageRecord]:
    return [
        PassageRecord(p.id, p.credential_id, p.field, p.title, p.place, p.text, AFTER_THE_REST + i)
        for i, p in enumerate(paraphrases_of(credential, sentences))
    ]
