"""All articles in the order of a column."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, filterfalse
from typing import Any

from tui.model.states import NEW, STATES
from tui.store.catalog.numbers import Numbers

ASSIGNED = "assigned"
"""The column of who reads an article."""
_AS_READ = "place"
"""The order of the disk: whoever reads, and whatever they have to read."""

_Key = tuple[Any, ...]
"""What is sorted by."""


class Orders:
    """The orders there are; one is made when it is asked for, and kept until `forget` or `renew`.

    Args:
        numbers: The articles.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._texts: dict[str, Sequence[int]] = {}
        self._made: dict[tuple[str, bool], Sequence[int]] = {}

    def forget(self) -> None:
        """Ask anew for all: articles may be others than before."""
        self._texts, self._made = {}, {}

    def renew(self, column: str) -> None:
        """Ask anew for what changes with what is decided.

        Args:
            column: What will be asked for next; it is made at once, in this thread.
        """
        order = self._ordered(column, is_reversed=False)
        self._made = {(column, False): order}

    def by(self, column: str, *, is_reversed: bool) -> Sequence[int]:
        """Return all articles sorted by a column, those alike as they were read.

        Without a column the annotator's come first, and all as they were read.
        """
        made = self._made
        order = made.get((column, is_reversed))
        if order is None:
            order = made[column, is_reversed] = self._ordered(column, is_reversed=is_reversed)
        return order

    def _ordered(self, column: str, *, is_reversed: bool) -> Sequence[int]:
        if column and is_reversed:
            return self.by(column, is_reversed=False)[::-1]
        if column in _INDEXED:
            return self._by_text(column)
        as_read = self._by_text(_AS_READ)
        if not column:
            return self._mine_first(as_read[::-1] if is_reversed else as_read)
        if column == ASSIGNED:
            return _joined(as_read, self._by_readers(), others=_NOBODY)
        key, others = _KEYS[column]
        found = self._numbers.by(column, f"standing WHERE annotator = {self._numbers.own}")
        return _joined(as_read, ((key(value), numbers) for value, numbers in found), others)

    def _by_text(self, column: str) -> Sequence[int]:
        """Return the order of what only changes with the articles: what is decided does not."""
        known = self._texts.get(column)
        if known is None:
            sql = f"SELECT number FROM article ORDER BY {_INDEXED[column]}"  # noqa: S608 - our own words
            known = self._texts[column] = self._numbers.of(sql)
        return known

    def _mine_first(self, order: Sequence[int]) -> Sequence[int]:
        mine = set(self._numbers.read_by(self._numbers.is_mine))
        if not mine:
            return order
        return [*filter(mine.__contains__, order), *filterfalse(mine.__contains__, order)]

    def _by_readers(self) -> Iterator[tuple[_Key, list[int]]]:
        """Yield the names of who reads something, with what they read."""
        names = dict(self._numbers.rows("SELECT id, names FROM readers"))
        for readers, numbers in self._numbers.by("readers", "assigned"):
            yield (0, *json.loads(names[readers])), numbers


def _joined(
    as_read: Sequence[int], groups: Iterable[tuple[_Key, Iterable[int]]], others: _Key
) -> list[int]:
    """Return all articles, those with the least key first.

    Args:
        as_read: All, in the order that those with the same key have.
        groups: Keys, each with the articles that it is the key of.
        others: The key of all others.
    """
    lists: dict[_Key, list[int]] = {others: []}
    list_of = dict.fromkeys(as_read, lists[others])
    for key, numbers in groups:
        list_of.update(dict.fromkeys(numbers, lists.setdefault(key, [])))
    for number in as_read:
        list_of[number].append(number)
    return list(chain.from_iterable(lists[key] for key in sorted(lists)))


# What an index has in order: to sort 100,000 texts takes a fifth of a second.
_INDEXED = {
    _AS_READ: "place",
    "title": "words, place",
    "source": "folded_source, place",
    "date": "date, place",
}
_KEYS: Mapping[str, tuple[Callable[[Any], _Key], _Key]] = {
    "quotes": (lambda count: (-1 if count is None else count,), (-1,)),
    "decided": (lambda count: (count,), (0,)),
    "suggested": (lambda count: (count,), (0,)),
    "state": (lambda state: (STATES.index(state),), (STATES.index(NEW),)),
}
_NOBODY: _Key = (1,)
