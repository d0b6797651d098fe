"""How quotes are marked in an article, and which of them stand where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tui.model.span import Span
from tui.model.span_index import SpanIndex


class QuoteMark(NamedTuple):
    """How one quote is marked.

    Attributes:
        span: The quote, from its first fragment to its last.
        sign: Up to three letters that tell its decision in the margin.
        state: `open`, `suggested`, `labelled`, `neither`, `unsure` or `unsaved`; picks the sign's
            style.
        colour: The sign's own colour, where its state is not enough; or an empty string.
        cue: Its cue, and `speaker` its speaker: underlined while it is focused.
        fragments: What is marked of it, where that is more than one piece.
    """

    span: Span
    sign: str = "·"
    state: str = "open"
    colour: str = ""
    cue: Span | None = None
    speaker: Span | None = None
    fragments: tuple[Span, ...] = ()

    @property
    def parts(self) -> tuple[Span, ...]:
        """Its fragments, or the whole as the only one."""
        return self.fragments or (self.span,)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Everything that looks different when it is focused."""
        return (*self.parts, *(span for span in (self.cue, self.speaker) if span))


class _Places(NamedTuple):
    """The fragments of all quotes, each with its quote's number, and where they are."""

    parts: list[tuple[int, Span]]
    found: SpanIndex


class Marks:
    """The marks of an article by number, and by place: a quote stands where its fragments do.

    Args:
        marks: The marks.
        before: Those they take the place of. A decision changes one sign, and thousands of quotes
            stay where they are: then nothing is looked up anew.
        places: Where they are, when that is known.
    """

    def __init__(
        self,
        marks: Iterable[QuoteMark] = (),
        before: Marks | None = None,
        *,
        places: _Places | None = None,
    ) -> None:
        self._all = tuple(marks)
        self.places: _Places = places or self._find_places(before)

    def with_changed(self, changed: Mapping[int, QuoteMark]) -> Marks:
        """Return the marks with some of them changed, by number; looks at no others."""
        marks = list(self._all)
        for number, mark in changed.items():
            marks[number] = mark
        stay = all(_is_at(mark, self._all[number]) for number, mark in changed.items())
        return Marks(marks, places=self.places if stay else None)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, number: int) -> QuoteMark:
        return self._all[number]

    def __iter__(self) -> Iterator[QuoteMark]:
        return iter(self._all)

    def _find_places(self, before: Marks | None) -> _Places:
        if before is not None and len(self) == len(before):
            pairs = zip(self, before, strict=True)
            if all(_is_at(new, old) for new, old in pairs):
                return before.places
        parts = [(number, part) for number, mark in enumerate(self) for part in mark.parts]
        return _Places(parts, SpanIndex(part for _, part in parts))

    def changed_from(self, before: Marks) -> set[QuoteMark]:
        """Return the marks that only one of the two has."""
        if len(self) == len(before):
            pairs = ((new, old) for new, old in zip(self, before, strict=True) if new != old)
            return {mark for pair in pairs for mark in pair}
        return set(self).symmetric_difference(before)

    def parts_in(self, start: int, end: int) -> list[tuple[int, Span]]:
        """Return the fragments that show between two offsets, each with its quote's number."""
        return [self.places.parts[n] for n in self.places.found.touching(start, end)]

    def innermost(self, offset: int) -> int | None:
        """Return the number of the quote whose fragment around `offset` is the shortest."""
        here = self.parts_in(offset, offset + 1)

        def size(found: tuple[int, Span]) -> tuple[int, int]:
            (start, end), (first, last) = found[1], self[found[0]].span
            return (end - start, last - first)

        return min(here, key=size)[0] if here else None


def _is_at(new: QuoteMark, old: QuoteMark) -> bool:
    return new.span == old.span and new.fragments == old.fragments
