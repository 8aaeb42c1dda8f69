"""Evidence of practice rather than seat time, and reflection on change with its evidence."""

from __future__ import annotations

from retrieval.audit.cues import any_of, place_of, says
from retrieval.audit.lines import AuditLine, Words, few, first_in, prompts_of, quote
from retrieval.catalogue import Credential

_SEAT_TIME = any_of(
    r"(?:proof|certificates?|records?|evidence)\s+of\s+(?:your\s+)?(?:attendance|completion)",
    r"attend(?:ed|ing|ance\s+at)?\s+(?:a|an|the|all|our)\s+(?:\w+\s+){0,2}"
    r"(?:workshops?|trainings?|sessions?|courses?|webinars?|conferences?|seminars?)",
    r"hours\s+of\s+(?:training|professional\s+(?:development|learning)|coursework|instruction"
    r"\s+received)",
    r"complet(?:e|ed|ion)\s+(?:of\s+)?(?:a|an|the|all)\s+(?:\w+\s+){0,2}"
    r"(?:courses?|modules?|trainings?|webinars?|workshops?)",
    r"(?:watch|watched|view|viewed)\s+(?:a|an|the|all)\s+(?:\w+\s+){0,2}(?:videos?|webinars?|modules?)",
    r"sign[-\s]?in\s+sheets?",
    r"seat\s+time",
    r"clock\s+hours",
    r"(?:score|result)s?\s+(?:on|of|from)\s+(?:the|a)\s+(?:online\s+)?(?:quiz|multiple[-\s]choice)",
    r"(?:constancia|certificado|comprobante)s?\s+de\s+(?:asistencia|participacion|finalizacion)",
    r"horas\s+de\s+(?:formacion|capacitacion)",
)
# What can only exist because something was done with people.
_RECORDS = any_of(
    r"transcripts?|recordings?|videos?|audio|footage|logs?|tall(?:y|ies)|minutes\s+(?:of|or|from)"
    r"|graphs?|photographs?|photos?|surveys?|interviews?|exit\s+tickets?|running\s+records?",
    r"(?:students?|child|children|learners?|pupils?)'?s?'?\s+(?:\w+\s+){0,3}"
    r"(?:work|writing|responses?|answers?|drafts?|arguments?|talk|words|samples|results|data|pages?)",
    r"(?:work|writing|responses?|answers?|drafts?|samples|results|data|words|pages?|versions)\s+"
    r"(?:\w+\s+){0,3}(?:from|of|by|for)\s+(?:\S+\s+){0,3}"
    r"(?:students?|child|children|learners?|pupils?|class|colleagues?|teachers?)",
    r"(?:observation|conference|meeting|running|close|field)\s+notes?|notes?\s+(?:from|of|or|on)",
    r"records|record\s+(?:of|from)|data\s+(?:sheets?|tables?|from)|(?:turns|excerpts?)\s+(?:of|from)",
    r"transcripcion(?:es)?|grabacion(?:es)?|registros?|bitacoras?|fotos?|fotografias?|encuestas?",
    r"(?:trabajos?|respuestas|borradores|muestras|resultados|palabras)\s+(?:\w+\s+){0,3}de\s+"
    r"(?:\w+\s+){0,3}(?:estudiantes?|alumn[oa]s?|ninos?|ninas?|colegas?|docentes?)",
    r"notas\s+de",
)
_DONE = any_of(
    r"taught|used|said|wrote|written\s+by|happened|held|led|carried\s+out|followed|received|shared"
    r"|found|changed|revised|tried|chose|made\s+of|took\s+(?:part|place)|asked|gave|were\s+told"
    r"|did\s+(?:next|with)|became\s+of|came\s+(?:back|out)|went(?:\s+on)?|had\s+it|saw|ran"
    r"|worked\s+(?:on|with)|gathered|collected|modell?ed|coached|before\s+and\s+after|showed"
    r"|did|practi[sc]ed|rehearsed|decided|recount|(?:tell\s+)?the\s+story\s+of|in\s+use",
    r"ensen(?:o|aste|aron)|us(?:o|aste|aron)|dij(?:o|eron)|escribieron|hicieron|paso|cambi(?:o|aste)"
    r"|antes\s+y\s+despues",
)
# Who was worked with; "as students will read it" and "lessons for students" are still ahead.
_PEOPLE = any_of(
    r"(?<!\bfor\s)(?<!\bfor\syour\s)(?:students?|child|children|learners?|pupils?|colleagues?"
    r"|famil(?:y|ies)|pairs?|groups?)(?:'s)?(?!\s+(?:will|would|should|can|could|for|are\s+to)\b)",
    r"(?<!\bpara\s)(?<!\bpara\s(?:los|las|sus)\s)(?:estudiantes?|alumn[oa]s?|alumnado|ninos?|ninas?"
    r"|familias?|colegas?)",
)
_PLANS = any_of(
    r"plans?|planned|planning|proposals?|design(?:s|ed)?|outlines?|syllabus|essays?|will|would"
    r"|intend(?:s|ed)?|hypothetical|imagine|could|summar(?:y|ies)\s+of\s+(?:the|an?)\s+"
    r"(?:article|reading|book|chapter)s?",
    r"planes|planificacion(?:es)?|propuestas?|disenos?|ensayos?|haria|imagine",
)

