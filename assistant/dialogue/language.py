"""Which language a person writes in: small words decide, and it stays until she changes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

Language = Literal["en", "es"]

_LONGEST = 60  # words; what is longer is a draft, and drafts are written in the issuer's language
_CHANGES = 3  # words from which the other language has taken over, where both are spoken
_ALONE = 2  # where nothing else is spoken; one word may be a name
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ONLY_SPANISH = re.compile(r"[¿¡ñ]", re.IGNORECASE)
_SPANISH = frozenset(
    "que los las el la un una unos unas del para con por mis mi tu su como cómo cuando cuándo pero "
    "muy ya se sé de en sobre más es son hay quiero quisiera necesito tengo está están estoy nos "
    "les porque también sí hola gracias buenas buenos adiós cuál cuáles qué quién dónde cuánto "
    "cuánta cuántas cuántos puedo puedes puede podrías hacer ayuda ayúdame soy eres yo "
    "te oye paso mira pues "
    "este esta esto ese esa eso otro otra algo nada menos sin gratis vale claro dale bueno mejor "
    "primero primera segundo segunda tercero tercera última último muéstrame dime cuéntame explica "
    "maestra maestro alumnos estudiantes niños clase escuela enseño escribe escríbeme reflexión "
    "borrador comparte olvídalo hazlo perfecto listo entiendo ni lo le al y o fila rúbrica video "
    "grado horas semana".split()
) - {"video", "a", "no", "me", "o", "y"}
_ENGLISH = frozenset(
    "the a an and of to in is are was were it that this my me i you your for with on do does did "
    "what which who how why when where not have has had can could would should will be been but "
    "or if so about more something one ones please thanks thank yes hello hi hey from at by they "
    "we our their them there want need like show tell write help don't i'm it's what's can't than "
    "first second third other another shorter students kids class teach grade".split()
)


def spoken_in(message: str, before: Language = "en") -> Language:
    """The language of a message; the one spoken `before` where it does not tell."""
    words = [word.casefold() for word in _WORDS.findall(message.replace("’", "'"))]
    if not words or len(words) > _LONGEST:
        return before
    spanish = sum(word in _SPANISH for word in words)
    english = sum(word in _ENGLISH for word in words)
    spanish += 2 * bool(_ONLY_SPANISH.search(message))
    if spanish == english:
        return before
    # A word of the other language beside one's own is borrowed, not a change of language.
    other = spanish if before == "en" else english
    own = english if before == "en" else spanish
    if other <= own or other < (_CHANGES if own else _ALONE):
        return before
    return "es" if before == "en" else "en"


def language_of(message: str, memory: Mapping[str, Any]) -> Language:
    """The language to answer in, given what was remembered."""
    before = memory.get("language")
    known: Language = "es" if before == "es" else "en"
    if before is None:  # nothing to stay with: the greater count says it
        found = spoken_in(message, "en")
        return found if found == "es" else _first(message)
    return spoken_in(message, known)


def _first(message: str) -> Language:
    words = [word.casefold() for word in _WORDS.findall(message.replace("’", "'"))]
    if len(words) > _LONGEST:
        return "en"
    spanish = sum(word in _SPANISH for word in words)
    english = sum(word in _ENGLISH for word in words)
    return "es" if spanish > english else "en"
