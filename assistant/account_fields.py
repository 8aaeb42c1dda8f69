"""What an account is made of, as it is kept: address, name, roles, profile, zone; or a fault."""

from __future__ import annotations

import re
import unicodedata
from zoneinfo import ZoneInfo

from assistant.errors import BadInput
from assistant.people import ROLES, Profile
from assistant.store.texts import short_text

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
LONGEST_EMAIL = 254  # RFC 5321


def email_address(email: str) -> str:
    """The address as it is kept: lower case, composed; BadInput where it is none."""
    address = unicodedata.normalize("NFC", email).strip().lower()
    if not is_email(address):
        raise BadInput("That is not an e-mail address; expected something like name@school.org.")
    return address


def as_typed(email: str) -> str:
    """What tries are counted by: the address as it was typed, known or not."""
    return unicodedata.normalize("NFC", email).strip().lower()[: LONGEST_EMAIL + 1]


def is_email(address: str) -> bool:
    """Whether that is an e-mail address as it is kept."""
    return (
        len(address) <= LONGEST_EMAIL
        and address.isprintable()  # no control characters, no half of a split character
        and EMAIL.fullmatch(address) is not None
    )


def role_set(role: str) -> frozenset[str]:
    """The role as the whole of a person's roles; BadInput where there is no such role."""
    if role not in ROLES:
        raise BadInput(f"There is no role {role!r}; expected one of {', '.join(ROLES)}.")
    return frozenset({role})


def name_or(name: str | None, otherwise: str) -> str:
    """The name, or what stands before the @ of the other text; BadInput for one too long."""
    return short_text(name if name and name.strip() else otherwise.split("@")[0], "The name")


def tidy_profile(profile: Profile) -> Profile:
    """The profile with nothing said where only spaces were; BadInput for a text too long."""

    def tidy(text: str | None, what: str) -> str | None:
        return short_text(text, what) if text and text.strip() else None

    return Profile(
        grade=tidy(profile.grade, "The grade"),
        subject=tidy(profile.subject, "The subject"),
        role=tidy(profile.role, "The role"),
        state=tidy(profile.state, "The state"),
    )


def known_zone(name: str) -> str:
    """The zone's name; BadInput where there is no such time zone."""
    try:
        return str(ZoneInfo(name))
    except (KeyError, ValueError, OSError) as error:  # unknown, odd, or a path that is no zone
        raise BadInput(
            f"There is no time zone {name!r}; expected one like America/Chicago."
        ) from error
