"""The worklist of one article, kept up to date change by change.

To pair 5,000 quotes with their annotations takes 8 ms, too long for a key that decides on one of
them. Most changes leave every quote where it is: then one item takes the place of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tui.model.analysis import Quote
from tui.model.annotation import Annotation
from tui.model.pairing import Borders, borders_of, known_borders
from tui.model.worklist import ALL, Item, Shown, counted_worklist, item_of, number_of


class Listing:
    """The quotes of one article and what an annotator made of them.

    Args:
        quotes: The detector's.
        annotations: Those that stand in the text as it is.
        length: The text's code points.
        shown: Which of the detector's quotes are listed.

    Attributes:
        items: See `worklist`.
        hidden: How many quotes are not shown.
        decided: How many of the items are decided.
        moved: How many of them moved with a text that changed, and are not confirmed yet.
        suggested: How many of them are open, and an imported file says how to decide.
    """

    def __init__(
        self,
        quotes: Sequence[Quote] = (),
        annotations: Sequence[Annotation] = (),
        *,
        length: int = 0,
        shown: Shown = ALL,
    ) -> None:
        self._quotes = quotes
        self._annotations = annotations
        self._shown = shown
        self.items, self.hidden = counted_worklist(quotes, annotations, length=length, shown=shown)
        self.decided = sum(item.is_decided for item in self.items)
        self.moved = sum(item.is_moved for item in self.items)
        self.suggested = sum(item.is_suggested for item in self.items)

    def change(self, old: Annotation | None, new: Annotation | None) -> bool:
        """Put `new` in the place of `old`; None stands for a quote that nobody touched.

        Returns:
            Whether that could be done without pairing anew. If not, nothing was done.
        """
        if old and new:
            number = self._number_of_same(old, new)
        elif new:
            number = self._number_of_untouched(new)
        elif old:
            number = self._number_of_given_back(old)
        else:
            return True
        if number is None:
            return False
        before = self.items[number]
        after = item_of(new) if new else Item(self._found[borders_of(before.quote)])
        self.items = (*self.items[:number], after, *self.items[number + 1 :])
        self.decided += after.is_decided - before.is_decided
        self.moved += after.is_moved - before.is_moved
        self.suggested += after.is_suggested - before.is_suggested
        return True

    def _number_of_same(self, old: Annotation, new: Annotation) -> int | None:
        """Return the number of `old`, when `new` has the same place and takes the same quote."""
        is_same = (
            old.id == new.id
            and old.created == new.created
            and (old.origin == "manual") == (new.origin == "manual")
            and known_borders(old) == known_borders(new)
        )
        return self._number_by_id(old) if is_same else None

    def _number_of_untouched(self, new: Annotation) -> int | None:
        """Return the number of the quote that `new` is the first annotation on."""
        at = _only_borders(new)
        number = number_of(self.items, new)
        if at is None or number is None or not self._are_distinct:
            return None
        item = self.items[number]
        is_free = item.annotation is None and borders_of(item.quote) == at
        return number if is_free and self._is_alone(number) else None

    def _number_of_given_back(self, old: Annotation) -> int | None:
        """Return the number of `old`, when its quote is the detector's again without it."""
        at = _only_borders(old)
        if at is None or not self._are_distinct or not self._are_exact:
            return None
        quote, number = self._found.get(at), self._number_by_id(old)
        if quote is None or number is None or not self._shown.shows(quote):
            return None
        return number if self._is_alone(number) else None

    def _number_by_id(self, annotation: Annotation) -> int | None:
        number = number_of(self.items, annotation)
        listed = None if number is None else self.items[number].annotation
        return number if listed and listed.id == annotation.id else None

    def _is_alone(self, number: int) -> bool:
        """Tell whether no other item has the same borders; it would stand beside this one."""
        at = borders_of(self.items[number].quote)
        beside = (*self.items[max(0, number - 1) : number], *self.items[number + 1 : number + 2])
        return all(borders_of(item.quote) != at for item in beside)

    @cached_property
    def _found(self) -> dict[Borders, Quote]:
        """The detector's quotes by their borders."""
        return {borders_of(quote): quote for quote in self._quotes}

    @property
    def _are_distinct(self) -> bool:
        """Whether no two of the detector's quotes have the same borders."""
        return len(self._found) == len(self._quotes)

    @cached_property
    def _are_exact(self) -> bool:
        """Whether each annotation has its very own quote: then none wants one that is given back.

        What `change` does since keeps it so.
        """
        spans = {at.span for at in self._found}
        wanted = [
            next((at for at in known_borders(one) if at.span in spans), None)
            for one in self._annotations
        ]
        exact = [at for at in wanted if at in self._found]
        is_one_each = len(set(exact)) == len(exact)
        return is_one_each and all(
            at in self._found or (at is None and one.origin == "manual")
            for at, one in zip(wanted, self._annotations, strict=True)
        )


def _only_borders(annotation: Annotation) -> Borders | None:
    """Return the borders of an annotation that has the detector's; None for any other."""
    if annotation.detected is None:
        return None
    detected, own = known_borders(annotation)
    return own if detected == own else None
