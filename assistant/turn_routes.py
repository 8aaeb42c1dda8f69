"""Which turns never go to a language model, and which are answered where others read along."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.catalogue_tools import forbids_ai
from assistant.dialogue.intents import BY_CODE, IN_A_CHANNEL, Intent
from assistant.dialogue.language import Language
from retrieval.catalogue import Credential

__all__ = ["UNSAID", "answered_in_a_channel", "forbidden_here", "goes_to_model", "without_a_model"]

# What was said and answered in these turns is told to no model in a later one.
UNSAID = frozenset(
    {
        "check",
        "which_for_draft",
        "hand_in",
        "write_for_me",  # the answer may point to sentences of her draft
        "next_step",
        "cohort",
        "crisis",
        "help_log",
    }
)

_FORBIDDEN = {
    "en": "The issuer of {title} rules out AI help, so I answer this from its own text, without a "
    "language model.",
    "es": "Quien otorga {title} no permite ayuda de IA, así que respondo con su propio texto, sin "
    "un modelo de lenguaje.",
}


def goes_to_model(intent: Intent) -> bool:
    """Whether a model may answer this kind of message at all."""
    return intent.kind not in BY_CODE


def answered_in_a_channel(intent: Intent) -> bool:
    """Whether this kind of message is answered where others read along.

    The assistant asks there which grade she teaches; so the answer is taken there too.
    """
    return intent.kind in IN_A_CHANNEL or intent == Intent("profile", topic="grade")


def forbidden_here(intent: Intent, credentials: Mapping[str, Credential]) -> Credential | None:
    """The credential this turn is about whose issuer rules out AI help, if there is one."""
    about = [intent.credential_id, *intent.ids]
    return next((c for i in about if i and forbids_ai(c := credentials.get(i))), None)


def without_a_model(credential: Credential, language: Language) -> str:
    """Why no model answers; to be said once for each credential."""
    return f"*{_FORBIDDEN[language].format(title=credential.title)}*\n\n"
