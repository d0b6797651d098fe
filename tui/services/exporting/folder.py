"""A folder of files that an export fills: all of them or none, and what they are is told in it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from tui.errors import PullquoteError
from tui.formats.problem import writable

MANIFEST = "pullquote-export.json"
"""The file that tells what an export is and which files are its own, with their hashes."""

_ANOTHER = "name another folder with -o"


class NewFolder:
    """The files of an export, beside the place where they will be.

    Args:
        root: An empty folder of their own.

    Attributes:
        files: The names of those that are written.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: list[str] = []

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a new file; see `tui.formats.folder.Folder`."""
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or parts[0] == "/" or name == MANIFEST:
            raise ValueError(f"{name!r} is no name for a file in a folder")
        path = self.root.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = path.open("xb")
        except FileExistsError as error:
            raise ValueError(f"{name!r} is written twice") from error
        with file:
            self.files.append(name)
            yield file


@contextmanager
def new_folder(path: Path) -> Iterator[NewFolder]:
    """Yield a folder to fill, which will be at `path` when that has come to its end.

    A folder that is there has to be empty or an earlier export. Of that the files are replaced, as
    long as nobody changed them; what else somebody put there stays.

    Raises:
        PullquoteError: It cannot be written, or would overwrite what is no export.
    """
    try:
        before = _before(path)
        root = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        root.mkdir(parents=True)
        try:
            folder = NewFolder(root)
            yield folder
            _place(folder, path, before)
        finally:
            shutil.rmtree(root, ignore_errors=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = f"cannot write {writable(path)}: {error.strerror or error}"
        raise PullquoteError(reason, _ANOTHER) from error


def write_manifest(folder: NewFolder, told: Mapping[str, Any]) -> None:
    """Write what an export is, with the files it has; it is the last of them."""
    files = {name: _hash(folder.root / name) for name in sorted(folder.files)}
    text = json.dumps({**told, "files": files}, ensure_ascii=False, indent=2)
    (folder.root / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _before(path: Path) -> dict[str, str]:
    """Return the files of the export that is there, with their hashes.

    Raises:
        PullquoteError: What is there is no export, or somebody changed it.
    """
    if not os.path.lexists(path):
        return {}
    if not path.is_dir():
        raise PullquoteError(f"{writable(path)} is a file: this format writes a folder", _ANOTHER)
    if not any(path.iterdir()):
        return {}
    try:
        files = json.loads((path / MANIFEST).read_text("utf-8"))["files"]
        known = {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        reason = f"{writable(path)} is not empty and no export of pullquote"
        raise PullquoteError(reason, _ANOTHER) from error
    for name, digest in known.items():
        file = path / name
        if file.is_file() and _hash(file) != digest:
            reason = f"{writable(file)} was changed since it was exported, and would be lost"
            raise PullquoteError(reason, f"{_ANOTHER}, or remove that file")
    return known


def _place(folder: NewFolder, path: Path, before: Mapping[str, str]) -> None:
    """Put the files where they belong, and remove those of the export before."""
    if not before:
        folder.root.replace(path)  # an empty folder there goes
        return
    for name in folder.files:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (folder.root / name).replace(path / name)
    (folder.root / MANIFEST).replace(path / MANIFEST)
    for name in before.keys() - set(folder.files):
        (path / name).unlink(missing_ok=True)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
