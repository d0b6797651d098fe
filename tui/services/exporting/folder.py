"""A folder of files that an export fills: all of them or none, and what they are is told in it."""

from __future__ import annotations

import glob
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, cast

from tui.errors import PullquoteError
from tui.formats.problem import writable
from tui.services.exporting.exchange import exchange

if TYPE_CHECKING:
    from typing_extensions import Buffer

MANIFEST = "pullquote-export.json"
"""The file that tells what an export is and which files are its own, with their hashes."""

_ANOTHER = "name another folder with -o"


class NewFolder:
    """The files of an export, beside the place where they will be.

    Args:
        root: An empty folder of their own.

    Attributes:
        files: The hashes of those that are written, by their names.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, str] = {}
        self._folders = {root}

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a new file; see `tui.formats.folder.Folder`."""
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or parts[0] == "/" or name == MANIFEST:
            raise ValueError(f"{name!r} is no name for a file in a folder")
        path = self.root.joinpath(*parts)
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        try:
            file = path.open("xb")
        except FileExistsError as error:
            raise ValueError(f"{name!r} is written twice") from error
        with file:
            hashed = _Hashed(file)
            yield cast("IO[bytes]", hashed)
            self.files[name] = hashed.digest


class _Hashed(io.BufferedIOBase):
    """A file that is written from its beginning to its end, and its hash.

    Args:
        file: The file.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        """The SHA-256 of what was written, in hexadecimal."""
        return self._hash.hexdigest()

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Write on; returns how many bytes."""
        self._hash.update(data)
        return self._file.write(data)

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self._file.tell()

    def flush(self) -> None:
        """Have what was written in the file."""
        if not self._file.closed:
            self._file.flush()


@contextmanager
def new_folder(path: Path) -> Iterator[NewFolder]:
    """Yield a folder to fill, which will be at `path` when that has come to its end.

    A folder that is there has to be empty or an earlier export. Of that the files are replaced, as
    long as nobody changed them; what else somebody put there stays. Whatever ends the program, the
    folder is as it was or the new one.

    Raises:
        PullquoteError: It cannot be written, or would overwrite what is no export.
    """
    path = Path(os.path.realpath(path))
    try:
        before = _before(path)
        made = _made_parents(path)
        root = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        _remove_left(path)
        try:
            root.mkdir()
            folder = NewFolder(root)
            yield folder
            _place(folder, path, before)
        finally:
            shutil.rmtree(root, ignore_errors=True)
            _remove_empty(made)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = f"cannot write {writable(path)}: {error.strerror or error}"
        raise PullquoteError(reason, _ANOTHER) from error


def write_manifest(folder: NewFolder, told: Mapping[str, Any]) -> None:
    """Write what an export is, with the files it has; it is the last of them."""
    files = dict(sorted(folder.files.items()))
    text = json.dumps({**told, "files": files}, ensure_ascii=False, indent=2)
    (folder.root / MANIFEST).write_text(text + "\n", encoding="utf-8")


def earlier_export(path: Path) -> dict[str, Any]:
    """Return the manifest of the export that is at `path`; an empty one where there is none.

    Raises:
        PullquoteError: A new one cannot take its place; see `new_folder`.
    """
    try:
        path = Path(os.path.realpath(path))
        return manifest_of(path) if _before(path) else {}
    except OSError as error:
        reason = f"cannot read {writable(path)}: {error.strerror or error}"
        raise PullquoteError(reason, _ANOTHER) from error


def manifest_of(path: Path) -> dict[str, Any]:
    """Return what an export tells of itself; nothing where there is no such file."""
    try:
        told = json.loads((path / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _before(path: Path) -> dict[str, str]:
    """Return the files of the export that is there, with their hashes.

    Raises:
        PullquoteError: What is there is no export, or somebody changed it.
    """
    if not os.path.lexists(path):
        return {}
    if not path.is_dir() or not path.name:
        raise PullquoteError(f"{writable(path)} is no folder, and one is to be written", _ANOTHER)
    if not any(path.iterdir()):
        return {}
    files = manifest_of(path).get("files")
    if not isinstance(files, dict):
        reason = f"{writable(path)} is not empty and no export of pullquote"
        raise PullquoteError(reason, _ANOTHER)
    known = {str(name): str(digest) for name, digest in files.items()}
    for name, digest in known.items():
        file = path / name
        if file.is_file() and _hash(file) != digest:
            reason = f"{writable(file)} was changed since it was exported, and would be lost"
            raise PullquoteError(reason, f"{_ANOTHER}, or remove that file")
    return known


def _place(folder: NewFolder, path: Path, before: Mapping[str, str]) -> None:
    """Put the folder where it belongs, with what was there and is no part of an export."""
    if not path.exists():
        folder.root.replace(path)
        return
    for name in _others(path, before):
        if os.path.lexists(folder.root / name):
            reason = f"{writable(path / name)} is no file of the export before, and would be lost"
            raise PullquoteError(reason, f"{_ANOTHER}, or remove that file")
        (folder.root / name).parent.mkdir(parents=True, exist_ok=True)
        _copy(path / name, folder.root / name)
    shutil.copymode(path, folder.root)
    exchange(folder.root, path)


def _others(path: Path, before: Mapping[str, str]) -> Iterator[PurePosixPath]:
    """Yield what is in a folder beside the files of an export, by its name in it.

    Folders are gone into, but for links to some; an empty one is yielded itself.
    """
    for root, folders, files in os.walk(path):
        here = PurePosixPath(Path(root).relative_to(path).as_posix())
        links = [name for name in folders if Path(root, name).is_symlink()]
        if not folders and not files and Path(root) != path:
            yield here
        for name in (*files, *links):
            if str(here / name) not in before and str(here / name) != MANIFEST:
                yield here / name


def _copy(old: Path, new: Path) -> None:
    """Have the same file at another place, too: without its bytes being copied where one can."""
    if old.is_dir() and not old.is_symlink():
        new.mkdir(exist_ok=True)
        return
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(old, new, follow_symlinks=False)


def _made_parents(path: Path) -> list[Path]:
    """Make the folders on the way to `path`; return those that were not there, the last first."""
    missing = [parent for parent in path.parents if not parent.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_left(path: Path) -> None:
    """Remove what programs left beside `path` that were killed while they filled a folder."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        number = left.name.removeprefix(f".{path.name}.").removesuffix(".tmp")
        if number.isascii() and number.isdecimal() and not _runs(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    """Tell whether another program has this number; where that cannot be told it has."""
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
