"""What goes on behind the list: looking at the disk, counting how far one is, analysing ahead."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from functools import partial
from time import monotonic, sleep

from textual import events, on, work
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from tui.errors import PullquoteError
from tui.screens.host import host_of
from tui.services.corpus import Corpus
from tui.store.catalog.listing import Share

_LOOKS_APART = 20
"""How many times as long as a look at the disk takes there is none."""
_LOOK_EVERY = 5.0
"""Seconds between two looks at the disk, where one takes no time."""
_STILL = 5.0
"""Seconds without a key after which that is done."""
_COUNTS_APART = 10
"""How many times as long as it takes to count how far one is it is not counted again."""
_AT_A_TIME = 0.01
"""Seconds that the disk is looked at before it is seen whether somebody types."""
_QUIET = 0.25
"""Seconds without a key after which nobody types."""
_PAUSE = 1.0
"""Seconds before the next article is analysed ahead while somebody types."""
_LONGEST_WAY = 0.5
"""Seconds that somebody is given way to, each time: who never stops typing sees it come, too."""
_TOLD_APART = 10
"""Likewise for showing it: to sort and filter by it again takes its time, and keys wait for it."""


class CountingScreen(Screen[None]):
    """A screen that is told what is new on the disk, and how far one is with the articles."""

    def __init__(self) -> None:
        super().__init__()
        self._look_again_at = 0.0
        self._idle_until = 0.0
        self._tell_again_at = 0.0

    @property
    def _corpus(self) -> Corpus:
        return host_of(self).workspace.corpus

    # -- what a list does with it ----------------------------------------------------------------

    def _fit(self) -> None:
        """List all anew: there are other articles, or in another order."""
        raise NotImplementedError

    def _know(self, share: Share) -> None:
        """Show what has become known of how far one is."""
        raise NotImplementedError

    def _show_header(self) -> None:
        """Show how much there is."""
        raise NotImplementedError

    @property
    def _sorted_by(self) -> str:
        """The column that it is sorted by; an empty string without one."""
        raise NotImplementedError

    # -- finding it out --------------------------------------------------------------------------

    @on(events.Mount)
    def _begin_to_look(self) -> None:
        self.set_interval(_LOOK_EVERY, self._look_now_and_then)

    def _look_now_and_then(self) -> None:
        """Look at the disk again while the list is seen, when the last look is long enough ago."""
        is_due = monotonic() >= self._idle_until and host_of(self).quiet_seconds > _STILL
        if self.app.screen is self and is_due and not self._is_at("progress"):
            self._look()

    def _is_at(self, group: str) -> bool:
        """Tell whether a worker of this screen is at work on something."""
        workers = (one for one in self.workers if one.node is self and one.group == group)
        return any(not one.is_finished for one in workers)

    @on(events.ScreenResume)
    def look_again(self) -> None:
        """Find out anew how far one is."""
        self._show_header()
        self.call_after_refresh(self._look)

    @work(thread=True, exclusive=True, group="progress", exit_on_error=False)
    def _look(self) -> None:
        """Find out in a thread what is new on the disk, and how far one is with each article."""
        began = monotonic()
        try:
            self._look_and_count(partial(self._is_over, get_current_worker()))
        except PullquoteError as error:
            tell = partial(self.notify, title="Not counted", severity="warning", timeout=15)
            self.app.call_from_thread(tell, str(error))
        # With 100,000 articles it takes a second to find out that there is nothing to count.
        self._idle_until = monotonic() + _LOOKS_APART * (monotonic() - began)

    def _look_and_count(self, is_over: Callable[[], bool]) -> None:
        workspace = host_of(self).workspace
        self._see_who_reads_what()
        self._corpus.listing.texts()  # so that nobody who types waits for it
        began = monotonic()
        if began >= self._look_again_at:
            known = workspace.corpus.order
            workspace.corpus.update(is_over=is_over, longest=_AT_A_TIME)
            # Where it takes long, a look at the disk is not taken each time one comes back.
            self._look_again_at = monotonic() + _LOOKS_APART * (monotonic() - began)
            if is_over():
                return
            if workspace.corpus.order is not known:
                self.app.call_from_thread(self._fit)
                self._see_who_reads_what()
                self._corpus.listing.texts()
        workspace.count(told=self._tell_now_and_then, is_over=is_over)
        if not is_over():
            self._tell()
            self.app.call_from_thread(self._go_ahead)

    def _is_over(self, worker: Worker[None]) -> bool:
        """Give way to whoever types, then tell whether to stop. Runs in a thread.

        Python lets one thread work at a time; each key would wait for this one again and again.
        """
        host = host_of(self)
        until = monotonic() + _LONGEST_WAY
        while host.quiet_seconds < _QUIET and monotonic() < until and not worker.is_cancelled:
            sleep(_QUIET / 5)
        return worker.is_cancelled

    def _see_who_reads_what(self) -> None:
        """List by the assignments, when these are others than before. Runs in a thread."""
        try:
            is_new = host_of(self).workspace.assigned.renew()
        except PullquoteError as error:
            is_new = True
            tell = partial(self.notify, title="Assignments not read", severity="error", timeout=15)
            self.app.call_from_thread(tell, str(error))
        self._tell()
        if is_new:
            self.app.call_from_thread(self._fit)

    def _tell(self) -> None:
        """Show how far one is by now. Runs in a thread."""
        began = monotonic()
        share = self._corpus.listing.share()
        self._corpus.listing.renew(self._sorted_by)
        self.app.call_from_thread(self._know, share)
        self._tell_again_at = monotonic() + _TOLD_APART * (monotonic() - began)

    def _tell_now_and_then(self) -> None:
        if monotonic() >= self._tell_again_at:
            self._tell()

    def _go_ahead(self) -> None:
        """Analyse what is not, unless an article was opened meanwhile: that comes first."""
        if self.app.screen is self and not self._is_at("ahead"):
            self._analyse_ahead()

    @work(exclusive=True, group="ahead", exit_on_error=False)
    async def _analyse_ahead(self) -> None:
        """Analyse what is not, one after the other: its quotes are counted, and it opens ready."""
        from tui.services.ahead import analysed_ahead

        workspace = host_of(self).workspace
        analysed: list[int] = []
        due = 0.0
        async with aclosing(analysed_ahead(workspace, self._corpus.order)) as numbers:
            async for number in numbers:
                if host_of(self).quiet_seconds < _QUIET:  # a list that is used comes first
                    await asyncio.sleep(_PAUSE)
                analysed.append(number)
                if (began := monotonic()) >= due and host_of(self).quiet_seconds > _QUIET:
                    await asyncio.to_thread(self._count_these, analysed)
                    analysed = []
                    due = monotonic() + _COUNTS_APART * (monotonic() - began)
        await asyncio.to_thread(self._count_these, analysed)

    def _count_these(self, numbers: Sequence[int]) -> None:
        """Count what was analysed. Runs in a thread."""
        host_of(self).workspace.count_these(numbers)
        self._tell()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell when something in the background failed."""
        host_of(self).tell_failed(event.worker)

    @on(events.ScreenSuspend)
    def _leave_the_rest(self) -> None:
        """Let the article that is opened have the NLP process for itself."""
        self.workers.cancel_group(self, "ahead")
