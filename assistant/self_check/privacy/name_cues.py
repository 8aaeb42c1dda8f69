"""What the words around a name say about it: student, parent, colleague, author, invented."""

from __future__ import annotations

import re
from enum import Flag, auto

from assistant.self_check.privacy.name_words import (
    ADVERB,
    BESIDE,
    DOES,
    IS,
    JOINED_BY,
    KIN,
    MADE,
    MET,
    NO_VERBS,
    OF_BOOKS,
    OWN_RELATION,
    ROLE,
    SAYS,
    SCHOLARLY,
    SIBLING,
    STRICT_SAY,
    STUDENT,
    THING,
    WORK,
)

# How far a cue may stand from its name, in characters; keeps the work per name constant.
NEAR = 90


class Cue(Flag):
    """Evidence read beside one mention of a name."""

    NONE = 0
    STUDENT = auto()  # a class, a grade, a paper of her own
    PARENT = auto()  # kin of a child
    COLLEAGUE = auto()  # somebody of the school, or of the writer
    FIGURE = auto()  # an author, a character, a pet
    EXERCISE = auto()  # somebody in a task
    ALIAS = auto()  # a made-up name
    SAID = auto()  # past acts of a class
    OWNER = auto()  # a possessive
    SAYS = auto()  # said in the present
    DOES = auto()  # does what children in a class do
    MET = auto()  # a teacher asked, sat beside, praised
    IS = auto()  # is, was, has
    SCHOLAR = auto()  # as authors and officials are spoken of; counts for whole names
    PERSON = auto()  # he or she follows
    FICTION = auto()  # the line names a work and its author
    LETTER = auto()  # a salutation
    BESIDE = auto()  # with, for, when
    NAMED = auto()  # said to be the name
    OWNS = auto()  # owns what a pupil owns
    TOLD = auto()  # after is or was
    WHO = auto()  # who follows
    VAGUE = auto()  # owns what an author has too
    ED = auto()  # any verb in -ed
    ES = auto()  # any verb in -s


