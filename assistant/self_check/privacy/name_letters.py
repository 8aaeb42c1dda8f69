"""Mail that was pasted into a draft: where it stands, and who signed it."""

from __future__ import annotations

import re
from bisect import bisect_right

_HEADER = re.compile(
    r"^(?P<quote>[> \t]{0,8})(?:(?:From|De|Von|Expéditeur)[ ]?: ?(?P<from>[^\n]{0,120})"
    r"|On [^\n]{4,60}?(?:\b[AP]M|,|\d:\d\d|\d{4})\s(?!(?:[AP]M|"
    r"at)\b)(?P<wrote>(?-i:[^\W\d_a-zà-öø-ÿ])"
    r"[^\n<,:]{1,60}?) ?(?:<[^>\n]{3,80}>)? ?wrote:)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_END = re.compile(r"^(?:[-*_=]{3,}|#{1,6} [^\n]*)[ \t]*$", re.MULTILINE)
_LONGEST = 3000  # characters; a pasted message that is longer is mostly its thread
_OWN = re.compile(r"(?:me|myself|I)\b")
_SIGNED = re.compile(
    r"^[> \t]{0,8}(?:(?:kind |best |warm )?regards|best(?: wishes)?|(?:many )?thanks|"
    r"thank you(?: so much)?|"
    r"sincerely|love|warmly|yours(?: truly)?|cheers|blessings|gracias|atentamente|saludos|"
    r"un abrazo)"
    r"[,.!]?\s{1,3}[> \t]{0,8}(?:[-–—~]\s?)?"
    r"(?P<name>(?-i:[A-ZÀ-Þ])[\w.’'-]*(?: (?-i:[A-ZÀ-Þ])[\w.’'-]*){0,3})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SENDER = re.compile(
    r"\W{0,3}(?P<name>[^\W\d_a-zà-öø-ÿ][\w.’'-]+(?: (?:[^\W\d_a-zà-öø-ÿ][\w.’'-]*|de|la|del|al|"
    r"van)){0,4})"
    r"(?=[ \t\"']*(?:[<\[(]|$))"
)
_NAME_LINE = re.compile(
    r"^[> \t]{0,8}(?:[-–—~]\s?)?(?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){0,2})[ \t]*$",
    re.MULTILINE,
)


class Letters:
    """The pasted mail of one text that somebody else wrote."""

    def __init__(self, text: str) -> None:
        headers = list(_HEADER.finditer(text))
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.signers: list[tuple[int, int]] = []
        for number, header in enumerate(headers):
            limit = headers[number + 1].start() if number + 1 < len(headers) else len(text)
            end = _end_of(text, header, min(limit, header.end() + _LONGEST))
            if header["from"] is not None and _OWN.match(header["from"].strip()):
                continue
            self._starts.append(header.start())
            self._ends.append(end)
            self.signers += _signers(text, header.end(), end)
            self.signers += _senders(header)

    def hold(self, position: int) -> bool:
        """Whether a position stands in pasted mail."""
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and position < self._ends[at]


def _senders(header: re.Match[str]) -> list[tuple[int, int]]:
    """The name in a header, without its address."""
    for group in ("from", "wrote"):
        name = _SENDER.match(header[group] or "")
        if name:
            start = header.start(group) + name.start("name")
            return [(start, start + len(name["name"]))]
    return []


def _end_of(text: str, header: re.Match[str], limit: int) -> int:
    """Where the message ends: a rule, a heading, the end of its quoting, or the limit."""
    rule = _END.search(text, header.end(), limit)
    end = rule.start() if rule else limit
    if ">" in header["quote"]:
        unquoted = re.compile(r"^(?![> \t])[^\n]", re.MULTILINE).search(text, header.end(), end)
        end = unquoted.start() if unquoted else end
    return end


def _signers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = [match.span("name") for match in _SIGNED.finditer(text, start, end)]
    lines = [match.span("name") for match in _NAME_LINE.finditer(text, start, end)]
    if lines and not text[lines[-1][1] : end].strip(" \t\n>"):  # the last line is only a name
        found.append(lines[-1])
    return sorted(set(found))
