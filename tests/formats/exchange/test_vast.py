"""VAST: what its own loader does with each row."""

from __future__ import annotations

import json

import pytest

from tests.formats.builders import annotation, article, stance
from tests.formats.exchange.hard import hard
from tests.formats.exchange.tables import FRAMES, decided, frame, framed, rows
from tests.formats.exchange.writing import written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.exchange.vast import FORMAT
from tui.formats.format import Options
from tui.formats.task_labels import words

COLUMNS = [
    *("author", "post", "ori_topic", "ori_id", "new_topic", "label", "type_idx", "new_id"),
    *("arc_id", "text", "text_s", "topic", "topic_str", "seen?", "contains_topic?"),
]


def test_a_row_for_each_stance() -> None:
    made = written(FORMAT, *hard())
    found = rows(made.data)
    assert [list(row) for row in found] == [COLUMNS] * 5
    assert [(row["topic_str"], row["label"]) for row in found] == [
        *(("the deal", "0"), ("the senate", "1"), ("taxes", "0"), ("税", "1"), ("comma", "2")),
    ]
    for row in found:
        one = decided()[row["ori_id"]]
        assert row["post"] == words(one)
        assert row["arc_id"] == one.article
        assert row["author"] == (one.speaker.name if one.speaker else "")
    assert [row["contains_topic?"] for row in found] == ["1", "0", "0", "0", "0"]


def test_the_loader_of_the_data_set_reads_it() -> None:
    """It reads with pandas, and takes words from JSON, a sentence a list."""
    read = frame(written(FORMAT, *hard()).data)
    assert read["label"].dtype == read["new_id"].dtype == "int64"
    assert read["new_id"].is_unique
    for _, row in read.iterrows():
        sentences, topic = json.loads(row["text"]), json.loads(row["topic"])
        assert " ".join(word for words in sentences for word in words) == row["text_s"]
        assert " ".join(topic) == row["topic_str"]
        assert topic


def test_words_are_those_of_the_quote_in_lower_case() -> None:
    (row, *_) = rows(written(FORMAT, *hard()).data)
    assert row["text_s"] == "the deal is fair and we will sign it"


def test_a_topic_that_is_no_word_stays_as_it_is() -> None:
    made = annotation(labels=(stance(target="$"),))
    (row,) = rows(written(FORMAT, Annotated(article(), (made,))).data)
    assert (row["topic"], row["topic_str"]) == ('["$"]', "$")


def test_a_scheme_without_stances_is_refused() -> None:
    with pytest.raises(PullquoteError, match="vast needs the label 'stance'"):
        written(FORMAT, Annotated(article(), (framed,)), options=Options(FRAMES))
