"""Filtering a list of articles by words and by fields, as in `bridge source:globe state:new`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_TERM = re.compile(r'(?:(\w+):)(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+)')
_UNSURE = "unsure"


class Listed(NamedTuple):
    """What is known of one article; what is not known yet is empty.

    Attributes:
        words: Its title and its id, which plain words are looked for in.
        source: As the article gives it; likewise `date`.
        date: As the article gives it.
        state: How far the annotator is with it: "new", "started", "done", ...
        annotators: Who has decided on a quote of it.
        labels: The names of the labels that the annotator gave in it.
        unsure: Whether the annotator marked a quote of it for later.
    """

    words: str
    source: str = ""
    date: str = ""
    state: str = ""
    annotators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    unsure: bool = False


_FIELDS: Mapping[str, Callable[[Listed, str], bool]] = {
    "source": lambda listed, value: value in listed.source.casefold(),
    "date": lambda listed, value: value in listed.date.casefold(),
    "state": lambda listed, value: listed.state.startswith(value),
    "annotator": lambda listed, value: _any_has(listed.annotators, value),
    "label": lambda listed, value: _any_has(listed.labels, value),
    "has": lambda listed, value: listed.unsure and _UNSURE.startswith(value),
}
FIELDS = tuple(_FIELDS)
"""The fields that can be asked for, as `field:value`."""


class ArticleFilter:
    """Which articles are listed: those that every term of `typed` fits, in any case.

    A term is a word, or `field:value`; a value with spaces stands in quote marks. A field without a
    value yet fits all. What is no field is a word.

    Args:
        typed: The terms.
    """

    def __init__(self, typed: str = "") -> None:
        self._words: list[str] = []
        self._fields: list[tuple[Callable[[Listed, str], bool], str]] = []
        for field, quoted, plain, phrase, word in _TERM.findall(typed.casefold()):
            value = quoted or plain
            if field in _FIELDS:
                self._fields += [(_FIELDS[field], value)] if value else []
            else:
                self._words.append(f"{field}:{value}" if field else phrase or word)

    @property
    def is_empty(self) -> bool:
        """Whether it lets all articles pass."""
        return not self._words and not self._fields

    def fits(self, listed: Listed) -> bool:
        """Tell whether an article is listed."""
        words = listed.words.casefold()
        return all(word in words for word in self._words) and all(
            fits(listed, value) for fits, value in self._fields
        )


def _any_has(names: tuple[str, ...], value: str) -> bool:
    return any(value in name.casefold() for name in names)
