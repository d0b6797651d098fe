"""Which format writes an export; each imported when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import IO, cast

from tui.formats.annotated import Annotated

Writer = Callable[[Iterable[Annotated], IO[bytes]], int]

_WRITERS = {
    "native": "tui.formats.native:write_native",
    "prodigy": "tui.formats.prodigy:write_prodigy",
}
EXPORTS = tuple(_WRITERS)
"""The names of the formats that annotations are written in."""

ENTITIES = "entities"
"""The name of the format that corrected entities are written in: no annotations."""

WITH_TOKENS = frozenset({"prodigy"})
"""The exports that want the article's tokens."""


def writer_for(name: str) -> Writer:
    """Return what writes the export called `name`, one of `EXPORTS`."""
    module, function = _WRITERS[name].split(":")
    return cast("Writer", getattr(import_module(module), function))
