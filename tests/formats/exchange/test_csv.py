"""The table for people: all is in it, and no cell is a formula."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.formats.builders import annotation, article, excerpt, stance
from tests.formats.exchange.hard import hard
from tests.formats.exchange.tables import FRAMES, articles, decided, frame, framed, rows
from tests.formats.exchange.writing import Written, written
from tui.formats.annotated import Annotated
from tui.formats.delimited import unguarded
from tui.formats.exchange.csv import FORMAT
from tui.formats.format import Options
from tui.model.annotation import SpeakerExcerpt
from tui.model.scheme import LabelType, Scheme


def table(made: Written) -> list[dict[str, str]]:
    found = rows(made.data, encoding="utf-8-sig")
    assert len(found) == made.tally.count
    return [{name: unguarded(cell) for name, cell in row.items()} for row in found]


def test_a_row_for_each_annotation_with_what_it_says() -> None:
    found = table(written(FORMAT, *hard()))
    assert len(found) == 11
    for row in found:
        one, text = decided()[row["id"]], articles()[row["article"]].article.text
        assert text[int(row["start"]) : int(row["end"])] == row["quote"] == one.content.text
        pieces = [piece.split("..") for piece in row["fragments"].split()]
        assert [text[int(start) : int(end)] for start, end in pieces] == [
            piece.text for piece in one.fragments
        ]
        for name in ("mention", "cue"):
            if row[name]:
                start, end = int(row[f"{name}_start"]), int(row[f"{name}_end"])
                assert text[start:end] == row[name]
        assert bool(row["cue"]) == bool(one.cue)
        assert row["speaker"] == (one.speaker.name if one.speaker else "")
        assert row["decision"] == one.decision
        assert row["labels"].split(", ") == ([label.name for label in one.labels] or [""])
        assert (row["note"], row["annotator"]) == (one.note, one.annotator)
        assert (row["created"], float(row["seconds"])) == (one.created, one.seconds)


def test_several_stances_stand_one_below_the_other() -> None:
    (row,) = [row for row in table(written(FORMAT, *hard())) if row["id"] == "id-1"]
    assert row["stance.target"] == "The deal\nthe senate"
    assert row["stance.polarity"] == "AGAINST\nFAVOR"
    assert row["claim.check_worthiness"] == "CFS"


def test_a_spreadsheet_takes_it_for_utf_8() -> None:
    made = written(FORMAT, *hard())
    assert made.data.startswith(b"\xef\xbb\xbfid,")
    assert made.data.count(b"\xef\xbb\xbf") == 1
    assert list(frame(made.data, encoding="utf-8-sig")["id"]) == [row["id"] for row in table(made)]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " =", "'="])
def test_no_cell_is_a_formula(sign: str) -> None:
    evil = f"{sign}cmd|' /C calc'!A0"
    text = f"{evil} she said.\n"
    one = replace(article(text=text), title=evil, source=evil, url=evil, date=evil)
    made = annotation(
        one,
        evil,
        note=evil,
        annotator=evil,
        speaker=SpeakerExcerpt(excerpt(text, "she"), evil),
        labels=(stance(text, evil),),
    )
    export = written(FORMAT, Annotated(one, (made,)))
    (raw,) = rows(export.data, encoding="utf-8-sig")
    assert not [cell for cell in raw.values() if cell.lstrip()[:1] in {*"=+-@＝＋－＠"}]
    assert not [cell for cell in raw.values() if cell[:1] in ("\t", "\r", "\n")]
    (row,) = table(export)
    assert row["quote"] == row["title"] == row["note"] == row["speaker"] == evil


def test_a_label_called_as_a_formula_is_no_formula_either() -> None:
    scheme = Scheme((LabelType("=1+1", "f", "F", attributes=FRAMES.labels[0].attributes),))
    made = written(FORMAT, Annotated(article(), ()), options=Options(scheme))
    assert "'=1+1.tone" in made.data.decode("utf-8-sig")


def test_context_is_a_column_where_it_was_asked_for() -> None:
    (plain, *_) = table(written(FORMAT, *hard()))
    assert "context" not in plain
    found = table(written(FORMAT, *hard(), options=Options(context=1)))
    assert all(row["quote"] in row["context"] for row in found)


def test_any_scheme_will_do() -> None:
    (row,) = table(written(FORMAT, Annotated(article(), (framed,)), options=Options(FRAMES)))
    assert (row["labels"], row["frame.tone"]) == ("frame, irony", "BAD")
