"""Requests that are carried out by code: to share, to forget, to see the log of help, and so on."""

from __future__ import annotations

import re
from typing import Literal

from assistant.dialogue.hearing import folded

Sharing = Literal["share", "unshare", "help", "shared", "how_back"]
Forgetting = Literal["all", "profile", "last"]

_COACH = (
    r"(?:coach|mentor|cohort|facilitator|group|asesor[a]?|mentor[a]?|facilitador[a]?|grupo|"
    r"cohorte)"
)
_MINE = (
    r"(?:draft|self[- ]?check|check|work|submission|reflection|feedback|results?|report|it|this|"
    r"that|them|borrador|revision|trabajo|resultado|informe|esto|eso|lo|la)"
)
_UNSHARE = re.compile(
    r"\b(?:stop sharing|unshare|take (?:it|that|this|the (?:draft|share|check)) back|"
    r"don't share (?:it|that|this|my \w+)? ?(?:any ?more|after all)?|revoke|"
    r"no longer share|remove (?:the share|my coach's access)|hide (?:it|my draft|this) from|"
    r"i don't want (?:my |the )?(?:coach|her|him|them) to see|"
    r"deja(?:r)? de compartir|ya no (?:lo |la )?(?:compartas|quiero compartir)|"
    r"quita(?:r|le)? (?:el )?(?:acceso|permiso))\b"
)
_SHARE = re.compile(
    rf"\b(?:share|send|show|forward|give)\b[^.?!]{{0,40}}\b(?:{_MINE}\b[^.?!]{{0,24}}\b(?:with|"
    rf"to)\b"
    rf"[^.?!]{{0,20}}\b{_COACH}|(?:my |the |our )?{_COACH} (?:my |the |this |that |it))|"
    r"\b(?:share|send|show) (?:it|this|that|(?:my|this|the) (?:\w+ )?(?:draft|check|work))"
    r"(?: \w+)? (?:to|with) (?!my (?:students|class|kids|families)|students|kids|parents|famil|"
    r"me\b|"
    r"the class)\w+|"
    r"\blet (?!students|kids|them\b|me\b|us\b|you\b|my (?:students|class|kids))(?:my )?\w+ "
    r"(?:see|read|look at) "
    r"(?:it|this|that|my)\b|"
    r"\bshould i (?:show|share|send) (?:it|this|my \w+)? ?(?:to|with)? ?(?:someone|somebody|anyone|"
    r"my coach|a colleague)|"
    rf"\b(?:share|compartir|comparte(?:lo|la)?|comparto) (?:my |the |mi |el |la )?(?:draft|"
    r"self[- ]?check|borrador|revision)\b|"
    rf"\b(?:let|want) (?:my |the )?{_COACH}\b[^.?!]{{0,10}}\b(?:see|read|look)\b|"
    rf"\b(?:compart\w+|mand\w+|envi\w+|ensen\w+|muestr\w+|mostrar\w*)\b[^.?!]{{0,40}}\b(?:a|con) "
    rf"(?:mi |la |el )?{_COACH}|\b(?:que )?mi {_COACH} (?:vea|lea)\b"
)
_HOW_BACK = re.compile(
    r"\b(?:how|can|could|como|puedo)\b[^.?!]{0,24}\b(?:take (?:it|that|this) back|stop sharing|"
    r"unshare|"
    r"undo (?:it|the sharing)|revoke|retir\w+|deja\w* de compartir)\b"
)
_SHARED = re.compile(
    r"\bwhat (?:am i|do i|have i|did i) shar\w+|\bwhat(?:'s| is) shared\b|\bwhat can my coach "
    r"see of "
    r"mine|\bque (?:estoy compartiendo|comparto|he compartido)\b"
)
_HELP = re.compile(
    rf"\b(?:ask|tell|ping|let|notify|message|"
    rf"contact)\b[^.?!]{{0,14}}\b{_COACH}\b[^.?!]{{0,24}}\b(?:help|"
    r"stuck|know|need|meet|talk)\b|\b(?:need|want) (?:to talk to|help from|to ask) (?:my |the |a )?"
    rf"{_COACH}|\b(?:avisa(?:le)?|dile|pide(?:le)?|pregunta(?:le)?)\b[^.?!]{{0,20}}\b{_COACH}|"
    rf"\b(?:necesito|quiero) (?:la )?ayuda de mi {_COACH}|\bi need (?:a )?human help\b|"
    r"\btalk to a (?:human|person|real person)\b|\bhablar con (?:una persona|alguien real)\b"
)
_FORGET = re.compile(
    r"\b(?:forget (?:about )?(?:that|this|it|what i (?:just )?said|everything|all(?: of (?:it|that|"
    r"this))?|my (?:grade|subject|state|role|profile|goal)|me)|start (?:over|again|fresh)|"
    r"new (?:topic|conversation|chat)|reset|clear (?:everything|this|my \w+)|let's start over|"
    r"scratch that|strike that|"
    r"olvida(?:lo|la|te)?(?: (?:de )?(?:eso|esto|todo|lo que dije|mi \w+))?|empe(?:zar|cemos|"
    r"zamos) "
    r"de nuevo|borra (?:eso|esto|todo)|de cero|otra vez desde el principio)\b"
)
_FORGET_ALL = re.compile(
    r"\b(?:everything|all\b|start (?:over|again|fresh)|reset|new (?:topic|conversation|chat)|"
    r"todo|de nuevo|de cero|desde el principio)\b"
)
_FORGET_PROFILE = re.compile(
    r"\bmy (?:grade|subject|state|role|profile|school)|\bmi (?:grado|materia|estado|perfil|"
    r"escuela)|"
    r"\babout me\b|\bforget me\b"
)
_HELP_LOG = re.compile(
    r"\b(?:log of (?:the )?help|help log|disclos\w+|(?:what|which|how much) help (?:have|did|has) "
    r"(?:you|i|credcoach)|how (?:have|did) you help(?:ed)? me|what (?:have|did) you (?:help|do)"
    r"(?:ed)? (?:me )?(?:with|for me)|statement (?:of|about) (?:ai|help)|prove (?:that )?i wrote|"
    r"registro de (?:la )?ayuda|declara(?:r|cion)[^.?!]{0,20}(?:ayuda|ia)|que ayuda (?:me|he))\b"
)
# "I have to disclose AI help: which credential lets me?" is no question for the log.
_POLICY = re.compile(r"\b(?:allowed|may i|can i|do i (?:have|need) to|must i|puedo|tengo que)\b")
_ASKS_A_QUESTION = re.compile(
    r"\bask me (?:something|anything|a question|questions|some|another)\b|"
    r"\b(?:preguntame|hazme (?:una pregunta|preguntas))\b"
)
_WRITING_HELP = re.compile(
    r"\b(?:how (?:do|can|should|would|might|to)(?: i| we| you)? (?:even )?(?:best )?(?:write|"
    r"start|begin|"
    r"structure|organi[sz]e|approach|do|answer|improve|get started)|what (?:should|does|must|do|"
    r"would|"
    r"could|can)(?: i| it| they| we)?\b[^.?!]{0,24}\b(?:put|write|include|contain|have|cover|go|"
    r"say|be "
    r"in|"
    r"in)|what (?:makes|is|goes|belongs)|what's (?:in|a good)|tips (?:for|on)|advice (?:for|on)|"
    r"help (?:me )?(?:get started|start|begin|think|with|understand|structure|plan|outline)|"
    r"stuck (?:on|with|at)|(?:don't|do not) know (?:how|what|where) (?:to )?(?:start|begin|write|"
    r"put)?|"
    r"how (?:long|detailed|many words|personal)|where do i (?:start|begin)|explain|what about|"
    r"i(?:'ll| will| want to| need to| have to|'m going to| plan to|'m) (?:\w+ )?(?:write|writing|"
    r"working on|doing|do|start|finish|begin)|(?:voy a|tengo que|quiero|estoy) escrib\w+|"
    r"what do(?:es)?\b[^.?!]{0,30}\b(?:want|ask|need|mean|look)|talk about|work on|working on|"
    r"como (?:se )?(?:escrib\w+|empie\w+|comien\w+|hago|hac\w+|organiz\w+|redact\w+|estructur\w+|"
    r"puedo (?:empezar|mejorar|escribir|hacer))|que (?:debe|tiene|debo|pongo|va|lleva|incluye|hace|"
    r"piden?|quieren|esperan|buscan|es|tengo que (?:poner|incluir))|cuant[oa]s? (?:palabras|"
    r"larg\w+)|por donde empiezo|"
    r"no se (?:como|que|por donde)|consejos?|ayud\w+ (?:con|a (?:empezar|pensar|entender))|"
    r"atorad[oa])\b"
)
PART_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("first", re.compile(r"\b(?:first part|part (?:1|one)|primera parte|parte (?:1|uno))\b")),
    ("second", re.compile(r"\b(?:second part|part (?:2|two)|segunda parte|parte (?:2|dos))\b")),
    ("third", re.compile(r"\b(?:third part|part (?:3|three)|tercera parte|parte (?:3|tres))\b")),
    ("last", re.compile(r"\b(?:last|final) part\b|\bultima parte\b|\bparte final\b")),
    ("reflection", re.compile(r"\b(?:refle\w{1,3}ons?)\b")),
    (
        "artifact",
        re.compile(
            r"\b(?:evidence|artifacts?|work examples?|part (?:2|two)|evidencias?|artefactos?|"
            r"parte (?:2|dos))\b"
        ),
    ),
    (
        "overview",
        re.compile(r"\b(?:overview|introduction|part (?:1|one)|parte (?:1|uno)|contexto)\b"),
    ),
    ("", re.compile(r"\b(?:submission|whole thing|write-?up|draft|entrega|borrador)\b")),
)
_MOST_WORDS = 30


