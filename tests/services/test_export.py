"""Exports: what is gathered, what stops them, how the file is written."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest
from jsonschema import Draft202012Validator

from tests.formats.builders import annotation, article, claim, in_pieces
from tests.services.given import Given
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.exchange.native import write_native
from tui.formats.format import Options, Split
from tui.formats.registry import format_called
from tui.formats.schema import record_schema
from tui.formats.tally import Tally
from tui.model.annotation import Annotation, Excerpt, Move, Suggested
from tui.model.article import Article
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span
from tui.services.exporting.export import export
from tui.services.exporting.gathering import Gathering
from tui.services.output import write_whole


class MemoryStore:
    """A store of annotations that are given."""

    def __init__(self, *annotations: Annotation) -> None:
        self.kept = annotations

    def annotators(self) -> list[str]:
        return sorted({a.annotator for a in self.kept})

    def articles(self, annotator: str) -> list[str]:
        return sorted({a.article for a in self.kept if a.annotator == annotator})

    def read_annotations(self, annotator: str, article_id: str) -> tuple[Annotation, ...]:
        return tuple(a for a in self.kept if (a.annotator, a.article) == (annotator, article_id))


ONE, TWO = article("one"), article("two")


def gathered(
    *annotations: Annotation,
    articles: tuple[Article, ...] = (TWO, ONE),
    annotators: tuple[str, ...] = (),
    skip_orphans: bool = False,
    skip_moved: bool = False,
) -> Gathering:
    return Gathering(
        Given(*articles),
        MemoryStore(*annotations),
        DEFAULT_SCHEME,
        annotators=annotators,
        skip_orphans=skip_orphans,
        skip_moved=skip_moved,
    )


def lines(found: Gathering, form: str = "native") -> list[dict[str, object]]:
    stream = io.BytesIO()
    export(found, format_called(form), output=None, stream=stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_records_are_sorted_by_article_place_and_person() -> None:
    part = "We\nwill see,"
    found = gathered(
        annotation(TWO, id="5"),
        annotation(ONE, part, id="4"),
        annotation(ONE, annotator="bob", id="3"),
        annotation(ONE, annotator="ada", id="9"),
    )
    assert [record["id"] for record in lines(found)] == ["9", "3", "4", "5"]
    assert (found.articles, found.annotators) == (2, {"ada", "bob"})


def test_undecided_ones_and_other_articles_are_left_out_and_counted() -> None:
    found = gathered(
        annotation(ONE),
        annotation(ONE, "We\nwill see,", decision=None, labels=(), origin="manual"),
        annotation(TWO),
        articles=(ONE,),
    )
    assert [record["article"] for record in lines(found)] == ["one"]
    assert found.left_out() == [
        "left out: 1 annotation without a decision",
        "left out: 1 article with annotations, not among those given",
    ]


def test_what_is_only_suggested_is_left_out_and_said() -> None:
    said = Suggested("bob in x.jsonl", "labelled", (claim(),))
    found = gathered(
        annotation(ONE, suggested=said),
        annotation(ONE, "We\nwill see,", decision=None, labels=(), suggested=said),
        annotation(TWO, decision=None, labels=(), origin="manual"),
    )
    (record,) = lines(found)
    assert record["suggested"] == said.as_json(), "of what is decided it stays known"
    assert found.left_out() == [
        "left out: 2 annotations without a decision, 1 of them only suggested"
    ]
    found = gathered(annotation(ONE, decision=None, labels=(), suggested=said))
    assert not lines(found)
    assert found.left_out() == ["left out: 1 annotation without a decision, only suggested"]


def test_only_the_named_people_are_exported() -> None:
    kept = (annotation(ONE), annotation(ONE, annotator="bob", id="b"))
    assert [r["annotator"] for r in lines(gathered(*kept, annotators=("bob", "bob")))] == ["bob"]
    with pytest.raises(PullquoteError, match="no annotations by 'eve'") as caught:
        gathered(*kept, annotators=("eve",))
    assert caught.value.hint == "there are ada, bob"


def test_nothing_gives_nothing() -> None:
    found = gathered()
    assert lines(found) == []
    assert found.left_out() == []


def test_an_article_that_changed_stops_the_export_or_is_skipped() -> None:
    old = annotation(replace(ONE, text=ONE.text + " More."), id="old")
    with pytest.raises(PullquoteError, match=r"annotation old: it was made on another text"):
        lines(gathered(old, annotation(TWO)))
    found = gathered(old, annotation(TWO), skip_orphans=True)
    assert [record["article"] for record in lines(found)] == ["two"]
    assert found.left_out() == [
        "left out: 1 annotation made on another text of its article",
        "of another text: “The deal is fair,” by ada: one.txt",
    ]


def test_what_moved_is_written_and_told_until_it_is_confirmed() -> None:
    plain = annotation(TWO)
    was = Move("0" * 64, Excerpt(Span(5, 9), "deal"), ("cue",))
    moved = replace(annotation(ONE), moved=was)
    found = gathered(moved, plain)
    first, second = lines(found)
    assert first["moved"] == {
        "sha256": "0" * 64, "start": 5, "end": 9, "text": "deal", "lost": ["cue"],
    }  # fmt: skip
    assert "moved" not in second
    Draft202012Validator(record_schema(DEFAULT_SCHEME)).validate(first)
    Draft202012Validator(record_schema(DEFAULT_SCHEME)).validate(second)
    (told,) = found.left_out()
    assert told.startswith("among them: 1 annotation moved with a changed text and not confirmed")
    found = gathered(moved, plain, skip_moved=True)
    assert [record["article"] for record in lines(found)] == ["two"]
    assert found.left_out() == ["left out: 1 annotation moved and not confirmed"]


def test_pieces_are_proved_before_anything_is_written() -> None:
    good = in_pieces(article="one")
    (record,) = lines(gathered(good))
    assert [piece["text"] for piece in pieces_of(record)] == ["The deal  is fair,", "We\nwill see,"]
    assert "".join(piece["text"] for piece in pieces_of(record)) != record["text"]
    with pytest.raises(PullquoteError, match=r"annotation bad: its fragments do not go in order"):
        lines(gathered(annotation(TWO), replace(good, id="bad", fragments=good.fragments[::-1])))


def pieces_of(record: dict[str, object]) -> list[dict[str, str]]:
    pieces = record["fragments"]
    assert isinstance(pieces, list)
    return pieces


def test_annotations_that_cannot_be_of_this_place_stop_it() -> None:
    class Copied(MemoryStore):
        def read_annotations(self, annotator: str, article_id: str) -> tuple[Annotation, ...]:
            return self.kept

    twin = annotation(ONE), annotation(ONE, annotator="bob")
    with pytest.raises(PullquoteError, match="is there twice"):
        lines(gathered(*twin))
    with pytest.raises(PullquoteError, match="is one of article 'one'"):
        list(
            Gathering(Given(TWO), Copied(annotation(ONE), annotation(TWO)), DEFAULT_SCHEME).among()
        )


def test_the_summary_counts_what_was_written() -> None:
    found = gathered(annotation(ONE), annotation(ONE, annotator="bob", id="b"))
    summary = export(found, format_called("native"), output=None, stream=io.BytesIO())
    assert str(summary) == "2 records from 1 article by 2 annotators"
    summary = export(
        gathered(annotation(ONE)), format_called("prodigy"), output=None, stream=io.BytesIO()
    )
    assert str(summary) == "1 task from 1 article by 1 annotator"


def test_tokens_are_asked_for_once_an_article() -> None:
    asked: list[str] = []

    def give(articles: Iterable[Annotated]) -> Iterator[Annotated]:
        for one in articles:
            asked.append(one.article.id)
            yield replace(one, tokens=(Span(0, 8),))

    stream = io.BytesIO()
    found = gathered(annotation(ONE), annotation(ONE, annotator="bob", id="b"))
    export(found, format_called("prodigy"), output=None, stream=stream, give=give)
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert asked == ["one"]
    assert first["tokens"] == second["tokens"]
    assert first["tokens"][0]["text"] == "The U.S."


def test_a_file_is_the_same_bytes_and_replaced_whole(tmp_path: Path) -> None:
    output = tmp_path / "train.jsonl"
    output.write_bytes(b"old")
    output.chmod(0o640)
    found = gathered(annotation(ONE), annotation(TWO))
    export(found, format_called("native"), output=output, stream=io.BytesIO())
    stream = io.BytesIO()
    export(found, format_called("native"), output=None, stream=stream)
    assert output.read_bytes() == stream.getvalue()
    assert stat.S_IMODE(output.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [output]


def test_an_article_is_written_before_the_next_is_read() -> None:
    given = Given(ONE, TWO, article("three"))
    read_when_written: list[list[str]] = []

    class Output(io.BytesIO):
        def write(self, data: Any) -> int:
            read_when_written.append(list(given.read))
            return super().write(data)

    store = MemoryStore(annotation(ONE), annotation(TWO))
    gathering = Gathering(given, store, DEFAULT_SCHEME)
    write_native(Split("", gathering.among(), Tally()), Output(), Options())
    assert read_when_written == [["one"], ["one", "two"]], "and the third is not read at all"


@pytest.mark.parametrize("where", ["stream", "device"])
def test_nothing_comes_out_before_all_is_proved(where: str) -> None:
    found = gathered(annotation(ONE), annotation(TWO, id="bad", prefix="nothing"))
    reading, writing = os.pipe()
    output = Path(f"/dev/fd/{writing}") if where == "device" else None
    with os.fdopen(reading, "rb") as come, os.fdopen(writing, "wb") as stream:
        with pytest.raises(PullquoteError, match="annotation bad"):
            export(found, format_called("native"), output=output, stream=stream)
        stream.close()
        assert come.read() == b""


def test_what_does_not_fit_into_memory_comes_out_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    found = gathered(annotation(ONE), annotation(TWO))
    stream = io.BytesIO()
    export(found, format_called("native"), output=None, stream=stream)
    monkeypatch.setattr("tui.services.output._IN_MEMORY", 10)
    again = io.BytesIO()
    export(found, format_called("native"), output=None, stream=again)
    assert again.getvalue() == stream.getvalue()
    assert len(stream.getvalue()) > 10


@pytest.mark.parametrize("to_file", [True, False])
def test_a_full_disk_leaves_the_old_file_and_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to_file: bool
) -> None:
    output = tmp_path / "train.jsonl"
    output.write_bytes(b"old")
    monkeypatch.setattr("tui.services.output._IN_MEMORY", 10)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = gathered(annotation(ONE), annotation(TWO))
    stream = io.BytesIO()
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (900, limits[1]))
    try:
        with pytest.raises(PullquoteError, match=r"cannot write .*: File too large"):
            export(
                found, format_called("native"), output=output if to_file else None, stream=stream
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert output.read_bytes() == b"old"
    assert stream.getvalue() == b""
    assert list(tmp_path.iterdir()) == [output]
    export(found, format_called("native"), output=output, stream=stream)
    assert len(output.read_bytes().splitlines()) == 2


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (OSError(28, "No space left on device"), PullquoteError),
        (PullquoteError("stop"), PullquoteError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, error: BaseException, raised: type[BaseException]
) -> None:
    output = tmp_path / "train.jsonl"
    output.write_bytes(b"old")

    def write(file: IO[bytes]) -> int:
        file.write(b"half")
        raise error

    with pytest.raises(raised):
        write_whole(output, write)
    assert output.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [output]


def test_links_are_followed_and_devices_are_written_to(tmp_path: Path) -> None:
    real = tmp_path / "real.jsonl"
    (tmp_path / "link.jsonl").symlink_to(real)
    assert write_whole(tmp_path / "link.jsonl", lambda file: file.write(b"new")) == 3
    assert (tmp_path / "link.jsonl").is_symlink()
    assert real.read_bytes() == b"new"
    write_whole(Path(os.devnull), lambda file: file.write(b"new"))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("name", ["no/such/folder.jsonl", ".", "loop"])
def test_a_file_that_cannot_be_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(PullquoteError, match="cannot write"):
        write_whole(tmp_path / name, lambda file: file.write(b"new"))


def test_labels_of_another_scheme_stop_it() -> None:
    with pytest.raises(PullquoteError, match="must be one of CFS"):
        lines(gathered(annotation(ONE, labels=(claim("OLD"),))))
