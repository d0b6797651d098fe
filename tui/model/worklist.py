"""The quotes an annotator sees: the detector's, with what was decided, moved or marked by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.model.analysis import Quote, Speaker
from tui.model.annotation import Annotation
from tui.model.span import Span


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


def worklist(
    detected: Iterable[Quote],
    annotations: Iterable[Annotation],
    *,
    length: int,
    shown: Shown = ALL,
) -> tuple[Item, ...]:
    """Join the detector's quotes with the annotations of one article, in text order.

    A detected quote is taken by the annotation made on it: same detected borders, same borders, or
    (when the detector has changed since) more than half shared. Annotations that reach outside a
    text of `length` code points are orphans and are left out, and so is what is not `shown`.
    """
    kept = [a for a in annotations if a.span.end <= length]
    items = [Item(_quote_of(a), a) for a in kept]
    exact = {a.span for a in kept} | {a.detected for a in kept if a.detected}
    taken = [span for a in kept if a.detected for span in (a.span, a.detected)]
    items += [
        Item(quote)
        for quote in detected
        if shown.shows(quote)
        and quote.span not in exact
        and not any(_same(quote.span, span) for span in taken)
    ]
    return tuple(sorted(items, key=lambda item: (item.span.start, -item.span.end)))


def _same(one: Span, other: Span) -> bool:
    shared = one.shared(other)
    union = (one.end - one.start) + (other.end - other.start) - shared
    return shared * 2 > union


def _quote_of(annotation: Annotation) -> Quote:
    speaker = None
    if annotation.speaker:
        mention = annotation.speaker.mention
        speaker = Speaker(mention.span if mention else None, annotation.speaker.name)
    cue = annotation.cue.span if annotation.cue else None
    return Quote(annotation.span, annotation.kind, cue, speaker)
