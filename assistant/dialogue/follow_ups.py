"""What goes on from what was shown: another wish, why this one, how two differ, back to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.dialogue.hearing import folded
from assistant.limits.limits import Limits
from assistant.limits.reading import limits_in
from assistant.topics import words_beside

Wish = Literal["shorter", "cheaper", "more", "limit"]

_SHORTER = re.compile(
    r"\b(?:shorter|quicker|faster|smaller|less (?:time|work|hours|long)|fewer hours|not (?:so|"
    r"that|as) "
    r"long|too (?:long|much (?:work|time)|many hours)|lighter|something (?:short|quick|small)|"
    r"(?:mas|algo) (?:cort[oa]|breve|rapid[oa]|pequen[oa]|liger[oa])|menos (?:tiempo|horas|trabajo|"
    r"larg[oa])|(?:muy|demasiad[oa]) (?:larg[oa]|tiempo|trabajo)|demasiadas horas)\b"
)
_CHEAPER = re.compile(
    r"\b(?:cheaper|less (?:expensive|money)|too (?:expensive|much money|pricey)|"
    r"mas barat[oa]|muy car[oa]|demasiado car[oa])\b"
)
_MORE = re.compile(
    r"\b(?:something else|(?:the|any) others?\b|others? (?:ones?|options?|credentials?)|"
    r"others?\W*$|different|another|anything else|"
    r"what else|more like|more options|(?:show|see|give) (?:me |us )?(?:some )?(?:more|others?|"
    r"the rest|"
    r"next)|instead|"
    r"not (?:that|those|this|these|for me|quite|really|it)|none of (?:these|those|them)|"
    r"more(?: please)?$|next(?: ones?)?$|keep going|any more|are there more|"
    r"otr[oa]s?(?: (?:opcion\w*|cosa))?|algo (?:diferente|distinto)|algo mas$|que mas (?:hay|"
    r"tienes)|"
    r"(?:muestra|ensena|dame|ver)(?:me)? (?:mas|otr[oa]s)|mas opciones|ningun[oa](?: de)?|"
    r"no es (?:eso|lo que)|en (?:lugar|vez) de)\b"
)
_OF_CLASS = re.compile(r"\b(?:students?|kids|children|class|alumn[oa]s|estudiantes|ninos)\b")
_FREE = re.compile(
    r"\b(?:free(?! response| time| period| write| choice| reading)|no (?:cost|fee)|"
    r"gratis|gratuit[oa]s?|sin costo)\b"
)
_NO_VIDEO = re.compile(r"\b(?:no|without|sin) (?:video|students|recording|grabar|alumn[oa]s)\b")
_MOST_WORDS = 25
_MANY_WORDS = 6  # the same for a wish that is plain by itself
_TOPIC_WORDS = 2  # words about something else from which a limit opens a goal of its own
_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:(?:and|but|so|ok(?:ay)?|oh|hmm?|well|also|then|y|pero|entonces|bueno)[\s,.:]+)*"
    r"(?:may|can|could|do(?! (?:it|this|that)\b)|does|did|is|are|am|should|must|has|have|what|"
    r"when|where|who|"
    r"how|"
    r"which|why|que|cuando|donde|quien|como|cual|por que|cuant\w+|puedo|hay|tiene|debo|es|necesito|"
    r"cuenta|sirve|vale(?= (?:en|para|como|la pena)))\b"
)
_WHY_NOT = re.compile(
    r"\bwhy (?:not|didn't you|don't you|wasn't|isn't|aren't|doesn't|won't|did you (?:not|leave out|"
    r"skip))\b|\bwhat(?:'s wrong| about| is wrong)(?: with)? the other\b|\bpor que no\b|"
    r"\bque tiene de malo\b"
)
_WHY = re.compile(
    r"\bwhy (?:this|that|it|these|those|the|do you|did you|would|is|are|should i|me)\b|^\W*why\W*$|"
    r"\bwhat makes (?:this|that|it|you)\b|\bhow come\b|\bhow (?:does|is) (?:this|that|it) "
    r"(?:fit|match|relate|help)|\bpor que (?:est[ea]|es[ea]|me|el|la|recomiendas|ese)\b|"
    r"^\W*(?:y )?por que\W*$"
)
_WHY_SUBJECT = re.compile(
    r"\b(?:this|that|it|these|those|one|first|second|third|last|top|suggest\w*|recommend\w*|"
    r"pick\w*|"
    r"chose|offer\w*|show\w*|esta|este|eso|esa|ese|primer\w*|segund\w*|tercer\w*|recomiend\w*|"
    r"recomend\w*|suger\w*|elegiste|other|otr\w+)\b|^\W*(?:why|por que)\W*$|\bhow come\b"
)
_COMPARE = re.compile(
    r"\b(?:differen(?:ce|ces|t) (?:between|from|is|are)|what's the difference|compare|comparison|"
    r"versus|vs\.?|"
    r"which (?:one|ones|of (?:these|those|them|the))\b|which (?:one |of (?:the|these|those|"
    r"them)(?: (?:two|three|ones))? )?(?:is|are|would be|takes|"
    r"costs|needs|has|do you|should i|fits|suits|works|counts|one)|which one\b|better[,:]? "
    r".{0,40}\bor\b|"
    r"how (?:do|are) (?:they|these|those|the (?:first )?(?:two|three)) (?:differ|different|"
    r"compare)|"
    r"(?:el|la) (?:mas|menos) (?:cort[oa]|facil|barat[oa]|rapid[oa])|diferencias?|compara(?:me|r|"
    r"los|"
    r"las)?|en que se (?:diferencian|distinguen)|cual (?:de|es|me|necesita|cuesta|conviene|tarda|"
    r"toma)|cual\W*$)"
)
_BACK = re.compile(
    r"\b(?:go(?:ing)? back|back to|return to|revisit|again the|(?:the )?(?:previous|earlier|"
    r"former) "
    r"(?:one|credential)|one (?:before|from before|you showed (?:me )?(?:first|before|earlier))|"
    r"volv(?:er|amos|e|iendo|amos)|regres(?:a|ar|emos|o)|(?:el|la) (?:de antes|anterior))\b"
)
_TAKE = (
    r"(?:take|choose|start|pick|begin|try|do|go (?:for|with)|add|put|save|keep|sign me "
    r"up(?: for)?|"
    r"going with|(?:me )?quedo con|empezar|empiezo|empecemos|empezamos|elijo|escojo|tomo|hagamos|"
    r"hacer|tomar|agrega|anade|pon(?:er)?|apunta(?:me)?|inscribeme|elegir)"
)
_WILL = (
    r"(?:i(?:'ll| will| want to|'d like to|'m going to| think i'll| would like to| choose| pick)?|"
    r"let's|please|and|then|just|nice|cool|perfect|yes|ok(?:ay)?|fine|great|good|can (?:we|i|"
    r"you)|could (?:we|i|you)|quiero|"
    r"voy a|si|vale|bueno|y|me)"
)
_THE_ONE = (
    r"(?:it|this|that|one|first|second|third|last|credential|number \d|\d|plan|est[ae]|es[ae]|esto|"
    r"primer\w|segund\w|tercer\w|ultim\w|la|lo|el|mi plan)"
)
_CHOOSE = re.compile(
    rf"(?:^\W*|[,.!;:] ?|\b{_WILL}[\s,.]+){_TAKE}\b[^.?!]{{0,40}}\b{_THE_ONE}\b|"
    rf"^\W*(?:(?:ok(?:ay)?|yes|great|fine|good|alright|so|vale|bueno|si|perfecto|please|then|it|"
    r"that one|this one|the \w+ one|est[ae]|es[ae])[\s,.!]*)*"
    r"(?:start|begin|let's (?:go|start|begin|do (?:it|this|that))|do it|empecemos|empezamos|vamos|"
    r"empezar|go|start it)\W*$|\bi want (?:it|that(?: one)?|this(?: one)?)\W*$|\b(?:la|lo) "
    r"quiero\b|"
    r"\badd (?:it|this|that|\w+) to my plan|\b(?:agregal[oa]|ponl[oa]|anadel[oa]|apuntal[oa])\b|"
    r"\b(?:lo|la) (?:quiero|voy a) (?:empezar|hacer|tomar|elegir)\b|\b(?:quiero|voy a) (?:empezar|"
    r"hacer|tomar|elegir)(?:lo|la)\b|\bme quedo con (?:est|es|la|el)\w*"
)
_TAKES_NAMED = re.compile(
    rf"(?:^\W*|\b{_WILL}[\s,.]+|, ?){_TAKE}\b|\bsign me up\b|\bgo\W*$|\b(?:into|to|in|on|a|en) "
    rf"(?:my|mi) "
    rf"plan\b"
)
_ASKS_LEAVE = re.compile(
    r"^\W*(?:can|could) (?:you|we|i) (?:please )?(?:start|add|put|choose|sign|take|pick)|"
    r"^\W*(?:puedes|podemos|puedo) (?:agregar|poner|anadir|empezar|elegir)"
)
_MORE_OF_IT = re.compile(
    r"\b(?:tell me more|more (?:about|info\w*|detail\w*)|what (?:does|is|about|would)|what's|"
    r"explain|"
    r"details?|open|describe|how long|how much|what do i (?:need|have)|hand in|cuentame|dime mas|"
    r"mas (?:sobre|informacion|detalles)|explica\w*|que (?:es|pide|tengo que)|describe\w*|"
    r"de que (?:se )?trata|ver)\b"
)
# "How can I get families to answer?" looks for a credential, whatever was talked of before.
_SEEKS = re.compile(
    r"\b(?:how (?:can|could|do|should|might) i|how to|what (?:can|could|should|do) i do|"
    r"(?<!do )i (?:want|need|wish)|looking for|is there (?:a|any)(?:thing)?|are there any|"
    r"do you have|is there (?:some|every)thing|are there some|(?:some|any)thing (?:about|on|for|to "
    r"help)|(?:which|what) (?:credential|badge|course)s?|como (?:puedo|hago|logro)|quiero|"
    r"what if|busco|necesito (?:ayuda|algo|que)|hay (?:algo|alguna)|tienes (?:algo|alguna)|que "
    r"puedo "
    r"hacer)\b"
)
_LOOSENED = re.compile(
    r"\b(?:(?P<what>video|recording|filming|students?|student work|hours|time|money|cost|"
    r"colleagues?|"
    r"families|el video|grabar|las horas|el tiempo|el costo|el dinero)(?:'s| is| are| would be|"
    r" esta| no es| no son)? (?:ok(?:ay)?|fine|no problem|not a problem|alright|bien|"
    r"problema|(?:un )?problema)|i (?:can|could) (?:do |make |get )?(?P<can>video|record\w*|"
    r"film\w*)"
    r"(?! .{0,20}n't)|(?:forget|drop|ignore|never mind|olvida) (?:about )?(?:the |el |la |las )?"
    r"(?P<drop>video|hours?|time|cost|money|students?|limit|horas|tiempo|costo))\b"
)
_ASKED_WORDS = 40  # a question of more words tells a story


def is_question(message: str) -> bool:
    """Whether a message is a short question."""
    return bool(_QUESTION.search(folded(message))) and 1 < len(message.split()) <= _ASKED_WORDS


def seeks(message: str) -> bool:
    """Whether a message looks for something new."""
    return bool(_SEEKS.search(folded(message)))


def wish_in(message: str) -> Wish | None:
    """Another wish about the same goal, where a message holds nothing else."""
    said = folded(message)
    words = said.split()
    if len(words) > _MOST_WORDS:
        return None
    if _SHORTER.search(said) and words_beside(said) <= _MANY_WORDS:
        return "shorter"
    if _CHEAPER.search(said):
        return "cheaper"
    found = limits_in(message)
    limited = found != Limits(state_said=found.state_said) or bool(_NO_VIDEO.search(said))
    if limited and words_beside(said) <= _TOPIC_WORDS:
        return "limit"
    if _MORE.search(said) and words_beside(said) <= _TOPIC_WORDS and not _OF_CLASS.search(said):
        return "more"
    if _FREE.search(said) and words_beside(said) <= _TOPIC_WORDS:
        return "limit"
    return None


_PICKS = re.compile(
    r"\b(?:the|el|la) (?:(?:mas )?(?P<short>short\w*|quick\w*|fast\w*|eas\w+|cort[oa]|rapid[oa]|"
    r"facil)|(?:mas )?(?P<cheap>cheap\w*|barat[oa]))(?: (?:one|option|credential)| of (?:the|them|"
    r"those|these|both)\b.*| de (?:las|los|ellas)\b.*)?\W*(?:please|pls|then|por favor)?\W*$"
)


def picks_by(message: str) -> str | None:
    """By what one of those shown is picked ("the shorter of the two"): hours or cost."""
    found = _PICKS.search(folded(message))
    if found is None or len(message.split()) > _ASKED_FEW:
        return None
    return "hours" if found["short"] else "cost"


_ASKED_FEW = 10


_DOUBTS = re.compile(
    r"^\W*(?:(?:really|seriously|are you (?:sure|serious)|come on|so|wait|what|de verdad|en serio|"
    r"segur[oa]|como|entonces)[\s,.?!]+)*(?:nothing|none|not (?:one|a single one)|not even one|"
    r"nada|ningun[oa]|ni una)(?: (?:at all|else|whatsoever|de nada|en absoluto))?\W*$|"
    r"^\W*(?:really|seriously|are you (?:sure|serious)|de verdad|en serio|estas segur[oa]|"
    r"segur[oa])\W*$"
)


def doubts(message: str) -> bool:
    """Whether a message only wonders that nothing was found."""
    return bool(_DOUBTS.search(folded(message)))


_DROPS = re.compile(
    r"\b(?:forget|drop|skip|ignore|never mind|leave out|without|olvida(?:te de)?|dej[ae](?:mos)?|"
    r"quita|sin) (?:about )?(?:the |that |lo (?:de )?(?:el |la |los |las )?|lo del |la parte de )?"
    r"(?P<what>[a-z]{4,})(?: (?:part|thing|bit|stuff|piece|idea|goal)\b)?"
)
_OF_TOPIC = 5  # letters by which a word of the goal is known in another form


def drops_topic(message: str, topic: str) -> bool:
    """Whether a message takes back what the goal was about ("forget the dance part")."""
    own = {word[:_OF_TOPIC] for word in re.findall(r"[a-z]{4,}", folded(topic))}
    return any(one["what"][:_OF_TOPIC] in own for one in _DROPS.finditer(folded(message)))


_FOR_WHAT = re.compile(
    r"\b(?:which|what) (?:one|of (?:these|those|them)) (?:is|are|would be|works|helps|deals|is "
    r"there)(?: (?:best|better|good|made|meant|more|it|really))*(?: (?:for|about|with|on|when|"
    r"while))+ (?P<what>.+)|\bwhich one (?:covers|teaches|handles|shows) (?P<shown>.+)|"
    r"\bcual (?:de (?:ellas|estas|esas|las (?:dos|tres)) )?(?:es|sirve|seria|trata|ayuda)"
    r"(?: (?:mejor|mas|la que))*(?: (?:para|de|sobre|con|cuando|mientras))+ (?P<para>.+)"
)
_OF_ENTRY = re.compile(  # what a credential's entry says of itself, or nothing at all
    r"\d|\b(?:grade\w*|grado|me|mi|you|free|cheap\w*|short\w*|gratis|video|renewal|principals?|"
    r"beginners?)\b"
)


def asked_use(message: str) -> str:
    """What one of those shown is asked for ("which one is for while it happens"), else empty."""
    found = _FOR_WHAT.search(folded(message))
    if found is None or len(message.split()) > _MOST_WORDS:
        return ""
    what = found["what"] or found["shown"] or found["para"]
    return "" if _OF_ENTRY.search(what) or len(what.split()) < 2 else what.strip(" ?!.")


def asks_why_not(message: str) -> bool:
    """Whether a message asks why another credential was not the one."""
    return bool(_WHY_NOT.search(folded(message))) and len(message.split()) <= _MOST_WORDS


def asks_why(message: str) -> bool:
    """Whether a message asks why this credential was offered."""
    said = folded(message)
    return (
        len(said.split()) <= _MOST_WORDS
        and bool(_WHY.search(said))
        and bool(_WHY_SUBJECT.search(said))
    )


def compares(message: str) -> bool:
    """Whether a message holds credentials against each other."""
    return bool(_COMPARE.search(folded(message))) and len(message.split()) <= _MOST_WORDS


def goes_back(message: str) -> bool:
    """Whether a message returns to what was talked of before."""
    return bool(_BACK.search(folded(message))) and len(message.split()) <= _MOST_WORDS


_CLEAR_WORDS = 5  # from which an example tells more than what came before it
_ELABORATES = re.compile(
    r"^\W*(?:like|i mean|basically|for example|for instance|because|cause|it's that|you know|"
    r"es que|o sea|por ejemplo|porque|digamos)\b"
)
_SEVERAL = re.compile(r"\b(?:ones|options|results|list|credentials|those|opciones|las de|los de)\b")


# "His mom says it is the same at home": of whom, only what was told before says.
_OF_THE_SAME = re.compile(
    r"^\W*(?:(?:and|but|also|y|pero|tambien)\s+)*(?:his|her|su) (?:mom|mum|dad|mother|father|"
    r"parents?|grandm\w+|grandp\w+|family|brother|sister|mama|papa|abuel[oa]|familia|herman[oa])\b"
)


def elaborates(message: str) -> bool:
    """Whether a message says more about the goal that was just told."""
    said = folded(message)
    return "?" not in message and bool(_ELABORATES.search(said) or _OF_THE_SAME.search(said))


def told_further(topic: str, message: str) -> str:
    """The goal once more was said of it: the clearer words alone, or both where they are few."""
    if _OF_THE_SAME.search(folded(message)):
        return f"{topic}. {message}"
    rest = _ELABORATES.sub("", folded(message)).strip(" ,.:")
    return rest if len(rest.split()) >= _CLEAR_WORDS else f"{topic}. {rest}"


def goal_returned_to(message: str, goals: Sequence[str]) -> int | None:
    """The place of the earlier goal whose credentials are asked for again, or None."""
    said = folded(message)
    if not goals or not goes_back(message) or not _SEVERAL.search(said):
        return None
    words = set(re.findall(r"[a-z]{4,}", said))
    for place in range(len(goals) - 1, -1, -1):
        if words & set(re.findall(r"[a-z]{4,}", folded(goals[place]))) - _OF_GOING_BACK:
            return place
    return None


_OF_GOING_BACK = frozenset(
    "back the ones options results list credentials those from about that what with have want "
    "need return again students opciones quiero para como volver regresar".split()
)


def chooses(message: str, *, named: bool = False) -> bool:
    """Whether a message takes one; where that is `named`, the verb alone tells."""
    said = folded(message)
    if is_question(message) and not _ASKS_LEAVE.search(said):
        return False
    return bool(_CHOOSE.search(said)) or (named and bool(_TAKES_NAMED.search(said)))


def wants_more_of_it(message: str) -> bool:
    """Whether a message asks to hear more of the one that was talked of."""
    return bool(_MORE_OF_IT.search(folded(message)))


def loosened(message: str) -> str | None:
    """The limit that is taken back ("video is fine after all"), as the word that names it."""
    if len(message.split()) > _MOST_WORDS:
        return None
    found = _LOOSENED.search(folded(message))
    return next((found[g] for g in ("what", "can", "drop") if found[g]), None) if found else None
