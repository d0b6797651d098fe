"""The list of the articles to start from."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import ClassVar

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable
from textual.worker import Worker, get_current_worker

from tui.errors import PullquoteError
from tui.screens.host import host_of
from tui.services.workspace import Progress
from tui.widgets.bar import Bar, Part
from tui.widgets.cells import shown
from tui.widgets.key_bar import KeyBar

_COLUMNS = (("title", 0), ("quotes", 7), ("decided", 8), ("state", 12))
_PADDING = 2 * len(_COLUMNS) + 2
_SIGNS = {
    "no quotes": " ",
    "new": "·",
    "started": "◐",
    "done": "✓",
    "unsure": "?",
    "unreadable": "!",
}


class LibraryScreen(Screen[None]):
    """The articles with how far one is; Enter opens one."""

    BINDING_GROUP_TITLE = "Articles"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", priority=True, id="library.open", tooltip="Read it"),
        Binding("j", "move(1)", "down", show=False, id="library.down", tooltip="Next article"),
        Binding("k", "move(-1)", "up", show=False, id="library.up", tooltip="Article before"),
        Binding("g", "edge(-1)", "top", show=False, id="library.top", tooltip="To the first"),
        Binding("G,shift+g", "edge(1)", "end", show=False, id="library.bottom",
                tooltip="To the last"),
        Binding("exclamation_mark", "problems", "problems", id="library.problems",
                tooltip="What could not be read"),
        Binding("question_mark,f1", "help", "help", id="leaving.help", tooltip="All keys"),
        Binding("q", "quit", "quit", id="leaving.quit", tooltip="Quit"),
    ]  # fmt: skip

    def __init__(self, at: int = 0) -> None:
        super().__init__()
        self._at = at

    def compose(self) -> ComposeResult:
        """Build the table."""
        yield Bar(id="header")
        yield DataTable[Text](cursor_type="row", zebra_stripes=False, id="articles")
        yield KeyBar(id="keys")

    @property
    def _table(self) -> DataTable[Text]:
        return self.query_one(DataTable)

    def on_mount(self) -> None:
        """List the articles."""
        workspace = host_of(self).workspace
        table = self._table
        for name, width in _COLUMNS:
            table.add_column(name, key=name, width=width or self._title_width())
        for number, article in enumerate(workspace.articles):
            title = Text(shown(article.title), no_wrap=True, overflow="ellipsis")
            table.add_row(title, Text("…"), Text("…"), Text("…"), key=str(number))
        table.move_cursor(row=self._at)
        self._show_header()
        self.query_one(KeyBar).show_keys(self)
        if workspace.problems:
            self.call_after_refresh(self.action_problems)

    def _title_width(self) -> int:
        others = sum(width for _, width in _COLUMNS)
        return max(10, self.app.size.width - others - _PADDING)

    def _show_header(self) -> None:
        workspace = host_of(self).workspace
        count = len(workspace.articles)
        right = [Part(f" {workspace.settings.annotator} ", "dim")]
        if workspace.problems:
            right.insert(0, Part(f" {len(workspace.problems)} not read: ! ", "bad", "problems"))
        if unsaved := host_of(self).unsaved:
            right.insert(0, Part(f" NOT SAVED: {unsaved} ", "bad"))
        self.query_one("#header", Bar).show(
            [Part(" pullquote", "strong"), Part(f"  {count} article{'s' * (count != 1)}")], right
        )

    def on_resize(self, event: events.Resize) -> None:
        """Give the title the room there is."""
        table = self._table
        for column in table.columns.values():
            if column.key.value == "title":
                column.width = self._title_width()
        table.refresh()

    @on(events.ScreenResume)
    def look_again(self) -> None:
        """Find out anew how far one is."""
        self._show_header()
        self._look()

    @work(thread=True, exclusive=True, group="progress", exit_on_error=False)
    def _look(self) -> None:
        """Find out how far one is with each article, in a thread: each one is a file to read."""
        workspace = host_of(self).workspace
        worker = get_current_worker()
        for number, article in enumerate(workspace.articles):
            if worker.is_cancelled:
                return
            progress = workspace.progress(article)
            self.app.call_from_thread(self._show_progress, number, progress)
        self.app.call_from_thread(self._analyse_ahead)

    @work(exclusive=True, group="ahead", exit_on_error=False)
    async def _analyse_ahead(self) -> None:
        """Analyse what is not, one after the other: its quotes are counted, and it opens ready."""
        workspace = host_of(self).workspace
        for number, article in enumerate(workspace.articles):
            if workspace.cached(article) is not None:
                continue
            try:
                async with aclosing(workspace.analyse(article)) as parts:
                    async for _ in parts:
                        pass
            except PullquoteError as error:
                from tui.nlp.process import NotAnalysedError

                if not isinstance(error, NotAnalysedError):
                    return  # no other can be either; it is told where an article is opened
            self._show_progress(number, await asyncio.to_thread(workspace.progress, article))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell when something in the background failed."""
        host_of(self).tell_failed(event.worker)

    @on(events.ScreenSuspend)
    def _leave_the_rest(self) -> None:
        """Let the article that is opened have the NLP process for itself."""
        self.workers.cancel_group(self, "ahead")

    def _show_progress(self, number: int, progress: Progress) -> None:
        table = self._table
        quotes = "–" if progress.quotes is None else str(progress.quotes)
        cells = (
            quotes,
            str(progress.decided),
            f"{_SIGNS[progress.state]} {progress.state}",
        )
        for (name, _), cell in zip(_COLUMNS[1:], cells, strict=True):
            table.update_cell(str(number), name, Text(cell))

    def go_to(self, index: int) -> None:
        """Put the cursor on the article with this number."""
        self._table.move_cursor(row=index)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._table.move_cursor(row=self._table.cursor_row + by)

    def action_edge(self, which: int) -> None:
        """Go to the first (-1) or the last (1) article."""
        self._table.move_cursor(row=0 if which < 0 else self._table.row_count - 1)

    def action_open(self) -> None:
        """Read the article under the cursor."""
        if self._table.row_count:
            host_of(self).show_reader(self._table.cursor_row)

    @on(DataTable.RowSelected)
    def _row_clicked(self) -> None:
        self.action_open()

    @on(Bar.Pressed)
    async def _bar_pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer `!` only when there are problems."""
        if action == "problems":
            return bool(host_of(self).workspace.problems)
        return True

    def action_problems(self) -> None:
        """Show what could not be read."""
        from tui.screens.problems import ProblemsScreen

        self.app.push_screen(ProblemsScreen(host_of(self).workspace.problems))

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(host_of(self).help_groups()))

    async def action_quit(self) -> None:
        """Quit."""
        await host_of(self).action_quit()
