"""What a model is asked about one row: the draft's sentences, numbered and masked, and the row.

The draft stands before the row, so that all rows of a check, and a second reading, begin with the
same words and the provider can reuse them. What speaks to the judge is left out altogether;
headings and what is set aside (the rubric's own words, repetitions) stand there without a number,
so that nothing can rest on them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from assistant.self_check.evidence import RowEvidence
from assistant.self_check.instructions import ByFile, is_instruction
from assistant.self_check.rubric_elements import CompiledRow, compiled
from assistant.self_check.submission import DraftSentence, Submission
from prompts.template import Prompt, fence

Reading: TypeAlias = Literal["first", "second"]
Mask: TypeAlias = Callable[[str], str]

# Half of the labelled drafts have 36 sentences and nine tenths fewer than 52, so nearly every
# draft is shown whole; of a longer one each row gets what is nearest to it.
MOST_SENTENCES = 240
MOST_WORDS = 4_000
# A row's passages are what stands in its own part and the sentences nearest to it: on labelled
# drafts these hold 94 % of the evidence. Without parts to go by, more of the nearest are taken.
NEAREST_BESIDE_ITS_PART = 12
NEAREST_WITHOUT_PARTS = 24


class NumberedDraft:
    """A draft as a model sees it; numbers are places in the draft, so they run over all files."""

    def __init__(self, submission: Submission, mask: Mask, steering: ByFile) -> None:
        """`mask` takes names out of a sentence; `steering` is what speaks to the judge."""
        self._sentences = submission.sentences
        self._barred = {i for i, s in enumerate(self._sentences) if is_instruction(s, steering)}
        self._masked = [
            "" if i in self._barred else " ".join(mask(s.text).split())
            for i, s in enumerate(self._sentences)
        ]
        self._place = {(s.file, s.start): i for i, s in enumerate(self._sentences)}
        self._words = [len(text.split()) for text in self._masked]
        self._placed = submission.placed

    def row(self, evidence: RowEvidence) -> AskedRow | None:
        """The question about one row; None where nothing in the draft could be evidence of it."""
        aside = {self._at(c.sentence) for c in evidence.candidates if c.set_aside}
        likely = [self._at(c.sentence) for c in evidence.candidates if not c.set_aside]
        likely = [i for i in likely if i not in self._barred]
        if not likely:
            return None
        passages = self._passages(likely, evidence)
        lines: list[str] = []
        citable: dict[int, DraftSentence] = {}
        for i in self._shown([*passages, *likely]):
            sentence = self._sentences[i]
            if sentence.heading:
                lines.append(f"# {self._masked[i]}")
            elif i in aside:
                lines.append(f"~ {self._masked[i]}")
            else:
                lines.append(f"[{i + 1}] {self._masked[i]}")
                citable[i + 1] = sentence
        return AskedRow(
            row=compiled(evidence.criterion),
            listed="\n".join(lines),
            citable=citable,
            masked={number: self._masked[number - 1] for number in citable},
            passages=tuple(sorted({self._masked[i] for i in passages if i + 1 in citable})),
        )

    def _passages(self, likely: Sequence[int], evidence: RowEvidence) -> list[int]:
        """The places of a row's passages, the nearest first.

        By nearness, which a sentence has by itself, and not by chance, which every other sentence
        of the draft has a part in: an edit elsewhere must not change what a row's passages are.
        """
        strength = {self._at(c.sentence): c.strength for c in evidence.candidates}
        near = sorted(likely, key=lambda i: (-strength[i], i))
        own = [i for i in near if self._placed and self._in_its_part(i, evidence)]
        most = NEAREST_BESIDE_ITS_PART if own else NEAREST_WITHOUT_PARTS
        return list(dict.fromkeys([*near[:most], *own]))

    def _at(self, sentence: DraftSentence) -> int:
        return self._place[sentence.file, sentence.start]

    def _in_its_part(self, place: int, evidence: RowEvidence) -> bool:
        return self._sentences[place].part_id == evidence.criterion.part

    def _shown(self, wanted: Iterable[int]) -> Sequence[int]:
        """Places in order: all of a draft that is not too long, else the wanted with headings."""
        everything = [i for i in range(len(self._sentences)) if i not in self._barred]
        if len(everything) <= MOST_SENTENCES and sum(self._words) <= MOST_WORDS:
            return everything
        chosen: set[int] = set()
        words = 0
        for i in dict.fromkeys(wanted):
            words += self._words[i]
            if len(chosen) >= MOST_SENTENCES or (chosen and words > MOST_WORDS):
                break
            chosen.add(i)
        return sorted(chosen | {self._heading_over(i) for i in chosen} - {-1})

    def _heading_over(self, place: int) -> int:
        """The nearest heading before a sentence in its file, or -1."""
        for i in range(place - 1, -1, -1):
            if self._sentences[i].file != self._sentences[place].file:
                return -1
            if self._sentences[i].heading and i not in self._barred:
                return i
        return -1


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One row's question: `citable` and `masked` by number, `passages` what its answer hangs on."""

    row: CompiledRow
    listed: str
    citable: dict[int, DraftSentence]
    masked: dict[int, str]
    passages: tuple[str, ...]

    def messages(self, prompt: Prompt, reading: Reading) -> tuple[str, str]:
        """(system, user) for a model."""
        return prompt.render(
            draft=fence("draft", self.listed),
            row=fence("rubric", self.row.text),
            elements=fence("rubric", self.row.numbered),
            reading=reading,
        )

    def key(self, prompt: Prompt, model: str, reading: Reading) -> str:
        """What an answer is kept under: it changes with the prompt, the model, the row's words and
        its passages, and with nothing else of the draft."""
        body = [prompt.version, model, reading, self.row.digest, *self.passages]
        joined = "\0".join(body).encode("utf-8", "surrogatepass")
        return hashlib.sha256(joined).hexdigest()
