"""A person's plan out of her pursuits and what it keeps to; nobody else's is ever given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from assistant import store as nouns
from assistant.errors import BadInput, TooLarge
from assistant.library import Library
from assistant.plan_talk import PlanTalk
from assistant.planning.preferences import Break, Preferences
from assistant.plans import Plans
from assistant.pursuits import Pursuits
from assistant.store.session import Store
from tests.people import Cast, Clock

TITLES = {
    "thinking-time": "Giving Students Time to Think",
    "number-talks": "Number Talks: Mental Mathematics Aloud",
}
WINTER = Break(date(2026, 12, 20), date(2027, 1, 3), "Winter break")


@pytest.fixture
def pursuits(stocked: Library, store: Store, clock: Clock) -> Pursuits:
    return Pursuits(store, known=lambda i: i in stocked.shelf().credentials, clock=clock)


@pytest.fixture
def plans(stocked: Library, store: Store, pursuits: Pursuits, clock: Clock) -> Plans:
    return Plans(store, pursuits, stocked.shelf, clock=clock)


@pytest.fixture
def talk(plans: Plans, pursuits: Pursuits) -> PlanTalk:
    return PlanTalk(plans, pursuits)


def test_a_plan_has_weeks_stacks_and_what_it_keeps_to(
    plans: Plans, pursuits: Pursuits, cast: Cast
) -> None:
    pursuits.start(cast.alice, "thinking-time")
    plans.change(cast.alice, hours_a_week=4, breaks=[WINTER])
    plan = plans.of(cast.alice)
    assert plan.this_week
    assert plan.this_week.text == (
        "Describe your class and its discussions, and 1 more prompt (Part 1)"
    )
    assert plan.preferences == Preferences(4, None, (WINTER,))
    (progress,) = plan.stacks
    assert (progress.stack.id, progress.left) == ("lead-teacher", 2)
    body = plan.as_json()
    assert body["weeks"][0]["week_of"] == "2026-11-02"
    assert body["weeks"][0]["asked"] == [
        "Describe your class and its discussions.",
        "Say what you counted.",
    ]
    assert body["fits"] is True


def test_what_is_left_out_stays_and_what_is_refused_changes_nothing(
    plans: Plans, cast: Cast
) -> None:
    plans.change(cast.alice, hours_a_week=2, target_date=date(2027, 6, 1), breaks=[WINTER])
    plans.change(cast.alice, hours_a_week=None)
    kept = Preferences(None, date(2027, 6, 1), (WINTER,))
    assert plans.preferences(cast.alice) == kept
    with pytest.raises(BadInput):
        plans.change(cast.alice, hours_a_week=5, target_date=date(2020, 1, 1))
    with pytest.raises(BadInput, match="NUL"):
        plans.change(cast.alice, breaks=[Break(WINTER.first_day, WINTER.last_day, "a\0b")])
    with pytest.raises(TooLarge):
        plans.add_break(cast.alice, Break(WINTER.first_day, WINTER.last_day, "a" * 2_000_000))
    assert plans.preferences(cast.alice) == kept


def test_a_target_that_has_passed_may_stand_while_hours_change(
    plans: Plans, cast: Cast, clock: Clock
) -> None:
    plans.change(cast.alice, target_date=date(2026, 11, 20))
    clock.pass_by(timedelta(days=60))
    plans.change(cast.alice, hours_a_week=3, target_date=date(2026, 11, 20))
    assert plans.preferences(cast.alice).hours_a_week == 3


def test_breaks_are_added_and_taken_out_one_by_one(plans: Plans, cast: Cast) -> None:
    fall = Break(date(2026, 11, 23), date(2026, 11, 27))
    plans.add_break(cast.alice, WINTER)
    plans.add_break(cast.alice, fall)
    assert plans.preferences(cast.alice).breaks == (fall, WINTER)
    plans.drop_break(cast.alice, fall.first_day, fall.last_day)
    plans.drop_break(cast.alice, fall.first_day, fall.last_day)
    assert plans.preferences(cast.alice).breaks == (WINTER,)
    with pytest.raises(BadInput, match="is over"):
        plans.add_break(cast.alice, Break(date(2026, 10, 5), date(2026, 10, 9)))


def test_today_is_the_day_where_she_is(plans: Plans, cast: Cast, clock: Clock) -> None:
    clock.now = datetime.fromisoformat("2026-11-09T03:00:00+00:00")
    assert plans.today(cast.alice) == date(2026, 11, 9)
    assert plans.today(replace(cast.alice, time_zone="America/Chicago")) == date(2026, 11, 8)


def test_what_was_earned_once_stays_earned_when_it_is_begun_again(
    plans: Plans, pursuits: Pursuits, cast: Cast
) -> None:
    first = pursuits.start(cast.alice, "thinking-time")
    pursuits.change(cast.alice, first.id, stage="earned")
    pursuits.start(cast.alice, "thinking-time")
    (progress,) = plans.of(cast.alice).stacks
    assert progress.earned == 1


def test_a_credential_that_left_the_catalogue_has_no_weeks_and_breaks_nothing(
    stocked: Library, store: Store, cast: Cast, clock: Clock
) -> None:
    free = Pursuits(store, clock=clock)
    free.start(cast.alice, "gone")
    plan = Plans(store, free, stocked.shelf, clock=clock).of(cast.alice)
    assert plan.layout.items == ()
    assert [pursuit.credential_id for pursuit in plan.pursuits] == ["gone"]


def test_the_calendar_holds_the_weeks_and_no_name(
    plans: Plans, pursuits: Pursuits, cast: Cast
) -> None:
    pursuits.start(cast.alice, "thinking-time")
    data = plans.calendar(cast.alice)
    found = Calendar.from_ical(data).walk("VEVENT")
    assert len(found) == len(plans.of(cast.alice).layout.items)
    assert data == plans.calendar(cast.alice)
    for trace in ("Alice", "alice@", cast.alice.id):
        assert trace.encode() not in data


def test_charlie_and_the_coach_find_nothing_of_alices_plan(
    plans: Plans, pursuits: Pursuits, cast: Cast
) -> None:
    pursuits.start(cast.alice, "thinking-time")
    plans.change(cast.alice, hours_a_week=2, breaks=[WINTER])
    for other in (cast.charlie, cast.bob, cast.dana):
        plan = plans.of(other)
        assert (plan.pursuits, plan.layout.items, plan.stacks) == ((), (), ())
        assert plans.preferences(other) == Preferences()
        assert Calendar.from_ical(plans.calendar(other)).walk("VEVENT") == []
        plans.drop_break(other, WINTER.first_day, WINTER.last_day)
    assert plans.preferences(cast.alice).breaks == (WINTER,)


def test_two_accounts_of_one_human_keep_one_plan(plans: Plans, store: Store, cast: Cast) -> None:
    plans.change(cast.alice, hours_a_week=2)
    plans.change(cast.charlie, hours_a_week=7)
    with store.session() as session:
        nouns.person_data.move(session, cast.charlie.id, cast.alice.id)
    assert plans.preferences(cast.alice).hours_a_week == 2
    plans.change(cast.bob, hours_a_week=5)
    with store.session() as session:
        nouns.person_data.move(session, cast.bob.id, cast.dana.id)
    assert plans.preferences(cast.dana).hours_a_week == 5


# Talk


def test_this_week_is_told_with_the_prompt_word_for_word(
    talk: PlanTalk, pursuits: Pursuits, cast: Cast
) -> None:
    pursuits.start(cast.alice, "thinking-time")
    text = talk.answer(cast.alice, "what should I do this week?", TITLES)
    assert text.startswith(
        "This week: **Describe your class and its discussions, and 1 more prompt (Part 1)**."
    )
    assert "“Describe your class and its discussions.”" in text
    after = "After that, in the week of November 9: Collect a transcript of two lessons (Part 2)"
    assert after in text


def test_hours_a_break_and_a_deadline_are_changed_by_saying_so(
    talk: PlanTalk, plans: Plans, pursuits: Pursuits, cast: Cast
) -> None:
    pursuits.start(cast.alice, "thinking-time")
    assert "2 hours a week" in talk.answer(cast.alice, "I only have 2 hours a week", TITLES)
    said = talk.answer(cast.alice, "no school from Dec 20 to Jan 3", TITLES)
    assert said.startswith("No school from December 20 to January 3, 2027")
    said = talk.answer(cast.alice, "move my deadline to June 1", TITLES)
    assert said.startswith("Your deadline is June 1, 2027 now.")
    kept = plans.preferences(cast.alice)
    assert kept == Preferences(2, date(2027, 6, 1), (Break(WINTER.first_day, WINTER.last_day),))
    talk.answer(cast.alice, "push my deadline back two weeks", TITLES)
    assert plans.preferences(cast.alice).target_date == date(2027, 6, 15)
    talk.answer(cast.alice, "forget my breaks", TITLES)
    talk.answer(cast.alice, "no deadline", TITLES)
    assert plans.preferences(cast.alice) == Preferences(2)


def test_the_deadline_is_the_only_one_there_is_or_the_one_that_is_named(
    talk: PlanTalk, plans: Plans, pursuits: Pursuits, cast: Cast
) -> None:
    pursuits.start(cast.alice, "thinking-time", date(2027, 1, 15))
    said = talk.answer(cast.alice, "move my deadline to June 1", TITLES)
    assert "hand in *Giving Students Time to Think* to June 1, 2027" in said
    assert plans.preferences(cast.alice).target_date is None
    pursuits.start(cast.alice, "number-talks", date(2027, 2, 1))
    said = talk.answer(cast.alice, "move my deadline for number talks to May 3", TITLES)
    dates = {p.credential_id: p.target_date for p in pursuits.of(cast.alice)}
    assert dates == {"thinking-time": date(2027, 6, 1), "number-talks": date(2027, 5, 3)}
    said = talk.answer(cast.alice, "move my deadline to July 1", TITLES)
    assert said.startswith("Your deadline is July 1, 2027 now. The day that you set yourself")
    with pytest.raises(BadInput, match="do not see that credential"):
        talk.answer(cast.alice, "move my deadline for Lunar Baking to May 3", TITLES)


def test_what_cannot_be_is_refused_in_one_sentence(
    talk: PlanTalk, plans: Plans, cast: Cast
) -> None:
    for message, why in (
        ("push my deadline back two weeks", "no deadline yet"),
        ("I have 90 hours a week", "from 0.5 to 40 hours"),
        ("move my deadline to 2020-01-01", "is over"),
        ("no school from 2027-01-03 to 2026-12-20", "ends on its first day or later"),
    ):
        with pytest.raises(BadInput, match=why):
            talk.answer(cast.alice, message, TITLES)
    assert plans.preferences(cast.alice) == Preferences()


def test_what_does_not_fit_is_said_with_what_would(
    talk: PlanTalk, pursuits: Pursuits, cast: Cast
) -> None:
    pursuits.start(cast.alice, "thinking-time")
    said = talk.answer(cast.alice, "my deadline is December 11", TITLES)
    assert "cannot be handed in by November 13" in said
    assert "it would fit" in said


def test_without_a_pursuit_it_asks_for_a_goal(talk: PlanTalk, cast: Cast) -> None:
    said = talk.answer(cast.alice, "what should I do this week?", TITLES)
    assert said.endswith("What would you like to get better at?")
