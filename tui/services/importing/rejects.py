"""Records that are left out of an import, as they stand there: to be mended, and read again."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import IO, NamedTuple

from tui.errors import PullquoteError
from tui.formats.found import Bad, File
from tui.services.importing.staged import Spool
from tui.services.output import write_whole


class _Kept(NamedTuple):
    """Where a part of a file is kept."""

    name: str
    at: int
    length: int


class Rejects(Spool):
    """Records that are not good: one behind the other, or files in a folder.

    Attributes:
        missing: How many are not among them, for they were too long to be read, or not there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.missing = 0
        self._files: list[_Kept] = []
        self._known: set[tuple[str, bytes]] = set()

    def add(self, bad: Bad) -> None:
        """Take one more; nothing of one that could not be read."""
        if bad.files:
            self._add_files(bad.files)
        elif bad.raw:
            self._file.write(bad.raw if bad.raw.endswith(b"\n") else bad.raw + b"\n")
        else:
            self.missing += 1

    def check_place(self, path: Path) -> None:
        """Refuse to put a folder where something is already.

        Raises:
            PullquoteError: There is.
        """
        if self._files and path.exists() and not (path.is_dir() and not any(path.iterdir())):
            reason = f"{path} is there already, and the bad records are files, for a new folder"
            raise PullquoteError(reason, "name another with --skip-bad")

    def write(self, path: Path) -> None:
        """Write all of them to a file, or to a folder where each is a file or some.

        Raises:
            PullquoteError: It cannot be written.
        """
        if not self._files:
            write_whole(path, self._copy_to)
            return
        self.check_place(path)
        made = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
        try:
            self._fill(made)
            if path.is_dir():
                path.rmdir()
            made.rename(path)
        except OSError as error:
            reason = f"cannot write {path}: {error.strerror or error}"
            raise PullquoteError(reason, "name another folder with --skip-bad") from error
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _add_files(self, files: Iterable[File]) -> None:
        for name, data in files:
            key = name, hashlib.sha256(data).digest()
            if key not in self._known:  # a text may be of several records
                self._known.add(key)
                self._files.append(_Kept(name, self._file.tell(), len(data)))
                self._file.write(data)

    def _fill(self, folder: Path) -> None:
        folder.mkdir()
        for name, at, length in self._files:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            self._file.seek(at)
            with file.open("ab") as out:  # an index is written line by line
                out.write(self._file.read(length))

    def _copy_to(self, file: IO[bytes]) -> int:
        self._file.seek(0)
        shutil.copyfileobj(self._file, file)
        return file.tell()
