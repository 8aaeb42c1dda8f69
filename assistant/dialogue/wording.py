"""What was found, put into words: an offer, a credential's portrait, a row, a report's gist."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.facts import Facts
from assistant.dialogue.phrases import Phrases
from assistant.limits.limits import Limits
from assistant.people import Profile
from assistant.questions import SURE_FROM, Answered
from assistant.reasons import cautions, worth_for
from assistant.recommendations import Recommendation
from assistant.self_check.report import Report
from retrieval.catalogue import Credential, Criterion

_SHOWN_ROWS = 3  # rows spelled out in the chat; the card has them all


def offer(found: Recommendation, say: Phrases, *, ask: bool = True, ask_grade: bool = False) -> str:
    """The matches by number, and one question where one is asked."""
    message = offer_message(found, say)
    if not ask:
        question = ""
    elif ask_grade and len(found.matches) > 1:
        question = say("ask_grade")
    else:
        question = say("offer_one" if len(found.matches) == 1 else "offer_some")
    if len(found.matches) == 1:  # its card follows; a list of one says nothing more
        return f"{message}\n\n{question}".strip()
    lines = [f"{i}. **{match.title}**" for i, match in enumerate(found.matches, start=1)]
    return "\n".join([message, "", *lines, "", question]).strip()


def offer_message(found: Recommendation, say: Phrases) -> str:
    """The sentence above the matches."""
    if say.language == "en":
        return found.message
    if found.open:
        name = "possible_one" if len(found.matches) == 1 else "possible_some"
        return say(name, count=len(found.matches))
    first = found.matches[0]
    hours = say("about_hours", hours=f"{first.effort_hours:g}") if first.effort_hours else ""
    if len(found.matches) == 1:
        return say("found_one", title=first.title, hours=hours)
    return say("found_some", count=len(found.matches), title=first.title, hours=hours)


def offer_facts(found: Recommendation) -> str:
    """The matches for a model to speak of."""
    lines = ["Found in the catalogue, best first; shown to the teacher as cards:"]
    for match in found.matches:
        quotes = " ".join(f"“{quote.text}”" for quote in match.quotes)
        caution = f" Cautions: {'; '.join(match.cautions)}." if match.cautions else ""
        lines.append(
            f"- {match.title} ({match.effort_hours or 'unknown'} hours). {quotes}{caution}"
        )
    return "\n".join(lines)


def nothing_found(found: Recommendation, limits: Limits, say: Phrases) -> str:
    """That nothing fits, and which limit might give way where some were set."""
    words = limits_said(limits, say)
    if say.language == "en":
        message = found.message
    else:
        message = found.message_es or say("nothing_within" if words else "nothing_fits")
    if not words or "?" in message:
        return message
    return f"{message} {say('which_can_give', limits='; '.join(words))}"


def limits_said(limits: Limits, say: Phrases) -> list[str]:
    """Each limit in a few words."""
    found = [say(f"limit_{flag}") for flag, _ in limits.ruled_out]
    if limits.must_fit_break:
        found = [words for words in found if words != say("limit_needs_students")]
        found.append(say("limit_break"))
    if limits.max_hours is not None:
        found.append(say("limit_hours", hours=f"{limits.max_hours:g}"))
    if limits.free:
        found.append(say("limit_free"))
    elif limits.max_cost_usd is not None:
        found.append(say("limit_cost", cost=f"{limits.max_cost_usd:g}"))
    if limits.max_window_days is not None:
        found.append(say("limit_window", days=limits.max_window_days))
    if limits.counts_in or limits.counts_for:
        found.append(say("limit_counts"))
    if limits.ai_uses is not None:
        found.append(say("limit_ai"))
    return found


def differing_grades(shown: Sequence[Credential]) -> bool:
    """Whether some of the credentials shown are for grades that others are not for."""
    bands = [set(credential.grades) for credential in shown if credential.grades]
    return any(not one & other for one in bands for other in bands)


def portrait(credential: Credential, profile: Profile, say: Phrases) -> str:
    """One credential in a few sentences."""
    hours = credential.effort_hours
    time = say("portrait_hours", hours=f"{hours:g}") if hours else ""
    parts = "; ".join(part.title for part in credential.submission)
    rows = ", ".join(row.title.lower() for row in credential.rubric)
    pieces = [
        f"**{credential.title}** ({credential.issuer}). {credential.competency}",
        f"{time}{say('portrait_parts', parts=parts)}" if parts else time,
        say("portrait_rows", rows=rows) if rows else "",
        _cautions(credential, profile, say),
        _worth(credential, profile, say),
        say("portrait_plan"),
    ]
    return "\n\n".join(piece.strip() for piece in pieces if piece.strip())


def _cautions(credential: Credential, profile: Profile, say: Phrases) -> str:
    found = (
        cautions(credential, profile) if say.language == "en" else needs_said(credential, say)[0]
    )
    return say("portrait_cautions", cautions=say("portrait_join").join(found)) if found else ""


def _worth(credential: Credential, profile: Profile, say: Phrases) -> str:
    if say.language == "en":
        return " ".join(worth_for(credential, profile))
    return Facts(credential, profile, say).counts(None) if credential.counts_for else ""


def needs_said(credential: Credential, say: Phrases) -> tuple[list[str], list[str]]:
    """What a credential needs, and what it is known not to need, in a few words each."""
    needs = credential.constraints
    asked = [
        say(name)
        for flag, name in (
            (needs.needs_video, "compare_video"),
            (needs.needs_students, "compare_students"),
            (needs.needs_student_work, "compare_work"),
            (needs.needs_colleagues, "compare_colleagues"),
        )
        if flag
    ]
    spared = [
        say(name)
        for flag, name in (
            (needs.needs_video, "compare_no_video"),
            (needs.needs_students, "compare_no_students"),
        )
        if flag is False
    ]
    return asked, spared


def row_words(credential: Credential, row: Criterion, say: Phrases) -> str:
    """What a row asks, level by level, in the rubric's own words."""
    lines = [say("row_intro", row=row.title, title=credential.title, level=row.pass_level)]
    lines += [f"- {level.name}: “{level.descriptor}”" for level in row.levels]
    return "\n".join([*lines, "", say("row_ask")])


