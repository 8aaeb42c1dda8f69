"""The demo's installation: the sample catalogue, a cohort of twelve, a draft in progress."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.people import Person, Profile
from assistant.sample_data import sample_draft
from assistant.self_check.submission import plain
from assistant.store.records import Stage
from integrations.services import Services
from integrations.web.personas import Persona
from retrieval.embeddings import Progress
from retrieval.sample_vectors import SAMPLE_CATALOGUE

DRAFTED = "room-to-think"
_INSTALLER = Person(id="installer", name="the installation", roles=frozenset({"admin"}))
_COHORT = "Lakeland discussion cohort"
# Name, credential, stage, asked for help; invented, all of them.
_MEMBERS: tuple[tuple[str, str, Stage, bool], ...] = (
    ("Priya Raman", "equitable-participation", "collecting", False),
    ("Tom Okafor", "number-talks", "drafting", False),
    ("Leah Brandt", "student-led-seminar", "chosen", True),
    ("Miguel Santos", "scaffolding-academic-language", "self-checked", False),
    ("Hanna Lindqvist", "writing-conferences", "submitted", False),
    ("DeShawn Carter", "room-to-think", "returned", True),
    ("Yuki Tanaka", "claims-from-lab-data", "collecting", False),
    ("Rosa Delgado", "decoding-small-groups", "earned", False),
    ("Amira Haddad", "newcomer-first-month", "drafting", False),
    ("Paul Nowak", "retakes-that-teach", "exploring", False),
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
    for name, credential_id, stage, help_wanted in _MEMBERS:
        member = _person(services, name, "teacher", Profile(state="LK"))
        services.cohorts.join(member, cohort.id, cohort.code)
        pursuit = services.pursuits.start(member, credential_id)
        services.pursuits.change(member, pursuit.id, stage=stage, help_wanted=help_wanted)
    _draft(services, drafting)
    return [
        Persona("drafting", drafting.name, drafting.id, "a teacher in the middle of a draft"),
        Persona("choosing", choosing.name, choosing.id, "a teacher choosing a credential"),
        Persona("coach", coach.name, coach.id, "a coach with a cohort of twelve"),
        Persona("admin", admin.name, admin.id, "who runs the installation"),
    ]


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
