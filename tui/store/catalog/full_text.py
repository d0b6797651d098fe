"""The words of all articles: a full text index in the catalog's file, made when it is first needed.

It holds words and where they are, and no text. Rows are only ever added: an article knows the one
that has its text now (`article.indexed`), and what no article knows is passed over, until there is
so much of it that all is made anew.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from tui.model.article import Article
from tui.model.full_text import Field, FullTextQuery
from tui.store.catalog.expression import TOKENS, expression
from tui.store.catalog.file import CatalogFile

Sort = Literal["rank", "date", "title"]
SORTS: tuple[Sort, ...] = ("rank", "date", "title")

_UNREADABLE = -1
"""Stands for the row of an article that could not be read when it was to be indexed."""
_MOST_RANKED = 10_000
"""Articles; words that more of them have say little of any, and to weigh them takes its time."""
_TITLE_WEIGHS = 4.0
_FEW_STALE = 1000
_IN_MEMORY = 1 << 23
"""Bytes of words that are gathered before they are written."""
_MAKE = (
    f"CREATE VIRTUAL TABLE full_text USING fts5(title, text, content='', tokenize='{TOKENS}')",
    f"INSERT INTO full_text (full_text, rank) VALUES ('hashsize', {_IN_MEMORY})",  # noqa: S608 - our own number
    "CREATE INDEX article_indexed ON article (indexed)",
)


class Waiting(NamedTuple):
    """A file with articles that are not in the index yet.

    Attributes:
        path: The file.
        numbers: The numbers of those articles, by where in the file they are.
    """

    path: Path
    numbers: dict[str, int]


class Found(NamedTuple):
    """The articles that fit a query.

    Attributes:
        articles: How many there are, as far as they were counted.
        numbers: Of the first of them.
        is_ranked: Whether they are sorted as was asked for; else there are too many to rank.
        is_counted: Whether there are no more.
    """

    articles: int
    numbers: array[int]
    is_ranked: bool = True
    is_counted: bool = True


NOTHING = Found(0, array("q"))


class FullText:
    """The index of one catalog. Threads may share it.

    Args:
        file: The catalog.
    """

    def __init__(self, file: CatalogFile) -> None:
        self._file = file

    # -- filling ---------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Make the index where there is none, and anew where most of it is of no use.

        Raises:
            PullquoteError: The catalog cannot be written, or SQLite has no full text search.
        """
        with self._told():
            if not self._exists():
                with self._file.connection as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    if not self._exists():
                        for statement in _MAKE:
                            connection.execute(statement)
            with self._file.connection as connection:
                rows = connection.execute("SELECT count(*) FROM full_text_docsize").fetchone()[0]
                live = connection.execute(_COUNT_INDEXED).fetchone()[0]
                if rows - live > max(_FEW_STALE, live):
                    connection.execute("INSERT INTO full_text (full_text) VALUES ('delete-all')")
                    connection.execute("UPDATE article SET indexed = NULL")
                elif connection.execute(_UNREADABLE_ONES).fetchone():
                    connection.execute(_TRY_AGAIN)

    def _exists(self) -> bool:
        sql = "SELECT 1 FROM sqlite_master WHERE name = 'full_text'"
        return self._file.connection.execute(sql).fetchone() is not None

    def waiting_count(self) -> int:
        """Return how many articles are not in the index yet."""
        if not self._exists():
            return int(self._file.connection.execute("SELECT count(*) FROM article").fetchone()[0])
        return int(self._file.connection.execute(_COUNT_WAITING).fetchone()[0])

    def unreadable_count(self) -> int:
        """Return how many articles could not be read when they were to be put in."""
        return int(self._file.connection.execute(_COUNT_UNREADABLE).fetchone()[0])

    def waiting(self) -> Iterator[Waiting]:
        """Yield the files with articles that are not in the index yet."""
        connection = self._file.connection
        files = connection.execute(_FILES_WAITING).fetchall()
        for (file,) in files:
            rows = connection.execute(_WAITING_IN, (file,)).fetchall()
            if rows:
                yield Waiting(
                    Path(os.fsdecode(rows[0][2])), {where: number for number, where, _ in rows}
                )

    def put(self, articles: Iterable[tuple[int, Article | None]]) -> None:
        """Put the words of articles in, by their numbers; None is one that cannot be read.

        What is not the text that the catalog knows is left out: the file has changed, and when it
        is looked at the next time that will be known.

        Raises:
            PullquoteError: The catalog cannot be written.
        """
        with self._told(), self._file.connection as connection:
            for number, article in articles:
                row = _UNREADABLE
                if (
                    article is not None
                    and connection.execute(_IS_WAITING, (number, article.sha256)).fetchone()
                ):
                    texts = (_indexed(article.title), _indexed(article.text))
                    row = connection.execute(_ADD, texts).lastrowid or _UNREADABLE
                connection.execute(_SET_ROW, (row, number))

    # -- finding ---------------------------------------------------------------------------------

    def find(
        self, query: FullTextQuery, sort: Sort, most: int, *, is_hurried: bool = False
    ) -> Found:
        """Return the articles that fit, of those that are in the index, the best or first ones.

        Args:
            query: What is looked for.
            sort: By what the articles are sorted: how well they fit, the latest, the title.
            most: How many numbers are returned at most.
            is_hurried: Whether more than can be ranked are not counted, either.

        Raises:
            PullquoteError: The catalog cannot be used.
        """
        if query.problem or not query.all_of:
            return NOTHING
        conditions = [_condition(field) for field in query.fields]
        where = "".join(f" AND {condition}" for condition, _ in conditions)
        values = [expression(query), *(value for _, value in conditions)]
        with self._told():
            if not self._exists():
                return NOTHING
            connection = self._file.connection
            enough = _MOST_RANKED + 1 if is_hurried else -1
            fitting = f"SELECT 1 {_FITTING}{where} LIMIT {enough}"
            sql = f"SELECT count(*) FROM ({fitting})"  # noqa: S608 - our own words
            counted = connection.execute(sql, values).fetchone()
            count = int(counted[0])
            is_ranked = sort != "rank" or count <= _MOST_RANKED
            # As they were indexed, and so mostly as the list has them, they come without a sort.
            order = _ORDERS[sort] if is_ranked else "full_text.rowid"
            sql = f"SELECT a.number {_FITTING}{where} ORDER BY {order} LIMIT {most}"
            rows = connection.execute(sql, values)
            numbers = array("q", (number for (number,) in rows))
            is_counted = count != enough
            return Found(count - (not is_counted), numbers, is_ranked, is_counted)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Make an error of SQLite's one for a user."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._file.error(error) from error


