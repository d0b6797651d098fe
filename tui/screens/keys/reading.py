"""The keys that move in an article, choose what is shown of it, and leave it."""

from __future__ import annotations

from textual.binding import BindingType

from tui.screens.keys.binding import key

READING: list[BindingType] = [
    key("n,tab", "next_quote(1)", "next-quote", "Next quote", "next"),
    key("p,shift+tab", "next_quote(-1)", "previous-quote", "Previous quote"),
    key(
        "N,shift+n",
        "next_open",
        "next-open",
        "Next undecided quote, then the next that is unsure",
        "open",
    ),
    key("j,down", "scroll(1)", "down", "Scroll a row down"),
    key("k,up", "scroll(-1)", "up", "Scroll a row up"),
    key("space,pagedown", "page(1)", "page-down", "Scroll a page down"),
    key("b,pageup", "page(-1)", "page-up", "Scroll a page up"),
    key("g,home", "edge(-1)", "top", "To the top"),
    key("G,shift+g,end", "edge(1)", "bottom", "To the end"),
    key("right_square_bracket", "article(1)", "next-article", "Next article", "article"),
    key("left_square_bracket", "article(-1)", "previous-article", "Previous article"),
    key("left_curly_bracket", "measure(-4)", "narrower", "Shorter rows"),
    key("right_curly_bracket", "measure(4)", "wider", "Longer rows"),
    key("i", "indirect", "indirect", "Indirect quotes on or off"),
    key("a", "attitudes", "attitudes", "Attitudes on or off: what is thought, and not said"),
    key("plus", "confidence(1)", "surer", "Hide more quotes of low confidence"),
    key("minus", "confidence(-1)", "less-sure", "Show more quotes of low confidence"),
    key("ctrl+k", "switch_analysis", "analysis", "Stop the analysis, or make it again"),
    key("L,shift+l", "library", "library", "List of the articles"),
    key("e", "entities", "entities", "Entities on or off", "entities"),
    key("E,shift+e", "entity_types", "entity-types", "Entity types, one by one"),
]
LEAVING: list[BindingType] = [
    key("question_mark,f1", "help", "help", "All keys", "help", group="leaving"),
    key("q", "back", "back", "Back to the list, or quit", "quit", group="leaving"),
]
