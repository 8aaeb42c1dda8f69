"""Block Kit from what the assistant answered: pure builders, inside Slack's limits."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from integrations.slack.mrkdwn import SECTION_CHARACTERS, cut, escape, mrkdwn, shortened

Block = dict[str, Any]

MESSAGE_BLOCKS = 45  # Slack takes 50 in one message
VIEW_BLOCKS = 95  # and 100 in a view
MESSAGE_CHARACTERS = 11_000  # and fails near 13,000 in total; counted with all of their JSON
HEADER_CHARACTERS = 140  # of 150
BUTTON_CHARACTERS = 70  # of 75
COMPARED = 3  # credentials that one comparison is about
_QUOTES = 2  # of a rubric row's passages
_TOLD = 60  # characters by which an element is known again inside a sentence
_PASSAGE = 300  # characters of a resource's passage
_NOTES = 8  # things worth a look; more are counted
_PRIVACY = 20  # places that are spelled out
_MEMBERS = 40  # of a cohort in one message; more are counted

STATUS_WORDS = {"met": "shown", "partially_met": "partly shown", "not_met": "not found"}
PRIVACY_WORDS = {
    "student_name": "a student's name",
    "parent_name": "a parent's name",
    "student_id": "a student's number",
    "email": "an e-mail address",
    "phone": "a phone number",
    "address": "an address",
}


def section(text: str) -> Block:
    """A section of mrkdwn that is escaped already; Slack adds no links or mentions to it."""
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": shortened(text, 3_000), "verbatim": True},
    }


def sections(markdown: str, links_to: Collection[str] = ()) -> list[Block]:
    """Markdown of any length as sections."""
    return [section(piece) for piece in cut(mrkdwn(markdown, links_to), SECTION_CHARACTERS)]


def context(text: str) -> Block:
    """A small grey line; `text` is escaped already."""
    element = {"type": "mrkdwn", "text": shortened(text, 2_000), "verbatim": True}
    return {"type": "context", "elements": [element]}


def header(text: str) -> Block:
    """A heading of plain text."""
    short = text if len(text) <= HEADER_CHARACTERS else text[: HEADER_CHARACTERS - 1] + "…"
    return {"type": "header", "text": {"type": "plain_text", "text": short, "emoji": False}}


def quotes(texts: Sequence[str]) -> Block:
    """Verbatim passages: rich text is shown letter for letter, whatever stands in it."""
    elements = [
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": text[:1_000]}]}
        for text in texts
    ]
    return {"type": "rich_text", "elements": elements}


def button(label: str, action: str, value: str, **more: Any) -> Block:
    """A button; `more` may hold a style or what is asked before it counts."""
    text = plain_text(label)
    return {"type": "button", "text": text, "action_id": action, "value": value[:2_000], **more}


def actions(*elements: Block) -> Block:
    """Buttons in a row."""
    return {"type": "actions", "elements": list(elements)}


def plain_text(text: str, limit: int = BUTTON_CHARACTERS) -> Block:
    """A label, as Slack wants it."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return {"type": "plain_text", "text": short, "emoji": False}


def asked(title: str, question: str, yes: str) -> Block:
    """What Slack asks before a button counts; the words are shown as they stand."""
    return {
        "title": plain_text(title, 100),
        "text": plain_text(question, 300),
        "confirm": plain_text(yes, 30),
        "deny": plain_text("No", 30),
    }


def thumbs() -> Block:
    """Whether an answer helped."""
    element = {
        "type": "feedback_buttons",
        "action_id": "thumb",
        "positive_button": {"text": plain_text("Helpful"), "value": "up"},
        "negative_button": {"text": plain_text("Not helpful"), "value": "down"},
    }
    return {"type": "context_actions", "elements": [element]}


def recommendations(body: Mapping[str, Any], *, private: bool = True) -> list[Block]:
    """Credentials that fit, each with its reasons; in a channel nothing of a person's own."""
    blocks: list[Block] = []
    for place, match in enumerate(body["matches"], start=1):
        hours = match.get("effort_hours")
        facts = [escape(match["issuer"])] + ([f"about {hours:g} hours"] if hours else [])
        lines = [f"*{place}. {escape(match['title'])}*", ", ".join(facts)]
        if private:
            lines += [escape(reason) for reason in match["reasons"]]
        blocks.append(section("\n".join(lines)))
        if said := [quote["text"] for quote in match["quotes"][:1] if quote["text"].strip()]:
            blocks.append(quotes(said))
        if private and match["cautions"]:
            blocks.append(context(escape("Mind: it " + "; it ".join(match["cautions"]) + ".")))
        credential = match["credential_id"]
        buttons = [button("Tell me more", "tell_me_more", credential)]
        if private:
            buttons += [
                button("Start this", "start_this", credential, style="primary"),
                button("Not for me", "not_for_me", credential),
            ]
        blocks.append(actions(*buttons))
    ids = [match["credential_id"] for match in body["matches"][:COMPARED]]
    if private and len(ids) > 1:
        blocks.append(actions(button("Compare these", "compare", ",".join(ids))))
    return blocks


