"""Passwords and tokens: how they are made, kept as hashes only, and guarded against guessing."""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.errors import BadInput, TooManyTries
from assistant.store.texts import kept_text

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FEWEST_CHARACTERS = 10
MOST_CHARACTERS = 1_000  # hashing a novel would only serve to keep the server busy
TOKEN_BYTES = 32
HASHES_AT_ONCE = 4  # each takes 64 MiB for a moment: the argon2 default, RFC 9106's second choice
TRIES = 10
TRIES_WITHIN = timedelta(minutes=15)
TRIES_OF_A_PLACE = 100  # a whole school may come from one network address, typing as people do
ASKS = 5  # of links for a new password, for one e-mail address
ASKS_OF_A_PLACE = 30
TRACKED = 10_000  # names remembered before those that ran out are swept


def new_token() -> str:
    """A token that nobody can guess, safe in a URL."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain hash is enough, and a look-up by
    it tells a guesser nothing through its timing."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class Passwords:
    """Argon2id with the library's present defaults; at most a few at once."""

    def __init__(self, hasher: Callable[[], PasswordHasher] | None = None) -> None:
        self._make = hasher
        self._room = threading.BoundedSemaphore(HASHES_AT_ONCE)

    def hash(self, password: str) -> str:
        """The hash to keep; BadInput, in one sentence, for a password that will not do."""
        plain = _plain(kept_text(password, "The password", MOST_CHARACTERS))
        if len(plain) < FEWEST_CHARACTERS:
            raise BadInput(
                f"The password needs at least {FEWEST_CHARACTERS} characters; "
                "a few words in a row do well."
            )
        if len(set(plain)) == 1:
            raise BadInput("The password is one character over and over; choose another.")
        with self._room:
            return self._hasher.hash(plain)

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether the password is the kept one; takes as long where none is kept."""
        from argon2.exceptions import InvalidHashError, VerificationError

        plain = _plain(password[: MOST_CHARACTERS + 1])
        nobodys = self._nobodys  # made whoever signs in first, so that it betrays nobody
        try:
            with self._room:
                self._hasher.verify(kept or nobodys, plain.encode("utf-8", "surrogatepass"))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether the hash was made with weaker settings than today's."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        if self._make is not None:
            return self._make()
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(new_token())


class Tries:
    """Counts failures a name (an e-mail or a network address); a restart forgets them."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        most: int = TRIES,
        whose: str = "for this e-mail address",
    ) -> None:
        self._clock = clock
        self._most = most
        self._whose = whose
        self._lock = threading.Lock()
        self._failures: dict[str, list[datetime]] = {}

    def begin(self, name: str) -> None:
        """Counts one more try as failed until `succeeded`; TooManyTries where that is too many.

        It is counted first, so many at the same moment do not slip through together.
        """
        now = self._clock()
        with self._lock:
            if len(self._failures) > TRACKED:
                self._sweep(now)
            recent = [at for at in self._failures.get(name, ()) if at > now - TRIES_WITHIN]
            if len(recent) >= self._most:
                self._failures[name] = recent
                raise TooManyTries(
                    f"Too many attempts {self._whose}; wait 15 minutes and try again."
                )
            self._failures[name] = [*recent, now]

    def succeeded(self, name: str) -> None:
        """Forgets the failures of that name."""
        with self._lock:
            self._failures.pop(name, None)

    def took_back(self, name: str) -> None:
        """One try of that name was no failure; the others, which may be somebody else's, stay."""
        with self._lock:
            if len(tries := self._failures.get(name, [])) > 1:
                tries.pop()
            else:
                self._failures.pop(name, None)

    def _sweep(self, now: datetime) -> None:
        for name in [n for n, tries in self._failures.items() if tries[-1] <= now - TRIES_WITHIN]:
            del self._failures[name]


def _plain(password: str) -> str:
    # The same keys give different code points on different machines; this makes them one.
    return unicodedata.normalize("NFKC", password)
