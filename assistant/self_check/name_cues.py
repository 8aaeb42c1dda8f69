"""What the words around a name say about it: student, parent, colleague, author, invented."""

from __future__ import annotations

import re
from enum import Flag, auto

# How far a cue may stand from its name, in characters; keeps the work per name constant.
NEAR = 90
SENTENCE_MAX = 800


class Cue(Flag):
    """Evidence read beside one mention of a name."""

    NONE = 0
    STUDENT = auto()
    PARENT = auto()
    COLLEAGUE = auto()
    FIGURE = auto()
    EXERCISE = auto()
    ALIAS = auto()
    SAID = auto()
    OWNER = auto()


_KIN = (
    r"(?:(?:step|foster |god|grand|great-grand)?-?(?:mother|father|mom|mum|mommy|dad|daddy|mama|"
    r"papa|parents?)"
    r"|guardians?|grandma|grandpa|granny|nana|abuel[ao]|aunt|auntie|uncle|t[ií][ao]|mam[áa]|"
    r"pap[áa]|"
    r"madre|padre|caregiver|halmoni|amma|abba|lola|lolo)"
)
_SIBLING = r"(?:brother|sister|cousin|sibling|twin|herman[ao]|prim[ao])s?"
_ROLE = (
    r"(?:co-?teachers?|colleagues?|(?<!assistant )coach(?:es)?|principals?|teachers?|"
    r"teaching (?:partner|assistant)s?|"
    r"para(?:professional|educator)?s?|aides?|librarians?|(?:media|reading|math|literacy|ESL|ELL|"
    r"EL|"
    r"special|resource|behavior|tech(?:nology)?|learning|instructional|intervention) "
    r"(?:specialist|teacher|person|coach|partner|leader|facilitator|room teacher)s?|counselors?|"
    r"interventionists?|specialists?|mentors?|teammates?|deans?|nurse|secretary|custodian|interns?|"
    r"therapists?|SLP|OT|PT|psychologists?|superintendents?|facilitators?|directors?|supervisors?|"
    r"department (?:chair|head)|chair|liaison|interpreter|translator|social worker|sub(?:stitute)?|"
    r"professors?|instructors?|maestr[ao]|colegas?|special ed|administrators?|evaluators?|"
    r"observers?)"
)
_OWN_RELATION = (
    r"(?:friends?|partner|husband|wife|spouse|son|daughter|niece|nephew|neighbor|cousin|brother|"
    r"sister|mother|mom|father|dad|dog|cat|grandson|granddaughter|team|PLC|roommate|boss)"
)
_MADE = (
    r"(?:characters?|protagonists?|narrators?|hero(?:ine)?|authors?|poets?|novelists?|"
    r"illustrators?|"
    r"presidents?|king|queen|explorers?|scientists?|mathematicians?|inventors?|artists?|composers?|"
    r"philosophers?|theorists?|researchers?|psychologist|puppet|mascot|class pet|hamster|"
    r"guinea pig|"
    r"goldfish|moose|robot|goddess|god|senator|governor|general|emperor|prophet|saint)"
)
_WORK = (
    r"(?:stor(?:y|ies)|books?|novels?|chapters?|texts?|poems?|plays?|passages?|fables?|movies?|"
    r"films?|read-alouds?|myths?|articles?)"
)
_STUDENT = (
    r"(?:students?|pupils?|children|child|kids?|learners?|scholars?|classmates?|newcomers?|"
    r"[a-z]+[- ]graders?|"
    r"grader|estudiantes?|alumn[ao]s?|tutees?|mentees?|readers|writers|peers?)"
)
_SAY = (
    r"(?:said|asked|told|wrote|answered|replied|explained|whispered|shouted|yelled|muttered|added|"
    r"raised|nodded|smiled|cried|laughed|shrugged|giggled|drew|pointed|struggled|solved|scored|"
    r"volunteered|blurted|responded|guessed|copied|noticed|counted|tried|finished|chose|picked|"
    r"read|"
    r"sat|stood|came|went|got|made|needs|needed|has|had|worked|improved|participated|moved|still|"
    r"turned|used|earned|missed|started|stopped|showed|called|brought|took|gave|dijo)"
)
_STRICT_SAY = (
    r"(?:said|asked|told|answered|replied|whispered|shouted|yelled|muttered|raised|nodded|smiled|"
    r"cried|laughed|shrugged|giggled|blurted|volunteered|scored|drew|wrote|struggled|dijo|"
    r"finished|counted|noticed|pointed|solved|copied|guessed|responded|explained|chose|tried|sat|"
    r"stood|missed)"
)
_THING = (
    r"(?:IEP|504|BIP|paper|strip|exit|essay|journal|notebook|desk|home|accommodations?|drawing|"
    r"reading|writing|data|response|table|group|turn|growth|poster|project|portfolio|"
    r"behaviou?r|score|scores|parents?|fluency|quiz|test|partner|hand|table|teacher|folder|"
    r"work|file|scores?|goals?|attendance|seat|house|family|lab partner|sample|recording|"
    r"explanation)"
)

