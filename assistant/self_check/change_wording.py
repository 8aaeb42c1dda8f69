"""What changed for a row since the last check, in one plain sentence that says why."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.self_check.report import STATUS_ORDER, Finding, Quote, Status
from assistant.self_check.wording import shortened

_SHOWN_QUOTE = 90  # characters of a passage inside a sentence
_WORDS: dict[Status, str] = {
    "met": "shown",
    "partially_met": "partly shown",
    "not_met": "not found",
}
_NUMBERS = {1: "one", 2: "two", 3: "three"}  # a row has at most three quotes


def why(
    before: Finding,
    after: Finding,
    same_judge: bool,
    new: Sequence[Quote],
    added: Sequence[Quote],
    taken_out: Sequence[Quote],
) -> str:
    """The sentence for a row that had `before` and has `after`.

    `new` are quotes that it did not have, `added` those of them whose sentences are new in the
    draft, `taken_out` earlier quotes that are no longer in it.
    """
    was, now = _WORDS[before.status], _WORDS[after.status]
    step = STATUS_ORDER[after.status] - STATUS_ORDER[before.status]
    if not same_judge:
        turn = f"Still {now}" if not step else f"Now {now}, was {was}"
        return f"{turn}; another judge read it this time, so it need not come from your changes."
    if step > 0:
        return f"Now {now}, was {was}: {_gained(new, added)}"
    if step < 0:
        return f"Was {was}, now {now}: {_lost(after, len(before.quotes), len(taken_out))}"
    if added:
        return f"Still {now}: {_sentences(added)}."
    if taken_out:
        return f"Still {now}, though {_passages(len(before.quotes), len(taken_out))}."
    if after.status == "not_met":
        return "Still not found: nothing in the draft shows this row yet."
    return f"Still {now}, on {'other' if new else 'the same'} passages of your draft."


def _gained(new: Sequence[Quote], added: Sequence[Quote]) -> str:
    if added:
        return f"{_sentences(added)}."
    if new:
        return f"it rests on “{_short(new[0])}”, which it did not rest on before."
    return "it rests on the same passages as before, so read them against the row yourself."


def _lost(after: Finding, before: int, taken_out: int) -> str:
    if taken_out:
        return f"{_passages(before, taken_out)}."
    if after.quotes:
        return "its passages are still there, but less of the row is seen in them."
    return "its passages are still there, but the row is no longer seen in them."


def _sentences(added: Sequence[Quote]) -> str:
    if len(added) == 1:
        return f"one passage was added that speaks to it, “{_short(added[0])}”"
    count = _NUMBERS.get(len(added), str(len(added)))
    return f"{count} passages were added that speak to it, the first “{_short(added[0])}”"


def _passages(of: int, gone: int) -> str:
    if of == gone:
        what = "its passage is" if of == 1 else "its passages are"
        return f"{what} no longer in the draft"
    if gone == 1:
        return "one of its passages is no longer in the draft"
    return f"{_NUMBERS.get(gone, str(gone))} of its passages are no longer in the draft"


def _short(quote: Quote) -> str:
    return shortened(quote.text, _SHOWN_QUOTE)
