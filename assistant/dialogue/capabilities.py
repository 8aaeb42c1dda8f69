"""Questions about the assistant itself: what it is, what it can do, who sees what is said here."""

from __future__ import annotations

import re
from typing import Literal

from assistant.dialogue.hearing import folded

About = Literal["robot", "can_do", "who_sees", "principal", "kept", "training", "her"]

_TOPICS: tuple[tuple[About, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(pattern))  # type: ignore[misc]
    for topic, pattern in (
        (
            "training",
            r"\b(?:train(?:s|ed|ing)? (?:on|with|the ai|ai|your|chatgpt|models?)|"
            r"(?:used|use|uses|using) (?:it |this |that |my \w+ |mine )?(?:to|for) train\w*|"
            r"(?:send|sends|sent|goes|go|going|share|shared) (?:it |this |that |my \w+ )?(?:to|"
            r"with) "
            r"(?:openai|chatgpt|google|microsoft|the cloud|a company)|"
            r"entrenar (?:la|una|su)? ?(?:ia|inteligencia)|(?:a|con) (?:openai|chatgpt|google)\b)",
        ),
        (
            "principal",
            r"\b(?:principal|boss|administrator|admin|supervisor|evaluator|district|superintendent|"
            r"director[a]?|jefe|jefa|mi escuela|el distrito)\b[^.?!]{0,40}\b(?:see|read|look|know|"
            r"find out|get|access|view|told|ve|ver|vea|leer|lee|lea|enter\w+|sab\w+)\b|"
            r"\b(?:see|read|tell|shared? with|sent to|report\w* to|show)\b[^.?!]{0,20}\bmy "
            r"(?:principal|boss|administrator|district|evaluator|supervisor)|"
            r"\b(?:evaluat\w+|evaluen|evaluar(?:me|an)|evalua(?:n|ran)?) (?:me |us |my teaching "
            r")?(?:with|on|by|using|con|por) (?:this|it|esto)\b|"
            r"\b(?:used?|count\w*) (?:it )?(?:for|in|against|on|as part of) (?:me\b|my (?:\w+ )?"
            r"(?:evaluation|review|appraisal))|\b(?:ranked|rank me|held against me|get in "
            r"trouble)\b",
        ),
        (
            "who_sees",
            r"\bwho(?: else)? (?:can |could |will |is |gets to )?(?:see|sees|read|reads|reading|"
            r"seeing|look\w*|has access|view)|\b(?:is|are) (?:this|it|our|my|these|what i)\b"
            r"[^.?!]{0,40}\b(?:private|confidential|secret|anonymous|monitored|safe with you|"
            r"secure)|"
            r"\b(?:can|could|does|do|will|would) (?:my |the |a )?(?:coach|colleagues?|others?|"
            r"she|he|they|"
            r"any(?:one|body)|people|team|other teachers|parents|slack|somebody|someone)"
            r"(?: else)?\b[^.?!]{0,30}\b(?:see|read|look|view|access)\b|"
            r"\b(?:privacy|confidential\w*)\b(?=[^.!]*\?)|\bwhat (?:can|does|do|will) my coach "
            r"(?:see|know|get)|\bwhat about (?:my )?privacy|"
            r"\bquien(?:es)? (?:mas )?(?:puede|pueden|ve|ven|lee|leen|va a)(?: a)?\b|"
            r"\bes (?:esto )?(?:privad[oa]|confidencial|anonim[oa])|"
            r"\b(?:mi|el|la) (?:coach|asesor[a]?|colegas?) (?:puede|va a|podra) (?:ver|leer)|"
            r"\b(?:puede|pueden|va a) (?:ver|leer)(?:lo|la)?\b[^.?!]{0,20}\b(?:coach|alguien|nadie|"
            r"otr\w+)|\b(?:que|lo) (?:ve|puede ver) mi coach",
        ),
        (
            "her",
            r"\bwhat (?:do|did|have) you (?:know|remember|got|have|saved?|kept|noted?)(?: down)? "
            r"(?:about|of|on) (?:me|myself|my class|what i teach)\b|"
            r"\bque (?:sabes|recuerdas|tienes|guardaste|anotaste) (?:de|sobre|acerca de) mi\b",
        ),
        (
            "kept",
            r"\b(?:do|does|will|are|is) (?:you|it|this|credcoach|my \w+)\b[^.?!]{0,20}\b(?:save|"
            r"keep|"
            r"store|record|kept|stored|saved|remember (?:me|this|everything|what i)|log)\w*\b|"
            r"\bhow (?:do|can) i (?:delete|erase|remove) (?:this|my (?:account|data|chats?|"
            r"conversation)|everything)|\bwhere (?:does|do|is) (?:my|this|the) (?:data|draft|text)|"
            r"\b(?:guardas?|guardan|almacena\w*|borrar (?:mi|mis|esta|todo)|se queda(?:n)? "
            r"(?:guardad\w+))\b",
        ),
        (
            "robot",
            r"\b(?:are|r) (?:you|u) (?:a |an |the |really |actually |some kind of |just "
            r")*(?:robot|bot|"
            r"ai|a\.i\.|human|person|machine|computer|program|chatgpt|gpt|real|language model|llm|"
            r"people)\b|\b(?:who|what) (?:exactly )?are you\b|\bwhat's your name\b|\bwho (?:made|"
            r"built|created) you|\bam i (?:talking|speaking|chatting) (?:to|with) (?:a|an|the)? ?"
            r"(?:robot|bot|human|person|machine|ai|real|computer)|\bis this (?:a|an) (?:bot|"
            r"robot|ai|"
            r"human|real person|machine)|"
            r"\b(?:eres|es usted|hablo con|estoy hablando con) (?:una?|la|el)? ?(?:robot|bot|ia|"
            r"maquina|persona|human[oa]|inteligencia|programa|computadora|chatgpt)|\bquien eres\b|"
            r"\bque eres\b|^\W*(?:chatgpt|gpt|gemini|claude|siri|ai|ia|a bot|bot|robot)\W*$|"
            r"\bcomo te llamas\b",
        ),
        (
            "can_do",
            r"\bwhat (?:all )?(?:can|do|could|else can) (?:you|u|this|it) (?:do|help|offer|"
            r"actually do)"
            r"\b|\bhow (?:do|does|can) (?:you|this|it|i use (?:you|this)) (?:work|help)?[\s?]*$|"
            r"\bhow can you help\b|\bwhat (?:are you|is this|is credcoach) (?:for|good "
            r"for)?[\s?]*$|"
            r"^\W*help(?: me)?\W*$|\bwhat can i (?:ask|say|do here)|\bwhat do i do here\b|"
            r"\bcan you (?:help me|help)\W*$|^\W*(?:ayuda|ayudame|menu|options)\W*$|"
            r"\bque (?:puedes|sabes|haces|podrias) (?:hacer)?[\s?]*$|\b(?:en|con) que (?:me )?"
            r"(?:puedes ayudar|ayudas)|\bcomo (?:funcionas?|funciona esto|me puedes ayudar)|"
            r"\bpara que (?:sirves?|es esto)",
        ),
    )
)
_MOST_WORDS = 30


def asked_of_us(message: str) -> About | None:
    """What a message asks about the assistant, or None."""
    said = folded(message)
    if len(said.split()) > _MOST_WORDS:
        return None
    return next((topic for topic, pattern in _TOPICS if pattern.search(said)), None)
