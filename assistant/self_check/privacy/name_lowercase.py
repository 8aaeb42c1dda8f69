"""Names written without a capital: in notes taken on a telephone, in chats, in hurried mail."""

from __future__ import annotations

import re

from assistant.self_check.privacy.name_lexicon import lexicon, plain
from assistant.self_check.privacy.name_tokens import Token

_SHORTEST = 3
# Names that are everyday words when they have no capital.
_EVERYDAY = frozenset(
    "ally aria bailey baron bart bell bram cadence cal cane chi chip colt conner crew danish "
    "demi dev dolly drake edit ella esa fallon finn gage indie indigo ion jean jerry jihad "
    "jimmy josh karma kat kali kitty kota lama lil lulu luz mac mara mare marin martin mate "
    "mere mike mikey min muslim nina nino padma pal pat pau paz perry pharaoh pol puck quay "
    "quan ram rani reed reid rein rick rim robin ronin rosa samba santos sherry shin sho "
    "stein tam terry thatcher tia titus tod tome tram tun umm vega vida vin wilder yen yin "
    "cruz dolores mar flor nova dale may".split()
)
_ENDINGS = ("'s", "’s", "'", "’")
_LINE_MARK = re.compile(
    r"[ \t>]*(?:[-*•+]|"
    r"\d{1,2}[.)])?[ \t]*(?:\[?\d{1,2}[:/.]\d{1,2}(?:[:/.]\d{2,4})?(?: ?[ap]m)?\]?)?"
    r"[ \t:–—-]*@?"
)
_NAMED = re.compile(
    r"(?:\b(?:named|called|student|students|kid|boy|girl|with|and|asked|told)|@) ?\Z"
)
_TITLE_BEFORE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|coach|professor|author|by|st)\.? \Z")
# A line of a chat, `[10:02] maya: ...`; three such lines make a chat.
_CHAT_LINE = re.compile(
    r"^[ \t>]{0,8}[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?: ?[aApP][mM])?[\])]?[ \t]{0,4}[<@]{0,2}"
    r"(?P<name>[^\W\d_]{2,20})[\w.-]{0,12}[ >]{0,2}:",
    re.MULTILINE,
)
_CHAT_LINES = 3
_NOBODY = frozenset("me teacher host admin moderator mod bot system everyone all you".split())
_PART_OF_ADDRESS = re.compile(r"[@/\\]|\.\w")


def lowercase_names(text: str, tokens: list[Token], known: set[str]) -> list[tuple[int, int, str]]:
    """(start, end, key) of names without a capital: in lines without capitals, after a cue, or
    the names in `known`, plain, that stand elsewhere with one."""
    words = lexicon()
    found = _chatting(text)
    chatting = {key for _, _, key in found}
    taken = {start for start, _, _ in found}
    line_end, lower_line = -1, False
    for token in tokens:
        if token.capital or len(token.word) < _SHORTEST:
            continue
        if token.start > line_end:
            line_start = text.rfind("\n", 0, token.start) + 1
            line_end = text.find("\n", token.start)
            line_end = len(text) if line_end < 0 else line_end
            lower_line = _begins_lower(text, line_start, line_end)
        word = token.word
        for ending in _ENDINGS:
            word = word.removesuffix(ending)
        key = plain(word)
        if token.start in taken or len(word) < _SHORTEST:
            continue
        given = words.is_given(word) and not words.is_ordinary(word) and key not in _EVERYDAY
        if not given and (key not in chatting or words.is_ordinary(word)):
            continue
        before = text[max(0, token.start - 14) : token.start]
        end = token.start + len(word)
        if _TITLE_BEFORE.search(before) or _in_address(text, token.start, end):
            continue
        if lower_line or key in known or _NAMED.search(before):
            found.append((token.start, end, key))
    return found


def _chatting(text: str) -> list[tuple[int, int, str]]:
    lines = [m for m in _CHAT_LINE.finditer(text) if m["name"].lower() not in _NOBODY]
    names = [m for m in lines if m["name"].islower()]
    if len(lines) < _CHAT_LINES:
        return []
    return [(*match.span("name"), plain(match["name"])) for match in names]


def _begins_lower(text: str, start: int, end: int) -> bool:
    mark = _LINE_MARK.match(text, start, end)
    at = mark.end() if mark else start
    return at < end and text[at].islower()


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the word is a piece of an e-mail address, a link or a path."""
    return (
        text[start - 1 : start] in ("/", "\\", ".", "#")
        or (text[start - 1 : start] == "@" and text[start - 2 : start - 1].strip().isalnum())
        or bool(_PART_OF_ADDRESS.match(text, end))
        or bool(re.match(r"[\w.+-]{0,40}@\w", text[end : end + 42]))
    )
