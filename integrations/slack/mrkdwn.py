"""Our Markdown -> Slack's mrkdwn, in which nothing that a person wrote can ping or link."""

from __future__ import annotations

import html
import re
from collections.abc import Collection

SECTION_CHARACTERS = 2_900  # Slack takes 3,000 in one section; the rest is for what we put around

_BOLD = "\x01"  # stands for a bold mark until italics are done; never in kept text
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^\s()<>|]{1,1000})\)")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_BULLET = re.compile(r"(?m)^(\s*)[-*+] (?=\S)")
_HEADING = re.compile(r"(?m)^#{1,6} +(.+?)\s*#*$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_TOKEN = re.compile(r"<([^<>]*)>")
_BROKEN_END = re.compile(r"(?:&[a-z]{0,4}|<[^<>]*)$")  # an entity or a link cut in half


def escape(text: str) -> str:
    """Text that Slack shows as it stands: no mention, no link, no control character."""
    text = _CONTROL.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(markdown: str, links_to: Collection[str] = ()) -> str:
    """Markdown as mrkdwn; only addresses that begin with one of `links_to` become links."""
    text = escape(markdown)
    text = _HEADING.sub(rf"{_BOLD}\1{_BOLD}", text)
    text = _STRONG.sub(rf"{_BOLD}\1{_BOLD}", text)
    text = _BULLET.sub(r"\1• ", text)
    text = _EMPHASIS.sub(r"_\1_", text)
    text = text.replace(_BOLD, "*")

    def link(found: re.Match[str]) -> str:
        label, address = found.groups()
        if any(html.unescape(address).startswith(start) for start in links_to):
            return f"<{address}|{label.replace('|', '/')}>"
        return f"{label} ({address})"

    return _LINK.sub(link, text)


def plain(text: str) -> str:
    """What a person wrote, out of Slack's form of it: links, mentions and entities as words."""

    def words(found: re.Match[str]) -> str:
        target, _, label = found.group(1).partition("|")
        if target.startswith("@"):
            return f"@{label or 'someone'}"
        if target.startswith("#"):
            return f"#{label or 'channel'}"
        if target.startswith("!"):
            return f"@{target[1:].partition('^')[0]}"
        return label or target.removeprefix("mailto:")

    return html.unescape(_TOKEN.sub(words, text))


def cut(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` characters, at paragraphs, lines or words."""
    pieces = []
    rest = text.strip()
    while len(rest) > limit:
        at = max(rest.rfind("\n\n", 0, limit), rest.rfind("\n", limit // 2, limit))
        if at < limit // 4:
            at = rest.rfind(" ", limit // 2, limit)
        if at <= 0:
            broken = _BROKEN_END.search(rest[:limit])
            at = broken.start() if broken and broken.start() > 0 else limit
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].strip()
    return [*pieces, rest] if rest else pieces


def shortened(text: str, limit: int) -> str:
    """The first `limit` characters of escaped text, with an ellipsis where more follows."""
    return text if len(text) <= limit else "".join(cut(text, limit - 1)[:1]) + "…"
