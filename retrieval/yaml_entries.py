"""One catalogue file's nodes -> a credential or stacks, with a fault for each thing that is off."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, cast

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from retrieval.catalogue import (
    FLAGS,
    AiPolicy,
    AiUse,
    Constraints,
    Credential,
    Criterion,
    Level,
    MethodComponent,
    Part,
    PartKind,
    Prompt,
    Resource,
    Slot,
    Source,
    Stack,
    WordsAre,
    Worth,
)
from retrieval.yaml_nodes import Reader, is_null, shown

_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,127}")
_GRADE = re.compile(r"PK|K|[1-9]|1[0-2]")
_REQUIRED = ("id", "title", "issuer", "competency")
MAX_RESOURCE_BYTES = 50_000_000


def read_credential(reader: Reader, root: Node, folder: Path, file: Path) -> Credential | None:
    """The credential in a file, or None when anything in it does not fit."""
    known = tuple(Credential.__dataclass_fields__)
    if not (keys := reader.mapping(root, "", known)):
        if not reader.faults:
            reader.fault(root, "file", "holds no keys; expected a credential")
        return None
    texts = {name: _needed(reader, root, keys, "", name) for name in _REQUIRED}
    if texts["id"] and not _SLUG.fullmatch(texts["id"]):
        expected = "expected lower-case letters, digits and hyphens"
        reader.fault(keys["id"], "id", f"is {shown(texts['id'])}; {expected}")
    submission = _submission(reader, keys.get("submission"))
    credential = Credential(
        id=texts["id"],
        title=texts["title"],
        issuer=texts["issuer"],
        competency=texts["competency"],
        key_method=reader.text(keys.get("key_method"), "key_method"),
        method_components=_components(reader, keys.get("method_components")),
        grades=_grades(reader, keys.get("grades")),
        subjects=reader.texts(keys.get("subjects"), "subjects"),
        roles=reader.texts(keys.get("roles"), "roles"),
        topics=reader.texts(keys.get("topics"), "topics"),
        effort_hours=reader.number(keys.get("effort_hours"), "effort_hours"),
        cost_usd=reader.number(keys.get("cost_usd"), "cost_usd"),
        counts_for=_worths(reader, keys.get("counts_for")),
        prerequisites=reader.texts(keys.get("prerequisites"), "prerequisites"),
        ai_policy=_ai_policy(reader, keys.get("ai_policy")),
        constraints=_constraints(reader, keys.get("constraints")),
        resources=_resources(reader, keys.get("resources"), folder, file),
        submission=submission,
        rubric=_rubric(reader, keys.get("rubric"), {part.id for part in submission}),
        source=_source(reader, keys.get("source")),
    )
    return None if reader.faults else credential


def _grades(reader: Reader, node: Node | None) -> tuple[str, ...]:
    grades = reader.texts(node, "grades")
    items = node.value if isinstance(node, SequenceNode) else [node]
    for item in items:
        if isinstance(item, ScalarNode) and (grade := item.value.strip()) in grades:
            if not _GRADE.fullmatch(grade):
                reader.fault(item, "grades", f"has {shown(grade)}; expected PK, K or 1 to 12")
    return grades


def _components(reader: Reader, node: Node | None) -> tuple[MethodComponent, ...]:
    found = []
    for i, item in enumerate(reader.items(node, "method_components")):
        field = f"method_components[{i}]"
        keys = reader.mapping(item, field, ("title", "text"))
        title = _needed(reader, item, keys, field, "title")
        found.append(MethodComponent(title, reader.text(keys.get("text"), f"{field}.text")))
    return tuple(found)


def _worths(reader: Reader, node: Node | None) -> tuple[Worth, ...]:
    found = []
    for i, item in enumerate(reader.items(node, "counts_for")):
        field = f"counts_for[{i}]"
        keys = reader.mapping(item, field, ("use", "credit", "state", "district"))
        values = {name: reader.text(keys.get(name), f"{field}.{name}") for name in keys}
        found.append(
            Worth(
                use=_needed(reader, item, keys, field, "use"),
                credit=values.get("credit", ""),
                state=values.get("state") or None,
                district=values.get("district") or None,
            )
        )
    return tuple(found)


def _ai_policy(reader: Reader, node: Node | None) -> AiPolicy:
    if node is None or is_null(node):
        return AiPolicy(stated=False)
    keys = reader.mapping(node, "ai_policy", ("use", "note"))
    uses = ("allowed", "disclose", "coaching_only", "forbidden")
    use = reader.choice(keys.get("use"), "ai_policy.use", uses, "")
    note = reader.text(keys.get("note"), "ai_policy.note")
    return AiPolicy(cast(AiUse, use or "disclose"), note, stated=bool(use))


def _constraints(reader: Reader, node: Node | None) -> Constraints:
    if node is None:
        return Constraints()
    keys = reader.mapping(node, "constraints", (*FLAGS, "window_days"))
    flags = {name: reader.flag(keys.get(name), f"constraints.{name}") for name in FLAGS}
    days = reader.count(keys.get("window_days"), "constraints.window_days")
    return Constraints(**flags, window_days=days)


def _resources(reader: Reader, node: Node | None, folder: Path, file: Path) -> tuple[Resource, ...]:
    found = []
    for i, item in enumerate(reader.items(node, "resources")):
        field = f"resources[{i}]"
        keys = reader.mapping(item, field, ("title", "url", "file", "kind", "note"))
        values = {name: reader.text(keys.get(name), f"{field}.{name}") for name in keys}
        title = _needed(reader, item, keys, field, "title")
        url, inside = values.get("url") or None, None
        if url and not re.match(r"https?://[^\s/]+", url):
            reader.fault(keys["url"], f"{field}.url", f"is {shown(url)}; expected https://...")
        if values.get("file"):
            inside = _inside(reader, keys["file"], f"{field}.file", values["file"], folder, file)
        kind, note = values.get("kind") or "article", values.get("note", "")
        found.append(Resource(title, kind, url, inside, note))
    return tuple(found)


def _inside(
    reader: Reader, node: Node, field: str, written: str, folder: Path, file: Path
) -> str | None:
    """The path below the catalogue's folder of a resource file that really lies in it."""
    root = folder.resolve()
    try:
        candidates = [(base / written).resolve() for base in (file.parent, folder)]
        inside = [path for path in candidates if path.is_relative_to(root)]
        found = next((path for path in inside if path.is_file()), None)
        size = found.stat().st_size if found else 0
    except (OSError, ValueError, RuntimeError):  # too long, a NUL in it, links in a circle
        message = f"is {shown(written)}, which names no file; expected a path below the catalogue"
        reader.fault(node, field, message)
        return None
    if found is not None and size > MAX_RESOURCE_BYTES:
        limit = MAX_RESOURCE_BYTES // 1_000_000
        reader.fault(node, field, f"is larger than {limit} MB; expected a smaller file")
        return None
    if found is not None:
        return found.relative_to(root).as_posix()
    if len(inside) < 2:
        message = f"is {shown(written)}, which leaves the catalogue's folder; expected a file in it"
        reader.fault(node, field, message)
        return None
    reader.fault(node, field, f"is {shown(written)}; there is no such file in the catalogue")
    return None


