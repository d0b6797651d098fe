"""Whether what comes in is what there is already, in as much as it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from tui.formats.fields import Field
from tui.formats.found import FoundQuote
from tui.model.annotation import Annotation
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
_NEVER_MISSING = {Field.KIND}
"""Where the file tells none, it is told from the quote marks."""
ALL_PARTS = frozenset({Field.ID, *_PARTS})


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


def differences(
    there: Annotation, record: Annotation, has: Collection[Field], carries: Collection[Field]
) -> list[str]:
    """Return what of an annotation on a quote is not as there; nothing where all of it is.

    What a record does not have was taken away when it is the very annotation (it tells its id) and
    its format would have it: a record of another tool's, on the same quote, only says less.

    Args:
        there: What there is.
        record: What comes in.
        has: The parts it has in the file.
        carries: What its format has a place for.
    """
    said = set(has)
    if Field.ID in has and record.id == there.id and record.decision is not None:
        said |= set(carries) - _NEVER_MISSING
    return list(_differences(there, record, said))


def _differences(there: Annotation, record: Annotation, said: Collection[Field]) -> Iterator[str]:
    if record.parts != there.parts:
        yield "borders"
    if record.decision is not None:  # else it is only marked
        if record.decision != there.decision:
            yield "decision"
        elif _labels(record) != _labels(there):
            yield "labels"
    for field, (name, part) in _PARTS.items():
        if field in said and part(record) != part(there):
            yield name


def _labels(annotation: Annotation) -> Counter[str]:
    """Return the labels with their attributes, a target by its words."""
    return Counter(
        repr((label.name, sorted((name, _words(value)) for name, value in label.values)))
        for label in annotation.labels
    )


def _words(value: Value) -> str:
    return value if isinstance(value, str) else value.text
