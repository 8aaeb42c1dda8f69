"""The library: catalogues read into the records and the index, and the shelf as it stands now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from assistant import store
from assistant.catalogue_changes import (
    Changes,
    compare_credentials,
    compare_stacks,
    kept_files,
    passages_after,
)
from assistant.catalogue_changes import IndexReport as IndexReport
from assistant.errors import NotFound
from assistant.paraphrases import Paraphraser, lacking, still_true, write_paraphrases
from assistant.self_check.report import HelpfulPassage
from assistant.store.records import PassageRecord
from retrieval.catalogue import (
    Credential,
    Criterion,
    Stack,
    credential_from_json,
    stack_from_json,
)
from retrieval.embeddings import Embedder, LocalEmbedder, Progress, VectorCache
from retrieval.index import VectorIndex
from retrieval.lexicon.concepts import ConceptFinder
from retrieval.lexicon.glossary import read_glossary
from retrieval.loading import load_catalogue
from retrieval.passages import PARAPHRASE, Passage, is_paraphrase
from retrieval.search import Hit, Searcher, Shelf

if TYPE_CHECKING:
    from assistant.store.session import Store


HELPFUL_FROM = 0.35  # cosine from which a resource's passage is worth pointing to
EMBEDDED_AT_ONCE = 2000  # passages whose texts and vectors are in memory together: about 5 MB


class Library:
    """One installation's catalogue: the records are the truth, the vectors follow them."""

    def __init__(
        self,
        records: Store,
        index: VectorIndex,
        embedder: Embedder,
        cache: VectorCache,
        concepts: ConceptFinder | None = None,
        elsewhere: ConceptFinder | None = None,
    ) -> None:
        """`concepts` reads goals by the lexicon; without it they are searched for as they are.

        `elsewhere` knows what no credential is the answer to.
        """
        self.elsewhere = elsewhere
        self._records = records
        self._index = index
        self._embedder = embedder
        self._cache = cache
        self._concepts = concepts
        self._writing = Lock()
        self._reading = Lock()
        self._preparing = Lock()
        self._shelf = Shelf(version=-1)
        self._searcher: tuple[int, Searcher] | None = None  # and the version of its shelf

    # Reading

    def shelf(self) -> Shelf:
        """The catalogue as it stands; read again only when its version changed.

        While one thread reads a changed one, the others are given the one before.
        """
        with self._records.reading() as session:
            version = store.catalogue.catalogue_version(session)
        before = self._shelf
        if version == before.version or not self._reading.acquire(blocking=before.version < 0):
            return before
        try:
            if version != self._shelf.version:
                with self._records.reading() as session:
                    kept = store.catalogue.read_catalogue(session)
                self._shelf = Shelf(
                    credentials={r.id: credential_from_json(r.body) for r in kept.credentials},
                    stacks={r.id: stack_from_json(r.body) for r in kept.stacks},
                    passages=_passages(r for r in kept.passages if not is_paraphrase(r.field)),
                    paraphrases=_passages(r for r in kept.passages if is_paraphrase(r.field)),
                    version=kept.version,
                )
            return self._shelf
        finally:
            self._reading.release()

    def searcher(self) -> Searcher:
        """A searcher over the shelf as it stands, or, while that is made, over the one before."""
        shelf = self.shelf()
        before = self._searcher
        if before is not None and before[0] == shelf.version:
            return before[1]
        if not self._preparing.acquire(blocking=before is None) and before is not None:
            return before[1]
        try:
            if self._searcher is None or self._searcher[0] != shelf.version:
                made = Searcher(shelf, self._index, self._embedder, self._concepts, read_glossary())
                self._searcher = (shelf.version, made)
            return self._searcher[1]
        finally:
            self._preparing.release()

    def credential(self, credential_id: str) -> Credential:
        """The credential of that id; raises NotFound with the nearest ids named."""
        shelf = self.shelf()
        if credential_id not in shelf.credentials:
            raise NotFound(_unknown("credential", credential_id, list(shelf.credentials)))
        return shelf.credentials[credential_id]

    def stack(self, stack_id: str) -> Stack:
        """The stack of that id; raises NotFound with the nearest ids named."""
        shelf = self.shelf()
        if stack_id not in shelf.stacks:
            raise NotFound(_unknown("stack", stack_id, list(shelf.stacks)))
        return shelf.stacks[stack_id]

    def nearest_passage(self, credential_id: str, text: str, field: str) -> Passage | None:
        """The passage of a credential nearest to a text of the catalogue, of fields `field:...`.

        None where it has none, or none near enough to help. Never call it with a person's words:
        the catalogue's embedder may be a remote one.
        """
        shelf = self.shelf()
        vector = self._embedder.embed([text])[0]
        for passage_id, cosine in self._index.nearest(vector, 200, [credential_id]):
            passage = shelf.passages.get(passage_id)
            if passage is not None and passage.field.startswith(f"{field}:"):
                return passage if cosine >= HELPFUL_FROM else None
        return None

    def near_draft(self, draft: str, limit: int) -> list[Hit]:
        """The credentials that a draft may belong to; its words go to no remote embedder."""
        searcher = self.searcher()
        if self._embedder.name == LocalEmbedder.name:
            return searcher.search(draft, limit)
        return searcher.by_words(draft, limit)

    def help_for(self, credential: Credential) -> Callable[[Criterion], HelpfulPassage | None]:
        """Finds, for a rubric row, the passage of the credential's own files that helps most."""

        def find(row: Criterion) -> HelpfulPassage | None:
            wanted = f"{row.title}. {row.target.descriptor}"
            passage = self.nearest_passage(credential.id, wanted, "file")
            return HelpfulPassage(passage.place, passage.text) if passage else None

        return find

    def ping(self) -> None:
        """Returns when the vector store answers; raises IndexUnavailable when it does not."""
        self._index.count()

    # Writing

    def index(
        self,
        folders: Sequence[Path],
        *,
        prune: bool = False,
        rebuild: bool = False,
        progress: Progress | None = None,
        paraphraser: Paraphraser | None = None,
    ) -> IndexReport:
        """Read catalogue folders; only what changed is embedded again, what is broken stays.

        With a paraphraser, every credential whose text has no paraphrases is given some.
        Raises CatalogueNotFound, EmbedderUnavailable, IndexUnavailable or StoreUnavailable; the
        records change in one transaction after the vectors are there, so that a run that stops
        anywhere leaves the old catalogue answering.
        """
        with self._writing, self._records.alone():
            report = IndexReport()
            with self._records.reading() as session:
                kept = store.catalogue.read_outline(session)
            changes = Changes()
            known = {record.id: record for record in kept.credentials}
            known_stacks = {record.id: record for record in kept.stacks}
            for folder in folders:
                catalogue = load_catalogue(folder, None if rebuild else kept_files(folder, known))
                report.faults += catalogue.faults
                report.notices += catalogue.notices
                report.unchanged += len(catalogue.unchanged)
                compare_credentials(catalogue, known, changes, report, prune)
                compare_stacks(catalogue, known_stacks, changes, report, prune)
            if changes.credentials:
                with self._records.reading() as session:
                    paraphrases = store.catalogue.read_fields(session, PARAPHRASE)
                changes.passages += still_true(paraphrases, changes.credentials)
            if rebuild or kept.embedder not in (None, self._embedder.name):
                self._index.clear()
            wanted = passages_after(kept.passages, changes)
            there = self._index.ids()
            report.embedded = self._embed_missing(wanted, there, changes.passages, progress)
            if changes or kept.embedder != self._embedder.name:
                with self._records.session() as session:
                    store.catalogue.write_catalogue(
                        session,
                        credentials=changes.credentials,
                        passages=changes.passages,
                        stacks=changes.stacks,
                        remove_credentials=changes.gone_credentials,
                        remove_stacks=changes.gone_stacks,
                        embedder=self._embedder.name,
                    )
            self._index.drop(sorted(there - wanted.keys()))
            report.credentials = len(known.keys() - changes.gone_credentials)
            report.stacks = len(known_stacks.keys() - changes.gone_stacks)
            report.changed = len(changes.credentials) + len(changes.stacks)
            report.removed = len(changes.gone_credentials) + len(changes.gone_stacks)
            if paraphraser is not None:
                self._paraphrase(paraphraser, report, progress)
        if self._searcher is not None:
            self.searcher()  # where people are searching, none of them waits for the new one
        return report

    def heal(self, progress: Progress | None = None) -> int:
        """Make the vectors agree with the records; returns how many had to be made."""
        with self._writing, self._records.alone():
            with self._records.reading() as session:
                kept = store.catalogue.read_outline(session)
            if kept.embedder not in (None, self._embedder.name):
                self._index.clear()
            elif self._index.count() == len(kept.passages):
                return 0
            made = self._embed_missing(kept.passages, self._index.ids(), (), progress)
            if kept.embedder != self._embedder.name:
                with self._records.session() as session:
                    store.catalogue.write_catalogue(session, embedder=self._embedder.name)
        return made

    def _paraphrase(
        self, paraphraser: Paraphraser, report: IndexReport, progress: Progress | None
    ) -> None:
        """Has every credential said in teachers' words whose text was not yet."""
        with self._records.reading() as session:
            wanted = lacking(store.catalogue.read_catalogue(session))

        def keep(made: Sequence[PassageRecord]) -> None:
            self._embed_missing({r.id: r.credential_id for r in made}, set(), made, None)
            with self._records.session() as session:
                store.catalogue.write_catalogue(session, passages=made)

        write_paraphrases(wanted, paraphraser, keep, report, progress)

    def _embed_missing(
        self,
        wanted: Mapping[str, str],
        there: set[str],
        fresh: Sequence[PassageRecord],
        progress: Progress | None,
    ) -> int:
        """Make the vectors of wanted passages that are not there; `fresh` ones are not kept yet.

        Some at a time, each put before the next is made: a run that stops goes on from there.
        """
        at_hand = {record.id: record for record in fresh}
        missing = [passage_id for passage_id in wanted if passage_id not in there]
        for done in range(0, len(missing), EMBEDDED_AT_ONCE):
            ids = missing[done : done + EMBEDDED_AT_ONCE]
            records = [at_hand[i] for i in ids if i in at_hand]
            if len(records) < len(ids):
                with self._records.reading() as session:
                    old = [i for i in ids if i not in at_hand]
                    records += store.catalogue.read_passages(session, old)
            texts = [_passage(record).embedded for record in records]
            told = _from(done, len(missing), progress) if progress is not None else None
            vectors = self._cache.embed(self._embedder, texts, told)
            self._index.put([r.id for r in records], [r.credential_id for r in records], vectors)
        return len(missing)


def _from(done: int, of: int, progress: Progress) -> Progress:
    """Progress of one lot of several, told as progress of the whole."""
    return lambda more, _: progress(done + more, of)


def _passages(records: Iterable[PassageRecord]) -> dict[str, Passage]:
    return {record.id: _passage(record) for record in records}


def _passage(record: PassageRecord) -> Passage:
    return Passage(
        record.id, record.credential_id, record.field, record.title, record.place, record.text
    )


def _unknown(kind: str, wanted: str, known: list[str]) -> str:
    """A sentence that names what was asked for and, where there are any, the nearest ids."""
    import difflib

    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else "."
    if not known:
        hint = "; the catalogue is empty, load one with `credcoach index PATH`."
    return f'There is no {kind} "{wanted[:100]}"{hint}'
