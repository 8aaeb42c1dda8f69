"""A goal -> its limits: every kind is asked once."""

from __future__ import annotations

from assistant.limits import ai_rules, hours, money, others, places, seasons, signatures, windows
from assistant.limits.limits import Limits
from assistant.limits.recordings import without_recordings
from assistant.limits.students import keeps_student_work, without_student_work, without_students
from assistant.limits.wording import even

_WORDS = {
    "needs_students": "needs students now",
    "needs_student_work": "needs student work",
    "needs_video": "needs video",
    "needs_audio": "needs audio",
    "needs_colleagues": "needs colleagues",
    "needs_families": "needs families to take part",
    "start_of_year": "is made for the start of the school year",
    "administrators_only": "is for administrators only",
    "prior_approval": "needs approval before you begin",
    "supervisor_sign_off": "needs a supervisor's signature",
}


def limits_in(goal: str) -> Limits:
    """The limits said in a goal, in English or Spanish; what is not said limits nothing."""
    text = even(goal)
    in_a_break = seasons.must_fit_a_break(text)
    video, audio = without_recordings(text)
    said = {
        # A school break is a time without students, whoever comes back after it.
        "needs_students": in_a_break or without_students(text),
        "needs_student_work": without_student_work(text),
        "needs_video": video,
        "needs_audio": audio,
        "needs_colleagues": others.without_colleagues(text),
        "needs_families": others.without_families(text),
        "start_of_year": seasons.year_has_begun(text),
        "administrators_only": signatures.not_for_administrators(text),
        "prior_approval": signatures.without_approval(text),
        "supervisor_sign_off": signatures.without_sign_off(text),
    }
    place = places.place_in(goal)
    return Limits(
        ruled_out=tuple((flag, _WORDS[flag]) for flag, holds in said.items() if holds),
        must_fit_break=in_a_break,
        keeps_work=keeps_student_work(text),
        max_hours=hours.most_hours(text),
        max_cost_usd=money.most_dollars(text),
        max_window_days=windows.most_days_in_a_row(text),
        counts_in=place.counts_in,
        counts_for=place.counts_for,
        state_said=place.said,
        ai_uses=ai_rules.accepted_ai_uses(text),
    )
