"""Label Studio's tasks: a folder with `label-studio.xml`, the labelling config, and the tasks.

A task is an article, with an annotation for each annotator. A label of a quote is a region of its
own (in fragments: one each, joined by relations `next`); choices and texts on it are the label's
attributes, relations go to its target and from the first label to cue and speaker.

Offsets count code points: Label Studio's editor, where places are UTF-16 units, counts them over,
as its own tests have it. A file that has units all the same shows it by its words, which do not
stand there: importing it needs --mend-offsets.
"""

from __future__ import annotations

from tui.formats.exchange.label_studio.reading import fits, read_label_studio
from tui.formats.exchange.label_studio.writing import write_label_studio
from tui.formats.fields import ALL, Field
from tui.formats.format import Format

FORMAT = Format(
    name="label-studio",
    about="Label Studio: tasks with regions and relations, and their labelling config",
    purpose="annotating in Label Studio",
    source="https://labelstud.io/guide/task_format",
    ending=".json",
    unit="task",
    carries=ALL - {Field.DETECTED, Field.MOVED, Field.SUGGESTED, Field.ENTITIES},
    write_folder=write_label_studio,
    read=read_label_studio,
    fits=fits,
    notes=(
        "Set the project up with label-studio.xml, then import the .json file.",
        "Users are not named in Label Studio's way: it refuses those that it does not know.",
        "What it has no place for stands in the meta of a quote's first region.",
    ),
)