def _word_rules(
    reader: Reader, keys: dict[str, Node], field: str
) -> tuple[int | None, int | None, WordsAre]:
    low = reader.count(keys.get("min_words"), f"{field}.min_words")
    high = reader.count(keys.get("max_words"), f"{field}.max_words")
    if low is not None and high is not None and low > high:
        message = f"is {low}, above max_words {high}; expected the smaller number"
        reader.fault(keys["min_words"], f"{field}.min_words", message)
    are = reader.choice(keys.get("words_are"), f"{field}.words_are", ("rule", "guide"), "rule")
    return low, high, cast(WordsAre, are)


def _submission(reader: Reader, node: Node | None) -> tuple[Part, ...]:
    words = ("min_words", "max_words", "words_are")
    parts: list[Part] = []
    taken: set[str] = set()
    for i, item in enumerate(reader.items(node, "submission")):
        field = f"submission[{i}]"
        keys = reader.mapping(item, field, ("id", "title", "kind", "pass", "prompts", *words))
        part_id = _own_id(reader, item, keys, field, taken)
        asked_for: set[str] = set()
        kinds = ("overview", "artifact", "reflection")
        kind = reader.choice(keys.get("kind"), f"{field}.kind", kinds, "artifact")
        prompts = []
        for j, prompt in enumerate(reader.items(keys.get("prompts"), f"{field}.prompts")):
            inner = f"{field}.prompts[{j}]"
            asked = reader.mapping(prompt, inner, ("id", "text", *words))
            prompt_id = _own_id(reader, prompt, asked, inner, asked_for)
            text = _needed(reader, prompt, asked, inner, "text")
            prompts.append(Prompt(prompt_id, text, *_word_rules(reader, asked, inner)))
        low, high, are = _word_rules(reader, keys, field)
        parts.append(
            Part(
                id=part_id,
                title=reader.text(keys.get("title"), f"{field}.title") or part_id,
                kind=cast(PartKind, kind),
                pass_label=reader.text(keys.get("pass"), f"{field}.pass"),
                min_words=low,
                max_words=high,
                words_are=are,
                prompts=tuple(prompts),
            )
        )
    return tuple(parts)


