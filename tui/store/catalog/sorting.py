"""All articles in the order of a column."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tui.model.states import NEW, STATES
from tui.store.catalog.numbers import Numbers

ASSIGNED = "assigned"
"""The column of who reads an article."""


class Orders:
    """The orders there are; one is made when it is asked for, and kept until something changes.

    Args:
        numbers: The articles.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._made: dict[tuple[str, bool], Sequence[int]] = {}
        self._made_of: object = None

    def by(self, column: str, *, is_reversed: bool) -> Sequence[int]:
        """Return all articles sorted by a column, those alike as they were read.

        Without a column the annotator's come first, and all as they were read.
        """
        state = self._numbers.state
        if state != self._made_of:
            self._made, self._made_of = {}, state
        made = self._made
        order = made.get((column, is_reversed))
        if order is None:
            order = made[column, is_reversed] = self._ordered(column, is_reversed=is_reversed)
        return order

    def _ordered(self, column: str, *, is_reversed: bool) -> Sequence[int]:
        if column and is_reversed:
            return self.by(column, is_reversed=False)[::-1]
        if column in _INDEXED:
            sql = f"SELECT number FROM article ORDER BY {_INDEXED[column]}, place"  # noqa: S608 - our own words
            return self._numbers.of(sql)
        as_read = self._numbers.of("SELECT number FROM article ORDER BY place")
        if not column:
            return self._mine_first(as_read[::-1] if is_reversed else as_read)
        groups = self._by_readers() if column == ASSIGNED else self._by_standing(column)
        return _joined(as_read, groups)

    def _mine_first(self, order: list[int]) -> list[int]:
        mine = set(self._numbers.read_by(self._numbers.is_mine))
        if not mine:
            return order
        rest = [number for number in order if number not in mine]
        return [number for number in order if number in mine] + rest

    def _by_standing(self, column: str) -> list[_Group]:
        key, without = _KEYS[column]
        table = f"standing WHERE annotator = {self._numbers.own}"
        found = [_Group(key(value), numbers) for value, numbers in self._numbers.by(column, table)]
        return [*found, _Group(without, None)]

    def _by_readers(self) -> list[_Group]:
        names = dict(self._numbers.rows("SELECT id, names FROM readers"))
        found = self._numbers.by("readers", "assigned")
        groups = [_Group((0, *json.loads(names[one])), numbers) for one, numbers in found]
        return [*groups, _Group((1,), None)]  # those that nobody reads


class _Group(NamedTuple):
    """Articles that are alike in what is sorted by; all others where the numbers are None."""

    key: Any
    numbers: Iterable[int] | None


def _joined(as_read: Sequence[int], groups: Iterable[_Group]) -> list[int]:
    """Return all articles, those of the group with the least key first."""
    lists: dict[Any, list[int]] = {}
    of_number: dict[int, list[int]] = {}
    for key, numbers in groups:
        group = lists.setdefault(key, [])
        if numbers is None:
            others = group
        else:
            of_number.update(dict.fromkeys(numbers, group))
    for number in as_read:
        of_number.get(number, others).append(number)
    return [number for key in sorted(lists) for number in lists[key]]


# What an index has in order: to sort 100,000 texts takes a fifth of a second.
_INDEXED = {"title": "words", "source": "folded_source", "date": "date"}
_KEYS: Mapping[str, tuple[Callable[[Any], int], int]] = {
    "quotes": (lambda count: -1 if count is None else int(count), -1),
    "decided": (int, 0),
    "state": (STATES.index, STATES.index(NEW)),
}
