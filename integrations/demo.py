"""The demo's installation: the sample catalogue, a cohort of twelve, a draft in progress."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from assistant.people import Person, Profile
from assistant.pursuits import Pursuits
from assistant.sample_data import sample_draft
from assistant.self_check.submission import plain
from assistant.store.records import Stage, utc_now
from integrations.services import Services
from integrations.web.personas import Persona
from retrieval.embeddings import Progress
from retrieval.sample_vectors import SAMPLE_CATALOGUE

DRAFTED = "room-to-think"
_INSTALLER = Person(id="installer", name="the installation", roles=frozenset({"admin"}))
_COHORT = "Lakeland discussion cohort"
# Name, credential, stage, days since the last change, asked for help; invented, all of them.
_MEMBERS: tuple[tuple[str, str, Stage, int, bool], ...] = (
    ("Priya Raman", "equitable-participation", "collecting", 6, False),
    ("Tom Okafor", "number-talks", "drafting", 3, False),
    ("Leah Brandt", "student-led-seminar", "chosen", 19, True),
    ("Miguel Santos", "scaffolding-academic-language", "self-checked", 1, False),
    ("Hanna Lindqvist", "writing-conferences", "submitted", 11, False),
    ("DeShawn Carter", "room-to-think", "returned", 4, True),
    ("Yuki Tanaka", "claims-from-lab-data", "collecting", 23, False),
    ("Rosa Delgado", "decoding-small-groups", "earned", 30, False),
    ("Amira Haddad", "newcomer-first-month", "drafting", 8, False),
    ("Paul Nowak", "retakes-that-teach", "exploring", 2, False),
)


def fill_demo(services: Services, progress: Progress) -> list[Persona]:
    """Fill an empty installation and give its personas, the drafting teacher first."""
    services.library.index([SAMPLE_CATALOGUE], progress=progress)
    drafting = _person(services, "Ana Whitfield", "teacher", Profile("7", "science", None, "LK"))
    choosing = _person(services, "Ben Castillo", "teacher", Profile("4", None, None, "LK"))
    coach = _person(services, "Carla Reyes", "coach", Profile(state="LK"))
    admin = _person(services, "Dev Anand", "admin", Profile())
    cohort = services.cohorts.create(coach, _COHORT)
    for person in (drafting, choosing):
        services.cohorts.join(person, cohort.id, cohort.code)
    for name, credential_id, stage, days, help_wanted in _MEMBERS:
        member = _person(services, name, "teacher", Profile(state="LK"))
        services.cohorts.join(member, cohort.id, cohort.code)
        then = utc_now() - timedelta(days=days)
        pursuits = Pursuits(services.store, clock=partial(_at, then))
        pursuit = pursuits.start(member, credential_id)
        pursuits.change(member, pursuit.id, stage=stage, help_wanted=help_wanted)
    _draft(services, drafting)
    return [
        Persona("drafting", drafting.name, drafting.id, "a teacher in the middle of a draft"),
        Persona("choosing", choosing.name, choosing.id, "a teacher choosing a credential"),
        Persona("coach", coach.name, coach.id, "a coach with a cohort of twelve"),
        Persona("admin", admin.name, admin.id, "who runs the installation"),
    ]


def _at(moment: datetime) -> datetime:
    """A clock that stands still."""
    return moment


def _person(services: Services, name: str, role: str, profile: Profile) -> Person:
    person = services.accounts.welcome(f"{name.split()[0].lower()}@demo.invalid", name)
    if role != "teacher":
        person = services.accounts.set_role(_INSTALLER, person.id, role)
    return services.accounts.change(person, profile=profile)


def _draft(services: Services, person: Person) -> None:
    """A pursuit six weeks before its date, and its draft so far."""
    target = date.today() + timedelta(weeks=6)
    pursuit = services.pursuits.start(person, DRAFTED, target)
    services.pursuits.change(person, pursuit.id, stage="drafting")
    draft = services.drafts.create(person, DRAFTED)
    written = sample_draft(DRAFTED)
    for part in services.library.credential(DRAFTED).submission:
        if text := written.get(plain(part.title)):
            services.drafts.put_part(person, draft.id, part.id, text)
