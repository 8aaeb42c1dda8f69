"""What reading a foreign format gives: credentials, and a plain word on what was left behind."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.catalogue import Credential


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of another format held; a required field that it lacks is left empty.

    Nothing is invented: an empty `issuer` or `competency` is for a person to fill in, and every
    choice that the file left open is told in `not_carried` as well.
    """

    credentials: tuple[Credential, ...]
    not_carried: tuple[str, ...]  # one sentence each, naming where in the file


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of another format, and what of the credentials it has no place for."""

    data: bytes
    not_carried: tuple[str, ...]  # one sentence each, naming the credential
