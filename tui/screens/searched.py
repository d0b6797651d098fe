"""From an article to the search through all of them, and from what was found there to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tui.model.printable import flat
from tui.model.search import Query
from tui.screens.copying import CopyingScreen
from tui.screens.host import host_of
from tui.screens.keys.finding import CORPUS, FOUND

if TYPE_CHECKING:
    from tui.services.searching import Search

_LONGEST = 200
"""Code points of a selection that are looked for."""


class SearchedScreen(CopyingScreen):
    """Begins a search through all articles, and shows an article at what was found in it."""

    BINDINGS: ClassVar[list[BindingType]] = list(CORPUS)
    INNER_BINDINGS: ClassVar[list[BindingType]] = list(FOUND)
    WHILE_SELECTING: ClassVar[frozenset[str]] = CopyingScreen.WHILE_SELECTING | {"search_corpus"}

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._wanted_hit: tuple[Query, int | None] | None = None
        self._is_found = False

    def _offers(self, action: str) -> bool | None:
        if action == "results":  # Esc takes one step at a time
            has_more = self._search is not None or self.is_covered or self._filtered is not None
            return self._is_found and not has_more
        return super()._offers(action)

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        return (*super()._what_keys_depend_on(), self._is_found)

    # -- to the search ---------------------------------------------------------------------------

    def action_search_corpus(self) -> None:
        """Search all articles: for what is selected or corrected now, else as one types."""
        view = self.article_view
        words = self._words_to_search()
        if view.is_selecting:
            view.action_cancel()
        self._keep_place()
        host_of(self).show_search(words)

    def _words_to_search(self) -> str:
        """Return what is in focus as a phrase, or nothing; a layer with more in focus has more."""
        selected = self.article_view.selected
        return phrase(selected.of(self.session.article.text)) if selected else ""

    def action_results(self) -> None:
        """Go back to what was found in the corpus."""
        self._keep_place()
        host_of(self).show_search()

    # -- from the search -------------------------------------------------------------------------

    def show_hit(self, number: int, words: str, at: int | None) -> None:
        """Show an article at a hit; may be called before there is any.

        Args:
            number: The article's number.
            words: What the corpus was searched for.
            at: The offset of the hit, or None when it is not in the text.

        Raises:
            PullquoteError: The article cannot be opened; the one before stays.
        """
        self._wanted_hit = Query(words, is_corpus=True), at
        if not hasattr(self, "session"):
            return
        corpus = host_of(self).workspace.corpus
        if corpus.number_of(self.article.id) == number:
            self._show_wanted()
            return
        self._keep_place()
        try:
            self.open_article(number)
        finally:
            self._wanted_hit = None

    def open_article(self, index: int) -> None:
        """Show the article with this number; at a hit when it is opened for that.

        Raises:
            PullquoteError: Its decisions cannot be opened; the article before stays.
        """
        if self._wanted_hit is not None:
            self._search = self._hit = None
        super().open_article(index)
        self._show_wanted()

    def _show_wanted(self) -> None:
        if self._wanted_hit is None:
            return
        (query, at), self._wanted_hit = self._wanted_hit, None
        self._is_found = True
        self._search = self._hit = None
        if at is not None:
            self._begin(query, at=at)
            self._build_ahead(self._build_find_bar)
        self._stay_at_hit()

    async def _build_find_bar(self) -> None:
        await self._build_find()
        self._show_find()

    def _show_analysis(self) -> None:
        """Show entities and quotes; the first time the view stays at the hit that was opened."""
        is_first = self._focused is None
        super()._show_analysis()
        search: Search | None = self._search
        if is_first and search is not None and search.query.is_corpus:
            self._stay_at_hit()

    def _stay_at_hit(self) -> None:
        """Focus the quote at the hit, or the nearest one, and have the hit in view."""
        hit = self._hit
        if hit is None:
            self._show_find()
            self._show_bars()
            return
        if self.session.items:
            self._focus(self.session.find(hit))
        view = self.article_view
        if view.size.height:
            self._scroll_to_hit()
        else:  # before the first layout there is no view
            self.call_after_refresh(self._scroll_to_hit)

    def _scroll_to_hit(self) -> None:
        if self._hit is not None:
            self.article_view.scroll_to_parts([self._hit])
            self._show_find()
            self._show_bars()


def phrase(text: str) -> str:
    """Return a text as what is looked for word by word."""
    return f'"{flat(text[:_LONGEST]).replace(chr(34), " ")}"'
