"""A catalogue folder -> credentials and stacks; what does not fit becomes a fault, not an error."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from retrieval.catalogue import Catalogue, Credential, Fault, Stack
from retrieval.circles import in_circles
from retrieval.errors import CatalogueNotFound
from retrieval.file_marks import SPEAKS, KeptFile, mark_of
from retrieval.yaml_entries import read_credential, read_stacks
from retrieval.yaml_nodes import Node, Reader, compose, line_of, read_bytes

_STACKS = (".stacks.yaml", ".stacks.yml")


def load_catalogue(folder: Path, kept: Mapping[str, KeptFile] | None = None) -> Catalogue:
    """Everything readable below a folder; raises CatalogueNotFound if it is no readable folder.

    `kept` tells by path what earlier files held: those that hold it still are not read again and
    are named in the catalogue's `unchanged`.
    """
    try:
        if not folder.is_dir():
            what = "is a file, not a folder" if folder.exists() else "does not exist"
            raise CatalogueNotFound(f"{folder} {what}; name the folder that holds the catalogue.")
        files = _files_below(folder)
    except OSError as error:
        raise CatalogueNotFound(f"{folder} cannot be read ({error.strerror}).") from error
    loading = _Loading(folder, kept or {})
    for relative in files:
        loading.take(folder / relative, relative)
    loading.refuse_circles()
    return Catalogue(
        root=str(folder.resolve()),
        credentials=loading.credentials,
        stacks=loading.stacks,
        paths=loading.paths,
        lines=loading.lines,
        faults=tuple(loading.faults),
        notices=tuple(loading.notices),
        files=tuple(files),
        marks=loading.marks,
        unchanged=frozenset(loading.unchanged),
    )


class _Loading:
    """One folder while it is read, file by file."""

    def __init__(self, folder: Path, kept: Mapping[str, KeptFile]) -> None:
        self._folder = folder
        self._kept = kept
        self.credentials: dict[str, Credential] = {}
        self.stacks: dict[str, Stack] = {}
        self.unchanged: dict[str, KeptFile] = {}
        self.paths: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.marks: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.notices: list[Fault] = []

    def take(self, file: Path, relative: str) -> None:
        """Read one file into credentials or stacks, unless it holds what it held before."""
        data, broken = read_bytes(file, str(file))
        if data is None:
            self.faults += broken
            return
        kept = self._kept.get(relative)
        # An id that another file now holds is left to the reader, which names the line.
        if kept and kept.credential_id not in self.paths and self._same(kept, data, file):
            self.unchanged[kept.credential_id] = kept
            self.paths[kept.credential_id] = relative
            return
        node, broken = compose(data, str(file))
        self.faults += broken
        if node is None:
            return
        reader = Reader(str(file), [], [])
        if file.name.endswith(_STACKS):
            self._take_stacks(reader, node, relative)
        else:
            self._take_credential(reader, node, file, relative, data)
        self.faults += reader.faults
        self.notices += reader.notices

    def _same(self, kept: KeptFile, data: bytes, file: Path) -> bool:
        return kept.mark == mark_of(data, self._folder, file, kept.files)

    def _take_stacks(self, reader: Reader, node: Node, relative: str) -> None:
        for item, stack in read_stacks(reader, node):
            line = line_of(item, "id")
            if stack.id in self.stacks:
                said = _twice(stack.id, self.paths[f"stack:{stack.id}"])
                reader.faults.append(Fault(reader.path, line, "id", said))
                continue
            self.stacks[stack.id] = stack
            self.paths[f"stack:{stack.id}"] = relative
            self.lines[f"stack:{stack.id}.id"] = line

    def _take_credential(
        self, reader: Reader, node: Node, file: Path, relative: str, data: bytes
    ) -> None:
        credential = read_credential(reader, node, self._folder, file)
        if credential is None:
            return
        if credential.id in self.paths:
            said = _twice(credential.id, self.paths[credential.id])
            reader.faults.append(Fault(reader.path, line_of(node, "id"), "id", said))
            return
        self.credentials[credential.id] = credential
        self.paths[credential.id] = relative
        for key in ("id", "prerequisites", "resources"):
            self.lines[f"{credential.id}.{key}"] = line_of(node, key)
        resources = [r.file for r in credential.resources if r.file is not None]
        mark = mark_of(data, self._folder, file, resources)
        self.marks[credential.id] = mark + SPEAKS if reader.notices else mark

    def refuse_circles(self) -> None:
        """Take out each credential that is, through others, its own prerequisite."""
        needs = {i: kept.prerequisites for i, kept in self.unchanged.items()}
        needs |= {i: credential.prerequisites for i, credential in self.credentials.items()}
        circles = in_circles(needs)
        for entry_id in [i for i in self.paths if i in circles]:
            file = self._folder / self.paths[entry_id]
            line = self.lines.get(f"{entry_id}.prerequisites") or _line_in(file, "prerequisites")
            message = "lead back to this credential; take one of them out"
            self.faults.append(Fault(str(file), line, "prerequisites", message))
            self.credentials.pop(entry_id, None)
            self.unchanged.pop(entry_id, None)


def _line_in(file: Path, key: str) -> int:
    """The line of a key in a file that was not read, for it was read before."""
    data, _ = read_bytes(file, str(file))
    node = compose(data, str(file))[0] if data is not None else None
    return line_of(node, key) if node is not None else 1


def _files_below(folder: Path) -> list[str]:
    """The YAML files of a folder at any depth, as paths below it, in order; no hidden ones."""
    found: list[str] = []
    for above, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        here = Path(above).relative_to(folder).as_posix()
        found += [
            name if here == "." else f"{here}/{name}"
            for name in names
            if name.endswith((".yaml", ".yml"))
            and not name.startswith(".")
            and os.path.isfile(os.path.join(above, name))
        ]
    return sorted(found, key=lambda relative: relative.split("/"))


def _twice(entry_id: str, path: str) -> str:
    return f'"{entry_id}" is already taken by {path}; expected an id of its own'
