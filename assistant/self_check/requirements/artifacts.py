"""The artifacts that a prompt asks for by name, and whether anything handed in looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.self_check.requirements.links import has_link
from assistant.self_check.submission import Submission
from retrieval.catalogue import Part, Prompt
from retrieval.documents import Document


@dataclass(frozen=True, slots=True)
class Artifact:
    """A kind of artifact: how prompts ask for it and what gives it away in a draft."""

    name: str  # with its article, as a sentence wants it
    asked: re.Pattern[str]
    sign: re.Pattern[str]  # in a file's name, a heading or the text
    endings: frozenset[str] = frozenset()
    spoken: bool = False  # seen or heard, so text alone is not one


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_VIDEO = frozenset("mp4 mov m4v avi mkv webm wmv mpg mpeg 3gp".split())
_AUDIO = frozenset("mp3 m4a wav ogg oga aac flac wma amr opus".split())
_IMAGE = frozenset("jpg jpeg png heic heif gif webp tif tiff bmp".split())
_SHEET = frozenset("xlsx xls csv tsv ods numbers gsheet".split())
# A speaker's turn: "T: Why?", "**Student A:** Because ..."
_TURN = r"^\W{0,6}[A-Z][\w.]{0,14}(?: [A-Z\d]\w{0,14})?\W{0,3}:\W{0,3}\s*\S"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = rf"\b\d{{1,2}}[/.]\d{{1,2}}\b|\b{_MONTH}\.? \d"

ARTIFACTS: tuple[Artifact, ...] = (
    Artifact(
        "a video",
        _pattern(r"\bvideo(?:s|tapes?)?\b|\bfilm(?:s|ed)?\b"),
        _pattern(r"\bvideo|\bclips?\b|\bfootage\b|\bfilm|\brecord"),
        _VIDEO,
        spoken=True,
    ),
    Artifact(
        "an audio recording",
        _pattern(r"\baudio\b|\bsound recordings?\b"),
        _pattern(r"\baudio|\brecord|\bvoice (?:memo|note)|\bsound file"),
        _AUDIO | _VIDEO,
        spoken=True,
    ),
    Artifact(
        "a photo or picture",
        _pattern(r"\bphoto(?:s|graphs?)?\b|\bpictures\b|\bscreen ?(?:shots?|pictures?)\b"),
        _pattern(r"\bphoto|\bpictur|\bimages?\b|\bscreen ?shots?\b|!\["),
        _IMAGE | frozenset({"pdf", "docx", "pptx"}),  # where pictures stand that are not read
        spoken=True,
    ),
    Artifact(
        "a transcript",
        _pattern(r"\btranscripts?\b"),
        re.compile(rf"\b[Tt]ranscri|\b[Ee]xcerpt|\b[Tt]urns?\b|{_TURN}", re.MULTILINE),
    ),
    Artifact(
        "a lesson plan",
        _pattern(r"\b(?:lesson|unit) plans?\b|\bplans? (?:for|of) (?:[\w-]+ ){0,4}lessons?\b"),
        _pattern(r"\bplan|\blessons? \w*\d|\bobjectives?\b|\bmaterials\b"),
    ),
    Artifact(
        "a piece of student work",
        _pattern(
            r"\b(?:students?|child|children|learners?|writers?)['’]?s? (?:own )?(?:work|writing)\b"
            r"|\bwork samples?\b|\bsamples? of (?:[\w’']+ )?work\b|\b(?:marked|annotated) work\b"
        ),
        _pattern(r"\bwork\b|\bsamples?\b|\bwr[oi]t|\bdr[ea]w|\bpapers?\b|\bdrafts?\b|\banswer"),
        _IMAGE,
    ),
    Artifact(
        "a record of what was observed",
        _pattern(
            r"\b(?:observation|observer['’]?s?|field|running|listening-in) "
            r"(?:notes?|records?|sheets?|logs?)\b"
        ),
        _pattern(rf"\bobserv|\bnote[sd]?\b|\bsaw\b|\bwatch|\bvisit|\brecord|\blog\b|{_DATE}"),
    ),
    Artifact(
        "a table or data sheet",
        _pattern(
            r"\bdata (?:sheets?|tables?|sets?)\b|\btables? (?:of|that|with)\b|\bspreadsheets?\b"
            r"|\btall(?:y|ies)\b"
        ),
        _pattern(r"\btable\b|\bsheet|\btall(?:y|ies)|\|.*\||\t.*\t|\d\D{1,40}\d\D{1,40}\d"),
        _SHEET,
    ),
    Artifact(
        "a graph",
        _pattern(r"\bgraphs?\b"),
        _pattern(r"\bgraph|\bchart|\bplot"),
        _SHEET | _IMAGE,
    ),
    Artifact(
        "a log",
        _pattern(r"\blogs?\b"),
        _pattern(rf"\blogs?\b|\blogged\b|\bentr(?:y|ies)\b|{_DATE}"),
        _SHEET,
    ),
)

_HANDED_IN = _pattern(
    r"\b(?:hand in|submit|upload|attach|include|share|provide|send|link to|turn in|enclose)\b"
)
_SHOWN = _pattern(r"^\W*(?:show|give|post|numbered|records?|notes|an?|the|two|three|\d+)\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_OR = re.compile(r"\bor\b")
_ABOUT = re.compile(r"\b(?:on|about|from|during) (?:[\w'’-]+ ){0,4}$")  # only spoken of
_BEFORE_OR = re.compile(r"\bor (?:[\w'’-]+ ){0,3}$")  # "notes or a transcript"
_BEFORE_COMMA = re.compile(r"\w, (?:[\w'’-]+ ){0,3}$")  # "timings, logs or transcripts"
_AFTER_OR = re.compile(
    r"^(?:,| of [\w ]{1,30})? or (?!of\b|more\b)"
)  # "a transcript or close notes"
_LISTED = re.compile(r", (?:[\w'’-]+ ){0,2}")  # "photos, video or audio"
_OR_WITHIN = 60  # characters between two nouns that an "or" makes one choice


def asked_of(part: Part, prompt: Prompt) -> tuple[tuple[Artifact, ...], ...]:
    """What a prompt asks for by name; each entry is a choice, of which one is enough.

    A choice that something without a name here would meet as well is left out.
    """
    found: list[tuple[Artifact, ...]] = []
    for sentence in _SENTENCE.split(prompt.text):
        shown = part.kind == "artifact" and _SHOWN.search(sentence)
        if shown or _HANDED_IN.search(sentence):
            found += _choices(sentence)
    return tuple(found)


def _choices(sentence: str) -> list[tuple[Artifact, ...]]:
    nouns = [(m, a) for a in ARTIFACTS if (m := a.asked.search(sentence))]
    nouns.sort(key=lambda noun: noun[0].start())
    groups: list[list[tuple[re.Match[str], Artifact]]] = []
    for match, artifact in nouns:
        if _ABOUT.search(sentence[: match.start()]):
            continue
        between = sentence[groups[-1][-1][0].end() : match.start()] if groups else ""
        if not (groups and len(between) <= _OR_WITHIN and _OR.search(between)):
            groups.append([(match, artifact)])
            continue
        groups[-1].append((match, artifact))
        while len(groups) > 1 and _LISTED.fullmatch(
            sentence[groups[-2][-1][0].end() : groups[-1][0][0].start()]
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    return [
        tuple(artifact for _, artifact in group)
        for group in groups
        if not _open(sentence[: group[0][0].start()], sentence[group[-1][0].end() :], len(group))
    ]


def _open(before: str, after: str, nouns: int) -> bool:
    """Whether something without a name here stands beside a choice as one more way to meet it."""
    listed = nouns > 1 and _BEFORE_COMMA.search(before)
    return bool(_BEFORE_OR.search(before) or listed or _AFTER_OR.search(after))


def not_seen(
    choices: Iterable[Sequence[Artifact]], submission: Submission, text: str, answers: bool
) -> tuple[str, ...]:
    """Names of what was asked for and of which nothing gives a sign, in files or in `text`.

    `answers` says that the text stands under the prompt itself: it then is what was asked for,
    unless that has to be seen or heard.
    """
    return tuple(
        " or ".join(artifact.name for artifact in choice)
        for choice in choices
        if not any(_signs(artifact, submission, text, answers) for artifact in choice)
    )


def _signs(artifact: Artifact, submission: Submission, text: str, answers: bool) -> bool:
    if answers and not artifact.spoken and text.strip():
        return True
    if artifact.sign.search(text) or (artifact.spoken and has_link(text)):
        return True
    return bool(files_like((artifact,), submission.files))


def files_like(choice: Sequence[Artifact], files: Sequence[Document]) -> tuple[Document, ...]:
    """The files that by their ending or their name may be one of these artifacts."""
    return tuple(
        document
        for document in files
        if any(
            _ending(document) in artifact.endings or artifact.asked.search(_words(document.name))
            for artifact in choice
        )
    )


def files_like_noun(noun: str, files: Sequence[Document]) -> tuple[Document, ...]:
    """The files that a plural noun such as "videos" or "samples" may mean, by ending or name."""
    one = noun.removesuffix("s")
    meant = [artifact for artifact in ARTIFACTS if artifact.spoken and artifact.asked.search(noun)]
    named = re.compile(rf"\b{re.escape(one)}s?\b", re.IGNORECASE)
    by_name = tuple(document for document in files if named.search(_words(document.name)))
    return tuple(dict.fromkeys([*files_like(meant, files), *by_name]))


def _ending(document: Document) -> str:
    return document.name.rpartition(".")[2].lower()


def _words(name: str) -> str:
    """A file's stem as words: `lesson_plan-v2.docx` -> 'lesson plan v2'."""
    return " ".join(re.split(r"[\s_.\-]+", name.rpartition(".")[0] or name))
