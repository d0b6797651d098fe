"""All keys of the program, in the order that help shows them.

A new group of the reader's is one line in `_outer` or, when it works only at times and then before
the others, in `_INNER`; one of another screen or of a widget is one line in `_ELSEWHERE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from tui.model.scheme import Scheme
from tui.screens.keys.deciding import DECIDING
from tui.screens.keys.entities import CORRECTING, MARKING, WALKING
from tui.screens.keys.everywhere import EVERYWHERE_KEYS
from tui.screens.keys.finding import COPYING, CORPUS, FINDING, FOUND, HITS
from tui.screens.keys.group import EVERYWHERE, KeyGroup, all_bindings
from tui.screens.keys.jumping import JUMPING
from tui.screens.keys.keymap import Keymap
from tui.screens.keys.moved import MOVED
from tui.screens.keys.panels import COVERED, FILTERED, PANELS
from tui.screens.keys.reading import LEAVING, READING
from tui.screens.keys.scheme import scheme_keys
from tui.screens.keys.suggested import SUGGESTED
from tui.screens.keys.table import keys_shown

if TYPE_CHECKING:
    from tui.settings import Settings

READER = "reader"
"""The context of the keys in front of an article."""

_INNER = (
    KeyGroup("Correcting an entity (after ; , or a click)", "entity", CORRECTING),
    KeyGroup("While selecting, too", "selecting", MARKING),
    KeyGroup("While the find bar stands", "hits", HITS),
    KeyGroup("While a panel lies over the article", "covered", COVERED),
    KeyGroup("While the quotes are filtered", "filtered", FILTERED),
    KeyGroup("In an article that was found in the search", "searched", FOUND),
)
"""What comes and goes in the reader; of two that are there at once the first has a key."""

_ELSEWHERE = (
    ("Selecting (after v, or with the mouse)", "selecting",
     "tui.widgets.selectable_article", "SelectableArticle"),
    ("Choosing a type", "entity panel", "tui.widgets.entity_panel", "EntityPanel"),
    ("Giving a label", "label panel", "tui.widgets.label_panel", "LabelPanel"),
    ("Writing a note", "note panel", "tui.widgets.note_panel", "NotePanel"),
    ("Changing the speaker", "speaker panel", "tui.widgets.speaker_panel", "SpeakerPanel"),
    ("List of articles", "library", "tui.screens.keys.library", "LIBRARY"),
    ("Search through all articles", "search", "tui.screens.keys.search", "SEARCH"),
    ("While there are letters to jump to", "jump", "tui.screens.keys.jumping", "IN_JUMP"),
    ("The guideline", "guideline", "tui.screens.guideline", "GuidelineScreen"),
    ("Help", "help", "tui.screens.help", "HelpScreen"),
    ("Choosing entity types", "types", "tui.screens.entity_types", "EntityTypesDialog"),
    ("Orphans", "orphans", "tui.screens.orphans", "OrphansDialog"),
    ("What could not be read", "problems", "tui.screens.problems", "ProblemsScreen"),
    ("Not saved", "unsaved", "tui.screens.unsaved", "UnsavedDialog"),
)  # fmt: skip
"""Title, context, module, and what has the bindings there: a class, or a list of them.

The modules are imported only when they are asked for.
"""


def _outer(scheme: Scheme) -> list[KeyGroup]:
    return [
        KeyGroup("Reading", READER, READING),
        KeyGroup("Panels", READER, PANELS),
        KeyGroup("Finding", READER, [*FINDING, *CORPUS, *COPYING, *JUMPING]),
        KeyGroup("Deciding", READER, [*scheme_keys(scheme), *DECIDING]),
        KeyGroup("When a file was imported as suggestions", READER, SUGGESTED),
        KeyGroup("Entities", READER, WALKING),
        KeyGroup("When the article has changed", READER, MOVED),
    ]


_LEAVING = KeyGroup("Leaving", READER, LEAVING)
_EVERYWHERE = KeyGroup("Everywhere", EVERYWHERE, EVERYWHERE_KEYS)


_FOLLOWS = {
    "library.help": "leaving.help",
    "library.quit": "leaving.back",
    "search.help": "leaving.help",
}
"""What has the keys that were chosen for another binding, until it gets its own."""


def _elsewhere() -> Iterator[KeyGroup]:
    for title, context, module, name in _ELSEWHERE:
        found = getattr(import_module(module), name)
        yield KeyGroup(title, context, getattr(found, "BINDINGS", found))


def _readers(scheme: Scheme) -> list[KeyGroup]:
    return [*_outer(scheme), *_INNER, _LEAVING, _EVERYWHERE]


def all_groups(scheme: Scheme) -> list[KeyGroup]:
    """Return every binding of the program with its own keys, by group."""
    return [*_readers(scheme), *_elsewhere()]


def chosen_keys(settings: Settings) -> Keymap:
    """Return the keys that were chosen, whatever they are.

    Raises:
        PullquoteError: There is no key of such a name.
    """
    chosen = settings.keys
    following = {name: chosen[led] for name, led in _FOLLOWS.items() if led in chosen}
    return Keymap({**following, **chosen}, str(settings.file or "pullquote.toml"))


def keymap_of(settings: Settings) -> Keymap:
    """Return the keys that are in use.

    Raises:
        PullquoteError: What `[keys]` says cannot be, or two things want one key.
    """
    keymap = chosen_keys(settings)
    groups = _readers(settings.scheme)
    # Screens and panels are not imported for a start that does not change their keys.
    if keymap.unknown(groups) or any(name.startswith("app.") for name in keymap.keys):
        groups = all_groups(settings.scheme)
    keymap.check(groups)
    return keymap


def groups_in_use(settings: Settings) -> list[KeyGroup]:
    """Return every binding with the keys that are in use, by group.

    Raises:
        PullquoteError: See `keymap_of`.
    """
    return keymap_of(settings).over(all_groups(settings.scheme))


def key_names(settings: Settings) -> dict[str, str]:
    """Return the first key of each binding of the reader, by its id; empty when it has none."""
    return _first_keys(chosen_keys(settings).over(_readers(settings.scheme)))


def key_elsewhere(settings: Settings, name: str) -> str:
    """Return the first key of a binding that is not the reader's own; empty when it has none.

    No module is imported but those of the groups up to the one that has it.
    """
    keymap = chosen_keys(settings)
    found = (_first_keys(keymap.over([group])).get(name) for group in _elsewhere())
    return next((key for key in found if key is not None), "")


def _first_keys(groups: Iterable[KeyGroup]) -> dict[str, str]:
    shown = {one.id or "": keys_shown(one) for _, one in all_bindings(groups)}
    return {name: keys.partition(" ")[0] for name, keys in shown.items()}
