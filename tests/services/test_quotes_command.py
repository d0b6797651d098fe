"""What is written of found quotes, for programs and for people."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Quote, Speaker
from tui.model.article import Article
from tui.model.span import Span
from tui.model.worklist import ALL, Shown
from tui.nlp.process import NotAnalysedError
from tui.services.quotes import Analyse, Form, Written, as_record, as_text, write_quotes

TEXT = "“We\nagree,” said Ada Lee, the mayor. “It is late.” She thinks that it rains."


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


FIRST, SECOND = span_of("We\nagree,"), span_of("It is late.")
JOINED = Quote(
    Span(FIRST.start, SECOND.end),
    "direct",
    span_of("said"),
    Speaker(span_of("Ada Lee, the mayor"), "Ada Lee"),
    fragments=(FIRST, SECOND),
    confidence=0.95,
)
THOUGHT = Quote(span_of("it rains"), "indirect", span_of("thinks"), attitude=True, confidence=1 / 3)
TYPED = Quote(SECOND, "mixed", None, Speaker(None, "Ada Lee"))
QUOTES = (JOINED, TYPED, THOUGHT)


def article(article_id: str = "a1", text: str = TEXT, title: str = "A title") -> Article:
    return Article(article_id, text, title, place=f"{article_id}.txt")


def analyses(found: Mapping[str, tuple[Quote, ...] | PullquoteError]) -> Analyse:
    def analyse(of: Article) -> Analysis:
        answer = found[of.id]
        if isinstance(answer, PullquoteError):
            raise answer
        return Analysis(quotes=answer)

    return analyse


def written(
    found: Mapping[str, tuple[Quote, ...] | PullquoteError],
    *,
    shown: Shown = ALL,
    form: Form = as_record,
    output: Path | None = None,
) -> tuple[Written, str]:
    stream = io.BytesIO()
    told = write_quotes(
        [article(name) for name in found],
        analyses(found),
        form=form,
        shown=shown,
        output=output,
        stream=stream,
    )
    return told, (output.read_bytes() if output else stream.getvalue()).decode()


def test_the_record_tells_everything_of_a_quote() -> None:
    record = json.loads(as_record(article(), QUOTES))
    assert list(record) == ["id", "quotes"]
    assert record["id"] == "a1"
    joined, typed, thought = record["quotes"]
    assert joined == {
        "start": FIRST.start,
        "end": SECOND.end,
        "spans": [list(FIRST), list(SECOND)],
        "kind": "direct",
        "speaker": list(span_of("Ada Lee, the mayor")),
        "cue": list(span_of("said")),
        "name": "Ada Lee",
        "confidence": 0.95,
        "attitude": False,
    }
    assert (typed["speaker"], typed["cue"], typed["name"]) == (None, None, "Ada Lee")
    assert typed["spans"] == [[typed["start"], typed["end"]]] == [list(SECOND)]
    assert (thought["speaker"], thought["name"]) == (None, None)
    assert (thought["attitude"], thought["confidence"]) == (True, 0.333)


def test_the_text_for_people() -> None:
    assert as_text(article(), QUOTES).decode() == (
        "a1: A title\n"
        "\n"
        "  1. direct · Ada Lee, the mayor = Ada Lee · said · 0.95\n"
        "     We agree, … It is late.\n"
        "\n"
        "  2. mixed · Ada Lee · 1.00\n"
        "     It is late.\n"
        "\n"
        "  3. indirect, attitude · no speaker · thinks · 0.33\n"
        "     it rains\n"
        "\n"
    )
    assert as_text(article(), ()).decode() == "a1: A title\n\n     no quotes\n\n"


@pytest.mark.parametrize(("columns", "most"), [(60, 60), (1, 40), (300, 100)])
def test_the_text_is_wrapped(columns: int, most: int) -> None:
    text = "word " * 99 + "e" * 120
    quote = Quote(Span(0, len(text)), "direct")
    lines = as_text(article(text=text), [quote], columns=columns).decode().split("\n")
    assert max(map(len, lines)) == most
    assert "".join("".join(lines[3:]).split()) == "".join(text.split())


def test_nothing_in_a_text_reaches_the_terminal_as_a_command() -> None:
    bad = "\x1b[31mred\x07 \x9b2J \u202eback \ud800 \x00"
    speaker = Speaker(Span(0, len(bad)), bad + "x")
    quote = Quote(Span(0, len(bad)), "direct", Span(0, len(bad)), speaker)
    text = as_text(article(article_id="a\x1b", text=bad, title=bad), [quote]).decode()
    assert all(c.isprintable() for c in text.replace("\n", ""))
    assert "\\x1b[31mred" in text


def test_articles_are_written_in_their_order_and_counted() -> None:
    told, text = written({"b": (JOINED,), "a": (), "c": QUOTES})
    records = [json.loads(line) for line in text.splitlines()]
    assert [(r["id"], len(r["quotes"])) for r in records] == [("b", 1), ("a", 0), ("c", 3)]
    assert str(told) == "4 quotes in 3 articles"


@pytest.mark.parametrize(
    ("shown", "kinds"),
    [
        (ALL, ["direct", "mixed", "indirect"]),
        (Shown(attitudes=False), ["direct", "mixed"]),
        (Shown(indirect=False, attitudes=True), ["direct", "mixed"]),
        (Shown(attitudes=True, min_confidence=0.97), ["mixed"]),
    ],
)
def test_quotes_can_be_left_out(shown: Shown, kinds: list[str]) -> None:
    _, text = written({"a": QUOTES}, shown=shown)
    assert [quote["kind"] for quote in json.loads(text)["quotes"]] == kinds


def test_one_article_that_cannot_be_analysed_is_told_and_the_rest_is_written() -> None:
    told, text = written({"a": NotAnalysedError("too odd", "try"), "b": (JOINED,)})
    assert [json.loads(line)["id"] for line in text.splitlines()] == ["b"]
    assert told.problems == ("a.txt: too odd (try)",)


@pytest.mark.parametrize("error", [NotAnalysedError("too odd"), PullquoteError("no model")])
def test_without_any_analysis_the_old_file_stays(tmp_path: Path, error: PullquoteError) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("old")
    with pytest.raises(PullquoteError, match=r"too odd|no model"):
        written({"a": error}, output=output)
    assert output.read_text() == "old"
    assert list(tmp_path.iterdir()) == [output]


def test_a_file_is_there_wholly_or_as_it_was(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    _, text = written({"a": QUOTES}, output=output)
    assert text == written({"a": QUOTES})[1]
    with pytest.raises(PullquoteError, match="no model"):
        written({"a": (), "b": PullquoteError("no model")}, output=output)
    assert output.read_text(encoding="utf-8") == text
    assert list(tmp_path.iterdir()) == [output]
