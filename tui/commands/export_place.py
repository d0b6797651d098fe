"""Where an export goes: a file or a folder, as its format has it."""

from __future__ import annotations

import os
import shlex
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import PullquoteError

if TYPE_CHECKING:
    from tui.formats.format import Format

_STDOUT = "-"
_ANOTHER = "name another place with -o"


def checked_place(output: str | None, form: Format, *, is_split: bool) -> Path | None:
    """Return what to write; None for standard output.

    Args:
        output: As it was typed: what ends in a slash is meant to be a folder.
        form: The format.
        is_split: Whether it is split, into files of a folder.

    Raises:
        PullquoteError: It is a folder where a file is written, or the other way round.
    """
    if output is None or output == _STDOUT:
        return None
    if not output:
        raise PullquoteError("-o names nothing", "name a file or a folder, or leave -o out")
    path = Path(output)
    for parent in path.parents:
        if _is_folder(parent) is False:
            raise PullquoteError(f"{parent} is a file: nothing can be in it", _ANOTHER)
    who = "--split" if is_split and not form.write_folder else form.name
    if is_split or form.splits or form.write_folder:
        if _is_folder(path) is False:
            reason = f"{path} is a file, and {who} writes a folder of files"
            raise PullquoteError(reason, _ANOTHER)
        return path
    is_meant = output.endswith(("/", os.sep))
    if is_meant or _is_folder(path):
        name = shlex.quote(str(path / f"{form.name}{form.ending}"))
        raise PullquoteError(
            f"{output} is a folder, and {form.name} writes one file",
            f"name the file, as in -o {name}",
        )
    return path


def _is_folder(path: Path) -> bool | None:
    """Tell whether a folder is there, and no file; None for neither, or where one may not look."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return None
