"""The client of the NLP process. It imports no spaCy and never blocks the event loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from typing import Any

from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.cue_words import CueWords
from tui.model.packed import Spans
from tui.nlp.models import Model
from tui.nlp.protocol import Part
from tui.nlp.running import HINT, Running, worker_command

__all__ = ["NlpProcess", "NotAnalysedError", "Part"]

_LOG = logging.getLogger("pullquote.nlp")


class NotAnalysedError(PullquoteError):
    """One article cannot be analysed; another one may be."""


class NlpProcess:
    """The NLP process of one model: started with the first request, restarted when it dies.

    Requests are answered in their order, one at a time. It belongs to one event loop.

    Args:
        model: The model to load.
        cues: Cue words of the project's own.
    """

    def __init__(self, model: Model, cues: CueWords | None = None) -> None:
        self.model = model
        self.cues = cues or CueWords()
        self._running: Running | None = None
        self._starting = asyncio.Lock()
        self._last_id = 0

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._running.process.pid if self._running and self._running.is_alive else None

    async def start(self) -> None:
        """Start the process if it does not run; otherwise the first request does."""
        await self._ensure()

    async def analyse(self, text: str) -> AsyncGenerator[Part, None]:
        """Yield what is found in `text`: each part holds all of the parts before it.

        A process that dies is started again once; what was already told is not told twice.

        Raises:
            NotAnalysedError: The text defeats it, or it died twice.
            PullquoteError: The model cannot be loaded, or the process cannot be started.
        """
        done = -1
        for _ in range(2):
            running = await self._ensure()
            self._last_id += 1
            request = self._last_id
            answers = running.expect(request)
            collected = Analysis()
            try:
                await running.send({"id": request, "text": text})
                while (message := await answers.get()) is not None:
                    part = self._part(message, collected)
                    collected = part.analysis
                    if part.done > done or part.complete:
                        done = part.done
                        yield part
                    if part.complete:
                        return
            finally:
                running.forget(request)
            await running.ended()
            _LOG.warning("the NLP process ended (%s): %s", running.code, running.last_words())
            if running.fatal is not None:
                raise running.fatal
        raise NotAnalysedError(f"the NLP process died twice{running.tail()}", HINT)

    async def analyse_whole(self, text: str) -> Analysis:
        """Return the complete analysis of one text.

        Raises:
            PullquoteError: As `analyse`.
        """
        analysis = Analysis()
        async for part in self.analyse(text):
            analysis = part.analysis
        return analysis

    async def close(self) -> None:
        """End the process, at once even when it works."""
        running, self._running = self._running, None
        if running is not None:
            await running.close()

    async def _ensure(self) -> Running:
        async with self._starting:
            if self._running is None or not self._running.is_alive:
                if self._running is not None:
                    await self._running.close()
                self._running = await Running.start(worker_command(self.model, self.cues))
            return self._running

    def _part(self, message: dict[str, Any], before: Analysis) -> Part:
        if "error" in message:
            raise NotAnalysedError(f"the article cannot be analysed: {message['error']}", HINT)
        new = Analysis.from_json(message["analysis"])
        complete = bool(message["complete"])
        analysis = Analysis(
            sentences=Spans(before.sentences) + new.sentences,
            tokens=Spans(before.tokens) + new.tokens,
            entities=new.entities if complete else (*before.entities, *new.entities),
            quotes=new.quotes if complete else before.quotes + new.quotes,
        )
        return Part(int(message["done"]), int(message["total"]), analysis, complete)
