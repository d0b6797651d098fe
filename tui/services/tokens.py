"""The model's tokens for the exports that want them: from the cache, or from the model now."""

from __future__ import annotations

from collections.abc import Sequence

from tui.errors import PullquoteError
from tui.model.article import Article
from tui.model.span import Span
from tui.services.analyses import Analyses
from tui.settings import Settings


class Tokens:
    """Answers with the tokens of an article; with none where no model can be had.

    Attributes:
        notes: What a person should know of how that went.
    """

    def __init__(self, settings: Settings) -> None:
        self.notes: list[str] = []
        self._analyses: Analyses | None = None
        try:
            self._analyses = Analyses(settings)
        except PullquoteError as error:
            self._give_up(error)

    def __call__(self, article: Article) -> Sequence[Span]:
        """Return the tokens of `article`."""
        if self._analyses is None:
            return ()
        try:
            return self._analyses(article).tokens
        except PullquoteError as error:
            self._give_up(error)
            return ()

    def close(self) -> None:
        """End the NLP process, where one was needed."""
        if self._analyses is not None:
            if self._analyses.problem:
                self.notes.append(f"nothing is kept for the next time: {self._analyses.problem}")
            self._analyses.close()
            self._analyses = None

    def _give_up(self, error: PullquoteError) -> None:
        self.close()
        self.notes.append(f"tokens are plain words, no model's: {error}")
