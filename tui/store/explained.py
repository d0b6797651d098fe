"""What the system says of a file that cannot be read or written, as what a person can mend."""

from __future__ import annotations

import errno
from pathlib import Path

from tui.errors import PullquoteError
from tui.store.lock import LockTimeoutError

_HINTS = {
    errno.ENOSPC: "free some space on the disk",
    errno.EDQUOT: "free some space: the quota is used up",
    errno.EFBIG: "the file is larger than the system allows",
    errno.EROFS: "the disk is read-only: choose another folder with --annotations",
    errno.EACCES: "check the permissions of the file and its folder",
    errno.EPERM: "check the permissions of the file and its folder",
    errno.ENOTDIR: "a file stands where a folder should be: move it",
    errno.EEXIST: "a file stands where a folder should be: move it",
    errno.EISDIR: "a folder stands where the file should be: move it",
}


def explanation(error: OSError, doing: str, path: Path) -> PullquoteError:
    """Return what to tell of `error`, which came up while `doing` ("read", "save") `path`."""
    if isinstance(error, LockTimeoutError):
        return PullquoteError(
            f"cannot {doing} {path}: another program holds its lock",
            "close the other program, or wait and try again",
        )
    hint = _HINTS.get(error.errno or 0, "check that the folder is still there and writable")
    return PullquoteError(f"cannot {doing} {path}: {error.strerror or error}", hint)
