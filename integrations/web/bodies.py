"""Bodies that come as JSON or as a form with files, read into the same thing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.datastructures import UploadFile as SentFile
from starlette.exceptions import HTTPException

from assistant.conversation import Upload
from integrations.web.checking import Asked
from integrations.web.deps import FORM_TYPES
from integrations.web.handed_in import document_of, name_of, read_upload
from integrations.web.schemas import MOST_FILES, ChatBody, EvidenceBody, SelfCheckBody
from retrieval.documents import Document, read_document

PASTED = "pasted-text.md"
Body = TypeVar("Body", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Said:
    """A message with its files."""

    message: str
    conversation_id: str | None
    uploads: tuple[Upload, ...] = ()


async def self_check_asked(request: Request) -> Asked:
    """What a self-check is asked of; raises UnreadableDocument and validation errors."""
    if _is_form(request):
        form = await request.form(max_files=MOST_FILES)
        body = _validated(SelfCheckBody, _fields(form))
        uploads = await _uploads(form)
        documents = await run_in_threadpool(lambda: [read_upload(file) for file in uploads])
    else:
        body = _validated(SelfCheckBody, await _json(request))
        documents = await run_in_threadpool(lambda: [document_of(file) for file in body.files])
    return Asked(body.credential_id, documents, body.draft_id, body.engine)


async def evidence_given(request: Request) -> list[Document]:
    """A text that exists, file by file; raises UnreadableDocument and validation errors."""
    uploads: list[Upload] = []
    if _is_form(request):
        form = await request.form(max_files=MOST_FILES)
        body = _validated(EvidenceBody, _fields(form))
        uploads = await _uploads(form)
    else:
        body = _validated(EvidenceBody, await _json(request))

    def read() -> list[Document]:
        given = [document_of(file) for file in body.files] + [read_upload(one) for one in uploads]
        pasted = [read_document(PASTED, body.text.encode())] if body.text.strip() else []
        return given + pasted

    return await run_in_threadpool(read)


async def chat_said(request: Request) -> Said:
    """A message with its files; raises validation errors."""
    if _is_form(request):
        form = await request.form(max_files=MOST_FILES)
        body = _validated(ChatBody, _fields(form))
        return Said(body.message, body.conversation_id, tuple(await _uploads(form)))
    body = _validated(ChatBody, await _json(request))
    uploads = tuple(Upload(file.name, file.text.encode()) for file in body.files)
    return Said(body.message, body.conversation_id, uploads)


def _is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith(FORM_TYPES)


async def _json(request: Request) -> Any:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise HTTPException(415, "Send JSON (application/json) or a form with files.")
    try:
        return json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise RequestValidationError([{"type": "json_invalid", "loc": ("body",)}]) from error


def _fields(form: FormData) -> dict[str, str]:
    """The text fields of a form; an empty one counts as left out."""
    return {k: v for k, v in form.items() if isinstance(v, str) and v}


async def _uploads(form: FormData) -> list[Upload]:
    files = [file for file in form.getlist("files") if isinstance(file, SentFile)]
    uploads = [Upload(name_of(file.filename), await file.read()) for file in files]
    return [upload for upload in uploads if upload.name or upload.data]


def _validated(model: type[Body], given: Any) -> Body:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        found = [{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_input=False)]
        raise RequestValidationError(found) from error
