"""The phrases of a text that tries to steer its judge, as patterns over plain lower-case letters.

Each pattern is matched on what `instructions.plain_letters` makes of a text: no accents, no hidden
characters, one blank between words. STRONG phrases stand for themselves, WEAK ones only together.
"""

from __future__ import annotations

import re

_NEAR = r"(?:(?!whether)[^.!?;\n]){0,45}?"  # within one clause; "whether it is met" is a question
_JUDGE = (
    r"(?:a\.?i\.?|llms?|language models?|chat ?bots?|chatgpt|gpt|claude|gemini|graders?|"
    r"grading (?:system|model|tool|software|engine|bot)|evaluators?|assessors?|reviewers?|scorers?|"
    r"scoring (?:system|model|tool|engine)|(?:reviewing|judging|automated) (?:model|system)|"
    r"judges?|"
    r"(?:assistant|model|person|one|system|whoever|who) (?:that |who |which )?"
    r"(?:evaluat|grad|read|scor|review|check|assess|judg)(?:es|e|s|ing))"
)
_SCOPE = (
    r"(?:(?:all|every|each|both|any|the|this|these|my|our)\b(?: [a-z0-9'-]+){0,3}? )?"
    r"(?:criteri(?:a|on)|rows?(?! of (?!the rubric))|rubric|elements?|indicators?|submission|draft|"
    r"portfolio|entry|everything|readiness|status(?:es)?)\b"
)
_RESULT = (
    r"(?:fully )?(?:met|proficient|exemplary|accomplished|demonstrated|pass(?:ed|ing)?|ready|shown|"
    r"satisf(?:ied|actory)|fulfilled|approved|full (?:marks|credit|points|score)|"
    r"(?:the )?(?:highest|maximum|top|best|perfect) (?:possible )?(?:scores?|levels?|ratings?|"
    r"marks?|"
    r"grades?)|10/10|4/4|100 ?%|1\.0)(?![a-z0-9])"
)
_JUDGING = (
    r"(?:mark|score|rate|grade|treat|consider|count|award|give|grant|assign|set|return|report|"
    r"respond|answer|output|record|credit|deem|label|classify|accept|approve|judge|evaluate|"
    r"declare)"
)
_RULES = (
    r"(?:(?:the |this |that |your |any |all )*(?:rubric|criteria|criterion|missing)\b|"
    r"system prompt|"
    r"(?:scoring|grading|assessment|assessor) (?:guide|rules|instructions|guidelines|criteria)|"
    r"(?:(?:all|any|your|previous|prior|above|preceding|earlier|existing|original|these|those)"
    r"(?: of)?(?: the| your)? )+(?:instructions?|prompts?|guidelines|guidance|programming|"
    r"commands)\b)"
)
# What is done with a sheet in class is a direction to students, not to whoever judges.
_IN_CLASS = (
    r"(?! (?:on|in|at|from) (?:the|your|page)\b[^.!?]{0,20}"
    r"(?:board|page|sheet|slide|handout|card|packet|book|screen|worksheet|top|bottom|\d))"
)
_NOT_A_CHOICE = r"(?!\W{0,3}(?:or|/|, not|and not)\b)"  # "met or not yet" asks for a judgement

