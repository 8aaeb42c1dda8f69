"""Earned badges: matched, proven or self-reported in words, and nobody else's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assistant.cohorts import Cohorts
from assistant.earned import NOTHING_MARKED, EarnedBadges
from assistant.errors import BadInput, NotFound
from assistant.library import Library
from assistant.pursuits import Pursuits
from assistant.store.session import Store
from retrieval.catalogue import Credential, Source
from retrieval.errors import UnreadableFormat
from retrieval.formats.issuer_files import IssuerFiles
from retrieval.formats.issuer_keys import read_issuer_keys
from retrieval.formats.status_lists import read_status_list
from tests.badges import ACHIEVEMENT, ISSUER, Signer, as_json, badge, bit_list, in_png
from tests.people import Cast, Clock

STATUS = "https://badges.example/status/1"
Build = Callable[..., EarnedBadges]


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


@pytest.fixture
def shelf(stocked: Library) -> dict[str, Credential]:
    return dict(stocked.shelf().credentials)


@pytest.fixture
def build(store: Store, shelf: dict[str, Credential], clock: Clock, signer: Signer) -> Build:
    """The service, with these lists and the signer's key on file."""

    def built(*lists: bytes, keys: bool = True) -> EarnedBadges:
        files = IssuerFiles(
            read_issuer_keys(signer.key_file()) if keys else (),
            tuple(read_status_list(one) for one in lists),
        )
        return EarnedBadges(store, lambda: shelf, lambda: files, clock=clock)

    return built


@pytest.fixture
def earned(build: Build) -> EarnedBadges:
    return build()


@pytest.fixture
def pursuits(store: Store, clock: Clock) -> Pursuits:
    return Pursuits(store, clock=clock)


def named(achievement: str, issuer: str = "Example Cooperative", **of: Any) -> dict[str, Any]:
    body = badge()
    body["issuer"]["name"] = issuer
    body["credentialSubject"]["achievement"] = {"name": achievement, "type": "Achievement", **of}
    return body


def test_a_verified_badge_marks_the_pursuit_and_keeps_how_it_was_proven(
    earned: EarnedBadges, pursuits: Pursuits, cast: Cast, clock: Clock, signer: Signer
) -> None:
    begun = pursuits.start(cast.alice, "thinking-time", stage="submitted")
    clock.pass_by(timedelta(days=3))
    added = earned.add(cast.alice, "badge.png", in_png(signer.as_jwt(badge())))
    (pursuit,) = pursuits.of(cast.alice)
    assert (pursuit.id, pursuit.stage, pursuit.since) == (begun.id, "earned", clock())
    assert added.pursuit == pursuit
    (kept,) = earned.of(cast.alice)
    assert kept == added.kept
    assert (kept.proven, kept.credential_id, kept.pursuit_id) == (
        "verified",
        "thinking-time",
        pursuit.id,
    )
    assert kept.how.startswith("Verified. The signature fits the key of the issuer")
    assert "did:example:alice; whether that is you is not checked" in added.message
    assert "did:example:alice" not in str(kept)


def test_a_badge_that_cannot_be_checked_is_self_reported_and_starts_a_pursuit(
    earned: EarnedBadges, pursuits: Pursuits, cast: Cast
) -> None:
    added = earned.add(cast.alice, "badge.json", as_json(badge()))
    (pursuit,) = pursuits.of(cast.alice)
    assert (pursuit.credential_id, pursuit.stage, pursuit.attempt) == ("thinking-time", "earned", 1)
    assert added.kept is not None
    assert added.kept.proven == "self-reported"
    assert added.kept.how.startswith("Self-reported. The badge carries no signature.")


def test_an_issuer_that_is_its_own_key_stays_self_reported(
    earned: EarnedBadges, cast: Cast, signer: Signer
) -> None:
    added = earned.add(cast.alice, "b.jwt", signer.as_jwt(badge(signer.did)))
    assert added.badge.proof.state == "verified"
    assert added.kept is not None
    assert added.kept.proven == "self-reported"
    assert "who stands behind that id is not known" in added.kept.how


def test_the_same_badge_twice_is_one_and_a_key_that_came_since_is_used(
    build: Build, pursuits: Pursuits, cast: Cast, signer: Signer
) -> None:
    token = signer.as_jwt(badge())
    before = build(keys=False)
    assert before.add(cast.alice, "a.jwt", token).kept == before.add(cast.alice, "b", token).kept
    assert [one.proven for one in before.of(cast.alice)] == ["self-reported"]
    build().add(cast.alice, "a.png", in_png(token))
    assert [one.proven for one in before.of(cast.alice)] == ["verified"]
    assert len(pursuits.of(cast.alice)) == 1


# Matching


def test_a_badge_is_matched_by_its_address_whatever_it_is_called(
    earned: EarnedBadges, shelf: dict[str, Credential], cast: Cast
) -> None:
    shelf["number-talks"] = replace(shelf["number-talks"], source=Source(url=ACHIEVEMENT + "/"))
    for number, one in enumerate(
        (
            named("Anything", id=ACHIEVEMENT),
            named("Anything", id="number-talks"),
        )
    ):
        added = earned.add(cast.alice, f"{number}.json", as_json(one))
        assert added.kept is not None
        assert added.kept.credential_id == "number-talks"
        assert "names this credential by its address" in added.kept.how


