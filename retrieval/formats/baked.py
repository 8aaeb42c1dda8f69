"""A badge as it is handed around -> its text: JSON, a compact JWT, or baked into a PNG or SVG."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from retrieval.errors import UnreadableFormat
from retrieval.formats.linked_json import MOST_JSON_BYTES

MOST_BYTES = 10_000_000  # of the file; badge images have some 100 kB
MOST_CHUNKS = 10_000
DAMAGED = "The badge in the picture is damaged; download it from the issuer again."
_PNG = b"\x89PNG\r\n\x1a\n"
_KEYWORDS = (b"openbadgecredential", b"openbadges")  # 3.0 and 2.0, the newer first
_SPACES = ("https://purl.imsglobal.org/ob/v3p0", "http://openbadges.org")
_TAGS = ("credential", "assertion")
_JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]*")
_WEB = re.compile(r"https?://\S+")


def badge_text(data: bytes) -> str:
    """The JSON or compact JWT in a file; raises UnreadableFormat where it holds no badge."""
    if len(data) > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise UnreadableFormat(f"The file is larger than {limit} MB; a badge is far smaller.")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith(_PNG):
        text = _from_png(data)
    elif start.startswith(b"<"):
        text = _from_svg(data)
    else:
        text = _decoded(data)
    text = text.strip()
    if not text:
        raise UnreadableFormat("The file is empty; hand in the badge as it was downloaded.")
    if _WEB.fullmatch(text):
        raise UnreadableFormat(
            f"The file only says that the badge stands at {text[:200]}, and nothing is fetched from"
            " here; open that address, save what it shows, and hand in that file."
        )
    if not text.startswith(("{", "[")) and not is_jwt(text):
        raise UnreadableFormat(
            "The file is no Open Badge; expected its JSON or JWT, or the PNG or SVG picture that it"
            " was baked into."
        )
    return text


def is_jwt(text: str) -> bool:
    """Whether a text has the shape of a compact JWT."""
    return _JWT.fullmatch(text) is not None


def _decoded(data: bytes) -> str:
    if len(data) > MOST_JSON_BYTES:
        limit = MOST_JSON_BYTES // 1_000_000
        raise UnreadableFormat(f"The badge is larger than {limit} MB of text; expected far less.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFormat(
            "The file is neither text nor a PNG or SVG picture; hand in the badge as it was"
            " downloaded."
        ) from error


def _from_png(data: bytes) -> str:
    found: dict[bytes, str] = {}
    for kind, body in _chunks(data):
        keyword, _, rest = body.partition(b"\0")
        if keyword in _KEYWORDS and kind == b"iTXt":
            found.setdefault(keyword, _international(rest))
        elif keyword in _KEYWORDS and kind == b"tEXt":
            found.setdefault(keyword, _decoded(rest))
    for keyword in _KEYWORDS:
        if keyword in found:
            return found[keyword]
    raise UnreadableFormat(
        "No badge is baked into this picture; download it from the issuer again, since sending or"
        " editing a picture may take the badge out of it."
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, as far as they are whole."""
    at = len(_PNG)
    for _ in range(MOST_CHUNKS):
        if at + 8 > len(data):
            return
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise UnreadableFormat("The picture is cut off; download the badge again.")
        yield kind, body
        at += 12 + length  # length, kind and checksum have four bytes each


def _international(rest: bytes) -> str:
    """The text of an iTXt chunk, after its keyword: two flags, two names, then the text."""
    squeezed, body = rest[:1] == b"\1", rest[2:]
    _language, _, body = body.partition(b"\0")
    _translated, _, body = body.partition(b"\0")
    if not squeezed:
        return _decoded(body)
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(body, MOST_JSON_BYTES + 1)
    except zlib.error as error:
        raise UnreadableFormat(DAMAGED) from error
    if len(text) <= MOST_JSON_BYTES and not unpacking.eof:
        raise UnreadableFormat(DAMAGED)
    return _decoded(text)


def _from_svg(data: bytes) -> str:
    from io import BytesIO
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    wanted = {f"{{{space}}}{tag}" for space in _SPACES for tag in _TAGS}
    try:
        for _event, element in iterparse(BytesIO(data)):
            if element.tag in wanted:
                return _of_element(element)
            element.clear()  # a picture may have a million paths
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableFormat(
            "The file is no SVG picture that can be read; download the badge again."
        ) from error
    raise UnreadableFormat(
        "No badge is baked into this picture; download it from the issuer again, since editing a"
        " picture may take the badge out of it."
    )


def _of_element(element: Any) -> str:
    text = element.get("verify") or element.text or ""
    return _decoded("".join(text.split()).encode() if element.get("verify") else text.encode())
