"""What works in an installation, and what to mend: one line a thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.errors import AssistantError
from integrations.services import Services
from retrieval.errors import RetrievalError

Mark = Literal["ok", "no", "-"]  # "-": not set up, which is fine


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at; `detail` says what was found, or what to mend."""

    name: str
    mark: Mark
    detail: str

    def as_json(self) -> dict[str, Any]:
        """JSON types."""
        return asdict(self)


def examine(services: Services) -> list[Examined]:
    """Everything that can be set up, looked at once; never raises for what is merely broken."""
    settings = services.settings
    return [
        Examined("settings", "ok", f"data folder {settings.data_dir}"),
        _tried("database", lambda: _database(services)),
        _tried("embedder", lambda: _embedder(services)),
        _tried("vectors", lambda: _vectors(services)),
        _model(services),
        _budget(services),
        _set_up(
            "slack",
            bool(settings.slack_signing_secret and settings.slack_bot_token),
            "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are set",
            "not set up; set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET",
        ),
        _mail(services),
        _sign_on(services),
    ]


def _tried(name: str, look: Callable[[], str]) -> Examined:
    try:
        return Examined(name, "ok", look())
    except (AssistantError, RetrievalError) as error:
        return Examined(name, "no", str(error))


def _database(services: Services) -> str:
    services.store.ping()
    return "answers"


def _embedder(services: Services) -> str:
    services.catalogue_embedder.embed(["ready?"])
    return f"{services.catalogue_embedder.name} answers"


def _vectors(services: Services) -> str:
    shelf = services.library.shelf()
    made = services.library.heal()
    healed = f", {made} made anew" if made else ""
    return f"{len(shelf.credentials)} credentials, {len(shelf.passages)} passages{healed}"


def _model(services: Services) -> Examined:
    if services.model is None:
        return Examined("model", "-", "not set up; the offline assistant answers (OPENAI_API_KEY)")
    try:
        if services.budget.standing().is_spent:
            return Examined("model", "-", "not asked, since this month's budget is spent")
        for _ in services.model.stream("Answer with the word ready.", "Are you there?"):
            break
    except AssistantError as error:
        return Examined("model", "no", str(error))
    return Examined("model", "ok", f"{services.model.name} answers")


def _budget(services: Services) -> Examined:
    if services.model is None:
        return Examined("budget", "-", "nothing to spend it on: no language model is set up")
    try:
        standing = services.budget.standing()
    except AssistantError as error:
        return Examined("budget", "no", str(error))
    if standing.is_spent:
        return Examined("budget", "no", f"{standing.line}; CREDCOACH_MODEL_BUDGET_USD raises it")
    return Examined("budget", "-" if standing.limit_usd is None else "ok", standing.line)


def _mail(services: Services) -> Examined:
    from integrations.mail import MailUnavailable

    try:
        if services.mailer is None:
            said = "not set up; links are shown to the admin instead (CREDCOACH_SMTP_URL)"
            return Examined("mail", "-", said)
        services.mailer.check()
    except (AssistantError, MailUnavailable) as error:
        return Examined("mail", "no", str(error))
    return Examined("mail", "ok", f"{services.mailer.place} answers")


def _sign_on(services: Services) -> Examined:
    from integrations.web.provider import SignOnFailed
    from integrations.web.single_sign_on import single_sign_on

    try:
        sign_on = single_sign_on(services.settings)
        if sign_on is None:
            said = "not set up; people sign in with e-mail and password (CREDCOACH_OIDC_ISSUER)"
            return Examined("sign-on", "-", said)
        sign_on.check()
    except (AssistantError, SignOnFailed) as error:
        return Examined("sign-on", "no", str(error))
    return Examined("sign-on", "ok", f"{sign_on.issuer} answers")


def _set_up(name: str, there: bool, yes: str, no: str) -> Examined:
    return Examined(name, "ok", yes) if there else Examined(name, "-", no)
