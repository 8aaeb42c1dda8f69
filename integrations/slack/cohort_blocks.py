"""What Slack shows of a cohort: its terms, its digests, its coach's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.digests import ChannelDigest, CoachDigest
from integrations.slack.blocks import (
    Block,
    actions,
    asked,
    button,
    context,
    header,
    section,
    sections,
)
from integrations.slack.mrkdwn import SECTION_CHARACTERS, cut, escape

if TYPE_CHECKING:
    from assistant.cohort_channels import Terms
    from assistant.cohorts import Member, Progress

MOST_STUCK = 15  # with a button each; more are counted
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NOT_SEEN = (
    "*Not seen:* what you write to me, your drafts, your self-checks, and how near you are. A "
    "draft or a self-check is shown only when you share that one, and you can take it back."
)
ALSO = (
    "*Also:* which rubric rows are missing most, without names and only where five people or more "
    "are behind it; and every look at you is listed in your settings. When nothing has moved for "
    "two weeks I may remind you, privately and at most once a week; you can stop that."
)


def invitation(cohort: str, coach: str) -> list[Block]:
    """What a linked channel is told; nobody joins by being in it."""
    return [
        section(
            f"*{escape(coach)}* has linked the cohort *{escape(cohort)}* to this channel. Being "
            "here makes nobody a member: look at what your coach would see, then decide."
        ),
        actions(button("What would my coach see?", "cohort_terms", "here", style="primary")),
    ]


def terms(found: Terms, titles: Mapping[str, str]) -> list[Block]:
    """Exactly what the coach will see of her, from what there is now."""
    coach, cohort = escape(found.coach_name), escape(found.cohort.name)
    lines = [f"*What {coach} sees of you in {cohort}*", f"• Your name: {escape(found.name)}"]
    lines += [f"• {_step(pursuit, titles)}" for pursuit in found.pursuits]
    if not found.pursuits:
        lines.append("• Nothing else yet, because you have not chosen a credential.")
    lines.append(
        "• Later the same of each credential that you choose: which one, its stage and since when, "
        "the attempt, and whether you asked for help."
    )
    blocks = [section(piece) for piece in cut("\n".join(lines), SECTION_CHARACTERS)]
    blocks += [section(NOT_SEEN), section(ALSO)]
    if found.is_coach:
        blocks.append(
            context("You lead this cohort; your teachers are shown their own names here.")
        )
    elif found.is_member:
        blocks.append(actions(leave_button(found.cohort.id, found.cohort.name)))
    else:
        blocks.append(
            actions(
                button(f"Join {found.cohort.name}", "cohort_join", found.cohort.id, style="primary")
            )
        )
    return blocks


def leave_button(cohort_id: str, name: str) -> Block:
    """Leaving takes back what was shared there, so it is asked once."""
    question = "Your coach sees nothing of you any more, and what you shared is taken back."
    confirm = asked(f"Leave {name}?", question, "Leave")
    return button(f"Leave {name}", "cohort_leave", cohort_id, confirm=confirm)


def channel_digest(digest: ChannelDigest) -> list[Block]:
    """The week in the channel."""
    blocks = [header(f"{digest.cohort.name}: this week")]
    if digest.milestones:
        lines = [f"• {escape(line)}" for line in digest.milestones]
        blocks += [section(piece) for piece in cut("\n".join(lines), SECTION_CHARACTERS)]
    if digest.counts:
        blocks.append(section(escape(" ".join(digest.counts))))
    blocks += [section("*For your meeting*"), *sections(digest.suggestion)]
    blocks.append(context("Counts are of five people and more. Milestones are told by choice."))
    return blocks


def coach_digest(digest: CoachDigest, titles: Mapping[str, str]) -> list[Block]:
    """What the coach alone is told."""
    view = digest.view
    blocks = [header(f"{view.name}: for you alone")]
    if digest.help_wanted:
        blocks.append(section("*Asked for help*"))
        blocks += _people(digest.help_wanted, titles, view.id)
    if digest.stuck:
        blocks.append(section("*No change of stage for two weeks*"))
        blocks += _people(digest.stuck, titles, view.id)
    if digest.rows:
        lines = ["*Not shown yet by five people or more*"]
        lines += [f"• {escape(row.row)} ({escape(row.title)})" for row in digest.rows]
        blocks += [section(piece) for piece in cut("\n".join(lines), SECTION_CHARACTERS)]
    blocks.append(section("*Everybody*"))
    lines = []
    for member in view.members:
        steps = "; ".join(_step(pursuit, titles) for pursuit in member.pursuits)
        lines.append(f"• *{escape(member.name)}*: {steps or 'choosing'}")
    words = "\n".join(lines or ["Nobody joined yet."])
    blocks += [section(piece) for piece in cut(words, SECTION_CHARACTERS)]
    blocks.append(context("Each teacher sees that you looked."))
    return blocks


def _people(
    found: Sequence[tuple[Member, Progress]], titles: Mapping[str, str], cohort_id: str
) -> list[Block]:
    blocks = []
    for member, pursuit in found[:MOST_STUCK]:
        block = section(f"• *{escape(member.name)}*: {_step(pursuit, titles)}")
        value = f"{cohort_id}:{member.person_id}:{pursuit.credential_id}"
        block["accessory"] = button("Write a note", "write_note", value)
        blocks.append(block)
    if len(found) > MOST_STUCK:
        blocks.append(context(f"And {len(found) - MOST_STUCK} more, in the list below."))
    return blocks


def _step(pursuit: Progress, titles: Mapping[str, str]) -> str:
    title = escape(titles.get(pursuit.credential_id, pursuit.credential_id))
    since = f"{pursuit.since:%B} {pursuit.since.day}"
    step = f"{title}, {pursuit.stage} since {since}, attempt {pursuit.attempt}"
    return step + (", *asked for help*" if pursuit.help_wanted else "")
