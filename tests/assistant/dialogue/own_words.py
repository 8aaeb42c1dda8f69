"""What the assistant says itself: its answer without quotations and the catalogue's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from retrieval.catalogue import Credential

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"\n]*\"|`[^`\n]*`|(?m:^>.*$)")
_MARKED = re.compile(r"\*\*[^*\n]+\*\*|\*[^*\n]+\*|\[[^\]\n]*\]\([^)\n]*\)")
_SPANISH = frozenset(
    "el la los las un una unos unas de del que y en por para con sin tu tus te se es está son "
    "esta este esto estas lo su sus al pero más qué cuál cómo puedo puedes quieres si hay "
    "aquí ahora cada como nadie solo ya muy también".split()
)
_ENGLISH = frozenset(
    "the an of and to in for with without you your yours is are it its this that these those "
    "what which how can could would shall will if there here now each as nobody only at on "
    "from or be not have has do does i".split()
)


def own_words(answer: str, of_the_catalogue: Iterable[str] = ()) -> str:
    """The answer without what it quotes, names or takes from the catalogue."""
    text = without_catalogue(answer, of_the_catalogue)
    return _MARKED.sub(" … ", _QUOTED.sub(" … ", text))


def without_catalogue(answer: str, of_the_catalogue: Iterable[str]) -> str:
    """The answer without the catalogue's text, whatever its case."""
    for taken in sorted(of_the_catalogue, key=len, reverse=True):
        if taken.casefold() in answer.casefold():
            answer = re.sub(rf"(?<!\w){re.escape(taken)}", " … ", answer, flags=re.IGNORECASE)
    return answer


def catalogue_text(credential: Credential) -> Iterator[str]:
    """The texts of a credential that an answer may hold as they are."""
    yield credential.title
    yield credential.issuer
    yield credential.competency
    for part in credential.submission:
        yield part.title
        yield from (prompt.text for prompt in part.prompts)
    for row in credential.rubric:
        yield row.title
        yield from (level.descriptor for level in row.levels)


def spoken_language(words: str) -> str:
    """The language of some words by their small ones: es, en, or both where neither prevails."""
    said = re.findall(r"\w+", words.casefold())
    spanish = sum(word in _SPANISH for word in said)
    english = sum(word in _ENGLISH for word in said)
    if spanish >= 2 * english and spanish:
        return "es"
    return "en" if english >= 2 * spanish and english else "both"