BEFORE = {
    Cue.PARENT: re.compile(
        rf"(?<!my )(?<!our )(?<!My )\b{KIN}"
        rf"(?:\s*\(|\s+(?:is|was|named|called|volunteer)\s|(?:,| -| –| —)?\s)\s*\Z"
        r"|\bfamily of\s+\Z|\b(?:parents?|guardian)[^.!?\n]{0,20}\b(?:named|called)\s+\Z"
        rf"|^[\W\d]*{KIN}(?:[/ ]\w+)?(?: name)?\s?:\s*\**\s*\Z|"
        rf"\bParent(?:/[Gg]uardian)?(?: [Nn]ame)?:\s*\**\s*\Z"
    ),
    Cue.STUDENT: re.compile(
        rf"\b(?i:{STUDENT})(?:['’]s? name)?\s*(?:[,:(]|is|was|are|were|-|–|—|named|called|like|"
        rf"such as|including)?\s*\**[\"“]?\Z"
        rf"|(?<!my )(?<!our )\b{SIBLING},?\s\Z"
        rf"|\b{KIN}\s(?:of|de)\s\Z|\bStudent(?: [Nn]ames?)?:\s*\**\s*\Z|^[\W]*Names?:\s*\**\s*\Z"
    ),
    Cue.COLLEAGUE: re.compile(
        rf"\b(?i:{ROLE})\s*[,:(]?\s*\Z"
        rf"|\b(?:[Mm]y|[Oo]ur|[Mm]i)\s+(?:[\w’'-]+\s+){{0,3}}(?:{OWN_RELATION}|"
        rf"{ROLE})\s*[,:(]?\s*\Z"
        rf"|\b(?:my|our|My|Our|a|the|"
        rf"another)\s+(?:[\w-]+\s+){{0,2}}{ROLE}(?:\s+[\w'’-]+){{1,5}},\s*\Z"
        rf"|\b[Mm]y (?:\w+ )?(?:{ROLE}|partner in)\b[^.!?\n]{{0,30}}\b(?:is|was|are|were)\s\Z"
        r"|\b(?:co-?taught|co-?planned|co-?plan|co-?teach(?:es)?|planned|team-teach|collaborated)"
        r"(?: \w+)? with\s+\Z"
        r"|\b(?:me,|I,|I['’]m|I am|[Mm]y name is|[Mm]e llamo|[Ss]igned,?|[Ss]incerely,)\s+\Z"
        r"|^\W*(?:Team|PLC|Participants|Present|Attendees|Members|Teachers?|Facilitators?|"
        r"Recorder|Guests?|"
        r"Apologies|Chair|Time-?keeper|Note-?taker|Minutes|"
        r"Candidate|Submitted by|Prepared by|Educator|Author|By|Applicant|Coach|Observer)"
        r"(?: [Nn]ame)?\s?:[^\n]{0,80}\Z",
    ),
    Cue.FIGURE: re.compile(
        rf"\b{MADE}s?,?\s*\Z|\bGospel of\s\Z|\b(?:version|retelling|tale|legend|myth|"
        rf"fable) of\s\Z|\b[Yy]ou(?:['’]re| are)\s\Z|(?:\b(?:book|novel|story|poem|article|text|"
        rf"written|song|painting|"
        rf"illustrated|play|film|"
        r"quote|quotation|chapter|work|study|research|theory)|[\"”*_’')]|[A-Z][\w'’]+),?\s+by\s+\Z"
        r"|\b(?:traits of|character named|theory of|according to research by|work of|"
        r"research of)\s+\Z"
        rf"|\b{WORK}[^.!?\n]{{0,12}}\babout\s\Z"
        r"|\b(?:[Aa] |[Tt]he )?(?:stuffed|toy|pet|plush|imaginary)\s+[^.!?\n]{0,30}\Z"
    ),
    Cue.SCHOLAR: re.compile(
        r"\b(?:(?:I|we|have|had|also|then) (?:have |had |also )?(?:re-?)?read|readings?(?: are|"
        r" is)?|"
        r"(?:re)?sources?(?: are| is)?|historians?|thinkers|whom I read are|according to|"
        r"portraits? of|"
        r"posters? of|statue of|named (?:after|for)|Gospel of|quot(?:e|es|ation|ed) (?:from|by)|"
        r"borrowed from|books? (?:by|of)|work of|ideas? of|collection (?:that|of|by)|see|cf\.|"
        r"letters? of|speech(?:es)? (?:of|by)|life of|biography of|songs? (?:of|by)|music of)\s"
        r"(?:[^.!?;\n]{0,60}(?:,|,? and)\s)?[\"“*_]?\Z|\b(?:is|are|comes?|taken|learned) from\s\Z"
    ),
    Cue.TOLD: re.compile(r"\b(?:is|was|are|were|be)\s\Z"),
    Cue.BESIDE: re.compile(rf"\b(?i:{BESIDE})\s\Z"),
    Cue.NAMED: re.compile(
        r"\b(?:(?:[Hh]er|[Hh]is|[Tt]heir) name (?:is|was)|everybody calls|everyone calls|(?:boy|"
        r"girl|kid|child) "
        r"(?:named|called))\s\Z"
    ),
    Cue.LETTER: re.compile(
        r"\b(?:[Dd]ear|[Ee]stimad[oa]s?|[Qq]uerid[oa]s?|[Hh]ello|[Hh]i|[Gg]ood (?:morning|"
        r"evening),?)\s"
        r"(?:[^.!?:\n]{0,40}, dear )?\Z"
    ),
    Cue.MET: re.compile(rf"\b(?i:{MET})\s(?:[A-Z][\w’'-]+(?:,| and|, and) )?\Z"),
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
        rf"\s+(?:[\w-]+\s+)?{KIN}\b"
        rf"|\A\s*\(\s*(?:(?:his|her|their|a|the|"
        rf"room)\s+)?(?:[\w-]+\s+)?{KIN}\b\s*(?:of\s[^)\n]{{0,30}})?[),]"
        rf"|\A\s*,\s*(?:a|the|one)\s+(?:[\w-]+\s+)?{KIN}\b(?! volunteer coordinator)"
        rf"|\A\s*(?:,\s*)?(?:is\s|was\s)?(?:the\s|a\s)?{KIN}\s+of\s"
    ),
    Cue.STUDENT: re.compile(
        rf"\A['’]s?\s+(?:own\s|[\w-]+\s)?(?:{KIN}|{SIBLING}|{THING})\b"
        r"|\A\s*[(,]\s*(?:ID\b|grade \d|age \d|aged \d|IEP|504|EL\b|ELL|\d{1,2}(?:st|nd|rd|"
        r"th) grade|"
        r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) grade\b|"
        r"an? (?:\w+[- ]){0,3}(?:grader|student|newcomer|learner|child|kid|boy|girl|reader|"
        r"senior|junior|freshman|"
        r"sophomore|kindergartner|kindergartener|first-grader)\b|who(?:['’]s|['’]d| has| had| is|"
        r" was| gets| needs| rarely| never| usually)\b|\d{1,2}\))"
        r"|\A\s(?:has|had) (?:an? )?(?:IEP|504|BIP)\b|\A\s*\(\d{1,2}\b"
    ),
    Cue.COLLEAGUE: re.compile(
        rf"\A\s*(?:\(|,|is|was|—|–)\s*(?:who(?: is|['’]s| was)?\s)?(?:(?:my|our|the|a|"
        rf"an)\s+)?(?:(?!(?:at|with|in|to|by|from|for|on|near|sent|seen|called|told|asked|late|"
        rf"absent|"
        rf"out|not|never|of|helped)\b)[\w’'-]+\s+){{0,3}}"
        rf"(?:{ROLE})\b(?!['’]s)"
        rf"|\A\s*(?:\(|,|is|was)\s*(?:my|our)\s+(?:[\w-]+\s+){{0,2}}{OWN_RELATION}\b"
        r"|\A['’]s?\s+(?:[\w-]+\s+)?(?:class(?:room)?|room|section|kids|students|team|lesson|block|"
        r"sections|classes|period|periods|homeroom)\b"
        r"|\A\s(?:teaches|taught)\s(?:\w+\s){0,2}?(?:grades?|math\w*|science|reading|English|"
        r"history|"
        r"ELA|kindergarten|first|second|third|fourth|fifth|sixth|seventh|eighth|art|music|PE|"
        r"biology|"
        r"chemistry|algebra|Spanish|special|next door|across|down the hall|at|in|with me|for|it|"
        r"there)\b"
        r"|\A\s(?:co-?teaches|co-?taught|facilitated|observed me|modeled|coaches|coached)\b"
        r"|\A\sand I\s(?:both\s)?(?:plan|planned|share|divide|trade|alternate|meet|co-?\w+|teach|"
        r"taught|team|looked at|scored|"
        r"met to|agreed to|sorted)\b"
        r"|\A\s\((?:me|myself|colleague|co-?teacher)\)"
        r"|\A\s\((?:(?:grade \d+|\w+ grade|high school|middle school|elementary|K-\d) )"
        r"(?:\w+ )?(?:science|math\w*|English|ELA|reading|history|art|music|PE|social studies|"
        r"Spanish)\)"
        r"|\A (?:in|from|at) the (?:front |main |central |district )?office\b"
        r"|\A\s\((?:K|[Gg]rades? |\d(?:st|nd|rd|th)?)\s?[-–,]\s?\d"
    ),
    Cue.FIGURE: re.compile(
        rf"\A\s*,?\s*(?:in|from)\s(?:the|our|a|this|that|chapter)\s(?:\w+\s)?{WORK}"
        rf"|\A(?:,? (?:and|&) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?['’]s?\s(?:\w+ ){{0,2}}?{SCHOLARLY}"
        r"|\A(?:,?\s(?:&|and)\s[A-Z][\w’'-]+|,?\set\sal\.?,?)*,?\s\(?(?:19|"
        r"20)\d\d[a-z]?\b(?:[),;:]|\s?p)"
        r"|\A,? (?:chapters?|ch\.|pp?\.|pages|vol(?:\.|ume)|unit|\d(?:st|nd|rd|th) ed)\b(?= ?\d|\.)"
        r"|\A,?\set\sal\b|\A,\s[A-Z]\.(?:\s?[A-Z]\.)?,?\s(?:\(|&)"
    ),
    Cue.SCHOLAR: re.compile(
        r"\A (?:writes|argues?|argued|describes?|describe|published|defines?|distinguish(?:es)?|"
        r"recommends?|has written|have written|reminds us|calls? (?:it|this|them|these)|"
        r"explains? (?:why|how|that|what)|would (?:have|say|call|be)|showed (?:that|in|how)|found "
        r"that|wrote (?:that|in (?:18|19|20)\d\d))\b"
        r"|\A\s?\((?!\d{1,2}\))[^)\n]{0,40}(?:18|19|20)\d\d"
        r"|\A(?:,? (?:and|&|with) [^.!?\n]{0,60})? (?:are|is) my sources?\b"
        r"|\A,\s[*_]|\A\s[*_]"
    ),
    Cue.SAYS: re.compile(rf"\A{ADVERB} {SAYS}\b"),
    Cue.DOES: re.compile(rf"\A{JOINED_BY}{ADVERB} {DOES}\b"),
    Cue.WHO: re.compile(
        r"\A,? who(?!se)\b(?! (?:writes|wrote|argues?|founded|teaches|works? (?:at|for)|retires?|"
        r"runs|ran|"
        r"directs|chairs|leads|led|coaches|published|taught)\b)"
    ),
    # What an author has as well as a child.
    Cue.VAGUE: re.compile(
        r"\A['’]s?\s+(?:own\s|[\w-]+\s)?(?:work|table|data|project|readings?|writing|sample|"
        r"recording|"
        r"explanation|essay|journal|test|file|goals?|growth|response|notebook|group|family|"
        r"drawing)\b"
    ),
    Cue.IS: re.compile(rf"\A{JOINED_BY}{ADVERB} {IS}\b"),
    # Any other verb by its ending, save those by which books and their authors are spoken of.
    Cue.ED: re.compile(rf"\A{JOINED_BY}{ADVERB} (?!{OF_BOOKS}ed\b)[a-z]{{2,12}}ed\b"),
    Cue.ES: re.compile(rf"\A{ADVERB} (?!{OF_BOOKS}e?s\b|{NO_VERBS}\b)[a-z]{{2,12}}s\b"),
    Cue.PERSON: re.compile(r"\A[^.!?;\n]{0,60}\b(?:he|she|his|her|hers|him|himself|herself)\b"),
    Cue.ALIAS: re.compile(
        r"\A[\"”*_’]{0,3}\s*[(,]\s*(?:not (?:his|her|their) (?:real|actual) name|a pseudonym|"
        r"pseudonym|"
        r"name changed|(?:a )?made-up name|not real name|(?:a )?fake name|alias|"
        r"(?:an? )?invented name)"
    ),
    Cue.SAID: re.compile(rf"\A(?:,? \w+ly)? {STRICT_SAY}\b"),
    Cue.OWNS: re.compile(
        r"\A['’]s? (?:own |first |second |third |last |next |best )?(?:drafts?|page|piece|claim|"
        r"slip|sentence|voice|face|"
        r"eyes|pencil|backpack|copy|idea|answer|question|picture|notebook|strategy|mistake|name|"
        r"turn|bus)\b"
    ),
    Cue.OWNER: re.compile(r"\A['’]s\b"),
}
