"""CLEF CheckThat! Task 1: `Sentence_id Text class_label`, one quote a line.

The task asks one thing: is it worth checking? `Yes` is what is check-worthy (CFS), `No` an
unimportant fact (UFS) and what is no fact (NFS). The lines are parted by tabs; a text with a quote
character in it is quoted as in the task's own files, and stands on one line.
"""

from __future__ import annotations

from typing import IO

from tui.formats.contradictions import compared
from tui.formats.delimited import Table, begins_with
from tui.formats.fields import Field
from tui.formats.format import Format, Option, Options, Split
from tui.formats.task_labels import CFS, CLAIMS, demand_claims, number_of, words, worth_of
from tui.model.printable import flat

COLUMNS = ("Sentence_id", "Text", "class_label")


def write_checkthat(split: Split, file: IO[bytes], options: Options) -> None:
    """Write a line for each claim.

    Raises:
        PullquoteError: The scheme has no claims.
    """
    demand_claims(options.scheme, FORMAT.name)
    table = Table(file, delimiter="\t", line_end="\n")
    table.write([COLUMNS])
    negatives = options.include_negatives
    for annotated, values in compared(split):
        rows = []
        for annotation in annotated.annotations:
            worth = worth_of(annotation, split.tally, include_negatives=negatives)
            if worth is not None:
                label = "Yes" if worth == CFS else "No"
                text = flat(words(annotation))
                rows.append((number_of(annotation.id), text, label))
                values.add(text, label, annotation.annotator)
                split.tally.record(label)
        table.write(rows)


FORMAT = Format(
    name="checkthat",
    about="CLEF CheckThat! Task 1, check-worthiness: Sentence_id, Text, class_label",
    purpose="CheckThat! Task 1: check-worthy or not",
    source="https://checkthat.gitlab.io/clef2024/task1/",
    ending=".tsv",
    unit="line",
    carries=frozenset({Field.LABELS}),
    write=write_checkthat,
    fits=lambda head: begins_with(head.data, COLUMNS, "\t"),
    uses=frozenset({Option.NEGATIVES}),
    wants=CLAIMS,
    notes=(
        "Of the labels it has claims: CFS is Yes, UFS and NFS are No.",
        "With --include-negatives a quote without a claim is No too.",
        "White space in a quote is one blank. A Sentence_id is a number made of the annotation's.",
    ),
)
