"""SemEval-2016 Task 6: one line for each stance of each quote.

The columns are those of the official files, `ID Target Tweet Stance`, parted by tabs and never
quoted: that is how the task's own scorer reads them. The text is the quote's, on one line.
"""

from __future__ import annotations

from typing import IO

from tui.formats.contradictions import compared
from tui.formats.delimited import begins_with, tab_lines
from tui.formats.fields import Field
from tui.formats.format import Format, Options, Split
from tui.formats.task_labels import (
    AGAINST,
    FAVOR,
    NONE,
    STANCES,
    demand_stances,
    number_of,
    stances,
    words,
)

COLUMNS = ("ID", "Target", "Tweet", "Stance")


def write_semeval(split: Split, file: IO[bytes], options: Options) -> None:
    """Write a line for each stance that is one of the task's.

    Raises:
        PullquoteError: The scheme has no stances.
    """
    demand_stances(options.scheme, FORMAT.name)
    tab_lines(file, [COLUMNS])
    for annotated, values in compared(split):
        lines = []
        for annotation in annotated.annotations:
            found = stances(annotation, split.tally, (FAVOR, AGAINST, NONE))
            for number, (target, polarity) in enumerate(found):
                name = number_of(annotation.id, number)
                text = words(annotation)
                lines.append((name, target, text, polarity))
                values.add((text, target), polarity, annotation.annotator)
                split.tally.record(polarity)
        tab_lines(file, lines)


FORMAT = Format(
    name="semeval",
    about="SemEval-2016 Task 6, stance: ID, Target, Tweet, Stance; a line a stance",
    purpose="SemEval-2016 Task 6: stance on a target",
    source="https://alt.qcri.org/semeval2016/task6/index.php?id=data-and-tools",
    ending=".txt",
    unit="line",
    carries=frozenset({Field.LABELS, Field.ATTRIBUTES}),
    write=write_semeval,
    fits=lambda head: begins_with(head.data, COLUMNS, "\t"),
    wants=STANCES,
    notes=(
        "Of the labels it has stances; what is neither has no target, so it is never a line.",
        "White space in a target or quote is one blank. Nothing is quoted: read it as lines.",
        "An ID is a number made of the annotation's id and the stance's place in it.",
    ),
)