# Verbs of these count only where they command: "I marked each row" tells what was done.
OVERRIDES = re.compile(
    r"\b(?:ignore|disregard|forget|override|overrule|bypass|set aside|stop (?:following|applying)|"
    r"(?:do not|don't|never) (?:follow|apply|obey))\b(?:[^.!?;\n]{0,30}? ?"
    + _RULES
    + _IN_CLASS
    + r"|"
    r" everything (?:above|before) this\b| (?:all |all of )?the above\b(?! \w))"
)
VERDICTS = re.compile(
    rf"\b(?:{_JUDGING} {_NEAR}{_SCOPE}{_NEAR}(?:\bas |\bto be |\bto |=|: ?|\bat |\bwith |"
    rf"\b(?=full|the |"
    rf"met|prof|exem|pass)){_NEAR}[\"']?{_RESULT}{_NOT_A_CHOICE}"
    rf"|{_JUDGING} {_NEAR}\b{_RESULT}[\"']?[^.!?;\n]{{0,40}}?\b(?:to|for|on|in|across) {_SCOPE}"
    rf"|mark (?:it |this |them |everything |all )*(?:as )?(?:met|proficient|passed|shown)\b"
    rf"{_NOT_A_CHOICE}|pass (?:this|my|the) (?:submission|draft|portfolio|entry|teacher|educator)"
    rf"|(?:score|rate|mark|grade|treat) (?:this|it)\b{_NEAR}{_RESULT}{_NOT_A_CHOICE}"
    rf"|{_JUDGING} (?:all|every|each) (?:[a-z]+ )?(?:scores?|ratings?|levels?|decisions?)\b{_NEAR}"
    rf"\b{_RESULT}{_NOT_A_CHOICE}"
    r"|(?:treat|count|consider) (?:any |all |the )*missing\b"
    r"|(?:score|rate|grade|treat|judge)\b[^.!?;\n]{0,40}?\bas if (?:it|they|he|she|"
    r"i)\b(?! were an? )"
    rf"|{_JUDGING} {_SCOPE} (?:generous|lenient|kind)ly)"
)

STRONG = tuple(
    re.compile(pattern)
    for pattern in (
        # frames that only machines read
        r"<\s*/?\s*data\b(?!-)|<\|[\w ]+\|>|\[/?inst\]|<</?sys>>|</?(?:system|"
        r"assistant)(?:[ -]\w+)?>",
        r"\[\s*(?:begin |end (?:of )?)?(?:system|developer|admin|grader|assessor)\s*"
        r"(?:note|message|prompt|override|instructions?|notice|directive)\b|\[\s*system\s*\]",
        r"^\W*(?:begin |end (?:of )?)?(?:system|developer|admin) "
        r"(?:note|message|override|instructions?|notice|directive)s?\s*[:(\[\-–—]",
        # words about this very note
        r"\b(?:this|these) (?:instruction|note|message|comment)s? (?:has|have|takes?) "
        r"(?:priority|precedence)",
        r"\b(?:do not|don't|never|without) (?:[a-z]+ (?:or|nor) )*(?:mention|refer|reveal|disclos|"
        r"acknowledg|repeat|quot|show)[a-z]*\b[^.!?;\n]{0,20}?\b(?:this|these) "
        r"(?:note|comment|message|instruction)s?\b",
        # a part to play
        r"\b(?:you are(?: now)?|act as|pretend to be|behave as) (?:an? |the )?(?:[a-z]+ )?"
        r"(?:grader|assessor|evaluator|scorer|reviewer)\b",
        r"\b(?:reveal|print|show|repeat|output) (?:me )?(?:your|the) system prompt\b",
        r"\blist of missing (?:items|elements|evidence)\b|\blisted as missing\b",
        r"\binstead of (?:judging|scoring|grading|evaluating|assessing)\b[^.!?\n]{0,10}(?:it|"
        r"this|\W|$)",
        r"\breadiness[\"']?\s*(?:=|:|to)\s*[\"']?(?:nearly[ _])?ready\b",
        r"\b(?:grader|assessor|system|admin|instructor) override\b|^(?:begin|end) (?:report|"
        r"output)\b",
        r"\b(?:whatever|no matter what|regardless of what) the (?:rubric|criteria|pass level)\b",
        r"\b(?:write|say|report|state|confirm) that (?:the|this) (?:teacher|educator|candidate) "
        r"(?:has )?(?:met|meets|passed|passes|shown|shows|demonstrated)\b",
        r"\bthis (?:paragraph|section|draft|submission|text|document) (?:fully )?(?:satisfies|"
        r"meets|"
        r"fulfil+s|shows) (?:every|all)\b[^.!?\n]{0,20}(?:element|criteri|row|rubric)",
        # an approval that nobody gave
        r"\b(?:this|my|the) (?:submission|entry|portfolio|draft|educator|candidate)\b[^.!?\n]{0,30}"
        r"\b(?:already|previously)\b[^.!?\n]{0,40}\b(?:approved|verified|passed|certified|accepted|"
        r"scored|validated)\b",
        r"\b(?:approved|verified|passed|certified|accepted|scored) (?:this|the) "
        r"(?:submission|entry|portfolio|draft) already\b",
    )
)
ADDRESSED = re.compile(
    rf"(?:^|[^a-z0-9 ] ?){_JUDGE}(?: note)?\s?[:,]|\b(?:if )?you are (?:now )?(?:an? |"
    rf"the )?{_JUDGE}\b|"
    rf"\bthe (?:automated |ai |human )?{_JUDGE} (?:must|should|shall|could|would|can|may|will|"
    rf"is to)\b|"
    rf"(?:^|[^a-z0-9 ] ?)(?:(?:please )?(?:note|notes|message|instructions?|memo|attention|attn|"
    rf"reminder)(?: to| for|:)? |to |for |dear |hey |hello |hi )(?:the |any |all |an? |our |your )?"
    rf"(?:[a-z]+ ){{0,2}}?{_JUDGE}\b"
)
WEAK = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:^|[^a-z0-9 ] ?)(?:system|developer|admin|new instructions?)\s*:",
        rf"\bthe (?:automated |ai |human )?{_JUDGE} (?:must|should|shall|is to|has to|needs to)\b",
        r"\b(?:do not|don't|never|must not|without) (?:[a-z]+ (?:or|nor) )?(?:mention|refer|list|"
        r"report|point out|flag|ask|request|includ|generat)[a-z]*\b[^.!?;\n]{0,25}?\b(?:missing|"
        r"gaps?|"
        r"weakness(?:es)?|shortcomings|(?:more|further|additional) evidence|own findings|"
        r"concerns)\b",
        r"\b(?:status|confidence|verdict|final result|level|result)\b[\"']?\s*(?:=|:|of|to|\")\s*"
        r"[\"']?(?:all \w+ criteria|met|exemplary|proficient|passed|pre-?verified|1\.0)\b",
        r"\ball (?:[a-z]+ )?(?:criteria|rows|elements)\b[^.!?;\n]{0,15}(?:=|\bas\b|\bare\b|\bbe\b)"
        r"[^.!?;\n]{0,10}\b(?:met|satisfied|proficient|passed|exemplary)\b",
        r"\bpre-?(?:verified|approved)\b|\bhuman (?:moderation|panel|review)\b",
        r"\b(?:rubric|criteria|instructions)\b[^.!?\n]{0,50}\b(?:superseded|void|"
        r"no longer apply)\b",
        r"\b(?:only|nothing but) (?:positive|praise)\b|\bquotes? may be taken\b",
        r"\b(?:automated|ai|assessment|scoring|grading|review) (?:[a-z]+ )?pipeline\b",
        r"\bpriority over\b[^.!?\n]{0,30}\binstructions\b",
    )
)

