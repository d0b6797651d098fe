"""The table of keys: for a terminal, and for the README."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.binding import Binding

from tui.screens.keys.group import KeyGroup, all_bindings
from tui.screens.keys.keymap import NO_KEY
from tui.widgets.key_bar import key_name

_MOST = 3
"""Of many keys for one thing (h, ←, shift+←) so many are enough to know."""


def keys_shown(binding: Binding) -> str:
    """Return a binding's keys as they stand on a keyboard, or an empty string."""
    names = dict.fromkeys(key_name(key) for key in binding.key.split(",") if key != NO_KEY)
    return " ".join(list(names)[:_MOST])


def as_lines(groups: Sequence[KeyGroup]) -> Iterator[str]:
    """Yield the table as text: keys, what they do, and the id that `[keys]` takes."""
    rows = [(keys_shown(one), one.tooltip, one.id or "") for _, one in all_bindings(groups)]
    first, second = (max((len(row[column]) for row in rows), default=0) for column in (0, 1))
    for number, group in enumerate(groups):
        if number:
            yield ""
        yield group.title
        for _, one in all_bindings([group]):
            keys = keys_shown(one) or "–"
            yield f"  {keys:<{first}}  {one.tooltip:<{second}}  {one.id}".rstrip()


def as_markdown(groups: Sequence[KeyGroup]) -> Iterator[str]:
    """Yield the table as Markdown, one table a group."""
    for number, group in enumerate(groups):
        if number:
            yield ""
        yield from (f"**{group.title}**", "", "| key | what it does | name |", "|---|---|---|")
        for _, one in all_bindings([group]):
            keys = " ".join(f"{_code(key)}" for key in keys_shown(one).split())
            yield f"| {keys} | {_escaped(one.tooltip)} | `{one.id}` |"


def _escaped(text: str) -> str:
    return text.replace("|", r"\|").replace("<", "&lt;").replace(">", "&gt;")


def _code(key: str) -> str:
    """Return a key as code in a table's cell, where a bar and a backtick need care."""
    if key == "`":
        return "`` ` ``"
    return f"`{key}`".replace("|", r"\|")