def test_a_badge_is_matched_by_title_and_issuer_in_any_case(
    earned: EarnedBadges, cast: Cast
) -> None:
    body = named("number  TALKS: mental mathematics aloud", "example cooperative")
    added = earned.add(cast.alice, "b.json", as_json(body))
    assert added.kept is not None
    assert added.kept.credential_id == "number-talks"
    assert "title and issuer" in added.kept.how


def test_the_title_alone_matches_nothing_and_asks(
    earned: EarnedBadges, pursuits: Pursuits, cast: Cast, shelf: dict[str, Credential]
) -> None:
    shelf["copy"] = replace(shelf["thinking-time"], id="copy", issuer="Other Institute")
    pursuits.start(cast.alice, "family-letters")
    body = named("Giving Students Time to Think", "Somebody Else")
    added = earned.add(cast.alice, "b.json", as_json(body))
    assert (added.kept, added.pursuit) == (None, None)
    assert [one.id for one in added.near] == ["thinking-time", "copy", "family-letters"]
    assert "issued by Somebody Else, and no credential of the catalogue" in added.message
    assert NOTHING_MARKED in added.message
    assert [one.stage for one in pursuits.of(cast.alice)] == ["chosen"]
    assert earned.of(cast.alice) == ()


def test_two_credentials_of_one_title_and_issuer_are_asked_about(
    earned: EarnedBadges, cast: Cast, shelf: dict[str, Credential]
) -> None:
    shelf["copy"] = replace(shelf["thinking-time"], id="copy")
    added = earned.add(cast.alice, "b.json", as_json(badge()))
    assert added.kept is None
    assert {"thinking-time", "copy"} <= {one.id for one in added.near}


def test_her_own_choice_is_taken_and_stands_as_her_word(
    earned: EarnedBadges, cast: Cast, signer: Signer
) -> None:
    body = named("Pauses", "Elsewhere")
    added = earned.add(cast.alice, "b.jwt", signer.as_jwt(body), "thinking-time")
    assert added.kept is not None
    assert (added.kept.credential_id, added.kept.proven) == ("thinking-time", "self-reported")
    assert "is your own word" in added.kept.how
    assert "It was issued by Elsewhere; the catalogue names Example Cooperative." in added.kept.how


def test_a_badge_for_one_credential_cannot_be_chosen_for_another(
    earned: EarnedBadges, pursuits: Pursuits, cast: Cast
) -> None:
    with pytest.raises(BadInput, match="not for “Coaching with Video”"):
        earned.add(cast.alice, "b.json", as_json(badge()), "video-coaching")
    with pytest.raises(NotFound, match="'gone'"):
        earned.add(cast.alice, "b.json", as_json(named("Pauses")), "gone")
    assert pursuits.of(cast.alice) == ()


# What counts for nothing


def test_what_is_forged_withdrawn_or_out_of_date_marks_nothing_and_says_why(
    build: Build, pursuits: Pursuits, cast: Cast
) -> None:
    entry = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "5",
        "statusListCredential": STATUS,
    }
    earned = build(bit_list(STATUS, 5))
    for data, says in (
        (Signer().as_jwt(badge()), "signature does not fit"),
        (as_json(badge(credentialStatus=entry)), "has it as withdrawn"),
        (as_json(badge(validUntil="2026-11-02T21:30:00Z")), "good until 2026-11-02"),
        (as_json(badge(validFrom="2026-11-20T00:00:00Z")), "only from 2026-11-20"),
        (as_json(badge(revoked=True)), "says that it was withdrawn"),
    ):
        with pytest.raises(BadInput) as caught:
            earned.add(cast.alice, "b", data, "thinking-time")
        assert says in str(caught.value)
        assert str(caught.value).endswith(NOTHING_MARKED)
    assert pursuits.of(cast.alice) == ()
    assert earned.of(cast.alice) == ()
    good = {**badge(validUntil="2027-01-01"), "credentialStatus": {**entry, "statusListIndex": "6"}}
    kept = earned.add(cast.alice, "b", as_json(good)).kept
    assert kept is not None
    assert "not among the withdrawn ones" in kept.how


def test_what_is_no_badge_is_named_by_its_file(earned: EarnedBadges, cast: Cast) -> None:
    with pytest.raises(UnreadableFormat, match=r"^lesson\.txt: The file is no Open Badge"):
        earned.add(cast.alice, "lesson.txt", b"hello")


# Who sees it


def test_charlie_sees_nothing_and_bob_only_the_stage(
    earned: EarnedBadges, store: Store, cast: Cast, signer: Signer, clock: Clock
) -> None:
    cohorts = Cohorts(store, clock=clock)
    cohort = cohorts.create(cast.bob, "Fourth grade")
    cohorts.join(cast.alice, cohort.id, cohort.code)
    earned.add(cast.alice, "b.jwt", signer.as_jwt(badge(ISSUER)))
    assert earned.of(cast.charlie) == earned.of(cast.bob) == earned.of(cast.dana) == ()
    view = str(cohorts.view(cast.bob, cohort.id))
    assert "'earned'" in view
    for word in ("signature", "Verified", ISSUER, "did:example"):
        assert word not in view


def test_charlies_copy_of_a_badge_touches_only_charlie(
    earned: EarnedBadges, pursuits: Pursuits, cast: Cast
) -> None:
    mine = earned.add(cast.alice, "b.json", as_json(badge())).kept
    earned.add(cast.charlie, "b.json", as_json(badge()))
    assert earned.of(cast.alice) == (mine,)
    assert [one.person_id for one in pursuits.of(cast.alice)] == [cast.alice.id]
