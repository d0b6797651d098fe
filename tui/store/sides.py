"""A database's bytes as text, and as two where git has left both sides of a conflict in it."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tui.store.fault import Fault

_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: |$)")
_NO_CHARACTER = "\0"
"""In place of bytes that are no UTF-8: no JSON has it, so no record with it is taken for whole."""


class Sides(NamedTuple):
    """A file's text.

    Attributes:
        texts: One, or both sides of its conflicts with what they share; lines keep their numbers.
        faults: What is wrong with the file so far.
    """

    texts: tuple[str, ...]
    faults: tuple[Fault, ...]


def sides_of(data: bytes) -> Sides:
    """Return the text of a file, or both sides of it."""
    faults: list[Fault] = []
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        faults.append(Fault("error", 1, "it begins with a byte order mark", "takes that off"))
    text = _decoded(data, faults)
    if "\r\n" in text:
        line = text.count("\n", 0, text.index("\r\n")) + 1
        reason = "its lines end in CR LF, as git's autocrlf makes them"
        faults.append(Fault("warning", line, reason, "makes them LF"))
    if "<<<<<<<" not in text:
        return Sides((text,), tuple(faults))
    return Sides(_parted(text, faults), tuple(faults))


def _decoded(data: bytes, faults: list[Fault]) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte {data[error.start]:#04x} is no UTF-8"
        faults.append(Fault("error", line, reason, "leaves out the records with such bytes"))
        return data.decode("utf-8", "replace").replace("\ufffd", _NO_CHARACTER)


def _parted(text: str, faults: list[Fault]) -> tuple[str, ...]:
    """Return both sides, with an empty line in place of each that is not of one."""
    ours: list[str] = []
    theirs: list[str] = []
    side = "both"
    for number, line in enumerate(text.split("\n"), 1):
        marker = _MARKER.match(line.rstrip("\r"))
        if marker and _AFTER.get((side, marker[1][0])):
            side = _AFTER[side, marker[1][0]]
            if side == "ours":
                reason = "git has left a conflict here"
                faults.append(Fault("error", number, reason, "keeps the records of both sides"))
            line = ""
        ours.append(line if side in {"both", "ours"} else "")
        theirs.append(line if side in {"both", "theirs"} else "")
    return "\n".join(ours), "\n".join(theirs)


_AFTER = {
    ("both", "<"): "ours",
    ("ours", "|"): "base",
    ("ours", "="): "theirs",
    ("base", "="): "theirs",
    ("theirs", ">"): "both",
}
"""What a marker begins, by what it ends."""
