"""Which module reads a file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from tui.formats.articles.found import ArticleReader

_READERS = {".txt": "text", ".md": "text", ".jsonl": "jsonl"}
SUFFIXES = tuple(_READERS)
"""The endings of the files that articles are read from."""


def reader_for(path: Path) -> ArticleReader | None:
    """Return what reads `path`, by its ending; None when nothing does."""
    name = _READERS.get(path.suffix.lower())
    return cast("ArticleReader", import_module(f"{__package__}.{name}")) if name else None
