"""An article on the screen: its analysis, its quotes, the one in focus, and what the bars say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import MountError
from textual.worker import Worker

from tui.model.analysis import Entity, type_counts
from tui.model.article import Article
from tui.model.span import Span
from tui.model.worklist import Item
from tui.screens import reader_status
from tui.screens.host import host_of
from tui.screens.news import News
from tui.services.session import Session
from tui.services.stopwatch import Stopwatch
from tui.widgets.bar import Bar, Part
from tui.widgets.key_bar import KeyBar
from tui.widgets.selectable_article import SelectableArticle

_ROOMY = 80
"""Columns from which the header has room for words that can be spared."""
_WIDE = 100
"""Columns from which it has room for a hint."""


class ArticleScreen(Screen[None]):
    """Shows one article at a time out of the workspace's; the keys are its heirs'.

    Args:
        number: The article to begin with, by its number in the corpus.

    Attributes:
        session: The decisions on the article that is shown.
        clock: Counts the time in front of the focused quote.
        is_prompting: Whether a panel asks for something, so that keys are answers.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self._first = number
        self.session: Session
        self._focused: int | None = None
        self._last_item: Item | None = None
        self._shown_items: tuple[Item, ...] = ()
        self._shown_entities: Sequence[Entity] = ()
        self._shows_failing = False
        self._busy = ""
        self._told = News()
        self.clock = Stopwatch()
        self._moves_end = True
        self.is_prompting = False
        self._keys_shown: tuple[object, ...] = ()

    # -- building --------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Bar(id="header")
        with Horizontal(id="desk"):
            yield SelectableArticle(measure=host_of(self).view.measure, id="article")
        yield Bar(id="legend")
        yield Bar(id="quote")
        yield Bar(id="decision")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Show the article."""
        self.set_focus(self.article_view)
        self.open_article(self._first)

    # -- which keys work now ---------------------------------------------------------------------

    INNER_BINDINGS: ClassVar[list[BindingType]] = []
    """Bindings of a layer that take a key before those of all others, while they work."""

    WHILE_SELECTING: ClassVar[frozenset[str]] = frozenset({"help"})
    """Actions that work while a selection is made, too."""
    WHILE_PROMPTING: ClassVar[frozenset[str]] = frozenset()
    """Actions that work while something is asked, too."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Switch keys off that make no sense now: None shows them dimmed, False not at all."""
        if action not in _own_actions(type(self)):
            return True
        # Keys may come before the screen is built; and while something is asked, they are answers.
        if not self.is_open:
            return False
        if self.is_prompting:
            return action in self.WHILE_PROMPTING
        if self.article_view.is_selecting:
            return action in self.WHILE_SELECTING
        return self._offers(action)

    def _offers(self, action: str) -> bool | None:
        """Tell whether an action of the reader makes sense now; each layer knows its own."""
        return True

    @property
    def article_view(self) -> SelectableArticle:
        """The article."""
        return self.query_one(SelectableArticle)

    def _told_keys(self, *names: str) -> str:
        """Return the keys of bindings, as a sentence names them; one that has none by its id."""
        return " and ".join(host_of(self).key_of(name) or name for name in names)

    def _build_ahead(self, build: Callable[[], Awaitable[object]]) -> None:
        """Build after the first paint what is not seen before a key asks for it."""

        async def built() -> None:
            try:
                await build()
            except (NoMatches, MountError):  # the screen was left meanwhile, or the app
                if self.is_attached and self in self.app.screen_stack:
                    raise

        self.call_after_refresh(built)

    # -- articles --------------------------------------------------------------------------------

    @property
    def article(self) -> Article:
        """The article that is shown."""
        return self.session.article

    @property
    def is_open(self) -> bool:
        """Whether there is an article yet."""
        return hasattr(self, "session")

    def open_article(self, number: int) -> None:
        """Show the article with this number, with what is known and decided of it.

        Raises:
            PullquoteError: It cannot be read, or its decisions cannot; the article before stays.
        """
        article = self._read_article(number)
        self.session = host_of(self).session_of(article)
        shown = host_of(self).workspace.shown
        if self.session.shown != shown:
            self.session.set_shown(shown)
        self._busy = ""
        self._focused = self._last_item = None
        self._shown_items = ()
        view = self.article_view
        view.show_article(article.text)
        self._told = News()
        self._tell_of_changes()
        host_of(self).save(self.session)  # what was opened may have made up for an earlier end
        self._show_analysis()
        self.clock.restart()

    def _read_article(self, number: int) -> Article:
        return host_of(self).workspace.corpus.article(number)

    @property
    def is_analysing(self) -> bool:
        """Whether the article is being analysed."""
        return self._busy.startswith("analysing")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell when something in the background failed."""
        host_of(self).tell_failed(event.worker)

    def _set_busy(self, busy: str) -> None:
        self._busy = busy
        self._show_bars()

    def _tell_of_changes(self) -> None:
        """Tell what became of earlier decisions, once for each time that something did."""
        news = News.of(self.session)
        before, self._told = self._told, news
        for title, message in news.since(before, self._told_keys):
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
            self._focused = self.session.find(items[self._focused])

    # -- showing ---------------------------------------------------------------------------------

    @property
    def focused_item(self) -> Item | None:
        """The quote that stands out, or None."""
        items = self.session.items
        if self._focused is None or self._focused >= len(items):
            return None
        return items[self._focused]

    def _listed(self) -> Sequence[int]:
        """Return the numbers of the quotes that one walks through, rising: all, or a filter's."""
        return range(len(self.session.items))

    @property
    def is_stale(self) -> bool:
        """Whether the article's file has another text than the one that is shown."""
        return False

    @property
    def _filtered(self) -> int | None:
        """How many quotes fit a filter; None when there is none."""
        return None

    def _focus(self, number: int | None) -> None:
        """Let the quote with this number stand out, and bring it into view."""
        self._focused = number
        self._moves_end = True
        self.article_view.focus_mark(number)
        item = self.focused_item
        if item is not None:
            self._last_item = item
            self._bring_into_view(item)
        self._show_bars()

    def _bring_into_view(self, item: Item) -> None:
        """Bring a quote into view; before the first layout there is none, and it has to wait."""
        view = self.article_view
        if view.size.height:
            view.scroll_to_parts(item.quote.parts)
        else:
            self.call_after_refresh(self._scroll_to_quote, item)

    def _scroll_to_quote(self, item: Item) -> None:
        """Bring a quote into view that could not be before the article had its room."""
        self.article_view.scroll_to_parts(item.quote.parts)
        self._show_header()

    def _keep_in_view(self, item: Item) -> None:
        """Bring a quote back into view when a panel has taken room, and say where that is."""
        self._bring_into_view(item)
        self._show_header()

    def _go_to(self, number: int | None) -> None:
        """Focus a quote because the annotator went there: the time for it begins."""
        if number != self._focused:
            self.clock.restart()
        self._focus(number)

    def _focus_item(self, item: Item | None) -> None:
        """Focus `item`, wherever it is in the list now; the nearest when it is gone."""
        self._show_marks()
        if item is not None:
            self._focus(self.session.find(item))
        elif self.session.items:
            self._focus(min(self._focused or 0, len(self.session.items) - 1))
        else:
            self._focus(None)

    def _show_marks(self) -> None:
        items, before = self.session.items, self._shown_items
        self._shown_items = items
        if self._focused is not None and self._focused >= len(items):
            self._focused = len(items) - 1 if items else None
        # While something cannot be saved, signs change by themselves.
        failing = bool(self.session.save_error)
        if len(items) == len(before) and not (failing or self._shows_failing):
            pairs = enumerate(zip(items, before, strict=True))
            changed = [number for number, (new, old) in pairs if new is not old and new != old]
            signs = {number: reader_status.mark(items[number], self.session) for number in changed}
            self.article_view.change_marks(signs, self._focused)
        else:
            marks = [reader_status.mark(item, self.session) for item in items]
            self.article_view.show_marks(marks, self._focused)
        self._shows_failing = failing

    def _show_entities(self) -> None:
        entities = self._shown_entities = self.session.entities
        view = host_of(self).view
        hidden = view.hidden_types if view.entities else type_counts(entities).keys()
        self.article_view.show_entities(entities, hidden)
        key = host_of(self).key_of("reader.entities")
        legend = reader_status.legend(entities, view.hidden_types, shown=view.entities, key=key)
        self.query_one("#legend", Bar).show(legend)

    def _show_entities_if_changed(self) -> None:
        if self.session.entities is not self._shown_entities:
            self._show_entities()

    def _show_bars(self) -> None:
        self.set_class(self.is_prompting, "-prompting")
        self._show_header()
        self.query_one("#quote", Bar).show(*self._quote_line())
        self.query_one("#decision", Bar).show(self._decision_line())
        self._show_keys()

    def _decision_line(self) -> list[Part]:
        """Return what the bar below that says of the decision."""
        confirm = host_of(self).key_of("moved.confirm")
        return reader_status.decision_line(self.focused_item, self.session, confirm=confirm)

    def _quote_line(self) -> tuple[list[Part], list[Part]]:
        """Return what the bar under the article says of what is in focus."""
        key = host_of(self).key_of("reader.select")
        return reader_status.quote_line(self.focused_item, self.session, self._busy, key=key)

    def _show_header(self) -> None:
        corpus = host_of(self).workspace.corpus
        position = reader_status.Position(
            quote=0 if self._focused is None else self._focused + 1,
            quotes=len(self.session.items),
            article=(corpus.place(self.article.id) or 0) + 1,
            articles=len(corpus),
            hidden=self.session.hidden,
            listed=self._filtered,
        )
        header = reader_status.header(
            self.session,
            position,
            place=self.article_view.place,
            is_narrow=self.app.size.width < _ROOMY,
            busy=self._told_busy(),
            unsaved=host_of(self).unsaved,
            is_stale=self.is_stale,
        )
        self.query_one("#header", Bar).show(*header)

    def _told_busy(self) -> str:
        """Return what goes on, and the key that stops it where there is room to say so."""
        key = host_of(self).key_of("reader.analysis")
        has_room = self.is_analysing and self.app.size.width >= _WIDE
        return f"{self._busy}, {key} stops" if key and has_room else self._busy

    def _show_keys(self) -> None:
        """Show the keys, when they are others than before: to look them all up takes 3 ms."""
        keys = self._what_keys_depend_on()
        if keys != self._keys_shown:
            self._keys_shown = keys
            bar = self.query_one(KeyBar)
            self.call_after_refresh(bar.show_keys, self, self._fitting_keys())

    def _fitting_keys(self) -> tuple[str, ...]:
        """Return the ids of bindings that fit what is in focus: they stand first."""
        return ()

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        selecting = self.article_view.is_selecting
        return self.is_prompting, selecting, self.focused_item is None

    def saved(self) -> None:
        """Show what is saved and what is not."""
        self._tell_of_changes()
        self._find_focus()
        self._show_marks()
        self._show_bars()

    def _keep_place(self) -> None:
        item = self.focused_item
        if item is not None:
            places = host_of(self).workspace.places
            places.put(self.session.annotator, self.article.id, item.span.start)

    def on_unmount(self, event: events.Unmount) -> None:
        """Remember the place."""
        self._keep_place()


@cache
def _own_actions(screen: type[ArticleScreen]) -> frozenset[str]:
    """Return the names of the actions that the layers of the reader have, and none of Textual's."""
    layers = (one for one in screen.mro() if one.__module__.startswith(f"{__package__}."))
    names = (name for layer in layers for name in vars(layer) if name.startswith("action_"))
    return frozenset(name.removeprefix("action_") for name in names)
