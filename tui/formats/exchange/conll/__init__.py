"""CoNLL-U Plus: a line a word, with BIO tags for entities and for source, cue and content.

The form is documented at https://universaldependencies.org/ext-format.html: the first line names
the columns, sentences are parted by blank lines, and what is not of a word stands in comments.

- `NER` has the entities.
- `SOURCE`, `CUE` and `CONTENT` have the parts of a quote, `LABELS` what was decided on it
  (`B-stance+claim`). In each of the four a word has one tag, so of overlapping quotes the first
  has it, and a quote over several sentences begins anew in each: what a tagger learns from.
- `PULLQUOTE:SPANS` has all of them, however they overlap: `B-1:CONTENT|I-2:CUE` with the number
  of the quote. The comment `# pullquote:quote:1 = ...` has what else is known of it, in JSON.
- `MISC` has where the word stands, in code points (`TokenRange`), and the white space after it
  where that is not one blank (`SpaceAfter`, `SpacesAfter`), in the way of UDPipe.

What CoNLL-2003 has is read too: a word and its tag, in the first and the last column.
"""

from __future__ import annotations

from tui.formats.exchange.conll.reading import fits_conll, read_conll
from tui.formats.exchange.conll.writing import write_conll
from tui.formats.fields import ALL, Field
from tui.formats.format import Format, Need

FORMAT = Format(
    name="conll",
    about="CoNLL-U Plus: BIO tags for entities, and for source, cue and content of quotes",
    purpose="training taggers: BIO tags, a line a word",
    source="https://universaldependencies.org/ext-format.html",
    ending=".conllup",
    unit="quote",
    carries=ALL - {Field.DETECTED, Field.MOVED, Field.SUGGESTED, Field.ENTITIES},
    write=write_conll,
    read=read_conll,
    fits=fits_conll,
    needs=frozenset({Need.TOKENS, Need.SENTENCES, Need.ENTITIES}),
    notes=(
        "Of quotes that overlap the first has the tags; PULLQUOTE:SPANS has all of them.",
        "White space at the ends of a quote is no part of it.",
        "Entities are in it; of ours they stay out of an import: most are the model's own.",
    ),
)
