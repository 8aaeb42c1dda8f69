"""What is said beside the matter: hello, thanks, a plain yes or no, weariness, other subjects."""

from __future__ import annotations

import re

from assistant.dialogue.hearing import folded

_GREETING = re.compile(
    r"^\W*(?:hi+|hello+|hey+|howdy|yo|good (?:morning|afternoon|evening)|greetings|hola+|"
    r"buen(?:os|as)? \w+|saludos|que tal|what's up|how are you(?: doing)?(?: today)?)\b"
    r"[\s!.,]*(?:there|credcoach|again|everyone|friend|que tal|como estas|buenas|how are you"
    r"(?: doing)?(?: today)?)?[\s!.?]*$"
)
_THANKS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|great|awesome|perfect|nice|cool|wow|alright|super|got it|figured|muy "
    r"bien|bien|"
    r"listo|vale|perfecto|excelente|genial|no|that's (?:all|great)|yes|ya)[,.! ]+)*"
    r"(?:(?:thanks?|thank (?:you|u)|thx|ty|tysm|gracias|mil gracias|muchas gracias|te agradezco|"
    r"bye|"
    r"goodbye|adios|hasta (?:luego|manana|pronto)|nos vemos|chao|gn|(?:good ?)?night|buenas noches|"
    r"that helps|that's (?:helpful|all|it)|see you|talk (?:later|tomorrow)|"
    r"this (?:helped|helps|was (?:so )?helpful)|i'm (?:done|good|all set)|all set|eso es todo)"
    r"\b[^?]{0,60}|(?:perfect|perfecto|great|awesome|cool|nice|excelente|genial|got it|entendido|"
    r"that's great|wonderful)[\s!.,]*)$"
)
_ASKS_MORE = re.compile(
    r"\b(?:but|also|(?:can|could|show|tell|would) (?:you|me|i)|what|how|pero|tambien|"
    r"muestra\w*|dime)\b"
)
_ENDING_WORDS = 14
_ENDS_THANKING = re.compile(
    r"\b(?:thanks|thank you|thx|ty|gracias|bye|good ?night|buenas noches|adios)(?: (?:so much|a "
    r"lot|"
    r"again|everyone|mil|por todo))?\W*$"
)
_YES = (
    r"(?:yes+|yep|yeah+|yup|ya|sure|ok(?:ay)?|okey|please do|please|do it|do that|go ahead|"
    r"go for it|sounds (?:good|great)|of course|absolutely|definitely|that's (?:right|fine|ok)|"
    r"right|correct|fine|great|perfect|let's do it|why not|i do|si+|claro(?: que si)?|dale|vale|"
    r"de acuerdo|por supuesto|adelante|hazlo|bueno|esta bien|por favor|va|sale|exacto|correcto|"
    r"me parece bien|share it|save it|remember it|add it|put it in|"
    r"guardalo|comparte(?:lo|la)|"
    r"agregalo|ponlo|recuerdalo)"
)
_NO = (
    r"(?:no+|nope|nah|no thanks?|no thank you|not (?:now|yet|really|today|this time)|don't|"
    r"please don't|don't (?:share|save|remember|do|keep|send) (?:it|that|this)|never ?mind|maybe "
    r"later|later|"
    r"i'd rather not|rather not|no way|cancel|stop|wait|hold on|mejor no|ahora no|todavia no|"
    r"no gracias|no,? por favor|mas tarde|despues|tampoco|dejalo(?: asi)?|no lo (?:compartas|"
    r"guardes|hagas)|prefiero que no|i changed my mind|cambie de opinion|no quiero)"
)
_PLAIN_YES = re.compile(rf"^\W*{_YES}(?:[\s,.!]+(?:{_YES}|then|now|thanks|gracias|entonces))*\W*$")
_PLAIN_NO = re.compile(
    rf"^\W*{_NO}(?:[\s,.!]+(?:{_NO}|thanks|thank you|gracias|please|i'm (?:good|ok)|for now|"
    r"por ahora|that's ok|it's ok|esta bien))*\W*$"
)
_WEARY = re.compile(
    r"\b(?:(?:this|it|that|you|credcoach|the (?:bot|tool|thing|app))(?:'s|'re| is| are)? (?:\w+ )?"
    r"(?:useless|not helping|not helpful|no help|stupid|dumb|ridiculous|hopeless|pointless|"
    r"garbage|terrible|frustrating|annoying|a joke|so confusing|confusing me|not listening|"
    r"not working|wasting my time|a waste(?: of (?:my )?time)?)|useless|waste of (?:my )?time|"
    r"(?:this|it|you|that) (?:doesn't|don't|didn't|isn't|aren't|sucks?|does nothing)"
    r"(?: (?:help\w*|work|listen\w*|understand\w*|get (?:it|me)|even))|this sucks|"
    r"you (?:don't|never|still don't|aren't) (?:get|understand\w*|listen\w*|hear\w*)|"
    r"i (?:give up|quit|hate this)|(?:i'm|i've|been) (?:\w+ )?(?:been )?(?:here|at this|on this|"
    r"doing this|going in circles)\b[^.!?]{0,20}\b(?:hours?|minutes|all (?:night|day|evening)|"
    r"forever|ages)|been (?:here|at this|trying)\b[^.!?]{0,24}\b(?:hours?|minutes|forever|night|"
    r"evening)|going (?:around )?in circles|not what i (?:asked|said|wanted|meant|need)|"
    r"you keep (?:\w+ing)|i(?:'ve| have)? (?:already )?(?:told|said|asked) (?:you )?(?:that|this|"
    r"already|twice|three times)|stop (?:asking|repeating|suggesting)|"
    r"(?:so |really |very )?(?:frustrated|fed up|annoyed|lost|overwhelmed|exhausted|stuck|confused)"
    r"(?: (?:with|by) (?:this|you|it|all this|the (?:process|credential|whole thing)))?[\s.!]*$|"
    r"i can't (?:do|take) this(?: any ?more)?|i(?:'m| am) (?:so |totally |completely |just "
    r")?(?:done|over) with (?:this|it)|ugh+|argh+|"
    r"(?:esto|eso) (?:no (?:me )?(?:sirve|ayuda|funciona)|es (?:inutil|una perdida de tiempo|"
    r"ridiculo|frustrante))|no (?:me )?(?:sirves?\W*$|sirves|sirve de nada|estas ayudando|"
    r"entiendes|"
    r"escuchas)|inutil|perdida de tiempo|(?:estoy |ya me )?(?:hart[oa]|canse|frustrad[oa]|"
    r"agobiad[oa]|perdid[oa]|agotad[oa])(?: (?:de|con) (?:esto|ti|todo esto))?[\s.!]*$|"
    r"llevo\b[^.!?]{0,20}\b(?:horas?|minutos|rato)|me rindo|que (?:frustrante|desesperacion)|"
    r"ya no puedo(?: mas| con esto)?|no es lo que (?:pedi|dije|quiero|queria))"
)
_OF_CLASS = re.compile(
    r"\b(?:students?|kids?|children|class(?:room)?|parents?|lessons?|graders?|alumn[oa]s|"
    r"estudiantes|ninos|clase|padres|discussions?)\b"
)
_WEARY_WORDS = 30  # a longer message tells something beside
_OFF_TOPIC = re.compile(
    r"\b(?:tell me a (?:joke|story)|(?:know any|any good) jokes?|weather|forecast|temperature "
    r"(?:today|outside)|recipe|what's for (?:dinner|lunch)|restaurant|pizza|football|basketball|"
    r"baseball|soccer (?:game|score)|super ?bowl|world cup|who (?:won|will win|is winning|is the "
    r"president)|election|democrats?|republicans?|trump|biden|stock (?:market|price)s?|bitcoin|"
    r"crypto|lottery|horoscope|movie|netflix|tv show|song|sing (?:me )?|celebrit\w+|"
    r"do you (?:love|like|have (?:feelings|a girlfriend|a boyfriend|kids)|dream|sleep|eat)|"
    r"are you (?:single|married|happy|hungry|tired|conscious|alive)|your favorite|"
    r"meaning of life|capital of|how (?:tall|old) is|what(?:'s| is) \d+ ?[x*+/-] ?\d+|"
    r"translate (?:this )?(?:word|hello)|flight|hotel|vacation ideas|my (?:car|dog|cat|husband|"
    r"wife|boyfriend|girlfriend|landlord|taxes)|christmas gift|birthday (?:gift|present)|"
    r"what (?:time|day) is it|"
    r"(?:cuentame|dime) un (?:chiste|cuento)|que (?:tiempo|clima) (?:hace|hara)|clima|receta|"
    r"futbol|quien gano|pelicula|cancion|horoscopo|capital de|te gusta|eres (?:feliz|solter[oa])|"
    r"mi (?:perro|gato|esposo|esposa|novio|novia|carro)|que hora es)\b"
)
_OFF_TOPIC_WORDS = 16


