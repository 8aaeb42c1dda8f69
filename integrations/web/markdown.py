"""Markdown of catalogues and answers as HTML that can do no harm."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = {
    "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "del",
}  # fmt: skip
_HEADINGS = {"h1": "h4", "h2": "h4"}  # the page's own outline stays what it is
LONGEST = 200_000


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


def rendered(text: str) -> Markup:
    """HTML of a Markdown text: no raw HTML, no pictures, no scripts, links to the web only."""
    html = _parser().render(text[:LONGEST])
    for tag, instead in _HEADINGS.items():
        html = html.replace(f"<{tag}>", f"<{instead}>").replace(f"</{tag}>", f"</{instead}>")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(clean)
