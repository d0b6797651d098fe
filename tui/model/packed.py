"""Spans by the hundred thousand: packed, and made only where they are looked at.

A transcript of 500,000 words has as many tokens: as objects 70 MB and a quarter of a second, as
numbers 9 MB and a few milliseconds.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import le
from typing import TypeVar, overload

from tui.model.span import Span

T = TypeVar("T")

_OFFSETS = "q"


class Packed(Sequence[T]):
    """A sequence that makes its things when asked for them.

    It is equal to a tuple or list of the same things; a slice of it is a tuple.
    """

    def _at(self, number: int) -> T:
        """Return the one with this number, counted from 0; it is there."""
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(map(self._at, range(*index.indices(len(self)))))
        return self._at(range(len(self))[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | list | Packed):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"


class Spans(Packed[Span]):
    """Spans in text order that do not overlap, such as sentences and tokens.

    They may be any spans at all; but `touching` is right for spans in such an order only.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._borders: array[int] = (
            spans._borders  # noqa: SLF001 - one of ours; it never changes
            if isinstance(spans, Spans)
            else array(_OFFSETS, (border for span in spans for border in span))
        )

    @classmethod
    def of_steps(cls, steps: Sequence[int]) -> Spans:
        """Return the spans whose gaps and lengths are `steps`, in turn: see `steps`.

        Raises:
            TypeError, ValueError: These are no gaps and lengths.
        """
        if len(steps) % 2:
            raise ValueError("a gap without a length")
        spans = cls()
        spans._borders = array(_OFFSETS, accumulate(steps))
        return spans

    @classmethod
    def of_borders(cls, borders: Iterable[Iterable[int]]) -> Spans:
        """Return the spans whose starts and ends are these, in turn, some at a time."""
        spans = cls()
        made = spans._borders = array(_OFFSETS)
        for some in borders:
            made.extend(some)
        return spans

    def borders(self, first: int, last: int) -> array[int]:
        """Return the starts and ends of the spans from number `first` up to before `last`."""
        return self._borders[2 * first : 2 * last]

    def first_from(self, offset: int) -> int:
        """Return the number of the first span that starts at `offset` or after it."""
        return (bisect_left(self._borders, offset) + 1) // 2

    def steps(self) -> list[int]:
        """Return the gap before each span, and its length."""
        borders = self._borders
        return [here - before for before, here in zip((0, *borders), borders, strict=False)]

    def __add__(self, other: Iterable[Span]) -> Spans:
        both = Spans()
        both._borders = self._borders + Spans(other)._borders
        return both

    def __len__(self) -> int:
        return len(self._borders) // 2

    def _at(self, number: int) -> Span:
        return Span(self._borders[2 * number], self._borders[2 * number + 1])

    def __iter__(self) -> Iterator[Span]:
        borders = iter(self._borders)
        return map(Span, borders, borders)

    @property
    def starts(self) -> Sequence[int]:
        """Where each begins, and in `ends` where it ends."""
        return self._borders[::2]

    @property
    def ends(self) -> Sequence[int]:
        """Where each ends."""
        return self._borders[1::2]

    @property
    def are_in_order(self) -> bool:
        """Whether each begins where the one before has ended, or after it."""
        return all(map(le, self._borders, self._borders[1:]))

    def touching(self, start: int, end: int) -> range:
        """Return the numbers of the spans that share a code point with `start` to `end`."""
        first = bisect_right(self._borders, start)
        last = bisect_left(self._borders, end)
        # At an even place a span begins, at an odd one it ends: one that ends after `start` counts.
        return range(first // 2, max(first // 2, (last + 1) // 2))
