"""WebAnno TSV 3.3, which INCEpTION and WebAnno read: a file an article, a line a word.

The form is described in INCEpTION's user guide, "WebAnno TSV 3.3 File format". Layers of spans:

- `webanno.custom.Quote`: a fragment of a quote, once for each of its labels. `quote` has the
  annotation's id, which tells what belongs together; each attribute of the scheme is a feature.
- `webanno.custom.QuoteSource`, `QuoteCue` and `QuoteTarget`: speaker, cue, what a label is about.
- `NamedEntity`, which INCEpTION has: the entities.

A project needs the layers before it can take such a file; LAYERS.txt in the folder lists them.
"""

from __future__ import annotations

from tui.formats.exchange.webanno.writing import write_webanno
from tui.formats.fields import Field
from tui.formats.format import Format, Need

FORMAT = Format(
    name="webanno",
    about="WebAnno TSV 3.3 for INCEpTION: quotes, sources, cues, targets and entities as layers",
    purpose="annotating in INCEpTION or WebAnno",
    source="https://inception-project.github.io/releases/latest/docs/user-guide.html#sect_webannotsv",
    ending=".tsv",
    unit="quote",
    carries=frozenset(
        {
            *(Field.ID, Field.TEXT, Field.FRAGMENTS, Field.KIND, Field.ATTITUDE, Field.CUE),
            *(Field.SPEAKER, Field.NAME, Field.LABELS, Field.ATTRIBUTES, Field.TARGET_PLACE),
            *(Field.NEITHER, Field.UNSURE, Field.NOTE, Field.ANNOTATOR),
        }
    ),
    write_folder=write_webanno,
    fits=lambda head: head.data.startswith(b"#FORMAT=WebAnno TSV"),
    needs=frozenset({Need.TOKENS, Need.SENTENCES, Need.ENTITIES}),
    notes=(
        "A project needs the layers of LAYERS.txt before it can take the files.",
        "White space before the first word comes as blanks; at a quote's ends it is no part of it.",
        "A carriage return in a feature is a line's end.",
    ),
)
