"""Tables as lines of text: CSV as RFC 4180 has it, and lines whose fields are parted by tabs."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from typing import IO

from tui.model.printable import flat

Cell = str | int | float

# What a spreadsheet takes for the beginning of a formula (https://owasp.org/www-community/attacks/
# CSV_Injection), the wide forms of East Asian keyboards too. Apostrophes before it are counted in,
# so that `unguarded` knows which of them is ours.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")


class Table:
    """Writes rows, some at a time.

    Args:
        file: Where they go, in UTF-8.
        delimiter: Between fields.
        line_end: After each row. With another than CR and LF the fields must be on one line: which
            of those a field is quoted for depends on Python's version then.
        quotes_all: Whether each text is quoted, and not only where it has to be.
    """

    def __init__(
        self,
        file: IO[bytes],
        *,
        delimiter: str = ",",
        line_end: str = "\r\n",
        quotes_all: bool = False,
    ) -> None:
        self._file = file
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(
            self._text,
            delimiter=delimiter,
            lineterminator=line_end,
            quoting=csv.QUOTE_NONNUMERIC if quotes_all else csv.QUOTE_MINIMAL,
        )

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""
        self._writer.writerows(rows)
        self._file.write(self._text.getvalue().encode("utf-8"))
        self._text.seek(0)
        self._text.truncate()


def tab_lines(file: IO[bytes], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows as lines of fields that are parted by tabs and never quoted.

    There is no way to write a tab or a line's end in a field: each run of white space is a blank.
    """
    lines = ["\t".join([flat(str(cell)) for cell in row]) + "\n" for row in rows]
    file.write("".join(lines).encode("utf-8"))


def begins_with(data: bytes, columns: Sequence[str], delimiter: str = ",") -> bool:
    """Tell whether the first line of a table has these columns, quoted or not; more may follow."""
    line = data.removeprefix(BOM_UTF8).partition(b"\n")[0].rstrip(b"\r").replace(b'"', b"")
    wanted = delimiter.join(columns).encode("utf-8")
    return line == wanted or line.startswith(wanted + delimiter.encode("utf-8"))


def guarded(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with `'` before what begins as one."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
