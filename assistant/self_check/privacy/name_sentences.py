"""What a whole sentence or line says of the names in it: a team, a task, a home, a work."""

from __future__ import annotations

import re

from assistant.self_check.privacy.name_words import KIN, SAY

SENTENCE_MAX = 800  # characters; an overlong sentence is read in pieces, so that work stays linear

SAID_LOOSELY = re.compile(rf"\A {SAY}\b")
# Somebody who comes with an office and a comma: `our visitor from the union hall, ...`
APPOSITION = re.compile(
    r"\b(?:[Mm]y|[Oo]ur|[Aa]n?|[Tt]he(?: \w+['’]s)?|[Hh]is|[Hh]er)(?:\s[\w’'-]+){1,6},\s\Z"
)
OFFICE_AFTER = re.compile(
    r"\A,? (?:of|from|at|with) (?:the|our) (?:\w+['’]?s? ){0,4}(?:department|office|district|"
    r"university|"
    r"center|college|museum|library|county|state|institute|board|company|hospital|foundation|"
    r"hall)\b"
)
# A line that names a work with its author, so that the people in it are the work's.
WORK_BY = re.compile(
    r"(?:(?<![\w’'-])[A-Z][\w’'-]{0,30}[!?.]?[*_”\"]{0,2}|[*_”\"]),? \(?(?:written |illustrated |"
    r"retold )?"
    r"by [A-Z][\w’'.-]{1,30} [A-Z]"
    r"|\bchapter in which\b|\b[Yy]ou(?:['’]re| are) [A-Z]"
)
TEAM_IS = re.compile(
    r"\b(?:team|committee|staff|council|PLC|department)\s(?:is|are|was|were|consists? of|has|had|"
    r"members)\s"
)
# Pets, puppets and mascots have names, too.
ANIMALS = re.compile(
    r"\b(?:mascots?|scarecrow|puppets?|hens?|chickens?|rabbits?|bunn(?:y|ies)|turtles?|tortoise|"
    r"hamsters?|"
    r"guinea pigs?|goldfish|fish|lizard|gecko|snake|frogs?|cats?|dogs?|pupp(?:y|ies)|ponies|pony|"
    r"horses?|"
    r"goats?|class pets?|stuffed|plush|robots?|avatars?)\b[^\n]{0,80}\b(?:names? (?:is|are|was|"
    r"were)|named|"
    r"called|we call)\b"
)
MEETING_LINE = re.compile(
    r"^\W*(?:Team|PLC|Participants|Present|In attendance|Attending|Attendees|Guests?|Apologies|"
    r"Staff|"
    r"Committee|Panel|Facilitators?|Recorder|Note-?taker|Time-?keeper|Chair|Minutes by|Presenters?)"
    r"(?:\s[^:\n]{0,30})?\s?:"
)
QUOTED_TASK = re.compile(
    r"[“\"][^“”\"\n]{0,160}\d[^“”\"\n]{0,160}\?|[“\"][^“”\"\n]{0,160}(?:\bagree with\b|\bExplain\b)"
)
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
    rf"\b(?:[Hh]er|[Hh]is|[Tt]heir|whose) (?:\w+ )?(?:twins|baby|babies|children|{KIN})\b|"
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
    r"\bnames? of (?!the (?:files?|teams?|groups?|folders?|schools?)\b)[^.!?\n]{0,90} (?:have|"
    r"has|were|was) (?:all )?(?:been )?(?:changed|replaced|"
    r"made up|"
    r"invented)\b|"
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
