"""Spans out of tags, as tolerant as conlleval is.

`B-`, `I-` and `O`; `E-` and `S-` of BIOES; `L-` and `U-` of BILOU. What goes on without having
begun begins there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

TAG = re.compile(r"O|_|([BIESLU])-(.+)")


class Tagged(NamedTuple):
    """A run of words with a label; `last` is the word after it."""

    first: int
    last: int
    label: str


def tagged(tags: Iterable[str]) -> Iterator[Tagged]:
    """Yield the runs that tags tell.

    Raises:
        ValueError: A tag is none.
    """
    run: Tagged | None = None
    for number, tag in enumerate(tags):
        sign, label = _parts(tag)
        if run and (sign in "BSUO" or run.label != label):
            yield run
            run = None
        if sign != "O":
            run = Tagged(run.first if run else number, number + 1, label)
        if run and sign in "ESLU":
            yield run
            run = None
    if run:
        yield run


def _parts(tag: str) -> tuple[str, str]:
    match = TAG.fullmatch(tag)
    if match is None:
        raise ValueError(f"{tag[:40]!r} is no tag: O, or B- or I- with a label")
    return match[1] or "O", match[2] or ""
