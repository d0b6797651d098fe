"""ClaimBuster: the columns and values of its groundtruth.csv."""

from __future__ import annotations

import pytest

from tests.formats.builders import article
from tests.formats.exchange.hard import hard
from tests.formats.exchange.tables import FRAMES, decided, frame, framed, rows
from tests.formats.exchange.writing import written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.exchange.claimbuster import FORMAT
from tui.formats.format import Options
from tui.formats.task_labels import NO_CLAIM, number_of, words

COLUMNS = [
    *("Sentence_id", "Text", "Speaker", "Speaker_title", "Speaker_party", "File_id", "Length"),
    *("Line_number", "Sentiment", "Verdict"),
]


def test_a_row_for_each_claim_with_the_words_as_they_stand() -> None:
    made = written(FORMAT, *hard())
    found = rows(made.data)
    by_number = {str(number_of(name)): one for name, one in decided().items()}
    assert [list(row) for row in found] == [COLUMNS] * 6
    for row in found:
        one = by_number[row["Sentence_id"]]
        assert row["Text"] == words(one)
        assert row["File_id"] == one.article
        assert row["Speaker"] == (one.speaker.name if one.speaker else "")
        assert int(row["Length"]) == len(row["Text"].split())
    assert [row["Verdict"] for row in found] == ["0", "1", "-1", "1", "0", "1"]
    assert made.tally.labels == {"CFS": 3, "UFS": 2, "NFS": 1}
    assert made.tally.left_out == {
        NO_CLAIM: 4,
        "that the annotator was unsure about": 1,
    }


def test_what_is_no_claim_is_a_negative_where_that_was_asked_for() -> None:
    made = written(FORMAT, *hard(), options=Options(include_negatives=True))
    verdicts = {row["Sentence_id"]: row["Verdict"] for row in rows(made.data)}
    assert len(verdicts) == made.tally.count == 10
    assert verdicts[str(number_of("id-3"))] == "-1", "neither"
    assert verdicts[str(number_of("id-5"))] == "-1", "a stance only"
    assert str(number_of("id-4")) not in verdicts, "unsure is no negative"
    assert made.tally.left_out == {"that the annotator was unsure about": 1}


def test_pandas_reads_the_same() -> None:
    data = written(FORMAT, *hard()).data
    read = frame(data)
    assert read["Verdict"].dtype == read["Sentence_id"].dtype == "int64"
    assert list(read["Text"]) == [row["Text"] for row in rows(data)]


def test_lines_are_numbered_in_the_order_of_the_article() -> None:
    made = written(FORMAT, *hard(), options=Options(include_negatives=True))
    numbers = [
        int(row["Line_number"]) for row in rows(made.data) if row["File_id"].startswith("news")
    ]
    assert numbers == [1, 2, 3, 5], "the fourth is unsure"


def test_a_scheme_without_claims_is_refused() -> None:
    with pytest.raises(PullquoteError, match="claimbuster needs the label 'claim' with check_wort"):
        written(FORMAT, Annotated(article(), (framed,)), options=Options(FRAMES))
