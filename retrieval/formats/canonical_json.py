"""JSON in its one canonical spelling (RFC 8785), which is what some badges are signed over."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import Any

_SAFE = 2**53 - 1  # beyond it, a number of JSON is not the same to everybody
_FROM, _BELOW = 1e-6, 1e21  # where a number is written out; outside of it stands an exponent


def canonical(value: Any) -> bytes:
    """The canonical UTF-8 text of JSON; raises ValueError for numbers that are not exact in it."""
    return _text(value).encode("utf-8")


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) > _SAFE:
            raise ValueError("a number too large to be exact")
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list):
        return f"[{','.join(map(_text, value))}]"
    # Keys go by UTF-16 code units, which differ from code points above U+FFFF.
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return f"{{{','.join(f'{_text(key)}:{_text(value[key])}' for key in keys)}}}"


def _number(value: float) -> str:
    """A number as ECMAScript writes it: the shortest digits, moved by its own rules."""
    if not math.isfinite(value):
        raise ValueError("not a number of JSON")
    if value == 0:
        return "0"
    if _FROM <= abs(value) < _BELOW:
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    digits, _, exponent = repr(value).partition("e")
    power = int(exponent)
    return f"{digits.removesuffix('.0')}e{'+' if power > 0 else '-'}{abs(power)}"
