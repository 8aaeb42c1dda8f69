"""A self-check as the web runs it: what was asked, the check, and that it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafts import documents_of
from assistant.errors import BadInput, NotFound
from assistant.people import Person
from assistant.self_check.check import EngineName
from assistant.store.records import Draft, SelfCheck
from integrations.services import Services
from integrations.web.metrics import Metrics
from retrieval.documents import Document


@dataclass(frozen=True, slots=True)
class Asked:
    """What a self-check is asked of: documents for a credential, or a draft."""

    credential_id: str | None = None
    documents: Sequence[Document] = ()
    draft_id: str | None = None
    engine: EngineName | None = None


def checked(services: Services, metrics: Metrics, person: Person, asked: Asked) -> SelfCheck:
    """The report, kept as the person's own; raises BadInput or NotFound where it cannot be."""
    draft = _own_draft(services, person, asked.draft_id) if asked.draft_id else None
    credential_id = draft.credential_id if draft else asked.credential_id
    if not credential_id:
        raise BadInput("Say which credential this is for (credential_id), or name a draft.")
    credential = services.library.credential(credential_id)
    documents = documents_of(draft) if draft else asked.documents
    report = services.checker.run(
        credential,
        documents,
        engine=asked.engine,
        help_for=services.library.help_for(credential),
        own_names=(person.name,),
    )
    metrics.self_checks.labels(report.engine.name).inc()
    if services.checker.has_model and report.engine.name == "offline":
        metrics.fallbacks.labels("self_check").inc()
    found = services.self_checks.weighed(person, report, credential, documents, draft)
    return services.self_checks.keep(person, found, draft)


def _own_draft(services: Services, person: Person, draft_id: str) -> Draft:
    draft = services.drafts.get(person, draft_id)
    if draft.person_id != person.id:  # shown to her is not hers to hand in
        raise NotFound("There is no such draft.")
    return draft
