"""Other people's open labelled text, read before our own: does this text make that point?

Three sets, none of them part of the project; without them this stage is left out:

- `kpa/`: arguments and key points (IBM/KPA_2021_shared_task, data CDLA-Sharing 1.0). Key points are
  joined to rows of several elements, and arguments to texts that make some of them, so that a
  reader learns to tell which element is missing.
- `saf/saf.jsonl`: graded short answers beside a reference answer (SebOchs/SAF, MIT).
- `cered/`: sentences of student teachers' diaries in classes such as experience and intention
  (EduMUNI/reflection-classification, Apache-2.0); a class becomes a row in plain words.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from assistant.errors import BadInput
from assistant.evaluation.training.examples import Example
from assistant.evaluation.training.marks import UNKNOWN
from assistant.self_check.pairing import Pair

TOPIC_TIMES, QUESTION_TIMES, DIARY_BATCHES = 5, 3, 50  # batches of a pass
ROWS_A_TOPIC, TEXTS_A_TOPIC = 4, 3
POINTS_A_ROW = (1, 2, 2, 3, 3)
POINTS_MADE = 0.42  # of a row's key points that a text is given an argument for
MOST_ARGUMENTS = 5
BESIDE = (0, 1, 1, 2)  # arguments of a text that make none of the key points
ANSWERS = {"Correct": 3, "Partially correct": 4, "Incorrect": 3}
LABELS = {"Correct": 2, "Partially correct": 1, "Incorrect": 0}
QUESTION_WORDS, REFERENCE_WORDS, ANSWER_WORDS, DIARY_WORDS = 40, 110, 150, 60
CLASSES_A_BATCH, SURE = 4, 4
TITLES = ("Reasons", "Arguments", "What is argued", "The case")
# A diary's class in words that a rubric might use.
CLASSES = {
    "Experience": (
        "Describes something that happened in class",
        "Tells what students or the teacher did",
        "Reports an event from the lesson as it took place",
    ),
    "Feeling": ("Says how the teacher felt", "Names a feeling about the lesson"),
    "Reflection": (
        "Thinks about why something went as it did",
        "Examines own teaching and draws a conclusion",
    ),
    "Difficulty": ("Names a problem or a difficulty", "Says what went wrong"),
    "Belief": (
        "States a belief about teaching or pupils",
        "Says what the teacher thinks in general",
    ),
    "Intention": (
        "Says what will be done differently next time",
        "States a plan for coming lessons",
    ),
    "Perspective": (
        "Looks at it through another person's eyes",
        "Considers what others may think or feel",
    ),
    "Learning": ("Says what the teacher has learned", "Names a lesson drawn from experience"),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """Key points and arguments of one side of a topic, and whether one makes the other."""

    title: str
    points: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)
    makes: dict[tuple[str, str], bool] = field(default_factory=dict)

    def made_by(self) -> dict[str, list[str]]:
        """For each key point the arguments that make it."""
        found: dict[str, list[str]] = defaultdict(list)
        for (argument, point), made in self.makes.items():
            if made:
                found[point].append(argument)
        return found


class OpenText:
    """The three sets under one folder; raises BadInput where a file is missing."""

    def __init__(self, folder: Path) -> None:
        try:
            self._topics = _topics(folder / "kpa")
            self._answers = _answers(folder / "saf" / "saf.jsonl")
            self._diaries = _diaries(folder / "cered")
        except OSError as error:
            raise BadInput(f"{folder} does not hold the open text: {error}.") from error

    def batches(self, random: Random) -> list[list[Example]]:
        """One pass: batches in random order, each ranked within itself."""
        found = [topic_batch(topic, random) for topic in self._topics for _ in range(TOPIC_TIMES)]
        found += [
            answer_batch(asked, random) for asked in self._answers for _ in range(QUESTION_TIMES)
        ]
        found += [diary_batch(self._diaries, random) for _ in range(DIARY_BATCHES)]
        found = [batch for batch in found if len(batch) > 1]
        random.shuffle(found)
        return found


def topic_batch(topic: Topic, random: Random) -> list[Example]:
    """Rows of key points beside texts of arguments; what nobody labelled is left out."""
    made_by = topic.made_by()
    points = [p for p in topic.points if made_by.get(p)]
    if not points:
        return []
    beside = [a for a in topic.arguments if not any(topic.makes.get((a, p)) for p in points)]
    rows = [
        random.sample(points, min(len(points), random.choice(POINTS_A_ROW)))
        for _ in range(ROWS_A_TOPIC)
    ]
    examples = []
    for group in range(TEXTS_A_TOPIC):
        wanted = {p for row in rows for p in row if random.random() < POINTS_MADE}
        chosen = [random.choice(made_by[p]) for p in sorted(wanted)]
        random.shuffle(chosen)
        chosen = chosen[:MOST_ARGUMENTS]
        chosen += random.sample(beside, min(len(beside), random.choice(BESIDE)))
        chosen = list(dict.fromkeys(chosen or [random.choice(list(topic.arguments))]))
        random.shuffle(chosen)
        for number, row in enumerate(rows):
            marks = tuple(_mark(topic, chosen, point) for point in row)
            if UNKNOWN in marks:
                continue
            label = 2 if set(marks) == {2} else 1 if 2 in marks else 0
            flags = [int(any(topic.makes.get((a, p)) for p in row)) for a in chosen]
            title = topic.title if random.random() < 0.5 else random.choice(TITLES)
            pair = pair_of_points(
                title, [topic.points[p] for p in row], [topic.arguments[a] for a in chosen]
            )
            twin = TEXTS_A_TOPIC + number
            examples.append(Example(pair, label, group, marks, tuple(flags), twin=twin))
    return examples


def _mark(topic: Topic, chosen: Sequence[str], point: str) -> int:
    said = [topic.makes.get((argument, point)) for argument in chosen]
    return 2 if True in said else UNKNOWN if None in said else 0


def pair_of_points(title: str, points: Sequence[str], texts: Sequence[str]) -> Pair:
    """A row of several points, each an element, beside texts."""
    row = f"{title}: "
    spans = []
    for number, point in enumerate(points):
        row += "; " if number else ""
        spans.append((len(row), len(row) + len(point)))
        row += point
    return Pair(row, tuple(spans), tuple(texts))


def answer_batch(answers: Sequence[Mapping[str, str]], random: Random) -> list[Example]:
    """Answers to one question, ranked among each other."""
    examples = []
    for label, most in ANSWERS.items():
        some = [a for a in answers if a["label"] == label and a["answer"].strip()]
        for said in random.sample(some, min(most, len(some))):
            wanted = _first(said["reference"], REFERENCE_WORDS)
            pair = pair_of_points(
                _first(said["question"], QUESTION_WORDS),
                [wanted],
                [_first(said["answer"], ANSWER_WORDS)],
            )
            mark = LABELS[label]
            examples.append(Example(pair, mark, 0, (mark,), (UNKNOWN,)))
    return examples


def diary_batch(
    by_class: Mapping[str, Sequence[str]], random: Random, sentences: int = 2
) -> list[Example]:
    """Sentences of four classes, each beside its own class and two others."""
    chosen = random.sample(sorted(by_class), min(CLASSES_A_BATCH, len(by_class)))
    words = {name: random.choice(CLASSES[name]) for name in chosen}
    examples: list[Example] = []
    for own in chosen:
        for sentence in random.sample(list(by_class[own]), min(sentences, len(by_class[own]))):
            others = [name for name in chosen if name != own]
            group = len(chosen) + len(examples)
            for name in [own, *random.sample(others, min(2, len(others)))]:
                label = 2 if name == own else 0
                pair = pair_of_points("Reflection", [words[name]], [sentence])
                twin = chosen.index(name)
                flag = (int(name == own),)
                examples.append(Example(pair, label, group, (label,), flag, twin=twin))
    return examples


def _first(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def _rows(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=delimiter))


def _topics(folder: Path) -> list[Topic]:
    found: dict[tuple[str, str], Topic] = {}
    for part in ("train", "dev"):
        arguments = {r["arg_id"]: r for r in _rows(folder / f"arguments_{part}.csv")}
        points = {r["key_point_id"]: r for r in _rows(folder / f"key_points_{part}.csv")}
        for said in _rows(folder / f"labels_{part}.csv"):
            argument, point = arguments[said["arg_id"]], points[said["key_point_id"]]
            side = (point["topic"], point["stance"])
            topic = found.setdefault(side, Topic(point["topic"]))
            topic.points[said["key_point_id"]] = point["key_point"].strip()
            topic.arguments[said["arg_id"]] = " ".join(argument["argument"].split())
            topic.makes[said["arg_id"], said["key_point_id"]] = said["label"] == "1"
    return list(found.values())


def _answers(file: Path) -> list[list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        found[said["qid"]].append(said)
    return list(found.values())


def _diaries(folder: Path) -> dict[str, list[str]]:
    """Sentences by class, where both annotators were sure."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in ("train", "val"):
        for row in _rows(folder / f"{part}.tsv", "\t"):
            sure = row["confidence"]
            if row["y"] not in CLASSES or not sure.startswith("["):
                continue
            if min(json.loads(sure)) >= SURE:
                found[row["y"]].append(_first(row["sentence"], DIARY_WORDS))
    return found
