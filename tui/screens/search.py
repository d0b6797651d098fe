"""Searching all articles: what is found as one types, each hit in its context."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from tui.errors import PullquoteError
from tui.model.full_text import full_text_query, left_open
from tui.screens.host import host_of
from tui.screens.keys.search import SEARCH
from tui.screens.late import Late
from tui.screens.search_results import Results, Searched
from tui.services.full_text import CorpusSearch, Result
from tui.store.catalog.full_text import SORTS, Sort
from tui.widgets.bar import Bar, Part, button
from tui.widgets.key_bar import KeyBar
from tui.widgets.passage_list import Line, PassageList

if TYPE_CHECKING:
    from tui.widgets.prompt_line import PromptLine

_PAGE = 20
"""Articles that are read at a time: some milliseconds."""
_MOST = 1000
"""Articles that are listed."""
_PASSAGES = 3
"""Of an article; in the article itself are all."""
_SHORTEST_CONTEXT = 30
"""Code points."""
_AGAIN = 1.0
"""Seconds between two searches while articles are being indexed."""
_LOOKS_APART = 20
"""How many times as long as a look at the disk takes there is none."""
_TYPE = 'words, "a phrase", begin* -not OR title: source: date:'
_SORTED = {"rank": "best first", "date": "latest first", "title": "by title"}


class _Asked(NamedTuple):
    """A search that was asked for; `number` tells it from the same one of a moment before."""

    words: str
    sort: Sort
    number: int


class SearchScreen(Screen[None]):
    """The articles with some words in them; Enter opens one at a hit.

    Args:
        kept: What is left of the last search, to go on with; it is changed.
        words: What to look for now, if anything.
    """

    BINDING_GROUP_TITLE = "Search"
    BINDINGS: ClassVar[list[BindingType]] = list(SEARCH)
    DEFAULT_CSS = """
    SearchScreen > PassageList { height: 1fr; }
    """

    def __init__(self, kept: Searched, words: str = "") -> None:
        super().__init__()
        self._kept = kept
        self._words = words
        self._is_typing = False
        self._asked = self._answered = _Asked(kept.results.words, kept.sort, 0)
        self._is_answering = self._is_reading = False
        self._has_moved = False
        self._indexed = ""
        self._look_again_at = self._tell_again_at = 0.0
        self._line = Late(self, _line, before="#keys")

    def compose(self) -> ComposeResult:
        """Build the list."""
        yield Bar(id="header")
        yield PassageList(id="passages")
        yield KeyBar(id="keys")

    @property
    def _list(self) -> PassageList:
        return self.query_one(PassageList)

    @cached_property
    def _search(self) -> CorpusSearch:
        return CorpusSearch(host_of(self).workspace.corpus)

    async def on_mount(self) -> None:
        """Show what is known, and look for what is asked for."""
        self.set_focus(self._list)
        self._list.list_rows(self._kept.results.rows, cursor=self._kept.row)
        if self._words:
            self.search_for(self._words)
        elif not self._kept.typed:
            await self.action_search()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types, keys are letters."""
        if not any(f"action_{action}" in vars(kind) for kind in (type(self), SearchScreen)):
            return True
        if self._is_typing:
            return False
        if action in {"open", "sort"}:
            return bool(self._kept.results.read)
        return True

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell when something in the background failed."""
        host_of(self).tell_failed(event.worker)

    # -- showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show what is looked for, how much was found, and what goes on."""
        results, words = self._kept.results, self._kept.results.words
        left = [Part(" search", "strong")]
        if words:
            left.append(Part(f"  {results.count}: ", "strong", "search"))
            left.append(Part(words, "strong", "search", shrinks=True))
        right = [Part(f" {host_of(self).workspace.settings.annotator} ", "dim")]
        if words:
            right.insert(0, Part(f" {self._sorted()} ", "plain", "sort"))
        if self._indexed:
            right.insert(0, Part(f" {self._indexed} ", "warning"))
        if unsaved := host_of(self).unsaved:
            right.insert(0, Part(f" NOT SAVED: {unsaved} ", "bad"))
        self.query_one("#header", Bar).show(left, right)
        self.call_after_refresh(self.query_one(KeyBar).show_keys, self)

    def _sorted(self) -> str:
        results = self._kept.results
        return _SORTED[results.sort] if results.found.is_ranked else "too many to rank"

    def _show_results(self, results: Results) -> None:
        """Show another answer.

        The cursor stays on its passage when it is the same search, and when it was moved since that
        was asked for.
        """
        before, self._kept.results = self._kept.results, results
        at = before.at(self._list.cursor) if before.rows else None
        row = None
        is_same = (before.words, before.sort) == (results.words, results.sort)
        if at and (is_same or self._has_moved):
            row = results.row_of(at[0].number, at[1])
        self._list.list_rows(results.rows, cursor=row or 0)
        self._kept.row = self._list.cursor
        self._show()

    def _moved(self) -> None:
        self._kept.row, self._has_moved = self._list.cursor, True

    # -- searching -------------------------------------------------------------------------------

    def search_for(self, words: str) -> None:
        """Look for these words."""
        self._kept.typed = words
        self._ask(words)

    def _typed(self, typed: str) -> None:
        self._kept.typed = typed
        self._ask(left_open(typed))

    def _ask(self, words: str) -> None:
        """Have these words looked for, as soon as the search before is done."""
        words = words.strip()
        if (words, self._kept.sort) != self._asked[:2]:
            self._has_moved = False
        self._asked = _Asked(words, self._kept.sort, self._asked.number + 1)
        if not self._is_answering:
            self._is_answering = True  # now: the worker begins later
            self._answer()

    @work(group="answer", exit_on_error=False)
    async def _answer(self) -> None:
        """Search until what was asked for last is answered: what was passed over, nobody needs."""
        try:
            while self._answered != self._asked:
                asked, many = self._asked, max(_PAGE, len(self._kept.results.read))
                is_same = asked[:2] == self._answered[:2]
                results = await asyncio.to_thread(self._found, asked, many if is_same else _PAGE)
                self._answered = asked
                if asked == self._asked:
                    self._show_results(results)
        finally:
            self._is_answering = False

    def _found(self, asked: _Asked, articles: int) -> Results:
        """Search, and read the first articles; in a thread."""
        query = full_text_query(asked.words)
        try:
            found = self._search.find(query, asked.sort, most=_MOST, is_hurried=True)
            read = list(self._read(asked.words, found.numbers[:articles]))
        except PullquoteError as error:
            return Results(asked.words, asked.sort, problem=str(error))
        return Results(asked.words, asked.sort, found, read, query.problem)

    def _read(self, words: str, numbers: Sequence[int]) -> Iterator[Result]:
        context = max(_SHORTEST_CONTEXT, self.app.size.width)
        query = full_text_query(words)
        return self._search.results(numbers, query, context=context, most=_PASSAGES)

    @on(PassageList.MoreWanted)
    def _more_wanted(self) -> None:
        if not self._is_reading and self._kept.results.left:
            self._is_reading = True
            self._read_more()

    @work(group="more", exit_on_error=False)
    async def _read_more(self) -> None:
        """Read more of the articles that were found."""
        try:
            results = self._kept.results
            at = len(results.read)
            numbers = results.found.numbers[at : at + _PAGE]
            read = await asyncio.to_thread(lambda: list(self._read(results.words, numbers)))
            results.add(read)
            if results is self._kept.results:
                self._list.list_rows(results.rows, cursor=self._list.cursor)
        finally:
            self._is_reading = False

    # -- the index -------------------------------------------------------------------------------

    @on(events.ScreenResume)
    def look_again(self) -> None:
        """Take in what is new among the articles."""
        self._show()
        self._index()

    @work(thread=True, exclusive=True, group="index", exit_on_error=False)
    def _index(self) -> None:
        """Look in a thread at what is new on the disk, and put it into the index."""
        is_over = partial(getattr, get_current_worker(), "is_cancelled")
        corpus, told = host_of(self).workspace.corpus, self._tell_indexing
        began = monotonic()
        try:
            waiting = self._search.waiting
            if not waiting and began >= self._look_again_at:
                corpus.update(is_over=is_over)
                # Where it takes long, a look is not taken each time one comes back.
                self._look_again_at = monotonic() + _LOOKS_APART * (monotonic() - began)
                waiting = self._search.waiting
            if waiting:
                self._search.index(told=partial(told, waiting), is_over=is_over)
        except PullquoteError as error:
            self.app.call_from_thread(self._cannot_index, str(error))
            return
        if waiting and not is_over():
            self.app.call_from_thread(self._know, "")

    def _tell_indexing(self, waiting: int, done: int) -> None:
        """Tell how far it is, from the thread; now and then search in what there is by now."""
        now = monotonic()
        if now >= self._tell_again_at and done < waiting:
            self._tell_again_at = now + _AGAIN
            self.app.call_from_thread(self._know, f"indexing {done * 100 // waiting}%")

    def _know(self, indexed: str) -> None:
        self._indexed = indexed
        if self._asked.words:
            self._ask(self._asked.words)
        self._show()

    def _cannot_index(self, reason: str) -> None:
        self._indexed = ""
        self.notify(reason, title="Not indexed", severity="error", timeout=15)
        self._show()

    # -- keys ------------------------------------------------------------------------------------

    async def action_search(self) -> None:
        """Ask for words, and look for them as they are typed."""
        line = await self._line.get()
        before, words = self._kept.typed, self._asked.words

        def done(typed: str | None) -> None:
            self._is_typing = False
            self.set_focus(self._list)
            if typed is None and before and typed != before:
                self._kept.typed = before
                self._ask(words)
            elif not typed:
                self._leave()
                return
            self._show()

        move, page = self.action_move, self._list.page
        moves = {"down": 1, "up": -1, "pagedown": page, "pageup": -page}
        self._is_typing = True
        line.ask(
            done,
            text=before,
            changed=self._typed,
            keys={key: partial(move, by) for key, by in moves.items()},
        )
        line.tell([*button("Enter", "keep", "enter"), *button("Esc", "back", "escape")])
        self._show()

    def action_move(self, by: int) -> None:
        """Move the cursor by passages."""
        self._list.move_by(by)
        self._moved()

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        row = self._list.cursor + pages * self._list.page
        self._list.move_to(row, way=pages)
        self._moved()

    def action_article(self, by: int) -> None:
        """Go to the first passage of the next article, or of the one before."""
        self._list.move_by_articles(by)
        self._moved()

    def action_edge(self, which: int) -> None:
        """Go to the first (-1) or the last (1) passage."""
        self._list.move_to(0 if which < 0 else self._list.row_count - 1, way=-which)
        self._moved()

    def action_sort(self) -> None:
        """Sort by the next that there is."""
        self._kept.sort = SORTS[(SORTS.index(self._kept.sort) + 1) % len(SORTS)]
        self._ask(self._asked.words)

    def action_open(self) -> None:
        """Read the article under the cursor, at the hit."""
        self._open(self._list.cursor)

    def _open(self, row: int) -> None:
        at = self._kept.results.at(row)
        if at is not None:
            self._moved()
            host_of(self).show_hit(at[0].number, self._kept.results.words, at[1])

    @on(PassageList.Pressed)
    def _row_clicked(self, event: PassageList.Pressed) -> None:
        is_line = isinstance(self._kept.results.rows[event.row], Line)
        self._list.move_to(event.row)
        self._moved()
        if event.is_cursor and is_line and not self._is_typing:
            self._open(event.row)

    @on(Bar.Pressed)
    async def _bar_pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(host_of(self).help_groups("search")))

    def action_back(self) -> None:
        """Go back to where one was."""
        self._leave()

    def _leave(self) -> None:
        self.app.pop_screen()


def _line() -> PromptLine:
    from tui.widgets.prompt_line import PromptLine

    return PromptLine(" search: ", _TYPE, id="search-line")
