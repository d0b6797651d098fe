"""Letting two folders change places, so that nobody ever sees neither or half of one."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE = -100
_EXCHANGE = 2
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""What a kernel or a file system says that cannot do it."""


def exchange(one: Path, other: Path) -> None:
    """Let two folders beside each other change places: in one step, where the system knows one.

    That is Linux. Elsewhere there are two steps, and between them nothing at `other`.

    Raises:
        OSError: It does not go; both are where they were.
    """
    if not _at_once(one, other):
        aside = one.with_name(f"{one.name}.old")
        other.replace(aside)
        try:
            one.replace(other)
        except OSError:
            aside.replace(other)
            raise
        aside.replace(one)


def _at_once(one: Path, other: Path) -> bool:
    """Tell whether the system has done it in one step."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    places = os.fsencode(one), os.fsencode(other)
    if rename(_HERE, places[0], _HERE, places[1], _EXCHANGE) == 0:
        return True
    error = ctypes.get_errno()
    if error in _UNKNOWN:
        return False
    raise OSError(error, os.strerror(error), str(other))
