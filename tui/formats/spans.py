"""Spans with a label, as most tools have them: what of them is a quote, and what an entity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.formats.found import FoundEntity, FoundLabel, FoundQuote, Piece
from tui.model.annotation import Decision
from tui.model.printable import brief
from tui.model.scheme import Scheme

NEITHER: Decision = "neither"
"""What a span of a quote without a label is labelled; likewise `UNSURE`."""
UNSURE: Decision = "unsure"


class LabelledSpan(NamedTuple):
    """A place and a label, which may have attributes."""

    piece: Piece
    label: FoundLabel


def piece_at(start: object, end: object, said: object = None) -> Piece:
    """Return the piece at two offsets; `said` is what the file says stands there, if it does.

    Raises:
        ValueError: They are no offsets.
    """
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ValueError(f"{brief(start)}-{brief(end)} is no span")
    return Piece(start, end, said if isinstance(said, str) else None)


def quotes_and_entities(
    spans: Iterable[LabelledSpan], scheme: Scheme, annotator: str | None
) -> tuple[tuple[FoundQuote, ...], tuple[FoundEntity, ...]]:
    """Return what spans of a tool's own are: those with a label of the scheme are quotes.

    Labels on one place are of one quote. Other tools may have begun a label with a capital.
    """
    known = {kind.name.casefold(): kind.name for kind in scheme.labels}
    known |= {name: name for name in (NEITHER, UNSURE)}
    entities: list[FoundEntity] = []
    quotes: dict[Piece, list[FoundLabel]] = {}
    for piece, label in spans:
        if name := known.get(label.name.casefold()):
            quotes.setdefault(piece, []).append(label._replace(name=name))
        else:
            entities.append(FoundEntity(piece, label.name, annotator))
    found = (_quote(piece, labels, annotator) for piece, labels in quotes.items())
    return tuple(found), tuple(entities)


def decided(labels: Iterable[FoundLabel]) -> tuple[Decision, tuple[FoundLabel, ...]]:
    """Return the decision that labels of spans stand for, and what labels there are then.

    Raises:
        ValueError: A quote is neither, and has a label.
    """
    given = tuple(labels)
    labels = tuple(label for label in given if label.name not in (NEITHER, UNSURE))
    names = {label.name for label in given}
    if UNSURE in names:
        return UNSURE, labels
    if NEITHER in names and labels:
        raise ValueError(f"a quote is {NEITHER}, and {labels[0].name} too")
    return (NEITHER if NEITHER in names else "labelled"), labels


def _quote(piece: Piece, given: list[FoundLabel], annotator: str | None) -> FoundQuote:
    decision, labels = decided(given)
    return FoundQuote((piece,), decision, labels, annotator=annotator)
