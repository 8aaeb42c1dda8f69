"""Workbooks as a person's program would save them, and what reading them says."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl import Workbook

from retrieval.catalogue import Credential
from retrieval.errors import UnreadableFormat
from retrieval.formats.spreadsheet import read_xlsx

Rows = Sequence[Sequence[Any]]
ONE = [["title", "issuer", "competency"], ["Asking", "Cooperative", "The educator asks."]]
LEVELS = ["level_1", "descriptor_1", "level_2", "descriptor_2"]


def xlsx(**sheets: Rows) -> bytes:
    """A workbook with these sheets, as a person's program would save it."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one(**sheets: Rows) -> Credential:
    """The one credential of a workbook."""
    (credential,) = read_xlsx(xlsx(**{"credentials": ONE, **sheets})).credentials
    return credential


def refused(**sheets: Rows) -> list[str]:
    """The lines that say what must be mended."""
    with pytest.raises(UnreadableFormat) as caught:
        read_xlsx(xlsx(**{"credentials": ONE, **sheets}))
    return str(caught.value).splitlines()
