"""What the reader begins with: what was chosen in an earlier run, else what the settings say."""

from __future__ import annotations

from collections.abc import Container, Mapping

from tui.screens.host import View
from tui.settings import Settings
from tui.store.state import Choices, StateFile
from tui.themes import PULLQUOTE_DARK, PULLQUOTE_MONO

_WITHOUT_COLOURS = ("vt", "xterm-mono", "screen.vt", "ansi-mono")
"""How `TERM` begins for terminals that have none. `NO_COLOR` is another matter: a theme is shown
in greys then, by Textual, and lines tell what colours do, see `tui.widgets.looks`."""


class Remembered:
    """The choices of one annotator: read at the start of a run, kept at its end.

    Kept is only what is not as the settings have it: who goes back to that follows them again.

    Args:
        settings: The settings of the run.
        themes: The names of all themes.
        environment: The environment variables.

    Attributes:
        theme: The theme to begin with.
        unknown_theme: The settings' theme when there is none of that name, or an empty string.
        article: The id of the article that was read last, or None; may be set.
    """

    def __init__(
        self, settings: Settings, themes: Container[str], environment: Mapping[str, str]
    ) -> None:
        self._reader = settings.reader
        self._file = StateFile(settings.state, settings.annotator)
        self._before = self._file.load()
        self.article = self._before.article
        wanted = settings.reader.theme
        self.unknown_theme = "" if wanted in themes else wanted
        self._by_itself = PULLQUOTE_DARK.name if self.unknown_theme else wanted
        if settings.reader.monochrome:
            self._by_itself = PULLQUOTE_MONO.name
        chosen = self._before.theme
        self.theme = chosen if chosen is not None and chosen in themes else self._by_itself
        self._has_colours = has_colours(environment)
        if not self._has_colours:
            self.theme = PULLQUOTE_MONO.name

    def view(self) -> View:
        """Return what is switched to begin with."""
        reader, before = self._reader, self._before
        return View(
            advance=reader.advance,
            entities=reader.entities,
            hidden_types=set(reader.hidden_entities),
            outline=before.outline or False,
            inspector=before.inspector or False,
            measure=reader.measure if before.measure is None else before.measure,
        )

    def keep(self, theme: str, view: View) -> None:
        """Keep what is chosen now for the next run; a theme that had to be is no choice."""
        if not self._has_colours:
            chosen = self._before.theme
        else:
            chosen = None if theme == self._by_itself else theme
        self._file.save(
            Choices(
                theme=chosen,
                measure=None if view.measure == self._reader.measure else view.measure,
                outline=view.outline or None,
                inspector=view.inspector or None,
                article=self.article,
            )
        )


def has_colours(environment: Mapping[str, str]) -> bool:
    """Tell whether a terminal has colours, as far as its name tells."""
    term = environment.get("TERM", "")
    return bool(environment.get("COLORTERM")) or not term.startswith(_WITHOUT_COLOURS)
