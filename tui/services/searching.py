"""A search through one article, that never keeps the keys waiting.

Words are found in slices, between which keys are handled; a regular expression in a process of its
own, which is ended when it takes too long or when another search takes its place.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from subprocess import DEVNULL, PIPE, Popen
from time import monotonic
from typing import NamedTuple

from tui.model.search import Hits, Query, compiled, longest, next_hit, slices
from tui.model.span import Span
from tui.services.regex_process import ENCODING, ERRORS

_TURN = 0.003
"""Seconds that are searched between two looks at the keys."""
_BETWEEN_TOLD = 0.1
"""Seconds between two tellings of how many there are by now."""
_AT_ONCE = 1 << 16
"""Code points that are searched at once, on the key: about a millisecond."""
_TYPING = 0.1
"""Seconds that a regular expression waits for more to be typed."""
PATIENCE = 10.0
"""Seconds after which a regular expression is given up."""
_SPARE = 5.0
"""Seconds after which its process ends itself, where nobody ends it."""


class Step(NamedTuple):
    """A hit one goes to, and whether the way led around an end of the text."""

    hit: Span
    is_around: bool = False


class Search:
    """The hits of one query in one text, as far as they are known.

    Args:
        text: The article's text.
        query: What is looked for.

    Attributes:
        hits: Those that are known, from the start of the text on.
        is_complete: Whether those are all.
        problem: Why there are no more, or an empty string.
    """

    def __init__(self, text: str, query: Query) -> None:
        self.query = query
        self.hits = Hits()
        self.is_complete = False
        self.problem = ""
        self._text = text
        self._known_to = 0
        self._pattern = None
        try:
            if query.words and not query.is_corpus:
                self._pattern = compiled(query)
        except ValueError as error:
            self.problem = f"no regular expression: {error}"

    def touching(self, start: int, end: int) -> list[Span]:
        """Return the hits that share a code point with `start` to `end`."""
        if self.is_complete or self._known_to >= end:
            return self.hits.touching(start, end)
        return self._here(start, end)

    def _here(self, start: int, end: int) -> list[Span]:
        """Return the hits of a part that was not searched yet."""
        if self._pattern is None or self.query.is_regex:
            return self.hits.touching(start, end)
        length = longest(self.query)
        found: list[Span] = []
        at = max(0, start - length)
        while hit := next_hit(self._pattern, self._text, at, min(len(self._text), end + length)):
            found.append(hit)
            at = hit.end
        return [hit for hit in found if hit.overlaps(Span(start, end))]

    def first(self, at: int) -> Step | None:
        """Return the first hit at `at` or after it, else the first of all; None if none is known.

        It searches a little by itself: the view is to be there before the next key.
        """
        number = self.hits.first_from(at)
        if number < len(self.hits):
            return Step(self.hits[number])
        if self.is_complete:
            return Step(self.hits[0], is_around=True) if len(self.hits) else None
        return self._near(at)

    def _near(self, at: int) -> Step | None:
        """Return the first hit at `at` or a little after it: words are quickly found."""
        if self._pattern is None or self.query.is_regex:
            return None
        end = min(len(self._text), at + _AT_ONCE)
        hit = next_hit(self._pattern, self._text, at, end)
        return Step(hit) if hit else None

    def beyond(self, hit: Span | None, at: int, by: int) -> Step | None:
        """Return the next hit (1) or the one before (-1), around the ends once all are known.

        Args:
            hit: The hit one is at, or None.
            at: Where one is when there is no such hit.
            by: 1 or -1.
        """
        if by > 0 and not self.is_complete:
            return self.first(hit.end if hit else at)
        count = len(self.hits)
        if not count:
            return None
        number = self.hits.first_from(hit.start if hit else at) + (by if hit or by < 0 else 0)
        if not 0 <= number < count and not self.is_complete:
            return None
        return Step(self.hits[number % count], is_around=not 0 <= number < count)

    def number_of(self, hit: Span) -> int | None:
        """Return the number of a hit, counted from 0; None while it is not known."""
        number = self.hits.first_from(hit.start)
        return number if number < len(self.hits) else None

    async def run(self, told: Callable[[], None]) -> None:
        """Find all hits; calls `told` now and then, and at the end."""
        if self._pattern is not None:
            await (self._run_process(told) if self.query.is_regex else self._run_slices(told))
        self.is_complete = not self.problem
        told()

    async def _run_slices(self, told: Callable[[], None]) -> None:
        turn = last_told = monotonic()
        for hits in self._slices():
            self._add(hits)
            now = monotonic()
            if now < turn + _TURN:
                continue
            if now > last_told + _BETWEEN_TOLD:
                told()
                last_told = now
            await asyncio.sleep(0)
            turn = monotonic()

    def _slices(self) -> Iterable[list[Span]]:
        """Return the hits of each slice of the text."""
        return slices(self.query, self._text)

    def _add(self, hits: list[Span]) -> None:
        self.hits.add(hits)
        if hits:
            self._known_to = hits[-1].end

    async def _run_process(self, told: Callable[[], None]) -> None:
        await asyncio.sleep(_TYPING)
        try:
            process = _start()
        except OSError as error:
            self.problem = f"cannot search: {error.strerror or error}"
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self._talk(process, told)
        except TimeoutError:
            self.problem = f"given up after {PATIENCE:.0f} s: this pattern takes too long"
        except (OSError, ValueError):
            self.problem = "the search broke off"
        finally:
            _end(process)

    async def _talk(self, process: Popen[bytes], told: Callable[[], None]) -> None:
        await asyncio.to_thread(_send, process, self.query.words, self._text)
        last_told = 0.0
        while (found := json.loads(await asyncio.to_thread(_read_line, process))) is not None:
            self._add([Span(*pair) for pair in zip(found[::2], found[1::2], strict=True)])
            if monotonic() > last_told + _BETWEEN_TOLD:
                told()
                last_told = monotonic()


# A plain process, which is talked to in threads: one of asyncio's that is told twice to stop while
# it starts is left behind. Here it is gone when `_end` returns, and what a thread waits for ends.


def _start() -> Popen[bytes]:
    places = [place or os.getcwd() for place in sys.path]  # noqa: PTH109 - as Python itself does
    return Popen(
        (sys.executable, "-P", "-m", "tui.services.regex_process"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
    )


def _send(process: Popen[bytes], words: str, text: str) -> None:
    asked = json.dumps({"words": words, "seconds": PATIENCE + _SPARE}).encode()
    if process.stdin is not None:
        process.stdin.write(asked + b"\n" + text.encode(ENCODING, ERRORS))
        process.stdin.close()


def _read_line(process: Popen[bytes]) -> bytes:
    return process.stdout.readline() if process.stdout else b""


def _end(process: Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was not sent yet has nowhere to go
            if pipe is not None:
                pipe.close()
