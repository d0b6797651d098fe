"""Analysing what of a corpus is not analysed yet, in several processes: it opens without a wait.

Nothing here grows with the corpus: articles are read when a process has room for them, and what was
found goes into the cache at once. So it may be stopped, or killed, and goes on where it was.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.article import Article
from tui.nlp import detector_version
from tui.nlp.models import find_model
from tui.nlp.pool import PATIENCE, Answer, Pool
from tui.services.output import many
from tui.settings import Settings
from tui.store.cache import AnalysisCache

Ids = Callable[[], Iterable[tuple[str, str]]]
"""Returns the id of each article and the SHA-256 of its text, without reading the texts."""

MOST_TOLD = 200
"""Failures that are kept with their reasons; of further ones only the number is."""
_ASKED = 500
"""Articles whose analyses are looked for in the cache at a time."""
_TRIES = 5
"""Times that what was found is offered to a cache that another program keeps busy."""


class StoppedError(PullquoteError):
    """A person or the system has asked for an end; `exit_status` is as a shell has it."""

    def __init__(self, message: str, hint: str, number: int) -> None:
        super().__init__(message, hint)
        self.exit_status = 128 + number


class Prepared(NamedTuple):
    """What became of the articles.

    Attributes:
        done: How many were analysed.
        known: How many had been before.
        failed: How many could not be.
        problems: Why, as far as that is kept.
    """

    done: int
    known: int
    failed: int = 0
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not (self.done or self.failed):
            return f"nothing is left to do: {many(self.known, 'article')} analysed before"
        told = f"{many(self.done, 'article')} analysed"
        told += f", {self.known} were before" * bool(self.known)
        return told + f", {self.failed} could not be" * bool(self.failed)


class _Known(NamedTuple):
    """By what an article is known on its way through the pool."""

    name: str
    sha256: str


def jobs_that_help() -> int:
    """Return how many processes this machine has room for: one for each processor."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Preparation:
    """What of a corpus is to be analysed.

    Args:
        settings: The model, the cue words and the cache.
        ids: The articles.
        read: Returns the article with an id; None or a `PullquoteError` when it is gone.
        jobs: How many processes there may be; as many as help by themselves.
        patience: Seconds without a sign of life after which a process hangs.

    Raises:
        PullquoteError: There is no model, or the one asked for is not there.
    """

    def __init__(
        self,
        settings: Settings,
        ids: Ids,
        read: Callable[[str], Article | None],
        *,
        jobs: int | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._model = find_model(settings.model)
        self._made_by = (self._model.key, detector_version(settings.cues))
        self._cache = AnalysisCache(settings.analyses)
        self._ids = ids
        self._read = read
        jobs = jobs or jobs_that_help()
        self._pool = Pool(self._model, settings.cues, jobs=jobs, patience=patience)
        self._told: Callable[[int], None] = lambda _: None
        self._under_way: set[str] = set()
        self._total = self._known = self._done = self._failed = 0
        self._problems: list[str] = []

    def close(self) -> None:
        """Close the cache."""
        self._cache.close()

    def count(self, count: Callable[[int], None] = lambda _: None) -> int:
        """Return how many articles are not analysed yet.

        Args:
            count: Called with how many were looked at so far.

        Raises:
            PullquoteError: The cache cannot be used, so that nothing could be kept.
        """
        seen = missing = 0
        for some in _in_turn(self._ids()):
            known = self._cache.known([sha256 for _, sha256 in some], *self._made_by)
            seen += len(some)
            missing += sum(sha256 not in known for _, sha256 in some)
            count(seen)
        self._check_cache()
        self._total, self._known = missing, seen - missing
        return missing

    def run(self, told: Callable[[int], None] = lambda _: None) -> Prepared:
        """Analyse what is not analysed yet; `count` comes first.

        Args:
            told: Called with how many more are done with, well or not.

        Raises:
            StoppedError: It was interrupted; what was done is kept.
            PullquoteError: No article at all can be analysed, or nothing can be kept.
        """
        self._told = told
        signals = _Signals()
        try:
            if self._total:
                asyncio.run(self._analyse(signals))
        except (KeyboardInterrupt, asyncio.CancelledError):
            done = f"{self._done:,} of {many(self._total, 'article')}"
            raise StoppedError(
                f"stopped: {done} analysed and kept",
                "the same command goes on from there",
                signals.received,
            ) from None
        return Prepared(self._done, self._known, self._failed, tuple(self._problems))

    async def _analyse(self, signals: _Signals) -> None:
        signals.cancel_this_task()
        await self._pool.analyse(self._missing(), self._keep, expected=self._total)

    def _missing(self) -> Iterator[tuple[_Known, str]]:
        """Yield the texts that have no analysis, each read as it is asked for."""
        for some in _in_turn(self._ids()):
            known = self._cache.known([sha256 for _, sha256 in some], *self._made_by)
            begun = set(self._under_way)  # since then, or before and not in the cache yet
            for article_id, sha256 in some:
                if sha256 not in known:
                    yield from self._text(article_id, begun)

    def _text(self, article_id: str, begun: set[str]) -> Iterator[tuple[_Known, str]]:
        try:
            article = self._read(article_id)
        except (PullquoteError, OSError) as error:
            self._fail(article_id, str(error))
            return
        if article is None:
            self._fail(article_id, "it is not there any more")
            return
        if article.sha256 in begun:  # the same text twice: it is analysed once
            self._known += 1
            self._told(1)
            return
        begun.add(article.sha256)
        self._under_way.add(article.sha256)
        yield _Known(article.place or article.id, article.sha256), article.text

    def _keep(self, answers: Sequence[Answer[_Known]]) -> None:
        found: dict[str, Analysis] = {}
        for answer in answers:
            self._under_way.discard(answer.key.sha256)
            if answer.analysis is None:
                self._fail(answer.key.name, answer.reason)
            else:
                found[answer.key.sha256] = answer.analysis
        if not any(self._cache.put_all(found, *self._made_by) for _ in range(_TRIES)):
            self._check_cache()
        self._done += len(found)
        self._told(len(found))

    def _fail(self, name: str, reason: str) -> None:
        self._failed += 1
        if len(self._problems) < MOST_TOLD:
            self._problems.append(f"{name}: {reason}")
        elif len(self._problems) == MOST_TOLD:
            self._problems.append("and more, whose reasons are not kept")
        self._told(1)

    def _check_cache(self) -> None:
        if self._cache.problem:
            raise PullquoteError(
                f"what is found cannot be kept: {self._cache.problem}",
                "see `pullquote doctor`; PULLQUOTE_CACHE names another folder",
            )


class _Signals:
    """Makes of the signals that end a program the end of one task.

    Attributes:
        received: Which one came; that of Ctrl-C, which Python itself takes care of, until then.
    """

    def __init__(self) -> None:
        self.received: int = signal.SIGINT

    def cancel_this_task(self) -> None:
        """Have the signals cancel the task that runs now, where there are such signals."""
        task = asyncio.current_task()
        loop = asyncio.get_running_loop()

        def stop(number: int) -> None:
            self.received = number
            if task is not None:
                task.cancel()

        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                with suppress(NotImplementedError):  # on Windows
                    loop.add_signal_handler(number, stop, number)


def _in_turn(ids: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield the articles some at a time, as many as one question to the cache may name."""
    left = iter(ids)
    while some := list(islice(left, _ASKED)):
        yield some
