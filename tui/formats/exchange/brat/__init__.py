"""brat's standoff, with Source, Cue, Content and Attribution as the PolNeAR corpus has them.

An annotation is an event `Attribution` (`Attribution-no-source` where nobody is named) with what is
said, by whom and by which words. A label of it is an event of its own on the same words, which may
have a target. What brat has no word for stands in a note `Pullquote`, as JSON.
"""

from __future__ import annotations

from tui.formats.exchange.brat.reading import fits, read_brat
from tui.formats.exchange.brat.writing import write_brat
from tui.formats.fields import ALL, Field
from tui.formats.format import Format

FORMAT = Format(
    name="brat",
    about="brat's standoff: text and events as in PolNeAR, a folder an annotator",
    purpose="annotating in brat, as PolNeAR has it",
    source="https://brat.nlplab.org/standoff.html",
    ending=".ann",
    unit="attribution",
    carries=ALL - {Field.DETECTED, Field.MOVED, Field.SUGGESTED, Field.ENTITIES},
    write_folder=write_brat,
    read=read_brat,
    fits=fits,
    notes=(
        "Annotators have a folder each, which brat compares side by side.",
        "Which document is which article is told in documents.jsonl.",
        "An article whose name is no plain file name has one made from it.",
        "What stands over the end of a line is in pieces, which brat needs.",
    ),
)
