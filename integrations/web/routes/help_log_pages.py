"""`/help-log`: what help the person was given, by credential, with the files to attach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from assistant.disclosure.disclosure import HELP_WORDS, STATEMENT, Disclosure
from assistant.help_log import OFFLINE
from assistant.store.records import HelpGiven
from integrations.web.deps import PagePerson, TheServices, TheVisitor
from integrations.web.rendering import page
from integrations.web.schemas import Wanted
from retrieval.search import Shelf

router = APIRouter()

MOST_SHOWN = 100  # of the help that was about no single credential, the latest


@dataclass(frozen=True, slots=True)
class Group:
    """The help with one credential; without `made` the credential has left the catalogue."""

    credential_id: str
    title: str
    made: Disclosure | None
    times: int


@router.get("/help-log")
def help_log_page(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    credential_id: Wanted = None,
) -> Response:
    """The log by credential, the one that was helped with last first; or one credential's alone."""
    shelf = services.library.shelf()
    given = services.help_log.of(person, credential_id or None)
    ids = list(dict.fromkeys(one.credential_id for one in given if one.credential_id))
    if credential_id and not ids and credential_id in shelf.credentials:
        ids = [credential_id]

    def group(one: str) -> Group:
        known = shelf.credentials.get(one)
        made = services.help_log.disclosure(person, known) if known else None
        times = sum(helped.credential_id == one for helped in given)
        return Group(one, known.title if known else one, made, times)

    return page(
        request,
        visitor,
        "help_log.html",
        groups=[group(one) for one in ids],
        others=_others(given),
        chosen=_title(shelf, credential_id),
        statement=STATEMENT,
    )


def _others(given: Sequence[HelpGiven]) -> list[tuple[HelpGiven, str, str]]:
    """The latest help that was about no single credential, in words: what, and by which engine."""
    return [
        (
            one,
            HELP_WORDS[one.kind],
            "no language model" if one.engine == OFFLINE else f"language model {one.engine}",
        )
        for one in given
        if one.credential_id is None
    ][:MOST_SHOWN]


def _title(shelf: Shelf, credential_id: str | None) -> str | None:
    if not credential_id:
        return None
    known = shelf.credentials.get(credential_id)
    return known.title if known else credential_id
