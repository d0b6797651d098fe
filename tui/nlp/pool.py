"""Several NLP processes for many texts. It imports no spaCy and holds few texts at a time.

Each worker has a batch of texts at work and one waiting, so that it never waits itself. What one
dies of, or hangs on, is found out: the texts that it had not answered are tried again one by one in
a new process, and a text that ends that one too has failed. All others go on.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Generic, NamedTuple, TypeVar

from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.cue_words import CueWords
from tui.nlp.models import Model
from tui.nlp.running import Answers, Running, worker_command

K = TypeVar("K")

LARGEST = 8
"""Texts of a batch: more are no quicker, and take memory."""
_ROOM = 24_000
"""Code points of a batch; a longer text is one by itself."""
_AT_A_TIME = 2
"""Batches that a worker is sent before it has answered the first."""
_SHARES = 4
"""Batches that each worker gets at least, where there are few texts: the last ones end together."""
_STARTS = 2
"""Times that a worker may end before its model is loaded."""

PATIENCE = 180.0
"""Seconds without a sign of life after which a worker hangs."""

_LOG = logging.getLogger("pullquote.nlp")
_HINT = "see `pullquote doctor`, and the log"


class Answer(NamedTuple, Generic[K]):
    """What became of a text.

    Attributes:
        key: What it was given with.
        analysis: All that was found in it; None when it could not be analysed.
        reason: Why not.
    """

    key: K
    analysis: Analysis | None
    reason: str = ""


class _Text(NamedTuple, Generic[K]):
    key: K
    text: str
    was_tried: bool = False


class Pool:
    """Analyses texts in several processes at once.

    Args:
        model: The model that each of them loads.
        cues: Cue words of the project's own.
        jobs: How many processes there may be; there are never more than batches.
        patience: Seconds without a sign of life after which one is ended.
    """

    def __init__(
        self,
        model: Model,
        cues: CueWords | None = None,
        *,
        jobs: int = 1,
        patience: float = PATIENCE,
    ) -> None:
        self._command = worker_command(model, cues or CueWords(), niceness=0)
        self._jobs = jobs
        self._patience = patience

    async def analyse(
        self,
        texts: Iterator[tuple[K, str]],
        take: Callable[[Sequence[Answer[K]]], None],
        *,
        expected: int | None = None,
    ) -> None:
        """Analyse all texts; their order is not kept. Cancelled, it leaves no process behind.

        Args:
            texts: The texts, each with what it is known by; taken as they are needed.
            take: Called with the answers to some of them, time and again.
            expected: How many there are, where that is known.

        Raises:
            PullquoteError: No text at all can be analysed.
        """
        share = max(1, expected // (self._jobs * _SHARES)) if expected is not None else LARGEST
        supply = _Supply(texts, min(LARGEST, share))
        lanes = [_Lane(self._command, supply, take, self._patience) for _ in range(self._jobs)]
        tasks = [asyncio.create_task(lane.run()) for lane in lanes]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            for task in tasks:  # once only: a second time would cut short how they end
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end


class _Supply(Generic[K]):
    """Hands out batches: what is to be tried again first."""

    def __init__(self, texts: Iterator[tuple[K, str]], largest: int) -> None:
        self._texts = texts
        self._largest = largest
        self._again: deque[list[_Text[K]]] = deque()
        self._next: _Text[K] | None = None

    def batch(self) -> list[_Text[K]]:
        """Return the next batch; an empty one when there is no text left."""
        if self._again:
            return self._again.popleft()
        batch: list[_Text[K]] = []
        size = 0
        while len(batch) < self._largest and (text := self._take()):
            size += len(text.text)
            if batch and size > _ROOM:
                self._next = text
                break
            batch.append(text)
        return batch

    def _take(self) -> _Text[K] | None:
        taken, self._next = self._next, None
        if taken is None and (found := next(self._texts, None)):
            taken = _Text(*found)
        return taken

    def give_back(self, batches: Sequence[list[_Text[K]]]) -> None:
        """Take back batches that nobody has worked on."""
        self._again.extend(batches)

    def suspect(self, texts: Sequence[_Text[K]]) -> None:
        """Have texts tried again, each by itself: a worker ended at one of them."""
        self._again.extend([text._replace(was_tried=True)] for text in texts)


class _Sent(NamedTuple, Generic[K]):
    """A batch that a worker has."""

    request: int
    texts: list[_Text[K]]
    answers: Answers


class _Lane(Generic[K]):
    """One worker after the other, and what it has to do."""

    def __init__(
        self,
        command: Sequence[str],
        supply: _Supply[K],
        take: Callable[[Sequence[Answer[K]]], None],
        patience: float,
    ) -> None:
        self._command = command
        self._supply = supply
        self._take = take
        self._patience = patience
        self._running: Running | None = None
        self._sent: deque[_Sent[K]] = deque()
        self._last_request = 0
        self._failed_starts = 0

    async def run(self) -> None:
        """Work until nothing is left."""
        try:
            while await self._send_some():
                await self._finish_one()
        finally:
            if self._running is not None:
                await self._running.close()

    async def _send_some(self) -> bool:
        """Send batches; tell whether the worker has any."""
        while len(self._sent) < _AT_A_TIME and (batch := self._supply.batch()):
            if self._running is None:  # not before there is something to do
                self._running = await Running.start(self._command)
            self._last_request += 1
            answers = self._running.expect(self._last_request)
            self._sent.append(_Sent(self._last_request, batch, answers))
            texts = [text.text for text in batch]
            await self._running.send({"id": self._last_request, "texts": texts})
        return bool(self._sent)

    async def _finish_one(self) -> None:
        """Wait for the answers to the first batch that was sent."""
        sent = self._sent[0]
        left = dict(enumerate(sent.texts))
        answered: list[Answer[K]] = []
        try:
            while not await self._has_all(sent, left, answered):
                pass
        except _EndedError as error:
            await self._begin_anew(list(left.values()), str(error))
        else:
            self._sent.popleft()
        if answered:
            self._take(answered)

    async def _has_all(
        self, sent: _Sent[K], left: dict[int, _Text[K]], answered: list[Answer[K]]
    ) -> bool:
        """Take one message; tell whether it was the last.

        Raises:
            _EndedError: There is none, and why.
        """
        try:
            async with asyncio.timeout(self._patience):
                message = await sent.answers.get()
        except TimeoutError:
            raise _EndedError(f"no sign of life for {self._patience:g} seconds") from None
        if message is None:
            raise _EndedError
        number = message.get("text")
        if isinstance(number, int) and number in left:
            text = left.pop(number)
            found = message.get("analysis")
            analysis = None if found is None else Analysis.from_json(found)
            answered.append(Answer(text.key, analysis, str(message.get("failed", ""))))
        return bool(message.get("complete"))

    async def _begin_anew(self, suspects: list[_Text[K]], reason: str) -> None:
        """Go on with another worker after this one ended or was found to hang."""
        waiting = [sent.texts for sent in self._sent][1:]
        self._sent.clear()
        running = self._running
        if running is None:
            return
        if reason:
            with suppress(ProcessLookupError):
                running.process.kill()
        await running.close()
        self._running = None
        _LOG.warning("a worker ended (%s): %s", running.code, running.last_words())
        if running.fatal is not None:
            raise running.fatal
        self._supply.give_back(waiting)
        if not running.is_ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise PullquoteError(f"the NLP process cannot be started{running.tail()}", _HINT)
            self._supply.give_back([suspects])
        elif len(suspects) == 1 and suspects[0].was_tried:
            # What it said last may be of another text: that is for the log.
            reason = reason or f"the NLP process died (exit code {running.code})"
            self._take([Answer(suspects[0].key, None, f"twice: {reason}")])
        else:
            self._supply.suspect(suspects)


class _EndedError(Exception):
    """A worker will not answer any more; why, if it has not ended by itself."""
