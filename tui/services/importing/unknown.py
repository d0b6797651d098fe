"""Why a file or folder is of none of the formats that are read, where that can be told."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from tui.errors import PullquoteError
from tui.formats.articles.encoding import NUL_BYTES, is_binary, likely, not_utf8
from tui.formats.problem import writable
from tui.model.annotation import SCHEMA
from tui.model.printable import brief

_BLANK = b"\xef\xbb\xbf \t\r\n\f\v"
_PACKED = {b"PK\x03\x04": "zip", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_ANYTHING = ("latin-1",)
"""What `likely` says of any bytes at all."""
_OUR_SCHEMA = re.compile(rb'"schema"\s*:\s*"(pullquote[-/\w.]{0,40})"')


def unknown(path: Path, head: bytes, size: int, names: str) -> PullquoteError:
    """Return the error that tells why nobody knows what a file or folder is.

    Args:
        path: The file or folder.
        head: Its first bytes; nothing of a folder.
        size: How many bytes of a file may be in `head`.
        names: The formats that may be named.

    Raises:
        OSError: The folder cannot be read.
    """
    place = writable(path)
    if path.is_dir():
        if not any(path.iterdir()):
            return PullquoteError(f"there is nothing in the folder {place}", "check the name")
    elif len(head) < size and not head.strip(_BLANK):
        return PullquoteError(
            f"there is nothing in {place}", "see what should be in it, and write it again"
        )
    for mark, packer in _PACKED.items():
        if head.startswith(mark):
            return PullquoteError(f"{place} is packed with {packer}", "unpack it first")
    if reason := _not_text(head):
        return PullquoteError(f"{place} is {reason}", _way_out(head, names))
    ours = _OUR_SCHEMA.search(head)
    if ours and (schema := ours[1].decode("ascii", "replace")) != SCHEMA:
        return PullquoteError(
            f"{place} is of the schema {brief(schema)}, and {SCHEMA!r} is what is read",
            "write it with pullquote export, and import it with the version that wrote it",
        )
    return PullquoteError(
        f"{place} is of none of the formats that are read", f"name it with --format: {names}"
    )


def _not_text(head: bytes) -> str:
    """Return that a file is no text in UTF-8, and where it is not; empty where it is."""
    if is_binary(head):
        return "not UTF-8" if likely(head) else NUL_BYTES
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError as error:
        return not_utf8(head, error)
    return ""


def _way_out(head: bytes, names: str) -> str:
    encodings = likely(head)
    if not encodings or encodings == _ANYTHING:
        return f"if it is text, save it as UTF-8; else name its format with --format: {names}"
    return f"save it as UTF-8: what it is in may be {' or '.join(encodings)}"
