"""The keys of the search through the corpus."""

from __future__ import annotations

from functools import partial

from textual.binding import BindingType

from tui.screens.keys import binding

_key = partial(binding.key, group="search")
SEARCH: list[BindingType] = [
    _key("enter", "open", "open", "Read it, at this place", "open"),
    _key("j,down", "move(1)", "down", "Next passage"),
    _key("k,up", "move(-1)", "up", "Passage before"),
    _key("n,tab", "article(1)", "next-article", "Next article", "article"),
    _key("p,shift+tab", "article(-1)", "previous-article", "Article before"),
    _key("space,pagedown", "page(1)", "page-down", "A page down"),
    _key("b,pageup", "page(-1)", "page-up", "A page up"),
    _key("g,home", "edge(-1)", "top", "To the first"),
    _key("G,shift+g,end", "edge(1)", "bottom", "To the last that is listed by now"),
    _key(
        "slash,ctrl+f",
        "search",
        "words",
        'Search: words, "a phrase", begin* -not OR title: source: date:',
        "search",
    ),
    _key("s", "sort", "sort", "Sort: the best first, the latest, by title", "sort"),
    _key("escape,q", "back", "back", "Back to where one was", "back"),
    _key("question_mark,f1", "help", "help", "All keys", "help"),
]
