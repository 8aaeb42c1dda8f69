"""Whether drafts find the credential they were written for, and unrelated texts nothing."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest
import yaml

from assistant.settings import Settings
from integrations.services import Services
from retrieval.documents import read_document
from retrieval.sample_vectors import SAMPLE_CATALOGUE

pytestmark = pytest.mark.bench

SETS = Path(__file__).parent / "sets"
SAMPLE = 60  # drafts


def test_drafts_find_their_credential_and_unrelated_texts_find_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services = Services(Settings(CREDCOACH_DATA_DIR=tmp_path))
    services.library.index([SAMPLE_CATALOGUE])

    def found(text: str) -> list[str]:
        answer = services.evidence_matcher.match([read_document("text.md", text.encode())])
        return [match.credential_id for match in answer.matches]

    kept = [yaml.safe_load(f.read_text()) for f in sorted((SETS / "whole-drafts").glob("*.yaml"))]
    known = services.library.shelf().credentials
    drafts = [(k["credential_id"], d["text"]) for k in kept for d in k["drafts"]]
    drafts = [draft for draft in drafts if draft[0] in known]
    random.Random(7).shuffle(drafts)
    start = time.perf_counter()
    answers = [(wanted, found(text)) for wanted, text in drafts[:SAMPLE]]
    each = (time.perf_counter() - start) / len(answers)
    first = sum(shown[:1] == [wanted] for wanted, shown in answers) / len(answers)
    third = sum(wanted in shown[:3] for wanted, shown in answers) / len(answers)
    unrelated = yaml.safe_load((SETS / "unrelated-texts" / "texts.yaml").read_text())
    answered = [one["name"] for one in unrelated if found(one["text"])]
    services.close()
    with capsys.disabled():
        sys.stdout.write(f"\nits own credential first {first:.0%}, among three {third:.0%}\n")
        sys.stdout.write(f"{each:.2f} s a draft; unrelated texts answered: {answered}\n")

    assert third >= 0.7
    assert answered == []
