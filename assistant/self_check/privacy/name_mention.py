"""A place in a text where a person may be named, and what its surroundings tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.self_check.privacy.name_cues import Cue

# Cues by which a text treats somebody as a person who is there.
ACTIVE = Cue.SAYS | Cue.SAID | Cue.DOES | Cue.MET | Cue.NAMED | Cue.WHO
# Words that come with a capital without being anybody: times, peoples, colors of groups.
CAPITAL_ANYWAY = frozenset(
    "april may june july august january autumn summer winter easter sat dec german roman thai "
    "christian china india cuba egypt ireland jamaica kenya malaysia america africa asia red green "
    "blue brown gray grey white black orange pink gold silver navy".split()
)


@dataclass(slots=True)
class Mention:
    """A possible name: its place, its keys without case and accents, what stands around it.

    `alone`: no capitalised word touches it. `unknown`: no list has the word. `word`: a word that is
    a name at times. `placed`: after in, at, from. `company`: beside first names in a row.
    """

    start: int
    end: int
    first: str
    full: str
    cues: Cue
    sure: bool
    listed: bool = False
    opens: bool = False
    quoted: bool = False
    alone: bool = True
    unknown: bool = False
    word: bool = False
    placed: bool = False
    company: bool = False
