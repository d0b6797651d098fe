"""The program's own format: one annotation a line, as `Annotation.as_record` gives it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO

from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.native_line import native_line
from tui.model.annotation import Annotation


def write_native(articles: Iterable[Annotated], stream: IO[bytes]) -> int:
    """Write one record for each annotation; return how many."""
    count = 0
    for annotated in articles:
        stream.write(b"".join(map(native_line, annotated.annotations)))
        count += len(annotated.annotations)
    return count


def read_native(stream: IO[bytes], place: str = "the export") -> Iterator[Annotation]:
    """Read what `write_native` wrote; `place` names it in errors.

    Raises:
        PullquoteError: A line is no record.
    """
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield Annotation.from_record(_record(line))
        except (KeyError, ValueError, RecursionError) as error:
            raise PullquoteError(
                f"{place}:{number}: no record: {error}", "write it anew with pullquote export"
            ) from error


def _record(line: bytes) -> dict[str, object]:
    record = json.loads(line)
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    return record
