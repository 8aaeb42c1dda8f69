"""What issuers gave whoever runs this installation: their keys, their lists of withdrawn badges."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import UnreadableFormat
from retrieval.formats.issuer_keys import IssuerKey, read_issuer_keys
from retrieval.formats.status_lists import StatusList, read_status_list

MOST_FILES = 500
MOST_BYTES = 5_000_000  # of one file

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IssuerFiles:
    """The keys and the lists on file."""

    keys: tuple[IssuerKey, ...] = ()
    lists: tuple[StatusList, ...] = ()


def read_issuer_files(folder: Path) -> IssuerFiles:
    """Everything that can be used in a folder, which need not exist; the log names the rest."""
    keys: list[IssuerKey] = []
    lists: list[StatusList] = []
    for file in _files(folder):
        try:
            data = file.read_bytes()
            if len(data) > MOST_BYTES:
                raise UnreadableFormat(f"It is larger than {MOST_BYTES // 1_000_000} MB.")
            if _is_list(data):
                lists.append(read_status_list(data))
            else:
                keys += read_issuer_keys(data)
        except (UnreadableFormat, OSError) as error:
            log.warning("%s is left out: %s", file, error)
    return IssuerFiles(tuple(keys), tuple(lists))


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    except OSError:  # it is made only by who has something to put into it
        return []
    return [one for one in found if one.is_file()][:MOST_FILES]


def _is_list(data: bytes) -> bool:
    """Whether a file looks like a list of withdrawn badges, not like keys."""
    words = (b'"revokedCredential"', b'"revokedAssertions"', b'"encodedList"')
    return any(word in data for word in words) or data.startswith(b"eyJ")  # a JWT has no key
