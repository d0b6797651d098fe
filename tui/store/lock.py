"""One writer at a time: a lock file beside each database, for processes and threads."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_POLL_SECONDS = 0.005


class LockTimeoutError(TimeoutError):
    """Somebody else holds the lock."""


@contextmanager
def locked(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock file at `path`, which is made and stays.

    It is filelock's lock: the same file, locked by the same call. Where that call exists it is made
    here, because filelock's own way there takes as long as a quarter of the save that it guards.

    Raises:
        LockTimeoutError: It was held by another for `timeout` seconds.
        OSError: There can be no lock file.
    """
    if sys.platform != "win32":
        descriptor = _flocked(path, time.monotonic() + timeout)
        if descriptor is not None:
            try:
                yield
            finally:
                os.close(descriptor)  # which gives the lock back
            return
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


_NO_LOCKS = (errno.ENOSYS, errno.ENOTSUP)
