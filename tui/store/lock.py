"""One writer at a time: a lock file beside each database, for processes and threads."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

_POLL_SECONDS = 0.005

LockKind = Literal["system", "file"]
"""Whether a lock is one of the system's, or a file because the file system has no locks."""


class LockTimeoutError(TimeoutError):
    """Somebody else holds the lock."""


@contextmanager
def locked(path: Path, timeout: float) -> Iterator[LockKind]:
    """Hold the lock file at `path`, which is made and stays; yields what kind of lock it is.

    It is filelock's lock: the same file, locked by the same call. Where that call exists it is made
    here, because filelock's own way there takes as long as a quarter of the save that it guards.
    Where the file system knows no locks (some network and shared folders), another file beside it
    is the lock while it is there: see `lock_file`.

    Raises:
        LockTimeoutError: It was held by another for `timeout` seconds.
        OSError: There can be no lock file.
    """
    deadline = time.monotonic() + timeout
    if sys.platform == "win32":
        with _by_filelock(path, timeout):
            yield "system"
        return
    descriptor = _flocked(path, deadline)
    if descriptor is None:
        with _by_file(held_path(path), deadline):
            yield "file"
        return
    try:
        yield "system"
    finally:
        os.close(descriptor)  # which gives the lock back


def held_path(path: Path) -> Path:
    """Return the file that is there while the lock at `path` is held without the system's help."""
    return path.with_name(f"{path.name}-held")


def lock_of(path: Path) -> Path:
    """Return the lock that `path` belongs to: itself, or what it is a file beside of."""
    name = path.name.removesuffix("-breaking").removesuffix("-held")
    return path.with_name(name) if name.endswith(".lock") else path


def has_locks(folder: Path) -> bool:
    """Tell whether the folder's file system has locks.

    Raises:
        OSError: Nothing can be written there.
    """
    trial = folder / f".pullquote-lock-{os.getpid()}"
    try:
        with locked(trial, timeout=1.0) as kind:
            return kind == "system"
    finally:
        trial.unlink(missing_ok=True)


@contextmanager
def _by_file(path: Path, deadline: float) -> Iterator[None]:
    from tui.store.lock_file import held_file

    while True:
        with held_file(path) as is_held:
            if is_held:
                yield
                return
        if time.monotonic() >= deadline:
            raise LockTimeoutError(str(path))
        time.sleep(_POLL_SECONDS)


@contextmanager
def _by_filelock(path: Path, timeout: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=timeout, poll_interval=_POLL_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockTimeoutError(str(error)) from error
    try:
        yield
    finally:
        lock.release()


if sys.platform != "win32":
    import fcntl

    def _flocked(path: Path, deadline: float) -> int | None:
        """Return a descriptor that holds the lock, or None when the file system has no locks."""
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # A file that was deleted meanwhile (with its folder) guards nothing any more.
                if os.fstat(descriptor).st_nlink:
                    return descriptor
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    os.close(descriptor)
                    raise LockTimeoutError(str(path)) from None
            except OSError as error:
                os.close(descriptor)
                if error.errno in _NO_LOCKS:
                    return None
                raise
            os.close(descriptor)
            time.sleep(_POLL_SECONDS)


_NO_LOCKS = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL)
