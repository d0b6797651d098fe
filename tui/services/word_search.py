"""A search through one article for what was found in the corpus, by the very words of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.model.full_text import full_text_query
from tui.model.search import Query
from tui.model.span import Span
from tui.services.searching import Search, Step
from tui.store.text_hits import TextHits


class WordSearch(Search):
    """The hits of one query of the corpus in one text, as far as they are known.

    Args:
        text: The article's text.
        query: What is looked for.
    """

    def __init__(self, text: str, query: Query) -> None:
        super().__init__(text, query)
        self._found = TextHits(full_text_query(query.words))

    def _here(self, start: int, end: int) -> list[Span]:
        return self._found.between(self._text, start, end)

    def _near(self, at: int) -> Step | None:
        hits = next(iter(self._found.slices(self._text, at)), None)
        return Step(hits[0]) if hits else None

    def _slices(self) -> Iterable[list[Span]]:
        return self._found.slices(self._text)

    async def run(self, told: Callable[[], None]) -> None:
        """Find all hits; calls `told` now and then, and at the end."""
        await self._run_slices(told)
        self.is_complete = True
        told()
