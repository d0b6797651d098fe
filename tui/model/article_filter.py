"""Filtering a list of articles by words and by fields, as in `bridge source:globe state:new`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_TERM = re.compile(r'(?:(\w+):)(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+)')
FIELDS = ("source", "date", "state", "annotator", "assigned", "label", "suggested", "has")
"""The fields that can be asked for, as `field:value`."""

_BEGINNINGS = tuple(f"{field}:" for field in FIELDS)


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


def completed(typed: str, values: Mapping[str, Iterable[str]]) -> str:
    """Return what is typed with its last word completed: to a field, else to a value of its field.

    Args:
        typed: The terms.
        values: What may be asked for, by field, in small letters; of any other field it is not
            known.
    """
    last = next((one for one in _TERM.finditer(typed) if one.end() == len(typed)), None)
    if last is None or '"' in last[0]:
        return typed
    field, _, value, _, word = last.groups()
    begun, offered = (value, values.get(field.casefold(), ())) if field else (word, _BEGINNINGS)
    found = next((one for one in offered if one.startswith(begun.casefold())), None)
    if found is None:
        return typed
    return typed.removesuffix(begun) + (f'"{found}"' if " " in found else found)
