"""Which format reads a file and which one writes an export; each imported when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO, cast

from tui.formats.annotated import Annotated
from tui.formats.problem import Problem
from tui.model.article import Article

Reader = Callable[[Path], Iterator[Article | Problem]]
Writer = Callable[[Iterable[Annotated], IO[bytes]], int]

_READERS = {
    ".txt": "tui.formats.text:read_text",
    ".md": "tui.formats.text:read_text",
    ".jsonl": "tui.formats.jsonl_articles:read_jsonl",
}
_WRITERS = {
    "native": "tui.formats.native:write_native",
    "prodigy": "tui.formats.prodigy:write_prodigy",
}
SUFFIXES = tuple(_READERS)
"""The endings of the files that articles are read from."""

EXPORTS = tuple(_WRITERS)
"""The names of the formats that annotations are written in."""

ENTITIES = "entities"
"""The name of the format that corrected entities are written in: no annotations."""

WITH_TOKENS = frozenset({"prodigy"})
"""The exports that want the article's tokens."""


def reader_for(path: Path) -> Reader | None:
    """Return what reads `path`, by its ending; None when nothing does."""
    place = _READERS.get(path.suffix.lower())
    return cast("Reader", _load(place)) if place else None


def writer_for(name: str) -> Writer:
    """Return what writes the export called `name`, one of `EXPORTS`."""
    return cast("Writer", _load(_WRITERS[name]))


def _load(place: str) -> object:
    module, function = place.split(":")
    return getattr(import_module(module), function)
