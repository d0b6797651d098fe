"""DNA's event list: who is for or against what, and what it cannot hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.formats.builders import annotation, article, claim, excerpt, stance
from tests.formats.exchange.hard import hard
from tests.formats.exchange.tables import FRAMES, decided, frame, framed, rows
from tests.formats.exchange.writing import Written, written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.exchange.dna import FORMAT
from tui.formats.format import Options
from tui.formats.task_labels import words
from tui.model.analysis import Entity
from tui.model.annotation import SpeakerExcerpt
from tui.model.printable import flat
from tui.services.exporting.summary import Summary

COLUMNS = [
    *("statement ID", "time", "document ID", "document title", "author", "source", "section"),
    *("type", "text", "person", "organization", "concept", "agreement", "annotation ID"),
]
TEXT = "“No new jets,” said Ada Lane of the Pentagon. “None,” the Pentagon’s office said.\n"


def statements(made: Written) -> list[dict[str, str]]:
    return rows(made.data, delimiter=";")


def spoken(mention: str, *organizations: str) -> dict[str, str]:
    """Return the statement of whoever is mentioned so."""
    one = article(text=TEXT)
    speaker = SpeakerExcerpt(excerpt(TEXT, mention), f"Name of {mention}")
    made = annotation(one, "No new jets,", labels=(stance(TEXT, "jets"),), speaker=speaker)
    entities = tuple(Entity(excerpt(TEXT, name).span, "ORG") for name in organizations)
    entities += (Entity(excerpt(TEXT, "Ada Lane").span, "PERSON"),)
    in_order = tuple(sorted(entities, key=lambda entity: entity.span))
    (found,) = statements(written(FORMAT, Annotated(one, (made,), entities=in_order)))
    return found


def test_a_statement_for_each_stance_for_or_against() -> None:
    made = written(FORMAT, *hard())
    found = statements(made)
    assert [list(row) for row in found] == [COLUMNS] * 4
    assert [(row["concept"], row["agreement"]) for row in found] == [
        *(("The deal", "0"), ("the senate", "1"), ("taxes", "0"), ("税", "1")),
    ]
    assert [row["statement ID"] for row in found] == ["1", "2", "3", "4"]
    for row in found:
        assert row["text"] == flat(words(decided()[row["annotation ID"]]))
    assert found[0]["time"] == "2026-01-02 00:00:00"
    assert found[3]["time"] == "", "its article has no date"


def test_signs_that_dna_does_not_have_are_told() -> None:
    text = 'Ada said: “No "new" jets; none.”\n'
    one = article(text=text)
    made = written(
        FORMAT,
        Annotated(
            one,
            (
                annotation(one, 'No "new" jets', labels=(stance(text, "jets"),), id="id-1"),
                annotation(one, "none", labels=(stance(text, "jets"),), id="id-2"),
            ),
        ),
    )
    assert [row["text"] for row in statements(made)] == ["No 'new' jets", "none"]
    told, _ = Summary(FORMAT, {"": made.tally}, 1, 1).lines()
    assert (
        told
        == "changed: 1 statement with ; as , or a double quote as a single one: DNA has neither"
    )


def test_none_is_told_and_no_statement() -> None:
    made = written(FORMAT, *hard())
    assert made.tally.left_out == {
        "without a stance": 6,
        "that the annotator was unsure about": 1,
        "with a stance that is NONE and no other": 1,
    }
    both = annotation(labels=(stance(), stance(target="NATO", polarity="NONE"), claim()))
    made = written(FORMAT, Annotated(article(), (both,)))
    assert len(statements(made)) == made.tally.count == 1
    assert made.tally.left_out == {"with a stance that is NONE but with others": 1}


def test_signs_that_dna_has_a_use_for_are_what_it_makes_of_them_itself() -> None:
    one = replace(article(), title='A; "B"\nC', source="x;y", date="Monday")
    made = written(FORMAT, Annotated(one, (annotation(one, labels=(stance(),)),)))
    (row,) = statements(made)
    assert (row["document title"], row["source"], row["time"]) == ("A, 'B' C", "x,y", "")
    _, line, rest = made.text.split("\n")
    assert line.count(";") == len(COLUMNS) - 1
    assert rest == ""


def test_the_organization_is_the_one_in_the_mention() -> None:
    found = spoken("Ada Lane of the Pentagon", "the Pentagon")
    assert (found["person"], found["organization"]) == (
        "Name of Ada Lane of the Pentagon",
        "the Pentagon",
    )


@pytest.mark.parametrize(
    ("mention", "entity"), [("Pentagon", "Pentagon"), ("the Pentagon", "Pentagon")]
)
def test_an_organization_that_speaks_itself_is_no_person(mention: str, entity: str) -> None:
    found = spoken(mention, entity)
    assert (found["person"], found["organization"]) == ("", entity)


def test_an_organization_elsewhere_is_not_taken_for_the_speakers() -> None:
    found = spoken("Ada Lane", "the Pentagon")
    assert (found["person"], found["organization"]) == ("Name of Ada Lane", "")


def test_pandas_reads_the_same() -> None:
    data = written(FORMAT, *hard()).data
    assert list(frame(data, sep=";")["agreement"]) == [0, 1, 0, 1]


def test_a_scheme_without_stances_is_refused() -> None:
    with pytest.raises(PullquoteError, match="dna needs the label 'stance'"):
        written(FORMAT, Annotated(article(), (framed,)), options=Options(FRAMES))
