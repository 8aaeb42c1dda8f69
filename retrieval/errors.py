"""Errors of the catalogue floor; every message is one sentence fit for a person.

RetrievalError
├── UnreadableDocument   a file that cannot be turned into text
├── EmbedderUnavailable  weights or embedding endpoint cannot be used
├── IndexUnavailable     the vector store does not answer
├── CatalogueNotFound    a path named for indexing is no readable folder
├── UnreadableFormat     a file is not what its format says, or holds nothing to import
└── LexiconUnreadable    a lexicon file is not what it should be
"""


class RetrievalError(Exception):
    """Something on the catalogue floor failed; `str(error)` says what and what to do."""


class UnreadableDocument(RetrievalError):
    """A file that was handed in cannot be turned into text."""


class EmbedderUnavailable(RetrievalError):
    """The weights or the embedding endpoint cannot be used."""


class IndexUnavailable(RetrievalError):
    """The vector store does not answer or holds another embedder's vectors."""


class CatalogueNotFound(RetrievalError):
    """A path named for indexing does not exist or is no folder."""


class LexiconUnreadable(RetrievalError):
    """A lexicon file does not hold concepts in the form that is expected."""


class UnreadableFormat(RetrievalError):
    """A file of a foreign format cannot be read as one; the sentence says what to do."""
