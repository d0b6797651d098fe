"""The app: puts workspace, screens, themes and saving together."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widget import Widget

from tui.driver import compact_driver
from tui.errors import PullquoteError
from tui.keeping import LOOK, KeepingApp
from tui.model.printable import flat, printable, without_controls
from tui.progress import counted
from tui.remembered import Remembered
from tui.screens.keys.everywhere import EVERYWHERE_KEYS
from tui.screens.keys.registry import groups_in_use, key_elsewhere, key_names, keymap_of
from tui.screens.reader import ReaderScreen, reader_for
from tui.services.corpus import opened_corpus
from tui.services.files import default_paths
from tui.services.workspace import Workspace
from tui.settings import Settings
from tui.sturdy import run_to_the_end
from tui.themes import THEMES, completed, theme_names
from tui.widgets.key_bar import key_name

_LONGEST_KEY = 0.25
"""Seconds that a key waits for the one before it at most."""

if TYPE_CHECKING:
    from tui.model.article import Article
    from tui.screens.keys.group import KeyGroup
    from tui.screens.search_results import Searched
    from tui.services.session import Session


class PullquoteApp(KeepingApp):
    """The reader of one workspace."""

    TITLE = "pullquote"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE_KEYS

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        for theme in THEMES:
            self.register_theme(theme)
        self._remembered = Remembered(workspace.settings, self.available_themes, os.environ)
        # Set before the app runs: a change of theme later would style everything twice.
        self.set_reactive(App.theme, self._remembered.theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.view = self._remembered.view()
        keymap = keymap_of(workspace.settings)
        self._reader_type = reader_for(workspace.settings.scheme, keymap)
        self.set_keymap(keymap.without(self._reader_type.BINDINGS))
        self._told, self._told_until, self._warned_until = "", 0.0, 0.0
        self.note = ""
        self._touched = 0.0
        self._searched: Searched | None = None

    # -- start and end ---------------------------------------------------------------------------

    def get_driver_class(self) -> type[Driver]:
        """Send fewer bytes to the terminal than Textual would."""
        return compact_driver(super().get_driver_class())

    def get_css_variables(self) -> dict[str, str]:
        """Complete the theme with the colours that the reader draws with."""
        palette = self.workspace.settings.reader.palette
        made = completed(super().get_css_variables(), self.current_theme, palette)
        self.theme_variables = made
        return made

    def get_default_screen(self) -> Screen[None]:
        """Begin in the article when there is only one, else in the list."""
        corpus = self.workspace.corpus
        if len(corpus) == 1 and not corpus.problems:
            return self._reader_type(corpus.order[0])
        from tui.screens.library import LibraryScreen

        return LibraryScreen(self._remembered.article or "")

    def on_unmount(self) -> None:
        """Keep what was chosen for the next run."""
        self._remembered.keep(self.theme, self.view)

    def on_mount(self) -> None:
        """Leave what is not needed to see the first screen until it is there."""
        self.call_after_refresh(self._started)

    def _started(self) -> None:
        """Do what can wait for the first paint."""
        # Nothing that is loaded by now will ever be garbage: without it in the way, a collection
        # in the middle of a page turn takes a millisecond and not fifty.
        gc.freeze()
        gc.enable()
        self._count_targets()
        self.set_interval(LOOK, self._look)
        if unknown := self._remembered.unknown_theme:
            known = ", ".join(theme_names(self.available_themes))
            self.notify(f"There is no theme {unknown!r}. There are: {known}")
        if self.note:
            self.notify(self.note)
        if self.workspace.cache.problem:
            self.notify(f"Analyses are not kept: {self.workspace.cache.problem}")

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell something at the side of the screen: never as markup, never raw, never twice."""
        if message == self._told and monotonic() < self._told_until:
            return
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self._told, self._told_until = message, monotonic() + seconds
        if severity != "information":
            self._warned_until = max(self._warned_until, self._told_until)
        super().notify(
            printable(message), title=title, severity=severity, timeout=seconds, markup=markup
        )

    def tell_switch(self, message: str, seconds: float = 3) -> None:
        """Tell shortly what was switched, in place of what was told before: it may come often.

        Warnings stay, and what is told then comes beside them.
        """
        self.untell()
        self.notify(message, timeout=seconds)

    def untell(self) -> None:
        """Take away what was told before, as it does not hold any more; warnings stay."""
        if monotonic() > self._warned_until:
            # In its turn: what a key typed just before has told may not be there yet.
            self.call_later(self.clear_notifications)
            self._told = ""

    async def on_event(self, event: events.Event) -> None:
        """Note every key and click for the time that a decision takes, then go on as usual.

        A key waits until the one before it is done with: it may have moved the focus, or begun to
        ask. So what is typed in one burst does what it does when typed slowly.
        What is pasted may hold anything; only the text of it is taken.
        """
        if self.is_leaving and isinstance(event, events.Key | events.Paste):
            return  # what is typed after the key that ends it has no screen any more
        if isinstance(event, events.InputEvent):
            self._touched = monotonic()
        if isinstance(event, events.Paste):
            event.text = without_controls(event.text)
        if isinstance(event, events.Key | events.MouseDown | events.MouseScrollDown):
            for screen in self.screen_stack:
                if isinstance(screen, ReaderScreen):
                    screen.clock.touch()
        is_key = isinstance(event, events.Key) and not event.is_forwarded
        target = (self.focused or self.screen) if is_key else None
        await super().on_event(event)
        if target is not None and event.is_forwarded:  # no binding of ours took it at once
            await _until_idle(target)
            if self.screen is not target.screen:  # it has left something to the screen beneath
                await _until_idle(self.screen)

    @property
    def quiet_seconds(self) -> float:
        """How long nobody has pressed a key or moved the mouse."""
        return monotonic() - self._touched

    def session_of(self, article: Article) -> Session:
        """Return the session on `article`, which the next start begins with.

        Raises:
            PullquoteError: The annotator's store of it cannot be opened.
        """
        self._remembered.article = article.id
        return super().session_of(article)

    # -- screens ---------------------------------------------------------------------------------

    def show_reader(self, number: int) -> None:
        """Read the article with this number in the catalog."""
        if isinstance(self.screen_stack[0], ReaderScreen):  # the only article, beneath the list
            self.pop_screen()
            return
        try:
            self.open_ahead(self.workspace.corpus.article(number))
        except PullquoteError as error:
            self._tell_not_opened(error)
            return
        self.push_screen(self._reader_type(number))

    def show_search(self, words: str = "") -> None:
        """Search all articles: for these words, else go on with the last search."""
        from tui.screens.search import SearchScreen
        from tui.screens.search_results import Searched

        if self._searched is None:
            self._searched = Searched()
        beneath = self.screen_stack[-2] if len(self.screen_stack) > 1 else None
        if isinstance(beneath, SearchScreen):
            self.pop_screen()
            if words:
                beneath.search_for(words)
            return
        if self._is_widened():
            self.push_screen(SearchScreen(self._searched, words))

    def show_hit(self, number: int, words: str, at: int | None) -> None:
        """Read the article with this number, at a hit of what was searched for in all of them.

        In the reader that the search was begun from, if it was; else over what was found.
        """
        readers = (one for one in self.screen_stack if isinstance(one, ReaderScreen))
        reader = next(readers, None)
        try:
            if reader is not None:
                reader.show_hit(number, words, at)
                while self.screen is not reader:
                    self.pop_screen()
                return
            self.open_ahead(self.workspace.corpus.article(number))
        except PullquoteError as error:
            self._tell_not_opened(error)
            return
        reader = self._reader_type(number)
        reader.show_hit(number, words, at)
        self.push_screen(reader)

    def _is_widened(self) -> bool:
        """Take the only article into the catalog; tell whether that could be done."""
        try:
            self.workspace.corpus.widen()
        except PullquoteError as error:
            self._tell_not_opened(error)
            return False
        return True

    def _tell_not_opened(self, error: PullquoteError) -> None:
        self.notify(str(error), title="Not opened", severity="error", timeout=15)

    def show_library(self, article_id: str) -> None:
        """Show the list of articles, at this one."""
        from tui.screens.library import LibraryScreen

        if any(isinstance(one, LibraryScreen) for one in self.screen_stack):
            while not isinstance(self.screen, LibraryScreen):
                self.pop_screen()
            self.screen.go_to(article_id)
        elif self._is_widened():
            # Over the reader: Textual cannot switch the screen that an app begins with.
            self.push_screen(LibraryScreen(article_id))

    async def leave_reader(self, article_id: str) -> None:
        """Go back to the list the reader was opened from, or quit."""
        if len(self.screen_stack) == 1:
            await self.action_quit()
        elif hasattr(self.screen_stack[-2], "go_to"):
            self.show_library(article_id)
        else:
            self.pop_screen()

    def key_of(self, name: str) -> str:
        """Return the key that a binding has, as it stands on a keyboard; or an empty string."""
        known = self._key_names.get(name)
        if known is None:  # of a panel or a dialog: asked for when that comes up
            known = self._key_names[name] = key_elsewhere(self.workspace.settings, name)
        return known

    @cached_property
    def _key_names(self) -> dict[str, str]:
        return key_names(self.workspace.settings)

    def help_groups(self, context: str = "") -> list[KeyGroup]:
        """Return all bindings under the headings that help shows; those of `context` first."""
        groups = groups_in_use(self.workspace.settings)
        return sorted(groups, key=lambda group: group.context != context)

    def action_focus_next(self) -> None:
        """Leave the focus where it is: on each screen one place takes the keys, and none other."""

    def action_focus_previous(self) -> None:
        """Leave the focus where it is."""

    def action_next_theme(self) -> None:
        """Put on the next theme: the program's own first, then Textual's."""
        names = theme_names(self.available_themes)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.tell_switch(f"Theme: {self.theme}")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every key of the screen in the palette, beside Textual's own commands."""
        yield from super().get_system_commands(screen)
        if isinstance(screen, ReaderScreen):
            yield analysis_command(screen)
        seen: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if not binding.id or binding.id in seen or not active.enabled or active.node is self:
                continue
            seen.add(binding.id)
            yield SystemCommand(
                # With a project's own labels in it, which Textual would draw as they are.
                printable(flat(binding.tooltip or binding.description)),
                f"key {key_name(binding.key)}",
                lambda action=binding.action, node=active.node: self.call_later(
                    self.run_action, action, node
                ),
            )


