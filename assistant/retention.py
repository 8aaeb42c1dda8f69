"""How long conversations, drafts, self-checks and looks are kept, where an admin says so."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from assistant.errors import BadInput, StoreUnavailable
from assistant.store.records import utc_now

if TYPE_CHECKING:
    from assistant.store.session import Store

Kind = Literal["conversations", "drafts", "self_checks", "looks"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FEWEST_DAYS = 30  # a holiday must not cost anybody her work
MOST_DAYS = 36_500


class Retention:
    """Settings in a file of the data folder; without one, everything is kept until it is erased.

    What counts is when a conversation or a draft was last touched, when a self-check was made and
    when somebody looked.
    """

    def __init__(self, kept: Store, file: Path, *, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = kept
        self._file = file
        self._clock = clock

    def days(self) -> Mapping[Kind, int]:
        """Days by kind; a kind that is not named is kept. Raises StoreUnavailable for a bad file.

        A file that cannot be read deletes nothing: guessing would cost somebody her work.
        """
        try:
            said: Any = json.loads(self._file.read_text(encoding="utf-8"))
            return {kind: _fitting(said[kind]) for kind in KINDS if said.get(kind) is not None}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, AttributeError, BadInput) as error:
            raise StoreUnavailable(
                f"{self._file} cannot be read, so nothing is let go; say again how long things "
                "are kept with `credcoach retention`."
            ) from error

    def keep_for(self, changes: Mapping[Kind, int | None]) -> Mapping[Kind, int]:
        """Changes how many days these kinds are kept, None for as long as the account is there.

        Raises BadInput for fewer than FEWEST_DAYS.
        """
        days = {**self.days()}
        for kind, new in changes.items():
            if new is None:
                days.pop(kind, None)
            else:
                days[kind] = _fitting(new)
        beside = self._file.with_name(f".{self._file.name}")
        try:
            with beside.open("w", encoding="utf-8") as out:
                out.write(json.dumps(days, indent=2) + "\n")
                out.flush()
                os.fsync(out.fileno())
            beside.replace(self._file)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise StoreUnavailable(
                f"{self._file} cannot be written ({error.strerror}); nothing was changed."
            ) from error
        return days

    def apply(self) -> dict[Kind, int]:
        """Lets go of what is too old; how many of each kind that were."""
        from assistant.store import retention

        now = self._clock()
        gone: dict[Kind, int] = {}
        for kind, days in self.days().items():
            with self._store.session() as session:
                gone[kind] = retention.let_go(session, kind, now - timedelta(days=days))
        if any(gone.values()):
            self._store.wipe_traces()
        return gone


def _fitting(days: object) -> int:
    if not isinstance(days, int) or isinstance(days, bool) or not FEWEST_DAYS <= days <= MOST_DAYS:
        raise BadInput(f"How long things are kept is a number of days, at least {FEWEST_DAYS}.")
    return days