_CHANGE = any_of(
    r"chang(?:e|es|ed|ing)|different(?:ly)?|next|keep|drop|stop|adjust(?:ed)?|revis(?:e|ed|it)"
    r"|improve|otherwise|(?:will|would|do|what)\s+you\s+(?:\w+\s+)?(?:do|teach|try|make)|again"
    r"|what\s+(?:else\s+(?:will|would)|did\s+you\s+(?:do|repair|try))"
    r"|taken\s+away|still\s+(?:needs?|depends?)",
    r"cambi(?:o|os|a|ar|aria|ara|aste|e)|diferente|proxim[oa]|mejorar|ajust(?:ar|aria|es?)"
    r"|seguira|dejara",
)
_LEARNING = any_of(
    r"learn(?:ed|t|s|ing)?|t(?:aught|each(?:es)?)\s+you|tells?\s+you|told\s+you"
    r"|discover(?:ed)?|surpris(?:e|ed|ing)|reali[sz]ed?|decid(?:e|ed)|decisions?"
    r"|doing\s+about|what\s+did\s+(?:you|it)\s+(?:find|hear|see|show)|conclude[sd]?|insights?",
    r"aprend(?:er|io|iste|izaje|ido|en)|descubri(?:o|ste|r)|sorprend\w+",
)
_EVIDENCE = any_of(
    r"evidence|compar(?:e|es|ed|ison|ing)|before\s+and\s+after|first\s+and\s+last"
    r"|how\s+(?:do|did|can)\s+you\s+know|quot(?:e|es|ed|ing)|data|results?|figures?|counts?"
    r"|numbers?|report|measures?|scores?|surveys?|records?|recordings?"
    r"|graph|passages?|examples?|excerpts?"
    r"|refer(?:ring)?\s+to|point(?:ing)?\s+to|in\s+(?:\w+'?s?\s+){0,3}words|use\s+\w+'?\s+words",
    r"what\s+did\s+(?:the\s+)?(?:\w+\s+)?(?:students?|child(?:ren)?|famil(?:y|ies)|teachers?"
    r"|colleagues?|team)\s",
    r"what\s+was\s+seen|wh(?:at|o|ich)\s+(?:did|do|does)\s+(?:\w+\s+){1,4}show|shown?|showed|shows",
    # A particular case to point at: "which of your moves", "where did it fail", "one student".
    r"for\s+whom|which\s+(?:of|\w+)|where\s+did|who\s+(?:still|gained|reads|took|d(?:id|o|oes)\s+not)"
    r"|what\s+(?:happened|came|became)|each\s+\w+|(?:whole|across\s+the)\s+class"
    r"|describe\s+(?:a|one|two)",
    r"evidencias?|compar(?:e|ar|acion)|antes\s+y\s+despues|como\s+lo\s+sabe|datos|resultados?"
    r"|cite|citas?|ejemplos?|muestr(?:a|e|an)|registros?",
)
_REFLECTING = any_of(r"reflect(?:s|ion|ions|ive)?", r"reflexion(?:e|ar|es)?")


def practice(credential: Credential) -> AuditLine:
    """Whether at least one artifact can only come from work with students or colleagues."""
    key, name = "practice", "Evidence of practice, not seat time"
    work: list[Words] = []
    plans: list[Words] = []
    seat: list[Words] = []
    unclear: list[Words] = []
    for _, prompt, field in prompts_of(credential, "artifact"):
        text = prompt.text
        at = place_of(_SEAT_TIME, text)
        if at is not None:
            seat.append(quote(field, text, at))
        elif (at := place_of(_RECORDS, text)) is not None or says(_DONE, text):
            work.append(quote(field, text, at or 0))
        elif says(_PLANS, text):
            plans.append(quote(field, text))
        elif says(_PEOPLE, text):
            work.append(quote(field, text))
        else:
            unclear.append(quote(field, text))
    if seat and work:
        detail = "one thing asked for shows attendance only; ask for what was done with it instead"
        return AuditLine(key, name, "partly", detail, few([*seat, *work]))
    if work:
        count = f"{len(work)} of {len(work) + len(plans) + len(unclear)}"
        detail = f"{count} artifacts come from work with students or colleagues"
        return AuditLine(key, name, "passed", detail, few(work))
    if seat:
        detail = "attendance is no evidence; ask for work from the teacher's own practice"
        return AuditLine(key, name, "missing", detail, few(seat))
    if plans:
        detail = "only plans are asked for; ask as well for what happened when they were used"
        return AuditLine(key, name, "partly", detail, few(plans))
    if unclear:
        detail = "say what they come from: students' work, a recording, notes of a lesson taught"
        return AuditLine(key, name, "partly", detail, few(unclear))
    detail = "ask for at least one artifact from work with students or colleagues"
    return AuditLine(key, name, "missing", detail)


def reflection(credential: Credential) -> AuditLine:
    """Whether reflection asks for change or learning, and for the evidence of it."""
    key, name = "reflection", "Reflection on change, with its evidence"
    asked = [
        (field, prompt.text)
        for part, prompt, field in prompts_of(credential)
        if part.kind == "reflection" or (part.kind != "artifact" and says(_REFLECTING, prompt.text))
    ]
    if not asked:
        detail = "add prompts that ask what changed or was learned, and what shows it"
        return AuditLine(key, name, "missing", detail)
    changed = first_in(asked, _CHANGE) or first_in(asked, _LEARNING)
    shown = first_in(asked, _EVIDENCE)
    everything = few(quote(field, text) for field, text in asked)
    if changed and shown:
        detail = "asks what changed or was learned, and how that shows"
        return AuditLine(key, name, "passed", detail, few([changed, shown]))
    if changed:
        detail = "ask as well for the evidence: what shows it, in whose work or words"
        return AuditLine(key, name, "partly", detail, (changed,))
    if shown:
        detail = "ask as well what the teacher learned or will do differently"
        return AuditLine(key, name, "partly", detail, (shown,))
    detail = "ask for what changed or was learned, and for what shows it"
    return AuditLine(key, name, "missing", detail, everything)
