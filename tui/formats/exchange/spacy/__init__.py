"""spaCy's training data: DocBins of articles and of quotes, with configurations that train.

A quote's fragments are spans of their own, each with every label that the quote has; an id that
they share tells which belong together. Overlapping quotes are overlapping spans.
"""

from __future__ import annotations

from tui.formats.exchange.spacy.reading import fits_spacy, read_spacy
from tui.formats.exchange.spacy.training import TASKS, command
from tui.formats.exchange.spacy.writing import write_spacy
from tui.formats.fields import ALL, Field
from tui.formats.format import Format, Need, Option

FORMAT = Format(
    name="spacy",
    about="spaCy's DocBin: spancat, ner and textcat_multilabel, each with a config that trains",
    purpose="training: spacy train, three tasks",
    source="https://spacy.io/api/data-formats#binary-training",
    ending=".spacy",
    unit="quote",
    carries=ALL - {Field.DETECTED, Field.MOVED, Field.SUGGESTED, Field.ENTITIES},
    write_folder=write_spacy,
    read=read_spacy,
    fits=fits_spacy,
    needs=frozenset({Need.TOKENS, Need.SENTENCES, Need.ENTITIES}),
    splits=True,
    uses=frozenset({Option.CONTEXT, Option.NEGATIVES}),
    notes=(
        "Entities are in it; of ours they stay out of an import: most are the model's own.",
        *(f"In the folder: {command(task)}" for task in TASKS),
        "Quotes without a label are in groups of spans of their own, neither and unsure.",
        "textcat_multilabel does not learn from those.",
        "With --include-negatives neither is a label too, and such quotes are categorized too.",
    ),
)
