"""Ways to write a sentence so that a person overlooks it and a machine may still read it."""

from __future__ import annotations

import base64
import codecs
import urllib.parse
from collections.abc import Callable, Mapping

_ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_VARIATION = "\N{VARIATION SELECTOR-16}"
_ACUTE = "\N{COMBINING ACUTE ACCENT}"
_OVERRIDE, _POP = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"
_TAG_BLOCK = 0xE0000  # an invisible twin of ASCII
_FULLWIDTH_OFFSET = 0xFEE0
_LOOKALIKES = str.maketrans("aceiopsxyABCEHKMOPTX", "асеіорѕхуАВСЕНКМОРТХ")  # Cyrillic


def _tags(text: str) -> str:
    return "".join(chr(_TAG_BLOCK + ord(c)) for c in text if " " <= c <= "~")


def _fullwidth(text: str) -> str:
    return "".join(chr(ord(c) + _FULLWIDTH_OFFSET) if "!" <= c <= "~" else c for c in text)


DISGUISES: Mapping[str, Callable[[str], str]] = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "combining_marks": lambda text: "".join(c + _ACUTE if c.isalpha() else c for c in text),
    "fullwidth": _fullwidth,
    "hex": lambda text: text.encode().hex(" "),
    "lookalikes": lambda text: text.translate(_LOOKALIKES),
    "percent": urllib.parse.quote,
    "right_to_left": lambda text: f"{_OVERRIDE}{text[::-1]}{_POP}",
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "soft_hyphens": _SOFT_HYPHEN.join,
    "tag_characters": _tags,
    "variation_selectors": _VARIATION.join,
    "zero_width": _ZERO_WIDTH.join,
}
