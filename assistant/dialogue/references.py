"""Which credential or rubric row is meant: by name, by its place in what was shown, by this."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.dialogue.hearing import folded
from retrieval.catalogue import Credential, Criterion

# "My first graders", "a second language": not every ordinal means a place in what was shown.
_OF_SCHOOL = (
    r"(?![\s-]+(?:grad\w*|year\w*|language|hand|period|semester|trimester|quarter|days?|weeks?|"
    r"months?|hours?|lessons?|class\w*|time|steps?|units?|drafts?|parts?|students?|kids?|persons?|"
    r"of all|rows?|criteri\w+|things?|sentences?|paragraphs?|grado\w*|ano\w*|idioma|vez|parte|fila|"
    r"hora|semana|dia|mes|renglon|criterio)\b)"
)
# An ordinal points at one of those shown where something before it, or nothing beside it, says so.
_THE = (
    r"(?:(?:^\W*(?:(?:ok(?:ay)?|so|and|maybe|just|yes|no|y|o|si|vale)[\s,.]+)*|\b(?:the|that|"
    r"this|your|"
    r"about|number|with|and|or|vs|versus|between|compare|take|pick|choose|el|la|lo|l[oa]s|con|y|"
    r"o|entre|"
    r"de) )(?:very )?)"
)
_PLACES: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern), index)
    for pattern, index in (
        (
            rf"{_THE}(?:first|1st|primer[oa]?){_OF_SCHOOL}\b|\b(?:number (?:1|one)|no\. ?1|top one|"
            r"numero (?:1|uno)|la (?:1|uno)|option (?:1|a))\b|#1\b|^\W*(?:1|one|uno|una)\W*$",
            0,
        ),
        (
            rf"{_THE}(?:second|2nd|segund[oa]){_OF_SCHOOL}\b|\b(?:number (?:2|two)|no\. ?2|"
            r"numero (?:2|dos)|la (?:2|dos)|option (?:2|b))\b|#2\b|^\W*(?:2|two|dos)\W*$",
            1,
        ),
        (
            rf"{_THE}(?:third|3rd|tercer[oa]?){_OF_SCHOOL}\b|\b(?:number (?:3|three)|no\. ?3|"
            r"numero (?:3|tres)|la (?:3|tres)|option (?:3|c))\b|#3\b|^\W*(?:3|three|tres)\W*$",
            2,
        ),
        (rf"{_THE}(?:fourth|4th|cuart[oa]){_OF_SCHOOL}\b|\bnumber 4\b|#4\b|^\W*4\W*$", 3),
        (rf"{_THE}(?:fifth|5th|quint[oa]){_OF_SCHOOL}\b|\bnumber 5\b|#5\b|^\W*5\W*$", 4),
        (r"\b(?:last one|bottom one|(?:el|la) ultim[oa])\b|^\W*(?:the )?last\W*$", -1),
    )
)
_FIRST_TWO = re.compile(
    r"\b(?:first|top) (?:two|2)\b|\b(?:l[oa]s )?(?:dos primer[oa]s|primer[oa]s dos)\b"
)
_LAST_TWO = re.compile(r"\blast (?:two|2)\b|\b(?:dos ultim[oa]s|ultim[oa]s dos)\b")
_ALL = re.compile(r"\b(?:all (?:three|of them|3)|the three|l[oa]s tres|tod[oa]s)\b")
_BOTH = re.compile(
    r"\b(?:the two|both|those two|these two|l[oa]s dos|ambas|ambos|(?:un[oa] )?y (?:el|la) otr[oa])"
    r"\b"
)
_PAIR = re.compile(r"(?:^|\s|#)([1-5])\s*(?:and|&|or|vs\.?|versus|y|o|e|with|con|,)\s*#?([1-5])\b")
THIS = re.compile(
    r"\b(?:it|this|that|its|esta|este|esto|esa|ese|eso)(?: one| credential| credencial)?\b"
)
HERE = re.compile(
    r"\b(?:here|this credential|for this one|in this one|aqui|esta credencial|en esta)\b"
)
_ROW_NUMBER = re.compile(
    r"\b(?:row|criterion|fila|criterio|renglon) (?:number |no\. ?|numero |#)?"
    r"(?P<number>[1-9]|one|two|three|four|five|uno|dos|tres|cuatro|cinco)\b|"
    r"\b(?P<ordinal>first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last|primer\w?|"
    r"segund[oa]|tercer\w?|cuart[oa]|quint[oa]|ultim[oa]) (?:rubric )?(?:row|criterion|fila|"
    r"criterio|renglon)\b"
)
_NUMBERS = {
    word: place
    for place, words in enumerate(
        (
            "1 one uno first 1st primer primera primero",
            "2 two dos second 2nd segundo segunda",
            "3 three tres third 3rd tercer tercera tercero",
            "4 four cuatro fourth 4th cuarto cuarta",
            "5 five cinco fifth 5th quinto quinta",
            "6",
            "7",
            "8",
            "9",
        )
    )
    for word in words.split()
}
_ROW_WORDS = re.compile(
    r"\b(?:row|rubric|criterion|criteria|level|proficient|assessor|rubrica|fila|criterio|nivel|"
    r"evaluador\w*|evaluadora)\b"
)
_SHORT_WORD = 3  # letters; what is shorter tells nothing of a row


def plain(text: str) -> str:
    """Words alone, in lower case."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _in_the_singular(text: str) -> str:
    """Plain words without the s of a plural: "single point rubric" names Single-Point Rubrics."""
    return " ".join(
        word[:-1] if len(word) > _SHORT_WORD and word.endswith("s") and word[-2] != "s" else word
        for word in plain(text).split()
    )


