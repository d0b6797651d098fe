"""Prodigy's tasks: tokens that are the text, spans that fit them, stable hashes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.builders import TEXT, annotation, article, claim, in_pieces, stance
from tests.formats.exchange.hard import hard
from tests.formats.exchange.reading import (
    bad,
    broken,
    by_id,
    expected,
    good,
    head_of,
    on_disk,
    records,
    words_at,
)
from tests.formats.exchange.writing import written
from tui.formats.annotated import Annotated, in_order
from tui.formats.exchange.prodigy import FORMAT
from tui.formats.found import Bad, Found, FoundLabel
from tui.formats.tokens import Cover, plain_tokens
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.span import Span
from tui.services.importing.placing import MisplacedError, placed

KEYS = [
    *("text", "_input_hash", "_task_hash", "tokens", "_view_id", "spans", "meta", "answer"),
    *("_timestamp", "_annotator_id", "_session_id"),
]
START = TEXT.index("The deal")
texts = st.lists(
    st.sampled_from(
        [" ", "  ", "\n", "\t", "\u2028", "\0", "word", "don't", "“", ".", "日本", "🇯🇵"]
    )
).map("".join)


def tasks(*annotations: Annotation, tokens: tuple[Span, ...] = ()) -> list[dict[str, Any]]:
    made = written(FORMAT, Annotated(article(), in_order(annotations), tokens))
    lines = made.data.splitlines()
    assert made.tally.count == len(lines)
    return [json.loads(line) for line in lines]


def check_task(task: dict[str, Any]) -> None:
    """Check what Prodigy relies on."""
    assert list(task) == KEYS
    assert all(-(2**31) <= task[key] < 2**31 for key in ("_input_hash", "_task_hash"))
    text, tokens = task["text"], task["tokens"]
    assert "".join(t["text"] + " " * t["ws"] for t in tokens) == text
    for number, token in enumerate(tokens):
        assert list(token) == ["text", "start", "end", "id", "ws"]
        assert token["id"] == number
        assert text[token["start"] : token["end"]] == token["text"]
        assert not token["ws"] or text[token["end"]] == " "
    for span in task["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]


def test_a_task_an_article_and_annotator() -> None:
    ada, bob = annotation(), annotation(annotator="bob", id="b", updated="2025-01-02T03:04:07.9Z")
    first, second = tasks(bob, ada)
    check_task(first)
    check_task(second)
    assert (first["_annotator_id"], first["_session_id"]) == ("ada", "pullquote-ada")
    assert second["_annotator_id"] == "bob"
    assert (first["_timestamp"], second["_timestamp"]) == (1735787046, 1735787047)
    assert (first["_view_id"], first["answer"]) == ("spans_manual", "accept")


def test_a_span_for_each_label_of_each_quote() -> None:
    late = annotation(part="We\nwill see,", decision="neither", labels=())
    (task,) = tasks(late, annotation(labels=(stance(), claim())))
    check_task(task)
    assert [span["label"] for span in task["spans"]] == ["stance", "claim", "neither"]
    one, two, three = task["spans"]
    assert one["target"] == {"text": "The deal", "start": START, "end": START + 8}
    assert one["polarity"] == "FAVOR"
    assert two["check_worthiness"] == "CFS"
    assert one["quote"] == two["quote"] != three["quote"]
    assert TEXT[three["start"] : three["end"]] == "We\nwill see,"


def test_a_quote_in_pieces_has_its_spans_for_each_of_them() -> None:
    made = in_pieces(labels=(claim(), stance()))
    (task,) = tasks(made)
    check_task(task)
    told = [(s["fragment"], s["label"], TEXT[s["start"] : s["end"]]) for s in task["spans"]]
    assert told == [
        (1, "claim", "The deal  is fair,"),
        (1, "stance", "The deal  is fair,"),
        (2, "claim", "We\nwill see,"),
        (2, "stance", "We\nwill see,"),
    ]
    assert {span["quote"] for span in task["spans"]} == {made.id}


def test_only_attitudes_say_so() -> None:
    (task,) = tasks(annotation(attitude=True), annotation(part="We\nwill see,"))
    check_task(task)
    assert [span.get("attitude") for span in task["spans"]] == [True, None]
    assert all("fragment" not in span for span in task["spans"])


def test_unsure_ones_are_told_in_meta_and_are_no_span() -> None:
    made = annotation(decision="unsure", labels=(claim(),))
    (task,) = tasks(made)
    check_task(task)
    assert task["spans"] == []
    told = {"start": START, "end": START + 18, "quote": made.id}
    assert task["meta"]["unsure"] == [told | {"labels": [claim().as_json()]}]
    assert task["meta"]["article"] == "a1"


def test_hashes_are_stable_and_tell_apart() -> None:
    (one,), (again,) = tasks(annotation()), tasks(annotation())
    (other,) = tasks(annotation(labels=(claim("NFS"),)))
    assert one == again
    assert (one["_input_hash"], one["_task_hash"]) == (again["_input_hash"], again["_task_hash"])
    assert one["_input_hash"] == other["_input_hash"]
    assert one["_task_hash"] != other["_task_hash"]


def test_tokens_of_a_model_are_kept_and_parted_at_borders() -> None:
    made = annotation()
    start, end = made.span
    crossing = (Span(0, 8), Span(start - 1, start + 3), Span(end - 2, end + 1))
    (task,) = tasks(made, tokens=crossing)
    check_task(task)
    words = [token["text"] for token in task["tokens"]]
    assert words[0] == "The U.S."
    assert words[2:4] == ["“", "The"]


def test_white_space_is_as_spacy_has_it() -> None:
    text = " a  b\n\n c d"
    cover = Cover(text, plain_tokens(text), [])
    words = [text[start:end] for start, end in zip(cover.starts, cover.ends, strict=True)]
    shown = list(zip(words, cover.ws, strict=True))
    assert shown == [
        *((" ", False), ("a", True), (" ", False), ("b", False), ("\n\n ", False)),
        *(("c", True), ("d", False)),
    ]


@given(texts, st.data())
def test_tokens_rebuild_any_text_and_fit_any_spans(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(offsets, offsets), max_size=4))
    spans = [Span(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    cover = Cover(text, plain_tokens(text), spans)
    tokens = zip(cover.starts, cover.ends, cover.ws, strict=True)
    assert "".join(text[start:end] + " " * ws for start, end, ws in tokens) == text
    assert {span.start for span in spans} <= set(cover.starts)
    assert {span.end for span in spans} <= set(cover.ends)


def test_a_task_for_any_place_of_a_quote() -> None:
    whole = article().text
    for start in range(len(whole)):
        part = Span(start, min(len(whole), start + 7))
        made = replace(annotation(), content=annotation().content._replace(span=part))
        (task,) = tasks(made)
        check_task(task)


def test_all_that_is_carried_comes_back(tmp_path: Path) -> None:
    unsure = in_pieces(id="u", decision="unsure", labels=(claim(), stance()), attitude=True)
    articles = [*hard(), Annotated(article("more"), (unsure,))]
    path = on_disk(tmp_path, written(FORMAT, *articles))
    found = good(FORMAT, path)
    back = {key: replace(quote, updated=None) for key, quote in by_id(found).items()}
    assert back == expected(articles, FORMAT)
    assert {quote.updated for one in found for quote in one.quotes} == {"2025-01-02T03:04:06Z"}
    told = {one.whose.id: one.whose for one in found}
    for each in articles:
        assert told[each.article.id].sha256 == each.article.sha256
        assert told[each.article.id].text == each.article.text
        assert told[each.article.id].date == each.article.date


def a_task(tmp_path: Path, **changes: Any) -> Path:
    """Return a file with a task as Prodigy has it, and an empty line."""
    task = {
        "text": "Ann says it works.",
        "_input_hash": 1,
        "_task_hash": 2,
        "tokens": [{"text": "Ann", "start": 0, "end": 3, "id": 0, "ws": True}],
        "spans": [
            {"start": 0, "end": 3, "token_start": 0, "token_end": 0, "label": "PERSON"},
            {"start": 9, "end": 17, "label": "claim", "check_worthiness": "CFS", "source": "x"},
            {"start": 9, "end": 17, "label": "stance"},
            {"start": 4, "end": 8, "label": "neither"},
        ],
        "answer": "accept",
        "_annotator_id": "db-ann",
    }
    path = tmp_path / "tasks.jsonl"
    path.write_text("\n" + json.dumps(task | changes) + "\n", encoding="utf-8")
    return path


def test_a_task_that_is_not_ours_has_quotes_and_entities(tmp_path: Path) -> None:
    path = a_task(tmp_path, relations=[{"label": "by"}], accept=["NEWS"])
    assert FORMAT.fits
    assert FORMAT.fits(head_of(path))
    (found,) = good(FORMAT, path)
    assert [(words_at(found, e.piece), e.label) for e in found.entities] == [("Ann", "PERSON")]
    quote, other = found.quotes
    assert [words_at(found, part) for part in quote.parts] == ["it works"]
    claim_of = FoundLabel("claim", (("check_worthiness", "CFS"),))
    assert quote.labels == (claim_of, FoundLabel("stance"))
    assert (quote.annotator, quote.id) == ("db-ann", None)
    assert (other.decision, other.labels) == ("neither", ())
    assert found.passed_over == {"relation by": 1, "choice NEWS": 1}


@pytest.mark.parametrize(
    ("answer", "told"), [("reject", "rejected task"), ("ignore", "ignored task")]
)
def test_a_task_that_was_turned_down_is_left_out(tmp_path: Path, answer: str, told: str) -> None:
    """Whatever else it has: nobody stands for that."""
    (found,) = good(FORMAT, a_task(tmp_path, answer=answer, spans=[{"start": 9}]))
    assert found.left_out == told
    assert not found.quotes


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"answer": "maybe"}, "its answer is 'maybe'"),
        ({"answer": ["accept"]}, "which none of Prodigy's is"),
        ({"text": 3}, "text must be a string"),
        ({"spans": {}}, "spans must be a list"),
        ({"spans": [3]}, "there should be an object"),
        ({"spans": [{"start": 0, "end": 0, "label": "x"}]}, "0-0 is no span"),
        ({"spans": [{"start": "0", "end": 1, "label": "x"}]}, "is no span"),
        ({"spans": [{"start": 0, "end": 3}]}, "'label' is missing"),
        ({"spans": [{"start": 1, "end": 3, "token_start": 0, "label": "x"}]}, "not at token 0"),
        ({"spans": [{"start": 0, "end": 3, "token_end": 9, "label": "x"}]}, "there is no token 9"),
        ({"meta": {"unsure": [{"start": 0, "end": 3}]}}, "'quote' is missing"),
        ({"_timestamp": 1e15}, "_timestamp is no time"),
        ({"meta": {"article": 3}}, "article must be a string"),
    ],
)
def test_a_wrong_task_is_named(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    (reason,) = bad(FORMAT, a_task(tmp_path, **changes))
    assert "tasks.jsonl:2: " in reason
    assert said in reason


@pytest.mark.parametrize("span", [(10, 18), (4, 6), (14, 22)], ids=["UTF-16", "tokens", "bytes"])
def test_the_words_of_tokens_tell_where_a_span_was_meant(
    tmp_path: Path, span: tuple[int, int]
) -> None:
    """Spans of Prodigy mostly have no words of their own, whoever counted their places."""
    text = "😀😀 Ann: it works."
    tokens = [{"text": word, "ws": word != "it works"} for word in ("😀😀", "Ann", ":", "it works")]
    tokens[1]["ws"] = False
    start, end = span
    spans = [{"start": start, "end": end, "token_start": 3, "token_end": 3, "label": "neither"}]
    (found,) = good(FORMAT, a_task(tmp_path, text=text, tokens=tokens, spans=spans))
    article = Article("a", text, "Ann")
    with pytest.raises(MisplacedError, match="it seems that its places"):
        placed(found, article, mends=False)
    (meant,) = placed(found, article, mends=True).spans
    assert meant.of(text) == "it works"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_file_breaks_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    made = written(FORMAT, *hard()[1:]).data
    (tmp_path / "export").write_bytes(data.draw(st.one_of(broken(made), st.binary())))
    assert all(isinstance(one, Found | Bad) for one in records(FORMAT, tmp_path / "export"))
