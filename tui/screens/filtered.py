"""The filter of the outline: which quotes are listed, and walked through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.model.walking import step
from tui.screens.host import host_of
from tui.screens.outlined import OutlinedScreen

if TYPE_CHECKING:
    from tui.model.filtered_quotes import FilteredQuotes
    from tui.services.session import Session

_MOST_SPEAKERS = 9
"""Names that are offered to complete what is typed."""


class FilteredScreen(OutlinedScreen):
    """Lists the quotes that fit what is typed, and goes through those only while it stands.

    The filter stands for the articles that come after, too, until it is taken away.
    """

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._filter_words = ""
        self._listing: tuple[Session, FilteredQuotes] | None = None

    def _offers(self, action: str) -> bool | None:
        if action == "clear_filter":
            return bool(self._filter_words)
        return super()._offers(action)

    # -- what is listed --------------------------------------------------------------------------

    def _listed(self) -> Sequence[int]:
        listing = self._current_listing()
        return super()._listed() if listing is None else listing.numbers

    @property
    def _filtered(self) -> int | None:
        listing = self._current_listing()
        return None if listing is None else len(listing.numbers)

    def _current_listing(self) -> FilteredQuotes | None:
        """Return what the filter lists of the quotes as they are now; None without a filter."""
        if not self._filter_words:
            return None
        session = self.session
        if self._listing is None or self._listing[0] is not session:
            from tui.model.filtered_quotes import FilteredQuotes  # nobody filters at the start

            made = FilteredQuotes(self._filter_words, session.scheme, session.article.text)
            self._listing = (session, made)
        listing = self._listing[1]
        listing.follow(session.items)
        return listing

    def _filter_by(self, words: str) -> None:
        """List what fits these words, or all quotes where there are none."""
        self._filter_words = words.strip()
        if self._listing is not None and self._listing[0] is self.session:
            self._listing[1].again(self._filter_words, self.session.scheme)
        self._show_outline()
        self._show_header()

    def _show_outline(self) -> None:
        super()._show_outline()
        outline = self._outline
        if outline is not None:
            listed, total = len(self._listed()), len(self.session.items)
            key_of = host_of(self).key_of
            # Over the article, Esc leads back there first.
            clear = "" if self.is_covered else key_of("reader.clear-filter")
            change = key_of("reader.filter")
            outline.show_filter(self._filter_words, listed, total, change=change, clear=clear)

    # -- typing ----------------------------------------------------------------------------------

    def _must_stay(self) -> str:
        outline = self._built.get("outline")
        is_typing = outline is not None and outline.has_class("-typing")
        return "outline" if is_typing else super()._must_stay()

    def _leaves_prompt(self) -> bool:
        outline = self._outline
        if outline is not None and outline.is_typing:
            outline.end()
        return super()._leaves_prompt()

    async def action_filter(self) -> None:
        """Type a filter, above the outline."""
        if self._is_wide:
            host_of(self).view.outline = True
        else:
            self._called = "outline"
        await self._place_panels()
        outline = self._outline
        if outline is not None:
            self.is_prompting = True
            self.article_view.takes_mouse = False
            outline.edit(
                self._filter_words, typed=self._typed, move=self._walk, done=self._typing_ended
            )
            self._show_bars()

    def _typed(self, words: str) -> None:
        outline = self._outline
        if outline is None:
            return
        from tui.model.quote_filter import completions

        self._filter_by(words)
        listing = self._current_listing()
        found = completions(words, self.session.scheme, self._speakers())
        outline.hint(found[:_MOST_SPEAKERS], listing.filter.problems if listing else ())

    def _speakers(self) -> Iterator[str]:
        """Yield who speaks in the article, who speaks most first; counted when one asks."""
        speakers = (item.quote.speaker for item in self.session.items)
        yield from (name for name, _ in Counter(s.name for s in speakers if s).most_common())

    def _walk(self, by: int) -> None:
        number = step(self._listed(), self._focused, by)
        if number is not None:
            self._go_to(number)

    def _typing_ended(self) -> None:
        """Give the keys back to the article, and go to what is listed."""
        self.is_prompting = False
        self.article_view.takes_mouse = True
        self.set_focus(self.article_view)
        listed = self._listed()
        if listed and self._focused not in listed:
            self._walk(1)
        self._show_outline()
        self._show_bars()

    def action_clear_filter(self) -> None:
        """List all quotes again."""
        self._filter_by("")
        self._show_bars()

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        return (*super()._what_keys_depend_on(), bool(self._filter_words))