def _rubric(reader: Reader, node: Node | None, parts: set[str]) -> tuple[Criterion, ...]:
    rows = []
    taken: set[str] = set()
    for i, item in enumerate(reader.items(node, "rubric")):
        field = f"rubric[{i}]"
        keys = reader.mapping(item, field, ("id", "part", "title", "levels", "pass_level"))
        row_id = _own_id(reader, item, keys, field, taken)
        if not keys:
            continue
        part = reader.text(keys.get("part"), f"{field}.part") or None
        if part is not None and part not in parts:
            known = ", ".join(sorted(parts)) or "none is given"
            reader.fault(
                keys["part"], f"{field}.part", f"is {shown(part)}; expected a part's id ({known})"
            )
        levels: list[Level] = []
        for j, level in enumerate(reader.items(keys.get("levels"), f"{field}.levels")):
            inner = f"{field}.levels[{j}]"
            said = reader.mapping(level, inner, ("name", "descriptor"))
            name = _needed(reader, level, said, inner, "name")
            if name and name in {known.name for known in levels}:
                message = f"is {shown(name)} a second time in this row"
                reader.fault(said["name"], f"{inner}.name", message)
            levels.append(Level(name, reader.text(said.get("descriptor"), f"{inner}.descriptor")))
        if len(levels) < 2:
            message = "are missing; expected at least two levels, best first"
            reader.fault(keys.get("levels", item), f"{field}.levels", message)
            continue
        best = levels[0].name
        pass_level = reader.text(keys.get("pass_level"), f"{field}.pass_level") or best
        if pass_level not in {level.name for level in levels}:
            names = ", ".join(level.name for level in levels)
            message = f"is {shown(pass_level)}; expected one of {names}"
            reader.fault(keys["pass_level"], f"{field}.pass_level", message)
            continue
        title = reader.text(keys.get("title"), f"{field}.title") or row_id
        rows.append(Criterion(row_id, title, part, tuple(levels), pass_level))
    return tuple(rows)


def _source(reader: Reader, node: Node | None) -> Source:
    if node is None or is_null(node):
        return Source()
    keys = reader.mapping(node, "source", ("url", "license", "retrieved"))
    values = {name: reader.text(keys.get(name), f"source.{name}") or None for name in keys}
    return Source(values.get("url"), values.get("license"), values.get("retrieved"))


def read_stacks(reader: Reader, root: Node) -> list[tuple[Node, Stack]]:
    known = tuple(Stack.__dataclass_fields__)
    found: list[tuple[Node, Stack]] = []
    for i, item in enumerate(reader.items(root, "stacks")):
        before = len(reader.faults)
        field = f"[{i}]"
        keys = reader.mapping(item, field, known)
        stack_id = _own_id(reader, item, keys, field, set())
        title = _needed(reader, item, keys, field, "title")
        credentials = reader.texts(keys.get("credentials"), f"{field}.credentials")
        slots = []
        for j, slot in enumerate(reader.items(keys.get("slots"), f"{field}.slots")):
            inner = f"{field}.slots[{j}]"
            of = reader.mapping(slot, inner, ("title", "credentials", "required"))
            choices = reader.texts(of.get("credentials"), f"{inner}.credentials")
            needed = reader.count(of.get("required"), f"{inner}.required")
            if needed is not None and not 1 <= needed <= len(choices):
                message = f"is {needed}; expected 1 to {len(choices)}, the choices listed"
                reader.fault(of["required"], f"{inner}.required", message)
            name = reader.text(of.get("title"), f"{inner}.title") or "Choice"
            slots.append(Slot(name, choices, needed or 1))
        text = {
            name: reader.text(keys.get(name), f"{field}.{name}")
            for name in ("designation", "issuer", "state", "district", "role", "required")
        }
        required: int | Literal["all"] = "all"
        if text["required"] not in {"", "all"}:
            needed = reader.count(keys.get("required"), f"{field}.required")
            if needed is not None and not 1 <= needed <= len(credentials):
                message = f"is {needed}; expected all, or 1 to {len(credentials)}"
                reader.fault(keys["required"], f"{field}.required", message)
            required = needed or "all"
        if len(reader.faults) == before:
            stack = Stack(
                id=stack_id,
                title=title,
                issuer=text["issuer"],
                designation=text["designation"] or None,
                state=text["state"] or None,
                district=text["district"] or None,
                role=text["role"] or None,
                credentials=credentials,
                required=required,
                slots=tuple(slots),
            )
            found.append((item, stack))
    return found


def _needed(reader: Reader, item: Node, keys: dict[str, Node], field: str, name: str) -> str:
    where = f"{field}.{name}" if field else name
    before = len(reader.faults)
    value = reader.text(keys.get(name), where)
    told = len(reader.faults) > before or not (isinstance(item, MappingNode) or is_null(item))
    if not value and not told:
        reader.fault(keys.get(name, item), where, "is missing; expected text")
    return value


def _own_id(reader: Reader, item: Node, keys: dict[str, Node], field: str, taken: set[str]) -> str:
    """The item's id: there, a slug, and not used before in this file."""
    value = _needed(reader, item, keys, field, "id")
    if value and not _SLUG.fullmatch(value):
        expected = "expected lower-case letters, digits and hyphens"
        reader.fault(keys["id"], f"{field}.id", f"is {shown(value)}; {expected}")
    elif value and value in taken:
        reader.fault(keys["id"], f"{field}.id", f"is {shown(value)} a second time in this list")
    taken.add(value)
    return value
