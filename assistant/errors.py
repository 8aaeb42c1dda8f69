"""Errors of the assistant; each message is fit for a person, each face maps the class once.

AssistantError
├── BadInput            what was handed in cannot be used (HTTP 422, exit 2)
│   └── TooLarge        it is larger than the limit (HTTP 413, exit 2)
├── NotFound            no such thing, or not this person's to see (HTTP 404, exit 2)
├── Forbidden           known, but not allowed for this role (HTTP 403, exit 2)
├── Conflict            another change came between (HTTP 409, exit 2)
├── SignInNeeded        nobody is signed in, or the credentials do not fit (HTTP 401)
├── TooManyTries        slow down (HTTP 429)
├── StoreUnavailable    database or data folder cannot be used (HTTP 503, exit 2)
└── ModelUnavailable    the language model failed; always caught, answered offline
"""


class AssistantError(Exception):
    """Something the assistant cannot do; `str(error)` is fit for a person."""


class BadInput(AssistantError):
    """What was handed in cannot be used."""


class TooLarge(BadInput):
    """What was handed in is larger than the limit."""


class NotFound(AssistantError):
    """No such thing, or not this person's to see: the two look the same on purpose."""


class Forbidden(AssistantError):
    """The person's role does not allow this."""


class Conflict(AssistantError):
    """Another change came between."""


class SignInNeeded(AssistantError):
    """Nobody is signed in, or what was given to sign in does not fit."""


class TooManyTries(AssistantError):
    """Too many attempts in a short time."""


class StoreUnavailable(AssistantError):
    """The database or the data folder cannot be used."""


class ModelUnavailable(AssistantError):
    """The language model is unreachable, too slow, or answers rubbish."""

    may_pass = False  # whether a second try may help where the answer could not be used
