"""Files that are either wholly there or not there at all, also after a crash or a power cut."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple


class Signature(NamedTuple):
    """Tells one state of a file from another without reading it."""

    mtime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Signature:
        """Return the signature of the file that `status` describes."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


def signature_of(path: Path) -> Signature | None:
    """Return the signature of the file at `path`, or None when there is none.

    Raises:
        OSError: It cannot be told.
    """
    try:
        return Signature.of(os.stat(path))  # noqa: PTH116 - called on every save
    except FileNotFoundError:
        return None


def temporary_path(path: Path) -> Path:
    """Return where the next state of `path` is written before it takes its place.

    The name is fixed: whoever writes holds the file's lock, so a file of this name that is found
    under the lock is a killed process's, and the next save or open removes it.
    """
    return path.with_name(f".{path.name}.tmp")


def write_durably(path: Path, data: bytes) -> Signature:
    """Put `data` in the place of the file at `path`; on return it is on the disk.

    The file's mode is kept; a new file's is what the umask says.

    Raises:
        OSError: The old file is still there as it was, or (when only the last step, the folder's
            fsync, failed) the new one is.
    """
    temporary = temporary_path(path)
    descriptor = _create(temporary)
    try:
        try:
            _keep_mode(path, descriptor)
            _write_all(descriptor, data)
            os.fsync(descriptor)
            # The rename changes neither inode, size nor mtime: this is the final signature.
            signature = Signature.of(os.fstat(descriptor))
        finally:
            os.close(descriptor)
        os.replace(temporary, path)  # noqa: PTH105 - called on every save
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return signature


def make_folder(folder: Path) -> None:
    """Make `folder` and its missing parents, each one durably.

    Raises:
        OSError: It cannot be made, or there is a file in its place.
    """
    missing = []
    at = folder
    while not at.is_dir():
        missing.append(at)
        if at == at.parent:
            break
        at = at.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` on the disk, where the file system has a way to ask for that.

    Raises:
        OSError: That failed.
    """
    if not hasattr(os, "O_DIRECTORY"):  # Windows cannot open a folder; it needs no such step
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(descriptor)


# What some network and shared folders say when a folder is to be synced: nothing failed.
_NO_SUCH_CALL = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF)


def _create(temporary: Path) -> int:
    # O_EXCL: never through a link, and never into a file that somebody has open.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(temporary, flags, 0o666)
    except FileExistsError:
        temporary.unlink(missing_ok=True)
        return os.open(temporary, flags, 0o666)


def _keep_mode(path: Path, descriptor: int) -> None:
    try:
        old = stat.S_IMODE(os.stat(path).st_mode)  # noqa: PTH116 - called on every save
    except FileNotFoundError:
        return
    if hasattr(os, "fchmod") and old != stat.S_IMODE(os.fstat(descriptor).st_mode):
        os.fchmod(descriptor, old)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
