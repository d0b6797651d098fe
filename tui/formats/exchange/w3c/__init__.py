"""The W3C's Web Annotation Data Model, as JSON-LD: a list of annotations, one on each line.

What is annotated is the article's text, by position and by what stands there and around it; a quote
in fragments has a target for each. Labels, their attributes, the speaker, the cue and the note are
bodies, each with a purpose. Which body is what, and all that the model has no word for, stands in
`pullquote`, which the context says is plain JSON.

The text is named by its hash (RFC 6920), because an address would name a page and not the text.
"""

from __future__ import annotations

from tui.formats.exchange.w3c.reading import fits, read_w3c
from tui.formats.exchange.w3c.writing import write_w3c
from tui.formats.fields import ALL, Field
from tui.formats.format import Format

FORMAT = Format(
    name="w3c",
    about="Web Annotation Data Model: JSON-LD, with position and quote selectors",
    purpose="Web Annotation, in JSON-LD",
    source="https://www.w3.org/TR/annotation-model/",
    ending=".jsonld",
    unit="annotation",
    carries=ALL
    - {Field.TEXT, Field.SOURCE, Field.DETECTED, Field.MOVED, Field.SUGGESTED, Field.ENTITIES},
    write=write_w3c,
    read=read_w3c,
    fits=fits,
    notes=(
        "Texts do not come along: bring the articles, they are known by their hash.",
        "Annotations of others need a TextPositionSelector, or a TextQuoteSelector that fits once.",
    ),
)
