"""Whether a goal says that there are no students now, or that their work cannot be handed in."""

from __future__ import annotations

from assistant.limits.wording import Rules, refused, rules, said

_WHO = r"(?:students?|kids|pupils|children|class(?:es|room)?|roster|group of kids)"
_OWN = r"(?:any |my own |my |a |own |current )*"
# What may follow, so that it is a state of affairs and not a complaint ("no students who ...").
_SO_IT_IS = (
    r"(?= ?(?:$|[,.;:!?)-])| (?:of my own|(?:right )?now|until|till?|this|yet|at the moment|"
    r"at all|in front of me|here|currently|anymore|any more|again|back|left|in the building|"
    r"in my room|on site|assigned|available|around|today|before|"
    r"to (?:work|practice|try|teach|test)|required|needed|involved|please|because|so|since|and i|"
    r"but|for the|these days|present|next|during|in (?:the )?(?:summer|fall|spring|winter)))"
)
_ES_WHO = r"(?:alumn[oa]s|estudiantes|ninos|grupo|clases?|salon|aula)"
_ES_SO = (
    r"(?= ?(?:$|[,.;:!?)-])| (?:propi[oa]s?|ahora|hasta|este|esta|por ahora|todavia|aun|en este|"
    r"actualmente|a cargo|y|pero|asignad|porque|por el momento))"
)
_ABSENT = r"(?:leave|sabbatical)"

