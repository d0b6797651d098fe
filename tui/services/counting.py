"""Counting how far annotators are, in the catalog: again only what has changed since then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.model.analysis import Quote
from tui.model.progress import Progress, progress_of
from tui.model.worklist import Shown
from tui.services.corpus import Corpus
from tui.services.found_again import found_again
from tui.store.annotations import AnnotationStore
from tui.store.cache import AnalysisCache
from tui.store.catalog.standings import Standings, Uncounted
from tui.store.durable import Signature, signature_of

_BETWEEN_WRITES = 0.2
"""Seconds between two writes of what was counted."""
_DECIDED_ONLY = "decided"
"""What is counted of other people: how much they decided, not of how much."""


class Counted(NamedTuple):
    """What is counted: analyses of which model and detector, and which of the quotes are shown."""

    model: str
    detector: str
    shown: Shown

    @property
    def name(self) -> str:
        """What tells it from other ways of counting."""
        return f"{self.model} {self.detector} {tuple(self.shown)}"


class Counting:
    """Brings the standings in the catalog up to date. Call its methods in a thread.

    Args:
        corpus: The articles.
        store: Where the decisions are.
        cache: Where the analyses are.
        annotator: Who reads.
    """

    def __init__(
        self, corpus: Corpus, store: AnnotationStore, cache: AnalysisCache, annotator: str
    ) -> None:
        self._corpus = corpus
        self._store = store
        self._cache = cache
        self._annotator = annotator

    def count(
        self,
        what: Counted,
        *,
        told: Callable[[], None] = lambda: None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        """Count what has changed: the annotator's own first, then what others decided.

        Args:
            what: What to count of the annotator's own.
            told: Called when something new is in the catalog.
            is_over: Asked now and then whether to stop.

        Raises:
            PullquoteError: The catalog or the store cannot be used.
        """
        analysed = self._cache.texts(what.model, what.detector)
        own = Standings(self._corpus.file, self._annotator, what.name)
        uncounted = own.uncounted(self._store.states(self._annotator), analysed)
        counted = ((one, self._own(one, what)) for one in uncounted)
        _put(own, counted, told, is_over)
        for name in self._store.annotators():
            if name != self._annotator and not is_over():
                theirs = Standings(self._corpus.file, name, _DECIDED_ONLY)
                uncounted = theirs.uncounted(self._store.states(name), ())
                _put(theirs, ((one, self._decided(one, name)) for one in uncounted), told, is_over)

    def count_these(self, what: Counted, numbers: Sequence[int]) -> None:
        """Count some hundred articles of the annotator's own, and look at no others.

        Raises:
            PullquoteError: The catalog or the store cannot be used.
        """
        own = Standings(self._corpus.file, self._annotator, what.name)
        own.put((one, self._own(one, what)) for one in own.asked_for(numbers, self._state))

    def _state(self, article_id: str) -> Signature | None:
        try:
            return signature_of(self._store.path_of(self._annotator, article_id))
        except OSError:
            return None

    def _own(self, one: Uncounted, what: Counted) -> Progress:
        """Count as the session will: annotations moved along with a text that changed."""
        quotes = self._cache.quotes(one.sha256, what.model, what.detector)
        return self._progress(one, self._annotator, quotes, what.shown)

    def _decided(self, one: Uncounted, annotator: str) -> Progress:
        return self._progress(one, annotator, None, Shown())

    def _progress(
        self, one: Uncounted, annotator: str, quotes: tuple[Quote, ...] | None, shown: Shown
    ) -> Progress:
        if one.signature is None:
            return progress_of((), quotes, length=one.length, shown=shown)
        try:
            annotations = self._store.read_annotations(annotator, one.id)
            # What lies about its place is told by reading the text, which is not done here.
            if any(a.article_sha256 != one.sha256 for a in annotations):
                number = self._corpus.number_of(one.id)
                found = found_again(self._corpus.article(number or 0), annotations)
                annotations = found.annotations
        except PullquoteError as error:
            return Progress(None, problem=str(error))
        return progress_of(annotations, quotes, length=one.length, shown=shown)


def _put(
    standings: Standings,
    counted: Iterator[tuple[Uncounted, Progress]],
    told: Callable[[], None],
    is_over: Callable[[], bool],
) -> None:
    """Put in what was counted, some at a time."""
    batch: list[tuple[Uncounted, Progress]] = []
    until = monotonic() + _BETWEEN_WRITES
    for one in counted:
        batch.append(one)
        if monotonic() > until:
            standings.put(batch)
            told()
            batch, until = [], monotonic() + _BETWEEN_WRITES
        if is_over():
            break
    if batch:
        standings.put(batch)
        told()
