"""Showing something to a coach: offered in exact words, done on a plain yes, taken back at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.dialogue.answer import Answer
from assistant.dialogue.phrases import Phrases
from assistant.errors import NotFound
from assistant.people import Person

if TYPE_CHECKING:
    from assistant.accounts import Accounts
    from assistant.cohorts import Cohorts
    from assistant.drafts import Drafts
    from assistant.library import Library
    from assistant.pursuits import Pursuits
    from assistant.self_checks import SelfChecks
    from assistant.shares import Shares
    from assistant.store.records import Cohort, Pursuit

OVER = ("submitted", "earned")  # stages in which nobody needs help any more


@dataclass(frozen=True, slots=True)
class Sharing:
    """What of hers a person shows to her coach, said before it is done."""

    library: Library
    cohorts: Cohorts
    pursuits: Pursuits
    self_checks: SelfChecks
    shares: Shares | None = None
    drafts: Drafts | None = None
    accounts: Accounts | None = None

    def offer(self, person: Person, credential_id: str | None, say: Phrases) -> Answer:
        """What her coach would see, and the question; nothing is shared yet."""
        joined = self.cohorts.of(person).joined
        if not joined or self.shares is None:
            return Answer(say("share_no_cohort"), memory={"pending": None})
        found = self._item(person, credential_id)
        if found is None:
            return Answer(say("share_none"), memory={"pending": None})
        kind, item_id = found
        cohort = joined[-1]
        item = self._named(person, kind, item_id, say)
        text = say("share_offer", coach=self._coach(cohort, say), cohort=cohort.name, item=item)
        if kind == "self_check":
            text = say("share_by_check") + text
        pending = {"do": "share", "kind": kind, "item_id": item_id, "cohort_id": cohort.id}
        return Answer(text, memory={"pending": pending}, note="offered to share with the coach")

    def share(self, person: Person, pending: Mapping[str, Any], say: Phrases) -> Answer:
        """Shares what was offered; raises nothing where it is gone in the meantime."""
        if self.shares is None:
            return Answer(say("share_no_cohort"))
        try:
            self.shares.share(person, pending["kind"], pending["item_id"], pending["cohort_id"])
        except NotFound:
            return Answer(say("share_gone"))
        item = self._named(person, pending["kind"], pending["item_id"], say)
        return Answer(say("share_done", item=item), note="shared an item with the coach")

    def revoke(self, person: Person, credential_id: str | None, say: Phrases) -> Answer:
        """Takes back what is shown now: of one credential where it is named, or else all of it."""
        shares = self.shares.of(person) if self.shares is not None else ()
        if self.shares is None or not shares:
            return Answer(say("share_nothing_shared"), memory={"pending": None})
        about = [
            s for s in shares if self._credential_of(person, s.kind, s.item_id) == credential_id
        ]
        names = []
        for share in about or shares:
            names.append(self._named(person, share.kind, share.item_id, say))
            self.shares.revoke(person, share.id)
        text = say("share_revoked", item="; ".join(dict.fromkeys(names)))
        return Answer(text, memory={"pending": None}, note="took back what was shared")

    def listed(self, person: Person, say: Phrases) -> Answer:
        """What is shown now."""
        shares = self.shares.of(person) if self.shares is not None else ()
        if not shares:
            return Answer(say("share_nothing_shared"))
        names = dict.fromkeys(self._named(person, s.kind, s.item_id, say) for s in shares)
        return Answer(say("share_list", items="; ".join(names)))

    def help_offer(self, person: Person, credential_id: str | None, say: Phrases) -> Answer:
        """Offers the mark that she asked for help."""
        pursuit = self.wanting_help(person, credential_id)
        if pursuit is None:
            return Answer(say("help_no_pursuit"), memory={"pending": None})
        title = self._title(pursuit.credential_id)
        pending = {"do": "help", "pursuit_id": pursuit.id, "credential_id": pursuit.credential_id}
        return Answer(say("help_offer", title=title), memory={"pending": pending})

    def help_wanted(self, person: Person, pending: Mapping[str, Any], say: Phrases) -> Answer:
        """Sets that mark."""
        self.pursuits.change(person, pending["pursuit_id"], help_wanted=True)
        title = self._title(pending["credential_id"])
        return Answer(say("help_done", title=title), note=f"asked for help with {title}")

    def wanting_help(self, person: Person, credential_id: str | None = None) -> Pursuit | None:
        """The pursuit for which a coach could be asked for help, if she has a coach."""
        if not self.cohorts.of(person).joined:
            return None
        going = [p for p in self.pursuits.of(person) if p.stage not in OVER]
        about = [p for p in going if p.credential_id == credential_id]
        found = about or going
        return found[-1] if found else None

    def _item(self, person: Person, credential_id: str | None) -> tuple[str, str] | None:
        """Her draft or, where none is kept, her last check: of that credential, or the latest."""
        drafts = self.drafts.list(person) if self.drafts is not None else ()
        written = [draft for draft in drafts if any(part.text.strip() for part in draft.parts)]
        checks = self.self_checks.list(person)
        for about in (credential_id, None):
            for draft in written:
                if about in (None, draft.credential_id):
                    return "draft", draft.id
            for check in checks:
                if about in (None, check.credential_id):
                    return "self_check", check.id
        return None

    def _credential_of(self, person: Person, kind: str, item_id: str) -> str | None:
        try:
            if kind == "draft":
                return self.drafts.get(person, item_id).credential_id if self.drafts else None
            return self.self_checks.get(person, item_id).credential_id
        except NotFound:
            return None

    def _named(self, person: Person, kind: str, item_id: str, say: Phrases) -> str:
        title = self._title(self._credential_of(person, kind, item_id) or "")
        if kind == "draft":
            return say("share_draft", title=title)
        day = self.self_checks.get(person, item_id).created_at.date().isoformat()
        return say("share_check", title=title, day=day)

    def _title(self, credential_id: str) -> str:
        credential = self.library.shelf().credentials.get(credential_id)
        return credential.title if credential else credential_id

    def _coach(self, cohort: Cohort, say: Phrases) -> str:
        if self.accounts is None:
            return say("your_coach")
        try:
            return self.accounts.person(cohort.coach_id).name
        except NotFound:
            return say("your_coach")
