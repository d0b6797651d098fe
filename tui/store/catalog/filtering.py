"""The articles that fit what somebody has typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress, filterfalse, repeat
from operator import contains
from typing import NamedTuple

from tui.model.article_filter import ArticleFilter
from tui.model.states import NEW, STATES
from tui.store.catalog.numbers import Numbers
from tui.store.catalog.texts import Texts

_HAS = {"unsure": "unsure", "suggestion": "suggested", "suggested": "suggested"}
"""What one may ask for with `has:`, and the column that counts it."""
ME, NOBODY = "me", "none"
"""Whom one may ask for beside names, as in `assigned:me`."""
VALUES: Mapping[str, tuple[str, ...]] = {
    "state": (NEW, *(state for state in STATES if state != NEW)),
    "has": tuple(_HAS),
    "assigned": (ME, NOBODY),
}
"""What may be asked for, of the fields that are not about names; the likeliest first."""


class Fitting(NamedTuple):
    """The articles that fit a term.

    Attributes:
        numbers: Their numbers, or those of all others.
        is_without: Whether they are all others.
    """

    numbers: frozenset[int]
    is_without: bool = False


class Terms(NamedTuple):
    """A filter, as it is looked up.

    Attributes:
        texts: What a text of `Texts` is to contain.
        others: What is asked of the catalog.
    """

    texts: list[tuple[str, str]]
    others: list[tuple[str, str]]

    @classmethod
    def of(cls, wanted: ArticleFilter) -> Terms:
        """Return the terms of a filter."""
        terms = cls([("words", word) for word in wanted.words], [])
        for one in wanted.fields:
            (terms.others if one[0] in _FIELDS else terms.texts).append(one)
        return terms

    def narrows(self, other: Terms) -> bool:
        """Tell whether each text of the other is in one of these: somebody has typed on."""
        return all(
            any(name == field and old in new for name, new in self.texts)
            for field, old in other.texts
        )


def with_others(order: Sequence[int], terms: Terms, numbers: Numbers) -> Sequence[int]:
    """Return those of some articles that fit what is asked of the catalog, in the same order."""
    for field, value in terms.others:
        found, is_without = _FIELDS[field](numbers, value)
        keep = filterfalse if is_without else filter
        order = list(keep(found.__contains__, order))
    return order


def with_texts(numbers: Sequence[int], terms: Terms, texts: Texts) -> Sequence[int]:
    """Return those of some articles that have the texts, in the same order.

    Args:
        numbers: The articles, in the order of `Texts.numbers`: so the texts lie one after the
            other in memory. In another order, far apart as they are then, it takes ten times as
            long.
        terms: What they are to have.
        texts: Their texts.
    """
    for field, value in terms.texts:
        of_article: Mapping[int, str] = getattr(texts, field)
        # Nearly without Python: so it is three times as fast as a loop.
        looked_into = map(of_article.__getitem__, numbers)
        numbers = list(compress(numbers, map(contains, looked_into, repeat(value))))
    return numbers


def kept(order: Sequence[int], numbers: Iterable[int]) -> Sequence[int]:
    """Return the articles of an order that are among others, in that order."""
    return list(filter(set(numbers).__contains__, order))


def _those(numbers: list[int], *, is_without: bool = False) -> Fitting:
    return Fitting(frozenset(numbers), is_without)


def _by_state(numbers: Numbers, value: str) -> Fitting:
    of_state = {state: state.startswith(value) for state in STATES}
    # Of a new article there may be nothing in the table: those that fit are all but the others.
    has_new = of_state[NEW]
    marks = ", ".join(f"'{state}'" for state, fits in of_state.items() if fits is not has_new)
    return _those(_standing(numbers, f"state IN ({marks})"), is_without=has_new)


def _by_annotator(numbers: Numbers, value: str) -> Fitting:
    rows = numbers.rows("SELECT id, name FROM annotator")
    ids = ", ".join(str(one) for one, name in rows if value in name.casefold())
    sql = f"SELECT DISTINCT number FROM standing WHERE decided > 0 AND annotator IN ({ids})"  # noqa: S608 - numbers
    return _those(numbers.of(sql))


def _by_label(numbers: Numbers, value: str) -> Fitting:
    return _those(_standing(numbers, "instr(labels, ?)", [value]))


def _by_suggestion(numbers: Numbers, value: str) -> Fitting:
    return _those(_standing(numbers, "suggested > 0 AND instr(suggestions, ?)", [value]))


def _by_what_it_has(numbers: Numbers, value: str) -> Fitting:
    columns = [column for name, column in _HAS.items() if name.startswith(value)]
    asked = " OR ".join(f"{column} > 0" for column in columns)
    return _those(_standing(numbers, f"({asked})") if asked else [])


def _by_reader(numbers: Numbers, value: str) -> Fitting:
    if value == NOBODY:
        return _those(numbers.of("SELECT number FROM assigned"), is_without=True)
    if value == ME:
        return _those(numbers.read_by(numbers.is_mine))
    return _those(numbers.read_by(lambda names: any(value in name.casefold() for name in names)))


def _standing(numbers: Numbers, condition: str, values: list[str] | None = None) -> list[int]:
    sql = f"SELECT number FROM standing WHERE annotator = {numbers.own} AND {condition}"  # noqa: S608 - our own words
    return numbers.of(sql, values or ())


_FIELDS: Mapping[str, Callable[[Numbers, str], Fitting]] = {
    "state": _by_state,
    "annotator": _by_annotator,
    "label": _by_label,
    "suggested": _by_suggestion,
    "has": _by_what_it_has,
    "assigned": _by_reader,
}
