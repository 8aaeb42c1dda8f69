"""What a goal is about, without the clauses that only say what is impossible."""

from __future__ import annotations

import re

from assistant.limits.limits import Limits
from assistant.limits.reading import limits_in
from assistant.limits.wording import even

_CLAUSE = re.compile(r"[^.!?;,]+[.!?;,]*\s*")
_HALF = re.compile(r"\s+(?=(?:and|but|so|because|pero|porque|así que)\s)", re.IGNORECASE)
_ENOUGH = 3  # words that must be left to search for


def topic_of(goal: str) -> str:
    """The clauses that set no limit, in order; the whole goal where too little would be left."""
    pieces = [half for clause in _CLAUSE.findall(goal) for half in _HALF.split(clause)]
    kept = [piece.strip() for piece in pieces if not _limits(piece)]
    left = " ".join(piece for piece in kept if piece)
    return left if len(re.findall(r"\w{3,}", left)) >= _ENOUGH else goal


def _limits(piece: str) -> bool:
    found = limits_in(piece)
    return found != Limits(state_said=found.state_said)


# Words that a wish or a limit is made of; what is beside them says what it is about.
_FILLING = frozenset(
    "and but also or so it i i'm i'd i've me my we have has had need needs want wants would like "
    "can "
    "can't could don't do does be is are was should must only just really please ok okay to a an "
    "the "
    "of for in on with without no not any no one ones something anything that this these those "
    "them "
    "one's at most less than under more over about around hours hour hrs week weeks weekend day "
    "days "
    "video videos record recording film filming camera students student kids class now right money "
    "free cost costs pay dollars budget time long short shorter much many because it's there thing "
    "nothing show see give tell find else other others another different instead options option "
    "next "
    "none like more rest keep going quite really maybe credential credentials pick choice choices "
    "muestrame muestra otra otro otras otros diferente distinto opcion opciones ninguna ninguno "
    "nothing needing require requires requiring involve involving use using get getting take takes "
    "taking made make during before after summer break vacation school year start end "
    "what if whatever forget during while when hello hey help best possible "
    "that's what's it'd i'll we're we've won't doesn't isn't "
    "y pero tambien o que lo la los las un una unos unas de del con sin por para en mi mis me se "
    "ni "
    "tengo tiene necesito quiero puedo puede debe sea no solo solamente ya horas hora semana dias "
    "dia video videos grabar alumnos estudiantes ahora gratis dinero tiempo favor algo nada menos "
    "mas maximo como unas verano vacaciones porque es esta "
    "hacer haga cuando durante donde pase pasar cueste cuesta gustaria quisiera hola ayuda pueda "
    "cualquier cualquiera credencial credenciales curso".split()
)


def words_beside(even_text: str) -> int:
    """How many words of a wish, in lower case without accents, are about something else."""
    words = re.findall(r"[a-z][a-z']{2,}", even_text)
    return sum(word not in _FILLING for word in words)


def only_limits(goal: str) -> bool:
    """Whether a goal says what must not be asked, and nothing of what it is about."""
    return _limits(goal) and words_beside(even(goal)) == 0
