"""A file of any encoding as one in UTF-8, made piece by piece: it may be larger than the memory."""

from __future__ import annotations

import codecs
import io
import os
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_AT_ONCE = 2**16


class NotInEncodingError(Exception):
    """Bytes that are none in the encoding; `offset` is that of the first one, if it is known."""

    def __init__(self, byte: int | None = None, offset: int = 0) -> None:
        super().__init__()
        self.where = "" if byte is None else f": byte 0x{byte:02x} at offset {offset}"


class InUtf8(io.RawIOBase):
    """What is in a file, in UTF-8; to go back takes a new beginning.

    Args:
        file: The file; it is closed with this one.
        encoding: What it is in.
    """

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        super().__init__()
        self._file = file
        self._encoding = encoding
        self._begin()

    def _begin(self) -> None:
        self._file.seek(0)
        self._decoder = codecs.getincrementaldecoder(self._encoding)("strict")
        self._taken = self._at = 0
        self._left = memoryview(b"")
        self._is_over = False

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be sought in."""
        return True

    def tell(self) -> int:
        """Return how many bytes of UTF-8 were read."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to an offset in bytes of UTF-8, from the beginning or from here."""
        if whence == os.SEEK_END:
            raise io.UnsupportedOperation("its length is not known")
        wanted = offset + (self._at if whence == os.SEEK_CUR else 0)
        if wanted < self._at:
            self._begin()
        while self._at < wanted and self._fill():
            self._take(wanted - self._at)
        return self._at

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read some.

        Raises:
            NotInEncodingError: The file is not in its encoding.
            OSError: It cannot be read.
        """
        with memoryview(buffer) as room:
            piece = self._take(len(room)) if self._fill() else b""
            room[: len(piece)] = piece
            return len(piece)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _take(self, most: int) -> memoryview | bytes:
        piece, self._left = self._left[:most], self._left[most:]
        self._at += len(piece)
        return piece

    def _fill(self) -> bool:
        """See to it that some is left; tell whether there is."""
        while not self._left and not self._is_over:
            data = self._file.read(_AT_ONCE)
            self._is_over = not data
            try:
                text = self._decoder.decode(data, final=self._is_over)
                self._left = memoryview(text.encode("utf-8"))
            except UnicodeDecodeError as error:
                offset = self._taken + len(data) - len(error.object) + error.start
                raise NotInEncodingError(error.object[error.start], offset) from error
            except UnicodeError as error:
                raise NotInEncodingError from error
            self._taken += len(data)
        return bool(self._left)
