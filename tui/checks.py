"""What `pullquote doctor` finds of keys and themes: the services do not know Textual."""

from __future__ import annotations

import os
from collections.abc import Iterator

from textual.theme import BUILTIN_THEMES

from tui.config import Flags, load_settings
from tui.errors import PullquoteError
from tui.remembered import Remembered
from tui.screens.keys.group import all_bindings
from tui.screens.keys.keymap import clash_hint, clashes
from tui.screens.keys.registry import all_groups, chosen_keys
from tui.services.doctor import Check
from tui.settings import Settings
from tui.themes import THEMES, theme_names

_SECTION = "keys and looks"


def keys_and_looks(flags: Flags) -> list[Check]:
    """Look at keys and themes; never raises for what it finds."""
    try:
        settings = load_settings(flags)
    except PullquoteError:
        return []  # the doctor has told that already
    return [*_keys(settings), _theme(settings)]


def _keys(settings: Settings) -> Iterator[Check]:
    groups = all_groups(settings.scheme)
    place = str(settings.file or "pullquote.toml")
    try:
        keymap = chosen_keys(settings)
        keymap.check_names(groups)
    except PullquoteError as error:
        yield Check(_SECTION, "keys", "problem", error.message, error.hint)
        return
    found = clashes(keymap.over(groups))
    for clash in found:
        yield Check(_SECTION, "keys", "problem", clash, clash_hint(place))
    if not found:
        own = f", {len(settings.keys)} of them your own" if settings.keys else ""
        count = len(list(all_bindings(groups)))
        yield Check(_SECTION, "keys", "ok", f"{count} bindings{own}")


def _theme(settings: Settings) -> Check:
    known = theme_names([*BUILTIN_THEMES, *(theme.name for theme in THEMES)])
    remembered = Remembered(settings, known, os.environ)
    if remembered.unknown_theme:
        detail = f"there is no theme {remembered.unknown_theme!r}"
        return Check(_SECTION, "theme", "warning", detail, f"choose one of {', '.join(known)}")
    more = "" if settings.reader.palette == "default" else f", {settings.reader.palette} palette"
    return Check(_SECTION, "theme", "ok", f"{remembered.theme}{more}")
