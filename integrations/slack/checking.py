"""A self-check out of a modal: its form, its choices, its faults, and the private answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from integrations.slack import modals
from integrations.slack.mrkdwn import plain
from integrations.slack.payloads import files_in, metadata_of, state_of
from retrieval.errors import UnreadableDocument

if TYPE_CHECKING:
    from assistant.conversation import Upload
    from assistant.people import Person
    from integrations.slack.desk import Desk
    from retrieval.catalogue import Credential
    from retrieval.documents import Document

Body = Mapping[str, Any]

NOT_YOURS = "You can have your own draft checked only; this message is somebody else's."
NOTHING_IN_IT = "This message holds neither text nor a file that could be checked."
NO_CREDENTIAL = "Choose the credential that the draft is for."
NO_DRAFT = "Put your draft in here, or add a file below."
GONE = "That message is not at hand any more; open the form once more from the message."


def open_check(desk: Desk, body: Body) -> None:
    """Opens the form: first a view that loads, because a trigger id lives three seconds."""
    view_id = desk.courier.open_view(str(body.get("trigger_id")), modals.loading())
    if view_id is None:
        return
    if body.get("type") != "message_action":
        desk.courier.update_view(view_id, modals.check_form())
        return
    message, user = body.get("message") or {}, (body.get("user") or {}).get("id")
    held = {
        "user": user,
        "text": plain(message.get("text") or ""),
        "files": files_in(message),
    }
    if message.get("user") != user:
        view = modals.saying("Check a draft", NOT_YOURS)
    elif not (str(held["text"]).strip() or held["files"]):
        view = modals.saying("Check a draft", NOTHING_IN_IT)
    else:
        held_id = uuid4().hex
        desk.inbox.hold(held_id, held)
        view = modals.check_form(held, held_id)
    desk.courier.update_view(view_id, view)


def options(desk: Desk, body: Body) -> list[dict[str, Any]]:
    """What can be chosen now: credentials for the words typed, parts of the credential chosen."""
    credentials = desk.services.library.shelf().credentials
    if body.get("action_id") == "part":
        chosen = state_of(body.get("view") or {}).get("credential")
        return modals.part_options(credentials.get(chosen or ""))
    return modals.credential_options(_found(list(credentials.values()), body.get("value") or ""))


def faults(view: Body) -> dict[str, str]:
    """What keeps a form from being sent, by field, each in one sentence."""
    if view.get("callback_id") == modals.NOTE:
        empty = not str(state_of(view).get("note") or "").strip()
        return {"note": "Write something first."} if empty else {}
    filled = state_of(view)
    found = {} if filled.get("credential") else {"credential": NO_CREDENTIAL}
    typed = str(filled.get("text") or "").strip()
    if not (typed or filled.get("files") or metadata_of(view).get("held")):
        found["text"] = NO_DRAFT
    return found


def check(desk: Desk, team: str, event: Body) -> None:
    """Reads the draft and answers row by row, in her direct messages and nowhere else."""
    filled, held_id = event["filled"], str(event["metadata"].get("held") or "")
    given: Mapping[str, Any] | None = desk.inbox.held(held_id) if held_id else filled
    if given is not None and held_id and given.get("user") != event["user"]:
        given = None
    person = desk.identity.person(team, event["user"])

    def ask(place_says: Any) -> tuple[str, list[Any]]:
        if given is None:
            return GONE, []
        credential = desk.services.library.credential(str(filled["credential"]))
        uploads, problems = desk.files.fetch(given.get("files") or ())
        documents, unread = _documents(str(given.get("text") or ""), uploads, filled.get("part"))
        problems += unread
        if not documents:
            return "\n\n".join(problems) or NO_DRAFT, []
        answer = desk.services.answers.check(person, credential.id, documents, place_says)
        said = [*problems, answer.text, _where_to_write(desk, person, credential)]
        return "\n\n".join(one for one in said if one), list(answer.cards)

    desk.answer_directly(team, str(event["user"]), ask)
    if held_id:
        desk.inbox.let_go(held_id)


def _documents(
    text: str, uploads: list[Upload], part: str | None
) -> tuple[list[Document], list[str]]:
    """(documents, a sentence for each file that cannot be read); a part's name says its place."""
    from retrieval.documents import read_document

    given = [(f"{part or 'draft'}.md", text.encode())] if text.strip() else []
    one_part = part is not None and part != "" and not given and len(uploads) == 1
    for upload in uploads:
        ending = upload.name.rpartition(".")[2]
        given.append((f"{part}.{ending}" if one_part else upload.name, upload.data))
    documents, unread = [], []
    for name, data in given:
        try:
            documents.append(read_document(name, data))
        except UnreadableDocument as error:
            unread.append(str(error))
    return documents, unread


def _where_to_write(desk: Desk, person: Person, credential: Credential) -> str:
    """The link to the workspace; her own draft there where she has one, and nothing is changed."""
    address = (desk.services.settings.public_url or "").rstrip("/")
    if not address:
        return ""
    drafts = desk.services.drafts.list(person) if person.email else ()
    draft = next((one for one in drafts if one.credential_id == credential.id), None)
    if draft is not None:
        return f"[Go on with your draft in the workspace]({address}/drafts/{draft.id})"
    label = "Open the credential and begin a draft in the workspace"
    return f"[{label}]({address}/credentials/{credential.id})"


def _found(credentials: list[Credential], words: str) -> list[Credential]:
    wanted = words.casefold().split()
    found = [one for one in credentials if all(word in one.title.casefold() for word in wanted)]
    return sorted(found, key=lambda one: one.title)
