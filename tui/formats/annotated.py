"""What every export is written from: an article with its annotations, each proved by its text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from tui.errors import PullquoteError
from tui.formats.problem import encodable
from tui.model.analysis import Entity
from tui.model.annotation import Annotation, Excerpt, SpeakerExcerpt
from tui.model.article import Article
from tui.model.fragments import are_pieces
from tui.model.label import Label, Target
from tui.model.scheme import Scheme
from tui.model.span import Span

CHANGED = (
    "the article changed since: open it, which moves annotations along; what is not found, W lists "
    "there, and --skip-orphans leaves out"
)
DAMAGED = "its database was changed by other hands: restore it, or decide on the quote again"
_SCHEME = "decide on the quote again, or put the label back into pullquote.toml"

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and what is exported of it.

    Attributes:
        article: The article.
        annotations: Decided, proved and in order.
        tokens: The model's tokens, where the format wants them and a model can be had; likewise
            `sentences` and `entities`.
        sentences: The model's sentences.
        entities: The model's entities, less and with what annotators corrected.
    """

    article: Article
    annotations: tuple[Annotation, ...]
    tokens: Sequence[Span] = ()
    sentences: Sequence[Span] = ()
    entities: Sequence[Entity] = ()


def in_order(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Return the annotations of one article in the order of every export."""
    return tuple(sorted(annotations, key=lambda a: (a.span.start, a.span.end, a.annotator, a.id)))


def by_annotator(
    annotations: Iterable[Annotation],
) -> Iterator[tuple[str, tuple[Annotation, ...]]]:
    """Yield each annotator's name and annotations, which stay in order."""
    by_name = sorted(annotations, key=lambda a: a.annotator)  # stable: the order by place stays
    for annotator, group in groupby(by_name, key=lambda a: a.annotator):
        yield annotator, tuple(group)


def prove(
    article: Article, annotation: Annotation, scheme: Scheme, *, damaged: str = DAMAGED
) -> None:
    """Check that `annotation` is true to its article and to the scheme.

    `damaged` is what to do where its record is not as it was made: it is from a database, if
    nothing else is said.

    Raises:
        PullquoteError: It is not; the message names the article and the annotation.
    """
    where = f"article {article.id!r} ({article.place}), annotation {annotation.id}"
    if annotation.article_sha256 != article.sha256:
        raise PullquoteError(f"{where}: it was made on another text", CHANGED)
    for what, excerpt in _excerpts(annotation):
        if not _stands(article.text, excerpt):
            start, end = excerpt.span
            reason = f"its {what} is not what stands at {start}-{end}"
            raise PullquoteError(f"{where}: {reason}", damaged)
    for reason in _damages(article.text, annotation):
        raise PullquoteError(f"{where}: {reason}", damaged)
    for reason in scheme.decision_problems(annotation.decision, annotation.labels):
        raise PullquoteError(f"{where}: {reason}", _SCHEME)


def _stands(text: str, excerpt: Excerpt) -> bool:
    (start, end), said = excerpt
    return 0 <= start < end <= len(text) and text[start:end] == said


def _excerpts(annotation: Annotation) -> Iterator[tuple[str, Excerpt]]:
    yield "text", annotation.content
    for number, fragment in enumerate(annotation.fragments, 1):
        yield f"fragment {number}", fragment
    if annotation.cue:
        yield "cue", annotation.cue
    if annotation.speaker and annotation.speaker.mention:
        yield "speaker", annotation.speaker.mention
    other = _other_speaker(annotation)
    if other and other.mention:
        yield "detected speaker", other.mention
    for label in _labels(annotation):
        for name, value in label.values:
            if isinstance(value, Target) and value.span:
                yield f"{name} of {label.name}", Excerpt(value.span, value.text)


def _labels(annotation: Annotation) -> tuple[Label, ...]:
    """Return the labels, and those that were suggested."""
    suggested = annotation.suggested
    return annotation.labels + suggested.labels if suggested else annotation.labels


def _other_speaker(annotation: Annotation) -> SpeakerExcerpt | None:
    """Return whom the detector took for the speaker, where that is not who it is."""
    detected = annotation.detected
    if detected is None or detected.speaker is annotation.speaker:
        return None
    return detected.speaker


def _damages(text: str, annotation: Annotation) -> Iterator[str]:
    start, end = annotation.span
    prefix = annotation.prefix
    if text[max(0, start - len(prefix)) : start] != prefix:
        yield "its prefix is not what stands before it"
    if not text.startswith(annotation.suffix, end):
        yield "its suffix is not what stands after it"
    yield from _border_damages(text, annotation)
    for name, time in (("created", annotation.created), ("updated", annotation.updated)):
        if not is_time(time):
            yield f"{name} is no time in UTC: {time!r}"
    if not encodable("".join(_said(annotation))):
        yield "it holds half of a surrogate pair, which is no character"
    if not math.isfinite(annotation.seconds) or annotation.seconds < 0:
        yield f"it cannot have taken {annotation.seconds} seconds"
    confidence = annotation.confidence
    if confidence is not None and not 0 <= confidence <= 1:
        yield f"its confidence is not between 0 and 1: {confidence}"


def _said(annotation: Annotation) -> Iterator[str]:
    """Yield what is not from the article's text, which is known to be characters, nor one of ours.

    To make a line of JSON for it would take as long as all else that is proved.
    """
    yield annotation.id + annotation.article + annotation.annotator + annotation.note
    yield annotation.detector or ""
    if annotation.speaker:
        yield annotation.speaker.name
    other = _other_speaker(annotation)
    if other:
        yield other.name
    if annotation.suggested:
        yield annotation.suggested.source
    for label in _labels(annotation):
        yield label.name
        for name, value in label.values:
            yield name
            yield value if isinstance(value, str) else value.text


def _border_damages(text: str, annotation: Annotation) -> Iterator[str]:
    pieces = [fragment.span for fragment in annotation.fragments]
    if pieces and not are_pieces(pieces, annotation.span):
        yield "its fragments do not go in order from its start to its end"
    detected = annotation.detected
    if detected is None:
        return
    if detected.span.end > len(text):
        yield "its detected borders are outside the text"
    if detected.fragments and not are_pieces(detected.fragments, detected.span):
        yield "its detected fragments do not go in order from its start to its end"


def is_time(time: str) -> bool:
    """Tell whether `time` is one as records have it: in UTC, ISO 8601, ending in Z."""
    try:
        return bool(_TIME.fullmatch(time)) and datetime.fromisoformat(time) is not None
    except ValueError:
        return False