# Talk of results, in a sentence without a person in it, that also talks to or about its judge.
META = tuple(
    re.compile(pattern)
    for pattern in (
        r"\boverrid(?:e|es|den|ing)\b|\bsupersedes?\b|\bin place of (?:the|your)\b",
        r"\bin json\b|\b(?:your|new|updated) (?:only |sole )?(?:task|instructions?|role|job|"
        r"orders?)\b",
        r"\bfrom now on\b|\bend of (?:the )?(?:draft|submission|document|data|file|text|"
        r"evidence)\b",
        r"\b(?:answer|answers|respond|reply|output|return|say|report)s? (?:only|just|met|that|"
        r"with)\b|"
        r"\bonly (?:ever )?(?:answers?|responds?|returns?|outputs?)\b|^(?:output|return|respond)\b",
        r"\b(?:stop|skip|no need|not necessary|unnecessary|without) (?:the |any |to )?(?:read|"
        r"evidence|"
        r"check|look|assess|evaluat|review|verif)[a-z]*|\b(?:do not|don't|need not|"
        r"never) (?:evaluate|"
        r"assess|judge|check|verify|grade|look|review|deduct|lower|downgrade|fail)\b",
        r"\blenient\b|\bgenerous(?:ly)?\b|\bhereby\b|\bno matter what\b|\bregardless of\b",
        r"\bas (?:instructed|directed|agreed|required|ordered) by\b|\bas (?:the|an?) assessor\b",
        r"\b(?:authoriz|authoris|instruct|order|command|request|expect|direct)[a-z]* (?:you|"
        r"that)\b",
        r"\byou (?:will|must|should|are to|have to|need to)\b|\byour (?:answer|reply|output)\b",
        r"\bbefore (?:scoring|grading|judging|evaluating|assessing)\b|\b(?:grading|answer|"
        r"scoring) key\b|"
        r"\bcorrect answer\b|\bbe strict\b|\bcriticis|\bcriticiz|\bproduce\b|\bdecisions?\s*[:=]",
        r"\b(?:graders|reviewers|assessors|evaluators|raters) (?:are|were|to|must|should|have)\b",
        r"^(?:please )?(?:approve|accept|pass|award|grant|certify)\b",
    )
)
SCOPE = re.compile(
    r"\b(?:criteri(?:a|on)|rows?|rubric|elements?|indicators?|submission|draft|portfolio|readiness|"
    r"credential|every level|scores?|all|everything|throughout|each one|across the board)\b"
)
RESULT = re.compile(
    rf"\b{_RESULT}|\b(?:meets?|pass(?:es)?|approves?|approve|demonstrates?|satisf(?:y|ies))\b|"
    r"\ba\+|\b(?:positive|favou?rable) (?:verdict|result|decision)\b|\bpass level\b|\bpraise this\b"
)
PEOPLE = re.compile(
    r"\b(?:i(?!,)(?! hereby| authori| instruct)|we|he|she|they|students?|kids|pupils?|learners?|"
    r"class|children|child|partners?|peers?|groups?)\b"
)
JUDGES_JSON = re.compile(r"\"(?:elements?|decision|readiness|status)\"\s*:")

