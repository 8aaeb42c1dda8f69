"""What a goal rules out in plain words: the door of `assistant/limits/`."""

from __future__ import annotations

from assistant.limits.limits import Limits, flag_set
from assistant.limits.reading import limits_in

__all__ = ["Limits", "flag_set", "limits_in"]
