"""The sample catalogue is complete, its files can be read, its ready-made vectors are current."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.catalogue import Catalogue, Credential
from retrieval.documents import read_document
from retrieval.embeddings import LocalEmbedder, VectorCache
from retrieval.loading import load_catalogue
from retrieval.sample_vectors import SAMPLE_CATALOGUE, SAMPLE_VECTORS, sample_texts
from tests.fakes import WordEmbedder


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The sample, read once."""
    return load_catalogue(SAMPLE_CATALOGUE)


def level_names(credential: Credential) -> list[tuple[str, ...]]:
    return [tuple(level.name for level in row.levels) for row in credential.rubric]


def lacks(credential: Credential) -> list[str]:
    """What a complete credential would have besides; empty for a complete one."""
    parts = credential.submission
    rows = credential.rubric
    asked = {
        "a key method in components": credential.key_method and credential.method_components,
        "roles": credential.roles,
        "topics": credential.topics,
        "effort": credential.effort_hours,
        "a cost": credential.cost_usd is not None,
        "worth": credential.counts_for,
        "constraints": credential.constraints.needs_students is not None,
        "an AI policy with a note": credential.ai_policy.note,
        "a resource": credential.resources,
        "three kinds of parts": {p.kind for p in parts} == {"overview", "artifact", "reflection"},
        "a prompt in every part": parts and all(part.prompts for part in parts),
        "a pass label in every part": parts and all(part.pass_label for part in parts),
        "4 to 6 rows": 4 <= len(rows) <= 6,
        "a row for every part": {part.id for part in parts} == {row.part for row in rows},
        "a descriptor of its own at every level": all(
            len({level.descriptor for level in row.levels if level.descriptor}) == len(row.levels)
            for row in rows
        ),
    }
    return [what for what, there in asked.items() if not there]


def test_nothing_in_the_sample_is_refused_or_left_out(catalogue: Catalogue) -> None:
    assert [str(fault) for fault in (*catalogue.faults, *catalogue.notices)] == []


def test_there_are_enough_credentials_and_each_is_complete(catalogue: Catalogue) -> None:
    lacking = {credential.id: lacks(credential) for credential in catalogue.credentials.values()}
    assert sum(not missing for missing in lacking.values()) >= 24
    # Some of the ten that were taken in as they are count for nothing anywhere, and say so.
    assert {i: missing for i, missing in lacking.items() if missing not in ([], ["worth"])} == {}


def test_every_rubric_row_belongs_to_a_part(catalogue: Catalogue) -> None:
    homeless = [
        f"{credential.id}: {row.id}"
        for credential in catalogue.credentials.values()
        for row in credential.rubric
        if credential.part(row.part) is None
    ]
    assert homeless == []


def test_the_sample_covers_all_grades_many_subjects_and_many_roles(catalogue: Catalogue) -> None:
    credentials = catalogue.credentials.values()
    grades = {grade for credential in credentials for grade in credential.grades}
    assert grades >= {"K", *(str(grade) for grade in range(1, 13))}
    assert len({subject for credential in credentials for subject in credential.subjects}) >= 6
    roles = {role for credential in credentials for role in credential.roles}
    assert roles >= {"classroom teacher", "instructional coach", "interventionist", "mentor"}


def test_prerequisites_are_in_the_sample(catalogue: Catalogue) -> None:
    needed = {i for c in catalogue.credentials.values() for i in c.prerequisites}
    assert needed <= set(catalogue.credentials)


def test_all_five_scoring_models_occur(catalogue: Catalogue) -> None:
    credentials = list(catalogue.credentials.values())
    by_parts = [
        c
        for c in credentials
        if {len(names) for names in level_names(c)} == {2, 3}
        and len({part.pass_label for part in c.submission}) > 1
    ]
    phases = [
        c
        for c in credentials
        if set(level_names(c)) == {("Demonstrated", "Progressing", "Not Met")}
        and all(row.pass_level == "Demonstrated" for row in c.rubric)
    ]
    indicators = [c for c in credentials if set(level_names(c)) == {("Met", "Not Met")}]
    narrative = [
        c
        for c in credentials
        if sorted(part.min_words or 0 for part in c.submission)[-2:] == [500, 1000]
        and all(row.pass_level.startswith("Proficient") for row in c.rubric)
    ]
    four_levels = [
        c
        for c in credentials
        if all(len(row.levels) == 4 and row.pass_index == 1 for row in c.rubric)
    ]
    assert by_parts
    assert phases
    assert indicators
    assert narrative
    assert four_levels


def test_enough_credentials_bring_a_file_whose_text_can_be_read(catalogue: Catalogue) -> None:
    words: dict[str, int] = {}
    kinds: set[str] = set()
    for credential in catalogue.credentials.values():
        for resource in credential.resources:
            if resource.file is not None:
                data = (SAMPLE_CATALOGUE / resource.file).read_bytes()
                document = read_document(Path(resource.file).name, data)
                kinds.add(document.kind)
                words[credential.id] = len(document.text.split())
    assert len(words) >= 12
    assert min(words.values()) >= 100, words
    assert kinds >= {"pdf", "docx", "html", "markdown"}


def test_every_resource_file_belongs_to_a_credential(catalogue: Catalogue) -> None:
    named = {r.file for c in catalogue.credentials.values() for r in c.resources}
    there = {
        path.relative_to(SAMPLE_CATALOGUE).as_posix()
        for path in SAMPLE_CATALOGUE.rglob("*")
        if path.is_file() and path.suffix not in {".yaml", ".py", ".pyc"}
    }
    assert there - named == set()


def test_every_stack_names_credentials_that_exist(catalogue: Catalogue) -> None:
    assert len(catalogue.stacks) >= 4
    for stack in catalogue.stacks.values():
        assert stack.members, stack.id
        assert set(stack.members) <= set(catalogue.credentials), stack.id


@pytest.mark.parametrize(
    "designation", ["Lead Professional Educator", "Master Professional Educator"]
)
def test_a_role_stack_with_a_choice_leads_to_each_designation(
    designation: str, catalogue: Catalogue
) -> None:
    stacks = [s for s in catalogue.stacks.values() if s.designation == designation]
    assert any(stack.role and stack.slots for stack in stacks)


# Ready-made vectors


class NoModel(WordEmbedder):
    """Has the local encoder's name, and cannot be asked."""

    name = LocalEmbedder.name

    def embed(self, texts):
        raise AssertionError(f"{len(texts)} vectors are out of date; run `make vectors`")


def test_ready_made_vectors_cover_every_text_of_the_sample(tmp_path: Path) -> None:
    texts = sample_texts()
    rows = VectorCache(tmp_path, SAMPLE_VECTORS).embed(NoModel(), texts)
    assert rows.shape == (len(texts), 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_changed_text_is_not_covered(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, SAMPLE_VECTORS)
    with pytest.raises(AssertionError, match="1 vectors are out of date"):
        cache.embed(NoModel(), [*sample_texts(), "A sentence that nobody has written yet."])


def test_ready_made_vectors_are_those_of_the_local_encoder(tmp_path: Path) -> None:
    short = [text for text in sample_texts() if len(text) < 200]
    texts = short[:: len(short) // 8]
    ready = VectorCache(tmp_path, SAMPLE_VECTORS).embed(NoModel(), texts)
    computed = LocalEmbedder().embed(texts)
    assert np.allclose(np.sum(ready * computed, axis=1), 1, atol=1e-4)
