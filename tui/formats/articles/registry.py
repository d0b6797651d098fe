"""Which module reads a file."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path
from typing import cast

from tui.formats.articles.found import ArticleReader

_READERS = {
    **dict.fromkeys((".txt", ".md"), "text"),
    ".jsonl": "jsonl",
    **dict.fromkeys((".csv", ".tsv"), "delimited"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
    **dict.fromkeys((".rss", ".atom", ".xml"), "feed"),
    ".zip": "zipped",
    **dict.fromkeys((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"), "tarred"),
}
SUFFIXES = tuple(_READERS)
"""The endings of the files that articles are read from."""

ARCHIVES = frozenset({"zipped", "tarred"})
"""The readers of files that have files in them."""

_ROOT_WITHIN = 4_096
_FEED = re.compile(rb"<(?:[A-Za-z]+:)?(?:rss|feed|RDF)[\s>]")


def suffix_of(name: str) -> str:
    """Return the ending by which a file is read, in small letters; "" when nothing reads it."""
    parts = name.lower().split(".")
    # Nothing but an ending is a hidden file, without one.
    endings = ["." + ".".join(parts[-count:]) for count in (2, 1) if any(parts[:-count])]
    return next((ending for ending in endings if ending in _READERS), "")


def reader_name(name: str) -> str:
    """Return the module that reads a file of this name; "" when nothing does."""
    return _READERS.get(suffix_of(name), "")


def reader_for(path: Path) -> ArticleReader | None:
    """Return what reads `path`, by its ending; None when nothing does."""
    name = reader_name(path.name)
    return reader_called(name) if name else None


def reader_called(name: str) -> ArticleReader:
    """Return the reader with a name that `reader_name` gave."""
    return cast("ArticleReader", import_module(f"{__package__}.{name}"))


def is_for_reading(path: Path) -> bool:
    """Tell whether a file that was come across in a folder is one of articles.

    By its ending; but much is `.xml`, so of that only what begins as a feed does.
    """
    suffix = suffix_of(os.path.basename(path))  # noqa: PTH119 - of 100,000 files
    if suffix != ".xml":
        return bool(suffix)
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            return begins_as_feed(file.read(_ROOT_WITHIN))
    except OSError:
        return True  # that it cannot be read is told where it is read


def begins_as_feed(data: bytes) -> bool:
    """Tell whether the first bytes of an XML file are those of an RSS, Atom or RDF feed."""
    return bool(_FEED.search(data.replace(b"\0", b"")[:_ROOT_WITHIN]))
