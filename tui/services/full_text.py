"""Searching a corpus: its articles by their words, and the passages in which those stand.

The index is made when somebody searches, and not when the articles are read: it takes four times as
long as that. It is made a little at a time, can be used at any moment, and is gone on with later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from time import monotonic
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.formats.articles.registry import reader_for
from tui.formats.problem import Problem
from tui.model.article import Article
from tui.model.full_text import FullTextQuery
from tui.model.passages import Passage, beginning, most_telling, passages
from tui.model.span import Span
from tui.services.corpus import Corpus
from tui.store.catalog.full_text import Found, FullText, Sort, Waiting
from tui.store.text_hits import TextHits

_LONGEST_TRANSACTION = 0.2
"""Seconds, but for the article that is read then: another program waits for its end."""
_LARGEST_TRANSACTION = 1 << 22
"""Code points that are held at a time, but for the article that is read then."""
_FEW = 20
"""So many articles of a file are read one by one; of more, the whole file is."""
_MOST_COUNTED = 1000
"""Hits of one article that are counted; there may be a hundred thousand."""
_PATIENCE = 0.02
"""Seconds in which the hits of one long article are counted."""


class Result(NamedTuple):
    """An article that fits, and where.

    Attributes:
        number: Its number in the catalog.
        id: Its id.
        title: Its title.
        date: As its source gives it, or an empty string; likewise `source`.
        source: Where it was published.
        sha256: Of its text, in which the offsets are.
        hits: How many hits its text has, as far as they were counted.
        is_counted: Whether those are all.
        passages: The first of them in their context; how it begins when it has none.
        problem: Why there is none of all that, or an empty string.
    """

    number: int
    id: str = ""
    title: str = ""
    date: str = ""
    source: str = ""
    sha256: str = ""
    hits: int = 0
    is_counted: bool = True
    passages: tuple[Passage, ...] = ()
    problem: str = ""


class CorpusSearch:
    """Searches the articles of a run. Threads may share it.

    Args:
        corpus: The articles; a single one is taken into the catalog.
    """

    def __init__(self, corpus: Corpus) -> None:
        corpus.widen()
        self._corpus = corpus
        self._index = FullText(corpus.file)

    # -- the index -------------------------------------------------------------------------------

    @property
    def waiting(self) -> int:
        """How many articles are not in the index yet."""
        return self._index.waiting_count()

    @property
    def unreadable(self) -> int:
        """How many could not be read when they were to be put in."""
        return self._index.unreadable_count()

    def index(
        self,
        *,
        told: Callable[[int], None] = lambda _: None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        """Put into the index what is not in it. Call it in a thread, or where one may wait.

        Args:
            told: Called now and then with how many articles were put in.
            is_over: Asked now and then whether to stop; the next call goes on from there.

        Raises:
            PullquoteError: The catalog cannot be written, or there is no full text search.
        """
        self._index.prepare()
        batch: list[tuple[int, Article | None]] = []
        done = size = 0
        until = monotonic() + _LONGEST_TRANSACTION
        for number, article in chain.from_iterable(map(self._read, self._index.waiting())):
            batch.append((number, article))
            size += len(article.text) if article else 0
            if size > _LARGEST_TRANSACTION or monotonic() > until:
                self._index.put(batch)
                done += len(batch)
                told(done)
                batch, size = [], 0
                until = monotonic() + _LONGEST_TRANSACTION
            if is_over():
                return
        self._index.put(batch)
        told(done + len(batch))

    def _read(self, waiting: Waiting) -> Iterator[tuple[int, Article | None]]:
        """Read the articles of a file that are not in the index yet; None for one that is gone."""
        left = dict(waiting.numbers)
        reader, reading = reader_for(waiting.path), self._corpus.reading
        try:
            if reader is not None and len(left) <= _FEW:
                for where in waiting.numbers:
                    found = reader.read_at(waiting.path, where, reading)
                    yield left.pop(where), None if isinstance(found, Problem) else found
            elif reader is not None:
                for one in reader.read(waiting.path, reading):
                    if not isinstance(one, Problem) and one.where in left:
                        yield left.pop(one.where), one.article
        except (OSError, StopIteration, ValueError, EOFError):
            pass  # the next look at the disk tells what became of the file
        for number in left.values():
            yield number, None

    # -- searching -------------------------------------------------------------------------------

    def find(
        self, query: FullTextQuery, sort: Sort = "rank", *, most: int, is_hurried: bool = False
    ) -> Found:
        """Return the articles that fit, as far as they are in the index; see `FullText.find`.

        Raises:
            PullquoteError: The catalog cannot be used.
        """
        return self._index.find(query, sort, most, is_hurried=is_hurried)

    def results(
        self,
        numbers: Iterable[int],
        query: FullTextQuery,
        *,
        context: int,
        most: int | None = None,
    ) -> Iterator[Result]:
        """Read articles and find in them what is looked for, one after the other.

        Args:
            numbers: The articles.
            query: What is looked for.
            context: Code points before and after a hit, see `passages`.
            most: How many passages of an article are returned at most; then its hits are counted
                only as far as that takes no time. Without it, all are.
        """
        with closing(TextHits(query)) as hits:
            for number in numbers:
                try:
                    article = self._corpus.article(number)
                except PullquoteError as error:
                    yield Result(number, problem=str(error))
                else:
                    yield _result(number, article, hits, context, most)


def _result(
    number: int, article: Article, hits: TextHits, context: int, most: int | None
) -> Result:
    if most is None:
        found, is_counted = list(chain.from_iterable(hits.slices(article.text))), True
    else:
        found, is_counted = _first_hits(hits, article.text)
    shown = tuple(passages(article.text, found, context))
    if most is not None:
        shown = most_telling(shown, most)
    if not shown:
        shown = (beginning(article.text, context),)
    about = (article.id, article.title, article.date, article.source, article.sha256)
    return Result(number, *about, len(found), is_counted, shown)


def _first_hits(hits: TextHits, text: str) -> tuple[list[Span], bool]:
    """Return the first hits, and whether those are all: a long text is not searched to its end.

    It is searched as far as the first hit in any case.
    """
    found: list[Span] = []
    until = monotonic() + _PATIENCE
    slices = hits.slices(text)
    for some in slices:
        found += some
        if found and (len(found) >= _MOST_COUNTED or monotonic() > until):
            return found[:_MOST_COUNTED], next(slices, None) is None and len(found) < _MOST_COUNTED
    return found, True
