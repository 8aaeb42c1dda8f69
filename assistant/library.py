"""The library: catalogues read into the records and the index, and the shelf as it stands now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from assistant import store
from assistant.errors import NotFound
from assistant.self_check.report import HelpfulPassage
from assistant.store.records import CredentialRecord, PassageRecord, StackRecord
from retrieval.catalogue import (
    Catalogue,
    Credential,
    Criterion,
    Fault,
    Stack,
    credential_from_json,
    credential_json,
    stack_from_json,
)
from retrieval.documents import read_document
from retrieval.embeddings import Embedder, LocalEmbedder, Progress, VectorCache
from retrieval.errors import UnreadableDocument
from retrieval.index import VectorIndex
from retrieval.lexicon.concepts import ConceptFinder
from retrieval.loading import load_catalogue
from retrieval.passages import Passage, ResourceText, passages_of
from retrieval.search import Hit, Searcher, Shelf

if TYPE_CHECKING:
    from assistant.store.session import Store


HELPFUL_FROM = 0.35  # cosine from which a resource's passage is worth pointing to


@dataclass(slots=True)
class IndexReport:
    """What one indexing did; `faults` did not fit, `notices` are said and do no harm."""

    credentials: int = 0  # on the shelf afterwards
    stacks: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    embedded: int = 0  # passages whose vectors were made anew
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Changes:
    credentials: list[CredentialRecord] = field(default_factory=list)
    passages: list[PassageRecord] = field(default_factory=list)
    stacks: list[StackRecord] = field(default_factory=list)
    gone_credentials: set[str] = field(default_factory=set)
    gone_stacks: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.credentials or self.stacks or self.gone_credentials or self.gone_stacks)


class Library:
    """One installation's catalogue: the records are the truth, the vectors follow them."""

    def __init__(
        self,
        records: Store,
        index: VectorIndex,
        embedder: Embedder,
        cache: VectorCache,
        concepts: ConceptFinder | None = None,
    ) -> None:
        """`concepts` reads goals by the lexicon; without it they are searched for as they are."""
        self._records = records
        self._index = index
        self._embedder = embedder
        self._cache = cache
        self._concepts = concepts
        self._writing = Lock()
        self._reading = Lock()
        self._shelf = Shelf(version=-1)
        self._searcher: Searcher | None = None

    # Reading

    def shelf(self) -> Shelf:
        """The catalogue as it stands; read again only when its version changed."""
        with self._records.reading() as session:
            version = store.catalogue.catalogue_version(session)
        with self._reading:
            if version != self._shelf.version:
                with self._records.reading() as session:
                    kept = store.catalogue.read_catalogue(session)
                self._shelf = Shelf(
                    credentials={r.id: credential_from_json(r.body) for r in kept.credentials},
                    stacks={r.id: stack_from_json(r.body) for r in kept.stacks},
                    passages={r.id: _passage(r) for r in kept.passages},
                    version=kept.version,
                )
                self._searcher = None
            return self._shelf

    def searcher(self) -> Searcher:
        """A searcher over the shelf as it stands."""
        shelf = self.shelf()
        with self._reading:
            if self._searcher is None:
                self._searcher = Searcher(shelf, self._index, self._embedder, self._concepts)
            return self._searcher

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
    ) -> IndexReport:
        """Read catalogue folders; only what changed is embedded again, what is broken stays.

        Raises CatalogueNotFound, EmbedderUnavailable, IndexUnavailable or StoreUnavailable; the
        records change in one transaction after the vectors are there, so that a run that stops
        anywhere leaves the old catalogue answering.
        """
        with self._writing:
            report = IndexReport()
            with self._records.reading() as session:
                kept = store.catalogue.read_catalogue(session)
            changes = _Changes()
            known = {record.id: record for record in kept.credentials}
            known_stacks = {record.id: record for record in kept.stacks}
            for folder in folders:
                catalogue = load_catalogue(folder)
                report.faults += catalogue.faults
                report.notices += catalogue.notices
                _compare_credentials(catalogue, known, changes, report, prune)
                _compare_stacks(catalogue, known_stacks, changes, report, prune)
            if rebuild or kept.embedder not in (None, self._embedder.name):
                self._index.clear()
            passages = _after(kept.passages, changes)
            self._embed_missing(passages, report, progress)
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
            self._index.drop(sorted(self._index.ids() - {p.id for p in passages}))
            shelf = self.shelf()
            report.credentials, report.stacks = len(shelf.credentials), len(shelf.stacks)
            report.changed = len(changes.credentials) + len(changes.stacks)
            report.removed = len(changes.gone_credentials) + len(changes.gone_stacks)
            return report

    def heal(self, progress: Progress | None = None) -> int:
        """Make the vectors agree with the records; returns how many had to be made."""
        report = IndexReport()
        with self._writing:
            with self._records.reading() as session:
                kept = store.catalogue.read_catalogue(session)
            if kept.embedder not in (None, self._embedder.name):
                self._index.clear()
            elif self._index.count() == len(kept.passages):
                return 0
            self._embed_missing(list(kept.passages), report, progress)
            if kept.embedder != self._embedder.name:
                with self._records.session() as session:
                    store.catalogue.write_catalogue(session, embedder=self._embedder.name)
        return report.embedded

    def _embed_missing(
        self, passages: Sequence[PassageRecord], report: IndexReport, progress: Progress | None
    ) -> None:
        there = self._index.ids()
        missing = [_passage(record) for record in passages if record.id not in there]
        if not missing:
            return
        texts = [passage.embedded for passage in missing]
        vectors = self._cache.embed(self._embedder, texts, progress)
        owners = [passage.credential_id for passage in missing]
        self._index.put([passage.id for passage in missing], owners, vectors)
        report.embedded = len(missing)