def _condition(field: Field) -> tuple[str, str]:
    column = {"source": "a.folded_source", "date": "lower(a.date)"}[field.name]
    return f"{'NOT ' if field.is_excluded else ''}instr({column}, ?)", field.value


def _indexed(text: str) -> str:
    return text.replace("\0", " ")


_COUNT_INDEXED = "SELECT count(*) FROM article WHERE indexed > 0"
_COUNT_UNREADABLE = "SELECT count(*) FROM article WHERE indexed < 0"
_COUNT_WAITING = "SELECT count(*) FROM article WHERE indexed IS NULL"
_UNREADABLE_ONES = "SELECT 1 FROM article WHERE indexed < 0 LIMIT 1"
_TRY_AGAIN = "UPDATE article SET indexed = NULL WHERE indexed < 0"
_FILES_WAITING = "SELECT DISTINCT file FROM article WHERE indexed IS NULL ORDER BY file"
_WAITING_IN = (
    "SELECT number, whereabouts, path FROM article JOIN file ON file.id = article.file"
    " WHERE file = ? AND indexed IS NULL ORDER BY number"
)
_IS_WAITING = "SELECT 1 FROM article WHERE number = ? AND sha256 = ? AND indexed IS NULL"
_ADD = "INSERT INTO full_text (title, text) VALUES (?, ?)"
_SET_ROW = "UPDATE article SET indexed = ? WHERE number = ? AND indexed IS NULL"
_FITTING = (
    "FROM full_text CROSS JOIN article a ON a.indexed = full_text.rowid WHERE full_text MATCH ?"
)
_ORDERS = {
    "rank": f"bm25(full_text, {_TITLE_WEIGHS}, 1.0), a.place",
    "date": "a.date DESC, a.place",
    "title": "a.words, a.place",
}