def self_check(body: Mapping[str, Any], row_titles: Mapping[str, str]) -> list[Block]:
    """A self-check row by row: what is shown, partly shown, not found; no verdict, no number."""
    blocks = [section(f"*{escape(body.get('title') or body['credential_id'])}, row by row*")]
    if rule := body.get("pass_rule"):
        blocks.append(context(escape(f"How it is decided: {rule}")))
    for finding in body["findings"]:
        blocks += _row(finding, row_titles)
    lacking = [r for r in body["requirements"] if r["status"] == "not_met"]
    if lacking:
        lines = [
            f"• {escape(r['prompt_id'] or r['part_id'])}: {escape(r['detail'])}" for r in lacking
        ]
        blocks += [section(p) for p in cut("\n".join(["*Asked for*", *lines]), SECTION_CHARACTERS)]
    blocks += _notes(body.get("notes", ()))
    if body["privacy"]:
        blocks += _privacy(body["privacy"])
    blocks += [context(escape(warning)) for warning in body["warnings"]]
    blocks.append(
        context("Only you see this. An assessor decides; read each row with your own eyes.")
    )
    return blocks


def _row(finding: Mapping[str, Any], row_titles: Mapping[str, str]) -> list[Block]:
    title = row_titles.get(finding["criterion_id"], finding["criterion_id"])
    word = STATUS_WORDS[finding["status"]] + (" (I am unsure)" if finding["unsure"] else "")
    lines = [f"*{escape(title)}*: {word}", escape(finding["feedback"])]
    lines += [f"• {escape(one)}" for one in finding["missing"] if not _told(one, finding)]
    lines.append(f"_Next:_ {escape(finding['next_step'])}" if finding["next_step"] else "")
    if helpful := finding.get("resource"):
        lines.append(f"_Helps here:_ {escape(helpful['title'])}")
        if passage := helpful.get("quote"):
            lines.append(f"“{shortened(escape(passage), _PASSAGE)}”")
    text = "\n".join(line for line in lines if line)
    blocks = [section(piece) for piece in cut(text, SECTION_CHARACTERS)]
    if said := [quote["text"] for quote in finding["quotes"][:_QUOTES] if quote["text"].strip()]:
        blocks.append(quotes(said))
    return blocks


def _told(element: str, finding: Mapping[str, Any]) -> bool:
    """Whether the feedback quotes this element already."""
    return " ".join(element.split())[:_TOLD] in finding["feedback"]


def _notes(notes: Sequence[Mapping[str, Any]]) -> list[Block]:
    if not notes:
        return []
    lines = ["*Worth a look before you hand it in*"]
    lines += [f"• {escape(note['detail'])}" for note in notes[:_NOTES]]
    if len(notes) > _NOTES:
        lines.append(f"• and {len(notes) - _NOTES} more")
    return [section(piece) for piece in cut("\n".join(lines), SECTION_CHARACTERS)]


def _privacy(found: Sequence[Mapping[str, Any]]) -> list[Block]:
    lines = ["*Could identify a student or a family; please take it out*"]
    lines += [
        f"• {PRIVACY_WORDS.get(item['kind'], 'something')} in {escape(item['file'])}: "
        f"{escape(item['text'])}"
        for item in found[:_PRIVACY]
    ]
    if len(found) > _PRIVACY:
        lines.append(f"• and {len(found) - _PRIVACY} more")
    return [section(piece) for piece in cut("\n".join(lines), SECTION_CHARACTERS)]


def plan(body: Mapping[str, Any]) -> list[Block]:
    """What a person is working on, one line a credential."""
    lines = []
    for pursuit in body["pursuits"]:
        until = pursuit.get("target_date")
        line = f"• *{escape(pursuit['title'])}*: {pursuit['stage']} since {_day(pursuit['since'])}"
        lines.append(line + (f", aimed at {_day(until)}" if until else ""))
    return [section(piece) for piece in cut("\n".join(lines), SECTION_CHARACTERS)]


def cohort(body: Mapping[str, Any], titles: Mapping[str, str]) -> list[Block]:
    """A cohort as its coach may see it: names, stages, attempts, who asked for help."""
    blocks = [section(f"*{escape(body['name'])}*")]
    lines = []
    for member in body["members"][:_MEMBERS]:
        steps = [_step(pursuit, titles) for pursuit in member["pursuits"]]
        lines.append(f"• *{escape(member['person']['name'])}*: {'; '.join(steps) or 'choosing'}")
        if member["shared"]:
            count = len(member["shared"])
            lines[-1] += f" ({count} shared {'item' if count == 1 else 'items'} on the web)"
    if len(body["members"]) > _MEMBERS:
        lines.append(f"• and {len(body['members']) - _MEMBERS} more on the web")
    blocks += [
        section(p) for p in cut("\n".join(lines or ["Nobody joined yet."]), SECTION_CHARACTERS)
    ]
    blocks.append(context("Each teacher sees that you looked."))
    return blocks


def _step(pursuit: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    title = titles.get(pursuit["credential_id"], pursuit["credential_id"])
    step = f"{escape(title)}, {pursuit['stage']} since {_day(pursuit['since'])}"
    if pursuit["attempt"] > 1:
        step += f", attempt {pursuit['attempt']}"
    return step + (", *asked for help*" if pursuit["help_wanted"] else "")


def pages(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks as messages, each inside the limits; buttons stay with what they belong to."""
    found: list[list[Block]] = [[]]
    size = 0
    for group in _groups(blocks):
        weight = sum(len(json.dumps(block, ensure_ascii=False)) for block in group)
        full = size + weight > MESSAGE_CHARACTERS or len(found[-1]) + len(group) > MESSAGE_BLOCKS
        if found[-1] and full:
            found.append([])
            size = 0
        found[-1] += group
        size += weight
    return found if found[-1] else []


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and block["type"] in ("actions", "rich_text", "context", "context_actions"):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _day(moment: str) -> str:
    day = datetime.fromisoformat(moment)
    return f"{day:%B} {day.day}"
