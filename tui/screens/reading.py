"""Reading: the keys that move in an article, and choose what is shown of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import chain
from math import ceil, floor
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from tui.errors import PullquoteError
from tui.model.analysis import type_counts
from tui.model.walking import step
from tui.model.worklist import Item, Shown
from tui.screens import reader_status
from tui.screens.host import host_of
from tui.screens.inspected import InspectedScreen
from tui.screens.keys.panels import COVERED, FILTERED, PANELS
from tui.screens.keys.reading import LEAVING, READING
from tui.widgets.article_view import ArticleView
from tui.widgets.bar import Bar, Part
from tui.widgets.selectable_article import SelectableArticle

_MOST_SURE = 9
"""Tenths: above them, hardly a quote would be left."""


class ReadingScreen(InspectedScreen):
    """Goes about in articles; what decides on quotes is its heir's."""

    BINDING_GROUP_TITLE = "Reading"
    BINDINGS: ClassVar[list[BindingType]] = [*READING, *PANELS, *LEAVING]
    INNER_BINDINGS: ClassVar[list[BindingType]] = [*COVERED, *FILTERED]

    # -- reading ---------------------------------------------------------------------------------

    def _offers(self, action: str) -> bool | None:
        if action == "article":
            return len(host_of(self).workspace.corpus) > 1
        if action in {"next_quote", "next_open"} and self.focused_item is None:
            return None
        return super()._offers(action)

    def action_next_quote(self, by: int) -> None:
        """Focus the next quote, or the one before; of those that fit a filter, where one stands."""
        number = step(self._listed(), self._focused, by)
        if number is not None:
            self._go_to(number)
        elif self.session.items:
            key = host_of(self).key_of("reader.clear-filter")
            takes_it_away = f" {key} takes it away." if key else ""
            self.notify(f"No quote fits the filter.{takes_it_away}")

    def action_next_open(self) -> None:
        """Focus the next undecided quote; when there is none, the next that is unsure."""
        if self._focus_next_open():
            return
        every = "Every quote" if self._filtered is None else "Every quote that fits the filter"
        unsure = self._next(lambda item: item.is_unsure)
        if unsure is None:
            self.notify(f"{every} is decided.")
        else:
            self._go_to(unsure)
            self.notify(f"{every} is decided; this one is marked as unsure.")

    def _focus_next_open(self) -> bool:
        number = self._next(lambda item: item.is_open)
        if number is not None:
            self._go_to(number)
        return number is not None

    def _next(self, wanted: Callable[[Item], bool]) -> int | None:
        """Return the number of the next quote that is wanted, after the last from the first on."""
        items, numbers = self.session.items, self._listed()
        start = 0 if self._focused is None else bisect_right(numbers, self._focused)
        after_it = chain(numbers[start:], numbers[:start])
        return next((number for number in after_it if wanted(items[number])), None)

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.in_front.scroll_rows(rows)
        self._show_header()

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.in_front.scroll_pages(pages)
        self._show_header()

    def action_edge(self, which: int) -> None:
        """Scroll to the top (-1) or to the end (1)."""
        self.in_front.scroll_to_edge(which)
        self._show_header()

    def action_article(self, by: int) -> None:
        """Show the next article, or the one before."""
        number = host_of(self).workspace.corpus.beside(self.article.id, by)
        if number is not None:
            self._keep_place()
            try:
                self.open_article(number)
            except PullquoteError as error:
                self.notify(str(error), title="Not opened", severity="error")
        else:
            which = "last" if by > 0 else "first"
            self.notify(f"This is the {which} article.")

    def action_entities(self) -> None:
        """Switch the highlighting of entities on or off."""
        view = host_of(self).view
        view.entities = not view.entities
        self._show_entities()

    def action_entity_type(self, label: str) -> None:
        """Switch one entity type on or off."""
        host_of(self).view.hidden_types ^= {label}
        self._show_entities()

    def action_entity_types(self) -> None:
        """Ask which entity types to highlight."""
        from tui.screens.entity_types import EntityTypesDialog

        labels = sorted(type_counts(self.session.entities))
        if labels:
            view = host_of(self).view
            view.entities = True
            dialog = EntityTypesDialog(labels, view.hidden_types, self.action_entity_type)
            self.app.push_screen(dialog)

    # -- which quotes are shown ------------------------------------------------------------------

    def action_indirect(self) -> None:
        """Show indirect quotes, or hide them."""
        shown = self.session.shown
        shown = shown._replace(indirect=not shown.indirect)
        self._show_quotes(shown, f"Indirect quotes {_on(shown.indirect)}")

    def action_attitudes(self) -> None:
        """Show what somebody only thinks or wants, or hide it."""
        shown = self.session.shown
        shown = shown._replace(attitudes=not shown.attitudes)
        self._show_quotes(shown, f"Attitudes {_on(shown.attitudes)}")

    def action_confidence(self, by: int) -> None:
        """Hide the quotes that the detector is less sure of by a tenth more (1) or less (-1)."""
        shown = self.session.shown
        shown = shown._replace(min_confidence=_tenth_beyond(shown.min_confidence, by))
        percent = round(shown.min_confidence * 100)
        self._show_quotes(shown, f"Confidence from {percent}%" if percent else "Any confidence")

    def _show_quotes(self, shown: Shown, told: str) -> None:
        """Show these quotes only; the focus stays, or goes to the nearest one and back again."""
        last, before = self._last_item, self.focused_item
        host_of(self).workspace.shown = shown
        self.session.set_shown(shown)
        self._focused = self.session.find(last) if last else self._first_open()
        self._show_marks()
        now = self.focused_item
        if now != before:
            self._go_to(self._focused)
            self.clock.restart()
        self._last_item = last or now
        self._show_bars()
        host_of(self).tell_switch(f"{told}: {self.session.hidden or 'nothing'} hidden.")

    # -- what the widgets tell -------------------------------------------------------------------

    @on(ArticleView.Scrolled)
    def _scrolled(self) -> None:
        # After a key the header is shown at once, in the same frame as the rows.
        self._show_header()

    @on(ArticleView.MarkClicked)
    def _mark_clicked(self, event: ArticleView.MarkClicked) -> None:
        is_there = event.number < len(self.session.items)  # they may have changed since
        if is_there and not self.is_prompting:  # the answer is for the quote that was asked about
            self._go_to(event.number)

    @on(SelectableArticle.Selecting)
    def _selection_began_or_ended(self) -> None:
        self._show_bars()

    def _quote_line(self) -> tuple[list[Part], list[Part]]:
        if self.article_view.is_selecting:
            return reader_status.selecting_line(host_of(self).key_of), []
        return super()._quote_line()

    @on(Bar.Pressed)
    async def _bar_pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)

    # -- asking ----------------------------------------------------------------------------------

    def _prompt_begins(self) -> None:
        """Keys are answers from now on, and clicks in the article do nothing."""
        self.action_leave_panel()
        self.is_prompting = True
        self.article_view.takes_mouse = False

    def _prompt_ended(self) -> None:
        self.is_prompting = False
        self.article_view.takes_mouse = True
        self.set_focus(self.article_view)

    # -- leaving ---------------------------------------------------------------------------------

    @property
    def key_context(self) -> str:
        """The context whose keys help shows first: see `tui.screens.keys.group`."""
        return "selecting" if self.article_view.is_selecting else "reader"

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(host_of(self).help_groups(self.key_context)))

    def action_library(self) -> None:
        """Show the list of articles."""
        host_of(self).show_library(self.article.id)

    async def action_back(self) -> None:
        """Go back to the list one came from, or quit."""
        await host_of(self).leave_reader(self.article.id)


def _on(switch: bool) -> str:
    return "on" if switch else "off"


def _tenth_beyond(number: float, by: int) -> float:
    """Return the next whole tenth above (1) or below (-1), from 0 to 0.9."""
    tenths = number * 10
    nearly = 1e-6
    beyond = floor(tenths + nearly) + 1 if by > 0 else ceil(tenths - nearly) - 1
    return max(0, min(beyond, _MOST_SURE)) / 10
