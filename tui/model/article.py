"""One text to read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Article:
    """One text to read, its characters kept exactly as the file has them.

    Attributes:
        id: Stable and unique in a corpus; names the article's database.
        text: The file's characters, never changed, not even a carriage return.
        title: What the lists and the header show.
        place: Where it came from, for messages: `path` or `path:line`.
        date: As the source gives it, or an empty string; likewise `source` and `url`.
        metadata: Every other key of its JSON line.
    """

    id: str
    text: str
    title: str
    place: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    metadata: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.text or self.text.isspace()

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        return text_sha256(self.text)


def text_sha256(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
