"""The quotes an annotator sees: the detector's, with what was decided, moved or marked by hand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.model.analysis import Quote, Speaker
from tui.model.annotation import Annotation
from tui.model.pairing import Borders, borders_of, known_borders, taken
from tui.model.span import Span

_NEVER = "~"
"""Sorts after every time."""


class Item(NamedTuple):
    """One quote to decide on.

    Attributes:
        quote: The quote as it stands now: with the annotation's borders where there is one.
        annotation: What the annotator made of it, or None.
    """

    quote: Quote
    annotation: Annotation | None = None

    @property
    def span(self) -> Span:
        """The quote's span."""
        return self.quote.span

    @property
    def is_decided(self) -> bool:
        """Whether there is a decision on it, `unsure` included."""
        return self.annotation is not None and self.annotation.decision is not None

    @property
    def is_unsure(self) -> bool:
        """Whether it was marked for later."""
        return self.annotation is not None and self.annotation.decision == "unsure"

    @property
    def is_moved(self) -> bool:
        """Whether it moved with a text that changed, and nobody has confirmed that yet."""
        return self.annotation is not None and self.annotation.moved is not None

    @property
    def is_suggested(self) -> bool:
        """Whether it is open, and an imported file says how to decide on it."""
        return self.annotation is not None and self.annotation.is_suggested

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its decision."""
        return not self.is_decided


class Shown(NamedTuple):
    """Which of the detector's quotes are shown; what an annotator touched always is.

    Attributes:
        indirect: Whether those without a word in quote marks are.
        attitudes: Whether those are that tell what somebody thinks or wants.
        min_confidence: How sure the detector must be, from 0 to 1.
    """

    indirect: bool = True
    attitudes: bool = False
    min_confidence: float = 0.0

    def shows(self, quote: Quote) -> bool:
        """Tell whether a quote that nobody touched is shown."""
        if quote.confidence < self.min_confidence or (quote.attitude and not self.attitudes):
            return False
        return self.indirect or quote.kind != "indirect"


ALL = Shown(attitudes=True)


class Worklist(NamedTuple):
    """The quotes of one article in text order, and how many are not shown."""

    items: tuple[Item, ...] = ()
    hidden: int = 0


def worklist(
    detected: Iterable[Quote],
    annotations: Iterable[Annotation],
    *,
    length: int,
    shown: Shown = ALL,
) -> tuple[Item, ...]:
    """Join the detector's quotes with the annotations of one article, in text order.

    Each annotation stands for the quote it was made on (see `pairing`). Annotations that reach
    outside a text of `length` code points are orphans and are left out, and so is what is not
    `shown`.
    """
    return counted_worklist(detected, annotations, length=length, shown=shown).items


def counted_worklist(
    detected: Iterable[Quote],
    annotations: Iterable[Annotation],
    *,
    length: int,
    shown: Shown = ALL,
) -> Worklist:
    """Return the same with the number of quotes that nobody touched and that are not shown."""
    quotes = tuple(detected)
    kept = [a for a in annotations if a.span.end <= length]
    made_on = taken(quotes, kept)
    untouched = [q for q in quotes if borders_of(q) not in made_on] if made_on else quotes
    items = [item_of(a) for a in kept]
    items += [Item(quote) for quote in untouched if shown.shows(quote)]
    hidden = len(kept) + len(untouched) - len(items)
    return Worklist(tuple(sorted(items, key=_in_text_order)), hidden)


def number_of(items: Sequence[Item], wanted: Item | Annotation) -> int | None:
    """Return the number of the quote that `wanted` is, as it is now; None when it is not there.

    `wanted` may be of some time ago: since then its quote may have been decided on, moved, or given
    back to the detector.

    Args:
        items: In text order.
        wanted: What to look for.
    """
    annotation = wanted if isinstance(wanted, Annotation) else wanted.annotation
    near = _beginning_at(items, wanted.span.start)
    if annotation is not None:
        same = _with_id(items, near, annotation.id)
        if same is None:
            same = _with_id(items, range(len(items)), annotation.id)
        if same is not None:
            return same
    places = _known(wanted)
    # Where it stood is looked first, then everywhere.
    near = _beginning_at(items, places[0].span.start)
    there = next((number for number in near if _known(items[number])[0] == places[0]), None)
    return _with_borders(items, places) if there is None else there


def _beginning_at(items: Sequence[Item], start: int) -> range:
    """Return the numbers of the quotes that begin at `start`."""
    first = bisect_left(items, start, key=_start)
    return range(first, bisect_right(items, start, first, key=_start))


def _start(item: Item) -> int:
    return item.quote.span.start


def _with_id(items: Sequence[Item], numbers: range, annotation_id: str) -> int | None:
    for number in numbers:
        annotation = items[number].annotation
        if annotation is not None and annotation.id == annotation_id:
            return number
    return None


def _with_borders(items: Sequence[Item], places: Sequence[Borders]) -> int | None:
    """Return the number of the quote known by one of `places`, the first of them before others."""
    found = (
        (rank, its_rank, number)
        for number, item in enumerate(items)
        for its_rank, its_borders in enumerate(_known(item))
        for rank, borders in enumerate(places)
        if its_borders == borders
    )
    return min(found, default=(0, 0, None))[2]


def _known(one: Item | Annotation) -> tuple[Borders, ...]:
    if isinstance(one, Annotation):
        return known_borders(one)
    return known_borders(one.annotation) if one.annotation else (borders_of(one.quote),)


def nearest(items: Iterable[Item], span: Span) -> int | None:
    """Return the number of the quote whose ends are the nearest to those of `span`."""
    distances = [abs(i.span.start - span.start) + abs(i.span.end - span.end) for i in items]
    return distances.index(min(distances)) if distances else None


def _in_text_order(item: Item) -> tuple[int, int, tuple[Span, ...], str]:
    """Return what items are sorted by: a decision must not change it, or the focus would jump."""
    quote, annotation = item
    made = annotation.created if annotation else _NEVER
    return (quote.span.start, -quote.span.end, quote.fragments, made)


def item_of(annotation: Annotation) -> Item:
    """Return the quote that an annotation stands for."""
    return Item(_quote_of(annotation), annotation)


def _quote_of(annotation: Annotation) -> Quote:
    speaker = None
    if annotation.speaker:
        mention = annotation.speaker.mention
        speaker = Speaker(mention.span if mention else None, annotation.speaker.name)
    return Quote(
        annotation.span,
        annotation.kind,
        annotation.cue.span if annotation.cue else None,
        speaker,
        tuple(one.span for one in annotation.fragments),
        1.0 if annotation.confidence is None else annotation.confidence,
        annotation.attitude,
    )
