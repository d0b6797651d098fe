"""Which quotes of an article a filter lists, kept in step with what is done to them."""

from __future__ import annotations

from tui.model.pairing import borders_of
from tui.model.printable import flat
from tui.model.quote_filter import QuoteFilter, read_filter
from tui.model.scheme import Scheme
from tui.model.worklist import Item


class FilteredQuotes:
    """The numbers of the quotes that fit a filter.

    What is decided on stays listed until the filter is set anew, even where it fits no more: so the
    list does not move beneath the one who works through it. What comes to fit is listed at once.
    Where quotes come, go or move, it is made anew.

    Args:
        typed: The filter's words.
        scheme: Whose labels can be asked for.
        text: The article's.
    """

    def __init__(self, typed: str, scheme: Scheme, text: str) -> None:
        self._text = text
        self._words: dict[object, str] = {}
        self._items: tuple[Item, ...] = ()
        self.filter: QuoteFilter = read_filter(typed, scheme, self._words_of)
        self.numbers: tuple[int, ...] = ()

    def again(self, typed: str, scheme: Scheme) -> None:
        """List anew, by these words."""
        self.filter = read_filter(typed, scheme, self._words_of)
        self._list()

    def follow(self, items: tuple[Item, ...]) -> None:
        """Take the quotes as they are now, in text order."""
        before, self._items = self._items, items
        if items is before:
            return
        if len(before) != len(items):
            self._list()
            return
        changed = [
            number
            for number, (old, new) in enumerate(zip(before, items, strict=True))
            if old is not new and old != new
        ]
        if any(borders_of(before[n].quote) != borders_of(items[n].quote) for n in changed):
            self._list()
            return
        fitting = {number for number in changed if self.filter.fits(items[number])}
        if not fitting <= set(self.numbers):
            self.numbers = tuple(sorted(fitting.union(self.numbers)))

    def _list(self) -> None:
        fits = self.filter.fits
        self.numbers = tuple(number for number, item in enumerate(self._items) if fits(item))

    def _words_of(self, item: Item) -> str:
        quote = item.quote
        key = (quote.span, quote.fragments, quote.speaker)
        words = self._words.get(key)
        if words is None:
            said = " … ".join(part.of(self._text) for part in quote.parts)
            speaker = quote.speaker.name if quote.speaker else ""
            words = self._words[key] = flat(f"{said} {speaker}").casefold()
        return words
