"""Puts letters for names in a draft itself, `Student A`, and gives the names back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from assistant.self_check.privacy.pseudonyms import Pseudonym, Pseudonyms
from assistant.self_check.privacy.sweep import find_private
from assistant.self_check.report import PrivacyFinding, PrivacyKind


@dataclass(frozen=True, slots=True)
class Change:
    """What one letter or mark would stand for, and at how many places."""

    shown: str
    kind: PrivacyKind
    texts: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """Texts by name after a replacement, what changed in them, and who stands for whom from now."""

    texts: dict[str, str]
    changes: tuple[Change, ...]
    pseudonyms: tuple[Pseudonym, ...]


def private_in(texts: Mapping[str, str], own_names: Collection[str] = ()) -> list[PrivacyFinding]:
    """What is private in texts, by their names."""
    return [found for name, text in texts.items() for found in find_private(name, text, own_names)]


def replaced(
    texts: Mapping[str, str],
    findings: Iterable[PrivacyFinding],
    kept: Iterable[Pseudonym] = (),
    leave: Collection[str] = (),
) -> Replacement:
    """The texts with a letter for each person found in them, the same one wherever she stands.

    A finding's `file` is its text's name. Who is among the `kept` has the same letter as then. With
    one way in which a person is written in `leave`, she is left as she is.
    """
    found, earlier = list(findings), tuple(kept)
    everyone = Pseudonyms(found, texts.values(), earlier).kept()
    left = {text for one in everyone if set(leave) & set(one.texts) for text in one.texts}
    pseudonyms = Pseudonyms(found, texts.values(), earlier, left)
    after: dict[str, str] = {}
    written: dict[str, list[str]] = {}
    for name, text in texts.items():
        redacted = pseudonyms.redact(text, [one for one in found if one.file == name])
        after[name] = redacted.text
        for new_start, new_end, start, end in redacted.pieces:
            written.setdefault(redacted.text[new_start:new_end], []).append(text[start:end])
    kinds = {one.shown: one.kind for one in pseudonyms.kept()}
    changes = tuple(
        Change(shown, kinds[shown], tuple(dict.fromkeys(forms)), len(forms))
        for shown, forms in written.items()
    )
    return Replacement(after, changes, _joined(earlier, changes))


def _joined(earlier: Iterable[Pseudonym], changes: Iterable[Change]) -> tuple[Pseudonym, ...]:
    """Those of before and those of now; the first way in which one was written stays first."""
    joined = {one.shown: one for one in earlier}
    for change in changes:
        before = joined.get(change.shown)
        texts = dict.fromkeys((*(before.texts if before else ()), *change.texts))
        joined[change.shown] = Pseudonym(change.shown, change.kind, tuple(texts))
    return tuple(joined.values())


def given_back(
    texts: Mapping[str, str], before: Mapping[str, str], kept: Iterable[Pseudonym]
) -> dict[str, str]:
    """The texts with the names in them again.

    `before` holds a text's state ahead of its last change: where replacing it gives the very text
    there is now, it comes back letter by letter; elsewhere each letter becomes the name as it was
    written first.
    """
    pseudonyms = Pseudonyms((), (), kept)
    back: dict[str, str] = {}
    for name, text in texts.items():
        earlier = before.get(name, text)
        again = pseudonyms.redact(earlier, private_in({name: earlier})).text
        back[name] = pseudonyms.restore(earlier if again == text else text)
    return back
