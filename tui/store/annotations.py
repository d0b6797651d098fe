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
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.model.annotation import Annotation
from tui.settings import checked_annotator
from tui.store.contents import Contents
from tui.store.database import (
    ArticleDatabase,
    read_annotations,
    read_contents,
    read_entities,
    read_turned_down,
)
from tui.store.durable import Signature
from tui.store.names import file_name, is_database_name, plain_id

CORPUS_FOLDER, CORPUS_ID = "corpus", "entity-rules"
"""The folder beside the articles' databases, and the name of the one in it.

An article's file always ends in .json and never stands in a folder, so none can be called so.
"""

__all__ = ["AnnotationStore", "ArticleDatabase", "Contents", "StoredAt"]


class StoredAt(NamedTuple):
    """One database of a store.

    Attributes:
        path: Its file.
        annotator: Whose it is.
        article_id: The article's id; None for what holds for the whole corpus.
    """

    path: Path
    annotator: str
    article_id: str | None

    @property
    def name(self) -> str:
        """What to call it."""
        return f"{self.annotator}/{self.path.name}"

    def read(self) -> Contents:
        """Return what is in it, without changing anything.

        Raises:
            PullquoteError: It cannot be read, or is no database of ours.
        """
        if self.article_id is None:
            return read_contents(self.path, CORPUS_ID)
        article_id = self.article_id or _stored_id(self.path)
        return read_contents(self.path, article_id)


class AnnotationStore:
    """All annotators' decisions under one folder.

    Args:
        root: The folder; it need not exist before the first save.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def annotators(self) -> list[str]:
        """Return who has a database here, sorted; a folder that is nobody's is passed over.

        Raises:
            PullquoteError: The folder cannot be read.
        """
        if self.root.exists() and not self.root.is_dir():
            raise PullquoteError(f"cannot read {self.root}: it is no folder", "choose another")
        return [name for name in _names_in(self.root) if _is_annotator(self.root / name)]

    def articles(self, annotator: str) -> list[str]:
        """Return the ids of the articles that `annotator` has a database for, sorted.

        Raises:
            PullquoteError: The folder cannot be read, or a file does not tell its article.
        """
        folder = self._folder(annotator)
        return sorted(plain_id(name) or _stored_id(folder / name) for name in _databases_in(folder))

    def files(self, annotator: str) -> list[str]:
        """Return the names of the databases that `annotator` has, sorted; none is opened.

        Raises:
            PullquoteError: The folder cannot be read.
        """
        return _databases_in(self._folder(annotator))

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
        times = ((state.mtime_ns, name) for name, state in self.states(annotator))
        found = (_id_of(folder / name) for _, name in nlargest(most, times))
        return [article_id for article_id in found if article_id is not None]

    def states(self, annotator: str) -> Iterator[tuple[str, Signature]]:
        """Yield the names of an annotator's databases, each with the state that its file is in.

        Raises:
            PullquoteError: The folder cannot be read.
        """
        folder = self._folder(annotator)
        for entry in _entries_in(folder):
            if is_database_name(entry.name):
                with suppress(OSError):  # gone since then, or a link to nothing
                    yield entry.name, Signature.of(entry.stat())

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
        path = self._folder(annotator) / CORPUS_FOLDER / f"{CORPUS_ID}.json"
        return ArticleDatabase(path, article_id=CORPUS_ID, annotator=annotator)

    def folders(self) -> list[str]:
        """Return the names of the folders that may be an annotator's, sorted.

        Raises:
            PullquoteError: The store cannot be read.
        """
        names = _names_in(self.root)
        return [name for name in names if not name.startswith(".") and (self.root / name).is_dir()]

    def databases(self, annotator: str) -> Iterator[StoredAt]:
        """Yield all databases of `annotator`; none of them is read.

        An article's id is empty where only the file tells it.

        Raises:
            PullquoteError: The folder cannot be read, or cannot be an annotator's.
        """
        folder = self._folder(annotator)
        for name in _databases_in(folder):
            yield StoredAt(folder / name, annotator, plain_id(name) or "")
        corpus = folder / CORPUS_FOLDER / f"{CORPUS_ID}.json"
        if corpus.exists():
            yield StoredAt(corpus, annotator, None)

    def database_like(self, other: StoredAt) -> ArticleDatabase:
        """Return the database here that is of the same annotator and article as another store's.

        Raises:
            PullquoteError: The other does not tell its article.
        """
        if other.article_id is None:
            return self.open_corpus(other.annotator)
        return self.open(other.annotator, other.article_id or _stored_id(other.path))

    def read_corpus(self, annotator: str) -> Contents:
        """Return what one annotator decided on the whole corpus; empty without a file.

        Raises:
            PullquoteError: The file cannot be read or is no database of ours.
        """
        return read_contents(
            self._folder(annotator) / CORPUS_FOLDER / f"{CORPUS_ID}.json", CORPUS_ID
        )

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

    def read_turned_down(self, annotator: str, article_id: str) -> list[Annotation]:
        """Return what was suggested for quotes of an article and turned down, as it was then.

        Raises:
            PullquoteError: The file cannot be read or is no database of this article.
        """
        return read_turned_down(self.path_of(annotator, article_id), article_id)

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


def _is_annotator(folder: Path) -> bool:
    """Tell whether somebody's database is in a folder: the first one will do, of 100,000."""
    try:
        checked_annotator(folder.name)
    except PullquoteError:
        return False
    return any(is_database_name(entry.name) for entry in _entries_in(folder))


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
    from tui.store.regular import open_regular  # the way to the reader has no need of it

    try:
        with open_regular(path) as file:
            line = [file.readline(_LONGEST_META) for _ in range(3)][2].decode()
        stored = json.loads(f"{{{line}}}")
        found = next(iter(stored.values()))["article"]
    except OSError as error:
        raise PullquoteError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, StopIteration, RecursionError):
        found = _stored_id_of_any_layout(path)
    if not isinstance(found, str) or file_name(found) != path.name:
        raise PullquoteError(f"{path} does not tell which article it belongs to", _MOVE_HINT)
    return found


def _stored_id_of_any_layout(path: Path) -> object:
    from tui.store.regular import bytes_of

    try:
        return json.loads(bytes_of(path))["meta"]["database"]["article"]
    except OSError as error:
        raise PullquoteError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


_MOVE_HINT = "move it out of the folder, or mend it"
_LONGEST_META = 100_000
"""Bytes of the line with the article's id: ids are short, but come from outside."""
