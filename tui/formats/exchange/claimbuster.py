"""ClaimBuster: the columns of its `groundtruth.csv`, one quote a row.

`Verdict` is 1 for what is worth checking (CFS), 0 for an unimportant fact (UFS), -1 for what is no
fact (NFS). `Line_number` counts the annotations of an article; `Length` is in words. What is not
known of a speaker (title, party), and the sentiment, is empty.
"""

from __future__ import annotations

from typing import IO

from tui.formats.contradictions import compared
from tui.formats.delimited import Table, begins_with
from tui.formats.fields import Field
from tui.formats.format import Format, Option, Options, Split
from tui.formats.task_labels import CFS, CLAIMS, NFS, UFS, demand_claims, number_of, words, worth_of

COLUMNS = (
    *("Sentence_id", "Text", "Speaker", "Speaker_title", "Speaker_party", "File_id", "Length"),
    *("Line_number", "Sentiment", "Verdict"),
)
_VERDICTS = {CFS: 1, UFS: 0, NFS: -1}


def write_claimbuster(split: Split, file: IO[bytes], options: Options) -> None:
    """Write a row for each claim.

    Raises:
        PullquoteError: The scheme has no claims.
    """
    demand_claims(options.scheme, FORMAT.name)
    table = Table(file)
    table.write([COLUMNS])
    negatives = options.include_negatives
    for annotated, values in compared(split):
        rows = []
        for line, annotation in enumerate(annotated.annotations, 1):
            worth = worth_of(annotation, split.tally, include_negatives=negatives)
            if worth is None:
                continue
            text = words(annotation)
            speaker = annotation.speaker.name if annotation.speaker else ""
            who = (speaker, "", "", annotated.article.id)
            number = number_of(annotation.id)
            rows.append((number, text, *who, len(text.split()), line, "", _VERDICTS[worth]))
            values.add(text, worth, annotation.annotator)
            split.tally.record(worth)
        table.write(rows)


FORMAT = Format(
    name="claimbuster",
    about="ClaimBuster's groundtruth.csv, check-worthiness: Verdict 1, 0 or -1; a row a claim",
    purpose="ClaimBuster: check-worthy, three verdicts",
    source="https://doi.org/10.5281/zenodo.3609356",
    ending=".csv",
    unit="row",
    carries=frozenset({Field.ARTICLE, Field.NAME, Field.LABELS, Field.ATTRIBUTES}),
    write=write_claimbuster,
    fits=lambda head: begins_with(head.data, COLUMNS),
    uses=frozenset({Option.NEGATIVES}),
    wants=CLAIMS,
    notes=(
        "Of the labels it has claims. With --include-negatives a quote without one is -1 (NFS).",
        "A Sentence_id is a number made of the annotation's id.",
        "It is for programs: a spreadsheet could take a quote for a formula. --format csv is safe.",
    ),
)
