"""Ready-made vectors of sample catalogue and lexicon, so that a first start need not compute them.

`python -m retrieval.sample_vectors` writes them anew; a test fails while they are out of date.
"""

from __future__ import annotations

from pathlib import Path

from retrieval.documents import read_document
from retrieval.embeddings import LocalEmbedder, write_ready
from retrieval.lexicon.concepts import lexicon_texts
from retrieval.lexicon.entries import ELSEWHERE, LEXICON, READY_VECTORS, read_lexicon
from retrieval.loading import load_catalogue
from retrieval.passages import ResourceText, passages_of

SAMPLE_CATALOGUE = Path(__file__).parent / "sample_catalogue"
SAMPLE_VECTORS = Path(__file__).parent / "sample_vectors.npz"


def sample_texts() -> list[str]:
    """Every text of the sample catalogue that is embedded."""
    catalogue = load_catalogue(SAMPLE_CATALOGUE)
    found: list[str] = []
    for credential in catalogue.credentials.values():
        files = tuple(
            ResourceText(r.title, read_document(r.file, _bytes(r.file)).text)
            for r in credential.resources
            if r.file
        )
        found += [passage.embedded for passage in passages_of(credential, files)]
    return found


def _bytes(file: str) -> bytes:
    return (SAMPLE_CATALOGUE / file).read_bytes()


if __name__ == "__main__":
    write_ready(SAMPLE_VECTORS, LocalEmbedder(), sample_texts())
    write_ready(READY_VECTORS, LocalEmbedder(), lexicon_texts(read_lexicon([LEXICON, ELSEWHERE])))
