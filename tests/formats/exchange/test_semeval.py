"""SemEval-2016 Task 6: what its own scorer asks of a file."""

from __future__ import annotations

import pytest

from tests.formats.builders import annotation, article, stance
from tests.formats.exchange.hard import hard
from tests.formats.exchange.tables import FRAMES, framed
from tests.formats.exchange.writing import written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.exchange.semeval import FORMAT
from tui.formats.format import Options


def scored(data: bytes) -> list[tuple[str, str, str, str]]:
    """Read a file as the task's scorer does, which stops at what is not of this form."""
    first, *lines = [line.replace("\r", "") for line in data.decode("utf-8").split("\n")]
    assert first == "ID\tTarget\tTweet\tStance"
    assert lines.pop() == ""
    found = []
    for line in lines:
        number, target, tweet, label = line.split("\t")
        assert label in ("FAVOR", "AGAINST", "NONE", "UNKNOWN")
        found.append((number, target, tweet, label))
    return found


def test_a_line_for_each_stance_of_each_quote() -> None:
    made = written(FORMAT, *hard())
    lines = scored(made.data)
    assert [(target, label) for _, target, _, label in lines] == [
        ("The deal", "AGAINST"),
        ("the senate", "FAVOR"),
        ("taxes", "AGAINST"),
        ("税", "FAVOR"),
        ("comma", "NONE"),
    ]
    assert lines[0][2] == lines[1][2] == "The deal 👩‍👩‍👧 is fair, and we will sign it."
    assert lines[3][2] == "It\u0308 is unfair,"
    assert made.tally.count == 5
    assert made.tally.labels == {"AGAINST": 2, "FAVOR": 2, "NONE": 1}


def test_what_has_no_stance_is_told() -> None:
    made = written(FORMAT, *hard(), options=Options(include_negatives=True))
    assert made.tally.left_out == {
        "without a stance": 6,
        "that the annotator was unsure about": 1,
    }


def test_ids_are_numbers_of_their_own_that_stay() -> None:
    lines = scored(written(FORMAT, *hard()).data)
    assert len({number for number, *_ in lines}) == len(lines)
    assert all(0 < int(number) < 2**63 for number, *_ in lines)
    assert scored(written(FORMAT, *hard()[1:]).data)[0] == lines[3]


@pytest.mark.parametrize("space", ["\t", "\n", "\r\n", "\u2028", "\x85", "\x0b", "\x1c", "  "])
def test_no_white_space_breaks_a_line(space: str) -> None:
    text = f"He said: “Taxes{space}rise,{space}always.”\n"
    one = article(text=text)
    part = text[text.index("Taxes") : text.index("”")]
    made = annotation(one, part, labels=(stance(text, f"Taxes{space}rise"),), speaker=None)
    data = written(FORMAT, Annotated(one, (made,))).data
    assert [line[1:3] for line in scored(data)] == [("Taxes rise", "Taxes rise, always.")]
    assert len(data.decode("utf-8").splitlines()) == 2


def test_a_scheme_without_stances_is_refused() -> None:
    with pytest.raises(PullquoteError, match="semeval needs the label 'stance' with target and"):
        written(FORMAT, Annotated(article(), (framed,)), options=Options(FRAMES))