BEFORE = {
    Cue.PARENT: re.compile(
        rf"(?<!my )(?<!our )(?<!My )\b{_KIN}"
        rf"(?:\s*\(|\s+(?:is|was|named|called|volunteer)\s|(?:,| -| –| —)?\s)\s*\Z"
        r"|\bfamily of\s+\Z|\b(?:parents?|guardian)[^.!?\n]{0,20}\b(?:named|called)\s+\Z"
        rf"|^[\W\d]*{_KIN}(?:[/ ]\w+)?(?: name)?\s?:\s*\**\s*\Z|"
        rf"\bParent(?:/[Gg]uardian)?(?: [Nn]ame)?:\s*\**\s*\Z"
    ),
    Cue.STUDENT: re.compile(
        rf"\b(?i:{_STUDENT})(?:['’]s? name)?\s*(?:[,:(]|is|was|are|were|-|–|—|named|called|like|"
        rf"such as|including)?\s*\**[\"“]?\Z"
        rf"|(?<!my )(?<!our )\b{_SIBLING},?\s\Z"
        rf"|\b{_KIN}\s(?:of|de)\s\Z|\bStudent(?: [Nn]ames?)?:\s*\**\s*\Z|^[\W]*Names?:\s*\**\s*\Z"
    ),
    Cue.COLLEAGUE: re.compile(
        rf"\b(?i:{_ROLE})\s*[,:(]?\s*\Z"
        rf"|\b(?:[Mm]y|[Oo]ur|[Mm]i)\s+(?:[\w’'-]+\s+){{0,3}}(?:{_OWN_RELATION}|"
        rf"{_ROLE})\s*[,:(]?\s*\Z"
        rf"|\b(?:my|our|My|Our|a|the|"
        rf"another)\s+(?:[\w-]+\s+){{0,2}}{_ROLE}(?:\s+[\w'’-]+){{1,5}},\s*\Z"
        r"|\b(?:co-?taught|co-?planned|co-?plan|co-?teach(?:es)?|planned|team-teach|collaborated)"
        r"(?: \w+)? with\s+\Z"
        r"|\b(?:me,|I,|I['’]m|I am|[Mm]y name is|[Mm]e llamo|[Ss]igned,?|[Ss]incerely,)\s+\Z"
        r"|^\W*(?:Team|PLC|Participants|Present|Attendees|Members|Teachers?|Facilitators?|Recorder|"
        r"Candidate|Submitted by|Prepared by|Educator|Author|By|Applicant|Coach|Observer)"
        r"(?: [Nn]ame)?\s?:[^\n]{0,80}\Z",
    ),
    Cue.FIGURE: re.compile(
        rf"\b{_MADE}s?,?\s*\Z|(?:\b(?:book|novel|story|poem|article|text|written|song|painting|"
        rf"illustrated|play|film|"
        r"quote|quotation|chapter|work|study|research|theory)|[\"”*_’')]|[A-Z][\w'’]+),?\s+by\s+\Z"
        r"|\b(?:traits of|character named|theory of|according to research by|work of|"
        r"research of)\s+\Z"
        rf"|\b{_WORK}[^.!?\n]{{0,12}}\babout\s\Z"
        r"|\b(?:[Aa] |[Tt]he )?(?:stuffed|toy|pet|plush|imaginary)\s+[^.!?\n]{0,30}\Z"
    ),
    Cue.ALIAS: re.compile(
        r"\b(?:['’]ll|will|['’]m going to|shall|I|we)\s+(?:just\s|all\s)?(?:call|calling|"
        r"refer to)\s"
        r"(?:(?:him|her|them|this \w+|the \w+|here|as|one|\w+ \w+ as)\s+){0,3}[\"“*]?\Z"
        r"|\b(?:whom?\s)?(?:I|we) call\s(?:(?:him|her|them|here)\s)?[\"“*]?\Z"
        r"|\b(?:pseudonym|alias|code ?name)s?\s?(?:is|:|,)?\s*[\"“*]?\Z"
    ),
}
AFTER = {
    Cue.PARENT: re.compile(
        rf"\A\s*(?:[(,]|—|–|\s-\s)\s*(?:the\s)?(?:(?:[A-Z][\w’'-]+\s)?[A-Z][\w’'-]*?['’]s?|"
        rf"(?:my |the |one )?\w*student['’]s)"
        rf"\s+(?:[\w-]+\s+)?{_KIN}\b"
        rf"|\A\s*\(\s*(?:(?:his|her|their|a|the|"
        rf"room)\s+)?(?:[\w-]+\s+)?{_KIN}\b\s*(?:of\s[^)\n]{{0,30}})?[),]"
        rf"|\A\s*,\s*(?:a|the|one)\s+(?:[\w-]+\s+)?{_KIN}\b(?! volunteer coordinator)"
        rf"|\A\s*(?:,\s*)?(?:is\s|was\s)?(?:the\s|a\s)?{_KIN}\s+of\s"
    ),
    Cue.STUDENT: re.compile(
        rf"\A['’]s?\s+(?:own\s|[\w-]+\s)?(?:{_KIN}|{_SIBLING}|{_THING})\b"
        r"|\A\s*[(,]\s*(?:ID\b|grade \d|age \d|aged \d|IEP|504|EL\b|ELL|\d{1,2}(?:st|nd|rd|"
        r"th) grade|"
        r"an? (?:\w+[- ]){0,3}(?:grader|student|newcomer|learner|child|kid|boy|girl|reader|"
        r"senior|junior|freshman|"
        r"sophomore|kindergartner|kindergartener|first-grader)\b|who(?:['’]s|['’]d| has| had| is|"
        r" was| gets| needs| rarely| never| usually)\b|\d{1,2}\))"
        r"|\A\s(?:has|had) (?:an? )?(?:IEP|504|BIP)\b|\A\s*\(\d{1,2}\b"
    ),
    Cue.COLLEAGUE: re.compile(
        rf"\A\s*(?:\(|,|is|was|—|–)\s*(?:who(?: is|['’]s| was)?\s)?(?:(?:my|our|the|a|"
        rf"an)\s+)?(?:[\w’'-]+\s+){{0,3}}"
        rf"(?:{_ROLE})\b(?!['’]s)"
        rf"|\A\s*(?:\(|,|is|was)\s*(?:my|our)\s+(?:[\w-]+\s+){{0,2}}{_OWN_RELATION}\b"
        r"|\A['’]s?\s+(?:[\w-]+\s+)?(?:class(?:room)?|room|section|kids|students|team|lesson|block|"
        r"sections|classes|period|periods|homeroom)\b"
        r"|\A\s(?:teaches|taught|co-?teaches|co-?taught|facilitated|observed me|modeled|coaches|"
        r"coached)\b"
        r"|\A\sand I\s(?:both\s)?(?:plan|planned|co-?\w+|teach|taught|team|looked at|scored|"
        r"met to|agreed to|sorted)\b"
        r"|\A\s\((?:me|myself|colleague|co-?teacher)\)"
    ),
    Cue.FIGURE: re.compile(
        rf"\A\s*,?\s*(?:in|from)\s(?:the|our|a|this|that|chapter)\s(?:\w+\s)?{_WORK}"
        r"|\A['’]s?\s(?:theory|taxonomy|framework|novel|poem|poems|research|theorem|laws?|speech|"
        r"character|traits?|depth of knowledge|protocol|model of|work on|hierarchy|zone)\b"
        r"|\A(?:,?\s(?:&|and)\s[A-Z][\w’'-]+|,?\set\sal\.?,?)*,?\s\(?(?:19|"
        r"20)\d\d[a-z]?\b(?:[),;:]|\s?p)"
        r"|\A,?\set\sal\b|\A,\s[A-Z]\.(?:\s?[A-Z]\.)?,?\s(?:\(|&)"
    ),
    Cue.ALIAS: re.compile(
        r"\A[\"”*_’]{0,3}\s*[(,]\s*(?:not (?:his|her|their) (?:real|actual) name|a pseudonym|"
        r"pseudonym|"
        r"name changed|(?:a )?made-up name|not real name|(?:a )?fake name|alias|"
        r"(?:an? )?invented name)"
    ),
    Cue.SAID: re.compile(rf"\A(?:,? \w+ly)? {_STRICT_SAY}\b"),
    Cue.OWNER: re.compile(r"\A['’]s\b"),
}
SAID_LOOSELY = re.compile(rf"\A {_SAY}\b")
TEAM_SENTENCE = re.compile(
    r"\b(?:team|PLC|teach(?:es|ers?|ing)?|grade-level|colleagues?|department|co-?plan\w*|"
    r"planning)\b",
    re.IGNORECASE,
)
AND_ME = re.compile(r"(?:,|\band|&)\s+(?:me|myself|I)\b(?!['’])|\b(?:[Mm]e|[Mm]yself),\s")
EXERCISE = re.compile(
    r"\bDo(?:es)? you agree\b|\bWhat (?:was|is|did|would|kind of|error|mistake)\b[^?\n]{0,60}\?|"
    r"\bHow (?:many|much|far|long|old)\b|\b(?:Is|Was|Are) [^?\n]{0,60}\b(?:right|correct|good|"
    r"wrong|reasonable)"
    r"[^?\n]{0,30}\?|\bExplain (?:to|why|how|your)\b|\bWho is (?:right|correct)\b",
)
EXERCISE_LINE = re.compile(r"^[>\s*_]{0,6}(?:\d{1,2}[.)]|Question\b|Problem\b|Q\d|[a-h]\))")
PARENT_SENTENCE = re.compile(
    r"\b(?:parents?|guardian|home visit|conferences?|pick-?up|drop-?off|at home|called home)\b|"
    r"\b(?:her|his|their) (?:\w+ )?(?:son|daughter|child|kids?|boy|girl|grandson|granddaughter)\b|"
    r"\b(?:[Cc]all|[Pp]hone call|[Nn]ote|[Ll]etter) (?:with|from|home to)\b|\bpermission slip\b",
)
STATEMENT = re.compile(
    r"(?<!no )(?<!not )\bpseudonyms\b|"
    r"(?<!file )(?<!team )(?<!group )\bnames? (?:in this \w+ |used |here |below )?"
    r"(?:(?:have|has|['’]ve) (?:all )?been |were |was |are |is )?(?:all )?"
    r"(?:changed|swapped|altered|invented|made[- ]up|fictitious|fictional|not real|fake|"
    r"disguised)\b|"
    r"\b(?:I|we)(?:['’]ve| have)?(?: also| just| of course)? (?:changed|swapped|altered|replaced|"
    r"invented|made up|disguised)\b[^.!?\n]{0,40}\bnames?\b|"
    r"\b(?:made-up|fictitious|invented|fake|fictional) (?:\w+ )?names\b|"
    r"\bdifferent names? in real life\b|"
    r"\b(?:not|aren['’]t|isn['’]t|none of (?:the|these) \w+ (?:are|is)) (?:their|the \w+['’]|"
    r"the) (?:real|actual) names\b|"
    r"\bnombres (?:han sido |fueron |est[áa]n )?(?:cambiados|ficticios)\b",
    re.IGNORECASE,
)
LINE_END = re.compile(r"\n")
SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSra)(?<!\bSr)[.!?][\"”’)*]*\s|\n"
)