def named_in(message: str, credentials: Mapping[str, Credential]) -> list[str]:
    """Every credential whose id or title stands in a message, in its order.

    A title before its colon is a name too; where one title holds another, the longer counts.
    """
    said = f" {_in_the_singular(message)} "
    found: dict[str, tuple[int, int]] = {}
    for credential_id, credential in credentials.items():
        names = [credential_id, credential.title]
        if ":" in credential.title:
            names.append(credential.title.split(":")[0])
        for name in names:
            key = _in_the_singular(name)
            at = said.find(f" {key} ")
            if at < 0:
                continue
            if len(key) > found.get(credential_id, (0, 0))[1]:
                found[credential_id] = (at, len(key))
    kept = {
        one: place
        for one, place in found.items()
        if not any(
            other != one
            and where[0] <= place[0]
            and place[0] + place[1] <= where[0] + where[1]
            and where[1] > place[1]
            for other, where in found.items()
        )
    }
    return sorted(kept, key=lambda i: kept[i])


def named_credential(message: str, credentials: Mapping[str, Credential]) -> str | None:
    """The credential that is named, the longest title where several are."""
    found = named_in(message, credentials)
    return max(found, key=lambda i: len(credentials[i].title), default=None)


def partly_named(
    message: str, shown: Sequence[str], credentials: Mapping[str, Credential]
) -> str | None:
    """The one of those shown whose title a short message half names: "the retakes one"."""
    if (said := _THE_X_ONE.search(plain(message))) and (one := _by_topic(said, shown, credentials)):
        return one
    words = {word for word in plain(message).split() if len(word) >= _TELLING}
    if not words or len(message.split()) > _SHORT_MESSAGE:
        return None
    titles = {
        one: set(plain(f"{credentials[one].title} {one}").split())
        for one in dict.fromkeys(shown)
        if one in credentials
    }
    of_one = [
        one
        for one, title in titles.items()
        for word in words & title
        if sum(word in other for other in titles.values()) == 1
    ]
    if len(set(of_one)) != 1:
        return None
    # What is left besides the name points at it, or takes it; anything else looks for something.
    rest = words - titles[of_one[0]] - _POINTING
    return of_one[0] if not rest else None


def _by_topic(
    said: re.Match[str], shown: Sequence[str], credentials: Mapping[str, Credential]
) -> str | None:
    """The only one of those shown whose title or competency holds the word of "the X one"."""
    stem = next(word for word in said.groups() if word)[:_STEM]
    known = {one: credentials[one] for one in dict.fromkeys(shown) if one in credentials}
    by_title = {one: f"{c.title} {one}" for one, c in known.items()}
    by_text = {
        one: f"{by_title[one]} {c.competency} {' '.join(row.title for row in c.rubric)}"
        for one, c in known.items()
    }
    for texts in (by_title, by_text):
        found = [
            one
            for one, text in texts.items()
            if any(word.startswith(stem) for word in plain(text).split())
        ]
        if len(found) == 1:
            return found[0]
    return None


