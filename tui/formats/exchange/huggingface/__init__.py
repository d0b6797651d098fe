"""A folder that `datasets.load_dataset` opens: Parquet files, and a card that tells what they are.

Not JSON Lines: `datasets` reads a column of nothing but dates there as times and makes other texts
of them ("2026-01-02" is "2026-01-02 00:00:00" then, be it the date or the id of an article),
whatever the card says of its type. Parquet has types of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from tui.errors import PullquoteError
from tui.formats.around import Around
from tui.formats.exchange.huggingface.card import Part, card
from tui.formats.exchange.huggingface.features import arrow_schema, features, label_columns
from tui.formats.exchange.huggingface.record import row
from tui.formats.fields import ALL, Field
from tui.formats.folder import Folder
from tui.formats.format import Format, Option, Options, Split
from tui.formats.tally import labels_of

if TYPE_CHECKING:
    import pyarrow as pa

_NAMES = {"": "train", "dev": "validation"}
"""What the hub calls a split that we call otherwise."""

_ROWS = 2000
"""Rows that are kept until they are written together: a row group."""


def write_huggingface(splits: Sequence[Split], folder: Folder, options: Options) -> None:
    """Write a Parquet file for each split that has any annotations, and the card.

    Raises:
        PullquoteError: There is no pyarrow, which writes Parquet.
    """
    schema = _schema(options)
    parts: list[Part] = []
    for split in splits:
        name = _NAMES.get(split.name, split.name)
        part = Part(name, f"data/{name}-00000-of-00001.parquet")
        rows = _rows(split, options, part)
        first = list(islice(rows, _ROWS))
        # A split without rows is no split to `datasets`; without any at all, one says what it is.
        if first or (split is splits[-1] and not parts):
            with folder.open(part.file) as file:
                part.size = _write(file, schema, first, rows)
            parts.append(part)
    with folder.open("README.md") as file:
        file.write(card(parts, options).encode("utf-8"))


def _schema(options: Options) -> pa.Schema:
    try:
        return arrow_schema(features(options.scheme))
    except ImportError as error:
        raise PullquoteError(
            "huggingface needs pyarrow, which is not there",
            "pip install 'pullquote[huggingface]'; or choose native or textcat, which need nothing",
        ) from error


def _rows(split: Split, options: Options, part: Part) -> Iterator[dict[str, Any]]:
    """Yield a row for each annotation, and count what the card tells."""
    columns = label_columns(options.scheme)
    for annotated in split.articles:
        part.articles += 1
        around = Around(annotated, options.context)
        for annotation in annotated.annotations:
            part.count(annotation)
            split.tally.record(*labels_of(annotation))
            context = around.of(annotation.span) if options.context else None
            yield row(annotated.article, annotation, context, columns)


def _write(
    file: IO[bytes], schema: pa.Schema, first: list[dict[str, Any]], rows: Iterator[dict[str, Any]]
) -> int:
    """Write rows as Parquet; return how many bytes they are in memory."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    size = 0
    with pq.ParquetWriter(file, schema) as writer:
        group = first
        while group:
            table = pa.Table.from_pylist(group, schema=schema)
            writer.write_table(table)
            size += table.nbytes
            group = list(islice(rows, _ROWS))
    return size


FORMAT = Format(
    name="huggingface",
    about="A folder for datasets.load_dataset: Parquet splits and a data set card",
    purpose="training: datasets.load_dataset, the Hub",
    source="https://huggingface.co/docs/datasets/repository_structure",
    ending=".parquet",
    unit="row",
    carries=ALL - {Field.TEXT, Field.ENTITIES, Field.DETECTED, Field.MOVED, Field.SUGGESTED},
    write_folder=write_huggingface,
    uses=frozenset({Option.CONTEXT, Option.LICENCE}),
    notes=(
        "It needs pyarrow: pip install 'pullquote[huggingface]'.",
        "The splits are called as the hub does: dev is validation. One without rows is left out.",
        "Articles are told by id and hash, not in full; --context N has sentences of them.",
        "--licence NAME goes into the card.",
    ),
)
