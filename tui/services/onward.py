"""Reading articles one after the other: what a file was opened for is not done again for each.

To come to an article in a compressed archive, all before it has to be unpacked; in a feed, parsed.
Whoever asks for the articles in their order should not wait for that each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from tui.formats.articles.found import Found, Reading
from tui.formats.articles.registry import reader_name
from tui.formats.problem import Problem
from tui.model.article import Article
from tui.services.scan import articles_in
from tui.store.catalog.articles import Place
from tui.store.durable import Signature

if TYPE_CHECKING:
    from tui.formats.articles.tarred import Unpacked

_OFTEN = 5
"""Times that a file is begun again until it is unpacked for good."""
_FEW = 30
"""Articles that are passed over; to begin at one that is further on is quicker."""


class _Pass(NamedTuple):
    """A file that is being read from front to back, and the state it was in."""

    path: Path
    state: Signature | None
    left: Iterator[Found | Problem]


class Onward:
    """Reads articles; the quicker, the nearer an article is behind the one before. For one thread.

    Args:
        reading: How files are read.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._pass: _Pass | None = None
        self._begun = 0
        self._unpacked: Unpacked | None = None

    def close(self) -> None:
        """Close what is open."""
        self._pass = None
        if self._unpacked is not None:
            self._unpacked.close()
            self._unpacked = None

    def read(self, place: Place, state: Signature | None) -> Article | Problem | None:
        """Read an article.

        Args:
            place: Where it was.
            state: The state that its file is in now; None when that cannot be told.

        Returns:
            The article, why it cannot be read, or None when it is not in its file any more.
        """
        is_same = state is not None and state == place.state

        def is_it(found: Found | Problem) -> TypeGuard[Found]:
            if isinstance(found, Problem):
                return False
            return found.where == place.whereabouts if is_same else found.article.id == place.id

        if self._pass and self._pass[:2] == (place.path, state):
            for found in islice(self._pass.left, _FEW if is_same else None):
                if is_it(found):
                    return found.article
        left = self._begin(place, state, place.whereabouts if is_same else "")
        return _sought(left, is_it, 1 if is_same else None)

    def _begin(
        self, place: Place, state: Signature | None, start: str
    ) -> Iterator[Found | Problem]:
        """Begin to read a file, at an article of it."""
        if self._pass and self._pass[:2] == (place.path, state):
            self._begun += 1
            if self._begun == _OFTEN and reader_name(place.path.name) == "tarred":
                from tui.formats.articles.tarred import unpacked

                self._unpacked = unpacked(place.path)
        else:
            self.close()
            self._begun = 0
        left = articles_in(place.path, place.below, self._reading, start, file=self._unpacked)
        self._pass = _Pass(place.path, state, left)
        return left


def _sought(
    left: Iterator[Found | Problem],
    is_it: Callable[[Found | Problem], TypeGuard[Found]],
    most: int | None,
) -> Article | Problem | None:
    """Return the article among the next ones; a problem when there is nothing but those."""
    problem, is_any = None, False
    for found in islice(left, most):
        if is_it(found):
            return found.article
        if isinstance(found, Problem):
            problem = problem or found
        else:
            is_any = True
    return None if is_any else problem
