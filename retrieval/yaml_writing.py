"""A credential -> the catalogue's YAML, written as a person would and read back as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from retrieval.catalogue import (
    AiPolicy,
    Constraints,
    Credential,
    Criterion,
    Part,
    Prompt,
    Source,
)

REQUIRED = ("id", "title", "issuer", "competency")
WIDTH = 100  # characters a line, as in the sample catalogue
_LONG = 80  # characters from which a text stands in a block of its own
_SHORT = 60  # characters up to which the texts of a list stand on one line
_DIGITS = 9  # a longer row of digits is a code, not a number
_FLOW = 80  # characters up to which a small mapping stands on one line
_OTHER_BREAKS = "\r\x85\u2028\u2029"  # line ends to YAML, kept only where they are escaped
_STR, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


def missing_fields(credential: Credential) -> tuple[str, ...]:
    """The required fields that are empty, in the catalogue's order."""
    return tuple(name for name in REQUIRED if not getattr(credential, name).strip())


def write_credential(credential: Credential) -> str:
    """The YAML of one credential; required fields that are empty stand there to be filled in."""
    head = ""
    if lacking := missing_fields(credential):
        head = f"# To be completed by hand before it can be indexed: {', '.join(lacking)}.\n"
    node = _mapping(_keys(credential), top=True)
    body: str = yaml.serialize(
        node, Dumper=yaml.SafeDumper, allow_unicode=True, width=WIDTH, explicit_end=False
    )
    return head + body


def _keys(credential: Credential) -> dict[str, Any]:
    """The keys worth writing, in the order of the contract; what says nothing is left out."""
    keys: dict[str, Any] = {name: getattr(credential, name) for name in REQUIRED}
    keys["key_method"] = credential.key_method
    keys["method_components"] = [_filled(one) for one in credential.method_components]
    for name in ("grades", "subjects", "roles", "topics", "effort_hours", "cost_usd"):
        keys[name] = getattr(credential, name)
    place_first = ("state", "district", "use", "credit")
    keys["counts_for"] = [_filled(one, place_first) for one in credential.counts_for]
    keys["prerequisites"] = credential.prerequisites
    keys["ai_policy"] = _ai_policy(credential.ai_policy)
    if credential.constraints != Constraints():
        keys["constraints"] = _filled(credential.constraints)
    title_first = ("title", "url", "file", "kind", "note")
    keys["resources"] = [_filled(one, title_first) for one in credential.resources]
    keys["submission"] = [_part(part) for part in credential.submission]
    keys["rubric"] = [_row(row) for row in credential.rubric]
    if credential.source != Source():
        keys["source"] = _filled(credential.source)
    return {name: value for name, value in keys.items() if name in REQUIRED or _says(value)}


def _says(value: object) -> bool:
    return value is not None and value not in ("", (), [], {})


def _filled(item: Any, order: Sequence[str] = ()) -> dict[str, Any]:
    """The fields of a dataclass that say something."""
    names = order or [field.name for field in fields(item)]
    return {name: getattr(item, name) for name in names if _says(getattr(item, name))}


def _ai_policy(policy: AiPolicy) -> dict[str, Any]:
    """The rule where the issuer stated one: an assumed one is not written down as theirs."""
    said = {"use": policy.use if policy.stated else "", "note": policy.note}
    return {name: value for name, value in said.items() if value}


def _words(item: Part | Prompt) -> dict[str, Any]:
    rules: dict[str, Any] = {"min_words": item.min_words, "max_words": item.max_words}
    rules["words_are"] = item.words_are if item.words_are != "rule" else None
    return {name: value for name, value in rules.items() if value is not None}


def _part(part: Part) -> dict[str, Any]:
    keys: dict[str, Any] = {"id": part.id, "title": part.title, "kind": part.kind}
    keys |= {"pass": part.pass_label} if part.pass_label else {}
    keys |= _words(part)
    if part.prompts:
        keys["prompts"] = [{"id": p.id, "text": p.text, **_words(p)} for p in part.prompts]
    return keys


def _row(row: Criterion) -> dict[str, Any]:
    keys: dict[str, Any] = {"id": row.id}
    keys |= {"part": row.part} if row.part else {}
    keys["title"] = row.title
    keys["levels"] = [
        {"name": level.name, **({"descriptor": level.descriptor} if level.descriptor else {})}
        for level in row.levels
    ]
    if row.levels and row.pass_level != row.levels[0].name:  # the best level is the default
        keys["pass_level"] = row.pass_level
    return keys


# Nodes


def _node(value: Any) -> Node:
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, tuple | list):
        flow = all(isinstance(one, str) and len(one) < _SHORT for one in value)
        return SequenceNode("tag:yaml.org,2002:seq", [_node(v) for v in value], flow_style=flow)
    if isinstance(value, bool):
        return ScalarNode("tag:yaml.org,2002:bool", "true" if value else "false")
    if isinstance(value, int):
        return ScalarNode("tag:yaml.org,2002:int", str(value))
    if isinstance(value, float):
        whole = value.is_integer()
        kind = "int" if whole else "float"
        return ScalarNode(f"tag:yaml.org,2002:{kind}", str(int(value)) if whole else repr(value))
    return _text(str(value))


def _mapping(keys: Mapping[str, Any], top: bool = False) -> MappingNode:
    pairs = [(ScalarNode(_STR, name), _node(value)) for name, value in keys.items()]
    short = all(isinstance(v, ScalarNode) and v.style is None for _, v in pairs)
    wide = sum(len(k.value) + len(v.value) + 4 for k, v in pairs if isinstance(v, ScalarNode))
    flow = short and wide <= _FLOW and not top
    return MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)


def _text(text: str) -> ScalarNode:
    """A text in the plainest style that keeps it; the emitter quotes what no style can hold."""
    if not text:
        return ScalarNode(_NULL, "")
    if len(text) <= _DIGITS and text.isascii() and text.isdigit() and str(int(text)) == text:
        return ScalarNode("tag:yaml.org,2002:int", text)  # a grade: read as it is written
    if any(mark in text for mark in _OTHER_BREAKS):
        return ScalarNode(_STR, text, style='"')
    if "\n" in text:
        return ScalarNode(_STR, text, style="|")
    return ScalarNode(_STR, text, style=">" if len(text) > _LONG and "  " not in text else None)
