"""Paraphrases: asked for, kept with the text they are of, found by, and shown to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ModelUnavailable
from assistant.library import Library
from assistant.recommendations import Recommender
from retrieval.catalogue import Credential
from tests.catalogues import NUMBER_TALKS, write_catalogue
from tests.fakes import WordEmbedder

SAID = "nobody zigzags aloud here"
GOAL = "zigzags aloud nobody"


class Writer:
    """A model that says every credential in the same words, or fails as often as it is told."""

    def __init__(self, *said: str, failures: int = 0) -> None:
        self.said = said or (SAID,)
        self.failures = failures
        self.asked: list[str] = []

    def paraphrases(self, credential: Credential) -> tuple[str, ...]:
        self.asked.append(credential.id)
        if self.failures:
            self.failures -= 1
            raise ModelUnavailable("The language model is away.")
        return self.said


class Only(Writer):
    """Says number-talks alone."""

    def paraphrases(self, credential: Credential) -> tuple[str, ...]:
        said = super().paraphrases(credential)
        return said if credential.id == "number-talks" else ()


def kept(library: Library) -> dict[str, set[str]]:
    """Credential ids and the texts of their paraphrases."""
    found: dict[str, set[str]] = {}
    for passage in library.shelf().paraphrases.values():
        found.setdefault(passage.credential_id, set()).add(passage.text)
    return found


def test_nobody_is_asked_unless_that_is_wanted(stocked: Library, folder: Path) -> None:
    assert kept(stocked) == {}
    stocked.index([folder], rebuild=True)
    assert kept(stocked) == {}


def test_a_catalogue_that_was_indexed_before_can_be_paraphrased_later(
    stocked: Library, folder: Path
) -> None:
    writer = Writer("one two three", "four five six", "one two three")
    report = stocked.index([folder], paraphraser=writer)

    assert sorted(writer.asked) == sorted(stocked.shelf().credentials)
    assert report.paraphrased == 5
    assert report.warnings == []
    assert kept(stocked)["number-talks"] == {"one two three", "four five six"}


def test_what_was_paraphrased_is_not_asked_for_again(stocked: Library, folder: Path) -> None:
    stocked.index([folder], paraphraser=Writer())
    again = Writer()
    report = stocked.index([folder], paraphraser=again)

    assert again.asked == []
    assert (report.paraphrased, report.warnings) == (0, [])


def test_paraphrases_go_with_the_text_that_they_were_of(stocked: Library, folder: Path) -> None:
    stocked.index([folder], paraphraser=Writer())
    changed = NUMBER_TALKS.replace("leads number talks", "leads quick number talks")
    (folder / "number-talks.yaml").write_text(changed)
    stocked.index([folder])
    assert "number-talks" not in kept(stocked)
    assert len(kept(stocked)) == 4

    writer = Writer("fresh words of today")
    stocked.index([folder], paraphraser=writer)
    assert writer.asked == ["number-talks"]
    assert kept(stocked)["number-talks"] == {"fresh words of today"}


def test_paraphrases_stay_where_the_text_is_the_same(stocked: Library, folder: Path) -> None:
    stocked.index([folder], paraphraser=Writer())
    (folder / "number-talks.yaml").write_text(NUMBER_TALKS + "\ncost_usd: 7\n")
    stocked.index([folder])
    assert kept(stocked)["number-talks"] == {SAID}

    stocked.index([folder], rebuild=True)
    assert len(kept(stocked)) == 5
    assert stocked.searcher().search(GOAL, 1)


def test_pruned_credentials_take_their_paraphrases_along(stocked: Library, folder: Path) -> None:
    stocked.index([folder], paraphraser=Writer())
    (folder / "number-talks.yaml").unlink()
    stocked.index([folder], prune=True)
    assert "number-talks" not in kept(stocked)


def test_vectors_of_paraphrases_heal_like_all_others(stocked: Library, folder: Path) -> None:
    stocked.index([folder], paraphraser=Writer())
    wanted = stocked._index.ids()
    stocked._index.clear()
    assert stocked.heal() == len(wanted)
    assert stocked._index.ids() == wanted


def test_a_goal_finds_a_credential_by_its_paraphrase(stocked: Library, folder: Path) -> None:
    before = [hit.credential.id for hit in stocked.searcher().search(GOAL, 5)]
    last = before[-1]

    class Last(Writer):
        def paraphrases(self, credential: Credential) -> tuple[str, ...]:
            return self.said if credential.id == last else ()

    stocked.index([folder], paraphraser=Last(SAID, GOAL))
    assert stocked.searcher().search(GOAL, 5)[0].credential.id == last


def test_a_paraphrase_is_never_quoted_and_is_no_reason(
    stocked: Library, folder: Path, embedder: WordEmbedder
) -> None:
    goal = "number talks, nobody zigzags aloud"
    stocked.index([folder], paraphraser=Only(SAID, goal))
    found = Recommender(stocked, embedder).recommend(goal)
    text = str(found.as_json()["matches"])

    assert "number-talks" in text
    assert "zigzags" not in text
    assert "paraphrase" not in text
    hits = stocked.searcher().search(goal, 5)
    assert all("zigzags" not in p.text for hit in hits for p in hit.passages)
    assert all("zigzags" not in p.text for p in stocked.shelf().passages.values())


def test_whether_anything_fits_is_not_for_paraphrases_to_say(
    stocked: Library, folder: Path
) -> None:
    before = stocked.searcher().find(GOAL, 5)
    stocked.index([folder], paraphraser=Writer(GOAL))
    after = stocked.searcher().find(GOAL, 5)

    assert after.nearest == before.nearest
    cosines = {hit.credential.id: hit.cosine for hit in before.hits}
    assert {hit.credential.id: hit.cosine for hit in after.hits} == cosines


def test_a_model_that_fails_once_costs_one_credential_and_is_said(
    stocked: Library, folder: Path
) -> None:
    report = stocked.index([folder], paraphraser=Writer(failures=1))

    assert report.paraphrased == 4
    (warning,) = report.warnings
    assert warning.startswith("1 of 5 credentials got no paraphrases")
    assert "The language model is away." in warning


def test_a_model_that_is_gone_is_not_asked_for_every_credential(
    stocked: Library, folder: Path
) -> None:
    writer = Writer(failures=99)
    report = stocked.index([folder], paraphraser=writer)

    assert len(writer.asked) == 3
    assert report.paraphrased == 0
    assert "5 of 5 credentials" in report.warnings[0]


def test_a_run_that_is_stopped_keeps_what_was_written(stocked: Library, folder: Path) -> None:
    class Stopped(Writer):
        def paraphrases(self, credential: Credential) -> tuple[str, ...]:
            if len(self.asked) == 2:
                raise KeyboardInterrupt
            return super().paraphrases(credential)

    with pytest.raises(KeyboardInterrupt):
        stocked.index([folder], paraphraser=Stopped())
    assert len(kept(stocked)) == 2


def test_another_folder_of_the_same_catalogue_brings_its_own(
    library: Library, tmp_path: Path
) -> None:
    one = write_catalogue(tmp_path / "one")
    library.index([one], paraphraser=Writer())
    for file in one.rglob("*.yaml"):
        file.unlink()
    two = write_catalogue(tmp_path / "two")
    library.index([two])
    assert len(kept(library)) == 5  # the text has moved and is what it was
