"""What deserves a look before handing in and fails nobody by itself, each in a calm sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.self_check.report import Note
from assistant.self_check.requirements.amounts import (
    Excess,
    Thin,
    counts_asked,
    excesses,
    thin_answers,
    too_many_files,
)
from assistant.self_check.requirements.links import VIDEO_PLACES, Link, by_fault, links_to_look_at
from assistant.self_check.submission import Submission
from retrieval.catalogue import Credential, Part

LINKS_SPELLED_OUT = 3  # of one kind; more are counted
COUNTS_QUOTED = 4  # of a part
_SHOWN_ADDRESS = 60  # characters of an address inside a sentence
_SHOWN_ASK = 90  # and of a prompt


def notes_on(submission: Submission) -> tuple[Note, ...]:
    """Links first, then answers that are very short, then too much, then what to count by eye."""
    return (
        *_links(links_to_look_at(submission)),
        *(_thin(thin) for thin in thin_answers(submission)),
        *(_excess(excess) for excess in excesses(submission)),
        *_files(submission),
        *_counts(submission),
    )


def _links(links: Sequence[Link]) -> Iterator[Note]:
    for link, more in _some(by_fault(links, "local")):
        said = f"{_shown(link)} stands on your own computer or network, where nobody else can open"
        yield _at(link, f"{said} it: hand in the file itself.{more}")
    for link, more in _some(by_fault(links, "absent")):
        said = f"The draft points to {_shown(link)}, and no file of that name is here"
        yield _at(link, f"{said}: hand it in beside the draft.{more}")
    for link, more in _some(by_fault(links, "broken")):
        said = f"{_shown(link)} may not open: {link.place}"
        yield _at(link, f"{said}. Copy it again from the address bar.{more}")
    for place, group in _by_place(by_fault(links, "login")):
        said = f"{_counted(group, place)} only for people with an account there"
        yield _at(group[0], f"{said}: hand in the file or a picture of the screen instead.")
    for place, group in _by_place(by_fault(links, "sharing")):
        said = f"{_counted(group, place)} only if you have shared it"
        yield _at(group[0], f"{said}. {_how_to_try(place)}")
    if short := by_fault(links, "short"):
        said = f"{_shown(short[0])} hides where it leads, and some school networks block such links"
        yield _at(short[0], f"{said}: give the full address.{_more(len(short) - 1)}")
    if mail := by_fault(links, "mail"):
        said = "An e-mail link opens nothing an assessor can read, and shows an address"
        yield _at(mail[0], f"{said}: take it out or hand in what it stands for.")


def _some(links: Sequence[Link]) -> Iterator[tuple[Link, str]]:
    """The first few, each address once; the last of them says how many more there are."""
    once = list({link.address: link for link in links}.values())
    for order, link in enumerate(once[:LINKS_SPELLED_OUT], start=1):
        yield link, _more(len(once) - order) if order == LINKS_SPELLED_OUT else ""


def _more(count: int) -> str:
    return f" There {'is one' if count == 1 else f'are {count}'} more like it." if count > 0 else ""


def _by_place(links: Sequence[Link]) -> list[tuple[str, list[Link]]]:
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(link.place, []).append(link)
    return list(groups.items())


def _counted(links: Sequence[Link], place: str) -> str:
    count = len({link.address for link in links})
    return f"The {place} link opens" if count == 1 else f"Each of the {count} {place} links opens"


def _how_to_try(place: str) -> str:
    if place in VIDEO_PLACES:
        set_to = " (on YouTube: Unlisted, not Private)" if place == "YouTube" else ""
        return f"Check in a private window that anyone with the link can play it{set_to}."
    return "Check in a private window that anyone with the link can open it, without signing in."


def _shown(link: Link) -> str:
    text = " ".join(link.address.split())
    return f"“{text if len(text) <= _SHOWN_ADDRESS else text[:_SHOWN_ADDRESS] + ' …'}”"


def _at(link: Link, detail: str) -> Note:
    return Note("link", detail, file=link.file, start=link.start, end=link.end)


def _thin(thin: Thin) -> Note:
    asked = " ".join(thin.prompt.text.split())
    if len(asked) > _SHOWN_ASK:
        asked = asked[:_SHOWN_ASK].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
    detail = (
        f"“{asked}” is answered in {_words(thin.words)}, and an answer this short is often too "
        "general. Ask yourself what happened, with whom, and how you know."
    )
    return Note("thin", detail, thin.part.id)


def _excess(excess: Excess) -> Note:
    where = f"“{excess.part.title}”" if excess.part else "The draft"
    detail = (
        f"{where} has {_words(excess.words)} where about {excess.allowed:,} are asked for. More is "
        "no fault, but what an assessor cannot find is not credited: keep what answers a row, and "
        "cut or label the rest."
    )
    return Note("amount", detail, excess.part.id if excess.part else None)


def _words(count: int) -> str:
    return f"{count:,} {'word' if count == 1 else 'words'}"


def _files(submission: Submission) -> Iterator[Note]:
    wanted = too_many_files(submission)
    if wanted is not None:
        yield Note(
            "amount",
            f"{len(submission.files)} files are a lot where the prompts call for about {wanted}. "
            "Choose the ones a row is judged on, and name each after the prompt that it answers.",
        )


def _counts(submission: Submission) -> Iterator[Note]:
    for part in submission.credential.submission:
        asked = counts_asked(submission, part)
        if asked and _begun(submission, submission.credential, part):
            quoted = [f"“{words}”" for words in asked[:COUNTS_QUOTED]]
            listed = ", ".join(quoted)
            detail = f"“{part.title}” asks for numbers that only you can check: count {listed}."
            yield Note("count", detail, part.id)


def _begun(submission: Submission, credential: Credential, part: Part) -> bool:
    """Whether there is anything of this part to be counted in yet."""
    whole = len(credential.submission) == 1 or not submission.placed
    return whole or submission.text_of(part.id) is not None or bool(submission.unread)
