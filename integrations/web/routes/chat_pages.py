"""`/`: the conversation, and its plain form for browsers without scripts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.errors import NotFound
from assistant.replies import Start
from integrations.web import views
from integrations.web.bodies import Said, chat_said
from integrations.web.deps import PagePerson, TheServices, TheVisitor, TheWeb
from integrations.web.rendering import page
from integrations.web.schemas import ThingId, Wanted

router = APIRouter()

LISTED = 30  # conversations beside the chat
TEACHER_STARTERS = (
    "Three kids do all the talking in my class",
    "My students ignore the feedback I write",
    "I have a new student who speaks no English yet",
    "Something short that I can do over the break",
)
COACH_STARTERS = (
    "How is my cohort?",
    "I want to get better at coaching cycles",
    "How do I lead a team that looks at student work?",
)


@router.get("/")
def chat_page(
    request: Request,
    visitor: TheVisitor,
    person: PagePerson,
    services: TheServices,
    conversation: Wanted = None,
) -> Response:
    """The conversation that is named, or a new one."""
    talk = services.conversations.get(person, conversation) if conversation else None
    shelf = services.library.shelf()
    messages = talk.messages if talk else ()
    return page(
        request,
        visitor,
        "chat.html",
        talk=talk.conversation if talk else None,
        messages=[views.message_view(message, shelf) for message in messages],
        pending=messages[-1].id if messages and messages[-1].role == "person" else "",
        conversations=services.conversations.list(person)[:LISTED],
        starters=COACH_STARTERS if person.may_lead else TEACHER_STARTERS,
        credentials=len(shelf.credentials),
        has_model=services.assistant.has_model,
    )


@router.post("/chat")
def chat_form(
    person: PagePerson, services: TheServices, said: Annotated[Said, Depends(chat_said)]
) -> Response:
    """One turn to its end, for a browser without scripts."""
    parts = services.turns.start(
        person, said.message, conversation_id=said.conversation_id, uploads=said.uploads
    )
    start = next(part for part in parts if isinstance(part, Start))
    for _part in parts:
        pass  # the page shows it once it is whole
    return RedirectResponse(f"/?conversation={start.conversation_id}#latest", 303)


@router.get("/conversations/{conversation_id}/messages/{message_id}")
def message_fragment(
    web: TheWeb,
    person: PagePerson,
    services: TheServices,
    conversation_id: ThingId,
    message_id: ThingId,
) -> Response:
    """One kept message as it stands on the page, cards and all."""
    talk = services.conversations.get(person, conversation_id)
    message = next((m for m in talk.messages if m.id == message_id), None)
    if message is None:
        raise NotFound("There is no such message.")
    shown = views.message_view(message, services.library.shelf())
    return HTMLResponse(web.pages.html("message.html", message=shown))


@router.post("/conversations/{conversation_id}/delete")
def delete_conversation(
    person: PagePerson, services: TheServices, conversation_id: ThingId
) -> Response:
    """Deletes a conversation for good."""
    services.conversations.delete(person, conversation_id)
    return RedirectResponse("/", 303)
