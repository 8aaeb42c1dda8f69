"""How far a person is in a stack: what is done, what is next, what is still to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.store.records import STAGES, Stage
from retrieval.catalogue import Credential, Stack


@dataclass(frozen=True, slots=True)
class Group:
    """One of a stack's lists: what counts in it, and which may still be chosen.

    `counts` and `under_way` hold ids that count here and in no other list.
    """

    title: str  # empty for the stack's own list
    required: int
    credentials: tuple[str, ...]
    counts: tuple[str, ...]
    under_way: tuple[str, ...]

    @property
    def to_choose(self) -> int:
        """How many are neither earned nor under way."""
        return max(0, self.required - len(self.counts) - len(self.under_way))

    @property
    def is_choice(self) -> bool:
        """Whether fewer are asked for than are listed."""
        return self.required < len(self.credentials)


@dataclass(frozen=True, slots=True)
class StackProgress:
    """A stack as one person stands in it."""

    stack: Stack
    groups: tuple[Group, ...]
    next_ids: tuple[str, ...]  # what to go on with, or to choose one from
    next_said: str

    @property
    def required(self) -> int:
        """How many credentials the stack takes."""
        return sum(group.required for group in self.groups)

    @property
    def earned(self) -> int:
        """How many count already."""
        return sum(len(group.counts) for group in self.groups)

    @property
    def left(self) -> int:
        """How many are still to be earned."""
        return self.required - self.earned

    @property
    def leads_to(self) -> str:
        """What a complete stack stands for, and where that holds."""
        stack = self.stack
        role = f", for the role of {stack.role}" if stack.role and stack.designation else ""
        places = [place for place in (stack.district, stack.state) if place]
        where = f", in {', '.join(places)}" if places else ""
        return f"{stack.designation or stack.title}{role}{where}"

    @property
    def said(self) -> str:
        """How far, and what is next, in two sentences at most."""
        if not self.left:
            return f"All {self.required} are earned."
        under_way = sum(len(group.under_way) for group in self.groups)
        going = f", {under_way} under way" if under_way else ""
        return f"{self.earned} of {self.required} earned{going}. {self.next_said}"

    def as_json(self) -> dict[str, Any]:
        """The same as JSON types."""
        return {
            "leads_to": self.leads_to,
            "required": self.required,
            "done": self.earned,
            "left": self.left,
            "next": list(self.next_ids),
            "said": self.said,
            "groups": [
                {
                    "title": group.title or None,
                    "required": group.required,
                    "credentials": list(group.credentials),
                    "counts": list(group.counts),
                    "under_way": list(group.under_way),
                    "to_choose": group.to_choose,
                }
                for group in self.groups
            ],
        }


def progress_in(
    stack: Stack, stages: Mapping[str, Stage], known: Mapping[str, Credential]
) -> StackProgress:
    """How far somebody is in a stack; `stages` are the furthest of each credential she pursues.

    No credential counts twice: one that stands in two lists fills the place that leaves most
    of the others filled.
    """
    lists = _lists(stack)
    places = [at for at, (_, required, _) in enumerate(lists) for _ in range(required)]
    earned = [i for i in stack.members if stages.get(i) == "earned"]
    pursued = [i for i in stack.members if stages.get(i, "earned") not in ("earned", "exploring")]
    pursued.sort(key=lambda i: -STAGES.index(stages[i]))  # the furthest first; else in order
    holder: dict[int, str] = {}
    for credential_id in (*earned, *pursued):
        _seat(credential_id, places, lists, holder, set())
    groups = []
    for at, (title, required, listed) in enumerate(lists):
        held = {holder[p] for p, group in enumerate(places) if group == at and p in holder}
        groups.append(
            Group(
                title,
                required,
                listed,
                tuple(i for i in listed if i in held and stages[i] == "earned"),
                tuple(i for i in listed if i in held and stages[i] != "earned"),
            )
        )
    ids, said = _next(groups, pursued, stages, known)
    return StackProgress(stack, tuple(groups), ids, said)


def _lists(stack: Stack) -> list[tuple[str, int, tuple[str, ...]]]:
    """The stack's own list and its choices: title, how many of it, which."""
    own = tuple(dict.fromkeys(stack.credentials))
    all_of = stack.required == "all"
    required = len(own) if all_of else min(int(stack.required), len(own))
    found = [("", required, own)] if own else []
    for slot in stack.slots:
        ids = tuple(dict.fromkeys(slot.credentials))
        found.append((slot.title, min(slot.required, len(ids)), ids))
    return found


def _seat(
    credential_id: str,
    places: Sequence[int],
    lists: Sequence[tuple[str, int, tuple[str, ...]]],
    holder: dict[int, str],
    tried: set[int],
) -> bool:
    """Gives a credential a place, moving others where that makes room for it."""
    fitting = [p for p, at in enumerate(places) if credential_id in lists[at][2]]
    for place in fitting:
        if place not in holder:
            holder[place] = credential_id
            return True
    for place in fitting:
        if place not in tried:
            tried.add(place)
            if _seat(holder[place], places, lists, holder, tried):
                holder[place] = credential_id
                return True
    return False


def _next(
    groups: Sequence[Group],
    pursued: Sequence[str],
    stages: Mapping[str, Stage],
    known: Mapping[str, Credential],
) -> tuple[tuple[str, ...], str]:
    def title(credential_id: str) -> str:
        credential = known.get(credential_id)
        return credential.title if credential else credential_id

    counting = {i for group in groups for i in group.under_way}
    going = [i for i in pursued if i in counting and stages[i] != "submitted"]
    if going:
        return (going[0],), f"Go on with “{title(going[0])}”."
    taken = {i for group in groups for i in (*group.counts, *group.under_way)}
    for group in groups:
        free = tuple(i for i in group.credentials if i not in taken)
        if not group.to_choose or not free:
            continue
        if group.is_choice:
            of = f" for “{group.title}”" if group.title else ""
            return free, f"Next: choose {group.to_choose} of {len(free)}{of}."
        return free[:1], f"Next: “{title(free[0])}”."
    waiting = [i for i in pursued if i in counting]
    return tuple(waiting[:1]), "What is left is with the assessor." if waiting else ""
