"""Reading articles one after the other: what a file was opened for is not done again for each.

To come to an article in a compressed archive, all before it has to be unpacked; in a feed, parsed.
Whoever asks for the articles in their order should not wait for that each time. Nor whoever asks
for them in another order, as an export does: then they are kept on the disk after a while.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from tui.formats.articles.found import Found, Reading
from tui.formats.problem import Problem
from tui.model.article import Article
from tui.services.scan import articles_in
from tui.store.catalog.articles import Place
from tui.store.durable import Signature

if TYPE_CHECKING:
    from tui.services.kept_articles import KeptArticles

_FEW = 30
"""Articles that are passed over; to begin at one that is further on is quicker."""
_OFTEN = 5
"""Times in a row that an article was not among those: so it is not looked for there any more."""
_TRIED_AGAIN = 500
"""After so many times, it is: somebody may go on in order."""
_SLOW = 0.005
"""Seconds to begin at an article, from which on it is slow."""
_LONG = 0.5
"""Seconds for that in all, until the articles are kept."""


class _Pass:
    """A file that is being read.

    Attributes:
        left: What comes next in it.
        missed: How often in a row it was begun again.
        seconds: How long that took in all.
        kept: Its articles, once they are kept; None when they cannot be.
        is_kept: Whether that was tried.
    """

    def __init__(self, path: Path, state: Signature | None) -> None:
        self.file = (path, state)
        self.left: Iterator[Found | Problem] = iter(())
        self.missed = 0
        self.seconds = 0.0
        self.kept: KeptArticles | None = None
        self.is_kept = False


class _Sought(NamedTuple):
    """What is asked for: an article's place, and whether its file is as it was."""

    place: Place
    is_same: bool

    def is_it(self, found: Found | Problem) -> TypeGuard[Found]:
        if isinstance(found, Problem):
            return False
        if self.is_same:
            return found.where == self.place.whereabouts
        return found.article.id == self.place.id


class Onward:
    """Reads articles; the quicker, the nearer an article is behind the one before. For one thread.

    Args:
        reading: How files are read.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._pass: _Pass | None = None

    def close(self) -> None:
        """Close what is open."""
        if self._pass is not None and self._pass.kept is not None:
            self._pass.kept.close()
        self._pass = None

    def read(self, place: Place, state: Signature | None) -> Article | Problem | None:
        """Read an article.

        Args:
            place: Where it was.
            state: The state that its file is in now; None when that cannot be told.

        Returns:
            The article, why it cannot be read, or None when it is not in its file any more.
        """
        sought = _Sought(place, state is not None and state == place.state)
        now = self._pass
        if now is None or now.file != (place.path, state):
            self.close()
            now = self._pass = _Pass(place.path, state)
        elif found := self._further_on(now, sought):
            return found
        return self._begun(now, sought)

    def _further_on(self, now: _Pass, sought: _Sought) -> Article | None:
        """Look for an article where one is in its file."""
        if now.kept is not None and sought.is_same:
            return now.kept.get(sought.place.whereabouts)
        most: int | None = _FEW if sought.is_same else None
        if now.missed >= _OFTEN:
            most = int(now.missed % _TRIED_AGAIN == 0)
        for found in islice(now.left, most):
            if sought.is_it(found):
                now.missed, now.seconds = 0, 0.0
                return found.article
        now.missed += 1
        if now.seconds > max(_LONG, _SLOW * now.missed) and sought.is_same and not now.is_kept:
            self._keep(now, sought.place)
            if now.kept is not None:
                return now.kept.get(sought.place.whereabouts)
        return None

    def _begun(self, now: _Pass, sought: _Sought) -> Article | Problem | None:
        """Read a file from an article on; from its beginning, when that may be anywhere by now."""
        place, start = sought.place, sought.place.whereabouts if sought.is_same else ""
        since = monotonic()
        now.left = articles_in(place.path, place.below, self._reading, start)
        found = _first(now.left, sought.is_it, 1 if sought.is_same else None)
        now.seconds += monotonic() - since
        return found

    def _keep(self, now: _Pass, place: Place) -> None:
        """Keep all articles of a file, unless there is no room for them."""
        from tui.services.kept_articles import KeptArticles

        now.is_kept = True
        kept = None
        try:
            kept = KeptArticles()
            for found in articles_in(place.path, place.below, self._reading):
                if isinstance(found, Found):
                    kept.put(found)
        except OSError:
            if kept is not None:
                kept.close()
            return
        now.kept = kept


def _first(
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
