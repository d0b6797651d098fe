"""A folder that an export fills."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import IO, Protocol


class Folder(Protocol):
    """Where a format of several files writes them. None is there before all are written."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a new file.

        Args:
            name: Where in the folder, as `train/a1.txt`; folders on the way are made.

        Raises:
            ValueError: The name leads out of the folder, or was opened before.
        """
