"""One life of the NLP process: its pipes, and who waits for which answer."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from tui.errors import PullquoteError
from tui.model.cue_words import CueWords
from tui.nlp.models import Model
from tui.nlp.protocol import decode, encode

HINT = "the article can be read and marked by hand without it; see `pullquote doctor`"

_LINE_LIMIT = 1 << 30
"""asyncio's own limit of 64 KiB is less than the entities of a long text."""
_TAIL = 2000
"""Bytes of the process's standard error that are kept for the error message."""
_PATIENCE = 5.0
"""Seconds that a process gets to end by itself."""

Answers = asyncio.Queue[dict[str, Any] | None]
"""Lines of the protocol, then None when the process has ended."""


class Running:
    """A process that was started, until it ends; see `worker` for what it is.

    Attributes:
        process: The process itself.
        fatal: Why it can never answer, as it said; None while it has not said so.
        is_ready: Whether its model is loaded.
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self.fatal: PullquoteError | None = None
        self.is_ready = False
        self._waiting: dict[int, Answers] = {}
        self._complete: set[int] = set()
        self._stderr: deque[bytes] = deque(maxlen=40)
        self._has_ended = False
        self._readers = [
            asyncio.create_task(self._read_answers()),
            asyncio.create_task(self._read_stderr()),
        ]

    @classmethod
    async def start(cls, command: Sequence[str]) -> Running:
        """Start it.

        Raises:
            PullquoteError: It cannot be.
        """
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
            raise PullquoteError(f"the NLP process cannot be started: {error}", HINT) from error
        return cls(process)

    @property
    def is_alive(self) -> bool:
        """Whether it runs, as far as is known."""
        return not self._has_ended and self.process.returncode is None

    def expect(self, request: int) -> Answers:
        """Return where the answers to `request` will come in."""
        answers: Answers = asyncio.Queue()
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
        """Send a line of the protocol."""
        # A dead process is noticed where its answers are read.
        with suppress(BrokenPipeError, ConnectionResetError):
            if self.process.stdin is not None:
                self.process.stdin.write(encode(message))
                await self.process.stdin.drain()

    async def ended(self) -> None:
        """Wait until the process is gone and its last words are read."""
        await asyncio.wait(self._readers)
        await self.process.wait()

    async def close(self, *, patience: float = _PATIENCE) -> None:
        """End it, at once even when it works; after `patience` seconds by force."""
        stdin = self.process.stdin
        if stdin is not None:
            stdin.close()
        try:
            async with asyncio.timeout(patience):
                await self.process.wait()
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
        self.is_ready = self.is_ready or "ready" in message
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


def worker_command(model: Model, cues: CueWords, *, niceness: int | None = None) -> list[str]:
    """Return the command that starts a worker; without `niceness` it leaves room to who types."""
    command = [sys.executable, "-P", "-m", "tui.nlp.worker", "--model", str(model.path)]
    if cues.digest:
        command += ["--cues", json.dumps(cues.as_json())]
    if niceness is not None:
        command += ["--niceness", str(niceness)]
    return command


def _environment() -> dict[str, str]:
    """Return the child's environment: it imports from where we import, whatever the folder."""
    places = [place or os.getcwd() for place in sys.path]  # noqa: PTH109 - as Python itself does
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONUNBUFFERED": "1"}
