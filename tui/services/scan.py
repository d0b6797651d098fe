"""Looking at the disk: what is new among the files of a corpus, what has changed, what is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from tui.formats.articles.found import Found, Reading
from tui.formats.articles.registry import INSTALL_WEB, has_web, reader_for
from tui.formats.articles.told import few_problems
from tui.formats.problem import Problem, id_problem, writable
from tui.model.article import Article
from tui.services.files import File, files_at, unreadable
from tui.store.catalog.articles import ArticleTable, Unread
from tui.store.catalog.file import CatalogFile
from tui.store.durable import Signature


class Changes(NamedTuple):
    """What was found to be different from the time before.

    Attributes:
        new: Articles that were not there.
        changed: Articles whose text is another.
        gone: Articles that are not there any more.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0


class Scan:
    """One look at the disk.

    Args:
        file: The catalog to bring up to date.
        paths: The files and folders of the corpus.
        reading: How files are read.
        count: Called with how many articles were read, after each.
        is_over: Asked now and then whether to stop; what was found by then is kept.
        longest: Seconds between two such questions, but for the file that is read then. So long
            another program waits that wants to write.
    """

    def __init__(
        self,
        file: CatalogFile,
        paths: Sequence[Path],
        reading: Reading,
        *,
        count: Callable[[int], None] = lambda _: None,
        is_over: Callable[[], bool] = lambda: False,
        longest: float = 0.2,
    ) -> None:
        self._file = file
        self._table = ArticleTable(file)
        self._paths = paths
        self._reading = reading
        self._count = count
        self._is_over = is_over
        self._longest = longest
        self._read = self._new = self._changed = self._gone = 0
        self._seen: set[int] = set()
        self._again: set[int] = set()  # files that can be read now, and could not be
        self._unread: list[Problem] = []

    def run(self) -> Changes:
        """Look.

        Raises:
            PullquoteError: The catalog cannot be written.
        """
        files = files_at(self._paths)
        self._again = self._table.files_with_hint(INSTALL_WEB)
        if self._again and not has_web():
            self._again.clear()
        is_done = False
        while not is_done and not self._is_over():
            with self._file.writing():
                is_done = self._some(files)
        if is_done:
            self._finish()
        return Changes(self._new, self._changed, self._gone)

    def _some(self, files: Iterator[File | Problem]) -> bool:
        """Look at files for a while; tell whether there are no more."""
        until = monotonic() + self._longest
        for found in files:
            if isinstance(found, Problem):
                self._unread.append(found)
            else:
                self._look_at(found)
            if monotonic() > until:
                return False
        return True

    def _look_at(self, file: File) -> None:
        known = self._table.file_at(file.path)
        state = Signature.of(file.status)
        is_known = known and (known.below, known.signature) == (file.below, state)
        if known is None or not is_known or known.id in self._again:
            self._read_file(file)
            return
        self._seen.add(known.id)
        if known.place != file.place:
            self._table.move_file(known, file.place)

    def _finish(self) -> None:
        with self._file.writing():
            # First a change: what only reads at first may not change what others have since.
            self._table.put_problems(None, map(_unread, self._unread))
            before = self._table.count()
            self._table.forget_files_but(self._seen)
            self._gone += before - self._table.count()
        free = set(self._table.files_with_free_ids())
        if free:
            with self._file.writing():
                for file in files_at(self._paths):
                    if isinstance(file, File) and file.path in free:
                        self._read_file(file)

    # -- one file --------------------------------------------------------------------------------

    def _read_file(self, file: File) -> None:
        """Put all articles of a file in."""
        number = self._table.put_file(file.path, file.below, file.place, file.status)
        self._seen.add(number)
        before = self._table.numbers_in(number)
        ids: dict[str, str] = {}
        problems: list[Unread] = []
        for found in articles_in(file.path, file.below, self._reading):
            if isinstance(found, Problem):
                problems.append(_unread(found))
            elif first := ids.get(found.article.id) or self._first_with(found.article.id, number):
                problems.append(_taken(found.article, first))
            else:
                self._put(found, file, number, len(ids))
                ids[found.article.id] = found.article.place
        self._gone += len(before.keys() - ids)
        self._table.remove_articles(before[one] for one in before.keys() - ids)
        self._table.put_problems(number, problems)

    def _first_with(self, article_id: str, file: int) -> str | None:
        """Return the place of another file's article with this id, if that file is still there."""
        path = self._table.first_with(article_id, but=file)
        return writable(path) if path and path.exists() else None

    def _put(self, found: Found, file: File, number: int, place: int) -> None:
        what = self._table.put_article(found.article, number, file.place, place, found.where)
        self._new += what == "new"
        self._changed += what == "changed"
        self._read += 1
        self._count(self._read)


def articles_in(
    path: Path, below: str, reading: Reading, start: str = ""
) -> Iterator[Found | Problem]:
    """Read the articles of a file; their ids are those that they have in the corpus.

    Args:
        path: The file.
        below: The folders that it is in below the one that was named.
        reading: How it is read.
        start: Where in it the first one is that is asked for; all when empty.
    """
    reader = reader_for(path)
    if reader is None:
        return
    is_empty = not start
    try:
        for found in few_problems(reader.read(path, reading, start), path):
            is_empty = False
            yield found if isinstance(found, Problem) else _placed(found, path, below)
    except OSError as error:
        yield unreadable(path, error)
        return
    if is_empty:
        yield Problem(writable(path), None, "there is no article in it", "remove it")


def _placed(found: Found, path: Path, below: str) -> Found | Problem:
    """Give an article that is a file its folders for a name, as far as they are below the path.

    So `2024/01.txt` and `2025/01.txt` are two articles, and a file beside others is `01`.
    """
    if not below or not found.is_named:
        return found
    article_id = f"{below}/{found.article.id}"
    if reason := id_problem(article_id):
        return Problem(writable(path), None, reason, "rename the folder")
    return found._replace(article=replace(found.article, id=article_id))


def _unread(problem: Problem) -> Unread:
    return Unread(*problem)


def _taken(article: Article, first: str) -> Unread:
    reason = f"the id {article.id!r} is already that of {first}, which is kept"
    return Unread(article.place, None, reason, "rename one, or give it another id", article.id)
