"""CASE JSON -> its package, looked at with care: any value may be missing or of another kind."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from retrieval.errors import UnreadableFormat

MAX_BYTES = 30_000_000  # whole state frameworks have about 10 MB


def package_of(data: bytes) -> dict[str, Any]:
    """The package, bare or unwrapped; raises UnreadableFormat for what is none."""
    if len(data) > MAX_BYTES:
        raise UnreadableFormat(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB; export single frameworks."
        )
    try:
        body = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableFormat("The file is not UTF-8; export it again as JSON.") from error
    except json.JSONDecodeError as error:
        raise UnreadableFormat(
            f"Line {error.lineno} is no valid JSON ({error.msg}); expected a CASE package."
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, deep nesting
        raise UnreadableFormat("The file is no JSON that a CASE package could hold.") from error
    if isinstance(body, dict) and isinstance(body.get("CFPackage"), dict):
        body = body["CFPackage"]
    if not isinstance(body, dict) or not {"CFDocument", "CFRubrics"} & set(body):
        raise UnreadableFormat(
            "The file is no CASE package; expected CFDocument and CFRubrics, bare or in CFPackage."
        )
    for key in ("CFRubrics", "CFItems", "CFAssociations"):
        if not isinstance(body.get(key) or [], list):
            raise UnreadableFormat(f"{key} is no list; expected the package as CASE defines it.")
    return body


def dicts(value: object) -> list[dict[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text_of(item: Mapping[str, Any], key: str) -> str:
    """A text or number as text; empty where there is none."""
    value = item.get(key)
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).strip() if plain else ""


def number_of(item: Mapping[str, Any], key: str) -> float | None:
    """A number, also where it was written as text; None where there is none."""
    try:
        value = float(text_of(item, key))
    except (ValueError, OverflowError):
        return None
    return value if math.isfinite(value) else None
