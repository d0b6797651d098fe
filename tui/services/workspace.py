"""Everything of one run: its articles, its stores, its cache and its NLP process."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from functools import cached_property, partial
from typing import TYPE_CHECKING

from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.article import Article
from tui.model.worklist import Shown
from tui.nlp import detector_version
from tui.nlp.models import Model, find_model
from tui.services.corpus import Corpus
from tui.services.rulebook import Rulebook
from tui.services.session import Session
from tui.services.targets import used_targets
from tui.settings import Settings
from tui.store.annotations import AnnotationStore
from tui.store.cache import AnalysisCache
from tui.store.places import Places

if TYPE_CHECKING:
    from tui.nlp.process import NlpProcess, Part
    from tui.services.assigned import Assigned
    from tui.services.counting import Counted, Counting

_RECENT = 500
"""Databases that are read for the targets the annotator used: a tenth of a second's work."""


class Workspace:
    """What the screens work with.

    Args:
        settings: The settings of the run.
        corpus: The articles.

    Attributes:
        shown: Which of the detector's quotes the reader shows; it may be changed as one reads.
        detector: The detector's version, with what tells the project's own cue words.
    """

    def __init__(self, settings: Settings, corpus: Corpus) -> None:
        self.settings = settings
        reader = settings.reader
        self.shown = Shown(reader.indirect, reader.attitudes, reader.min_confidence)
        self.detector = detector_version(settings.cues)
        self.corpus = corpus
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

    def unanalysed(self, numbers: Sequence[int]) -> list[int]:
        """Return which articles of these some hundred have no analysis; call it in a thread.

        Raises:
            PullquoteError: There is no model, or the catalog cannot be used.
        """
        hashes = self.corpus.hashes(numbers)
        known = self.cache.known(set(hashes.values()), self.model.key, self.detector)
        return [n for n in numbers if n in hashes and hashes[n] not in known]

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

    @cached_property
    def assigned(self) -> Assigned:
        """Who reads what of the corpus."""
        from tui.services.assigned import Assigned  # only the list asks

        return Assigned(self.corpus, self.settings.annotations)

    def count(self, *, told: Callable[[], None], is_over: Callable[[], bool]) -> None:
        """Bring the catalog up to date: how far everybody is. Call it in a thread.

        Args:
            told: Called when something new is in the catalog.
            is_over: Asked now and then whether to stop.

        Raises:
            PullquoteError: The catalog or the store cannot be used.
        """
        self._counting.count(self._counted, told=told, is_over=is_over)

    def count_these(self, numbers: Sequence[int]) -> None:
        """Bring the catalog up to date on some hundred articles. Call it in a thread.

        Raises:
            PullquoteError: The catalog or the store cannot be used.
        """
        self._counting.count_these(self._counted, numbers)

    @property
    def _counting(self) -> Counting:
        from tui.services.counting import Counting  # only the list counts

        return Counting(self.corpus, self.store, self.cache, self.settings.annotator)

    @property
    def _counted(self) -> Counted:
        try:
            model = self.model.key
        except PullquoteError:
            model = ""  # nothing is analysed, but decisions can be counted
        from tui.services.counting import Counted

        return Counted(model, self.detector, self.shown)

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
        self.corpus.close()