_STEM = 6  # letters by which a word is known in another form of it
_THE_X_ONE = re.compile(
    r"\bthe (?!first|second|third|other|last|short|quick|easy|cheap|same|next|one\b)(\w{4,}) one\b|"
    r"\b(?:el|la) de (?:los |las |la |el )?(?!antes|arriba|abajo)(\w{4,})\b"
)
_TELLING = 5  # letters of a word that may stand for a title
_SHORT_MESSAGE = 10  # words
_POINTING = frozenset(
    "about please start choose going think second first third later maybe actually would could "
    "should credential option thanks cuentame sobre quiero empezar credencial mejor entonces tell "
    "explain describe there these those instead again different difference between".split()
)


def placed(message: str, shown: Sequence[str]) -> str | None:
    """Which of the credentials shown last is meant by 'the second one'."""
    said = folded(message)
    for pattern, index in _PLACES:
        if pattern.search(said) and -len(shown) <= index < len(shown):
            return shown[index]
    return None


def several(
    message: str, shown: Sequence[str], credentials: Mapping[str, Credential], current: str | None
) -> tuple[str, ...]:
    """The credentials that are held against each other, at most three; few where it is not said."""
    named = named_in(message, credentials)
    said = folded(message)
    if len(named) >= 2:
        return tuple(named[:3])
    if pair := _PAIR.search(said):
        wanted = [int(pair[1]) - 1, int(pair[2]) - 1]
        if all(place < len(shown) for place in wanted):
            return tuple(shown[place] for place in wanted)
    places = [
        (found.start(), shown[index])
        for pattern, index in _PLACES
        if (found := pattern.search(said)) and -len(shown) <= index < len(shown)
    ]
    if _FIRST_TWO.search(said):
        return tuple(shown[:2])
    if _LAST_TWO.search(said):
        return tuple(shown[-2:])
    together = list(dict.fromkeys([*named, *(one for _, one in sorted(places))]))
    if len(together) >= 2:
        return tuple(together[:3])
    if together and current and current not in together:
        return (current, together[0])
    if _ALL.search(said):
        return tuple(shown[:3])
    if together:
        others = [one for one in shown if one not in together]
        return (together[0], *others[:1])
    if _BOTH.search(said) or len(shown) == 2:
        return tuple(shown[:2])
    return tuple(shown[:3])


def row_meant(message: str, credential: Credential) -> str | None:
    """The rubric row that a question is about: by number, by title, or by the words it shares."""
    said, words = folded(message), plain(message)
    if number := _ROW_NUMBER.search(said):
        word = number["number"] or number["ordinal"]
        index = -1 if word in ("last", "ultimo", "ultima") else _NUMBERS[word]
        if index < len(credential.rubric):
            return credential.rubric[index].id if credential.rubric else None
    for row in credential.rubric:
        if f" {plain(row.title)} " in f" {words} " or f" {plain(row.id)} " in f" {words} ":
            return row.id
    if not speaks_of_rows(message):
        return None
    shares = {row.id: _shared(words, row) for row in credential.rubric}
    best = max(shares, key=lambda i: shares[i], default=None)
    return best if best and shares[best] else None


def speaks_of_rows(message: str) -> bool:
    """Whether a message is about the rubric."""
    return bool(_ROW_WORDS.search(folded(message)))


def _shared(words: str, row: Criterion) -> int:
    own = set(plain(f"{row.title} {row.target.descriptor}").split())
    said = {word for word in words.split() if len(word) > _SHORT_WORD}
    return len((said - _OF_ANY_ROW) & own)


_OF_ANY_ROW = frozenset(
    "what does that this with want would rubric assessor level proficient criterion criteria look "
    "looks need needs mean means show shows have from about least more than they them there which "
    "where when your credential student students teacher evidence".split()
)
