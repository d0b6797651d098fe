"""What files are in a folder that somebody made with another tool."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn


def names_below(folder: Path, ending: str) -> Iterator[str]:
    """Yield the names of all files below a folder with an ending, in order, with `/` in them.

    Links to folders are not followed.

    Raises:
        OSError: One of the folders cannot be read: what is in it would be missing silently.
    """
    for parent, folders, files in os.walk(folder, onerror=_refuse):
        folders.sort()
        for name in sorted(files):
            if name.endswith(ending):
                yield (Path(parent) / name).relative_to(folder).as_posix()


def _refuse(error: OSError) -> NoReturn:
    raise error
