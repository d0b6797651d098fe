"""Disks that fail while one decides: it is shown, nothing is lost, and all is well after it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.screens.desk import Desk
from tests.store.no_locks import take_locks_away

TROUBLE = [
    ("write", errno.ENOSPC, "No space left on device"),
    ("write", errno.EDQUOT, "quota"),
    ("fsync", errno.EIO, "Input/output error"),
    ("replace", errno.EACCES, "Permission denied"),
    ("open", errno.EROFS, "Read-only file system"),
]


@contextmanager
def failing(patch: pytest.MonkeyPatch, folder: Path, call: str, why: int) -> Iterator[None]:
    """Let a call of the system fail, as far as it is about `folder`."""
    real: Callable[..., Any] = getattr(os, call)

    def fail(*args: Any, **kwargs: Any) -> Any:
        place = args[0]
        if isinstance(place, int):
            place = Path(f"/proc/self/fd/{place}").readlink()
        only_reads = call == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR)
        if only_reads or not str(place).startswith(str(folder)):
            return real(*args, **kwargs)
        raise OSError(why, os.strerror(why))

    with patch.context() as context:
        context.setattr(os, call, fail)
        yield


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc here")
@pytest.mark.parametrize(("call", "why", "said"), TROUBLE)
async def test_it_is_shown_and_mended(
    desk: Desk, bridge: Path, monkeypatch: pytest.MonkeyPatch, call: str, why: int, said: str
) -> None:
    async with desk.reading(bridge) as person:
        await person.press("x")
        await person.saved("1/3")
        with failing(monkeypatch, desk.annotations, call, why):
            await person.press("m")
            await person.until("NOT SAVED: 1")
            await person.until("Not saved")
            assert set(said.split()) <= set(person.text.split()), "over the rows of the message"
            await person.press("p", "u")  # one goes on, undo included
            await person.until("NOT SAVED: 2")
            assert [a.decision for a in desk.kept("bridge")] == ["neither"]
        await person.saved("1/3")  # tried again, without a key
        assert [edit.action for edit in desk.log("bridge")] == ["decide", "decide", "undo"]


async def test_a_folder_that_goes_away_comes_back_with_all(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("x", "x")
        await person.saved("2/3")
        before = desk.contents("bridge")
        shutil.rmtree(desk.annotations)
        await person.until("The file was gone")
        await person.until(lambda: desk.annotations.exists())
        await person.until("saved ✓")
    assert desk.contents("bridge") == before


async def test_a_folder_without_locks_is_told_once(
    desk: Desk, bridge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(fcntl, "flock", fcntl.flock)  # and so for `os.fsync`: put back at the end
    monkeypatch.setattr(os, "fsync", os.fsync)
    take_locks_away()
    async with desk.reading(bridge) as person:
        await person.press("x")
        await person.until("No locks here")
        await person.press("x")
        await person.saved("2/3")
        assert person.text.count("No locks here") == 1
    assert len(desk.kept("bridge")) == 2
