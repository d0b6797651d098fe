"""Who may have said a quote, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.model.analysis import Analysis, Quote, Speaker
from tui.model.printable import flat
from tui.model.span import Span
from tui.model.worklist import Item

_PEOPLE = ("PERSON", "ORG")
_PLACES = ("NORP", "GPE")
"""Nations and parties speak too, but less often than they are spoken of."""


def suggested_speakers(
    text: str, analysis: Analysis, item: Item, items: Iterable[Item]
) -> tuple[Speaker, ...]:
    """Return the speakers to offer for one quote, each name once.

    First the detector's, as it found it, then the one the quote has now. Then who else speaks in
    this article (`items`), the persons and bodies it names, its nations: of each, those named in
    the quote's sentence before those elsewhere, the near before the far. They carry their nearest
    mention, which is outside of the quote where there is one: nobody is named in his own words.
    """
    own = [speaker for speaker in (_detected(item), item.quote.speaker) if speaker]
    quotes = [other.quote for other in items]
    others = [quote.speaker for quote in quotes if quote.speaker]
    touched = [s for s in analysis.sentences if s.overlaps(item.span)] or [item.span]
    around = Span(touched[0].start, touched[-1].end)
    mentions = _Mentions(text, item.quote, around, [*own, *others])
    mentions.add_quotes(quotes)
    people, places = (
        [entity.span for entity in analysis.entities if entity.label in labels]
        for labels in (_PEOPLE, _PLACES)
    )
    named = [mentions.add_names(people, by_surname=True), mentions.add_names(places)]
    names = [flat(speaker.name) for speaker in own]
    for group in ([flat(speaker.name) for speaker in others], *named):
        names += mentions.by_nearness(group)
    kept = {flat(speaker.name): speaker for speaker in reversed(own)}
    return tuple(kept.get(name) or mentions.speaker(name) for name in dict.fromkeys(names) if name)


def _detected(item: Item) -> Speaker | None:
    """Return the speaker as the detector had found it, whatever became of it since."""
    if item.annotation is None:
        return item.quote.speaker
    speaker = item.annotation.detected.speaker if item.annotation.detected else None
    if speaker is None:
        return None
    return Speaker(speaker.mention.span if speaker.mention else None, speaker.name)


class _Mentions:
    """Where each name is mentioned, seen from one quote.

    Args:
        text: The article's text.
        quote: The quote, and `around` its sentences.
        speakers: Those that are known: what stands for whom.
    """

    def __init__(self, text: str, quote: Quote, around: Span, speakers: Sequence[Speaker]) -> None:
        self._text = text
        self._parts = quote.parts
        self._around = around
        self._spans: dict[str, list[Span]] = {}
        self._quotes: dict[str, list[Span]] = {}
        self._stands_for: dict[str, str] = {}
        for speaker in speakers:
            if speaker.span:
                self._stands_for[self._words(speaker.span)] = flat(speaker.name)
                self._add(flat(speaker.name), speaker.span)

    def _words(self, span: Span) -> str:
        return flat(span.of(self._text))

    def _add(self, name: str, span: Span) -> None:
        self._spans.setdefault(name, []).append(span)

    def add_names(self, spans: Sequence[Span], *, by_surname: bool = False) -> list[str]:
        """Take the names at `spans` as mentions of those they stand for; returns whom they name.

        With `by_surname` the last word of one longer name stands for it: "Lopez" for "Maria Lopez".
        """
        written = [self._words(span) for span in spans]
        longer: dict[str, set[str]] = {}
        for name in (*self._stands_for.values(), *written) if by_surname else ():
            *before, last = name.split(" ")
            if before:
                longer.setdefault(last, set()).add(name)
        names = []
        for span, words in zip(spans, written, strict=True):
            full = longer.get(words, set())
            name = self._stands_for.get(words) or (next(iter(full)) if len(full) == 1 else words)
            self._add(name, span)
            names.append(name)
        return names

    def add_quotes(self, quotes: Iterable[Quote]) -> None:
        """Take the quotes of those who are mentioned nowhere for their places."""
        for quote in quotes:
            if quote.speaker and not quote.speaker.span:
                self._quotes.setdefault(flat(quote.speaker.name), []).append(quote.span)

    def by_nearness(self, names: Iterable[str]) -> list[str]:
        """Return each name once, the nearest to the quote first."""
        return sorted(dict.fromkeys(names), key=self._nearest_place)

    def _nearest_place(self, name: str) -> tuple[bool, bool, int]:
        spans = self._spans.get(name) or self._quotes.get(name) or []
        return min(map(self._place, spans), default=(True, True, len(self._text)))

    def _place(self, span: Span) -> tuple[bool, bool, int]:
        """Tell of a mention: in the quote itself, outside of its sentences, how far away."""
        inside = any(part.overlaps(span) for part in self._parts)
        away = (max(part.start - span.end, span.start - part.end, 0) for part in self._parts)
        return inside, not self._around.contains(span), min(away)

    def speaker(self, name: str) -> Speaker:
        """Return the speaker of this name with the mention nearest to the quote."""
        return Speaker(min(self._spans.get(name, ()), key=self._place, default=None), name)
