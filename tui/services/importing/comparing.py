"""What comes in on a quote that has an annotation already: the same, more, less, or otherwise.

Who exports, works on it in another tool and here as well, and imports again has parts on both sides
that the other has not. Those are no contradiction: what only the file has is added, what only the
annotation has stays. Whether it was added here or taken away there nobody can tell, so it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from tui.formats.fields import Field
from tui.formats.found import FoundQuote
from tui.model.annotation import Annotation, SpeakerExcerpt
from tui.model.label import Value

_PARTS: Mapping[Field, tuple[str, Callable[[Annotation], object]]] = {
    Field.NOTE: ("note", lambda a: a.note),
    Field.CUE: ("cue", lambda a: a.cue),
    Field.SPEAKER: ("speaker", lambda a: a.speaker and a.speaker.mention),
    Field.NAME: ("speaker's name", lambda a: a.speaker.name if a.speaker else ""),
    Field.ATTITUDE: ("attitude", lambda a: a.attitude),
    Field.KIND: ("kind", lambda a: a.kind),
}
"""What of an annotation is compared, beside the decision: what it is called, and where it is."""
_ADDED = {Field.NOTE, Field.CUE, Field.SPEAKER, Field.NAME}
"""What may be missing; of the others, to have none is an answer as well."""


def parts_in(quote: FoundQuote) -> frozenset[Field]:
    """Return the parts that a file's quote has."""
    has: Mapping[Field, object] = {
        Field.ID: quote.id,
        Field.NOTE: quote.note,
        Field.CUE: quote.cue,
        Field.SPEAKER: quote.speaker,
        Field.NAME: quote.name,
        Field.ATTITUDE: quote.attitude,
        Field.KIND: quote.kind,
    }
    return frozenset(field for field, value in has.items() if value)


def parts_of(annotation: Annotation) -> frozenset[Field]:
    """Return the parts that a whole annotation of ours has in a file."""
    has = (field for field, (_, part) in _PARTS.items() if part(annotation))
    return frozenset({Field.ID, *has})


def contradictions(there: Annotation, record: Annotation, has: Collection[Field]) -> list[str]:
    """Return what a record says in another way than an annotation on its quote; mostly nothing.

    Args:
        there: What there is.
        record: What comes in.
        has: The parts it has in the file.
    """
    return list(_contradictions(there, record, has))


def missing(
    there: Annotation, record: Annotation, has: Collection[Field], carries: Collection[Field]
) -> list[str]:
    """Return what an annotation has and its record in a file has not, where it could have it.

    That is of the very annotation (its id is told): one of another tool's on the same quote only
    says less. `carries` is what the file's format has a place for.
    """
    if Field.ID not in has or record.id != there.id or record.decision is None:
        return []
    return [
        name
        for field, (name, part) in _PARTS.items()
        if field in carries and field not in has and field is not Field.KIND
        if part(there) and part(there) != part(record)
    ]


def added(there: Annotation, record: Annotation, has: Collection[Field]) -> list[str]:
    """Return what a record has that an annotation has not; see `contradictions`."""
    names = [
        name
        for field, (name, part) in _PARTS.items()
        if field in _ADDED & set(has) and part(record) and not part(there)
    ]
    is_decided = record.decision is not None and there.decision is None
    return ["decision", *names] if is_decided else names


def completed(there: Annotation, record: Annotation) -> Annotation:
    """Return an annotation with what only a record has, which does not contradict it."""
    is_new = there.decision is None
    return replace(
        there,
        decision=record.decision if is_new else there.decision,
        labels=record.labels if is_new else there.labels,
        seconds=record.seconds if is_new else there.seconds,
        note=there.note or record.note,
        cue=there.cue or record.cue,
        speaker=_speaker(there.speaker, record.speaker),
        suggested=there.suggested or record.suggested,
        updated=max(there.updated, record.updated),
    )


def _speaker(there: SpeakerExcerpt | None, record: SpeakerExcerpt | None) -> SpeakerExcerpt | None:
    if there is None or record is None:
        return there or record
    return there._replace(mention=there.mention or record.mention)


def _contradictions(there: Annotation, record: Annotation, has: Collection[Field]) -> Iterator[str]:
    if record.parts != there.parts:
        yield "borders"
    if record.article_sha256 != there.article_sha256 and added(there, record, has):
        yield "text of the article"  # places in one are none in the other
    if record.decision is not None and there.decision is not None:  # else it is only marked
        if record.decision != there.decision:
            yield "decision"
        elif _labels(record) != _labels(there):
            yield "labels"
    for field, (name, part) in _PARTS.items():
        if field in has and part(record) != part(there) and (field not in _ADDED or part(there)):
            yield name


def _labels(annotation: Annotation) -> Counter[str]:
    """Return the labels with their attributes, a target by its words."""
    return Counter(
        repr((label.name, sorted((name, _words(value)) for name, value in label.values)))
        for label in annotation.labels
    )


def _words(value: Value) -> str:
    return value if isinstance(value, str) else value.text
