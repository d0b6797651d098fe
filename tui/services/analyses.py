"""The analyses that a command works on: from the cache, or from one NLP process for all of them."""

from __future__ import annotations

import asyncio

from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.article import Article
from tui.nlp import detector_version
from tui.nlp.models import find_model
from tui.nlp.process import NlpProcess
from tui.settings import Settings
from tui.store.cache import AnalysisCache


class Analyses:
    """Answers with the analysis of an article, waiting for it; what is new goes into the cache.

    The process is started with the first article that needs it, and serves all that follow.

    Raises:
        PullquoteError: There is no model, or the one asked for is not there.
    """

    def __init__(self, settings: Settings) -> None:
        self._model = find_model(settings.model)
        self._detector = detector_version(settings.cues)
        self._cache = AnalysisCache(settings.analyses)
        self._nlp = NlpProcess(self._model, settings.cues)
        self._runner = asyncio.Runner()

    def __call__(self, article: Article) -> Analysis:
        """Return the analysis of `article`.

        Raises:
            NotAnalysedError: This one cannot be analysed; others may be.
            PullquoteError: None can be.
        """
        key = (article.sha256, self._model.key, self._detector)
        known = self._cache.get(*key)
        if known is not None:
            return known
        try:
            analysis = self._runner.run(self._nlp.analyse_whole(article.text))
        except OSError as error:  # else it would pass for one of the output's
            reason = f"the NLP process cannot be reached: {error.strerror or error}"
            raise PullquoteError(reason, "try again; see `pullquote doctor`") from error
        self._cache.put(*key, analysis)
        return analysis

    @property
    def problem(self) -> str:
        """Why what was found is not kept for the next time; empty while it is."""
        return self._cache.problem

    def close(self) -> None:
        """End the NLP process, where one was needed."""
        try:
            self._runner.run(self._nlp.close())
        finally:
            self._runner.close()
            self._cache.close()
