"""The keys that find words and quotes, copy them, and walk what was found."""

from __future__ import annotations

from textual.binding import BindingType

from tui.screens.keys.binding import key

FINDING: list[BindingType] = [
    key("slash", "find", "words", "Find words in the article", "find", group="find"),
    key(
        "asterisk",
        "find_word",
        "speaker",
        "Find the focused quote's speaker, or the focused entity",
        group="find",
    ),
]
COPYING: list[BindingType] = [
    key("number_sign", "go_to_quote", "quote", "Go to a quote by its number", group="find"),
    key("y", "copy", "copy", "Copy the quote, or what is selected", group="find"),
]
CORPUS: list[BindingType] = [
    key(
        "ctrl+f",
        "search_corpus",
        "corpus",
        "Search all articles, for what is selected or the focused entity",
        group="find",
    ),
]
HITS: list[BindingType] = [
    key("n", "hit(1)", "next", "Next hit", "next", group="hits"),
    key("N,shift+n", "hit(-1)", "previous", "Previous hit", "previous", group="hits"),
    key("escape", "close_find", "close", "Close the find bar", "close", group="hits"),
]
"""They work while the find bar stands, in place of the reader's own on the same keys."""
FOUND: list[BindingType] = [
    key("escape", "results", "results", "Back to what was found in all articles", "results"),
]
"""They work in an article that was opened from there."""