def rows_words(credential: Credential, say: Phrases) -> str:
    """The rows of a rubric by number."""
    lines = [say("rows_intro", title=credential.title, count=len(credential.rubric))]
    lines += [f"{i}. **{row.title}**" for i, row in enumerate(credential.rubric, start=1)]
    return "\n".join([*lines, "", say("rows_ask")])


def quotes_message(answered: Answered, credential: Credential, say: Phrases) -> str:
    """What the quotes below are, and how sure that is."""
    surest = max((quote.nearness for quote in answered.quotes), default=None)
    name = "quotes_none" if surest is None else "quotes_found"
    if surest is not None and surest < SURE_FROM:
        name = "quotes_unsure"
    return say(name, title=credential.title, issuer=credential.issuer)


def spoken(report: Report, credential: Credential, say: Phrases | None = None) -> str:
    """A report's gist in the chat: which rows would fail and why, never a percentage."""
    say = say or Phrases("en")
    rows = {row.id: row for row in credential.rubric}
    failing = [f for f in report.findings if f.status != "met"]
    lines = []
    if not report.findings:
        lines.append(say("check_no_rubric"))
    elif not failing:
        lines.append(say("check_clear"))
    else:
        shown = sum(f.status == "met" for f in report.findings)
        lines.append(
            say(
                "check_read",
                count=len(report.findings),
                title=credential.title,
                shown=shown or say("none"),
                these=say("this_one")
                if len(failing) == 1
                else say("these_many", count=len(failing)),
            )
        )
        for finding in failing[:_SHOWN_ROWS]:
            title = rows[finding.criterion_id].title
            # A next step is worded in English; in another language the card shows it.
            if say.language == "en":
                lines.append(f"- **{title}**: {finding.next_step}")
            else:
                lines.append(say("check_look", row=title))
        if len(failing) > _SHOWN_ROWS:
            lines.append(say("check_more", count=len(failing) - _SHOWN_ROWS))
        if say.language != "en":
            lines += ["", say("check_steps")]
    broken = [r for r in report.requirements if r.status == "not_met"]
    if broken:
        where = broken[0].prompt_id or broken[0].part_id
        lines += ["", say("check_broken", detail=broken[0].detail, where=where)]
    if report.privacy:
        count = len(report.privacy)
        private = say("check_private_one" if count == 1 else "check_private", count=count)
        lines += [private] if broken else ["", private]
    return "\n".join(lines)
