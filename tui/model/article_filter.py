"""Filtering a list of articles by words and by fields, as in `bridge source:globe state:new`."""

from __future__ import annotations

import re

_TERM = re.compile(r'(?:(\w+):)(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+)')
FIELDS = ("source", "date", "state", "annotator", "assigned", "label", "suggested", "has")
"""The fields that can be asked for, as `field:value`."""


class ArticleFilter:
    """Which articles are listed: those that every term of `typed` fits, in any case.

    A term is a word, or `field:value`; a value with spaces stands in quote marks. A field without a
    value yet fits all. What is no field is a word.

    Args:
        typed: The terms.

    Attributes:
        words: The words, in small letters.
        fields: The fields with their values, in small letters.
    """

    def __init__(self, typed: str = "") -> None:
        self.words: list[str] = []
        self.fields: list[tuple[str, str]] = []
        for field, quoted, plain, phrase, word in _TERM.findall(typed.casefold()):
            value = quoted or plain
            if field in FIELDS:
                self.fields += [(field, value)] if value else []
            else:
                self.words.append(f"{field}:{value}" if field else phrase or word)

    @property
    def is_empty(self) -> bool:
        """Whether it lets all articles pass."""
        return not self.words and not self.fields
