"""The catalog as a list: filtered, sorted, a page at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tui.model.article_filter import ArticleFilter
from tui.model.states import OPEN
from tui.store.catalog.file import CatalogFile
from tui.store.catalog.filtering import Terms, kept, with_others, with_texts
from tui.store.catalog.numbers import Numbers
from tui.store.catalog.sorting import ASSIGNED, Orders
from tui.store.catalog.texts import Texts


class Row(NamedTuple):
    """What the list shows of an article.

    Attributes:
        number: The article's number in the catalog.
        id: Its id.
        title: Its title.
        date: As its source gives it, or an empty string; likewise `source`.
        source: Where it was published.
        state: One of `states.STATES`.
        quotes: How many quotes it has; None while it is not analysed.
        decided: On how many the annotator has decided.
        suggested: For how many that are open an imported file says how to decide.
        readers: To whom it is assigned.
        is_mine: Whether the annotator is among them.
    """

    number: int
    id: str
    title: str
    date: str
    source: str
    state: str
    quotes: int | None
    decided: int
    suggested: int
    readers: tuple[str, ...]
    is_mine: bool


class Share(NamedTuple):
    """How far an annotator is with what is assigned to them.

    Attributes:
        articles: How many articles are.
        done: In how many of them nothing is left to decide on.
    """

    articles: int = 0
    done: int = 0


class _Found(NamedTuple):
    """What had the texts last: what has them when somebody types on is among it."""

    terms: Terms
    numbers: Sequence[int]


class Listing:
    """The articles as one annotator's list has them.

    Args:
        file: The catalog.
        annotator: Who is told how far they are, and whose articles come first.
    """

    def __init__(self, file: CatalogFile, annotator: str) -> None:
        self._numbers = Numbers(file, annotator)
        self._orders = Orders(self._numbers)
        self._texts: Texts | None = None
        self._last: _Found | None = None

    def has(self, column: str) -> bool:
        """Tell whether any has a `source` or a `date`, is `assigned`, or has `suggested` ones."""
        where = _ANY[column].format(own=self._numbers.own)
        return bool(self._numbers.rows(f"SELECT 1 FROM {where} LIMIT 1"))  # noqa: S608 - our own words

    def has_mine(self) -> bool:
        """Tell whether any article is assigned to the annotator."""
        return bool(self._numbers.readers_who(self._numbers.is_mine))

    def order(self) -> Sequence[int]:
        """Return the numbers of all articles: the annotator's first, and all as they were read."""
        return self._orders.by("", is_reversed=False)

    def numbers(
        self, wanted: ArticleFilter, column: str = "", *, is_reversed: bool = False
    ) -> Sequence[int]:
        """Return the numbers of the articles that fit, sorted by a column.

        Without a column they are in the list's own order. Of 100,000 articles it takes some 30
        milliseconds at most; when somebody has typed on, hardly any.
        """
        order = self._orders.by(column, is_reversed=is_reversed)
        terms = Terms.of(wanted)
        if terms.others:
            order = with_others(order, terms, self._numbers)
        return kept(order, self._with_texts(terms)) if terms.texts else order

    def _with_texts(self, terms: Terms) -> Sequence[int]:
        last, texts = self._last, self.texts()
        among = last.numbers if last and terms.narrows(last.terms) else texts.numbers
        self._last = _Found(terms, with_texts(among, terms, texts))
        return self._last.numbers

    def texts(self) -> Texts:
        """Return what filters by words look into; read it when that was not done yet.

        It may be called in a thread, so that nobody waits for it.
        """
        texts = self._texts
        if texts is None:
            texts = self._texts = Texts.load(self._numbers)
        return texts

    def renew(self, column: str) -> None:
        """Ask the catalog anew for how far the annotator is: something was decided or counted.

        It may be called in a thread, so that nobody waits for it.

        Args:
            column: What the list is sorted by.
        """
        self._orders.renew(column)

    def forget(self) -> None:
        """Ask the catalog anew for all: there may be other articles, or other people read them."""
        self._texts = self._last = None
        self._orders.forget()

    def rows(self, numbers: Iterable[int]) -> dict[int, Row]:
        """Return what the list shows of some articles, by their numbers; vanished ones are not."""
        asked = ",".join(map(str, numbers))
        found = self._numbers.rows(_ROWS.format(asked=asked, own=self._numbers.own))
        return {row.number: row for row in map(self._row, json.loads(found[0][0]))}

    def share(self) -> Share:
        """Return how far the annotator is with what is assigned to them."""
        mine = self._numbers.readers_who(self._numbers.is_mine)
        if not mine:
            return Share()
        return Share(*self._numbers.rows(_SHARE.format(mine=mine, own=self._numbers.own))[0])

    def _row(self, values: list[Any]) -> Row:
        *known, names = values
        readers = tuple(json.loads(names)) if names else ()
        return Row._make((*known, readers, self._numbers.is_mine(readers)))


_ANY = {
    "source": "article WHERE folded_source > ''",
    "date": "article WHERE date > ''",
    ASSIGNED: "assigned",
    # By that index, which has these only: SQLite itself would look through all of the annotator's.
    "suggested": "standing INDEXED BY standing_suggested WHERE annotator = {own} AND suggested > 0",
}
_OPEN = ", ".join(f"'{state}'" for state in OPEN)
# As one text, see `numbers`.
_ROWS = """
SELECT json_group_array(json_array(a.number, a.id, a.title, a.date, a.source,
    coalesce(s.state, 'new'), s.quotes, coalesce(s.decided, 0),
    coalesce(s.suggested, 0), r.names))
FROM article a
LEFT JOIN standing s ON s.annotator = {own} AND s.number = a.number
LEFT JOIN assigned m ON m.number = a.number LEFT JOIN readers r ON r.id = m.readers
WHERE a.number IN ({asked})
"""
_SHARE = f"""
SELECT count(*), count(CASE WHEN s.state NOT IN ({_OPEN}) THEN 1 END)
FROM assigned m LEFT JOIN standing s ON s.annotator = {{own}} AND s.number = m.number
WHERE m.readers IN ({{mine}})
"""  # noqa: S608 - our own words