_FIRST_STEP = re.compile(
    r"\bwhat (?:should|do|can|must|would) i (?:do|fix|start with|work on|change|tackle|begin with) "
    r"(?:first|next|now|then)\b|\bwhere (?:do|should) i (?:start|begin)\b|\bwhat(?:'s| is) "
    r"(?:the )?"
    r"(?:first|next|missing|left|most important)(?: (?:step|thing|one))?\b|\bwhat am i missing\b|"
    r"\bwhat(?: do i)? now\W*$|\bhow (?:do|can) i (?:fix|improve|mend) (?:it|this|that|row \w+|my "
    r"draft)\b|\bwhich (?:row|one) first\b|"
    r"\bque (?:hago|debo hacer|arreglo|corrijo) (?:primero|ahora|luego)\b|\bpor donde empiezo\b|"
    r"\bque (?:me falta|le falta|falta|sigue)\b|\by ahora(?: que)?\W*$|\bcomo (?:lo|la) "
    r"(?:arreglo|mejoro)\b"
)
_DRAFT = re.compile(
    r"\b(?:i(?:'ve| have)?(?: got)?|here's|here is|finished|wrote|have|can i (?:show|send|give|"
    r"paste)"
    r"(?: you)?|want to (?:show|send|paste|hand in|upload)(?: you)?|"
    r"(?:can|could|would) you (?:please )?(?:check|look (?:at|over)|read|review|go over|"
    r"give (?:me )?feedback on)|(?:please )?(?:check|review|read|look (?:at|over))|feedback on|"
    r"ready to (?:paste|check)|tengo|ya tengo|puedes (?:revisar|leer|mirar|ver)|revisa(?:me|r)?|"
    r"quiero (?:que revises|mostrarte|ensenarte)|puedo (?:pegar|mandar\w*|mostrar\w*))\b"
    r"[^.?!]{0,24}\b(?:my|a|the|this|some|mi|un|el|la) (?:\w+ )?(?:draft|reflection|submission|"
    r"evidence|write-?up|borrador|reflexion|entrega|evidencia)\b"
)
_NO_DRAFT = re.compile(
    r"\b(?:no|not|don't|didn't|haven't|yet|how|what|why|should|stuck|about|help|need|must|have to|"
    r"como|que debe|falta)\b"
)


