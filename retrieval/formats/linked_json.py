"""JSON of badges, read as data alone: bounded, every key once, nothing that cannot be kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from retrieval.errors import UnreadableFormat

MOST_JSON_BYTES = 2_000_000  # the largest badge seen has 31 kB, with five endorsements in it
MOST_NESTED = 60  # levels; a CLR within a CLR has 20
LONGEST_NAME = 1_000  # characters
LONGEST_ID = 5_000  # characters; a did may hold a whole RSA key
LONGEST_TEXT = 50_000

Node = Mapping[str, Any]


def read_json(data: bytes | str, what: str = "The file") -> Any:
    """The JSON in it; raises UnreadableFormat where it is none, or cannot be kept as it is."""
    if len(data) > MOST_JSON_BYTES:
        limit = MOST_JSON_BYTES // 1_000_000
        raise UnreadableFormat(f"{what} holds more than {limit} MB of JSON; a badge has far less.")
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except _Twice as error:
        raise UnreadableFormat(f"{what} has the key {error} twice in one place.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFormat(
            f"{what} is not JSON that can be read; hand in the file as it was downloaded."
        ) from error
    _check_kept(value, what)
    return value


class _Twice(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Of two equal keys one reader takes the first, another the last: nobody could sign for that.
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(repr(key)[:80])
        found[key] = value
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _check_kept(value: Any, what: str) -> None:
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > MOST_NESTED:
            raise UnreadableFormat(f"{what} is nested deeper than any badge is.")
        if isinstance(one, dict):
            waiting += [(inner, depth + 1) for pair in one.items() for inner in pair]
        elif isinstance(one, list):
            waiting += [(inner, depth + 1) for inner in one]
        elif isinstance(one, str) and not _plain(one):
            raise UnreadableFormat(
                f"{what} holds a NUL or half a character near {one[:40]!r}, which cannot be kept."
            )


def _plain(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def types_of(node: Any) -> frozenset[str]:
    """The types of a node, written as one string or as a list."""
    value = node.get("type", node.get("@type")) if isinstance(node, Mapping) else None
    values = value if isinstance(value, list) else [value]
    return frozenset(one.rpartition(":")[2] for one in values if isinstance(one, str))


def nodes_of(value: Any) -> Iterator[Node]:
    """The objects in a value that may be one object, a list of them, or absent."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            yield one


def id_of(value: Any) -> str:
    """The id of what is written as an address or as an object with one; empty for none."""
    if isinstance(value, Mapping):
        value = value.get("id", value.get("@id"))
    return _bounded(value, "An id", LONGEST_ID)


def name_of(node: Any, key: str = "name") -> str:
    """A short text of a node in one line; empty where there is none."""
    return " ".join(text_of(node, key, LONGEST_NAME).split())


def text_of(node: Any, key: str, limit: int = LONGEST_TEXT) -> str:
    """A text of a node; of several languages the English one, else the first."""
    value = node.get(key) if isinstance(node, Mapping) else None
    if isinstance(value, list):
        english = [one for one in nodes_of(value) if str(one.get("@language", "")).startswith("en")]
        value = next(iter([*english, *value]), None)
    if isinstance(value, Mapping):
        value = value.get("@value")
    return _bounded(value, f"The {key}", limit)


def _bounded(value: Any, what: str, limit: int) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > limit:
        raise UnreadableFormat(f"{what} in the file is longer than {limit:,} characters.")
    return text
