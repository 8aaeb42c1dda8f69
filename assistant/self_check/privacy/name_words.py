"""The words by which a teacher speaks of people: kin, roles, what they say and do and have."""

from __future__ import annotations

KIN = (
    r"(?:(?:step|foster |god|grand|great-grand)?-?(?:mother|father|mom|mum|mommy|dad|daddy|mama|"
    r"papa|parents?)"
    r"|guardians?|grandma|grandpa|granny|nana|abuel[ao]|aunt|auntie|uncle|t[ií][ao]|mam[áa]|"
    r"pap[áa]|"
    r"madre|padre|caregiver|halmoni|amma|abba|lola|lolo)"
)
SIBLING = r"(?:brother|sister|cousin|sibling|twin|herman[ao]|prim[ao])s?"
ROLE = (
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
    r"observers?|(?:special |general )?educators?)"
)
OWN_RELATION = (
    r"(?:friends?|partner|husband|wife|spouse|son|daughter|niece|nephew|neighbor|cousin|brother|"
    r"sister|mother|mom|father|dad|dog|cat|grandson|granddaughter|team|PLC|roommate|boss)"
)
MADE = (
    r"(?:characters?|protagonists?|narrators?|hero(?:ine)?|authors?|poets?|novelists?|"
    r"illustrators?|"
    r"presidents?|king|queen|explorers?|scientists?|mathematicians?|inventors?|artists?|composers?|"
    r"philosophers?|theorists?|researchers?|psychologist|puppet|mascot|class pet|hamster|"
    r"guinea pig|"
    r"goldfish|moose|robot|goddess|god|senator|governor|general|emperor|prophet|saint)"
)
WORK = (
    r"(?:stor(?:y|ies)|books?|novels?|chapters?|texts?|poems?|plays?|passages?|fables?|movies?|"
    r"films?|read-alouds?|myths?|articles?)"
)
STUDENT = (
    r"(?:students?|pupils?|children|child|kids?|learners?|scholars?|classmates?|newcomers?|"
    r"[a-z]+[- ]graders?|"
    r"grader|estudiantes?|alumn[ao]s?|tutees?|mentees?|readers|writers|peers?)"
)
SAY = (
    r"(?:said|asked|told|wrote|answered|replied|explained|whispered|shouted|yelled|muttered|added|"
    r"raised|nodded|smiled|cried|laughed|shrugged|giggled|drew|pointed|struggled|solved|scored|"
    r"volunteered|blurted|responded|guessed|copied|noticed|counted|tried|finished|chose|picked|"
    r"read|"
    r"sat|stood|came|went|got|made|needs|needed|has|had|worked|improved|participated|moved|still|"
    r"turned|used|earned|missed|started|stopped|showed|called|brought|took|gave|dijo)"
)
STRICT_SAY = (
    r"(?:said|asked|told|answered|replied|whispered|shouted|yelled|muttered|raised|nodded|smiled|"
    r"cried|laughed|shrugged|giggled|blurted|volunteered|scored|drew|wrote|struggled|dijo|"
    r"finished|counted|noticed|pointed|solved|copied|guessed|responded|explained|chose|tried|sat|"
    r"stood|missed)"
)
# Present forms; weaker than the past ones, for books and their authors say things as well.
SAYS = (
    r"(?:says|asks|tells|answers|replies|whispers|nods|smiles|cries|laughs|shrugs|giggles|raises|"
    r"wants|knows|likes|loves|dice)"
)
# What a child does in class; weaker than saying, for a book's people do some of it as well.
DOES = (
    r"(?:draws|reads|counts|sits|stands|comes|goes|plays|sings|tries|brings|takes|helps|begins|"
    r"began|chose|joined|sang|brought|fell|ran|played|helped|led|left|listened|waited|forgot|hears|"
    r"heard|holds|held|passed|passes|lost|won|measures|measured|translated|swapped|sorted|reminded|"
    r"remembered|agreed|disagreed|wondered|wonders|cried|copies|splits|split|rolled|skips|throws|"
    r"threw|breathes|jumped|caught|crossed|circled|underlined|erased|corrected|typed|dictated|"
    r"retold|recorded|signed|spoke|speaks|whispers|walks|walked|hid|hides|hates|waved|opened|lives|"
    r"arrived|put|let|hit|met|built|bought|told|felt|grew|sent|shook|slept|slid|swung|woke|threw|"
    r"moved|borrowed|earned|taught (?:us|him|her|them|me)(?! to\b| that| how)|drew|sat|stood|"
    r"came|went|"
    r"got|picked|tried|finished|stopped|started|worked|participated|improved|struggled|solved|"
    r"scored|counted|read|needs|needed|made|took|gave|turned|called|writes|works|gets|talks|talked|"
    r"share|draw|count|work|sit|play|sing|help|swap|sort|disagree|agree|take turns|argue well|"
    r"looked|looks|leads|asked|wanted|learned|liked|loved|translates|shares|shared|showed|knew)"
)
IS = (
    r"(?:is|was|were|are|has|had|have|does|did|will|would|could|can|can['’]t|cannot|won['’]t|"
    r"wo\w*n['’]t|isn['’]t|"
    r"wasn['’]t|doesn['’]t|didn['’]t|still|never|always|thinks|thought|keeps|kept|uses|used)"
)
# What a teacher does to a child, or a person by whom something was done.
MET = (
    r"(?:called on|asked|asks?|told|tell|tells|paired|partnered|(?:sat|sit|sits) (?:with|beside|"
    r"by|next to|down "
    r"with)|conferred with|conferenced with|met with|spoke (?:with|to)|talked (?:with|to)|watched|"
    r"helped|heard|praised|reminded|gave|handed|let|invited|thanked|beside|visited|taught|showed|"
    r"disagreed with|agreed with|answered|proud of|including|(?:asked|written|drawn|told|made|"
    r"said|found|"
    r"led|solved|shared|signed|noticed|spoken|started|offered) by)"
)
# What stands before a person as well as before a thing.
BESIDE = r"(?:by the time|when|because|while|until|since|for|went to|between|with|from|only)"
# Stems of verbs by which books and their authors are spoken of.
OF_BOOKS = (
    r"(?:argu|describ|publish|propos|defin|develop|coin|found|introduc|design|not|report|conclud|"
    r"demonstrat|suggest|claim|stud|edit|illustrat|show|author|identifi|outlin|recommend|warn|"
    r"coach|"
    r"remind|call|writ|direct|retir|work|teach|lead|serv|provid|facilitat|observ|explain|add|"
    r"compos|"
    r"invent|discover|paint|arrang|inspir|influenc)"
)
# Words in -s that are no verbs.
NO_VERBS = (
    r"(?:is|was|has|does|as|its|his|this|thus|plus|minus|versus|across|towards|sometimes|always|"
    r"perhaps|says|us|yes|whereas|besides|unless|books|stories|poems|units|cards|lessons|works|"
    r"materials)"
)
ADVERB = r"(?:,? (?:also|then|still|never|always|often|rarely|now|just|only|usually|\w+ly))?"
# What an author is named for.
SCHOLARLY = (
    r"(?:theor(?:y|ies)|taxonomy|framework|practices|principles|protocol|levels|hierarchy|zone|"
    r"depth of knowledge|model of|work on|works?\b(?= (?:in|from) (?:18|19|20)\d\d)|research|"
    r"studies|"
    r"study of|theorem|laws?|speech|novels?|poems?|poetry|memoirs?|"
    r"character|traits?|reporting|blog|edition|handbook|definition|criteria|roles|routines|"
    r"questions for|list method|cycle|steps|stages|strateg(?:y|ies) for|"
    r"(?:short )?(?:story|stories|essay|poem|book|novel|article|picture book|chapter|"
    r"text) [\"“*_A-Z])"
)
# `and Ben`, between a name and its verb.
JOINED_BY = (
    r"(?:,? (?:and|&) (?:[A-Z][\w’'-]+|de|la|del|al)(?: (?:[A-Z][\w’'-]+|de|la|del|al)){0,3})?"
)
THING = (
    r"(?:IEP|504|BIP|paper|strip|exit|essay|journal|notebook|desk|home|accommodations?|drawing|"
    r"reading|writing|data|response|table|group|turn|growth|poster|project|portfolio|"
    r"behaviou?r|score|scores|parents?|fluency|quiz|test|partner|hand|table|teacher|folder|"
    r"work|file|scores?|goals?|attendance|seat|house|family|lab partner|sample|recording|"
    r"explanation)"
)
