"""Where the decisions are kept: one small database per annotator and article.

`<root>/<annotator>/<article>.json` is readable, merges in git and syncs by file, and a save costs
the same at the first annotation and at the millionth. What an annotator decides for all articles at
once is in `<root>/<annotator>/corpus/`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from heapq import nlargest
from pathlib import Path

from tui.errors import PullquoteError
from tui.model.annotation import Annotation
from tui.settings import checked_annotator
from tui.store.contents import Contents
from tui.store.database import (
    ArticleDatabase,
    read_annotations,
    read_contents,
    read_entities,
)
from tui.store.names import file_name, is_database_name, plain_id

_CORPUS, _CORPUS_ID = "corpus", "entity-rules"
"""The folder beside the articles' databases, and the name of the one in it.

An article's file always ends in .json and never stands in a folder, so none can be called so.
"""

__all__ = ["AnnotationStore", "ArticleDatabase", "Contents"]


class AnnotationStore:
    """All annotators' decisions under one folder.

    Args:
        root: The folder; it need not exist before the first save.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def annotators(self) -> list[str]:
        """Return who has a database here, sorted.

        Raises:
            PullquoteError: The folder cannot be read.
        """
        return [name for name in _names_in(self.root) if _has_database(self.root / name)]

    def articles(self, annotator: str) -> list[str]:
        """Return the ids of the articles that `annotator` has a database for, sorted.

        Raises:
            PullquoteError: The folder cannot be read, or a file does not tell its article.
        """
        folder = self._folder(annotator)
        return sorted(plain_id(name) or _stored_id(folder / name) for name in _databases_in(folder))

    def recent_articles(self, annotator: str, most: int) -> list[str]:
        """Return the ids of the articles whose databases changed last, that one first.

        A file that does not tell its article is passed over.

        Args:
            annotator: Whose databases.
            most: How many at most.

        Raises:
            PullquoteError: The folder cannot be read.
        """
        folder = self._folder(annotator)
        names = nlargest(most, _times_in(folder))
        found = (_id_of(folder / name) for _, name in names)
        return [article_id for article_id in found if article_id is not None]

    def path_of(self, annotator: str, article_id: str) -> Path:
        """Return the file of one annotator's decisions on one article.

        Raises:
            PullquoteError: `annotator` cannot name a folder.
        """
        return self._folder(annotator) / file_name(article_id)

    def open(self, annotator: str, article_id: str) -> ArticleDatabase:
        """Return the database of one annotator's decisions on one article; touches no file.

        Raises:
            PullquoteError: `annotator` cannot name a folder.
        """
        path = self.path_of(annotator, article_id)
        return ArticleDatabase(path, article_id=article_id, annotator=annotator)

    def open_corpus(self, annotator: str) -> ArticleDatabase:
        """Return the database of what one annotator decided on the whole corpus; touches no file.

        It is made like an article's, with a log of its own.

        Raises:
            PullquoteError: `annotator` cannot name a folder.
        """
        path = self._folder(annotator) / _CORPUS / f"{_CORPUS_ID}.json"
        return ArticleDatabase(path, article_id=_CORPUS_ID, annotator=annotator)

    def read_corpus(self, annotator: str) -> Contents:
        """Return what one annotator decided on the whole corpus; empty without a file.

        Raises:
            PullquoteError: The file cannot be read or is no database of ours.
        """
        return read_contents(self._folder(annotator) / _CORPUS / f"{_CORPUS_ID}.json", _CORPUS_ID)

    def read(self, annotator: str, article_id: str) -> Contents:
        """Return what is kept, without changing anything on the disk; empty without a file.

        Raises:
            PullquoteError: The file cannot be read or is no database of this article.
        """
        return read_contents(self.path_of(annotator, article_id), article_id)

    def read_annotations(self, annotator: str, article_id: str) -> tuple[Annotation, ...]:
        """Return the annotations of an article, sorted by span, and look at nothing else.

        Of an article with thousands of decisions the log is most of the file.

        Raises:
            PullquoteError: The file cannot be read or is no database of this article.
        """
        return read_annotations(self.path_of(annotator, article_id), article_id)

    def read_entities(self, annotator: str, article_id: str) -> Contents:
        """Return what is kept where there are corrected entities; else it is as good as empty.

        So nobody waits for the logs of all the articles that have none.

        Raises:
            PullquoteError: The file cannot be read or is no database of this article.
        """
        return read_entities(self.path_of(annotator, article_id), article_id)

    def _folder(self, annotator: str) -> Path:
        return self.root / checked_annotator(annotator)


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names are wanted, of 100,000 files
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise PullquoteError(f"cannot read {folder}: {error.strerror}") from error


def _databases_in(folder: Path) -> list[str]:
    return [name for name in _names_in(folder) if is_database_name(name)]


def _has_database(folder: Path) -> bool:
    """Tell whether there is a database in a folder: the first one will do, of 100,000."""
    return any(is_database_name(entry.name) for entry in _entries_in(folder))


def _times_in(folder: Path) -> list[tuple[int, str]]:
    """Return when each database in a folder was changed, in nanoseconds, and its name."""
    times = []
    for entry in _entries_in(folder):
        if is_database_name(entry.name):
            with suppress(OSError):  # gone meanwhile, or a link to nothing
                times.append((entry.stat().st_mtime_ns, entry.name))
    return times


def _entries_in(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield what is in a folder as it comes; nothing where there is none."""
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise PullquoteError(f"cannot read {folder}: {error.strerror}") from error


def _id_of(path: Path) -> str | None:
    try:
        return plain_id(path.name) or _stored_id(path)
    except PullquoteError:
        return None


def _stored_id(path: Path) -> str:
    """Return the article's id from the file's third line, where our own layout has it."""
    try:
        with path.open(encoding="utf-8") as file:
            line = [file.readline() for _ in range(3)][2]
        stored = json.loads(f"{{{line}}}")
        found = next(iter(stored.values()))["article"]
    except OSError as error:
        raise PullquoteError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, StopIteration):
        found = _stored_id_of_any_layout(path)
    if not isinstance(found, str) or file_name(found) != path.name:
        raise PullquoteError(f"{path} does not tell which article it belongs to", _MOVE_HINT)
    return found


def _stored_id_of_any_layout(path: Path) -> object:
    try:
        return json.loads(path.read_bytes())["meta"]["database"]["article"]
    except OSError as error:
        raise PullquoteError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


_MOVE_HINT = "move it out of the folder, or mend it"
