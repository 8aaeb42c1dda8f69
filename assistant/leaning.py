"""How far a profile moves a credential: a preference, never an exclusion."""

from __future__ import annotations

from assistant.audience import is_for
from assistant.people import Profile
from retrieval.catalogue import Credential

# In standard deviations of the search score.
_GRADE_FITS, _GRADE_OFF = 0.2, -0.6
_SUBJECT_FITS, _SUBJECT_OFF = 0.25, -0.4
_ROLE_FITS, _ROLE_OFF = 0.25, -0.7
_COUNTS_HERE = 0.25


def leaning(credential: Credential, profile: Profile) -> float:
    """Standard deviations up or down; what neither says moves nothing."""
    moved = 0.0
    if profile.grade and credential.grades:
        moved += _GRADE_FITS if profile.grade in credential.grades else _GRADE_OFF
    if profile.subject and credential.subjects:
        wanted = profile.subject.casefold()
        fits = any(wanted in s.casefold() or s.casefold() in wanted for s in credential.subjects)
        moved += _SUBJECT_FITS if fits else _SUBJECT_OFF
    if profile.role and (written_for_her := is_for(credential, profile.role)) is not None:
        moved += _ROLE_FITS if written_for_her else _ROLE_OFF
    if profile.state and any(worth.state == profile.state for worth in credential.counts_for):
        moved += _COUNTS_HERE
    return moved