_NAMES = re.compile(
    r"\b(?:which|what|whose) (?:names?|places|students?)\b|\bwhat (?:do|should|can) i (?:put|"
    r"write|use|"
    r"say) (?:instead|there|in (?:its|their) place)\b|\bnames? (?:left|listed|are|were|in)\b|"
    r"\b(?:que|cuales) nombres\b|\bque pongo (?:en su lugar|ahi|en vez)\b"
)
_CAME_BACK = re.compile(
    r"\b(?:sent|got|came|was|is|been|they|it)\b[^.?!]{0,30}\b(?:back\b(?! to)|returned|rejected)|"
    r"\bi (?:failed|didn't pass|did not pass)\b|\b(?:me|nos) (?:la|lo) (?:devolvieron|regresaron|"
    r"rechazaron)\b|\bno (?:la |lo )?(?:pase|aprobe)\b(?! de\b)"
)
_UPSET = re.compile(
    r"\b(?:done with|angry|mad|ugh|hate|unfair|upset|cry|crying|furious|give up|sick of|tired of|"
    r"again|what now|so done|rejected|failed|didn't pass|devolvieron|rechazaron|hart[oa]|coraje|"
    r"triste|no pase|no aprobe|rabia)\b"
)
_OF_CLASS = re.compile(r"\b(?:students?|kids|children|parents|alumn[oa]s|estudiantes|ninos)\b")


