"""Breaking what a panel says into rows. The article is wrapped elsewhere: offsets matter there."""

from __future__ import annotations

from collections.abc import Iterator

from tui.widgets.cells import cells_of, clusters, shown


def folded(text: str, cells: int) -> list[str]:
    """Return `text` as the terminal may have it, in rows of at most so many cells, one at least.

    Broken at white space, which is one space then; a word that is wider than a row is cut. A sign
    that is wider than a row stands alone in one that is too wide.
    """
    rows: list[str] = []
    row, used = "", 0
    for word in _words(text, max(1, cells)):
        width = cells_of(word)
        if row and used + 1 + width > cells:
            rows.append(row)
            row, used = word, width
        else:
            row, used = (f"{row} {word}", used + 1 + width) if row else (word, width)
    return [*rows, row]


def _words(text: str, cells: int) -> Iterator[str]:
    """Yield the words of `text`; one that is too wide in pieces."""
    for word in shown(text).split():
        if cells_of(word) <= cells:
            yield word
            continue
        start = used = 0
        for at, _, width in clusters(word):
            if used + width > cells and at > start:
                yield word[start:at]
                start, used = at, 0
            used += width
        yield word[start:]
