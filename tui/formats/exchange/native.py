"""The program's own format: one annotation a line, as `Annotation.as_record` gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tui.formats.fields import ALL, Field
from tui.formats.format import Format, Head, Options, Split
from tui.formats.found import Bad, Found, Whose
from tui.formats.json_records import JsonRecord, each_found, json_lines
from tui.formats.native_line import native_line
from tui.formats.tally import labels_of
from tui.model.annotation import SCHEMA, Annotation
from tui.model.scheme import Scheme

_FIRST = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"%s"' % SCHEMA.encode())


def write_native(split: Split, file: IO[bytes], options: Options) -> None:
    """Write one record for each annotation."""
    for annotated in split.articles:
        file.write(b"".join(map(native_line, annotated.annotations)))
        for annotation in annotated.annotations:
            split.tally.record(*labels_of(annotation))


def read_native(path: Path, scheme: Scheme) -> Iterator[Found | Bad]:
    """Read what `write_native` wrote: a record a line.

    Raises:
        OSError: The file cannot be read.
    """
    return each_found(json_lines(path), _found)


def fits(head: Head) -> bool:
    """Tell whether a file begins with a record."""
    return _FIRST.match(head.data) is not None


def _found(record: JsonRecord) -> Found:
    annotation = Annotation.from_record(record.data)
    whose = Whose(annotation.article, annotation.article_sha256)
    return Found(record.place, record.line, record.raw, whose, annotations=(annotation,))


FORMAT = Format(
    name="native",
    about="pullquote's own: one annotation a line, with all that is known of it",
    purpose="keeping all that is known; training",
    source="pullquote schema",
    ending=".jsonl",
    unit="record",
    carries=ALL - {Field.TEXT, Field.SOURCE, Field.ENTITIES},
    write=write_native,
    read=read_native,
    fits=fits,
)
