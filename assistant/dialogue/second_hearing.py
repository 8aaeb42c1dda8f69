"""A message heard twice: by rules, which are exact and few, and by the learned ear.

What is grave is heard where either hears it. Otherwise rules stand unless the ear is sure of
something else and finds theirs unlikely; and what neither knows is asked about, not searched for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.dialogue.about_credentials import AboutCredentials
from assistant.dialogue.capabilities import asked_of_us
from assistant.dialogue.ear import Ear, moment_of
from assistant.dialogue.follow_ups import wish_in
from assistant.dialogue.hearing import folded
from assistant.dialogue.intents import Intent, IntentKind
from assistant.dialogue.references import named_credential
from assistant.dialogue.requests import forgetting_in, part_asked, sharing_in
from assistant.understanding import understand
from retrieval.catalogue import Credential

# Lines set on utterances of writers whom the ear had not learned from: from SURE on more than nine
# of ten are right; below NO_GOAL lie four of five messages that are no goal, and one goal in fifty.
WRITES, PRESSES = 0.75, 0.5  # asks for text to be written; and that again, after a no
DANGER, PERHAPS = 0.85, 0.5  # somebody is in danger; or may be, and is helped beside her goal
ONLY_DANGER = 0.05  # what else it may be, as a goal, for danger to be all that is answered
SURE = 0.5  # from which it is believed where the rules found nothing but a goal
VERY_SURE = 0.7  # and against a rule that it finds unlikely
UNLIKELY = 0.04
NO_GOAL = 0.1  # below which what fell through every rule is no goal either
# What rules decide alone: a text, a file, an answer to a question just asked, somebody in danger.
_SETTLED = frozenset(
    {"check", "which_for_draft", "confirm", "decline", "crisis", "write_for_me", "cohort"}
)
# What a rule may have taken for something by a single word.
_DOUBTFUL = frozenset(
    {"off_topic", "frustration", "choose", "ask", "plan", "profile", "greeting", "thanks"}
)
# What would change something, or end something, needs more than the rest; of what is grave the
# lines above decide.
GRAVE = frozenset({"crisis", "write_for_me"})
_NEVER = 2.0
_BINDS = {"crisis": _NEVER, "write_for_me": _NEVER} | {
    "share": 0.7,
    "forget": 0.7,
    "decline": 0.6,
    "choose": 0.6,
    "profile": 0.6,
}
# What may be tried where a message is no goal and nothing is sure: it only tells.
_HARMLESS = (
    "ask",
    "tell_more",
    "explain_row",
    "next_step",
    "why",
    "why_not",
    "compare",
    "plan",
    "writing_help",
    "capabilities",
    "frustration",
    "thanks",
    "unclear",
)
_MOST_WORDS = 60  # what is longer tells a story: its rules look for what stands in it
_OWN = frozenset("i me my myself im i'm yo me mi estoy quiero".split())
# Of a learned act, the kind of intent where they are not called the same.
_KINDS: Mapping[str, IntentKind] = {"returned": "frustration"}


def heard(
    message: str,
    memory: Mapping[str, Any],
    credentials: Mapping[str, Credential],
    ear: Ear | None,
    *,
    has_files: bool = False,
    leads: bool = False,
) -> Intent:
    """The intent of a message, by rules and, where there is one that can hear, by the ear."""
    ruled = understand(message, memory, credentials, has_files=has_files, leads=leads)
    if ear is None or not ear.hears or ruled.kind in _SETTLED or len(message.split()) > _MOST_WORDS:
        return ruled
    chances = ear.probabilities(message, moment_of(memory))
    fell_through = ruled.kind in ("goal", "unclear") and not ruled.topic
    if grave := _grave(chances, memory, fell_through or ruled.kind in _DOUBTFUL):
        return _meant(grave, message, memory, credentials, leads) or ruled
    act = max(chances, key=lambda one: chances[one])
    if _act_of(ruled) == act:
        return ruled
    if fell_through and chances[act] >= _BINDS.get(act, SURE):
        return _meant(act, message, memory, credentials, leads) or ruled
    doubtful = (
        ruled.kind in _DOUBTFUL and act not in GRAVE and chances.get(_act_of(ruled), 0.0) < UNLIKELY
    )
    if doubtful and chances[act] >= VERY_SURE:
        return _meant(act, message, memory, credentials, leads) or ruled
    begun = chances.get("choose", 0.0) + chances.get("plan", 0.0) + chances.get("plan_talk", 0.0)
    by_name = named_credential(message, credentials)
    if ruled.kind == "choose" and begun < UNLIKELY and not by_name:  # nothing is begun on a guess
        return Intent("tell_more", ruled.credential_id)
    wanted = chances.get("goal", 0.0) + chances.get("refine", 0.0)
    if fell_through and ruled.kind == "goal" and wanted < NO_GOAL and memory.get("notes"):
        likeliest = max(_HARMLESS, key=lambda one: chances.get(one, 0.0))
        return _meant(likeliest, message, memory, credentials, leads) or Intent("unclear")
    return ruled


def _grave(chances: Mapping[str, float], memory: Mapping[str, Any], open_: bool) -> str | None:
    """What may not be missed, where the ear alone hears it."""
    danger, goal = chances.get("crisis", 0.0), chances.get("goal", 0.0)
    if danger >= DANGER and goal < ONLY_DANGER:
        return "crisis"
    if danger >= PERHAPS and open_:
        return "perhaps"
    again = memory.get("last") in ("write_for_me", "writing_help")
    if open_ and chances.get("write_for_me", 0.0) >= (PRESSES if again else WRITES):
        return "write_for_me"
    return None


def _act_of(intent: Intent) -> str:
    returned = intent.kind == "frustration" and intent.topic == "returned"
    return "returned" if returned else intent.kind


def _meant(
    act: str,
    message: str,
    memory: Mapping[str, Any],
    credentials: Mapping[str, Credential],
    leads: bool,
) -> Intent | None:
    """The intent of a learned act; None where what it would be about is not known."""
    about = AboutCredentials(message, memory, credentials)
    one = about.meant if about.meant in credentials else None
    shown = [i for i in memory.get("shown") or () if i in credentials]
    kind: IntentKind = _KINDS.get(act, act)  # type: ignore[arg-type]
    if act == "perhaps":
        return Intent("crisis", topic="perhaps")
    if act == "crisis":
        words = set(folded(message).split())
        topic = "more" if memory.get("last") == "crisis" else "own" if words & _OWN else ""
        return Intent("crisis", topic=topic or "student")
    if act in ("goal", "unclear", "off_topic", "thanks", "greeting", "plan", "plan_talk"):
        return Intent(kind)
    if act == "refine":
        topic = str(wish_in(message) or "limit")
        return Intent("refine", topic=topic) if memory.get("goal") else Intent("goal")
    if act == "returned":
        return Intent("frustration", topic="returned")
    if act in ("frustration", "help_log", "profile", "telling"):
        return Intent(kind, one) if act == "telling" else Intent(kind)
    if act == "cohort":
        return Intent("cohort") if leads else None
    if act == "capabilities":
        return Intent("capabilities", topic=asked_of_us(message) or _asked_of_us(message))
    if act == "forget":
        return Intent("forget", topic=forgetting_in(message) or "last")
    if act == "share":
        return Intent("share", topic=sharing_in(message) or "share")
    if act == "decline":
        return Intent("decline") if memory.get("pending") else None
    if act == "confirm":
        can = (memory.get("pending") or {}).get("do") in ("tell_more", "choose")
        return Intent("confirm") if can else None
    if act == "compare":
        return Intent("compare", ids=tuple(shown[:2])) if len(shown) > 1 else None
    if act == "why_not":
        others = [i for i in shown if i != memory.get("current")]
        return Intent("why_not", about.named or others[0]) if others or about.named else None
    if act == "next_step":
        subject = memory.get("checked") or one
        return Intent("next_step", subject)
    if act == "writing_help":
        return Intent("writing_help", one, topic=part_asked(message) or "")
    if act in ("write_for_me", "hand_in"):
        return Intent(kind, one)
    subject = one or (shown[0] if shown else None)
    return replace(Intent(kind), credential_id=subject) if subject else None


def _asked_of_us(message: str) -> str:
    """What a question about the assistant is about, by a word, where no rule knows it."""
    words = set(folded(message).replace("?", " ").split())
    for topic, told_by in (
        ("who_sees", {"see", "sees", "read", "reads", "private", "boss", "coach", "privado", "ve"}),
        ("kept", {"keep", "keeps", "save", "saved", "store", "stored", "guardas", "guarda"}),
        ("robot", {"ai", "robot", "bot", "human", "real", "person", "chatgpt", "ia", "persona"}),
    ):
        if words & told_by:
            return topic
    return "can_do"