def analysis_command(screen: ReaderScreen) -> SystemCommand:
    """Offer to stop the analysis while it goes on, else to make it again."""
    name, what = "Analyse again", "Find names and quotes anew; decisions stay"
    if screen.is_analysing:
        name, what = "Stop the analysis", "What it has found so far stays"
    return SystemCommand(name, what, screen.action_switch_analysis)


async def _until_idle(widget: Widget) -> None:
    """Wait until a widget has taken in what was sent to it; for so long only that nothing hangs."""
    done = asyncio.Event()
    if widget.is_running and widget.call_later(done.set):
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_KEY):
                await done.wait()


def run(settings: Settings, paths: Sequence[Path], note: str = "") -> None:
    """Open the reader on `paths`, or on seeds/ when there are none; returns when it is left.

    Args:
        settings: The settings of the run.
        paths: The files and folders.
        note: What is told once the first screen is there.

    Raises:
        PullquoteError: There is nothing to read, or the keys of the scheme clash.
    """
    with counted("reading articles") as count:
        paths = paths or default_paths(Path.cwd())
        corpus = opened_corpus(paths, settings, count=count)
    if not len(corpus):
        problems = "; ".join(str(problem) for problem in corpus.problems)
        raise PullquoteError(problems or "there are no articles there", "name files of articles")
    app = PullquoteApp(Workspace(settings, corpus))
    app.note = note
    if len(corpus) == 1:
        app.open_ahead(corpus.article(corpus.order[0]))
    run_to_the_end(app, settings)
