"""Parts of the README that are made, between two marks."""

from __future__ import annotations


def with_part(text: str, begin: str, end: str, part: str) -> str:
    """Return a text with a part between two marks.

    Raises:
        ValueError: A mark is missing.
    """
    before, first, rest = text.partition(begin)
    _, last, after = rest.partition(end)
    if not first or not last:
        raise ValueError(f"there is no {begin} or no {end}")
    return f"{before}{begin}\n{part}\n{end}{after}"
