"""Whether a goal has to fit a school break, and whether the start of the year has gone by."""

from __future__ import annotations

import re

from assistant.limits.wording import rules, said, sentences_of

_BREAK = re.compile(
    r"\b(?:over|during|in|for|this|next|by the end of|before the end of|all)(?: the| my| our|"
    r" this)* "
    r"(?:summer|(?:winter|spring|fall|christmas|thanksgiving|holiday|school|february|mid-?winter) "
    r"(?:break|vacation|recess|holidays?)|break|holidays|vacation|july)\b(?! (?:school|camp|slide))"
    r"|\b(?:use|spend|have|with|give up) (?:part of )?my summers?\b|\bmy summers (?:are|is)\b|"
    r"\b(?:got|have) a (?:long |whole |\w+ )?(?:winter|spring|summer|fall) break\b|"
    r"\bbefore (?:school starts|"
    r"(?:the )?(?:kids|students|they) (?:come|are|get) back)\b|\bmy (?:summer|spring|"
    r"winter) break\b|\b(?:winter|spring|summer|christmas) break is\b|\bonly (?:free|available|"
    r"off) (?:in|over|during) summer\b"
    r"|\bsummer (?:project|pd|break|vacation)\b|\bschool(?:'s| is) out\b|\bsummers? off\b"
    r"|\bwhile (?:i'm|we're) (?:off|on (?:break|vacation))\b|\bwhen (?:i'm|we're) on break\b"
    r"|\b(?:en|durante|para) (?:las |mis |estas )?vacaciones\b|\b(?:este|en|en el|"
    r"durante el) verano\b"
    r"|\bdurante (?:el receso|la semana santa)\b|\ben (?:semana santa|navidad(?:es)?|el receso)\b"
)
# A break that students come back from, or write about, is a topic.
_OF_STUDENTS = re.compile(
    r"\b(?:students?|kids?|they|them|their|children|readers|forget\w*|los[et]|loss|slide|"
    r"regress\w*|"
    r"come back|came back|alumn[oa]s|estudiantes|ninos|last summer|"
    r"parents|famil\w+|she|her|he|his|mom|dad|died|se les|papas|padres)\b"
)
_FOR_ME = re.compile(
    r"\b(?:i can|i could|i'd|let me|for me|can i|could i|i want to (?:do|finish|take)|i have time|"
    r"i'm free|doable|finish|complete|i kept|i still have|i'll have|puedo|pueda)\b"
)
_RETURN = re.compile(r"\bbefore (?:the )?(?:kids|students|they) (?:come|are|get) back\b")
_ASKED = re.compile(
    r"\b(?:i|i'm|i'd|me|my|something|anything|one|need|want|looking|doable|project|pd|course|"
    r"credential|fits?|"
    r"do|work|free|algo|quiero|busco|necesito|hacer|curso|done|finish\w*|complet\w+|take|idea|"
    r"ideas)\b|^(?:over|during|for|this|next|while|when)\b"
)
_MONTH = (
    r"(?:november|december|january|february|march|april|may|noviembre|diciembre|enero|febrero|"
    r"marzo|abril|mayo)"
)
_START = (
    r"(?:(?:start|beginning)-of-(?:the-)?(?:school-)?year|(?:the )?(?:very )?(?:start|"
    r"beginning) of (?:the )?(?:school )?year|start-of-(?:the-)?year|"
    r"(?:the )?first (?:few |two |\d )?(?:days|weeks?)(?: of (?:the )?(?:school|year|class\w*))?|"
    r"back[- ]to[- ]school|(?:begins?|starts?|starting|beginning|happens?|be done|launch\w*)"
    r"(?: [\w']+){0,2} (?:august|september|week one|day one)|(?:el )?(?:inicio|principio|comienzo|"
    r"arranque) de"
    r"(?:l)? (?:curso|ano|clases|ciclo)(?: escolar)?)"
)
_BEGUN = rules(
    rf"\b(?:it's|its|already)(?: already| in| almost| nearly| only| now| the (?:middle|"
    rf"end) of)* {_MONTH}\b",
    r"\b(?:we're|it's|i'm|already|being|now)(?: already| now| in| at| well)* (?:the )?"
    r"(?:mid-?(?:school-?)?year|middle of the (?:school )?year|"
    r"half-?way through the (?:school )?year|"
    r"past the start)\b(?! (?:data|assess|bench|test|slump|exam|review))",
    rf"(?:n't|\b(?:not|nothing|no|too late for))\b[^.!?;,]{{0,45}}\b{_START}",
    rf"\b(?:begin|start|do|started|starting)(?: it| now| this)? in (?:{_MONTH}|the middle of)\b",
    r"\b(?:the )?(?:school )?year (?:is|has) (?:already|well|half|long) ",
    r"\bya (?:vamos|estamos|andamos) (?:a|en|por) (?:la )?(?:medio|mitad|mediados)",
    rf"\b(?:ya paso|ya se fue|se me paso|we're past|it's past|"
    rf"i(?:'ve)? missed)\b[^.!?;,]{{0,20}}\b{_START}",
    rf"\b(?:ya (?:es|estamos en)|estamos en) {_MONTH}\b",
    rf"\b(?:nada|que no sea|que no)\b[^.!?;]{{0,25}}\b{_START}",
)


def must_fit_a_break(even_text: str) -> bool:
    """Whether it has to be done while school is out."""
    for sentence in sentences_of(even_text):
        about_students = _OF_STUDENTS.search(_RETURN.sub("", sentence))
        wanted = _FOR_ME if about_students else _ASKED
        if _BREAK.search(sentence) and wanted.search(sentence):
            return True
    return False


def year_has_begun(even_text: str) -> bool:
    """Whether what is made for the start of the school year comes too late."""
    return said(even_text, _BEGUN)
