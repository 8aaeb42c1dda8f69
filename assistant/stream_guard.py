"""Stands between a model's words and the teacher: it holds back what reads like a submission."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_NARRATED = 45  # words told in a teacher's voice before it counts as written for her
MOST_OFFERED = 18  # the same where it is offered as a text to use: quoted, fenced, or announced

# A program has no class: who speaks of "my students" speaks in the teacher's voice.
_HERS = re.compile(
    r"\b(?:my|our) (?:\w+ ){0,2}(?:students?|class(?:room|es)?|kids|learners|lessons?|unit|"
    r"teaching|practice|instruction|school|"
    r"(?:first|second|third|fourth|fifth|\d\w{2})[- ]graders?)\b|"
    r"\bI (?:\w+ly |have |had |also |then |first |would |will |decided to |began to |wanted to )*"
    r"(?:taught|teach|noticed|observed|planned|implemented|introduced|modell?ed|learned|learnt|"
    r"reflected|realized|realised|collected|designed|assigned|grouped|paused|counted|adjusted|"
    r"facilitated|encouraged|discovered|began|analy[sz]ed|led|grew|incorporated?|asked (?:my|the|"
    r"them|each|every))\b|\bas a teacher,? I\b|"
    r"\bmis? (?:\w+ )?(?:estudiantes|alumn[oa]s|clases?|sal[oó]n|aula|lecci[oó]n|lecciones|"
    r"ense[ñn]anza|pr[aá]ctica|niñ[oa]s)\b|"
    r"\b(?:observé|noté|enseñé|planeé|planifiqué|implementé|aprendí|diseñé|reflexioné|introduje|"
    r"recopilé|modelé|utilicé)\b",
    re.IGNORECASE,
)
# Who speaks to her coaches; who asks does not narrate.
_TO_HER = re.compile(r"\b(?:you|your|yours|yourself|tú|tu|tus|usted|te|puedes)\b|\?", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\b(?:here(?:'s| is| are)|try|use|paste|copy|write|something like|for example|e\.g\.|"
    r"aquí (?:tienes|está|va)|por ejemplo|puedes (?:usar|escribir|pegar))\b[^.?!\n]{0,120}:\s*$",
    re.IGNORECASE,
)
# What follows this is a text to hand in, in whichever person it is written.
_SPECIMEN = re.compile(
    r"\b(?:example|sample|model|draft|possible|finished|complete|ejemplo|borrador|posible)\b"
    r"[^.?!\n]{0,60}\b(?:reflection|paragraph|response|answer|overview|evidence|submission|"
    r"reflexión|párrafo|respuesta)\b[^.?!\n]{0,40}:\**\s*$|"
    r"\b(?:reflection|paragraph|overview|reflexión|párrafo)\b[^.?!\n]{0,40}\b(?:could|might|would) "
    r"(?:read|say|go|look like)\b[^.?!\n]{0,20}:\**\s*$",
    re.IGNORECASE,
)
# How such a sentence may open: its first words wait, so that none is left hanging before a stop.
_OPENS = re.compile(
    r"\s*(?:>\s*)?[\"“«*_-]*\s*(?:I|In|At|As|During|When|After|Before|For|My|Our|We|Yo|En|Mi|Mis|Al|"
    r"Durante|Cuando|Después|Antes|Como)(?:\s+[\w'’-]*){0,3}"
)
_OPENING_WORDS = 4
_LONGEST = 1_200  # characters of a sentence; what goes on is weighed in pieces of that length
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|my|we|our|me|yo|mi|mis|nuestr[oa]s?)\b")
_SENTENCE = re.compile(r".*?(?:[.!?…]+[\"”'’»*_)\]]*(?=\s)\s?|\n+)", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# A few words between quotation marks are a quote or a title; nobody hands those in.
_SHORT_QUOTE = re.compile(r"[“\"«][^”\"»\n]{1,100}[”\"»]|\*[^*\n]{1,100}\*")
_QUOTED_LINE = re.compile(r"^\s*(?:>|[\"“«])")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


class StreamGuard:
    """Lets a model's words through until they become a submission; then `tripped` is True.

    `known` are texts that may be quoted at any length: her own words and the catalogue's.
    """

    def __init__(self, known: Sequence[str] = ()) -> None:
        self.tripped = False
        self._known = [_plain(text) for text in known if text]
        self._open = ""  # of a sentence that is not over yet: what of it was given
        self._waiting = ""  # of that sentence: what was not given yet
        self._held = ""  # whole sentences of a run that has not been decided on
        self._run = 0  # words of the run so far
        self._offered = False  # whether what comes is offered as a text to use
        self._specimen = False  # whether it was called an example of what is handed in
        self._fenced = False
        self._begun = False  # whether a sentence is over

    @property
    def closing(self) -> str:
        """What has to follow where it tripped, so that the next words stand by themselves."""
        return "```\n\n" if self._fenced else ""

    def know(self, text: str) -> None:
        """One more text that may be quoted, such as what a tool returned."""
        self._known.append(_plain(text))

    def feed(self, piece: str) -> str:
        """What may be shown now; nothing more once it has tripped."""
        if self.tripped:
            return ""
        self._waiting += piece
        shown = ""
        while match := _SENTENCE.match(self._open + self._waiting):
            sentence = match.group()
            rest = (self._open + self._waiting)[match.end() :]
            shown += self._weigh(sentence, given=self._open)
            self._open, self._waiting = "", rest
            if self.tripped:
                return shown
        if len(self._open) + len(self._waiting) > _LONGEST:
            sentence, given = self._open + self._waiting, self._open
            self._open = self._waiting = ""
            return shown + self._weigh(sentence, given=given)
        if self._suspects(self._open + self._waiting):
            return shown + self._over_the_line()
        if self._may_open(self._open + self._waiting):
            return shown
        # Nothing speaks against it yet: word by word, as it comes.
        shown += self._waiting
        self._open, self._waiting = self._open + self._waiting, ""
        return shown

    def rest(self) -> str:
        """What is left at the end."""
        if self.tripped:
            return ""
        sentence = self._open + self._waiting
        shown = self._weigh(sentence, given=self._open) if sentence else ""
        self._open = self._waiting = ""
        if self.tripped:
            return shown
        held, self._held, self._run = self._held, "", 0
        return held + shown if held else shown

    def _suspects(self, sentence: str) -> bool:
        """Whether an unfinished sentence has to wait: it goes on with a run, or may begin one."""
        if self._run or self._held or self._specimen:
            return True
        if (self._offered or self._fenced or _QUOTED_LINE.match(sentence)) and (
            _FIRST_PERSON.search(sentence) or _HERS.search(sentence)
        ):
            return True
        return bool(_HERS.search(_unquoted(sentence))) and not _TO_HER.search(sentence)

    def _may_open(self, sentence: str) -> bool:
        """Whether the first words of a sentence wait; never those of the first sentence of all."""
        if self._open or not (self._begun or self._fenced or self._offered):
            return False
        if self._offered or self._fenced or _QUOTED_LINE.match(sentence):
            return len(_WORD.findall(sentence)) < _OPENING_WORDS
        return bool(_OPENS.fullmatch(sentence)) and bool(sentence.strip())

    def _over_the_line(self) -> str:
        """A run may be one endless sentence: it trips without waiting for its end."""
        sentence = self._open + self._waiting
        words = self._run + len(_WORD.findall(sentence))
        if words > 2 * MOST_NARRATED and not self._quotes(sentence) and self._narrates(sentence):
            self._trip()
        return ""

    def _weigh(self, sentence: str, given: str) -> str:
        """Decides on a whole sentence, of which `given` was shown; gives what may be shown."""
        new = sentence[len(given) :]
        self._begun = True
        if _FENCE.match(sentence):
            self._fenced = not self._fenced
            return self._release() + new
        if not sentence.strip():
            return self._keep(new)
        narrates = self._narrates(sentence) and not self._quotes(sentence)
        if not narrates:
            shown = self._release() + new
            self._specimen = bool(_SPECIMEN.search(sentence.rstrip()))
            self._offered = self._specimen or bool(_ANNOUNCED.search(sentence.rstrip()))
            return shown
        self._run += len(_WORD.findall(sentence))
        offered = self._offered or self._fenced or bool(_QUOTED_LINE.match(sentence))
        if self._run > (MOST_OFFERED if offered else MOST_NARRATED):
            self._trip()
            return ""
        self._held += new
        return ""

    def _narrates(self, sentence: str) -> bool:
        if self._specimen:
            return not _TO_HER.search(sentence)
        if self._fenced or self._offered or _QUOTED_LINE.match(sentence):
            return bool(_FIRST_PERSON.search(sentence) or _HERS.search(sentence)) or self._run > 0
        if _TO_HER.search(sentence):
            return False
        # Within a run a sentence without "I" goes on telling: "They talked more. It took a week."
        return bool(_HERS.search(_unquoted(sentence))) or self._run > 0

    def _quotes(self, sentence: str) -> bool:
        """Whether all that is said stands, word for word, in what may be quoted."""
        plain = _plain(sentence)
        if any(plain in text for text in self._known):
            return True
        quoted = re.findall(r"[“\"«]([^”\"»]{15,})[”\"»]", sentence)
        bare = sentence
        for quote in quoted:
            if not any(_plain(quote) in text for text in self._known):
                return False
            bare = bare.replace(quote, " ")
        return bool(quoted) and not _HERS.search(bare)

    def _keep(self, blank: str) -> str:
        if self._held:
            self._held += blank
            return ""
        return blank

    def _release(self) -> str:
        held, self._held, self._run = self._held, "", 0
        return held

    def _trip(self) -> None:
        self.tripped = True
        self._held = self._waiting = ""


def _unquoted(sentence: str) -> str:
    return _SHORT_QUOTE.sub(" ", sentence)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
