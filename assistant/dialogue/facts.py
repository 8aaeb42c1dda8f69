"""Questions that the catalogue's entry itself answers: cost, hours, what it counts for, needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.dialogue.hearing import folded
from assistant.dialogue.phrases import Phrases
from assistant.dialogue.profile import state_in
from assistant.limits.states import CODES
from assistant.people import Profile
from retrieval.catalogue import Credential

_NEEDS_WORDS = (
    r"(?:need|needs|require\w*|have to|has to|must|involve\w*|there|is there|without|no|use|"
    r"necesit\w+|tengo que|hay que|pide|requiere|sin|hace falta|lleva)"
)
_RULES: tuple[tuple[str, str], ...] = (
    (
        "cost",
        r"\b(?:free|costs?|price\w*|pay for|fees?|charge\w*|expensive|how much (?:is|are|money)|"
        r"how much\W*$|dollars|gratis|gratuit[oa]|cuesta\w*|cuanto (?:es|vale|sale|cobran)|pagar|"
        r"costo|precio|de paga)\b",
    ),
    (
        "hours",
        r"\bhow (?:long (?:is|does|will|would|do|are)\b(?=.{0,24}\b(?:it|this|that|these|they|one|"
        r"first|second|third|take|credential)\b)|long\W*$|many hours|much time)|\b(?:many hours|"
        r"time commitment)\b|\bis (?:it|that|this) (?:\w+ )?(?:long|short|quick|larg[oa]|"
        r"cort[oa]|a lot of (?:work|time))\b|"
        r"\bcuant[oa]s? (?:tiempo|horas|tarda|dura|toma)|\bes (?:larg[oa]|cort[oa])\b",
    ),
    (
        "counts",
        r"\b(?:does|do|will|would|can|is|are) (?:it|this|that|these|they|the \w+ one)\b[^.?!]{0,30}"
        r"\b(?:count|counts|accepted|valid|recogni[sz]ed|worth|transfer|good for|renew|earn|help "
        r"(?:me )?(?:renew|with my license))\b|^\W*(?:and|y|what about|how about|que tal) (?:in|"
        r"en) (?!my\b)\w+|\bcounts? (?:in|for|toward|towards|here|where i)\b|"
        r"\b(?:license|licence|renewal|stipend|salary|pays?|raise|pd hours|credit hours|ceus?|"
        r"endorsement|lane)\b|\bwhat (?:is|'s) (?:it|this) worth|\bwhat do i get\b|"
        r"\b(?:cuenta|cuentan|vale|sirve|valid[oa]|reconoc\w+|aceptan?) (?:en|para|como|aqui)\b|"
        r"\b(?:licencia|renovar|renovacion|salario|sueldo|bono|aumento)\b",
    ),
    (
        "video",
        rf"\b{_NEEDS_WORDS}\b[^.?!]{{0,24}}\b(?:videos?|film\w*|camera|record(?:ed)?|grabar\w*)\b",
    ),
    ("audio", rf"\b{_NEEDS_WORDS}\b[^.?!]{{0,24}}\b(?:audio|sound recording)\b"),
    (
        "students",
        rf"\b{_NEEDS_WORDS}\b[^.?!]{{0,24}}\b(?:students|kids|a class|my own class|alumn[oa]s|"
        r"estudiantes)\b(?! (?:names?|work|to))",
    ),
    (
        "student_work",
        rf"\b{_NEEDS_WORDS}\b[^.?!]{{0,24}}\b(?:student work|work samples|students' work|"
        r"trabajos? de (?:mis |los )?alumn[oa]s)\b",
    ),
    (
        "break",
        r"\b(?:in|over|during|this|en|durante) (?:the |a |my |our |el |las |mis )?(?:school "
        r")?(?:summer|break|holidays?|"
        r"vacation|"
        r"winter break|verano|vacaciones)\b",
    ),
    (
        "colleagues",
        rf"\b{_NEEDS_WORDS}\b[^.?!]{{0,24}}\b(?:colleagues?|another teacher|partner teacher|a team|"
        r"colegas?|otr[oa] maestr[oa])\b",
    ),
    (
        "grades",
        r"\b(?:what|which) grades?\b|\bfor (?:what|which) grades?\b|\bgrade levels?\b|"
        r"\b(?:is|does) (?:it|this|that)(?: one)? (?:for|work (?:for|in|with)) (?:my )?(?:k\b|"
        r"kinder\w*|\d+(?:st|nd|rd|th)|middle|high|elementary|first|second|third|fourth|fifth|"
        r"sixth|"
        r"seventh|eighth)|\b(?:que|cuales) grados?\b|\bpara que grados?\b",
    ),
    (
        "ai",
        r"\b(?:use|using|allow\w*|permit\w*|about|policy|disclos\w+|forbid\w*|ban\w*)\b[^.?!]{0,24}"
        r"\b(?:ai|a\.i\.|chatgpt|chat gpt|artificial intelligence)\b|\b(?:ok(?:ay)?|fine|"
        r"allowed) with (?:ai|chatgpt)\b|\bai (?:policy|rules?|allowed|"
        r"ok|use)\b|\b(?:usar|permite\w*|permitid[oa]|prohib\w+)\b[^.?!]{0,24}\b(?:ia|chatgpt|"
        r"inteligencia artificial)\b",
    ),
    (
        "approval",
        rf"\b{_NEEDS_WORDS}\b[^.?!]{{0,24}}\b(?:approval|sign[- ]?off|signature|"
        r"permission (?:from (?:my (?:principal|district|supervisor)|anybody|"
        r"anyone|somebody|someone)|first|to (?:start|begin|do it))|"
        r"aprobacion|firma|permiso de mi (?:director\w*|distrito))"
        r"\b",
    ),
    (
        "parts",
        r"\bwhat (?:all )?(?:do|would|will|must|should) i (?:actually |have to |need to |really "
        r")*(?:hand "
        r"in|submit|turn in|send in|collect|gather|deliver)\b|\bwhat(?:'s| is)? (?:to be "
        r")?(?:handed "
        r"in|submitted)\b|\bwhat (?:are )?the parts\b|\bhow many parts\b|\bwhat evidence (?:do|"
        r"does|"
        r"is)\b|\bwhat (?:do i|does it|does this) need\b|"
        r"\bque (?:\w+ )?(?:entrego|entregar|hay que entregar|tengo que (?:entregar|presentar|"
        r"mandar)|evidencia\w*)\b|\bque (?:pide|necesito)\b",
    ),
    (
        "window",
        r"\b(?:how many (?:days|weeks)|days in a row|over how (?:long|many)|cuant[oa]s (?:dias|"
        r"semanas))\b",
    ),
    (
        "prerequisites",
        r"\b(?:prerequisites?|prerequisit[oa]s?|(?:need|do) .{0,20} first\?|antes de)\b",
    ),
    (
        "rubric",
        r"\bhow (?:is|are|will|does) (?:it|this|they|the)\b[^.?!]{0,24}\b(?:graded|scored|judged|"
        r"assessed|evaluated|pass)\b|\bhow do i pass\b|\bcomo (?:se|lo) (?:califica\w*|evalua\w*)|"
        r"\bwhat does the assessor look\b",
    ),
    (
        "issuer",
        r"\bwho (?:offers|issues|gives|made|runs|awards)\b|\bquien (?:lo |la )?(?:ofrece|emite|"
        r"da)\b",
    ),
)
_ASKED = tuple((name, re.compile(pattern)) for name, pattern in _RULES)
_MOST_FACTS = 3
_CODE = re.compile(r"\b[A-Z]{2}\b")


def facts_asked(question: str) -> list[str]:
    """The facts that a question asks for, in a fixed order."""
    said = folded(question)
    found = [name for name, rule in _ASKED if rule.search(said)]
    if "video" in found and "students" in found:  # "to record the kids" asks for one of the two
        found.remove("students")
    return found[:_MOST_FACTS]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one credential's entry says, in sentences of a language."""

    credential: Credential
    profile: Profile
    say: Phrases

    def answer(self, question: str) -> str:
        """The sentences that answer a question; empty where the entry does not say it."""
        found = [self._fact(name, question) for name in facts_asked(question)]
        return " ".join(sentence for sentence in found if sentence)

    def _fact(self, name: str, question: str) -> str:
        if name == "counts":
            return self.counts(state_in(question) or self._code_in(question), question)
        known: dict[str, Callable[[], str]] = {
            "cost": self.cost,
            "hours": self.hours,
            "grades": self.grades,
            "ai": self.ai,
            "parts": self.parts,
            "window": self.window,
            "prerequisites": self.prerequisites,
            "rubric": self.rubric,
            "issuer": lambda: self.say("fact_issuer", issuer=self.credential.issuer),
            "break": lambda: self._flag("fits_school_break", "break"),
            "approval": self.approval,
            "students": lambda: self._flag("needs_students", "students"),
            "student_work": lambda: self._flag("needs_student_work", "student_work"),
            "video": lambda: self._flag("needs_video", "video"),
            "audio": lambda: self._flag("needs_audio", "audio"),
            "colleagues": lambda: self._flag("needs_colleagues", "colleagues"),
        }
        return known[name]()

    def cost(self) -> str:
        """What it costs, as far as it is said."""
        cost = self.credential.cost_usd
        if cost is None:
            return self.say("fact_cost_unknown", issuer=self.credential.issuer)
        return self.say("fact_cost", cost=f"{cost:g}") if cost else self.say("fact_free")

    def hours(self) -> str:
        """How long it takes."""
        hours = self.credential.effort_hours
        return (
            self.say("fact_hours", hours=f"{hours:g}") if hours else self.say("fact_hours_unknown")
        )

    def counts(self, state: str | None, question: str = "") -> str:
        """What it counts for, in a state where one is named; never more than the entry says."""
        worths = self.credential.counts_for
        if not worths:
            return self.say("fact_counts_unknown")
        state = state or self.profile.state
        here = [w for w in worths if state is None or w.state in (None, state)]
        if named := [w for w in worths if w.district and _is_named(w.district, question)]:
            here = named
        lines = [self._worth(w.use, w.credit, w.district, w.state) for w in here[:3]]
        if lines:
            return self.say("fact_counts", what="; ".join(lines))
        others = ", ".join(dict.fromkeys(CODES.get(w.state or "", w.state or "") for w in worths))
        return self.say("fact_counts_elsewhere", state=CODES.get(state or "", state), others=others)

    def _worth(self, use: str, credit: str, district: str | None, state: str | None) -> str:
        place = ", ".join(p for p in (district, CODES.get(state or "", state)) if p)
        what = use.replace("-", " ") + (f" ({credit})" if credit else "")
        return self.say("fact_worth", what=what, place=place or self.say("any_place"))

    def _code_in(self, question: str) -> str | None:
        """A state's two letters, where this entry or the map knows them."""
        own = {w.state for w in self.credential.counts_for}
        codes = _CODE.findall(question)
        return next((code for code in codes if code in own or code in CODES), None)

    def grades(self) -> str:
        """The grades it is written for."""
        grades = self.credential.grades
        return (
            self.say("fact_grades", grades=_run(grades)) if grades else self.say("fact_any_grade")
        )

    def ai(self) -> str:
        """The issuer's rule on AI, with its note word for word."""
        policy = self.credential.ai_policy
        said = self.say(f"fact_ai_{policy.use}")
        note = f" “{policy.note}”" if policy.note else ""
        return f"{said}{note}" if policy.stated else self.say("fact_ai_unstated")

    def parts(self) -> str:
        """What is handed in, by its titles and first prompts."""
        parts = self.credential.submission
        if not parts:
            return self.say("fact_parts_unknown", issuer=self.credential.issuer)
        lines = [
            f"- *{part.title}*" + (f": “{part.prompts[0].text}”" if part.prompts else "")
            for part in parts
        ]
        return "\n".join([self.say("fact_parts"), *lines]) + "\n"

    def window(self) -> str:
        """Over how many days it runs."""
        days = self.credential.constraints.window_days
        return self.say("fact_window", days=days) if days else ""

    def prerequisites(self) -> str:
        """What has to be earned before."""
        before = self.credential.prerequisites
        return (
            self.say("fact_prerequisites", what=", ".join(before))
            if before
            else self.say("fact_no_prerequisites")
        )

    def rubric(self) -> str:
        """The rows that all have to pass."""
        rows = self.credential.rubric
        return self.say("fact_rubric", rows=_listed(row.title for row in rows)) if rows else ""

    def approval(self) -> str:
        """Whether somebody has to agree before or after."""
        said = [
            self._flag("prior_approval", "approval"),
            self._flag("supervisor_sign_off", "sign_off"),
        ]
        return " ".join(sentence for sentence in said if sentence)

    def _flag(self, flag: str, name: str) -> str:
        value = getattr(self.credential.constraints, flag)
        if value is None:
            return ""
        return self.say(f"fact_{name}_{'yes' if value else 'no'}")


def _is_named(district: str, question: str) -> bool:
    """Whether a question names a district by the first two words of its name."""
    return " ".join(district.casefold().split()[:2]) in question.casefold()


def _run(grades: tuple[str, ...]) -> str:
    return grades[0] if len(grades) == 1 else f"{grades[0]}-{grades[-1]}"


def _listed(titles: Iterable[str]) -> str:
    return ", ".join(f"*{title}*" for title in titles)
