"""Two texts with the words marked in which they differ: by brackets, told without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_MOST = 400
"""Words of each that are compared: the time grows with their square."""


def marked_words(was: str, now: str) -> tuple[str, str]:
    """Return both texts on one line, with what the other has not in brackets."""
    before, after = was.split(), now.split()
    if max(len(before), len(after)) > _MOST:
        return " ".join(before), " ".join(after)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return (
        " ".join(_marked(before, [(tag != "equal", i, j) for tag, i, j, _, _ in steps])),
        " ".join(_marked(after, [(tag != "equal", i, j) for tag, _, _, i, j in steps])),
    )


def _marked(words: Sequence[str], parts: Sequence[tuple[bool, int, int]]) -> Iterator[str]:
    for differs, start, end in parts:
        if start < end:
            said = " ".join(words[start:end])
            yield f"[{said}]" if differs else said
