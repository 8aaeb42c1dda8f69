"""Earned badges: a badge that a person hands in marks its credential as earned in her plan."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from assistant import store
from assistant.errors import BadInput, NotFound
from assistant.people import Person
from assistant.store.records import Clock, EarnedBadge, Proven, Pursuit, utc_now
from retrieval.errors import UnreadableFormat
from retrieval.formats.baked import badge_text
from retrieval.formats.earned import EarnedBadge as Badge
from retrieval.formats.earned import read_earned
from retrieval.formats.issuer_files import IssuerFiles
from retrieval.formats.open_badges import achievement_id

if TYPE_CHECKING:
    from assistant.store.session import Session
    from retrieval.catalogue import Credential

MatchedBy = Literal["id", "title", "choice"]

MOST_NEAR = 6  # credentials to choose among
NEAR_FROM = 0.6  # of difflib's ratio of titles
AHEAD = timedelta(days=1)  # an issuer's clock may be in another zone than it says
NOTHING_MARKED = "Nothing was marked as earned."


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a badge; without `kept`, `near` are the credentials to choose among."""

    badge: Badge
    kept: EarnedBadge | None
    pursuit: Pursuit | None
    near: tuple[Credential, ...]
    message: str


class EarnedBadges:
    """A person's own; her coach sees that the credential is earned, not how it was proven."""

    def __init__(
        self,
        kept: store.Store,
        credentials: Callable[[], Mapping[str, Credential]],
        issuer_files: Callable[[], IssuerFiles] = IssuerFiles,
        *,
        clock: Clock = utc_now,
    ) -> None:
        """`issuer_files` gives the keys and the lists of withdrawn badges that are on file."""
        self._store = kept
        self._credentials = credentials
        self._issuer_files = issuer_files
        self._clock = clock

    def add(
        self, person: Person, name: str, data: bytes, credential_id: str | None = None
    ) -> Added:
        """Moves the person's pursuit of the badge's credential to `earned`, and keeps why.

        Where the badge names no credential of the catalogue, `credential_id` is her own choice;
        without one nothing changes. Raises UnreadableFormat for what is no badge, BadInput for one
        that is forged, withdrawn, out of date or for another credential, and NotFound.
        """
        badge, fingerprint = self._read(name, data)
        if said := _refusal(badge, self._clock()):
            raise BadInput(f"{said} {NOTHING_MARKED}")
        shelf = self._credentials()
        if credential_id is not None and credential_id not in shelf:
            raise NotFound(f"There is no credential {credential_id[:100]!r}.")
        credential, matched_by = _matched(badge, shelf, credential_id)
        if credential is None:
            return Added(badge, None, None, self._near(person, badge, shelf), _question(badge))
        now = self._clock()
        record = EarnedBadge(
            id=str(uuid4()),
            person_id=person.id,
            pursuit_id="",
            credential_id=credential.id,
            proven=_proven(badge, matched_by),
            how=_how(badge, credential, matched_by),
            achievement=badge.achievement,
            issuer=badge.issuer or badge.issuer_id,
            issued_at=badge.issued_at,
            expires_at=badge.expires_at,
            fingerprint=fingerprint,
            created_at=now,
        )
        with self._store.session() as session:
            store.people.hold(session, person.id)  # two clicks at once make one pursuit
            pursuit = self._earned(session, person, credential.id, now)
            kept = _keep(session, replace(record, pursuit_id=pursuit.id))
        return Added(badge, kept, pursuit, (), _message(credential, kept, badge))

    def of(self, person: Person) -> tuple[EarnedBadge, ...]:
        """What the person has shown to have earned, the latest first."""
        with self._store.reading() as session:
            return store.earned_badges.of_person(session, person.id)

    def _read(self, name: str, data: bytes) -> tuple[Badge, str]:
        files = self._issuer_files()
        try:
            # The same badge is the same in every picture it was baked into.
            text = "".join(badge_text(data).split())
            badge = read_earned(data, files.keys, files.lists)
        except UnreadableFormat as error:
            raise UnreadableFormat(f"{name}: {error}" if name else str(error)) from error
        return badge, hashlib.sha256(text.encode()).hexdigest()

    def _earned(
        self, session: Session, person: Person, credential_id: str, now: datetime
    ) -> Pursuit:
        """The person's pursuit of it, earned from now on: the open one, else a new one."""
        all_hers = store.pursuits.of_people(session, [person.id]).get(person.id, ())
        hers = [one for one in all_hers if one.credential_id == credential_id]
        for pursuit in hers:
            if pursuit.stage != "earned":
                store.pursuits.set_stage(session, pursuit.id, "earned", now)
                return replace(pursuit, stage="earned", since=now)
        if hers:
            return hers[-1]
        return store.pursuits.add(session, person.id, credential_id, "earned", None, now)

    def _near(
        self, person: Person, badge: Badge, shelf: Mapping[str, Credential]
    ) -> tuple[Credential, ...]:
        """Credentials of a like title, then those that she is after."""
        import difflib

        titles: dict[str, list[str]] = {}
        for one in shelf.values():
            titles.setdefault(_plain(one.title), []).append(one.id)
        wanted = _plain(badge.achievement)
        close = difflib.get_close_matches(wanted, titles, n=MOST_NEAR, cutoff=NEAR_FROM)
        with self._store.reading() as session:
            after = store.pursuits.of_people(session, [person.id]).get(person.id, ())
        ids = [one for title in close for one in titles[title]]
        ids += [pursuit.credential_id for pursuit in after if pursuit.stage != "earned"]
        found = [shelf[one] for one in dict.fromkeys(ids) if one in shelf]
        return tuple(found[:MOST_NEAR])


