"""Keys that belong together: a heading in help, and the context in which they work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from textual.binding import Binding, BindingType

EVERYWHERE = "everywhere"
"""The context of keys that work beside those of every other one."""


class KeyGroup(NamedTuple):
    """Bindings under one heading.

    Attributes:
        title: The heading; of an inner context it says when its keys work.
        context: Where they work. In one context a key can do one thing only. An inner context,
            which comes and goes over the reader, may take keys of the reader's: they work as
            its own while it is there.
        bindings: The bindings, in the order they are shown.
    """

    title: str
    context: str
    bindings: Sequence[BindingType]


def all_bindings(groups: Iterable[KeyGroup]) -> Iterator[tuple[KeyGroup, Binding]]:
    """Yield each binding with its group; bindings without an id are Textual's own."""
    for group in groups:
        for binding in group.bindings:
            if isinstance(binding, Binding) and binding.id:
                yield group, binding
