"""What catalogue folders change, held against what is kept, before anything is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from assistant.store.records import CredentialOutline, CredentialRecord, PassageRecord, StackRecord
from retrieval.catalogue import Catalogue, Credential, Fault, credential_json
from retrieval.documents import read_document
from retrieval.errors import UnreadableDocument
from retrieval.file_marks import SPEAKS, KeptFile
from retrieval.passages import ResourceText, passages_of


@dataclass(slots=True)
class IndexReport:
    """What one indexing did; `faults` did not fit, `notices` are said and do no harm."""

    credentials: int = 0  # on the shelf afterwards
    stacks: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    embedded: int = 0  # passages whose vectors were made anew
    paraphrased: int = 0  # credentials that a model said in teachers' words
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)  # what a model was asked for and did not give


@dataclass(slots=True)
class Changes:
    """What is to be written, and what is to go."""

    credentials: list[CredentialRecord] = field(default_factory=list)
    passages: list[PassageRecord] = field(default_factory=list)
    stacks: list[StackRecord] = field(default_factory=list)
    gone_credentials: set[str] = field(default_factory=set)
    gone_stacks: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.credentials or self.stacks or self.gone_credentials or self.gone_stacks)


def kept_files(folder: Path, known: Mapping[str, CredentialOutline]) -> dict[str, KeptFile]:
    """By path, what the files of a folder held when they were last read."""
    root = str(folder.resolve())
    return {
        kept.path: KeptFile(kept.id, kept.content_hash, kept.prerequisites, kept.files)
        for kept in known.values()
        if kept.folder == root
    }


def compare_credentials(
    catalogue: Catalogue,
    known: dict[str, CredentialOutline],
    changes: Changes,
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
        texts, silent = _resource_texts(credential, root, report, root / path, line)
        mark = catalogue.marks[credential.id].removesuffix(SPEAKS)
        if not silent or catalogue.marks[credential.id].endswith(SPEAKS):
            mark += SPEAKS
        place = (mark, catalogue.root, path)
        if old is not None and (old.content_hash, old.folder, old.path) == place:
            report.unchanged += 1
            continue
        position = len(known) if old is None else old.position
        known[credential.id] = CredentialOutline(
            id=credential.id,
            folder=catalogue.root,
            path=path,
            content_hash=mark,
            position=position,
            prerequisites=credential.prerequisites,
            files=tuple(r.file for r in credential.resources if r.file is not None),
        )
        body = credential_json(credential)
        changes.credentials.append(
            CredentialRecord(credential.id, catalogue.root, path, mark, body, position)
        )
        changes.passages += [
            PassageRecord(p.id, p.credential_id, p.field, p.title, p.place, p.text, i)
            for i, p in enumerate(passages_of(credential, texts))
        ]
    if prune:
        changes.gone_credentials |= _gone(catalogue, known)


def compare_stacks(
    catalogue: Catalogue,
    known: dict[str, StackRecord],
    changes: Changes,
    report: IndexReport,
    prune: bool,
) -> None:
    """As `compare_credentials`, for the stacks of a folder."""
    for stack in catalogue.stacks.values():
        path = catalogue.paths[f"stack:{stack.id}"]
        old = known.get(stack.id)
        line = catalogue.lines[f"stack:{stack.id}.id"]
        if taken := _taken(old, catalogue, Path(catalogue.root) / path, line):
            report.faults.append(taken)
            continue
        body = json.loads(json.dumps(asdict(stack)))
        digest = _digest(body)
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
    old: CredentialOutline | StackRecord | None, catalogue: Catalogue, file: Path, line: int
) -> Fault | None:
    """The fault of an id that another folder, which is still there, already holds."""
    if old is None or old.folder == catalogue.root or not (Path(old.folder) / old.path).exists():
        return None
    message = f'"{old.id}" is already taken by {old.folder}/{old.path}; expected an id of its own'
    return Fault(str(file), line, "id", message)


def _gone(
    catalogue: Catalogue, known: dict[str, CredentialOutline] | dict[str, StackRecord]
) -> set[str]:
    """Ids of this folder whose entry is no longer there; a file that is only broken keeps them."""
    broken = {path.resolve() for path in {Path(fault.path) for fault in catalogue.faults}}
    here = {*catalogue.credentials, *catalogue.unchanged, *catalogue.stacks}
    return {
        record.id
        for record in known.values()
        if record.folder == catalogue.root
        and record.id not in here
        and Path(record.folder) / record.path not in broken
    }


def _resource_texts(
    credential: Credential, root: Path, report: IndexReport, file: Path, line: int
) -> tuple[tuple[ResourceText, ...], bool]:
    """The text of a credential's own files, and whether there was nothing to say about them."""
    texts: list[ResourceText] = []
    silent = True
    for i, resource in enumerate(credential.resources):
        if resource.file is None:
            continue
        where = f"resources[{i}].file"
        try:
            data = (root / resource.file).read_bytes()
            document = read_document(Path(resource.file).name, data)
        except (OSError, UnreadableDocument) as error:
            report.faults.append(Fault(str(file), line, where, str(error)))
            silent = False
            continue
        if document.kind == "unread":
            message = f"{resource.file} is no text, so only its title can be found"
            report.notices.append(Fault(str(file), line, where, message))
            silent = False
        else:
            texts.append(ResourceText(resource.title, document.text))
    return tuple(texts), silent


def _digest(body: object) -> str:
    written = json.dumps([body, []], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def passages_after(kept: Mapping[str, str], changes: Changes) -> dict[str, str]:
    """The passages as they will be once the changes are written: their owners by their ids."""
    touched = changes.gone_credentials | {record.id for record in changes.credentials}
    after = {passage_id: owner for passage_id, owner in kept.items() if owner not in touched}
    after |= {p.id: p.credential_id for p in changes.passages}
    return {i: owner for i, owner in after.items() if owner not in changes.gone_credentials}
