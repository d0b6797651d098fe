"""How far everybody is with a corpus: counted in one go through it, article by article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from tui.errors import PullquoteError
from tui.model.analysis import Quote
from tui.model.article import Article
from tui.model.dealing import Readers
from tui.model.progress import Progress, progress_of
from tui.model.states import OPEN
from tui.model.worklist import Shown
from tui.services.assignments import Assignments
from tui.services.found_again import Found, found_again
from tui.services.tally import CorpusTally, Status, Tally
from tui.store.annotations import AnnotationStore
from tui.store.names import file_name


class Texts(Protocol):
    """The articles that are counted."""

    def ids(self) -> Iterator[tuple[str, str]]:
        """Yield each article's id and the hash of its text."""

    def find(self, article_id: str) -> Article | None:
        """Return an article; asked only where its text has changed."""


QuotesOf = Callable[[str], Sequence[Quote] | None]
"""Returns the quotes in a text, by its hash; None while it is not analysed."""


def status_of(
    texts: Texts,
    store: AnnotationStore,
    assignments: Assignments,
    quotes_of: QuotesOf,
    shown: Shown,
    *,
    annotators: Sequence[str] = (),
    count: Callable[[int], None] = lambda _: None,
) -> Status:
    """Count how far everybody is; the store is read a database at a time.

    Args:
        texts: The articles.
        store: The decisions.
        assignments: Who reads what.
        quotes_of: The quotes that were found.
        shown: Which of them are shown.
        annotators: Whom to count; everybody when empty.
        count: Called with how many articles are counted, after each.

    Raises:
        PullquoteError: An annotator is unknown, or the store's folder cannot be read.
    """
    known = sorted({*store.annotators(), *assignments.annotators})
    names = _checked(annotators, known)
    counting = _Counting(texts, store, assignments, shown, names)
    for number, (article_id, sha256) in enumerate(texts.ids(), 1):
        counting.article(article_id, sha256, quotes_of(sha256))
        count(number)
    return counting.status()


class _Standing(NamedTuple):
    """How far somebody is with one article."""

    progress: Progress
    found: Found = Found(())


class _Counting:
    """One go through a corpus."""

    def __init__(
        self,
        texts: Texts,
        store: AnnotationStore,
        assignments: Assignments,
        shown: Shown,
        names: Sequence[str],
    ) -> None:
        self._texts = texts
        self._store = store
        self._assignments = assignments
        self._shown = shown
        self._corpus = CorpusTally()
        self._people = {name: Tally() for name in names}
        self._problems: list[str] = []
        # Files and not ids: of an odd id the file alone knows it, and would be opened for that.
        self._left = {name: set(store.files(name)) for name in store.annotators()}

    def article(self, article_id: str, sha256: str, quotes: Sequence[Quote] | None) -> None:
        """Count an article."""
        self._corpus.articles += 1
        if quotes is not None:
            self._corpus.analysed += 1
            self._corpus.quotes += sum(map(self._shown.shows, quotes))
        readers = self._assignments.readers(article_id)
        # What several read is done when all of them are, also those that nobody asked for.
        asked_for = {*self._people, *(readers if len(readers) > 1 else ())}
        done: set[str] = set()
        for name in sorted(asked_for):
            has_file = self._takes(name, article_id)
            if not has_file and name not in readers:
                continue
            standing = self._standing(name, article_id, sha256, quotes, has_file=has_file)
            progress, found = standing
            if progress.state not in OPEN:
                done.add(name)
            if name in self._people and (
                name in readers
                or progress.decided
                or progress.suggested
                or progress.problem
                or found.orphans
            ):
                self._people[name].add(found, progress)
        self._count_readers(readers, is_done=done.issuperset(readers))

    def status(self) -> Status:
        """Return what was counted."""
        total = Tally()
        for name, tally in self._people.items():
            tally.elsewhere = len(self._left.get(name, ()))
            total.join(tally)
        return Status(self._corpus, self._people, total, tuple(self._problems))

    def _takes(self, name: str, article_id: str) -> bool:
        """Tell whether somebody has a database of an article, which is then no other's."""
        files, file = self._left.get(name), file_name(article_id)
        if files is None or file not in files:
            return False
        files.remove(file)
        return True

    def _standing(
        self,
        name: str,
        article_id: str,
        sha256: str,
        quotes: Sequence[Quote] | None,
        *,
        has_file: bool,
    ) -> _Standing:
        if not has_file:
            return _Standing(progress_of((), quotes, shown=self._shown))
        try:
            found = self._found(name, article_id, sha256)
        except PullquoteError as error:
            self._problems.append(str(error))
            return _Standing(Progress(None, problem=str(error)))
        return _Standing(progress_of(found.annotations, quotes, shown=self._shown), found)

    def _found(self, name: str, article_id: str, sha256: str) -> Found:
        """Return somebody's annotations; the article is read only where its text has changed."""
        kept = self._store.read_annotations(name, article_id)
        if all(one.article_sha256 == sha256 for one in kept):
            return Found(kept)
        article = self._texts.find(article_id)
        return found_again(article, kept) if article else Found((), orphans=len(kept))

    def _count_readers(self, readers: Readers, *, is_done: bool) -> None:
        is_shared = len(readers) > 1
        for tally in (self._people[name] for name in readers if name in self._people):
            tally.assigned += 1
            tally.shared += is_shared
            tally.shared_done += is_shared and is_done
        self._corpus.assigned += bool(readers)
        self._corpus.shared += is_shared
        self._corpus.shared_done += is_shared and is_done


def _checked(annotators: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return whom to count, sorted.

    Raises:
        PullquoteError: Somebody is not known.
    """
    for name in annotators:
        if name not in known:
            hint = f"there are {', '.join(known)}" if known else "nobody has annotated yet"
            raise PullquoteError(f"{name!r} has no annotations and no articles", hint)
    return sorted(set(annotators)) or list(known)
