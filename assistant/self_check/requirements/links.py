"""Links in a draft, told apart by how they are written; none is ever opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from assistant.self_check.submission import Submission, plain

Fault = Literal["broken", "local", "login", "sharing", "short", "mail", "absent"]

SHORTENERS = frozenset(
    "bit.ly tinyurl.com goo.gl t.co ow.ly is.gd rb.gy cutt.ly tiny.cc shorturl.at t.ly buff.ly "
    "rebrand.ly bl.ink short.io tiny.one qrco.de".split()
)
# Hosts where a thing is private until its owner shares it -> what a teacher calls them.
SHARED_BY_OWNER = {
    "docs.google.com": "Google Docs",
    "drive.google.com": "Google Drive",
    "photos.google.com": "Google Photos",
    "photos.app.goo.gl": "Google Photos",
    "forms.gle": "Google Forms",
    "sites.google.com": "Google Sites",
    "onedrive.live.com": "OneDrive",
    "1drv.ms": "OneDrive",
    "sharepoint.com": "SharePoint or OneDrive",
    "dropbox.com": "Dropbox",
    "box.com": "Box",
    "icloud.com": "iCloud",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "loom.com": "Loom",
    "canva.com": "Canva",
    "padlet.com": "Padlet",
    "screencastify.com": "Screencastify",
    "wevideo.com": "WeVideo",
}
VIDEO_PLACES = frozenset({"YouTube", "Vimeo", "Loom", "Screencastify", "WeVideo"})
# Hosts that let in only the people of one school or class, however they are set.
BEHIND_LOGIN = {
    "classroom.google.com": "Google Classroom",
    "mail.google.com": "Gmail",
    "teams.microsoft.com": "Teams",
    "instructure.com": "Canvas",
    "schoology.com": "Schoology",
    "seesaw.me": "Seesaw",
    "clever.com": "Clever",
    "classdojo.com": "ClassDojo",
}

LONGEST_HOST = 253  # characters a name on the internet may have

_WEB_ENDING = r"(?:com|org|net|edu|gov|us|io|me|be)"
_FOUND = re.compile(
    # [what is read](where it leads), also of pictures
    r"!?\[[^\]\n]{0,300}\]\((?P<target>[^()\n]{1,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?)\)"
    r"|(?P<mail>\bmailto:[^\s<>\"“”)\]]+)"
    r"|(?P<local>\bfile:/[^\s<>\"“”)\]]*"
    r"|(?<![\w:/])[A-Za-z]:\\(?:[^\n<>\"“”|*?]{0,200}?\.\w{2,5}\b|[^\s<>\"“”|*?]{1,200})"
    r"|(?<![\w\\])\\\\[\w.$-]+\\[^\s<>\"“”|*?]+|(?<![\w/.~:])~?/(?:Users|home)/[^\s<>\"“”)\]]+)"
    # a space where none belongs, or a beginning that is misspelt
    rf"|(?P<broken>\bhttps?:[ \t]+//\S+|\bhttps?://[ \t]+[\w-]+\.\S+|\bhttps?:/(?!/)\S+"
    rf"|\bhttps?//\S+|\bhttps?:\\\S+|\bhttps?;//?\S+"
    rf"|\b(?!https?:)[htps]{{3,7}}://\S+"
    rf"|\bhttps?://(?:[\w-]+\.)+(?<!com\.)(?<!org\.)(?<!net\.)(?<!edu\.)(?<!gov\.)[ \t]+"
    rf"(?:[\w-]+\.)*{_WEB_ENDING}\b/?\S*)"
    r"|(?P<web>\bhttps?://[^\s<>\"“”\]]*)"
    rf"|(?P<bare>(?<![\w@./-])(?:www\.(?:[\w-]+\.)+\w+|(?:[\w-]+\.)+{_WEB_ENDING}/"
    rf"|(?:{'|'.join(re.escape(host) for host in sorted(SHORTENERS))})/)[^\s<>\"“”\]]*)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\s+[\"'(].*[\"')]$")
_FILE_NAME = re.compile(r"\w\.[a-z]\w{1,4}$", re.IGNORECASE)
_TRAILING = ".,;:!?'’*_`~|"
_PRIVATE_HOST = re.compile(r"localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.")


@dataclass(frozen=True, slots=True)
class Link:
    """A link that deserves a look: where it stands, what is the matter, whose place it is."""

    file: str
    start: int
    end: int
    address: str
    fault: Fault
    place: str = ""  # the service's name, or what exactly is wrong


def links_to_look_at(submission: Submission) -> tuple[Link, ...]:
    """Every link that may not open for a stranger, in the order of the files."""
    names = frozenset(plain(document.name) for document in submission.files)
    found = []
    for document in submission.files:
        for match in _FOUND.finditer(document.text):
            link = _link(document.name, match, names)
            if link is not None:
                found.append(link)
    return tuple(found)


def has_link(text: str) -> bool:
    """Whether a text holds an address on the web, however it is written."""
    return any(True for _ in _hosts(text))


def _hosts(text: str) -> Iterator[str]:
    for match in _FOUND.finditer(text):
        host = _host(match["target"] or match["web"] or match["bare"] or "")
        if host and "." in host:
            yield host


def _link(file: str, match: re.Match[str], names: frozenset[str]) -> Link | None:
    kind = match.lastgroup or ""
    address = match.group(kind).strip()
    start, end = match.span(kind)
    end = start + len(match.group(kind).rstrip())
    if kind == "target":
        address = _TITLE.sub("", address).strip("<>")
        judged = _target(address, names)
    elif kind == "web":
        address, end = _trimmed(address, start)
        judged = _web(address)
    elif kind == "bare":
        address, end = _trimmed(address, start)
        judged = _bare(address)
    elif kind == "mail":
        judged = ("mail", "")
    elif kind == "local":
        judged = ("local", "")
    else:
        address, end = _trimmed(address, start)
        spaced = re.search(r"[ \t]", address)
        judged = ("broken", "there is a space in it" if spaced else "its beginning is not https://")
    return Link(file, start, end, address, *judged) if judged else None


def _trimmed(address: str, start: int) -> tuple[str, int]:
    """Without the marks that end a sentence, and without a bracket that was never opened."""
    if not address.endswith(("...", "…")):
        address = address.rstrip(_TRAILING)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_TRAILING)
    return address, start + len(address)


def _target(address: str, names: frozenset[str]) -> tuple[Fault, str] | None:
    """What is the matter with the target of a Markdown link."""
    if address.startswith("#") or not address:
        return None
    lower = address.lower()
    if lower.startswith("mailto:"):
        return "mail", ""
    if lower.startswith("file:") or re.match(r"[a-z]:\\|\\\\|~?/(?:users|home)/", lower):
        return "local", ""
    if re.match(r"https?:", lower):
        return ("broken", "there is a space in it") if " " in address else _web(address)
    if re.match(r"(?:www\.|(?:[\w-]+\.)+" + _WEB_ENDING + r"(?:/|$))", lower):
        return _bare(address)
    name = re.split(r"[/\\]", address.replace("%20", " "))[-1]
    is_file = _FILE_NAME.search(name) is not None
    return ("absent", name) if is_file and plain(name) not in names else None


def _web(address: str) -> tuple[Fault, str] | None:
    host = _host(address)
    if address.endswith(("...", "…")):
        return "broken", "it is cut short at the end"
    if _PRIVATE_HOST.match(host):
        return "local", ""
    if "." not in host.strip("."):
        return "broken", "the name of the site is not complete"
    return _by_host(host)


def _bare(address: str) -> tuple[Fault, str] | None:
    """An address without https:// still opens when it is pasted; only its place matters."""
    if address.endswith(("...", "…")):
        return "broken", "it is cut short at the end"
    return _by_host(_host(address)) or ("broken", "https:// is missing in front of it")


def _by_host(host: str) -> tuple[Fault, str] | None:
    if host.removeprefix("www.") in SHORTENERS:
        return "short", host
    if place := _place(host, BEHIND_LOGIN):
        return "login", place
    place = _place(host, SHARED_BY_OWNER)
    return ("sharing", place) if place else None


def _place(host: str, places: dict[str, str]) -> str:
    """The name of the service that a host belongs to, or nothing."""
    labels = host.split(".")
    known = (".".join(labels[i:]) for i in range(len(labels)))
    return next((places[name] for name in known if name in places), "")


def _host(address: str) -> str:
    """The host of an address, lower case; empty where there is none."""
    with_scheme = address if "://" in address else f"https://{address}"
    try:
        host = (urlsplit(with_scheme).hostname or "").lower()
    except ValueError:  # brackets that open no IPv6 address
        return ""
    return host if len(host) <= LONGEST_HOST else ""


def by_fault(links: Sequence[Link], fault: Fault) -> tuple[Link, ...]:
    """The links of one fault, in order."""
    return tuple(link for link in links if link.fault == fault)
