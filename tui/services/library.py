"""The articles of a run: read from files and folders, each problem named, the rest kept."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.formats.problem import Problem, writable
from tui.formats.registry import SUFFIXES, reader_for
from tui.model.article import Article

__all__ = ["SEEDS", "Library", "Problem", "default_paths", "read_library"]

SEEDS = "seeds"
"""The folder that is read when no path is named."""


class Library(NamedTuple):
    """What was found at some paths.

    Attributes:
        articles: In the order of the paths; within a folder by name. Their ids are unique.
        problems: What could not be read.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


class Listed:
    """A library's articles by number."""

    def __init__(self, library: Library) -> None:
        self._articles = library.articles
        self._numbers = {article.id: number for number, article in enumerate(library.articles)}

    def ids(self) -> Iterator[tuple[str, str]]:
        """Yield the id of each article and its text's hash."""
        return ((article.id, article.sha256) for article in self._articles)

    def number_of(self, article_id: str) -> int | None:
        """Return an article's number; None when it is not there."""
        return self._numbers.get(article_id)

    def article(self, number: int) -> Article:
        """Return an article."""
        return self._articles[number]


def default_paths(folder: Path) -> list[Path]:
    """Return what is read in `folder` when no path is named.

    Raises:
        PullquoteError: There is no such folder.
    """
    seeds = folder / SEEDS
    if not seeds.is_dir():
        raise PullquoteError(
            f"no articles were named, and there is no folder {SEEDS}/ here",
            "name files or folders, as in: pullquote articles/",
        )
    return [Path(SEEDS) if folder == Path.cwd() else seeds]


def read_library(
    paths: Sequence[Path], *, count: Callable[[int], None] = lambda _: None
) -> Library:
    """Read the articles of files (.txt, .md, .jsonl) and folders of these, recursively.

    Args:
        paths: The files and folders.
        count: Called with how many articles there are, after each.
    """
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for found in _read_all(paths):
        if isinstance(found, Problem):
            problems.append(found)
        elif found.id in articles:
            problems.append(_taken(found, articles[found.id]))
        else:
            articles[found.id] = found
            count(len(articles))
    return Library(tuple(articles.values()), tuple(problems))


def _taken(article: Article, first: Article) -> Problem:
    reason = f"the id {article.id!r} is already that of {first.place}, which is kept"
    return Problem(article.place, None, reason, "rename one, or give it another id")


def _read_all(paths: Iterable[Path]) -> Iterator[Article | Problem]:
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for found in _files(path, seen):
            if isinstance(found, Problem):
                yield found
            else:
                yield from (_placed(one, found, path) for one in _read(found))


def _placed(found: Article | Problem, file: Path, named: Path) -> Article | Problem:
    """Give an article that is a file its folders for a name, as far as they are below `named`.

    So `2024/01.txt` and `2025/01.txt` are two articles, and a file beside others is `01`.
    """
    below = file.relative_to(named).parent if file != named else Path()
    if isinstance(found, Problem) or below == Path() or found.id != file.stem:
        return found
    return replace(found, id=f"{below.as_posix()}/{found.id}")


def _files(path: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Problem]:
    """Yield the files to read at a path that was named."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _unreadable(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, seen)
    elif reader_for(path) is None:
        hint = f"articles are {', '.join(SUFFIXES)} files"
        yield Problem(writable(path), None, "not a kind of file that is read", hint)
    else:
        yield from _once(path, seen)


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Problem]:
    """Yield the files in `folder` by name; hidden ones and other kinds are passed over.

    `seen` holds what was come across, by device and inode: so links that lead in a circle end, and
    what is named twice is read once.
    """
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for name in names:
        path = folder / name
        if os.path.isdir(path):  # noqa: PTH112 - it is no error when that cannot be told
            yield from _walk(path, seen)
        elif path.suffix.lower() in SUFFIXES:
            yield from _once(path, seen)


def _once(path: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Problem]:
    """Yield `path` when it is a regular file that was not read yet."""
    try:
        status = path.stat()
    except OSError as error:
        yield _unreadable(path, error)
        return
    if not stat.S_ISREG(status.st_mode):
        # Reading a pipe or a device could wait for ever.
        yield Problem(writable(path), None, "not a regular file", "name a file or a folder")
    elif (status.st_dev, status.st_ino) not in seen:
        seen.add((status.st_dev, status.st_ino))
        yield path


def _read(path: Path) -> Iterator[Article | Problem]:
    read = reader_for(path)
    if read is None:
        return
    try:
        yield from read(path)
    except OSError as error:
        yield _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(writable(path), None, "there is no such file or folder", "check the name")
    reason = f"cannot be read: {error.strerror or error}"
    hint = "check its permissions" if isinstance(error, PermissionError) else ""
    return Problem(writable(path), None, reason, hint)
