"""CheckThat! Task 1: what its readers and its checker ask of a file."""

from __future__ import annotations

import re

import pytest

from tests.formats.builders import annotation, article, claim
from tests.formats.exchange.hard import hard
from tests.formats.exchange.tables import FRAMES, decided, frame, framed, rows
from tests.formats.exchange.writing import written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.exchange.checkthat import FORMAT
from tui.formats.format import Options
from tui.formats.task_labels import NO_CLAIM, number_of, words
from tui.model.printable import flat

_ID = re.compile(r"[1-9][0-9]{1,22}")
"""What the task's checker takes for the id of a sentence or tweet."""


def test_what_is_check_worthy_is_yes_and_all_else_no() -> None:
    made = written(FORMAT, *hard())
    found = rows(made.data, delimiter="\t")
    by_number = {str(number_of(name)): one for name, one in decided().items()}
    for row in found:
        assert list(row) == ["Sentence_id", "Text", "class_label"]
        assert _ID.fullmatch(row["Sentence_id"])
        assert row["Text"] == flat(words(by_number[row["Sentence_id"]]))
    assert [row["class_label"] for row in found] == ["No", "Yes", "No", "Yes", "No", "Yes"]
    assert made.tally.labels == {"Yes": 3, "No": 3}
    assert made.tally.left_out[NO_CLAIM] == 4


def test_a_quote_without_a_claim_is_no_where_that_was_asked_for() -> None:
    made = written(FORMAT, *hard(), options=Options(include_negatives=True))
    assert made.tally.labels == {"Yes": 3, "No": 7}
    assert made.tally.left_out == {"that the annotator was unsure about": 1}


def test_a_quote_is_a_line_and_its_quote_marks_come_back() -> None:
    text = 'She said "no, "never" again\nand\tagain" then.\n'
    one = article(text=text)
    made = annotation(one, '"no, "never" again\nand\tagain"', labels=(claim(),), speaker=None)
    data = written(FORMAT, Annotated(one, (made,))).data
    assert len(data.splitlines()) == 2
    (row,) = rows(data, delimiter="\t")
    assert row["Text"] == '"no, "never" again and again"'
    assert frame(data, sep="\t")["Text"][0] == row["Text"]


def test_a_scheme_without_claims_is_refused() -> None:
    with pytest.raises(PullquoteError, match="checkthat needs the label 'claim'"):
        written(FORMAT, Annotated(article(), (framed,)), options=Options(FRAMES))
