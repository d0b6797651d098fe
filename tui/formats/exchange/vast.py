"""VAST, stance on topics of any kind: the columns of its `vast_train.csv`, a row a stance.

`label` is 0 for con, 1 for pro, 2 for neutral. `post` is the quote as it stands; `text` the same in
lower case and in words, as JSON: a list of sentences, here of one. The data set leaves out common
words there ("the", "of"), by a list of its own that is not ours to have: here they stay.

`seen?` is empty: what is zero-shot depends on what a model was trained on.
"""

from __future__ import annotations

import json
from typing import IO

from tui.formats.annotated import Annotated
from tui.formats.contradictions import compared
from tui.formats.delimited import Cell, Table, begins_with
from tui.formats.fields import Field
from tui.formats.format import Format, Options, Split
from tui.formats.task_labels import (
    AGAINST,
    FAVOR,
    NONE,
    STANCES,
    Stance,
    demand_stances,
    number_of,
    stances,
    words,
)
from tui.formats.tokens import plain_tokens
from tui.model.annotation import Annotation

COLUMNS = (
    *("author", "post", "ori_topic", "ori_id", "new_topic", "label", "type_idx", "new_id"),
    *("arc_id", "text", "text_s", "topic", "topic_str", "seen?", "contains_topic?"),
)
_LABELS = {AGAINST: 0, FAVOR: 1, NONE: 2}
_CORRECTED = 2
"""The type of a topic that a person gave, as all of ours are."""


def write_vast(split: Split, file: IO[bytes], options: Options) -> None:
    """Write a row for each stance.

    Raises:
        PullquoteError: The scheme has no stances.
    """
    demand_stances(options.scheme, FORMAT.name)
    table = Table(file)
    table.write([COLUMNS])
    for annotated, values in compared(split):
        rows = []
        for annotation in annotated.annotations:
            for number, stance in enumerate(stances(annotation, split.tally, _LABELS)):
                rows.append(_row(annotated, annotation, stance, number))
                about = words(annotation), stance.target
                values.add(about, stance.polarity, annotation.annotator)
                split.tally.record(stance.polarity)
        table.write(rows)


def _row(
    annotated: Annotated, annotation: Annotation, stance: Stance, number: int
) -> tuple[Cell, ...]:
    post, topic = words(annotation), stance.target
    said, about = _words(post), _words(topic)
    text, topic_str = " ".join(said), " ".join(about)
    return (
        annotation.speaker.name if annotation.speaker else "",
        post,
        topic,
        annotation.id,
        topic,
        _LABELS[stance.polarity],
        _CORRECTED,
        number_of(annotation.id, number),
        annotated.article.id,
        _json([said]),
        text,
        _json(about),
        topic_str,
        "",
        int(f" {topic_str} " in f" {text} "),
    )


def _words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    lower = text.lower()
    found = [span.of(lower) for span in plain_tokens(lower)]
    # A topic that is all punctuation ("$") would have no word at all, which readers do not expect.
    return [word for word in found if word[0].isalnum() or word[0] == "_"] or found or [lower]


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


FORMAT = Format(
    name="vast",
    about="VAST, stance on varied topics: post, topic_str, label 0, 1 or 2; a row a stance",
    purpose="VAST: stance on varied topics",
    source="https://github.com/emilyallaway/zero-shot-stance/blob/master/data/README.md",
    ending=".csv",
    unit="row",
    carries=frozenset(
        {Field.ID, Field.ARTICLE, Field.NAME, Field.LABELS, Field.ATTRIBUTES},
    ),
    write=write_vast,
    fits=lambda head: begins_with(head.data, COLUMNS),
    wants=STANCES,
    notes=(
        "Of the labels it has stances; what is neither has no topic, so it is never a row.",
        "AGAINST is 0 (con), FAVOR 1 (pro), NONE 2 (neutral). ori_id is the annotation's id.",
        "text and topic keep common words, which VAST's own list takes out; seen? is empty.",
        "It is for programs: a spreadsheet could take a quote for a formula. --format csv is safe.",
    ),
)
