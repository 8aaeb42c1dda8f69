"""`/chat` and `/conversations`: turns as they come, and what was said before."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from integrations.web import events, shapes
from integrations.web.bodies import Said, chat_said
from integrations.web.deps import CurrentPerson, TheServices, TheWeb
from integrations.web.schemas import LARGEST_NUMBER, ChatBody, ThingId

router = APIRouter(tags=["chat"])

STREAM = "text/event-stream"
EVENTS_A_PAGE = 1_000
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": ChatBody.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "message": {"type": "string"},
                        "conversation_id": {"type": "string"},
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                        },
                    },
                }
            },
        },
    }
}


@router.post("/chat", response_class=StreamingResponse, openapi_extra=BODY)
def chat(
    person: CurrentPerson,
    services: TheServices,
    web: TheWeb,
    said: Annotated[Said, Depends(chat_said)],
) -> StreamingResponse:
    """One turn as server-sent events; it goes on to its end even if nobody listens any more."""
    mailbox = events.Mailbox()
    services.turns.begin(
        person,
        said.message,
        mailbox.put,
        conversation_id=said.conversation_id,
        uploads=said.uploads,
    )
    stream = events.streamed(mailbox, web.metrics)
    return StreamingResponse(stream, media_type=STREAM, headers=events.HEADERS)


@router.get("/conversations")
def list_conversations(person: CurrentPerson, services: TheServices) -> dict[str, Any]:
    """The person's conversations, the latest first."""
    return shapes.listed([shapes.conversation_json(c) for c in services.conversations.list(person)])


@router.get("/conversations/{conversation_id}")
def get_conversation(
    person: CurrentPerson, services: TheServices, conversation_id: ThingId
) -> dict[str, Any]:
    """A conversation with all its messages."""
    return shapes.talk_json(services.conversations.get(person, conversation_id))


@router.get("/conversations/{conversation_id}/events")
def get_events(
    request: Request,
    person: CurrentPerson,
    services: TheServices,
    conversation_id: ThingId,
    after: Annotated[int, Query(ge=0, le=LARGEST_NUMBER)] = 0,
) -> Response:
    """The events above `after`: a list, or, where a stream is accepted, as they come."""
    kept = services.conversations.events(person, conversation_id, after)
    if STREAM in request.headers.get("accept", ""):
        stream = events.followed(services.conversations, person, conversation_id, after)
        return StreamingResponse(stream, media_type=STREAM, headers=events.HEADERS)
    following = str(kept[-1].seq) if len(kept) == EVENTS_A_PAGE else None
    return JSONResponse(shapes.listed([events.event_json(event) for event in kept], following))


@router.post("/conversations/{conversation_id}/stop", status_code=204)
def stop_answer(person: CurrentPerson, services: TheServices, conversation_id: ThingId) -> None:
    """Ends the answer that is coming, if one is; it is kept as far as it came."""
    services.conversations.memory(person, conversation_id)  # NotFound for anybody else's
    services.turns.stop(person, conversation_id)


@router.delete("/conversations/{conversation_id}", status_code=204)
def delete_conversation(
    person: CurrentPerson, services: TheServices, conversation_id: ThingId
) -> None:
    """Deletes a conversation for good."""
    services.conversations.delete(person, conversation_id)