def _keep(session: Session, record: EarnedBadge) -> EarnedBadge:
    """The record; the same badge for the same credential stays one, with what is known of it now.

    A key may have come on file since, or a choice have been made another way.
    """
    for one in store.earned_badges.of_person(session, record.person_id):
        if (one.fingerprint, one.credential_id) == (record.fingerprint, record.credential_id):
            if (one.how, one.pursuit_id) == (record.how, record.pursuit_id):
                return one
            store.earned_badges.remove(session, one.id)
    return store.earned_badges.add(session, record)


def _refusal(badge: Badge, now: datetime) -> str:
    """Why a badge counts for nothing, in one sentence; empty where it may count."""
    if badge.proof.state == "failed":
        return badge.proof.why
    if badge.standing.state == "withdrawn":
        return badge.standing.why
    if badge.expires_at is not None and badge.expires_at <= now:
        return f"The badge was good until {_day(badge.expires_at)} and has run out."
    if badge.issued_at is not None and badge.issued_at > now + AHEAD:
        return f"The badge is good only from {_day(badge.issued_at)} on."
    return ""


def _matched(
    badge: Badge, shelf: Mapping[str, Credential], chosen: str | None
) -> tuple[Credential | None, MatchedBy]:
    """The credential that a badge is for: by its id, else by title and issuer, else by choice."""
    by_id = next((one for one in shelf.values() if _same_id(badge.achievement_id, one)), None)
    named = (_plain(badge.achievement), _plain(badge.issuer))
    alike = [one for one in shelf.values() if (_plain(one.title), _plain(one.issuer)) == named]
    found = by_id or (alike[0] if len(alike) == 1 else None)
    if found is not None and chosen is not None and chosen != found.id:
        raise BadInput(f"This badge is for “{found.title}”, not for “{shelf[chosen].title}”.")
    if by_id is not None:
        return by_id, "id"
    if found is not None:
        return found, "title"
    return (shelf[chosen] if chosen is not None else None), "choice"


def _same_id(badge_id: str, credential: Credential) -> bool:
    if not badge_id:
        return False
    known = (credential.id, achievement_id(credential))
    url = credential.source.url
    return badge_id in known or bool(url) and badge_id.rstrip("/") == str(url).rstrip("/")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _proven(badge: Badge, matched_by: MatchedBy) -> Proven:
    """Verified only by a key on file: who is her own key may call herself anything."""
    known = badge.proof.state == "verified" and not badge.proof.own_id
    return "verified" if known and matched_by != "choice" else "self-reported"


def _how(badge: Badge, credential: Credential, matched_by: MatchedBy) -> str:
    """How it was proven, in words."""
    matched = {
        "id": "The badge names this credential by its address.",
        "title": "The badge has this credential's title and issuer.",
        "choice": f"The badge is called “{badge.achievement or badge.achievement_id}”; that it is"
        " for this credential is your own word.",
    }[matched_by]
    start = "Verified." if _proven(badge, matched_by) == "verified" else "Self-reported."
    said = [start, badge.proof.why, badge.standing.why, matched]
    issuer = badge.issuer or badge.issuer_id
    if issuer and _plain(issuer) != _plain(credential.issuer):
        said.append(f"It was issued by {issuer}; the catalogue names {credential.issuer}.")
    return " ".join(said)


def _message(credential: Credential, kept: EarnedBadge, badge: Badge) -> str:
    said = f"“{credential.title}” stands as earned in your plan now. {kept.how}"
    if badge.recipient:
        said += f" It is made out to {badge.recipient}; whether that is you is not checked."
    return said


def _question(badge: Badge) -> str:
    name = f"“{badge.achievement}”" if badge.achievement else badge.achievement_id
    what = f"The badge is for {name}" if name else "The badge does not say what it is for"
    issuer = badge.issuer or badge.issuer_id
    by = f", issued by {issuer}" if issuer else ""
    return (
        f"{what}{by}, and no credential of the catalogue is called that. {NOTHING_MARKED} Say which"
        " credential it is for, if it is one of these."
    )


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