# Other languages, accents dropped: two strong ones (what overrides, what demands a result), then
# weak ones, the first of which is how a note to a judge begins.
_SPANISH = (
    r"\b(?:ignor(?:a|e|en|ar)|omit(?:a|an)|olvid(?:a|e|en)|haga caso omiso de|no (?:siga|"
    r"aplique))\b"
    r"[^.!?;\n]{0,30}\b(?:rubrica|criterios|instrucciones (?:anteriores|previas)|"
    r"(?:todas las|tus|sus) instrucciones)",
    r"\b(?:marque|marca|marcar|califique|califica|otorgue|asigne|considere|evalue|ponga|puntue|"
    r"apruebe)"
    r"\b[^.!?;\n]{0,40}\b(?:criterios?|rubrica|entrega|filas?|todo)\b[^.!?;\n]{0,40}\b(?:cumplid|"
    r"lograd|aprobad|proficient|satisfech|maxim|superad|alcanzad|list[oa])",
    r"\bnota (?:para|al?)\b[^.!?:\n]{0,30}(?:evalu|revis|calific|sistema|asistente|inteligencia)",
    r"\bno (?:mencione|mencion|senale|pida|indique|solicite)[a-z]*\b[^.!?\n]{0,30}\b(?:nota|"
    r"comentario|"
    r"carencias|evidencia)",
    r"\b(?:esta|la|mi) (?:entrega|carpeta|propuesta)\b[^.!?\n]{0,20}\b(?:fue|ha sido|esta)\b"
    r"[^.!?\n]{0,20}(?:revisad|aprobad|examinad|verificad)",
)
_PORTUGUESE = (
    r"\b(?:ignore|ignora|desconsidere|esqueca)\b[^.!?;\n]{0,30}\b(?:rubrica|criterios|"
    r"instrucoes anteriores|(?:todas as|suas) instrucoes)",
    r"\b(?:marque|avalie|considere|atribua|aprove)\b[^.!?;\n]{0,40}\b(?:criterios?|rubrica|entrega|"
    r"tudo)\b[^.!?;\n]{0,40}\b(?:atendid|cumprid|aprovad|proficient|maxim)",
    r"\bnota (?:para|ao?)\b[^.!?:\n]{0,30}(?:avali|revis|sistema|assistente|inteligencia)",
    r"\bnao (?:mencione|aponte|peca|indique)\b[^.!?\n]{0,30}\b(?:nota|comentario|falhas|evidencia)",
)
_FRENCH = (
    r"\b(?:ignore[rz]?|oublie[rz]?|ne (?:tene?z|tiens) pas compte)\b[^.!?;\n]{0,30}\b(?:grille|"
    r"criteres|rubrique|instructions precedentes|(?:toutes les|vos|tes) instructions)",
    r"\b(?:marque[rz]?|considere[rz]?|note[rz]?|evalue[rz]?|attribue[rz]?|valide[rz]?)\b"
    r"[^.!?;\n]{0,40}\b(?:criteres?|grille|dossier|tout)\b[^.!?;\n]{0,40}\b(?:atteint|rempli|"
    r"valide|"
    r"reussi|satisfait|maxim|acquis)",
    r"\bnote (?:pour|a|au)\b[^.!?:\n]{0,30}(?:evalu|correct|systeme|assistant|intelligence)",
    r"\bne (?:mentionne|signale|demande)[rz]?\b[^.!?\n]{0,30}\b(?:note|commentaire|lacunes|"
    r"preuves)",
)
_GERMAN = (
    r"\b(?:ignorier(?:e|en)|vergiss|vergessen sie|missachte[n]?)\b[^.!?;\n]{0,30}\b(?:kriterien|"
    r"raster|bewertungsraster|vorherigen anweisungen|alle anweisungen)",
    r"\b(?:markier(?:e|en)|bewerte[n]?|setze[n]?|werte[n]?|"
    r"betrachte[n]?)\b[^.!?;\n]{0,40}\b(?:kriteri"
    r"(?:en|um)|zeilen?|einreichung|alles)\b[^.!?;\n]{0,40}\b(?:erfullt|bestanden|erreicht|"
    r"gezeigt)",
    r"\b(?:hinweis|anweisung|nachricht) (?:fur|an)\b[^.!?:\n]{0,30}(?:bewert|pruf|system|"
    r"assistent|ki\b)",
    r"\b(?:erwahne|nenne)[n]?\b[^.!?\n]{0,30}\b(?:hinweis|kommentar|lucken)\b[^.!?\n]{0,10}\bnicht",
)
_VIETNAMESE = (
    r"\bbo qua\b[^.!?;\n]{0,30}\b(?:tieu chi|huong dan|chi dan|thang diem)",
    r"\b(?:danh dau|cham|xem)\b[^.!?;\n]{0,40}\b(?:tieu chi|tat ca|bai)\b[^.!?;\n]{0,30}\b(?:dat|"
    r"hoan thanh)\b",
)
_CHINESE = (
    r"(?:忽略|无视|無視|不要理会|不要理會|忘记|忘記)[^。!?]{0,12}(?:评分|評分|标准|標準|量表|指令|指示|说明)",
    r"(?:标记|標記|评|評|视|視|判定|算)[^。!?]{0,6}(?:为|為|作|成)[^。!?]{0,4}"
    r"(?:达标|達標|达到|達到|符合|满足|滿足|通过|通過|合格)",
)
_ARABIC = (
    r"(?:تجاهل|تجاهلي|اهمل)[^.!?\n]{0,30}(?:تعليمات|معايير)",
    r"(?:ضع|اعتبر|اعتبري|قيم|صنف)[^.!?\n]{0,40}(?:معايير|معيار|كل)[^.!?\n]{0,30}(?:مستوف|محقق|"
    r"ناجح)",
)
_TO_ALL_CRITERIA = (
    r"\b(?:todos (?:los|os) criterios como|tous les criteres comme|alle kriterien als) (?:cumpl|"
    r"logra|"
    r"aprob|atend|cumpr|attein|rempli|acquis|erfull|bestand|erreich)",
    r"\bmaxima (?:puntuacion|calificacion|nota) (?:en|a|para) (?:todos|cada)\b",
)
_FOREIGN = (
    _TO_ALL_CRITERIA,
    _SPANISH,
    _PORTUGUESE,
    _FRENCH,
    _GERMAN,
    _VIETNAMESE,
    _CHINESE,
    _ARABIC,
)
FOREIGN_STRONG = tuple(re.compile(pattern) for table in _FOREIGN for pattern in table[:2])
FOREIGN_ADDRESSED = tuple(re.compile(table[2]) for table in _FOREIGN if len(table) > 2)
FOREIGN_WEAK = tuple(re.compile(pattern) for table in _FOREIGN for pattern in table[2:])
