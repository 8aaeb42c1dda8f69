"""The colours of a printed map: those of the web app by day, each dark enough to read on paper."""

from __future__ import annotations

INK = "2a2520"
SOFT = "655c52"
LINE = "e3d9ca"
ACCENT = "1f5e52"
PAPER = "ffffff"
WARM = "8a4b16"
WARM_PALE = "f8e9d2"
MARK = "ffe08a"

# status -> ink, ground
STATUS = {
    "shown": ("1d5a39", "dff0e3"),
    "partly shown": ("7a4f00", "fbedcb"),
    "not found": ("8f2f1f", "fae3dc"),
}
