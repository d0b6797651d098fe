"""The file or folder that is brought in: what format it is of, and its records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tui.errors import PullquoteError
from tui.formats.below import names_below
from tui.formats.format import Format, Head
from tui.formats.found import Bad, Found
from tui.formats.registry import format_called, format_names, formats
from tui.model.scheme import Scheme
from tui.services.exporting.folder import MANIFEST, manifest_of
from tui.services.importing.unknown import unknown

HEAD = 65_536
"""Bytes that a format is told by."""


def guessed(path: Path) -> Format:
    """Return the format that a file or folder is of, by what it begins with.

    It may be one that is only written.

    Raises:
        PullquoteError: It cannot be read, or that cannot be told.
    """
    check_source(path)
    told = manifest_of(path).get("format") if path.is_dir() else None
    if told in format_names():
        return format_called(told)
    names = ", ".join(one.name for one in formats() if one.read)
    try:
        head = Head(path, b"" if path.is_dir() else _beginning(path))
        fitting = [one for one in formats() if one.fits and one.fits(head)]
        fitting = [one for one in fitting if one.read] or fitting
        if not fitting:
            raise unknown(path, head.data, HEAD, names)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(fitting) == 1:
        return fitting[0]
    may_be = " or ".join(one.name for one in fitting)
    raise PullquoteError(f"the format of {path} may be {may_be}", f"name it with --format: {names}")


def check_source(path: Path) -> None:
    """Refuse what may never end, or come once only: a file is looked at more than once.

    Raises:
        PullquoteError: It is neither a file nor a folder.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        reason = f"cannot read {path}: it is neither a file nor a folder"
        raise PullquoteError(reason, "keep what comes out of it in a file, and name that")


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def unreadable(path: Path, error: OSError) -> PullquoteError:
    """Return the error that tells that a file cannot be read."""
    reason = f"cannot read {error.filename or path}: {error.strerror or error}"
    return PullquoteError(reason, "see who may read it, and whether it is what you meant")


def records_of(path: Path, form: Format, scheme: Scheme) -> Iterator[Found | Bad]:
    """Return the records of a file, or of a folder: of all its files, where it was split.

    Raises:
        PullquoteError: There is nothing of this format in the folder.
        OSError: It cannot be read.
    """
    assert form.read is not None  # noqa: S101 - only such formats are asked
    if not path.is_dir() or form.write is None:
        yield from form.read(path, scheme)
        return
    names = [name for name in names_below(path, form.ending) if name != MANIFEST]
    if not names:
        reason = f"there is no file in {path} that ends in {form.ending}"
        raise PullquoteError(reason, f"{form.name} is read from such files")
    for name in names:
        yield from form.read(path / name, scheme)
