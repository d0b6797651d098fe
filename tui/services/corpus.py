"""The articles of a run: what there is, from the catalog; a text is read when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.errors import PullquoteError
from tui.formats.articles.found import Reading
from tui.formats.problem import Problem
from tui.model.article import Article
from tui.services.files import File, files_at
from tui.services.onward import Onward
from tui.services.scan import Changes, Scan, articles_in
from tui.settings import Settings
from tui.store.catalog.articles import ArticleTable, Place
from tui.store.catalog.file import CatalogFile, catalog_path
from tui.store.durable import Signature, signature_of

if TYPE_CHECKING:
    from tui.store.catalog.listing import Listing

_ONLY = 1
"""The number of the only article of a corpus that is a single file: it needs no catalog."""


_SMALL = 200
"""Articles; so many files are looked at before anybody has noticed."""


class Read(NamedTuple):
    """An article as it was read.

    Attributes:
        article: The article.
        state: The state that its file was in just before, or None when that could not be told.
    """

    article: Article
    state: Signature | None


class Corpus:
    """The articles at some paths.

    Threads may share it.

    Args:
        paths: The files and folders.
        catalogs: The folder of the catalogs.
        annotator: Whose list it is.
        reading: How files are read.

    Attributes:
        file: The catalog.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        catalogs: Path,
        annotator: str = "",
        reading: Reading = Reading(),  # noqa: B008 - nobody can change it
    ) -> None:
        self.paths = tuple(paths)
        self.reading = reading
        names = (os.getcwd(), *map(str, paths), repr(reading))  # noqa: PTH109 - it may be gone
        self.file = CatalogFile(catalog_path(catalogs, names))
        self._annotator = annotator
        self._table = ArticleTable(self.file)
        # To look for a second file in a large folder takes its time, too.
        is_known = self.file.path.exists()
        self._only = None if is_known else _only_article(self.paths, reading)
        self._order: Sequence[int] | None = None
        self._extent: tuple[int, int] | None = None
        self._placed: tuple[str, int] | None = None

    def __len__(self) -> int:
        return len(self.order)

    @cached_property
    def listing(self) -> Listing:
        """The articles as the annotator's list has them."""
        from tui.store.catalog.listing import Listing  # for a single article there is no list

        return Listing(self.file, self._annotator)

    @property
    def problem_count(self) -> int:
        """How much could not be read when it was looked at last."""
        return 0 if self._only else self._table.problem_count()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read when it was looked at last."""
        if self._only:
            return ()
        return tuple(Problem(*unread[:4]) for unread in self._table.problems())

    # -- articles --------------------------------------------------------------------------------

    def article(self, number: int) -> Article:
        """Read the article with this number, as it is now.

        Raises:
            PullquoteError: It is gone, or cannot be read any more.
        """
        return self.read(number).article

    def read(self, number: int, onward: Onward | None = None) -> Read:
        """Read the article with this number, as it is now; tell the state that its file is in.

        Raises:
            PullquoteError: It is gone, or cannot be read any more.
        """
        if only := self._only:
            return Read(only.article, only.place.state)
        return self.reread(number, onward)

    def reread(self, number: int, onward: Onward | None = None) -> Read:
        """Read the article with this number from the disk, also the only one.

        Raises:
            PullquoteError: It is gone, or cannot be read any more.
        """
        only, place = self._only, self._place_of(number)
        state = self.state(number)
        article = self._read(place, state, onward)
        if only and self._only is only:  # it may be in the catalog by now
            state = state or place.state
            self._only = _Only(article, place._replace(state=state))
        return Read(article, state)

    def state(self, number: int) -> Signature | None:
        """Return the state that an article's file is in now; None where there is none to tell."""
        try:
            return signature_of(self._place_of(number).path)
        except (OSError, PullquoteError):
            return None

    def _place_of(self, number: int) -> Place:
        only = self._only
        place = only.place if only else self._table.place_of(number)
        if place is None:
            raise PullquoteError("the article is not there any more", "list the articles again")
        return place

    def find(self, article_id: str) -> Article | None:
        """Read the article with this id; None when there is none.

        Raises:
            PullquoteError: It is gone from the disk, or cannot be read any more.
        """
        number = self.number_of(article_id)
        return None if number is None else self.article(number)

    def articles(self, *, by_id: bool = False) -> Iterator[Article]:
        """Read all articles, one after the other as they are asked for.

        Raises:
            PullquoteError: One cannot be read any more.
        """
        if only := self._only:
            yield only.article
            return
        with closing(Onward(self.reading)) as onward:
            for place in self._table.places(by_id=by_id):
                try:
                    state = signature_of(place.path)
                except OSError:
                    state = None
                yield self._read(place, state, onward)

    @contextmanager
    def in_turn(self) -> Iterator[InTurn]:
        """Yield the articles for who asks for many of them, one after the other."""
        with closing(Onward(self.reading)) as onward:
            yield InTurn(self, onward)

    def ids(self) -> Iterator[tuple[str, str]]:
        """Yield the ids of all articles with the SHA-256 of their texts, reading none."""
        if only := self._only:
            yield only.article.id, only.article.sha256
            return
        yield from self._table.ids()

    def hashes(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the SHA-256 of the texts of articles by their numbers, of those that there are."""
        if only := self._only:
            return {_ONLY: only.article.sha256} if _ONLY in numbers else {}
        return self._table.hashes(numbers)

    def lengths(self) -> Iterator[tuple[str, int]]:
        """Yield the ids of all articles with the lengths of their texts in code points."""
        if only := self._only:
            yield only.article.id, len(only.article.text)
            return
        yield from self._table.lengths()

    def number_of(self, article_id: str) -> int | None:
        """Return the number of the article with this id, or None."""
        if only := self._only:
            return _ONLY if article_id == only.article.id else None
        return self._table.number_of(article_id)

    @property
    def order(self) -> Sequence[int]:
        """The numbers of all articles as the list has them by itself."""
        if self._order is None:
            if self._only:
                self._order = (_ONLY,)
            else:
                self._extent = self._table.extent()
                self._order = self.listing.order()
        return self._order

    def place(self, article_id: str) -> int | None:
        """Return how many articles come before this one in the list; None if it is gone."""
        order = self.order
        if self._placed is None or self._placed[0] != article_id:
            number = self.number_of(article_id)
            if number is None or number not in order:
                return None
            self._placed = article_id, order.index(number)
        return self._placed[1]

    def beside(self, article_id: str, by: int) -> int | None:
        """Return the number of the article that comes `by` after this one, or None."""
        place = self.place(article_id)
        if place is None or not 0 <= place + by < len(self.order):
            return None
        return self.order[place + by]

    def widen(self) -> None:
        """Take the only article into the catalog, too: it is going to be listed.

        Raises:
            PullquoteError: The catalog cannot be written.
        """
        only, self._only = self._only, None
        if only:
            try:
                self.update()
            except PullquoteError:
                self._only = only
                raise

    def is_an_article(self, file: Path) -> bool:
        """Tell whether a file is one of those that articles were read from."""
        try:
            status = file.stat()
        except OSError:
            return False
        if self._only:
            return any(
                isinstance(f, File) and os.path.samestat(f.status, status)
                for f in files_at(self.paths)
            )
        return self._table.has_file(status)

    def _read(self, place: Place, state: Signature | None, onward: Onward | None = None) -> Article:
        found = (onward or Onward(self.reading)).read(place, state)
        if isinstance(found, Problem):
            raise PullquoteError(str(found))
        if found is None:
            raise PullquoteError(f"{place.path} has no article {place.id!r} any more")
        return found

    # -- the disk --------------------------------------------------------------------------------

    def update(
        self,
        *,
        count: Callable[[int], None] = lambda _: None,
        is_over: Callable[[], bool] = lambda: False,
        longest: float = 0.2,
    ) -> Changes:
        """Look for what is new on the disk, changed or gone.

        Args:
            count: Called with how many articles were read, after each.
            is_over: Asked now and then whether to stop; what was found by then is kept.
            longest: Seconds between two such questions, but for the file that is read then.

        Raises:
            PullquoteError: The catalog cannot be written.
        """
        if self._only:
            return Changes()
        before = self.file.connection.total_changes
        scan = Scan(
            self.file, self.paths, self.reading, count=count, is_over=is_over, longest=longest
        )
        changes = scan.run()
        # Another program may have put in what is new.
        is_known = self._extent == self._table.extent()
        if self.file.connection.total_changes != before or not is_known:
            self.reorder()
        return changes

    def reorder(self) -> None:
        """Ask for the order anew: something in it has changed."""
        self._order = self._placed = None
        if not self._only:
            self.listing.forget()

    def close(self) -> None:
        """Close the catalog."""
        self.file.close()


class InTurn:
    """The articles of a corpus, for one thread that reads many: what a file is opened for stays.

    The nearer they are to their order in the corpus, the quicker.

    Args:
        corpus: The corpus.
        onward: What reads them.
    """

    def __init__(self, corpus: Corpus, onward: Onward) -> None:
        self._corpus = corpus
        self._onward = onward
        self.ids, self.number_of = corpus.ids, corpus.number_of

    def article(self, number: int) -> Article:
        """Read the article with this number; see `Corpus.article`.

        Raises:
            PullquoteError: It is gone, or cannot be read any more.
        """
        return self._corpus.read(number, self._onward).article

    def find(self, article_id: str) -> Article | None:
        """Read the article with this id; None when there is none; see `Corpus.find`.

        Raises:
            PullquoteError: It is gone from the disk, or cannot be read any more.
        """
        number = self.number_of(article_id)
        return None if number is None else self.article(number)


def opened_corpus(
    paths: Sequence[Path],
    settings: Settings,
    *,
    count: Callable[[int], None] = lambda _: None,
) -> Corpus:
    """Open the articles at some paths for the reader.

    What takes no time is looked at now, a corpus that was never opened before is read; of a large
    one that is known, what is new is looked for later.

    Args:
        paths: The files and folders.
        settings: The settings of the run.
        count: Called with how many articles were read, after each.

    Raises:
        PullquoteError: The catalog cannot be used.
    """
    corpus = Corpus(paths, settings.catalogs, settings.annotator, settings.reading)
    if len(corpus) < _SMALL:
        corpus.update(count=count)
    return corpus


class _Only(NamedTuple):
    """The only article, and where it is."""

    article: Article
    place: Place


def _only_article(paths: Sequence[Path], reading: Reading) -> _Only | None:
    """Return the article when there is no more than one: it is opened without a catalog."""
    files = list(islice(files_at(paths), 2))
    if len(files) != 1 or not isinstance(files[0], File):
        return None
    path, below, _, status = files[0]
    found = list(islice(articles_in(path, below, reading), 2))
    if len(found) != 1 or isinstance(found[0], Problem):
        return None
    where, article, _ = found[0]
    state = Signature.of(status)
    return _Only(article, Place(article.id, path, below, where, article.sha256, state))
