"""What a teacher has to know before she begins: effort and cost, privacy, the rule on AI."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.audit.cues import any_of, place_of
from retrieval.audit.lines import AuditLine, Words, few, first_in, prompts_of, quote
from retrieval.catalogue import Credential

_PEOPLE = r"(?:students?|child(?:ren)?|learners?|famil(?:y|ies)|teachers?|colleagues?|staff)"
# Denials belong to these ("no names"), so they are looked for as they stand.
_NAMES = any_of(
    r"(?:remov(?:e|es|ed|ing)|without|no|leav(?:e|ing)\s+out|chang(?:e|ed|ing)|hid(?:e|ing)"
    r"|cover(?:ing)?|redact(?:ed|ing)?|omit(?:ting)?|black\s+out|in\s+place\s+of|instead\s+of)\s+"
    r"(?:[\w'-]+\s+){0,3}?names?",
    r"names?\s+(?:\w+\s+){0,5}?(?:removed|left\s+out|changed|hidden|covered|redacted|blurred"
    r"|replaced|omitted|blacked\s+out)",
    r"initials|invented\s+names|pseudonyms?|anonym\w+|de-?identif\w+|first\s+names\s+only",
    rf"without\s+(?:naming|identifying)\s+(?:any(?:one|body)|them|(?:the\s+|your\s+)?{_PEOPLE})"
    r"|identif(?:ying|iable)\s+(?:details?|information|data)",
    rf"{_PEOPLE}\s+(?:codes?|(?-i:[A-C])\b|(?:are|is|were)\s+coded|as\s+(?-i:[A-C])(?=,))",
    rf"coded\s+(?:{_PEOPLE}|IEP|goals?|initials)|(?:,|and|only)\s+coded",
    r"by\s+(?:code|initial)s?|with\s+codes|codes\s+(?:only|in|for)|a\s+code\s+for",
    r"(?:use|using)\s+(?:codes|letters)\s+for|blur(?:red|ring)?|ferpa|student\s+(?:data\s+)?privacy",
    r"confidential(?:ity)?|privacy\s+(?:rules?|policy|law)",
    r"(?:sin|quite|retire|elimine|cambie|omita|oculte|borre)\s+(?:\w+\s+){0,4}?nombres?",
    r"iniciales|seudonimos?|anonim\w+|confidencial(?:idad)?|privacidad|codigos?\s+(?:en|para|de)",
)
_CONSENT = any_of(
    r"consents?|consented|permissions?|release\s+forms?|opt(?:ed|s)?\s+out",
    rf"{_PEOPLE}\s+(?:has|have)\s+agreed|agreed?\s+to\s+(?:this|be\s+(?:recorded|filmed))",
    r"consentimiento|permisos?|autorizacion(?:es)?",
)
_RECORDING = any_of(r"video(?:s|ed)?|audio|film(?:s|ed|ing)?|grabacion(?:es)?")


def effort(credential: Credential) -> AuditLine:
    """Whether hours and price are stated; free counts, no hours at all does not."""
    key, name = "effort", "Effort and cost stated"
    stated = [
        Words(field, f"{value:g}")
        for field, value in (
            ("effort_hours", credential.effort_hours or None),
            ("cost_usd", credential.cost_usd),
        )
        if value is not None
    ]
    if len(stated) == 2:
        return AuditLine(key, name, "passed", "hours and cost are given", tuple(stated))
    if not stated:
        detail = "state the hours it takes (effort_hours) and what it costs (cost_usd)"
        return AuditLine(key, name, "missing", detail)
    given = stated[0].field
    detail = (
        "state what it costs (cost_usd), 0 where it is free"
        if given == "effort_hours"
        else "state the hours it takes (effort_hours)"
    )
    return AuditLine(key, name, "partly", detail, tuple(stated))


def privacy(credential: Credential) -> AuditLine:
    """Whether teachers are told what to do with names and, where they record, about consent.

    What is said inside a resource's file is not read: it has to stand where evidence is asked for.
    """
    key, name = "privacy", "Privacy of students stated"
    told = first_in(_told(credential), _NAMES)
    agreed = first_in(_told(credential), _CONSENT)
    beside = first_in(_beside(credential), _NAMES) or first_in(_beside(credential), _CONSENT)
    records = _records(credential)
    if told and (agreed or not records):
        what = "names and consent" if agreed else "names"
        detail = f"teachers are told what to do about {what}"
        return AuditLine(key, name, "passed", detail, few([told, *([agreed] if agreed else [])]))
    if told and records:
        detail = "a recording is asked for; say whose consent it needs"
        return AuditLine(key, name, "partly", detail, few([records, told]))
    if agreed:
        detail = "say as well what to do with names in what is handed in"
        return AuditLine(key, name, "partly", detail, (agreed,))
    if beside:
        detail = "say it also where the evidence is asked for, before it is gathered"
        return AuditLine(key, name, "partly", detail, (beside,))
    detail = "say what to do with names of students and, where needed, about consent"
    return AuditLine(key, name, "missing", detail)


def ai_policy(credential: Credential) -> AuditLine:
    """Whether the rule on AI is written down; one that is merely assumed does not count."""
    key, name = "ai_policy", "Rule on AI stated"
    policy = credential.ai_policy
    note = quote("ai_policy.note", policy.note)
    if policy.stated:
        words = few([Words("ai_policy.use", policy.use), note])
        return AuditLine(key, name, "passed", "the rule is written down", words)
    if policy.note:
        detail = "name the rule as well (ai_policy: use), so that every tool can keep to it"
        return AuditLine(key, name, "partly", detail, (note,))
    detail = "write down what help from AI is allowed (ai_policy); unsaid, it is taken as disclose"
    return AuditLine(key, name, "missing", detail)


def _told(credential: Credential) -> Iterator[tuple[str, str]]:
    """What stands where evidence is asked for, and in the list of resources."""
    for _, prompt, field in prompts_of(credential):
        yield field, prompt.text
    for i, resource in enumerate(credential.resources):
        yield f"resources[{i}].title", resource.title
        yield f"resources[{i}].note", resource.note


def _beside(credential: Credential) -> Iterator[tuple[str, str]]:
    """What a teacher may read too late, or as being about something else."""
    for row in credential.rubric:
        for level in row.levels:
            yield f"rubric[{row.id}].levels[{level.name}]", level.descriptor
    yield "ai_policy.note", credential.ai_policy.note
    yield "key_method", credential.key_method


def _records(credential: Credential) -> Words | None:
    """What asks for a picture or a voice of somebody."""
    for _, prompt, field in prompts_of(credential, "artifact"):
        if (at := place_of(_RECORDING, prompt.text)) is not None:
            return quote(field, prompt.text, at)
    for flag in ("needs_video", "needs_audio"):
        if getattr(credential.constraints, flag):
            return Words(f"constraints.{flag}", "true")
    return None
