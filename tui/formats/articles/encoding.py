"""From bytes to text: UTF-8, or what the person has asked for, and never what looks likely."""

from __future__ import annotations

import codecs
import io
from contextlib import suppress
from typing import IO

from tui.formats.articles.bounded import whole
from tui.formats.articles.found import ArticleFile, Reading
from tui.formats.problem import Problem, encodable, writable
from tui.settings import is_utf8

_BINARY_SHARE = 0.1
"""Share of NUL bytes from which a file is no text: UTF-16 has nearly half of them."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_096


def decoded(data: bytes, path: object, reading: Reading) -> str | Problem:
    """Return the text that `data` is in the encoding asked for; a problem where it is not.

    Args:
        data: All of a file.
        path: The file, for the message.
        reading: How it is to be read.
    """
    place = writable(path)
    if is_utf8(reading.encoding):
        if data.count(0) > len(data) * _BINARY_SHARE:
            return Problem(place, None, "not text: it is full of NUL bytes", _way_out(data))
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            return Problem(place, line, not_utf8(data, error), _way_out(data))
    try:
        text = data.decode(reading.encoding)
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else None
        return Problem(place, None, _not_in(reading.encoding, data, start), _OTHER)
    if not encodable(text):
        return Problem(place, None, _not_in(reading.encoding, data, None), _OTHER)
    return text


_OTHER = "ask for another with --encoding, or leave it out for UTF-8"


def _not_in(encoding: str, data: bytes, start: int | None) -> str:
    where = f": byte 0x{data[start]:02x} at offset {start}" if start is not None else ""
    return f"not {encoding}{where}"


def not_utf8(data: bytes, error: UnicodeDecodeError, offset: int = 0) -> str:
    """Say where `data`, which stands `offset` bytes into its file, stops being UTF-8."""
    return f"not UTF-8: byte 0x{data[error.start]:02x} at offset {offset + error.start}"


def likely(data: bytes) -> tuple[str, ...]:
    """Return what encodings `data`, which is not UTF-8, may well be in."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return (name,)
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) * _BINARY_SHARE:
        # Of Western text each second byte is 0: the first ones in big-endian.
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if min(even, odd) * 4 < max(even, odd):
            return ("utf-16-le" if odd > even else "utf-16-be",)
        return ()
    with suppress(UnicodeDecodeError):
        data.decode("cp1252")
        return "cp1252", "latin-1"
    return ("latin-1",)


def _way_out(data: bytes) -> str:
    names = likely(data)
    if not names:
        return "save it as UTF-8, or remove it"
    asked = " or ".join(f"--encoding {name}" for name in names)
    return f"save it as UTF-8, or if that is what it is in, read it with {asked}"


def recorded(reading: Reading) -> dict[str, str]:
    """Return what an article's metadata say of its encoding; nothing of UTF-8."""
    return {} if is_utf8(reading.encoding) else {"encoding": reading.encoding}


def in_utf8(path: ArticleFile, reading: Reading) -> IO[bytes] | Problem:
    """Open a file of lines as bytes in UTF-8: as it is, or made anew from the encoding asked for.

    Raises:
        OSError: It cannot be read.
    """
    if is_utf8(reading.encoding):
        return path.open("rb")
    data = whole(path)
    text = data if isinstance(data, Problem) else decoded(data, path, reading)
    return text if isinstance(text, Problem) else io.BytesIO(text.encode("utf-8"))