def asks_of_names(message: str) -> bool:
    """Whether a message asks which names were seen in a check, or what to write instead."""
    said = folded(message)
    return len(said.split()) <= _MOST_WORDS and bool(_NAMES.search(said))


def came_back(message: str) -> bool:
    """Whether somebody is upset that her submission came back."""
    said = folded(message)
    if len(said.split()) > _MOST_WORDS or _OF_CLASS.search(said):
        return False
    return bool(_CAME_BACK.search(said)) and bool(_UPSET.search(said))


def asks_first_step(message: str) -> bool:
    """Whether a message asks what to do first with what is there."""
    said = folded(message)
    return len(said.split()) <= _MOST_WORDS and bool(_FIRST_STEP.search(said))


def has_a_draft(message: str) -> bool:
    """Whether a message says that a draft is there to be looked at."""
    said = folded(message)
    if len(said.split()) > _MOST_WORDS or sharing_in(message):
        return False
    return bool(_DRAFT.search(said)) and not _NO_DRAFT.search(said)


def sharing_in(message: str) -> Sharing | None:
    """What a message wants of sharing with a coach."""
    said = folded(message)
    if len(said.split()) > _MOST_WORDS:
        return None
    if _HOW_BACK.search(said):
        return "how_back"
    if _UNSHARE.search(said):
        return "unshare"
    if _SHARED.search(said):
        return "shared"
    if _SHARE.search(said):
        return "share"
    return "help" if _HELP.search(said) else None


def forgetting_in(message: str) -> Forgetting | None:
    """What a message wants forgotten."""
    said = folded(message)
    if len(said.split()) > 12 or not _FORGET.search(said):  # "forget that, I need ..." says more
        return None
    if _FORGET_PROFILE.search(said):
        return "profile"
    return "all" if _FORGET_ALL.search(said) else "last"


def asks_for_help_log(message: str) -> bool:
    """Whether a message asks which help was given, or for the statement about it."""
    said = folded(message)
    return (
        len(said.split()) <= _MOST_WORDS
        and bool(_HELP_LOG.search(said))
        and not _POLICY.search(said)
    )


def part_asked(message: str) -> str | None:
    """The kind of part that a person wants to write well ("" for all of it), or None."""
    said = folded(message)
    if _ASKS_A_QUESTION.search(said):
        return ""
    if len(said.split()) > _MOST_WORDS or not _WRITING_HELP.search(said):
        return None
    return next((kind for kind, rule in PART_WORDS if rule.search(said)), None)
