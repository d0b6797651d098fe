"""The program's own format: one annotation a line, as `Annotation.as_record` gives it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from tui.errors import PullquoteError
from tui.formats.fields import ALL, Field
from tui.formats.format import Format, Options, Split
from tui.formats.native_line import native_line
from tui.formats.tally import labels_of
from tui.model.annotation import Annotation


def write_native(split: Split, file: IO[bytes], options: Options) -> None:
    """Write one record for each annotation."""
    for annotated in split.articles:
        file.write(b"".join(map(native_line, annotated.annotations)))
        for annotation in annotated.annotations:
            split.tally.record(*labels_of(annotation))


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


FORMAT = Format(
    name="native",
    about="pullquote's own: one annotation a line, with all that is known of it",
    source="pullquote schema",
    ending=".jsonl",
    unit="record",
    carries=ALL - {Field.TEXT, Field.SOURCE, Field.ENTITIES},
    write=write_native,
)
