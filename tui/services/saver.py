"""Saving behind the keys: at once, one after the other, and again when it failed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable

from tui.errors import PullquoteError
from tui.services.session import Session

_LOG = logging.getLogger("pullquote.saver")

_FIRST_WAIT, _LONGEST_WAIT = 2.0, 30.0
"""Seconds until a failed save is tried again; doubled from the first to the longest."""


_FRAME = 0.01
"""Seconds that a frame may take to be drawn."""


class Saver:
    """Writes sessions to the disk in a thread, in the order of their changes.

    Args:
        told: Called in the event loop after each attempt, with the session and the error or None.
    """

    def __init__(self, told: Callable[[Session, PullquoteError | None], None]) -> None:
        self._told = told
        self._waiting: list[Session] = []
        self._task: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._flushing = asyncio.Lock()

    @property
    def unsaved(self) -> int:
        """How many edits are not on the disk yet, over all sessions."""
        return sum(session.unsaved for session in self._waiting)

    def submit(self, session: Session) -> None:
        """Save what `session` has not saved, soon."""
        if session not in self._waiting:
            self._waiting.append(session)
        self._wake.set()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def flush(self) -> PullquoteError | None:
        """Try to save everything once, now; returns the error when that failed."""
        failed = None
        async with self._flushing:  # quitting may come in between
            for session in list(self._waiting):
                failed = await self._save(session) or failed
        return failed

    async def look(self, session: Session) -> bool:
        """Take over what another program wrote since; tells whether there is anything to show."""
        async with self._flushing:
            was_gone = session.is_gone
            came_in = await asyncio.to_thread(session.look)
            if came_in:
                session.absorb()
            return came_in or session.is_gone != was_gone

    def save_now(self, sessions: Iterable[Session] = ()) -> int:
        """Save everything once, in this thread; return how many edits could not be saved.

        For the end, when there is no event loop any more. Nobody is told but the log.

        Args:
            sessions: Further ones, whose changes may never have been submitted.
        """
        left = [one for one in dict.fromkeys((*self._waiting, *sessions)) if one.unsaved]
        for session in left:
            try:
                while session.save() and session.unsaved:  # what came in is taken over first
                    session.absorb()
            except Exception:  # noqa: BLE001 - the next one may be saved all the same
                _LOG.exception("not saved at the end")
        self._waiting = [session for session in left if session.unsaved]
        return self.unsaved

    def close(self) -> None:
        """Stop trying."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        wait = _FIRST_WAIT
        while self._waiting:
            self._wake.clear()
            await asyncio.sleep(_FRAME)  # what the key has changed is drawn first
            failed = await self.flush()
            if failed is None:
                wait = _FIRST_WAIT
                continue
            try:
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            except TimeoutError:
                wait = min(wait * 2, _LONGEST_WAIT)

    async def _save(self, session: Session) -> PullquoteError | None:
        error: PullquoteError | None = None
        try:
            while await asyncio.to_thread(session.save):
                session.absorb()
                if not session.unsaved:
                    break
        except PullquoteError as failed:
            error = failed
            _LOG.warning("not saved: %s", failed)
        except Exception as unexpected:  # noqa: BLE001 - see below
            # Whatever it is, the decisions are kept here, tried again, and not lost in silence.
            _LOG.exception("not saved")
            error = PullquoteError(f"an unexpected {type(unexpected).__name__} while saving")
        if not session.unsaved and session in self._waiting:
            self._waiting.remove(session)
        self._told(session, error)
        return error
