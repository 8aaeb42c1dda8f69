"""What each figure is called, what it means to a person, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Better = Literal["up", "down", "neither"]
SMALLEST_CHANGE = 0.005  # what a figure may move by before it is worth a line, unless it says more


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number: `short` heads a column, `meaning` is one line for a reader."""

    label: str
    short: str
    meaning: str
    better: Better
    tolerance: float = SMALLEST_CHANGE


FIGURES: dict[str, Figure] = {
    "qwk": Figure(
        "agreement (QWK)",
        "QWK",
        "1 agrees with every label, 0 is chance; a miss by two steps weighs four times as much.",
        "up",
        0.01,
    ),
    "concordance": Figure(
        "order within a draft",
        "order",
        "Of two rows with different labels, how often the better one scores higher (ties half).",
        "up",
        0.01,
    ),
    "not_met_told_met": Figure(
        "false assurance: not met, told met",
        "nm>met",
        "Of rows that show nothing, the share that the teacher is told is shown.",
        "down",
    ),
    "below_told_met": Figure(
        "false assurance: below pass, told met",
        "below>met",
        "Of all rows below the pass level, the share that the teacher is told is shown.",
        "down",
    ),
    "met_found": Figure(
        "met rows found",
        "met found",
        "Of rows at the pass level, the share that the teacher is told is shown.",
        "up",
        0.01,
    ),
    "hit3_strict": Figure(
        "evidence hit@3, strict",
        "hit3",
        "Of rows with labelled evidence: a quote holds a labelled passage, or lies within one.",
        "up",
        0.01,
    ),
    "hit3_offsets": Figure(
        "evidence hit@3, by place",
        "hit3 place",
        "The same, by overlap of half the shorter; a row that is not credited quotes nothing.",
        "up",
        0.01,
    ),
    "hit3_strict_credited": Figure(
        "  of credited rows, strict",
        "hit3 cr.",
        "As hit@3 strict, only over rows told shown or partly shown: those that quote at all.",
        "up",
        0.01,
    ),
    "hit3_offsets_credited": Figure(
        "  of credited rows, by place",
        "hit3 pl. cr.",
        "As hit@3 by place, only over rows told shown or partly shown.",
        "up",
        0.01,
    ),
    "quotes_exact": Figure(
        "quotes that are exact",
        "exact",
        "Share of quotes that are, to the character, the slice of the draft that they name.",
        "up",
        0.0,
    ),
    "false_readiness": Figure(
        "false readiness",
        "false ready",
        "Of drafts labelled not ready, the share told ready or nearly ready.",
        "down",
    ),
    "unsure": Figure(
        "rows told unsure",
        "unsure",
        "Share of rows on which the teacher is told to check by eye.",
        "neither",
        0.02,
    ),
    "right_row_falls_most": Figure(
        "altered row falls most",
        "falls most",
        "Of minimal pairs: the row whose evidence was changed loses more score than any other.",
        "up",
        0.01,
    ),
    "right_row_falls": Figure(
        "altered row falls",
        "falls",
        "Of minimal pairs: the row whose evidence was changed loses any score at all.",
        "up",
        0.01,
    ),
    "violations": Figure(
        "expectation broken",
        "broken",
        "Share of rows that rose or were upgraded although the change took evidence away.",
        "down",
    ),
    "upgraded": Figure(
        "status raised",
        "upgraded",
        "Share of rows told a better status than before the change.",
        "down",
    ),
    "lowered": Figure(
        "status lowered",
        "lowered",
        "Share of rows told a worse status than before the change.",
        "down",
    ),
    "quoted": Figure(
        "insertion quoted as evidence",
        "quoted",
        "Share of checks in which a quote holds words of the inserted text.",
        "down",
    ),
    "noticed": Figure(
        "insertion warned of",
        "warned",
        "Share of checks with a warning that the draft without the insertion did not have.",
        "neither",
        0.02,
    ),
    "rose": Figure(
        "score rose",
        "rose",
        "Share of rows whose score rises by more than a hair (0.02).",
        "down",
        0.01,
    ),
    "flipped": Figure(
        "status changed",
        "flipped",
        "Share of rows whose status changes although what is said stays the same.",
        "down",
    ),
    "fell": Figure(
        "score fell",
        "fell",
        "Share of rows whose score falls by more than a hair (0.02).",
        "neither",
        0.02,
    ),
    "mean_change": Figure(
        "mean change of score",
        "change",
        "Mean change of the score of a row; scores run from 0 to 1.",
        "neither",
        0.01,
    ),
    "mean_distance": Figure(
        "mean distance of score",
        "distance",
        "Mean size of that change, whichever way it goes.",
        "down",
        0.01,
    ),
    "names_found": Figure("names found", "names", "Planted names that are found.", "up"),
    "mentions_found": Figure("mentions found", "mentions", "Places of names found.", "up"),
    "student_id": Figure("student IDs found", "ids", "Planted student IDs found.", "up"),
    "email": Figure("e-mails found", "e-mails", "Planted e-mail addresses found.", "up"),
    "phone": Figure("phones found", "phones", "Planted phone numbers found.", "up"),
    "address": Figure("addresses found", "addresses", "Planted street addresses found.", "up"),
    "false_alarms_per_1000_words": Figure(
        "false alarms", "alarms", "Findings that touch nothing planted, per 1,000 words.", "down"
    ),
    "false_alarms_per_1000_clean_words": Figure(
        "false alarms, clean drafts",
        "al. clean",
        "The same in drafts with nothing planted.",
        "down",
    ),
    "ndcg5": Figure("nDCG@5", "nDCG@5", "Order of the first five matches, 1 is best.", "up"),
    "ndcg10": Figure("nDCG@10", "nDCG@10", "Order of the first ten matches, 1 is best.", "up"),
    "recall10": Figure("recall@10", "recall@10", "Share of what fits among ten matches.", "up"),
    "answered_with_nothing": Figure(
        "no-match goals answered with nothing", "none", "Goals that nothing fits, told so.", "up"
    ),
    "answerable_left_empty": Figure(
        "answerable goals left empty", "empty", "Goals that something fits, told nothing.", "down"
    ),
}
