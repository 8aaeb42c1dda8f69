"""Whether a message wants a part of the submission written, in English or Spanish.

Asked of every sentence: who shall write (the assistant), and what (something handed in). A teacher
who writes herself, whose students write, or who asks how it is done well, asks for no such thing.
"""

from __future__ import annotations

import re

from assistant.dialogue.hearing import folded

_SENTENCE = re.compile(r"[^.!?;\n]+[.!?]*")
_DO = (
    r"(?:write|draft|compose|generate|produce|create|rewrite|re-write|redo|rephrase|reword|"
    r"paraphrase|finish|complete|fill (?:in|out)|do|make|type(?: up| out)?|word|author|prepare|"
    r"polish|fix(?: up)?|improve|edit|revise|expand|extend|lengthen|ghostwrite|ghost-write|churn "
    r"out|"
    r"whip up|spit out|crank out|put together|come up with|write up|draft up|clean up|correct|"
    r"add to|change|upgrade|output|continue|print|wr?ite|answer)"
)
_HACER = (
    r"(?:escrib(?:e|eme|elo|ela|irme|ir|as|a|ame|irlo|irla|amos)|redact(?:a|ame|alo|ala|ar|arme|"
    r"es|e)|haz(?:me|lo|la|melo|mela)?|hac(?:er|erme|erlo|erla|es)|gener(?:a|ame|ar|es)|"
    r"reescrib(?:e|eme|elo|ela|ir|irlo|as)|complet(?:a|ame|alo|ar|arlo|es)|termin(?:a|ame|alo|ar|"
    r"arlo|es)|prepar(?:a|ame|ar|es)|invent(?:a|ame|alo|ar|es)|dict(?:a|ame)|arregl(?:a|alo|ala|"
    r"ame|"
    r"ar|arlo)|mejor(?:a|alo|ala|ame|arlo)|rellen(?:a|ame|ar)|cre(?:a|ame|ar)|"
    r"(?:da|pon|saca)(?:me|melo|lo)?|corrig(?:e|elo|eme))"
)
_PIECE = (
    r"(?:refle\w{1,3}ons?|evidence|submissions?|overview|essays?|paragraphs?|part (?:\d|one|two|"
    r"three)|"
    r"artifacts?|responses?|answers?(?! key)|narratives?|rationales?|write-?ups?|commentar(?:y|"
    r"ies)|"
    r"intro(?:duction)?|conclusion|statement|analysis|section|portfolio|sentences?|first draft|"
    r"(?:rough|final|whole|entire|quick|my|the|a|this) draft|text for|version|prompts?|essay|"
    r"\d{2,4}[- ]words?|lesson plan|context description|class description|self[- ]assessment|"
    r"entr(?:y|ies)|text|(?:something|anything)(?= (?:that )?(?:i|to (?:paste|hand|submit|"
    r"turn))\b)|what i (?:wrote|have|said|did)|micro-?credential|credential work|homework for "
    r"this|my (?:notes|bullets))"
)
_PIEZA = (
    r"(?:reflexi(?:on|ones)|evidencias?|entrega|resumen|ensayo|parrafos?|parte (?:\d|uno|dos|tres)|"
    r"artefactos?|respuestas?|narrativa|introduccion|conclusion|analisis|seccion|portafolio|"
    r"oraci(?:on|ones)|borrador|texto|version|\d{2,4} palabras|trabajo|tarea|descripcion|plan de "
    r"clase|microcredencial|credencial)"
)
_LEAD = (
    r"(?:(?:ok(?:ay)?|please|pls|plz|just|so|and|then|now|hey|hi|well|but|look|come on|oh|alright|"
    r"pretty please|i'm begging you|i beg you|go ahead and|por favor|porfa(?:vor)?|porfis|"
    r"anda|mira|oye|bueno|pues|entonces|solo|nada mas|ya|tu|y|te lo ruego|te lo suplico|"
    r"credcoach|assistant|asistente|maybe|instead|actually|no|yes)\b[\s,:-]*)*"
)
_ASK = (
    r"(?:(?:can|could|would|will|won't|can't|couldn't) (?:you|u|ya)|why (?:don't|can't|won't) "
    r"you|i (?:really |just |only )*(?:need|want|would like|expect|'d like|am asking) (?:you|u) to|"
    r"i'd (?:really )?(?:like|love|appreciate) (?:it if )?you(?: to| could| would)?|"
    r"(?:you|u) (?:can|could|should|must|may|will|have to|are to|need to|just|'ll)|let's have you|"
    r"be able to|are you able to|is it ok(?:ay)? if you|it's (?:ok(?:ay)?|fine) (?:if|for) "
    r"you(?: to)?|"
    r"(?:do|would) you mind|your (?:job|task) is to|help me(?: to)?|help me and|let the ai|"
    r"allowed to|fine (?:for|with) you to|so you|"
    r"(?:me )?(?:puedes|podrias|puede|podria)s?|quiero que(?: me)?|necesito que(?: me)?|"
    r"(?:te pido|ocupo|me gustaria) que(?: me)?|ayudame a|deberias|tienes que|vas a)"
)
_START = rf"(?:^|[,:] ?|-- ?){_LEAD}"
_BETWEEN = r"(?:[^.!?;\n]{0,70}?\b)?"
# Role play with a class is teaching.
_NO_CLASS = r"^(?!.*\b(?:students?|kids|children|class|learners|alumn[oa]s|estudiantes|ninos)\b).*"
_TO_ME = r"\b(?:for|por|para) (?:me|us|mi)\b|\bon my behalf\b|\ben mi (?:lugar|nombre)\b"

