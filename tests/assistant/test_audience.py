"""What a goal says in passing of role, grade and subject."""

from __future__ import annotations

import pytest

from assistant.audience import heard_in, is_for
from assistant.people import Profile
from retrieval.catalogue import Credential


@pytest.mark.parametrize(
    ("goal", "role", "grade", "subject"),
    [
        ("I'm a para in second grade and he won't start", "paraprofessional", "2", None),
        ("as a new instructional coach I talk too much", "instructional coach", None, None),
        ("i am the assistant principal, my feedback is ignored", "principal", None, None),
        ("I coach teachers and they dread my visits", "instructional coach", None, None),
        ("my 7th graders copy the steps in math class", None, "7", "mathematics"),
        ("kindergarden centers are chaos", None, "K", None),
        ("soy consejera y los padres no vienen", "school counselor", None, None),
        ("mis niños de tercer grado no leen", None, "3", None),
        ("first I ask, second they sit there", None, None, None),
        ("from 3rd grade to 5th grade they forget", None, None, None),
        ("my principal says my room is loud", None, None, None),
        ("the coach of the football team took my planning", None, None, None),
        ("senior high is on the other campus", None, None, None),
    ],
)
def test_what_is_said_in_passing_is_heard(
    goal: str, role: str | None, grade: str | None, subject: str | None
) -> None:
    assert heard_in(goal, Profile()) == Profile(grade=grade, subject=subject, role=role)


def test_what_the_profile_says_stays() -> None:
    known = Profile(grade="9", subject="science", role="mentor", state="KY")
    assert heard_in("I'm a para with my 2nd grade math class", known) == known


def credential(*roles: str) -> Credential:
    return Credential(id="c", title="C", issuer="I", competency="Does it.", roles=roles)


@pytest.mark.parametrize(
    ("roles", "role", "fits"),
    [
        ((), "mentor", None),
        (("Instructional Coach",), "instructional coach", True),
        (("literacy coach",), "instructional coach", True),
        (("school administrator",), "principal", True),
        (("paraeducator",), "paraprofessional", True),
        (("special education teacher",), "special educator", True),
        (("classroom teacher",), "principal", False),
        (("secondary teacher",), "classroom teacher", True),
        (("mentor",), "classroom teacher", False),
    ],
)
def test_roles_are_compared_by_what_they_are_called(
    roles: tuple[str, ...], role: str, fits: bool | None
) -> None:
    assert is_for(credential(*roles), role) is fits
