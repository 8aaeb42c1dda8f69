"""The installation's secret key, and what it signs: tokens that guard forms, notes in cookies."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import StoreUnavailable
from assistant.settings import Settings

KEY_BYTES = 32
NONCE_BYTES = 16


def secret_key(settings: Settings) -> bytes:
    """The key that is set, or one made once and kept in the data folder for its owner alone.

    Raises StoreUnavailable where the folder cannot be written to.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    return _kept(settings.data_dir / "secret.key")


def _kept(file: Path) -> bytes:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return file.read_bytes()
        with os.fdopen(handle, "wb") as made:
            made.write(secrets.token_hex(KEY_BYTES).encode())
        return file.read_bytes()
    except OSError as error:
        raise StoreUnavailable(
            f"The secret key {file} cannot be read or made ({error.strerror}); mend the folder's "
            "permissions, or set CREDCOACH_SECRET_KEY."
        ) from error


class FormTokens:
    """Tokens that prove a form came from a page of ours, given to the same visitor."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def new(self, visitor: str) -> str:
        """A token for this visitor (her session's token, or what stands in its place)."""
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        return f"{nonce}.{self._sign(nonce, visitor)}"

    def fits(self, token: str, visitor: str) -> bool:
        """Whether the token was made here for this visitor."""
        nonce, _, signature = token.partition(".")
        return hmac.compare_digest(
            signature.encode("utf-8", "replace"), self._sign(nonce, visitor).encode()
        )

    def _sign(self, nonce: str, visitor: str) -> str:
        message = f"form|{nonce}|{visitor}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()


class SignedNotes:
    """Short-lived notes that a browser carries for us and cannot change; it could read them."""

    def __init__(
        self, key: bytes, purpose: str, lasts_s: int, *, now: Callable[[], float] = time.time
    ) -> None:
        self.lasts_s = lasts_s
        self._key = key
        self._purpose = purpose
        self._now = now

    def write(self, note: Mapping[str, str]) -> str:
        """The note as a cookie's value."""
        body = json.dumps({**note, "until": str(int(self._now()) + self.lasts_s)}).encode()
        text = urlsafe_b64encode(body).decode()
        return f"{text}.{self._sign(text)}"

    def read(self, value: str) -> dict[str, str] | None:
        """The note, if it was written here and has not run out."""
        text, _, signature = value.partition(".")
        if not hmac.compare_digest(signature.encode("utf-8", "replace"), self._sign(text).encode()):
            return None
        note: dict[str, str] = json.loads(urlsafe_b64decode(text))
        return note if int(note.pop("until")) >= self._now() else None

    def _sign(self, text: str) -> str:
        message = f"{self._purpose}|{text}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()
