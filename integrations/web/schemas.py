"""Bodies of the API: plain pydantic, with limits; keys as the contract names them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from assistant.people import Profile
from assistant.planning.preferences import MOST_BREAKS

MOST_FILES = 50
MOST_EXCLUDED = 500
MOST_LEFT = 2_000  # more names than any draft has
LARGEST_NUMBER = 2**62  # what every database holds


def _plain(text: str) -> str:
    if "\0" in text:
        raise ValueError("it holds a NUL character, which cannot be kept; remove it")
    return text


def _as_text(value: object) -> object:
    """A grade may be written as the number it is."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Plain = AfterValidator(_plain)
ShortText = Annotated[str, Field(max_length=200), Plain]
LongText = Annotated[str, Field(max_length=5_000_000), Plain]
ThingId = Annotated[str, Path(max_length=200), Plain]
Wanted = Annotated[str | None, Query(max_length=200), AfterValidator(lambda v: v and _plain(v))]

Asked = Annotated[str, Query(max_length=1_000), Plain]


class ProfileBody(BaseModel):
    """What moves the order of recommendations."""

    grade: Annotated[ShortText | None, BeforeValidator(_as_text)] = None
    subject: ShortText | None = None
    role: ShortText | None = None
    state: ShortText | None = None

    def profile(self) -> Profile:
        """The same as the assistant has it."""
        return Profile(**{name: value or None for name, value in self.model_dump().items()})


class RecommendationBody(BaseModel):
    """A goal in a teacher's own words; without a profile, her own counts."""

    goal: Annotated[str, Field(max_length=20_000), Plain]
    profile: ProfileBody | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 5
    exclude: Annotated[list[ShortText], Field(max_length=MOST_EXCLUDED)] = []


class FileBody(BaseModel):
    """A file whose text is given as it is."""

    name: Annotated[str, Field(min_length=1, max_length=200), Plain] = "draft.md"
    text: LongText = ""


class SelfCheckBody(BaseModel):
    """Files for a credential, or one of the person's drafts."""

    credential_id: ShortText | None = None
    files: Annotated[list[FileBody], Field(max_length=MOST_FILES)] = []
    draft_id: ShortText | None = None
    engine: Literal["offline", "llm"] | None = None


class EvidenceBody(BaseModel):
    """A text that exists already, as files or pasted."""

    files: Annotated[list[FileBody], Field(max_length=MOST_FILES)] = []
    text: LongText = ""


class ChatBody(BaseModel):
    """A message, and the conversation it goes on with."""

    conversation_id: ShortText | None = None
    message: Annotated[str, Plain] = ""
    files: Annotated[list[FileBody], Field(max_length=MOST_FILES)] = []


class DraftBody(BaseModel):
    """The credential a new draft is for."""

    credential_id: ShortText


class DraftPartBody(BaseModel):
    """A part's text; `if_version` is the part's version that was edited."""

    text: str
    if_version: Annotated[int, Field(ge=0, le=LARGEST_NUMBER)] | None = None


class ReplacementBody(BaseModel):
    """The draft's version that was looked at, and texts, as written, whose persons stay."""

    if_version: Annotated[int, Field(ge=0, le=LARGEST_NUMBER)] | None = None
    leave: Annotated[list[ShortText], Field(max_length=MOST_LEFT)] = []


class PursuitBody(BaseModel):
    """The credential to pursue, and by when."""

    credential_id: ShortText
    target_date: date | None = None


class PursuitChange(BaseModel):
    """What changes; a target date of null takes it away."""

    stage: ShortText | None = None
    target_date: date | None = None
    help_wanted: bool | None = None


class BreakBody(BaseModel):
    """Days without school, the first and the last of them included."""

    first_day: date
    last_day: date
    name: ShortText = ""


class PlanPreferencesBody(BaseModel):
    """What the plan must keep to; what is left out stays, null takes it away."""

    hours_a_week: Annotated[float, Field(allow_inf_nan=False)] | None = None
    target_date: date | None = None
    breaks: Annotated[list[BreakBody], Field(max_length=MOST_BREAKS)] = []


class ReturnBody(BaseModel):
    """What an assessor wrote, as it was pasted."""

    text: LongText


class ShareBody(BaseModel):
    """What to show, and to which cohort's coach."""

    kind: Literal["draft", "self_check"]
    id: ShortText
    cohort_id: ShortText


class CohortBody(BaseModel):
    """A new cohort's name."""

    name: ShortText


class JoinBody(BaseModel):
    """The code that the coach gave out."""

    code: ShortText


class MeChange(BaseModel):
    """What a person says about herself."""

    name: ShortText | None = None
    profile: ProfileBody | None = None
    time_zone: ShortText | None = None
