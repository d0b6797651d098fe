"""Reading: an article with its entities and quotes, and the keys that move in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from time import monotonic
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tui.errors import PullquoteError
from tui.model.article import Article
from tui.model.span import Span
from tui.model.worklist import Item
from tui.screens import reader_keys, reader_status
from tui.screens.host import host_of
from tui.screens.news import News
from tui.services.session import Session
from tui.services.stopwatch import Stopwatch
from tui.widgets.article_view import ArticleView
from tui.widgets.bar import Bar, Part
from tui.widgets.key_bar import KeyBar
from tui.widgets.selectable_article import SelectableArticle

_BETWEEN_PARTS = 0.5
"""Seconds between two parts of an analysis that are shown."""


class ReadingScreen(Screen[None]):
    """Shows one article at a time out of the workspace's; what decides on quotes is its heir's.

    Args:
        index: The article to begin with, counted from 0.

    Attributes:
        session: The decisions on the article that is shown.
        clock: Counts the time in front of the focused quote.
        is_prompting: Whether a panel asks for something, so that keys are answers.
    """

    BINDING_GROUP_TITLE = "Reading"
    BINDINGS: ClassVar[list[BindingType]] = [*reader_keys.READING, *reader_keys.LEAVING]

    def __init__(self, index: int = 0) -> None:
        super().__init__()
        self._index = index
        self.session: Session
        self._focused: int | None = None
        self._shown_items: tuple[Item, ...] = ()
        self._busy = ""
        self._told = News()
        self.clock = Stopwatch()
        self._moves_end = True
        self.is_prompting = False
        self._keys_shown: tuple[object, ...] = ()

    # -- building --------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Build the screen."""
        reader = host_of(self).workspace.settings.reader
        yield Bar(id="header")
        yield SelectableArticle(measure=reader.measure, id="article")
        yield Bar(id="legend")
        yield Bar(id="quote")
        yield Bar(id="decision")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Show the article."""
        self.set_focus(self.article_view)
        self.open_article(self._index)

    @property
    def article_view(self) -> SelectableArticle:
        """The article."""
        return self.query_one(SelectableArticle)

    # -- articles --------------------------------------------------------------------------------

    @property
    def article(self) -> Article:
        """The article that is shown."""
        return host_of(self).workspace.articles[self._index]

    def open_article(self, index: int) -> None:
        """Show the article with this number, with what is known and decided of it.

        Raises:
            PullquoteError: Its decisions cannot be opened; the article before stays.
        """
        article = host_of(self).workspace.articles[index]
        self.session = host_of(self).session_of(article)
        self._index = index
        self._busy = ""
        self._focused = None
        self._shown_items = ()
        view = self.article_view
        view.show_article(article.text)
        self._told = News()
        self._tell_of_changes()
        self._show_analysis()
        if not self.session.analysis.tokens and article.text.strip():
            self.call_after_refresh(self._analyse)
        self.clock.restart()

    @work(group="analyse", exclusive=True, exit_on_error=False)
    async def _analyse(self) -> None:
        session, article = self.session, self.article
        shown_at = 0.0
        self._set_busy("analysing…")
        try:
            async with aclosing(host_of(self).workspace.analyse(article)) as parts:
                async for part in parts:
                    # The first at once, then a few a second: to draw each would slow the keys.
                    if not part.complete and monotonic() < shown_at + _BETWEEN_PARTS:
                        continue
                    shown_at = monotonic()
                    session.set_analysis(part.analysis)
                    if session is self.session:
                        self._show_analysis()
                        percent = part.done * 100 // max(1, part.total)
                        self._set_busy("" if part.complete else f"analysing {percent}%")
        except PullquoteError as error:
            message = f"{error}\nThe article can be read, and marked by hand with v."
            self.notify(message, title="No analysis", severity="error", timeout=15)
        finally:  # whatever came: nothing is being analysed any more
            if session is self.session and self._busy.startswith("analysing"):
                self._set_busy("not analysed")

    def _set_busy(self, busy: str) -> None:
        self._busy = busy
        self._show_bars()

    def _tell_of_changes(self) -> None:
        """Tell what became of earlier decisions, once for each time that something did."""
        news = News.of(self.session)
        before, self._told = self._told, news
        for title, message in news.since(before):
            self.notify(message, title=title, severity="warning", timeout=20)
        if news != before:  # a move is an edit; but what failed to save is the saver's to try again
            host_of(self).save(self.session)

    def _show_analysis(self) -> None:
        """Show entities and quotes, and keep the focus or find the place one was at."""
        self._find_focus()
        self.article_view.know_sentences(self.session.analysis.sentences)
        self._show_entities()
        if self._focused is None and self.session.items:
            place = host_of(self).workspace.places.get(self.session.annotator, self.article.id)
            self._focused = self._first_open() if place is None else self._quote_at(place)
            self._show_marks()
            self._focus(self._focused)
        else:
            self._show_marks()
            self._show_bars()

    def _first_open(self) -> int:
        items = self.session.items
        return next((number for number, item in enumerate(items) if item.is_open), 0)

    def _quote_at(self, place: int) -> int | None:
        return self.session.find(Span(place, place))

    def _find_focus(self) -> None:
        """Keep the focus on its quote when the list of quotes has become another."""
        items = self._shown_items
        if self.session.items is not items and self._focused is not None:
            self._focused = self.session.find(items[self._focused].span)

    # -- showing ---------------------------------------------------------------------------------

    @property
    def focused_item(self) -> Item | None:
        """The quote that stands out, or None."""
        items = self.session.items
        if self._focused is None or self._focused >= len(items):
            return None
        return items[self._focused]

    def _focus(self, number: int | None) -> None:
        """Let the quote with this number stand out, and bring it into view."""
        self._focused = number
        self._moves_end = True
        self.article_view.focus_mark(number)
        item = self.focused_item
        if item is not None and self.article_view.size.height:
            self.article_view.scroll_to_span(item.span)
        elif item is not None:  # before the first layout there is no window to bring it into
            self.call_after_refresh(self.article_view.scroll_to_span, item.span)
        self._show_bars()

    def _go_to(self, number: int | None) -> None:
        """Focus a quote because the annotator went there: the time for it begins."""
        if number != self._focused:
            self.clock.restart()
        self._focus(number)

    def _focus_item(self, item: Item | None) -> None:
        """Focus `item`, wherever it is in the list now; the nearest when it is gone."""
        self._show_marks()
        if item is not None:
            self._focus(self.session.items.index(item))
        elif self.session.items:
            self._focus(min(self._focused or 0, len(self.session.items) - 1))
        else:
            self._focus(None)

    def _show_marks(self) -> None:
        items = self._shown_items = self.session.items
        if self._focused is not None and self._focused >= len(items):
            self._focused = len(items) - 1 if items else None
        marks = [reader_status.mark(item, self.session) for item in items]
        self.article_view.show_marks(marks, self._focused)

    def _show_entities(self) -> None:
        entities = self.session.analysis.entities
        view = host_of(self).view
        hidden = view.hidden_types if view.entities else {entity.label for entity in entities}
        self.article_view.show_entities(entities, hidden)
        legend = reader_status.legend(entities, view.hidden_types, shown=view.entities)
        self.query_one("#legend", Bar).show(legend)

    def _show_bars(self) -> None:
        self.set_class(self.is_prompting, "-prompting")
        session, item = self.session, self.focused_item
        self._show_header()
        self.query_one("#quote", Bar).show(reader_status.quote_line(item, session, self._busy))
        self.query_one("#decision", Bar).show(reader_status.decision_line(item, session))
        self._show_keys()

    def _show_header(self) -> None:
        position = reader_status.Position(
            quote=0 if self._focused is None else self._focused + 1,
            quotes=len(self.session.items),
            article=self._index + 1,
            articles=len(host_of(self).workspace.articles),
        )
        header = reader_status.header(
            self.session,
            position,
            place=self.article_view.place,
            busy=self._busy,
            unsaved=host_of(self).unsaved,
        )
        self.query_one("#header", Bar).show(*header)

    def _show_keys(self) -> None:
        """Show the keys, when they are others than before: to look them all up takes 3 ms."""
        keys = (
            self.is_prompting,
            self.article_view.is_selecting,
            self.focused_item is None,
        )
        if keys != self._keys_shown:
            self._keys_shown = keys
            self.call_after_refresh(self.query_one(KeyBar).show_keys, self)

    # -- reading ---------------------------------------------------------------------------------

    def action_next_quote(self, by: int) -> None:
        """Focus the next quote, or the one before."""
        count = len(self.session.items)
        if count:
            at = -1 if self._focused is None and by > 0 else (self._focused or 0)
            self._go_to((at + by) % count)

    def action_next_open(self) -> None:
        """Focus the next undecided quote; when there is none, the next that is unsure."""
        if self._focus_next_open():
            return
        unsure = self._next(lambda item: item.is_unsure)
        if unsure is None:
            self.notify("Every quote is decided.")
        else:
            self._go_to(unsure)
            self.notify("Every quote is decided; this one is marked as unsure.")

    def _focus_next_open(self) -> bool:
        number = self._next(lambda item: item.is_open)
        if number is not None:
            self._go_to(number)
        return number is not None

    def _next(self, wanted: Callable[[Item], bool]) -> int | None:
        """Return the number of the next quote that is wanted, after the last from the first on."""
        items = self.session.items
        start = (self._focused if self._focused is not None else -1) + 1
        numbers = (*range(start, len(items)), *range(start))
        return next((number for number in numbers if wanted(items[number])), None)

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.article_view.scroll_rows(rows)
        self._show_header()

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.article_view.scroll_pages(pages)
        self._show_header()

    def action_edge(self, which: int) -> None:
        """Scroll to the top (-1) or to the end (1)."""
        self.article_view.scroll_rows(which * len(self.article.text))
        self._show_header()

    def action_article(self, by: int) -> None:
        """Show the next article, or the one before."""
        index = self._index + by
        if 0 <= index < len(host_of(self).workspace.articles):
            self._keep_place()
            try:
                self.open_article(index)
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

        labels = sorted({entity.label for entity in self.session.analysis.entities})
        if labels:
            view = host_of(self).view
            view.entities = True
            dialog = EntityTypesDialog(labels, view.hidden_types, self.action_entity_type)
            self.app.push_screen(dialog)

    # -- what the widgets tell -------------------------------------------------------------------

    @on(ArticleView.Scrolled)
    def _scrolled(self) -> None:
        # By the mouse. After a key the header is shown at once, in the same frame as the rows.
        self._show_header()

    @on(ArticleView.MarkClicked)
    def _mark_clicked(self, event: ArticleView.MarkClicked) -> None:
        if not self.is_prompting:  # the answer is for the quote that was asked about
            self._go_to(event.number)

    @on(SelectableArticle.Selecting)
    def _selection_began_or_ended(self) -> None:
        self._show_bars()
        if self.article_view.is_selecting:
            line = [Part(" selecting: move by h l w b e ( ) { }, Enter makes it a quote", "strong")]
            self.query_one("#quote", Bar).show(line)

    @on(Bar.Pressed)
    async def _bar_pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)

    def saved(self) -> None:
        """Show what is saved and what is not."""
        self._tell_of_changes()
        self._find_focus()
        self._show_marks()
        self._show_bars()

    # -- leaving ---------------------------------------------------------------------------------

    def _keep_place(self) -> None:
        item = self.focused_item
        if item is not None:
            places = host_of(self).workspace.places
            places.put(self.session.annotator, self.article.id, item.span.start)

    def on_unmount(self, event: events.Unmount) -> None:
        """Remember the place."""
        self._keep_place()

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(host_of(self).help_groups()))

    def action_library(self) -> None:
        """Show the list of articles."""
        host_of(self).show_library(self._index)

    async def action_back(self) -> None:
        """Go back to the list one came from, or quit."""
        await host_of(self).leave_reader(self._index)
