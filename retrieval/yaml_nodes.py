"""YAML as written: every scalar stays its text, every node knows its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as Node

from retrieval.catalogue import Fault

_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Walks one file's nodes, collecting faults instead of raising."""

    path: str
    faults: list[Fault]
    notices: list[Fault]  # said, but no reason to refuse the file

    def fault(self, node: Node, field: str, message: str) -> None:
        """Note that `field`, at that node's line (from 1), does not fit."""
        self.faults.append(Fault(self.path, node.start_mark.line + 1, field, message))

    def mapping(self, node: Node, field: str, known: tuple[str, ...] = ()) -> dict[str, Node]:
        """The known keys; a fault for no mapping and repeated keys, a notice for unknown ones."""
        if not isinstance(node, MappingNode):
            if not is_null(node):
                expected = f"is {kind_of(node)}; expected keys with values"
                self.fault(node, field or "file", expected)
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else "?"
            where = f"{field}.{name}" if field else name
            if name in found:
                self.fault(key, where, "stands twice; keep one of them")
            elif known and name not in known:
                said = f"is not a known key and is left out; known are {', '.join(known)}"
                line = key.start_mark.line + 1
                self.notices.append(Fault(self.path, line, where, said))
            else:
                found[name] = value
        return found

    def items(self, node: Node | None, field: str) -> list[Node]:
        """The nodes of a list; a fault for anything else."""
        if node is None or is_null(node):
            return []
        if not isinstance(node, SequenceNode):
            self.fault(node, field, f"is {kind_of(node)}; expected a list")
            return []
        return list(node.value)

    def text(self, node: Node | None, field: str) -> str:
        """A scalar as it was written, outer blanks gone; empty for null or absent."""
        if node is None or is_null(node):
            return ""
        if not isinstance(node, ScalarNode):
            self.fault(node, field, f"is {kind_of(node)}; expected text")
            return ""
        if "\0" in node.value:
            self.fault(node, field, "holds a NUL character, which no database keeps; take it out")
            return ""
        return str(node.value).strip()

    def texts(self, node: Node | None, field: str) -> tuple[str, ...]:
        """A list of scalars as written; a single scalar counts as a list of one."""
        if isinstance(node, ScalarNode) and not is_null(node):
            return (self.text(node, field),)
        values = [self.text(n, f"{field}[{i}]") for i, n in enumerate(self.items(node, field))]
        return tuple(v for v in values if v)

    def number(self, node: Node | None, field: str) -> float | None:
        """A number of zero or more, or None where absent."""
        written = self.text(node, field)
        if node is None or not written:
            return None
        try:
            value = float(written)
        except ValueError:
            value = -1.0
        if not 0 <= value < 1e9:
            self.fault(node, field, f"is {shown(written)}; expected a number of zero or more")
            return None
        return value

    def count(self, node: Node | None, field: str) -> int | None:
        """A whole number of zero or more, or None where absent."""
        written = self.text(node, field)
        if node is None or not written:
            return None
        if not (written.isascii() and written.isdigit() and len(written) < 10):
            self.fault(node, field, f"is {shown(written)}; expected a whole number")
            return None
        return int(written)

    def flag(self, node: Node | None, field: str) -> bool | None:
        """true or false, or None where absent."""
        written = self.text(node, field)
        if node is None or not written:
            return None
        known = {"true": True, "yes": True, "false": False, "no": False}
        if written.lower() not in known:
            self.fault(node, field, f"is {shown(written)}; expected true or false")
            return None
        return known[written.lower()]

    def choice(self, node: Node | None, field: str, among: tuple[str, ...], default: str) -> str:
        """One of a closed set, or the default where absent."""
        written = self.text(node, field)
        if node is None or not written:
            return default
        if written not in among:
            self.fault(node, field, f"is {shown(written)}; expected one of {', '.join(among)}")
            return default
        return written


def is_null(node: Node) -> bool:
    """Whether the node is YAML's null, written in any way (a quoted empty text is not)."""
    # The C parser gives a plain scalar the style "", the Python one gives it None.
    return isinstance(node, ScalarNode) and not node.style and node.value in _NULLS


def kind_of(node: Node) -> str:
    """What a node is, in words for a person."""
    if isinstance(node, SequenceNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "a set of keys"
    return "empty" if is_null(node) else f"the text {shown(node.value)}"


def shown(value: str) -> str:
    """A value as it may stand in a message: one line, quoted, cut at 40 characters."""
    one_line = " ".join(value.split())
    return f'"{one_line[:40]}…"' if len(one_line) > 40 else f'"{one_line}"'


def line_of(root: Node, key: str) -> int:
    """The line (from 1) on which a mapping's key stands; 1 where it does not stand."""
    pairs = root.value if isinstance(root, MappingNode) else []
    return next((k.start_mark.line + 1 for k, _ in pairs if k.value == key), 1)


# The C parser is 8 times as fast; it knows the same marks.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_YAML_BYTES = 2_000_000  # a credential is about 8 kB; past this the file is something else
MAX_DEPTH = 40  # nesting of a hostile file is refused before it can exhaust the stack


def read_bytes(path: Path, shown_path: str) -> tuple[bytes | None, list[Fault]]:
    """The bytes of a catalogue file, or the fault that keeps it from being read."""
    try:
        if path.stat().st_size > MAX_YAML_BYTES:
            said = f"is larger than {MAX_YAML_BYTES // 1_000_000} MB; split it"
            return None, [_broken(shown_path, 1, said)]
        return path.read_bytes(), []
    except OSError as error:
        said = f"cannot be read ({error.strerror}); check the file and its permissions"
        return None, [_broken(shown_path, 1, said)]


def compose(data: bytes, shown_path: str) -> tuple[Node | None, list[Fault]]:
    """The root node of a YAML file's bytes, or the fault that keeps them from being one."""

    def broken(line: int, message: str) -> tuple[None, list[Fault]]:
        return None, [_broken(shown_path, line, message)]

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return broken(line, "is not UTF-8; save it as UTF-8 and index it again")
    try:
        _refuse_aliases_and_depth(text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return broken(line, f"is no valid YAML ({error.problem}); mend the line or quote the text")
    except (yaml.YAMLError, RecursionError) as error:
        return broken(1, f"is no valid YAML ({' '.join(str(error).split())[:120]})")
    if node is None:
        return broken(1, "is empty; expected a credential")
    return node, []


def _broken(shown_path: str, line: int, message: str) -> Fault:
    return Fault(shown_path, line, "file", message)


def _refuse_aliases_and_depth(text: str) -> None:
    """Raise YAMLError on aliases (they can blow up) and on absurd nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="aliases (*name) are not used here",
                problem_mark=cast(Any, event.start_mark),
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(
                problem="nested too deep", problem_mark=cast(Any, event.start_mark)
            )
