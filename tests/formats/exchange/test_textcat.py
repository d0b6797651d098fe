"""Text classification: categories as spaCy trains them, and places that are checked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.formats.builders import article
from tests.formats.exchange.hard import hard
from tests.formats.exchange.tables import FRAMES, articles, decided, framed
from tests.formats.exchange.writing import Written, written
from tui.formats.annotated import Annotated
from tui.formats.exchange.textcat import FORMAT, NO_LABEL
from tui.formats.format import Need, Options
from tui.model.label import Label


def lines(made: Written) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in made.data.splitlines()]
    assert len(found) == made.tally.count
    return found


@pytest.mark.parametrize("context", [0, 1, 3])
def test_every_place_is_right(context: int) -> None:
    for line in lines(written(FORMAT, *hard(), options=Options(context=context))):
        meta = line["meta"]
        one = decided()[meta["id"]]
        text = articles()[meta["article"]].article.text
        assert text[meta["start"] : meta["end"]] == one.content.text
        assert [line["text"][start:end] for start, end in meta["spans"]] == [
            part.text for part in one.parts
        ]
        assert tuple(map(Label.from_json, meta["labels"])) == one.labels
        assert not context or line["text"] in text


def test_a_category_for_each_label_of_the_scheme() -> None:
    made = written(FORMAT, *hard())
    by_id = {line["meta"]["id"]: line for line in lines(made)}
    assert by_id["id-1"]["cats"] == {"stance": 1, "claim": 1}
    assert by_id["id-1"]["labels"] == ["stance", "claim"]
    assert by_id["id-2"]["cats"] == {"stance": 0, "claim": 1}
    assert by_id["id-1"]["text"] == "The deal 👩‍👩‍👧 is\r\nfair, and we will sign it."
    assert made.tally.left_out == {
        NO_LABEL: 2,
        "that the annotator was unsure about": 1,
    }


def test_neither_has_no_category_where_negatives_were_asked_for() -> None:
    made = written(FORMAT, *hard(), options=Options(include_negatives=True))
    by_id = {line["meta"]["id"]: line for line in lines(made)}
    assert by_id["id-3"]["cats"] == {"stance": 0, "claim": 0}
    assert by_id["id-3"]["labels"] == []
    assert "id-4" not in by_id, "unsure is no negative"
    assert made.tally.labels["neither"] == 2


def test_sentences_are_around_it_where_they_were_asked_for() -> None:
    assert FORMAT.needs_with(Options()) == set()
    assert FORMAT.needs_with(Options(context=1)) == {Need.SENTENCES}
    made = written(FORMAT, *hard(), options=Options(context=1))
    by_id = {line["meta"]["id"]: line["text"] for line in lines(made)}
    assert by_id["id-11"] == "He said it works."
    assert by_id["id-6"].startswith("東京で首相は「")


def test_any_scheme_will_do() -> None:
    made = written(FORMAT, Annotated(article(), (framed,)), options=Options(FRAMES))
    (line,) = lines(made)
    assert line["cats"] == {"frame": 1, "irony": 1}
    assert line["meta"]["labels"] == [{"label": "frame", "tone": "BAD"}, {"label": "irony"}]
