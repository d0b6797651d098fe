"""What an annotation consists of, as formats carry it or lose it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum

from tui.model.annotation import Annotation
from tui.model.label import Target


class Field(Enum):
    """A part of an annotation; the value is what people are shown.

    Its borders and what they enclose are no part: every format has those, in its own way.
    """

    ID = "ids"
    ARTICLE = "the article's id"
    HASH = "the text's hash"
    TEXT = "the article's whole text"
    SOURCE = "title, date, source, url"
    FRAGMENTS = "fragments"
    KIND = "kind of quote"
    ATTITUDE = "attitudes told from speech"
    CUE = "cues"
    SPEAKER = "speakers' mentions"
    NAME = "speakers' names"
    LABELS = "labels"
    ATTRIBUTES = "labels' attributes"
    TARGET_PLACE = "targets' places"
    NEITHER = "neither"
    UNSURE = "unsure"
    NOTE = "notes"
    ORIGIN = "origin"
    DETECTED = "what was detected"
    CONFIDENCE = "confidence"
    DETECTOR = "the detector's version"
    ANNOTATOR = "annotators"
    CREATED = "when it was made"
    UPDATED = "when it was changed"
    SECONDS = "seconds taken"
    MOVED = "where it moved from"
    SUGGESTED = "what was suggested"
    ENTITIES = "which entities were corrected"


ALL = frozenset(Field)
_OF_ARTICLE = frozenset({Field.ARTICLE, Field.HASH, Field.TEXT, Field.SOURCE, Field.ENTITIES})


def count(annotations: Collection[Annotation], fields: Iterable[Field]) -> Counter[Field]:
    """Count how many annotations have something of each of some parts.

    Nothing of an article is an annotation's own.
    """
    found: Counter[Field] = Counter()
    for field in fields:
        is_there = _IS_THERE.get(field)
        if is_there is not None:
            found[field] = sum([1 for annotation in annotations if is_there(annotation)])
        elif field not in _OF_ARTICLE:
            found[field] = len(annotations)
    return +found  # without those that are 0


def names(fields: Iterable[Field]) -> list[str]:
    """Return what people call some parts, in the order of the record."""
    wanted = set(fields)
    return [field.value for field in Field if field in wanted]


# Those that are not named are always there, or never an annotation's.
_IS_THERE: Mapping[Field, Callable[[Annotation], object]] = {
    Field.FRAGMENTS: lambda a: a.fragments,
    Field.ATTITUDE: lambda a: a.attitude,
    Field.CUE: lambda a: a.cue,
    Field.SPEAKER: lambda a: a.speaker and a.speaker.mention,
    Field.NAME: lambda a: a.speaker and a.speaker.name,
    Field.LABELS: lambda a: a.labels,
    Field.ATTRIBUTES: lambda a: any(label.values for label in a.labels),
    Field.TARGET_PLACE: lambda a: any(
        isinstance(value, Target) and value.span for label in a.labels for _, value in label.values
    ),
    Field.NEITHER: lambda a: a.decision == "neither",
    Field.UNSURE: lambda a: a.decision == "unsure",
    Field.NOTE: lambda a: a.note,
    Field.DETECTED: lambda a: a.detected,
    Field.CONFIDENCE: lambda a: a.confidence is not None,
    Field.DETECTOR: lambda a: a.detector,
    Field.SECONDS: lambda a: a.seconds,
    Field.MOVED: lambda a: a.moved,
    Field.SUGGESTED: lambda a: a.suggested,
}
