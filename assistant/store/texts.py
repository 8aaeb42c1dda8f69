"""What text must be to be kept: a string that every database and every reader can hold."""

from __future__ import annotations

from assistant.errors import BadInput, TooLarge

MOST_CHARACTERS = 1_000_000  # a draft part or a message: some 150,000 words
SHORT_CHARACTERS = 200  # a name, a title or an id


def kept_text(text: str, what: str, limit: int = MOST_CHARACTERS) -> str:
    """The text itself, unchanged; TooLarge or BadInput where it cannot be kept as it is.

    Cleaning it silently would move every offset of a quote, so it is refused instead.
    """
    if len(text) > limit:
        raise TooLarge(f"{what} has {len(text):,} characters; at most {limit:,} can be kept.")
    for position, character in enumerate(text) if not _is_plain(text) else ():
        if character == "\0" or "\ud800" <= character <= "\udfff":
            name = "a NUL character" if character == "\0" else "half of a split character"
            raise BadInput(
                f"{what} holds {name} at position {position + 1}, which cannot be kept; "
                "remove it and try again."
            )
    return text


def short_text(text: str, what: str, limit: int = SHORT_CHARACTERS) -> str:
    """A name or an id: kept text in one line with something in it, spaces around it dropped."""
    short = " ".join(kept_text(text, what, limit).split())
    if not short:
        raise BadInput(f"{what} is empty.")
    return short


def _is_plain(text: str) -> bool:
    try:
        text.encode()  # fast: fails exactly where a lone surrogate stands
    except UnicodeEncodeError:
        return False
    return "\0" not in text
