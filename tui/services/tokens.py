"""The model's tokens for the exports that want them: from the cache, or from the model now."""

from __future__ import annotations

import asyncio

from tui.config import Settings
from tui.errors import PullquoteError
from tui.model.article import Article
from tui.model.span import Span
from tui.nlp import DETECTOR_VERSION
from tui.nlp.models import Model, find_model
from tui.nlp.process import NlpProcess
from tui.store.cache import AnalysisCache


class Tokens:
    """Answers with the tokens of an article; with none where no model can be had.

    Attributes:
        notes: What a person should know of how that went.
    """

    def __init__(self, settings: Settings) -> None:
        self.notes: list[str] = []
        self._cache = AnalysisCache(settings.analyses)
        self._model: Model | None = None
        self._nlp: NlpProcess | None = None
        self._runner = asyncio.Runner()
        try:
            self._model = find_model(settings.model)
        except PullquoteError as error:
            self._give_up(error)

    def __call__(self, article: Article) -> tuple[Span, ...]:
        """Return the tokens of `article`."""
        if self._model is None:
            return ()
        known = self._cache.get(article.sha256, self._model.key, DETECTOR_VERSION)
        if known is not None:
            return known.tokens
        if self._nlp is None:
            self._nlp = NlpProcess(self._model)
        try:
            analysis = self._runner.run(self._nlp.analyse_whole(article.text))
        except PullquoteError as error:
            self._give_up(error)
            return ()
        self._cache.put(article.sha256, self._model.key, DETECTOR_VERSION, analysis)
        return analysis.tokens

    def close(self) -> None:
        """End the NLP process, where one was needed."""
        if self._nlp is not None:
            self._runner.run(self._nlp.close())
        self._runner.close()
        self._cache.close()

    def _give_up(self, error: PullquoteError) -> None:
        self._model = None
        self.notes.append(f"tokens are plain words, no model's: {error}")
