"""Everything of one run: its articles, its stores, its cache and its NLP process."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.article import Article
from tui.model.worklist import Shown, worklist
from tui.nlp import detector_version
from tui.nlp.models import Model, find_model
from tui.services.library import Library
from tui.services.reanchor import reanchor
from tui.services.rulebook import Rulebook
from tui.services.session import Session
from tui.services.targets import used_targets
from tui.settings import Settings
from tui.store.annotations import AnnotationStore
from tui.store.cache import AnalysisCache
from tui.store.places import Places

if TYPE_CHECKING:
    from tui.nlp.process import NlpProcess, Part

_RECENT = 500
"""Databases that are read for the targets the annotator used: a tenth of a second's work."""


class Progress(NamedTuple):
    """How far an annotator is with an article.

    Attributes:
        quotes: How many there are; None while the article is not analysed.
        decided: How many are decided.
        unsure: How many of those are marked for later.
        problem: Why it is not known, or an empty string.
        labels: The names of the labels that were given, sorted.
        annotators: Who has decided on a quote of it, sorted, as far as it was asked for.
    """

    quotes: int | None
    decided: int = 0
    unsure: int = 0
    problem: str = ""
    labels: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """How the list calls it; "unsure" is all decided, and some of it for later."""
        if self.problem:
            return "unreadable"
        if self.quotes == 0:
            return "no quotes"
        if not self.decided:
            return "new"
        if self.quotes is None or self.decided < self.quotes:
            return "started"
        return "unsure" if self.unsure else "done"


class Workspace:
    """What the screens work with.

    Args:
        settings: The settings of the run.
        library: The articles.

    Attributes:
        shown: Which of the detector's quotes the reader shows; it may be changed as one reads.
        detector: The detector's version, with what tells the project's own cue words.
    """

    def __init__(self, settings: Settings, library: Library) -> None:
        self.settings = settings
        reader = settings.reader
        self.shown = Shown(reader.indirect, reader.attitudes, reader.min_confidence)
        self.detector = detector_version(settings.cues)
        self.articles = library.articles
        self.problems = library.problems
        self.store = AnnotationStore(settings.annotations)
        self.cache = AnalysisCache(settings.analyses)
        self.places = Places(settings.cache)
        self._nlp: NlpProcess | None = None
        self._rulebook: Rulebook | None = None

    @cached_property
    def model(self) -> Model:
        """The model in use.

        Raises:
            PullquoteError: There is none, or the one asked for is not there.
        """
        return find_model(self.settings.model)

    def open(self, article: Article) -> Session:
        """Begin to work on an article, with its analysis when that is cached.

        Raises:
            PullquoteError: The annotator's store of it cannot be opened.
        """
        annotator = self.settings.annotator
        database = self.store.open(annotator, article.id)
        session = Session(
            article, annotator, self.settings.scheme, database, self._rules_of(annotator)
        )
        session.set_shown(self.shown)
        analysis = self.cached(article)
        if analysis is not None:
            session.set_analysis(analysis, detector=self.detector)
        return session

    def _rules_of(self, annotator: str) -> Rulebook:
        """Return the rules for entities: as they are on the disk now, unless some are not yet."""
        if self._rulebook is None or not self._rulebook.unsaved:
            self._rulebook = Rulebook(self.store.open_corpus(annotator))
        return self._rulebook

    def cached(self, article: Article) -> Analysis | None:
        """Return the analysis of `article`, less the tokens, if the model in use has made it."""
        key = self._key(article)
        return self.cache.get(*key, tokens=False) if key else None

    def _key(self, article: Article) -> tuple[str, str, str] | None:
        """Return what the analysis of `article` is cached by; None without a model."""
        try:
            return article.sha256, self.model.key, self.detector
        except PullquoteError:
            return None

    async def analyse(self, article: Article) -> AsyncGenerator[Part, None]:
        """Analyse `article` in the NLP process; yields what there is so far, at last all of it.

        Raises:
            PullquoteError: There is no model, or the process failed twice.
        """
        if self._nlp is None:
            from tui.nlp.process import NlpProcess  # a prepared article never needs it

            self._nlp = NlpProcess(self.model, self.settings.cues)
        # Closed at once when the reader goes on to another article: the process stops working.
        async with aclosing(self._nlp.analyse(article.text)) as parts:
            async for part in parts:
                if part.complete:
                    put = partial(self.cache.put, article.sha256, self.model.key)
                    await asyncio.to_thread(put, self.detector, part.analysis)
                yield part

    def others(self) -> tuple[str, ...]:
        """Return who else has decisions in the store, sorted; call it in a thread."""
        try:
            annotators = self.store.annotators()
        except PullquoteError:
            return ()
        return tuple(name for name in annotators if name != self.settings.annotator)

    def progress(self, article: Article, others: Sequence[str] = ()) -> Progress:
        """Return how far the annotator is with what is shown, as the reader will count it.

        It reads the store, so call it in a thread.

        Args:
            article: The article.
            others: Who else may have decided on it, to be told in `annotators`.
        """
        key = self._key(article)
        quotes = self.cache.quotes(*key) if key else None
        try:
            kept = self.store.read_annotations(self.settings.annotator, article.id)
        except PullquoteError as error:
            return Progress(None, problem=str(error))
        # As the session will find them: moved along with a text that changed, without orphans.
        found = reanchor(article, kept)
        left = {m.before.id: m.after for m in found.moved} | {a.id: None for a in found.orphans}
        annotations = [b for a in kept if (b := left.get(a.id, a)) is not None]
        length = len(article.text)
        items = worklist(quotes or (), annotations, length=length, shown=self.shown)
        decisions = Counter(a.decision for a in annotations if a.decision)
        annotators = [name for name in others if self._has_decided(name, article)]
        if decisions:
            annotators.append(self.settings.annotator)
        return Progress(
            quotes=len(items) if quotes is not None else None,
            decided=decisions.total(),
            unsure=decisions["unsure"],
            labels=tuple(sorted({label.name for a in annotations for label in a.labels})),
            annotators=tuple(sorted(annotators)),
        )

    def _has_decided(self, annotator: str, article: Article) -> bool:
        """Tell whether somebody has decided on a quote of an article; no if it cannot be read."""
        try:
            kept = self.store.read_annotations(annotator, article.id)
        except PullquoteError:
            return False
        return any(annotation.decision for annotation in kept)

    def targets_used(self) -> Counter[str]:
        """Count the targets the annotator gave in the articles decided on last.

        It reads those articles' databases: call it in a thread. Of all articles it would be a
        minute's work where there are 100,000, taken from the keys, and what was said a year ago is
        hardly what is said now.
        """
        annotator = self.settings.annotator
        used: Counter[str] = Counter()
        try:
            article_ids = self.store.recent_articles(annotator, _RECENT)
        except PullquoteError:
            return used
        for article_id in article_ids:
            try:
                used.update(used_targets(self.store.read_annotations(annotator, article_id)))
            except PullquoteError:
                continue  # it is reported where that article is opened
        return used

    async def close(self) -> None:
        """End the NLP process."""
        if self._nlp is not None:
            await self._nlp.close()
            self._nlp = None
        self.cache.close()