_ASKED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # "Can you write my reflection", "necesito que me escribas la parte 3".
        rf"\b{_ASK} (?:please |pls |plz |por favor |porfa |me |just |maybe |quickly |simply |go "
        rf"ahead and )*"
        rf"(?:{_DO}|{_HACER})\b{_BETWEEN}(?:{_PIECE}|{_PIEZA})\b",
        # "Write my reflection": the sentence opens with what is wanted.
        rf"{_START}(?:{_DO}|{_HACER})\b (?!you\b){_BETWEEN}(?:{_PIECE}|{_PIEZA})\b",
        # "and write the reflection": what is wanted comes second.
        rf"\b(?:and|then|so|y|luego|asi que|por eso|entonces|,) (?:then |luego |just |please |"
        rf"por favor )*"
        rf"(?:write|draft|generate|compose|rewrite|produce|output|create|provide|print|give me|"
        rf"finish|complete|escrib\w+|redact\w+|reescrib\w+)\b"
        rf"{_BETWEEN}(?:{_PIECE}|{_PIEZA})\b",
        rf"\b(?:please|pls|plz|just|por favor) (?:just |please |solo )*(?:{_DO}|{_HACER})\b "
        rf"{_BETWEEN}(?:{_PIECE}|{_PIEZA})\b",
        # "You write it", "just do it for me", "hazlo por mi".
        rf"\b(?:{_DO}|{_HACER})\b (?:all |out |all of |the rest of |todo |me )*"
        rf"(?:it|this|that|them|these|the whole thing|everything|mine|esto|eso|todo|lo|the rest|"
        rf"all of it)?(?: \w+){{0,3}} ?(?:{_TO_ME})",
        rf"(?:^{_LEAD}|\b{_ASK} (?:please |just |also )*)(?:(?:write|finish|rewrite|draft|fix|"
        rf"complete) (?:it|this|that|them)|(?:write|finish|rewrite|draft|fix|do|complete|add) "
        rf"(?:the (?:whole )?thing|(?:all )?the rest|everything|mine))\b"
        rf"(?: (?:up|out|already|now|please|all|then|so|yourself|tonight|quick|real "
        rf"quick))*[\s!.?]*$",
        rf"{_START}(?:write|draft|rewrite|ghostwrite) (?:it|this|that|mine)\b(?! (?:down|off|up "
        rf"on))",
        rf"^{_LEAD}(?:escribelo|escribela|hazlo tu|hazmelo|hazmela|redactalo|redactala|arreglalo|"
        rf"arreglala|reescribelo|reescribela|terminalo|completalo|mejoralo|corrigelo|"
        rf"escribemelo|escribemela|terminamelo)\b",
        # Examples that would be handed in.
        r"\b(?:give|show|send|write|need|want|see|share|make|get|have|just|only|lend|provide)\b"
        r"(?: \w+){0,3}? (?:sample|example|model|template|exemplar|mock|dummy|placeholder|starter) "
        r"(?:\w+ )?(?:paragraph|reflection|answer|submission|response|text|essay|overview|"
        r"evidence|sentences?|part|write-?up|narrative|artifact)s?\b",
        r"\b(?:an? )?(?:example|sample|model|version|template) of (?:a |an |the |my |what |how )?"
        r"(?:\w+ ){0,3}(?:reflection|paragraph|answer|submission|response|overview|essay|part \d)",
        r"\b(?:reflection|paragraph|answer|submission|response|essay|parrafo|reflexion|respuesta)s?"
        r"(?: (?:as an|for an|de|como)) (?:example|ejemplo|muestra|modelo)\b",
        r"\b(?:ejemplo|muestra|modelo) de (?:una? |la |mi |el )?(?:parrafo|reflexion|respuesta|"
        r"entrega|ensayo)",
        r"\b(?:give|show|send|write|tell) me (?:the|a|an) (?:\w+ )?(?:perfect|ideal|right|"
        r"correct|best|"
        r"finished|complete|full|proficient|passing|winning|good) (?:\w+ )?(?:answer|response|"
        r"paragraph|reflection|submission|overview|text|essay)s?\b",
        r"\bwritten out\b|\b(?:sentences|blanks|parts|paragraphs|rest) filled in\b|\badd (?:in )?"
        r"(?:the rest|\d+ (?:more )?words|more words)\b",
        r"\b(?:what|how) would you (?:write|say|put|phrase|word|answer)\b|\bque (?:escribirias|"
        r"pondrias|dirias) (?:tu|tu aqui|en)\b",
        r"\bsummari[sz]e\b[^.!?;\n]{0,50}\b(?:as|into|for) (?:the|my|an?) (?:overview|reflection|"
        r"paragraph|narrative|part \d|submission)",
        r"\b(?:put|say|phrase) (?:this|that|it|these|my (?:notes|words|ideas))\b[^.!?;\n]{0,20}\b"
        r"(?:into|in|with) (?:\w+ )?(?:nicer|better|good|professional|fancy|fancier|academic|"
        r"proper|"
        r"right|teacher) (?:words|language|english|sentences|prose)",
        # Role play.
        r"\b(?:pretend|imagine|act|acting|suppose|role[- ]?play\w*|make believe|let's say|speak|"
        r"answer|respond|write)\b[^.!?;\n]{0,30}\b(?:you(?:'re| are| were)? me|as (?:if|though) "
        r"you "
        r"(?:were|are) (?:me|the teacher|a teacher)|as me\b|like you(?:'re| are) me|"
        r"you(?:'re| are| were) (?:the|a|an) (?:\w+ ){0,4}(?:teacher|candidate|applicant|"
        r"ghost ?writer|author|educator|assistant without|ai without|writer))",
        r"\bin (?:my|the teacher's|a teacher's) (?:own )?(?:voice|name|words|style)\b"
        r"(?=.*\b(?:write|draft|reflection|paragraph)|)(?<!say it in my own words)"
        r"(?<!say in my own words)(?<!put it in my own words)",
        r"\bas if (?:you were me|i (?:had )?(?:wrote|written) it|it was me|i was talking)\b",
        r"\b(?:haz de cuenta|imagina(?:te)?|finge|hazte pasar|actua|supongamos|pretende|simula|"
        r"responde|escribe)\b[^.!?;\n]{0,40}\b(?:eres yo|fueras yo|como yo|por mi|ser yo|eres "
        r"(?:la|"
        r"una|el|un) (?:maestr|profesor|docent)\w+|fueras (?:la|una|el|un) (?:maestr|profesor)\w+)",
        r"\bcomo si (?:fueras yo|yo lo (?:hubiera|habria) escrito|lo hubiera escrito yo|fuera "
        r"yo)\b",
        rf"{_NO_CLASS}(?:\brole-? ?play\w*\b|\bplay the (?:role|part) of\b|\bjuego de rol\w*\b)",
        rf"{_NO_CLASS}\b(?:act|acts|acting|talk|behave|respond|actua|habla|responde|contesta) "
        rf"(?:as|like|como) "
        r"(?:if |though |si )?(?:an? |the |una? |la |el )?(?:\w+ ){0,4}?(?:teacher|educator|"
        r"author|"
        r"writer|candidate|me\b|maestr[oa]|profesora?|docente|yo\b)",
        r"\byou(?:'re| are) (?:now )?(?:me|(?:mr|ms|mrs|miss|dr)\b|the teacher|a teacher|in \w+ "
        r"mode)",
        # Rules set aside, and who is said to have allowed it.
        rf"\b(?:ignore|forget|drop|break|bend|override|disregard|skip|olvida|ignora|salta)\w*\b"
        rf"[^.!?;\n]{{0,20}}\b(?:rules?|instructions|guidelines|policy|restrictions|reglas|"
        rf"instrucciones)\b[^!?;\n]{{0,80}}\b(?:{_PIECE}|{_PIEZA}|write|escrib\w+)\b",
        rf"\b(?:fine|ok(?:ay)?|all ?right|allowed|cool|permitted|no problem|approved) (?:if|for|"
        rf"that|"
        rf"with|to have) (?:you|u|ai|the (?:assistant|bot|ai|tool))\b[^.!?;\n]{{0,20}}\b{_DO}\b",
        rf"\b(?:have|let|get|ask|make|use|using|want|tell|told) (?:the |an? |this )?(?:assistant|"
        rf"ai|bot|"
        rf"chatgpt|chatbot|computer|tool|program|credcoach|app)\b (?:to )?{_DO}\b",
        r"\b(?:esta bien|no hay problema|permite|deja|dice) (?:si|que|con que) (?:tu )?(?:lo |la )?"
        r"(?:escrib|redact|hag|complet|termin)\w+",
        # So that it passes.
        r"\b(?:rewrite|fix|change|edit|improve|make|reword|rephrase|adjust|tweak|revise|upgrade|"
        r"turn)\b[^.!?;\n]{0,50}\b(?:so (?:that )?(?:it|i|this|they)(?:'ll| will| can| would)? "
        r"(?:pass|score|meet|sound|reach|get|look|be)\w*|(?:to|into|up to|sound|be|at) (?:a )?"
        r"(?:pass(?:ing)?\b|proficient|exemplary|professional|better|met))",
        r"\b(?:reescrib\w+|arregl\w+|cambi\w+|mejor\w+|corrig\w+|haz\w*|modific\w+)\b"
        r"[^.!?;\n]{0,50}\b(?:para que (?:pase|apruebe|quede|suene|llegue|me aprueben)|hasta que "
        r"pase)",
        # The gaps, the notes, the words to paste.
        rf"(?:^{_LEAD}|{_ASK} )(?:\w+ ){{0,3}}?fill (?:in |out |up )?(?:\w+ ){{0,3}}(?:gaps?|"
        rf"blanks?|"
        r"rest|missing|holes|template|form|empty|parts?)\b",
        r"\bfill (?:it|that|this|them|those|everything) (?:in|out)\b",
        r"\b(?:escrib|redact|arregl|complet|termin|mejor|corrig|reescrib|rellen|hag|"
        r"hac)[aei]?me?l[oa]s?\b",
        r"\b(?:rellen\w+|llen\w+|complet\w+) (?:\w+ ){0,3}(?:huecos|espacios|vacios|blancos?|falta|"
        r"faltante|resto|plantilla)\b",
        rf"(?:^{_LEAD}|\b{_ASK} )(?:just |please |also )*(?:turn|convert|translate|transform|make|"
        r"change|expand|shape|put|organi[sz]e|rework|stretch|combine|weave)\b[^.!?;\n]{0,70}?\b"
        r"(?:into|to|as|up into|in) (?:an? |the |my |good |full |nice |proper |real |one |two |"
        r"\w+ ){0,4}(?:reflections?|paragraphs?|essay|overview|submission|narrative|response|prose|"
        r"answers?|write-?up|part \d|full sentences|evidence)\b",
        r"\b(?:convi?[ei]rt\w+|pas(?:a|ame|ar|es)|traduc\w+|transform\w+|pon(?:me|lo|er)?|haz|"
        r"organi[sz]\w+|arma(?:me|r)?)\b[^.!?;\n]{0,60}\b(?:en|a|como|una?) (?:una? |la |mi )?"
        r"(?:\w+ )?(?:reflexi\w+|parrafos?|ensayo|texto|narrativa|entrega|respuestas?)\b",
        r"\bwhat (?:should|would|do|could) i (?:write|say|put|type)\b[^.!?;\n]{0,40}\b(?:exactly|"
        r"word for word|verbatim)",
        r"\b(?:exact|actual) (?:words|wording|text|sentences)\b(?= (?:to|i|for|that i|so))|"
        r"\btell me exactly what to (?:write|say|put)|\bword for word\b[^.!?;\n]{0,20}\bwrite",
        r"\b(?:dime|dame) (?:exactamente )?(?:que|lo que) (?:debo |tengo que |hay que )?"
        r"(?:escribir|poner)(?: exactamente| palabra por palabra| tal cual)|palabra por palabra|"
        r"\bexactamente (?:que|lo que) (?:escribir|poner)",
        r"\b(?:so|that|which|and|then|something)(?: that)? i(?:'ll| can| could| will| may| just)* "
        r"(?:just )?(?:copy|paste|copy (?:and|&|/) paste|hand in|turn in|submit)(?: it| them| "
        r"that)?"
        r"[\s.!?]*$",
        r"\b(?:copiar|copiar y pegar|pegar|copie y pegue|solo (?:copio|pego|entrego))\b"
        r"(?= ?(?:y|tal|directo|ya|$|[.,!?]))",
        r"\bghost-?writ\w+",
        r"\b(?:you|u|ai|chatgpt|the (?:bot|assistant|computer)) (?:can |could |to |should |just |"
        r"will |must |please )*(?:write|writes|do|draft|finish|generate)s? (?:it|this|that|my|"
        r"the (?:reflection|whole|rest|evidence|submission)|mine|everything|all)\b",
        r"\b(?:tu|ya) (?:lo |la )?(?:escribes|redactas|haces)\b|\bescribas tu\b|"
        r"\bme (?:lo|la) (?:escribes|redactas|haces|puedes (?:escribir|hacer))\b|"
        r"\b(?:ponlo|ponla|escribes|redactas) tu\b|"
        r"\b(?:escribela|escribelo|redactala|redactalo|hazla|hazlo) tu\b|"
        r"\bque (?:me )?(?:lo|la) (?:escribas|redactes|hagas|termines)\b",
        # Made up.
        r"\b(?:make up|invent|fabricate|fake)\b[^.!?;\n]{0,40}\b(?:data|quotes?|scores?|evidence|"
        r"students?|numbers?|results?|stor(?:y|ies)|examples?|reflection|artifacts?|transcripts?|"
        r"details?|it|something|work)\b",
        r"\b(?:inventa\w*|falsific\w+)\b[^.!?;\n]{0,40}\b(?:datos|citas|evidencia|alumnos|numeros|"
        r"resultados|historia|ejemplos?|reflexion|algo|transcripcion\w*|notas)\b",
        # So many words of it.
        r"\b(?:give|get|need|want|write|have) (?:me |us )?(?:like |about |around |some |at least )*"
        r"\d{2,4} words\b[^.!?;\n]{0,30}\b(?:on|about|for|of|describing|from you)\b",
        r"\b(?:dame|necesito|escribe(?:me)?|hazme) (?:unas |como |las )*\d{2,4} palabras\b",
        rf"^{_LEAD}(?:just )?(?:one|a|an|two|three|the|un|una|solo un|solo una|el|la) (?:\w+ )?"
        r"(?:example |sample |short |little |single |first |opening |quick |primer )*(?:paragraph|"
        r"sentence|reflection|parrafo|oracion|reflexion)s?(?: \w+){0,6}[\s!.?]*(?:please|por favor)"
        r"?[\s!.]*$",
        r"\b(?:start|begin|continue|keep writing|finish) (?:the |my |this )?(?:first |next |last )?"
        r"(?:sentence|paragraph|reflection)s? for me\b",
    )
)
# Somebody else writes, or she herself does, or it is done already.
_STUDENTS_WRITE = re.compile(
    r"\b(?:students?|kids?|children|child|class(?:es)?|learners?|readers?|writers?|\w+ graders?|"
    r"freshmen|sophomores|pupils?|kinders?|teens|them|they|their|his|her|alumn[oa]s?|estudiantes?|"
    r"nin[oa]s|chicos|grupo|teachers i coach|colleagues?|mentees?|coachees)\b"
    r"(?:'s?)?[^.!?;\n]{0,40}?\b(?:writ\w+|draft\w*|compos\w+|finish\w*|complet\w+|essays?|"
    r"paragraphs?|sentences?|reflect\w*|answers?|responses?|rewrit\w+|revis\w+|do (?:it|their)|"
    r"escrib\w+|redact\w+|parrafos?|ensayos?|reflexion\w*|respuestas?|make up|fill)|"
    r"\b(?:writ\w+|draft\w*|compos\w+|rewrit\w+|escribir|redactar|revis\w+|paragraphs?|essays?|"
    r"reflections?|answers?|responses?|parrafos?|ensayos?|respuestas?)\b[^.!?;\n]{0,16}\b"
    r"(?:with|by|from|of|con|de|entre) (?:my |the |our |mis |los |las )?"
    r"(?:\w+ )?(?:students?|kids|children|class|learners|\w+ graders|alumn[oa]s|estudiantes|"
    r"ninos)\b|"
    r"\b(?:teach|teaching|get(?:ting)?|have|having|ask(?:ing)?|let(?:ting)?|show(?:ing)?|"
    r"help(?:ing)?|"
    r"support(?:ing)?|ensenar(?:les)?|ayudar(?:les)?) (?:a )?(?:my|the|our|all|some|more|every|mis|"
    r"los|las) (?:\w+ ){0,2}(?:students?|kids|children|class|learners|graders|alumn[oa]s|"
    r"estudiantes|ninos)"
)
_HOW = re.compile(
    r"^\W*(?:ok(?:ay)?[, ]+|so[, ]+|and[, ]+|but[, ]+|hi[, ]+|entonces[, ]+|y[, ]+|pero[, ]+)*"
    r"(?:how (?:do|can|should|could|would|might|to|long|many|much|is|are|does|did)|"
    r"what(?:'s| is| are| makes| does| do| should| must| would| goes| kind| counts| will)|"
    r"which|when|where|who|is there|are there|does|do (?:i|we|they)|should|must|may i|"
    r"can (?:i|my|the|we)|could (?:i|my|the|we)|am i|is (?:it|the|a|my|an)(?! ok)|are|has|have "
    r"(?:i|you)|"
    r"como (?:se|puedo|debo|escribo|hago|empiezo|redacto)|que (?:debe|tiene|hace|lleva|va|incluye|"
    r"necesita|pide|tan|busca|es|significa)|cuant[oa]s?|cual(?:es)?|puedo|debo|hay|tengo que|es)\b"
)
_EXACTLY = re.compile(
    r"\b(?:exactly|word for word|verbatim|for me|palabra por palabra|exactamente|por mi)\b|"
    r"\b(?:can|could) (?:we|i) (?:just )?(?:have|get) you\b|is it ok(?:ay)? (?:if|for) you|"
    r"\b(?:should|can|would) (?:you|u|ai|chatgpt)\b|\bescrib\w+ tu\b|\bpon(?:lo|la) tu\b"
)
_HERSELF = re.compile(
    r"\b(?:i|i've|i'm|i'll|i'd|we|we've) (?:(?:have|already|just|still|only|also|will|should|must|"
    r"need to|want to|have to|am going to|going to|had to|like to|try to|tried to|'ve|can|could|"
    r"finally|never|now|really|then|do|did|might|plan to|got to|don't know how to|can't|"
    r"couldn't) )*"
    r"(?:wrote|written|write|writing|drafted|finished|completed|draft|rewrote|finish|complete|"
    r"revised|revise|edit(?:ed)?|made|did|do|done)\b|"
    r"\b(?:escribi|he escrito|ya (?:escribi|hice|termine)|estoy escribiendo|voy a escribir|"
    r"quiero escribir|tengo que escribir|debo escribir|necesito escribir|escribo|termine|"
    r"quiero mejorar|yo (?:lo|la) escrib\w+)\b"
)
_PLEAD = re.compile(rf"\b{_ASK}\b|{_TO_ME}|\bjust (?:do|write)\b")
_GET_BETTER = re.compile(
    r"\b(?:get|become|be|getting|becoming) better at|\bimprove (?:my|how i) (?:teach|writing "
    r"instruction|feedback|questioning|practice)|\b(?:i|we) (?:want|need|would like|'d like) to "
    r"(?:learn|improve|get better|give|teach|support|help)|\b(?:quiero|necesito) (?:aprender|"
    r"mejorar|ensenar|dar)|\b(?:unit|course|workshop|training|credential|badge)s? (?:about|on|for|"
    r"in) "
)


