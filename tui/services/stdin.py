"""Articles from standard input: kept in a file, so that what is decided on them is found again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from tui.errors import PullquoteError
from tui.formats.articles.bounded import LONGEST_LINE

STDIN = Path("-")
"""The path that stands for standard input."""

LARGEST = 256 * 2**20
"""Bytes that are taken."""

_AT_ONCE = 2**20


class Named(NamedTuple):
    """The paths of a run, standard input among them as the file it is kept in.

    Attributes:
        paths: Files and folders.
        note: What was kept where, and what it was taken for; empty when nothing was.
    """

    paths: list[Path]
    note: str = ""


def with_stdin(paths: Sequence[Path], stream: IO[bytes], state: Path) -> Named:
    """Return `paths` with a file in place of `-`: what `stream` gives, kept in the folder `state`.

    The same text is kept once, so its article has the same id each time.

    Raises:
        PullquoteError: It is empty, too much, or cannot be kept.
    """
    if STDIN not in paths:
        return Named(list(paths))
    file, kind = _kept(stream, state / "stdin")
    note = f"standard input is read as {kind} and kept as {file}"
    return Named(list(dict.fromkeys(file if path == STDIN else path for path in paths)), note)


def _kept(stream: IO[bytes], folder: Path) -> tuple[Path, str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".", dir=folder)
    except OSError as error:
        raise _unkept(folder, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            digest = _copied(stream, file)
            file.seek(0)
            is_jsonl = _begins_as_jsonl(file)
        path = folder / f"stdin-{digest[:12]}{'.jsonl' if is_jsonl else '.txt'}"
        temporary.replace(path)
    except OSError as error:
        raise _unkept(folder, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return path, "JSON Lines (its first line has a text)" if is_jsonl else "one text"


def _unkept(folder: Path, error: OSError) -> PullquoteError:
    return PullquoteError(f"cannot keep standard input in {folder}: {error.strerror or error}")


def _copied(stream: IO[bytes], file: IO[bytes]) -> str:
    """Copy all that comes; return its SHA-256."""
    digest, size = hashlib.sha256(), 0
    while data := stream.read(_AT_ONCE):
        size += len(data)
        if size > LARGEST:
            reason = f"more than {LARGEST:,} bytes came over standard input"
            raise PullquoteError(reason, "keep them in a file, and name that")
        digest.update(data)
        file.write(data)
    if not size:
        raise PullquoteError(
            "nothing came over standard input", "as in: cat story.txt | pullquote -"
        )
    return digest.hexdigest()


def _begins_as_jsonl(file: IO[bytes]) -> bool:
    """Tell whether the first line is an object with a text, as in JSON Lines of articles."""
    line = file.readline(LONGEST_LINE).removeprefix(b"\xef\xbb\xbf").strip()
    if not line.startswith(b"{"):
        return False
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and "text" in data
