"""The keys of the list of articles."""

from __future__ import annotations

from functools import partial

from textual.binding import BindingType

from tui.screens.keys import binding

_key = partial(binding.key, group="library")
LIBRARY: list[BindingType] = [
    _key("enter", "open", "open", "Read it", "open"),
    _key("j,down", "move(1)", "down", "Next article"),
    _key("k,up", "move(-1)", "up", "Article before"),
    _key("space,pagedown", "page(1)", "page-down", "A page down"),
    _key("b,pageup", "page(-1)", "page-up", "A page up"),
    _key("g,home", "edge(-1)", "top", "To the first"),
    _key("G,shift+g,end", "edge(1)", "bottom", "To the last"),
    _key(
        "slash",
        "filter",
        "filter",
        "List only some: by words, source: date: state: assigned:me annotator: label: has:unsure "
        "has:suggestion suggested:",
        "filter",
    ),
    _key("ctrl+f", "search", "search", "Search all articles for words in them", "search"),
    _key("escape", "unfilter", "unfilter", "List all again", "list all"),
    _key("s", "sort", "sort", "Sort by the next column", "sort"),
    _key("S,shift+s", "reverse", "reverse", "Sort the other way round"),
    _key("f", "jump", "jump", "Letters on all articles and buttons: type them to go", "jump"),
    _key("exclamation_mark", "problems", "problems", "What could not be read", "problems"),
    _key("question_mark,f1", "help", "help", "All keys", "help"),
    _key("q", "quit", "quit", "Quit", "quit"),
]
