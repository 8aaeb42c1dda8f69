"""A catalogue folder -> credentials and stacks; what does not fit becomes a fault, not an error."""

from __future__ import annotations

from pathlib import Path

from retrieval.catalogue import Catalogue, Credential, Fault, Stack
from retrieval.errors import CatalogueNotFound
from retrieval.yaml_entries import read_credential, read_stacks
from retrieval.yaml_nodes import Reader, compose, line_of

_STACKS = (".stacks.yaml", ".stacks.yml")


def load_catalogue(folder: Path) -> Catalogue:
    """Everything readable below a folder; raises CatalogueNotFound if it is no readable folder."""
    try:
        if not folder.is_dir():
            what = "is a file, not a folder" if folder.exists() else "does not exist"
            raise CatalogueNotFound(f"{folder} {what}; name the folder that holds the catalogue.")
        files = sorted(
            path
            for path in folder.rglob("*")
            if path.suffix in {".yaml", ".yml"} and path.is_file() and not _hidden(path, folder)
        )
    except OSError as error:
        raise CatalogueNotFound(f"{folder} cannot be read ({error.strerror}).") from error
    credentials: dict[str, Credential] = {}
    stacks: dict[str, Stack] = {}
    paths: dict[str, str] = {}
    lines: dict[str, int] = {}
    faults: list[Fault] = []
    notices: list[Fault] = []
    for file in files:
        relative = file.relative_to(folder).as_posix()
        node, broken = compose(file, str(file))
        faults += broken
        if node is None:
            continue
        reader = Reader(str(file), [], [])
        if file.name.endswith(_STACKS):
            for item, stack in read_stacks(reader, node):
                if stack.id in stacks:
                    said = _twice(stack.id, paths[f"stack:{stack.id}"])
                    reader.faults.append(Fault(str(file), line_of(item, "id"), "id", said))
                    continue
                stacks[stack.id] = stack
                paths[f"stack:{stack.id}"] = relative
                lines[f"stack:{stack.id}.id"] = line_of(item, "id")
        else:
            credential = read_credential(reader, node, folder, file)
            if credential is not None and credential.id in credentials:
                said = _twice(credential.id, paths[credential.id])
                reader.faults.append(Fault(str(file), line_of(node, "id"), "id", said))
            elif credential is not None:
                credentials[credential.id] = credential
                paths[credential.id] = relative
                for key in ("id", "prerequisites", "resources"):
                    lines[f"{credential.id}.{key}"] = line_of(node, key)
        faults += reader.faults
        notices += reader.notices
    for entry_id, fault in _cycles(credentials, paths, lines, folder).items():
        faults.append(fault)
        del credentials[entry_id]
    return Catalogue(
        root=str(folder.resolve()),
        credentials=credentials,
        stacks=stacks,
        paths=paths,
        lines=lines,
        faults=tuple(faults),
        notices=tuple(notices),
        files=tuple(file.relative_to(folder).as_posix() for file in files),
    )


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _twice(entry_id: str, path: str) -> str:
    return f'"{entry_id}" is already taken by {path}; expected an id of its own'


def _cycles(
    credentials: dict[str, Credential], paths: dict[str, str], lines: dict[str, int], root: Path
) -> dict[str, Fault]:
    """By id, the fault of each credential that is, through others, its own prerequisite."""
    faults = {}
    for start in credentials:
        seen: set[str] = set()
        ahead = list(credentials[start].prerequisites)
        while ahead:
            here = ahead.pop()
            if here not in seen and here in credentials:
                seen.add(here)
                ahead += credentials[here].prerequisites
        if start in seen:
            message = "lead back to this credential; take one of them out"
            where = str(root / paths[start])
            faults[start] = Fault(where, lines[f"{start}.prerequisites"], "prerequisites", message)
    return faults