def greets(message: str) -> bool:
    """Whether a message is nothing but a greeting."""
    return bool(_GREETING.match(folded(message)))


def thanks(message: str) -> bool:
    """Whether a message thanks or takes leave, and asks for nothing more."""
    said = folded(message)
    if "?" not in said and len(said.split()) <= _ENDING_WORDS and _ENDS_THANKING.search(said):
        return not _ASKS_MORE.search(said)
    found = _THANKS.match(said)
    return bool(found) and not _ASKS_MORE.search(said[8:])


def plain_yes(message: str) -> bool:
    """Whether a message says yes and nothing else."""
    return bool(_PLAIN_YES.match(folded(message)))


def plain_no(message: str) -> bool:
    """Whether a message says no and nothing else."""
    return bool(_PLAIN_NO.match(folded(message)))


def weary(message: str) -> bool:
    """Whether somebody has had enough of this conversation or of the work, and not of her class."""
    said = folded(message)
    if len(said.split()) > _WEARY_WORDS or not _WEARY.search(said):
        return False
    return not _OF_CLASS.search(said)


def off_topic(message: str) -> bool:
    """Whether a message is plainly about something that this assistant has no part in."""
    said = folded(message)
    if len(said.split()) > _OFF_TOPIC_WORDS or _OF_CLASS.search(said):
        return False
    return bool(_OFF_TOPIC.search(said))
