"""The program's own format: one annotation a line, as `Annotation.as_record` gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from tui.formats.below import names_below
from tui.formats.fields import ALL, Field
from tui.formats.format import Format, Head, Options, Split
from tui.formats.found import Bad, Found, Whose
from tui.formats.json_records import JsonRecord, each_found, json_items, json_lines
from tui.formats.native_line import native_line
from tui.formats.tally import labels_of
from tui.model.annotation import SCHEMA, Annotation
from tui.model.scheme import Scheme

_LIST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{")
_FIRST = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"schema"\s*:\s*"%s"' % SCHEMA.encode())
_BEGINNING = 1024
_ENDING = ".jsonl"
_LOOKED_AT = 100
"""Files of a folder that are looked at to tell its format."""


def write_native(split: Split, file: IO[bytes], options: Options) -> None:
    """Write one record for each annotation."""
    for annotated in split.articles:
        file.write(b"".join(map(native_line, annotated.annotations)))
        for annotation in annotated.annotations:
            split.tally.record(*labels_of(annotation))


def read_native(path: Path, scheme: Scheme) -> Iterator[Found | Bad]:
    """Read what `write_native` wrote: a record a line, or what is made of that: a list of them.

    Raises:
        OSError: The file cannot be read.
    """
    is_list = _LIST.match(_beginning(path)) is not None
    return each_found(json_items(path) if is_list else json_lines(path), _found)


def fits(head: Head) -> bool:
    """Tell whether a file begins with a record, or all `.jsonl` files of a folder do."""
    if not head.path.is_dir():
        return _FIRST.match(head.data) is not None
    names = list(islice(names_below(head.path, _ENDING), _LOOKED_AT))
    return bool(names) and all(_FIRST.match(_beginning(head.path / name)) for name in names)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_BEGINNING)


def _found(record: JsonRecord) -> Found:
    annotation = Annotation.from_record(record.data)
    whose = Whose(annotation.article, annotation.article_sha256)
    return Found(record.place, record.line, record.raw, whose, annotations=(annotation,))


FORMAT = Format(
    name="native",
    about="pullquote's own: one annotation a line, with all that is known of it",
    purpose="keeping all that is known; training",
    source="pullquote schema",
    ending=_ENDING,
    unit="record",
    carries=ALL - {Field.TEXT, Field.SOURCE, Field.ENTITIES},
    write=write_native,
    read=read_native,
    fits=fits,
)