def asks_to_write(message: str) -> bool:
    """Whether the message wants words that would be handed in."""
    return any(_wants(sentence) for sentence in _SENTENCE.findall(folded(message)))


_PLEADS = re.compile(
    r"\b(?:please|come on|nobody (?:will|'ll|would|needs to) (?:ever )?know|no ?one (?:will|'ll) "
    r"know|"
    r"just (?:this once|one|a little|the|once)|only (?:one|this once)|i won't tell|one time|"
    r"i'll change|i promise|i'm desperate|pretty please|"
    r"andale|anda|por favor|porfa\w*|nadie (?:se )?(?:va a|lo)|solo (?:una?|esta vez|por hoy)|"
    r"te (?:prometo|juro)|no le digo a nadie|no seas)\b"
)
_PLEA_WORDS = 14


def pleads(message: str) -> bool:
    """Whether a short message goes on asking for what was just declined."""
    said = folded(message)
    if len(said.split()) > _PLEA_WORDS or "?" in said or _STUDENTS_WRITE.search(said):
        return False
    return bool(_PLEADS.search(said))


def _wants(sentence: str) -> bool:
    said = sentence.strip()
    first = min((found.start() for rule in _ASKED if (found := rule.search(said))), default=None)
    if first is None:
        return False
    for_her = bool(_EXACTLY.search(said))
    if _STUDENTS_WRITE.search(said) and not for_her:
        # "Write a paragraph about my students" tells whom it is about, not who writes.
        if not _about_students(said):
            return False
    if _HOW.search(said) and not for_her:
        return False
    herself = _HERSELF.search(said)
    if herself and herself.start() <= first and not for_her and not _PLEAD.search(said):
        return False
    return not (_GET_BETTER.search(said) and not _PLEAD.search(said))


_ABOUT_STUDENTS = re.compile(
    r"\b(?:reflections?|evidence|submissions?|overview|paragraphs?|part \d|narrative|response|"
    r"description|sentences?|words|reflexion|parrafos?|evidencia|texto|descripcion)\b"
    r"[^.!?;\n]{0,16}\b(?:about|on|describing|of how|where|sobre|acerca de|de como|de mi)\b"
)


def _about_students(said: str) -> bool:
    return bool(_ABOUT_STUDENTS.search(said)) or bool(
        re.match(rf"{_LEAD}(?:write|draft|escrib\w+|redact\w+) (?:my|the|mi|la) ", said)
    )
