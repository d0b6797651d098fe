"""The list of the articles to start from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Offset

from tui.model.article_filter import ArticleFilter, completed
from tui.screens import library_columns
from tui.screens.host import host_of
from tui.screens.keys.library import LIBRARY
from tui.screens.late import Late
from tui.screens.library_columns import Sorting
from tui.screens.library_counting import CountingScreen
from tui.store.catalog.filtering import VALUES
from tui.store.catalog.listing import Row, Share
from tui.widgets.article_list import ArticleList, Column
from tui.widgets.bar import Bar, Part, button
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.screens.jump import Target
    from tui.widgets.prompt_line import PromptLine

_TYPE = "words, source: date: state: assigned:me annotator: label: has:unsure suggested:"


class LibraryScreen(CountingScreen):
    """The articles with how far one is; Enter opens one.

    Args:
        at: The id of the article that has the cursor; the first one's if it is none.
    """

    BINDING_GROUP_TITLE = "Articles"
    BINDINGS: ClassVar[list[BindingType]] = list(LIBRARY)

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._wanted = at
        self._at = 0
        self._rows: Sequence[int] = ()
        self._shown: dict[int, Row] = {}
        self._share = Share()
        self._has_mine = False
        self._columns: list[Column] = []
        self._sorting = Sorting()
        self._typed = ""
        self._is_filtering = False
        self._filter_line = Late(self, _filter_line, before="#keys")

    def compose(self) -> ComposeResult:
        """Build the list."""
        yield Bar(id="header")
        yield Bar(id="heading")
        yield ArticleList(id="articles")
        yield KeyBar(id="keys")

    @property
    def _list(self) -> ArticleList:
        return self.query_one(ArticleList)

    def on_mount(self) -> None:
        """List the articles."""
        self.set_focus(self._list)
        self._at = self._corpus.number_of(self._wanted) or 0
        self._fit()
        self._show_keys()
        if unread := self._corpus.problem_count:
            s = "s" * (unread != 1)
            count = f"{unread} file{s} or line{s}"
            key = host_of(self).key_of("library.problems")
            tells = f"{key} tells which, and why." if key else "They are under “not read”."
            self.notify(f"{count} could not be read: {tells}", severity="warning")

    def on_resize(self, event: events.Resize) -> None:
        """Give the title the room there is."""
        self._fit()

    def _fit(self) -> None:
        self._columns = library_columns.columns(self.app.size.width, self._corpus.listing)
        self._has_mine = self._corpus.listing.has_mine()
        self._relist()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer `!` only when there are problems; while one types, keys are letters."""
        if not any(f"action_{action}" in vars(kind) for kind in (type(self), LibraryScreen)):
            return True
        if self._is_filtering:
            return False
        if action == "problems":
            return bool(self._corpus.problem_count)
        if action == "unfilter":
            return bool(self._typed)
        return True

    # -- showing ---------------------------------------------------------------------------------

    def _relist(self) -> None:
        """List what fits the filter, sorted; the cursor stays on its article or the one after."""
        wanted = ArticleFilter(self._typed)
        column, is_reversed = self._sorting
        if wanted.is_empty and not (column or is_reversed):
            rows = self._corpus.order
        else:
            rows = self._corpus.listing.numbers(wanted, column, is_reversed=is_reversed)
        before, self._rows = self._rows, rows
        self._shown.clear()
        empty = "There are no articles." if wanted.is_empty else self._no_article_fits()
        cursor = self._cursor(before)
        self._list.list_rows(len(rows), self._texts, self._columns, cursor=cursor, empty=empty)
        heading = library_columns.heading(self._columns, self._sorting)
        self.query_one("#heading", Bar).show(heading)
        self._show_header()

    def _no_article_fits(self) -> str:
        key = host_of(self).key_of("library.unfilter")
        return f"No article fits. {key} lists all again." if key else "No article fits."

    def _cursor(self, before: Sequence[int]) -> int:
        """Return the row of the article with the cursor, or of the next if it is not listed."""
        if not self._at:
            return self._list.cursor
        with suppress(ValueError):
            return self._rows.index(self._at)
        with suppress(ValueError):
            listed = set(self._rows)
            after = islice(before, before.index(self._at), None)
            number = next((number for number in after if number in listed), 0)
            return self._rows.index(number)
        return self._list.cursor

    def _texts(self, row: int) -> list[str]:
        if self._rows[row] not in self._shown:  # those around it will be asked for next
            page = self._list.page
            near = self._rows[max(0, row - page) : row + page + 1]
            self._shown = self._corpus.listing.rows(near)
        shown = self._shown.get(self._rows[row])
        return library_columns.texts(shown, self._columns, has_mine=self._has_mine)

    def _show_header(self) -> None:
        workspace = host_of(self).workspace
        count, unread = len(self._corpus), self._corpus.problem_count
        right = [Part(f" {workspace.settings.annotator} ", "dim")]
        if unread:
            key = host_of(self).key_of("library.problems")
            told = f" {unread} not read: {key} ".replace(":  ", " ")
            right.insert(0, Part(told, "bad", "problems"))
        if unsaved := host_of(self).unsaved:
            right.insert(0, Part(f" NOT SAVED: {unsaved} ", "bad"))
        left = [Part(" pullquote", "strong"), Part(f"  {count:,} article{'s' * (count != 1)} ")]
        is_wide = self.app.size.width >= library_columns.ROOMY
        if (is_wide or not self._typed) and self._share.articles:
            left.append(Part(library_columns.share_told(self._share, in_full=is_wide)))
        if self._typed:
            left.append(Part(f" {len(self._rows):,} listed: ", "strong", "filter"))
            left.append(Part(self._typed, "strong", "filter", shrinks=True))
        self.query_one("#header", Bar).show(left, right)

    def _show_keys(self) -> None:
        self.call_after_refresh(self.query_one(KeyBar).show_keys, self)

    # -- how far one is --------------------------------------------------------------------------

    @property
    def _sorted_by(self) -> str:
        return self._sorting.column

    def _know(self, share: Share) -> None:
        """Show what has become known of how far one is."""
        self._share = share
        columns = library_columns.columns(self.app.size.width, self._corpus.listing)
        if columns != self._columns:  # something is suggested now, or nothing any more
            self._fit()
        elif library_columns.depends_on_progress(ArticleFilter(self._typed), self._sorting):
            self._relist()
        else:
            self._shown.clear()
            self._list.list_again()
            self._show_header()

    # -- moving ----------------------------------------------------------------------------------

    def go_to(self, article_id: str) -> None:
        """Put the cursor on an article, when it is listed."""
        number = self._corpus.number_of(article_id)
        if number is not None and number in self._rows:
            self._at = number
            self._list.move_to(self._rows.index(number))

    def _move_to(self, row: int) -> None:
        self._list.move_to(row)
        if self._rows:
            self._at = self._rows[self._list.cursor]

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._move_to(self._list.cursor + by)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self._move_to(self._list.cursor + pages * self._list.page)

    def action_edge(self, which: int) -> None:
        """Go to the first (-1) or the last (1) article."""
        self._move_to(0 if which < 0 else len(self._rows) - 1)

    def action_open(self) -> None:
        """Read the article under the cursor."""
        if self._rows:
            host_of(self).show_reader(self._rows[self._list.cursor])

    @on(ArticleList.Pressed)
    def _row_clicked(self, event: ArticleList.Pressed) -> None:
        self._move_to(event.row)
        if event.is_cursor and not self._is_filtering:
            self.action_open()

    # -- sorting and filtering -------------------------------------------------------------------

    def action_sort(self) -> None:
        """Sort by the next column, after the last one in no order of a column."""
        names = ["", *(column.name for column in self._columns)]
        at = names.index(self._sorting.column) if self._sorting.column in names else -1
        self._sorting = Sorting(names[(at + 1) % len(names)])
        self._relist()

    def action_reverse(self) -> None:
        """Sort the other way round."""
        self._sorting = self._sorting._replace(is_reversed=not self._sorting.is_reversed)
        self._relist()

    def action_sort_by(self, column: str) -> None:
        """Sort by a column; by the one it is sorted by already, the other way round."""
        if self._sorting.column == column:
            self.action_reverse()
        else:
            self._sorting = Sorting(column)
            self._relist()

    async def action_filter(self) -> None:
        """Ask which articles to list, and list them as one types."""
        line = await self._filter_line.get()

        def done(typed: str | None) -> None:
            self._is_filtering = False
            self.set_focus(self._list)
            self._filter(typed or "")
            self._show_keys()

        moves = {"down": 1, "up": -1, "pagedown": self._list.page, "pageup": -self._list.page}
        self._is_filtering = True
        line.ask(
            done,
            text=self._typed,
            changed=self._filter,
            keys={
                "tab": partial(self._complete, line),
                **{key: partial(self.action_move, by) for key, by in moves.items()},
            },
        )
        is_roomy = self.app.size.width >= library_columns.ROOMY
        line.tell([
            *(button("Tab", "complete", "tab") if is_roomy else ()),
            *button("Enter", "keep", "enter"),
            *button("Esc", "list all", "escape"),
        ])  # fmt: skip
        self._show_keys()

    def _complete(self, line: PromptLine) -> None:
        """Complete the last word that is typed: a field, or what it may have."""
        labels = [one.name.casefold() for one in host_of(self).workspace.settings.scheme.labels]
        line.text = completed(line.text, {**VALUES, "label": labels, "suggested": [
            *labels, "neither", "unsure",
        ]})  # fmt: skip
        self._filter(line.text)

    def _filter(self, typed: str) -> None:
        self._typed = typed.strip()
        self._relist()

    def action_unfilter(self) -> None:
        """List all articles again."""
        self._filter("")
        self._show_keys()

    # -- what else there is ----------------------------------------------------------------------

    def action_search(self) -> None:
        """Search all articles for words in them."""
        host_of(self).show_search()

    async def action_jump(self) -> None:
        """Put letters on all articles and buttons in sight."""
        from tui.screens.jump import JumpScreen

        await self.app.push_screen(JumpScreen(list(self._jump_targets())))

    def _jump_targets(self) -> Iterator[Target]:
        from tui.screens.jump import Target, buttons

        view = self._list
        for y, row in enumerate(view.rows_in_view):
            at = view.region.offset + Offset(0, y)
            yield Target(at, partial(host_of(self).show_reader, self._rows[row]))
        yield from buttons(self)

    @on(Bar.Pressed)
    async def _bar_pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)

    def action_problems(self) -> None:
        """Show what could not be read."""
        from tui.screens.problems import ProblemsScreen

        self.app.push_screen(ProblemsScreen(self._corpus.problems))

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(host_of(self).help_groups("library")))

    async def action_quit(self) -> None:
        """Quit."""
        await host_of(self).action_quit()


def _filter_line() -> PromptLine:
    from tui.widgets.prompt_line import PromptLine

    return PromptLine(" list: ", _TYPE, id="filter-line")
