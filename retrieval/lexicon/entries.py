"""The lexicon's concepts, read from YAML: ours, and files that a district adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import LexiconUnreadable

LEXICON = Path(__file__).parent
ELSEWHERE = LEXICON / "elsewhere"  # what no credential is the answer to
READY_VECTORS = LEXICON / "vectors.npz"


@dataclass(frozen=True, slots=True)
class Concept:
    """What the profession calls something, and how teachers speak of it.

    `term` and `also` are the profession's names; `says` are sayings in English, `es` in Spanish.
    `answer` says who can help where no credential can (`elsewhere/`), `answer_es` in Spanish.
    """

    term: str
    also: tuple[str, ...]
    says: tuple[str, ...]
    es: tuple[str, ...] = ()
    answer: str = ""
    answer_es: str = ""

    @property
    def named(self) -> str:
        """The profession's names as one text."""
        return f"{self.term}. {', '.join(self.also)}" if self.also else self.term


def read_lexicon(places: Sequence[Path] = (LEXICON,)) -> tuple[Concept, ...]:
    """Every concept of these files, and of the YAML files in these folders, in order.

    A concept of a later file adds its names and sayings to one of the same term. Raises
    LexiconUnreadable, naming the file and the entry.
    """
    found: dict[str, Concept] = {}
    for place in places:
        if not place.exists():
            raise LexiconUnreadable(f"The lexicon {place} does not exist; check CREDCOACH_LEXICON.")
        for file in sorted(place.glob("*.yaml")) if place.is_dir() else [place]:
            for concept in _concepts(file):
                known = found.get(concept.term)
                found[concept.term] = _joined(known, concept) if known else concept
    return tuple(found.values())


def _joined(one: Concept, other: Concept) -> Concept:
    def both(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*a, *b)))

    return Concept(
        one.term,
        both(one.also, other.also),
        both(one.says, other.says),
        both(one.es, other.es),
        other.answer or one.answer,
        other.answer_es or one.answer_es,
    )


def loaded(file: Path) -> Any:
    """What a YAML file holds; raises LexiconUnreadable naming the file."""
    import yaml

    # The parser in C, where there is one, takes a tenth of the time.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(file.read_text(encoding="utf-8"), loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconUnreadable(f"{file} cannot be read as YAML; mend or remove it.") from error


def _concepts(file: Path) -> list[Concept]:
    written = loaded(file)
    if not isinstance(written, list):
        raise LexiconUnreadable(f"{file} holds no list of concepts; each begins with `- term:`.")
    return [_concept(file, number, entry) for number, entry in enumerate(written, start=1)]


def _concept(file: Path, number: int, entry: Any) -> Concept:
    where = f"{file}, entry {number}"
    if not isinstance(entry, dict) or not isinstance(entry.get("term"), str):
        raise LexiconUnreadable(f"{where}: expected `term:` with the profession's name.")
    lists = {key: entry.get(key) or [] for key in ("also", "says", "es")}
    for key, values in lists.items():
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise LexiconUnreadable(f"{where}: `{key}:` must be a list of texts.")
    if not lists["says"] and not lists["es"]:
        raise LexiconUnreadable(f"{where}: expected `says:` with how teachers speak of it.")
    also, says, es = (tuple(" ".join(v.split()) for v in lists[key]) for key in lists)
    answers = (" ".join(str(entry.get(key) or "").split()) for key in ("answer", "answer_es"))
    return Concept(" ".join(entry["term"].split()).casefold(), also, says, es, *answers)
