"""The native records and their JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.builders import any_annotation
from tests.formats.builders import annotation, article, claim, in_pieces, stance
from tests.formats.exchange.reading import bad, broken, good, records
from tests.formats.exchange.writing import written as written_as
from tui.formats.annotated import Annotated
from tui.formats.exchange.native import FORMAT
from tui.formats.found import Bad, Found
from tui.formats.jsonl import json_line
from tui.formats.native_line import native_line
from tui.formats.schema import record_schema
from tui.model.annotation import Annotation, SpeakerExcerpt, Suggested
from tui.model.label import Label
from tui.model.scheme import DEFAULT_SCHEME, Attribute, Choice, LabelType, Scheme

SCHEMA = record_schema(DEFAULT_SCHEME)
KEYS = [
    *("schema", "id", "article", "article_sha256", "start", "end", "text", "fragments", "prefix"),
    *("suffix", "kind", "attitude", "cue", "speaker", "decision", "labels", "note", "origin"),
    *("detected", "confidence", "detector", "annotator", "created", "updated", "seconds"),
]


def written(*annotations: Annotation) -> bytes:
    made = written_as(FORMAT, Annotated(article(), annotations))
    assert made.tally.count == len(annotations)
    return made.data


EVERY_KIND = [
    annotation(labels=(stance(), stance(target="NATO", polarity="NONE"), claim("UFS"))),
    annotation(decision="neither", labels=(), speaker=None, cue=None),
    annotation(decision="unsure", labels=(), speaker=SpeakerExcerpt(None, "Ada"), seconds=0),
    annotation(origin="manual", detected=None, kind="mixed", note="zürich\n\u2028\x9b31m\0"),
    annotation(origin="manual", detected=None, confidence=None, detector=None),
    annotation(kind="indirect", attitude=True, confidence=1),
    in_pieces(),
    annotation(suggested=Suggested("bob in a.jsonl", "labelled", (stance(), claim("UFS")))),
    annotation(suggested=Suggested("a.jsonl", "unsure")),
    # It was suggested, be there such a label or not.
    annotation(suggested=Suggested("a.jsonl", "labelled", (Label("frame", (("of", "war"),)),))),
]


def test_a_record_has_all_keys_in_order() -> None:
    (record,) = [json.loads(line) for line in written(annotation()).splitlines()]
    assert list(record) == KEYS
    assert record["schema"] == "pullquote/1"


def read(folder: Path, data: bytes) -> list[Annotation]:
    (folder / "export").write_bytes(data)
    return [one for found in good(FORMAT, folder / "export") for one in found.annotations]


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    assert read(tmp_path, written(*EVERY_KIND)) == EVERY_KIND


def test_a_record_tells_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "export").write_bytes(b"\n" + written(annotation()))
    (found,) = good(FORMAT, tmp_path / "export")
    assert (found.whose.id, found.whose.sha256) == ("a1", article().sha256)
    assert (found.line, found.raw) == (2, written(annotation()))


@given(any_annotation)
def test_a_line_is_the_record_in_json(made: Annotation) -> None:
    try:
        expected = json_line(made.as_record())
    except UnicodeEncodeError:
        with pytest.raises(UnicodeEncodeError):
            native_line(made)
    else:
        assert native_line(made) == expected


@pytest.mark.parametrize("changes", [{"seconds": float("nan")}, {"confidence": float("inf")}])
def test_what_is_no_number_in_json_is_not_written(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is not JSON"):
        native_line(annotation(**changes))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_line_whoever_splits_it(tmp_path: Path, note: str) -> None:
    made = annotation(note=note)
    data = written(made)
    assert len(data.decode("utf-8").splitlines()) == 1
    assert not any("\x7f" <= c <= "\x9f" for c in data.decode("utf-8"))
    assert read(tmp_path, data) == [made]


def test_the_same_data_gives_the_same_bytes() -> None:
    assert written(*EVERY_KIND) == written(*EVERY_KIND)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "broken JSON at column 2"),
        (b"[]", "not a JSON object"),
        (b"{}", "key 'schema' is missing"),
        (b'"\xff"', "not UTF-8: byte 0xff at offset 2"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_record_is_named(tmp_path: Path, line: bytes, said: str) -> None:
    (tmp_path / "export").write_bytes(b"\n" + line + b"\n")
    (reason,) = bad(FORMAT, tmp_path / "export")
    assert reason.startswith(f"{tmp_path}/export:2: ")
    assert said in reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_file_breaks_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    made = written(*EVERY_KIND[:3])
    (tmp_path / "export").write_bytes(data.draw(st.one_of(broken(made), st.binary())))
    assert all(isinstance(one, Found | Bad) for one in records(FORMAT, tmp_path / "export"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("made", EVERY_KIND)
def test_each_record_obeys_the_schema(made: Annotation) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(written(made)))


def drop(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda record: record.pop(key)


def put(key: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda record: record.__setitem__(key, value)


def in_label(index: int, key: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda record: record["labels"][index].__setitem__(key, value)


@pytest.mark.parametrize(
    "change",
    [
        *(drop(key) for key in KEYS),
        put("more", 1),
        put("schema", "pullquote/2"),
        put("start", -1),
        put("start", 1.5),
        put("end", 0),
        put("text", ""),
        put("kind", "shouted"),
        put("fragments", []),
        put("fragments", [{"start": 0, "end": 1, "text": "x"}]),
        put("fragments", [{"start": 0, "end": 1}] * 2),
        put("attitude", None),
        put("confidence", 1.5),
        put("confidence", "high"),
        put("detector", ""),
        put("detected", {"start": 0, "end": 1}),
        put("detected", {"start": 0, "end": 1, "fragments": [], "speaker": None}),
        put("detected", {"start": 0, "end": 1, "fragments": None, "speaker": "x"}),
        put("cue", {"start": 0, "end": 1}),
        put("speaker", {"start": 0, "end": None, "text": None, "name": "x"}),
        put("decision", None),
        put("decision", "neither"),
        put("labels", []),
        put("labels", [{"label": "claim", "check_worthiness": "CFS"}] * 2),
        put("created", "2025-01-02 03:04"),
        put("article_sha256", "XYZ"),
        put("prefix", "x" * 33),
        put("seconds", -0.1),
        put("seconds", "3"),
        put("annotator", ""),
        in_label(0, "label", "frame"),
        in_label(0, "polarity", "MAYBE"),
        in_label(0, "more", 1),
        in_label(0, "target", "NATO"),
        in_label(0, "target", {"text": "NATO", "start": 0, "end": None}),
        in_label(0, "target", {"text": "", "start": None, "end": None}),
        lambda record: record["labels"][0].pop("polarity"),
        in_label(1, "check_worthiness", None),
        put("suggested", {"source": "x", "decision": "neither"}),
        put("suggested", {"source": "x", "decision": None, "labels": []}),
        put("suggested", {"source": "x", "decision": "labelled", "labels": [{"of": "war"}]}),
    ],
)
def test_the_schema_refuses_what_is_no_record(change: Callable[[dict[str, Any]], object]) -> None:
    record = json.loads(written(annotation(labels=(stance(), claim()))))
    Draft202012Validator(SCHEMA).validate(record)
    change(record)
    assert not Draft202012Validator(SCHEMA).is_valid(record)


def test_the_schema_follows_the_scheme() -> None:
    tone = Attribute("tone", "choice", (Choice("GOOD", "g"), Choice("BAD", "b")), "How?")
    scheme = Scheme((LabelType("frame", "f", "F", attributes=(tone,)),))
    schema = record_schema(scheme)
    Draft202012Validator.check_schema(schema)
    record = json.loads(written(annotation()))
    assert not Draft202012Validator(schema).is_valid(record)
    record["labels"] = [{"label": "frame", "tone": "BAD"}]
    Draft202012Validator(schema).validate(record)