def _compare_credentials(
    catalogue: Catalogue,
    known: dict[str, CredentialRecord],
    changes: _Changes,
    report: IndexReport,
    prune: bool,
) -> None:
    """Collect what a folder adds, changes and, with `prune`, no longer has."""
    root = Path(catalogue.root)
    for credential in catalogue.credentials.values():
        path = catalogue.paths[credential.id]
        old = known.get(credential.id)
        if taken := _taken(old, catalogue, root / path, catalogue.lines[f"{credential.id}.id"]):
            report.faults.append(taken)
            continue
        line = catalogue.lines[f"{credential.id}.resources"]
        texts, digests = _resource_texts(credential, root, report, root / path, line)
        body = credential_json(credential)
        digest = _digest(body, digests)
        if old is not None and (old.content_hash, old.folder, old.path) == (
            digest,
            catalogue.root,
            path,
        ):
            report.unchanged += 1
            continue
        position = len(known) if old is None else old.position
        record = CredentialRecord(credential.id, catalogue.root, path, digest, body, position)
        known[credential.id] = record
        changes.credentials.append(record)
        changes.passages += [
            PassageRecord(p.id, p.credential_id, p.field, p.title, p.place, p.text, i)
            for i, p in enumerate(passages_of(credential, texts))
        ]
    if prune:
        changes.gone_credentials |= _gone(catalogue, known)


def _compare_stacks(
    catalogue: Catalogue,
    known: dict[str, StackRecord],
    changes: _Changes,
    report: IndexReport,
    prune: bool,
) -> None:
    for stack in catalogue.stacks.values():
        path = catalogue.paths[f"stack:{stack.id}"]
        old = known.get(stack.id)
        line = catalogue.lines[f"stack:{stack.id}.id"]
        if taken := _taken(old, catalogue, Path(catalogue.root) / path, line):
            report.faults.append(taken)
            continue
        body = json.loads(json.dumps(asdict(stack)))
        digest = _digest(body, [])
        position = len(known) if old is None else old.position
        record = StackRecord(stack.id, catalogue.root, path, digest, body, position)
        if record == old:
            report.unchanged += 1
            continue
        known[stack.id] = record
        changes.stacks.append(record)
    if prune:
        changes.gone_stacks |= _gone(catalogue, known)


def _taken(
    old: CredentialRecord | StackRecord | None, catalogue: Catalogue, file: Path, line: int
) -> Fault | None:
    """The fault of an id that another folder, which is still there, already holds."""
    if old is None or old.folder == catalogue.root or not (Path(old.folder) / old.path).exists():
        return None
    message = f'"{old.id}" is already taken by {old.folder}/{old.path}; expected an id of its own'
    return Fault(str(file), line, "id", message)


def _gone(
    catalogue: Catalogue, known: dict[str, CredentialRecord] | dict[str, StackRecord]
) -> set[str]:
    """Ids of this folder whose entry is no longer there; a file that is only broken keeps them."""
    broken = {Path(fault.path) for fault in catalogue.faults}
    here = {*catalogue.credentials, *catalogue.stacks}
    return {
        record.id
        for record in known.values()
        if record.folder == catalogue.root
        and record.id not in here
        and Path(record.folder) / record.path not in {b.resolve() for b in broken}
    }


def _resource_texts(
    credential: Credential, root: Path, report: IndexReport, file: Path, line: int
) -> tuple[tuple[ResourceText, ...], list[str]]:
    """The text of a credential's own files, and the digests of their bytes."""
    texts: list[ResourceText] = []
    digests: list[str] = []
    for i, resource in enumerate(credential.resources):
        if resource.file is None:
            continue
        where = f"resources[{i}].file"
        try:
            data = (root / resource.file).read_bytes()
            digests.append(hashlib.sha256(data).hexdigest())
            document = read_document(Path(resource.file).name, data)
        except (OSError, UnreadableDocument) as error:
            report.faults.append(Fault(str(file), line, where, str(error)))
            continue
        if document.kind == "unread":
            message = f"{resource.file} is no text, so only its title can be found"
            report.notices.append(Fault(str(file), line, where, message))
        else:
            texts.append(ResourceText(resource.title, document.text))
    return tuple(texts), digests


def _digest(body: object, digests: list[str]) -> str:
    written = json.dumps([body, digests], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _after(kept: Sequence[PassageRecord], changes: _Changes) -> list[PassageRecord]:
    """The passages as they will be once the changes are written."""
    touched = changes.gone_credentials | {record.id for record in changes.credentials}
    return [p for p in kept if p.credential_id not in touched] + [
        p for p in changes.passages if p.credential_id not in changes.gone_credentials
    ]


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