_NO_STUDENTS = rules(
    rf"\b(?:no|without|zero) {_OWN}{_WHO}{_SO_IT_IS}",
    rf"\b(?:don't|won't|didn't)(?: currently| really| actually| even| yet)? "
    rf"(?:have|teach|see|get)(?: access to)? {_OWN}{_WHO}{_SO_IT_IS}",
    rf"\bnever (?:see|teach|work with) {_OWN}{_WHO}{_SO_IT_IS}",
    rf"\b(?:\w+n't|not|without) (?:need|needing|require|requiring|involve|involving|"
    rf"use|using|depend on|having) {_OWN}{_WHO}{_SO_IT_IS}",
    rf"\bnothing (?:that |which )?(?:needs|requires|involves|with) {_OWN}{_WHO}{_SO_IT_IS}",
    r"\bmy (?:students|kids|seniors|class|groups?|classes) (?:are (?:gone|done for the year|out)|"
    r"(?:have|has)n't started|"
    r"graduated|(?:have |has )?(?:left|ended))\b",
    r"\bhaven't been (?:assigned|given) (?:a |any )?(?:class|students|group)",
    r"\b(?:alumn[oa]s|estudiantes|clases|ninos) no (?:regresan|vuelven|empiezan|llegan|entran|"
    r"comienzan) hasta\b",
    r"\b(?:not|n't)(?: be)? back (?:in|at|to) (?:my |the )?(?:classroom|school|work|teaching|"
    r"class) (?:until|till?|before)\b",
    r"\bthere (?:won't be|aren't|will be no|are no|won't) (?:any )?(?:students|"
    r"kids) in my (?:class\w*|room)\b"
    r"(?= ?(?:$|[,.;!)]| (?:until|till?|before|now|this)))",
    r"\b(?:nobody|no one|no-one|no students) in my (?:class\w*|room) (?:until|till?|now|right now|"
    r"this)\b",
    r"\b(?:won't|not)(?: be)? (?:in front of|with|around|seeing|teaching) (?:any |my )?(?:kids|"
    r"students|a class)\b"
    r"(?= ?(?:$|[,.;!)]| (?:until|till?|now|right now|this|again|before)))",
    r"\b(?:i'm |am |and |stay(?:ing)? )(?:at )?home (?:until|till?|through)\b",
    r"\b(?:haven't|don't) (?:got|have) (?:a |any )?(?:class|classroom|students) (?:yet|now)\b",
    r"\b(?:don't|won't) (?:see|have|teach) any (?:class(?:es)?|students|kids|groups)\b(?! (?:who|"
    r"that|with|do|talk))",
    r"\b(?:taking|took|on) (?:a |this )?(?:year|semester|time|break) (?:off|"
    r"away)(?: from (?:teaching|school|work))?\b"
    r"|\bi'm (?:at )?home with (?:a|the|my) (?:new ?born|baby|twins)|\bi'm on (?:break|furlough)\b",
    r"\b(?:before|until) i (?:get|have|start with) (?:my own|my first|a|my) (?:own )?(?:classroom|"
    r"class|students|kids)\b",
    r"\b(?:nobody|no one|no-one|no kids) (?:here )?to teach\b",
    rf"\b(?:{_WHO}) (?:do|does|wo)(?:es)?n't (?:start|arrive|come|return|begin|show up)(?: back)?"
    r"(?: again)? (?:until|till?|before)\b",
    rf"\b(?:i'm|i'll be|while|currently|been|am|we're|still|now)(?: (?!cover|teacher|filling|"
    rf"subbing)[\w'-]+){{0,3}} on (?:[\w-]+ ){{0,2}}{_ABSENT}\b",
    rf"(?:^|(?<=[,.;(] ))(?:currently |still |out )*on (?:my |an? )?(?:(?:maternity|paternity|"
    rf"parental|"
    rf"medical|family|sick|unpaid|child ?care) )?{_ABSENT}\b",
    r"\b(?:i'm|currently|while|now|still|am)(?: [\w']+){0,2} between (?:schools|jobs|positions|"
    r"assignments|contracts|placements)\b",
    r"(?:^|(?<=[,.;(] ))between (?:schools|jobs|positions|contracts)\b",
    r"\bnot (?:currently |presently )?teaching (?:now|right now|this|at the moment|currently|"
    r"yet)\b",
    r"\b(?:currently|presently|i'm|right now) not (?:currently )?(?:teaching|in (?:a|the) "
    r"(?:class|school))",
    r"\bi(?:'m|'ve| have)? (?:been )?(?:left|out of|retired from) the classroom\b",
    r"\bi'm (?:not in (?:a|the) classroom|retired|unemployed|laid off|job hunting)\b",
    r"\b(?:without|haven't found|looking for|don't have|no) (?:a |my first )?(?:teaching )"
    r"(?:job|position|placement)\b",
    r"\bday-? ?to-? ?day sub",
    rf"\bno (?:tengo|tendre|tenemos|cuento con|voy a tener|doy)(?: ningun(?:os)?| mis| un)?"
    rf"(?: propi[oa]s?)? {_ES_WHO}{_ES_SO}",
    rf"\bsin {_ES_WHO}{_ES_SO}",
    rf"\bno (?:requiera|necesite|ocupe|exija|dependa de|pida|involucre)(?: tener)?(?: mis)? "
    rf"{_ES_WHO}",
    r"\b(?:estoy|ando|sigo|estare|mientras)[\w ]{0,15} (?:de|con) (?:licencia|baja|permiso|"
    r"sabatico|ano sabatico)\b",
    r"\bno estoy (?:dando clases?|ensenando|frente a (?:un )?grupo|trabajando)",
    r"\b(?:estoy|ando) entre (?:escuelas|trabajos|contratos)",
)
_WORK = (
    r"(?:work |writing )?samples? of (?:student|kids'?|students'?|children's) \w+|"
    r"(?:student|kid|pupil|child|children|their|learner)(?:'?s'?)?(?:' )? ?"
    r"(?:work|artifacts?|samples?|work samples?|products)\b"
    r"|trabajos? de (?:los |mis )?(?:alumn[oa]s|estudiantes|ninos)"
)
_HAND_IN = (
    r"(?:take|show|photograph|copy|share|collect|submit|upload|hand in|turn in|send|provide|"
    r"include|give out|post)"
)
_NO_WORK: Rules = (
    refused(_WORK, far=0)[0],
    *rules(
        rf"\b(?:can't|won't|don't have to|not (?:allowed|permitted|able) to|don't want to|(?:is|"
        rf"are)n't (?:allowed|permitted) to|"
        rf"rather not|unable to|may not|where i don't)(?: have to)? {_HAND_IN} (?:any |my |the )*"
        rf"(?:{_WORK})",
        r"\b(?:don't have|without|no) permission to (?:share|use|show|submit|"
        r"upload) (?:student work|(?:anything|what) "
        r"(?:my |the )?(?:students|kids))\b",
        r"\b(?:can't|may not|not allowed to) (?:use|share|show|submit|upload) (?:anything|things|"
        r"work|what) (?:that )?"
        r"(?:my |the )?(?:students|kids|children) (?:wrote|made|write|make|produced?)\b",
        r"\b(?:can't|won't|not allowed to) (?:give|show|send) (?:you |them |anyone )?(?:any |the |"
        r"my )?"
        r"(?:student|kid)s?'? (?:samples?|work|writing|papers)\b",
        r"\bno (?:uploading|sharing|sending|collecting|handing in|"
        r"submitting)(?: of)? (?:my )?(?:student|kid|child|children)"
        r"(?:'?s?'?)? (?:work|papers|writing|samples|artifacts)\b",
        rf"\bdon't have (?:any )?(?:{_WORK})",
        r"\bno (?:puedo|quiero|tengo|se puede|nos dejan)(?: que)?(?: [\w]+){0,2} "
        r"trabajos? de (?:los |mis )?(?:alumn[oa]s|estudiantes|ninos)",
    ),
)
_KEEPS = rules(
    r"\bi(?:'ve| have)?(?: still)? (?:kept|saved|have|got|held on to)(?: all| some| copies of)* "
    r"(?:of )?(?:their|last year's|last semester's|old|my students'?|my kids'?|student) "
    r"(?:old |student )?(?:essays|work|papers|samples|portfolios|writing|notebooks|projects|tests)",
    r"\b(?:guarde|tengo guardados|conservo|aun tengo|todavia tengo) (?:todos )?(?:los|sus) "
    r"(?:trabajos|ensayos|cuadernos|escritos)",
)


def without_students(even_text: str) -> bool:
    """Whether there are no students to work with now."""
    return said(even_text, _NO_STUDENTS)


def without_student_work(even_text: str) -> bool:
    """Whether students' work cannot be handed in."""
    return said(even_text, _NO_WORK)


def keeps_student_work(even_text: str) -> bool:
    """Whether the teacher still holds students' earlier work."""
    return said(even_text, _KEEPS)
