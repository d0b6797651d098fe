"""The client of the NLP process. It imports no spaCy and never blocks the event loop."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from typing import Any

from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.cue_words import CueWords
from tui.model.packed import Spans
from tui.nlp.models import Model
from tui.nlp.protocol import Part, decode, encode

__all__ = ["NlpProcess", "NotAnalysedError", "Part"]

_LOG = logging.getLogger("pullquote.nlp")

_LINE_LIMIT = 1 << 30
"""asyncio's own limit of 64 KiB is less than the entities of a long text."""
_TAIL = 2000
"""Bytes of the process's standard error that are kept for the error message."""
_PATIENCE = 5.0
"""Seconds that a process gets to end by itself."""
_HINT = "the article can be read and marked by hand without it; see `pullquote doctor`"

# A line of the protocol, or None when the process has ended.
_Answers = asyncio.Queue[dict[str, Any] | None]


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
        self._running: _Running | None = None
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
        raise NotAnalysedError(f"the NLP process died twice{running.tail()}", _HINT)

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

    async def _ensure(self) -> _Running:
        async with self._starting:
            if self._running is None or not self._running.is_alive:
                if self._running is not None:
                    await self._running.close()
                self._running = await _Running.start(_command(self.model, self.cues))
            return self._running

    def _part(self, message: dict[str, Any], before: Analysis) -> Part:
        if "error" in message:
            raise NotAnalysedError(f"the article cannot be analysed: {message['error']}", _HINT)
        new = Analysis.from_json(message["analysis"])
        complete = bool(message["complete"])
        analysis = Analysis(
            sentences=Spans(before.sentences) + new.sentences,
            tokens=Spans(before.tokens) + new.tokens,
            entities=new.entities if complete else (*before.entities, *new.entities),
            quotes=new.quotes if complete else before.quotes + new.quotes,
        )
        return Part(int(message["done"]), int(message["total"]), analysis, complete)


class _Running:
    """One life of the process: its pipes, and who waits for which answer."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.fatal: PullquoteError | None = None
        self._waiting: dict[int, _Answers] = {}
        self._complete: set[int] = set()
        self._stderr: deque[bytes] = deque(maxlen=40)
        self._has_ended = False
        self._readers = [
            asyncio.create_task(self._read_answers()),
            asyncio.create_task(self._read_stderr()),
        ]

    @classmethod
    async def start(cls, command: Sequence[str]) -> _Running:
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                limit=_LINE_LIMIT,
                env=_environment(),
            )
        except OSError as error:
            raise PullquoteError(f"the NLP process cannot be started: {error}", _HINT) from error
        return cls(process)

    @property
    def is_alive(self) -> bool:
        return not self._has_ended and self.process.returncode is None

    def expect(self, request: int) -> _Answers:
        answers: _Answers = asyncio.Queue()
        self._waiting[request] = answers
        if self._has_ended:
            answers.put_nowait(None)
        return answers

    def forget(self, request: int) -> None:
        """Drop what still comes for `request`, and tell the process to leave off."""
        self._waiting.pop(request, None)
        stdin = self.process.stdin
        if request in self._complete or stdin is None or stdin.is_closing() or self._has_ended:
            self._complete.discard(request)
        else:
            stdin.write(encode({"cancel": request}))

    async def send(self, message: dict[str, Any]) -> None:
        # A dead process is noticed where its answers are read.
        with suppress(BrokenPipeError, ConnectionResetError):
            if self.process.stdin is not None:
                self.process.stdin.write(encode(message))
                await self.process.stdin.drain()

    async def ended(self) -> None:
        """Wait until the process is gone and its last words are read."""
        await asyncio.wait(self._readers)
        await self.process.wait()

    async def close(self) -> None:
        stdin = self.process.stdin
        if stdin is not None:
            stdin.close()
        try:
            await asyncio.wait_for(self.process.wait(), _PATIENCE)
        except TimeoutError:
            self.process.kill()
        await self.ended()
        if stdin is not None:
            with suppress(BrokenPipeError, ConnectionResetError):
                await stdin.wait_closed()

    @property
    def code(self) -> int | None:
        """What the process ended with: its exit code, or -N for signal N."""
        return self.process.returncode

    def last_words(self) -> str:
        """Return the last of what the process said on standard error."""
        return b"".join(self._stderr)[-_TAIL:].decode("utf-8", "replace").strip()

    def tail(self) -> str:
        """Return the last line of that, for a message."""
        said = self.last_words().rpartition("\n")[2]
        return f": {said}" if said else f" (exit code {self.code})"

    async def _read_answers(self) -> None:
        stdout = self.process.stdout
        try:
            while stdout is not None and (line := await stdout.readline()):
                try:
                    self._dispatch(decode(line))
                except ValueError:
                    break  # half a line: it died while it wrote
        finally:
            self._has_ended = True
            for answers in self._waiting.values():
                answers.put_nowait(None)

    def _dispatch(self, message: dict[str, Any]) -> None:
        if "fatal" in message:
            self.fatal = PullquoteError(str(message["fatal"]), str(message["hint"]))
        request = message.get("id")
        if not isinstance(request, int) or request not in self._waiting:
            return
        if message.get("complete") or "error" in message:
            self._complete.add(request)
        self._waiting[request].put_nowait(message)

    async def _read_stderr(self) -> None:
        stderr = self.process.stderr
        while stderr is not None and (said := await stderr.read(4096)):
            self._stderr.append(said)


def _command(model: Model, cues: CueWords) -> list[str]:
    command = [sys.executable, "-P", "-m", "tui.nlp.worker", "--model", str(model.path)]
    if cues.digest:
        command += ["--cues", json.dumps(cues.as_json())]
    return command


def _environment() -> dict[str, str]:
    """Return the child's environment: it imports from where we import, whatever the folder."""
    places = [place or os.getcwd() for place in sys.path]  # noqa: PTH109 - as Python itself does
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONUNBUFFERED": "1"}
