"""Formats are told apart by what is in a file: none takes what another wrote."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import TEXT, annotation, article
from tests.formats.exchange.hard import hard
from tests.formats.exchange.reading import head_of, on_disk
from tests.formats.exchange.writing import written
from tui.formats.annotated import Annotated
from tui.formats.format import Format, Head
from tui.formats.registry import formats
from tui.formats.tokens import plain_tokens

READ = [form for form in formats() if form.read]
WRITTEN = [form for form in formats() if form.write or form.write_folder]


def fitting(head: Head) -> list[str]:
    return [form.name for form in formats() if form.fits and form.fits(head)]


def test_what_is_read_can_be_told() -> None:
    assert all(form.fits for form in READ)


@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
@pytest.mark.parametrize("parts", [False, True])
def test_an_export_is_of_its_own_format_only(tmp_path: Path, form: Format, parts: bool) -> None:
    split = {"train": hard()[:2], "dev": hard()[2:]}
    made = written(form, parts=split) if parts or form.splits else written(form, *hard())
    path = on_disk(tmp_path / form.name, made)
    files = [path]
    if form.write and path.is_dir():  # the files of a split are each a file of the format
        files = sorted(path.iterdir())
    for file in files:
        assert fitting(head_of(file)) == ([form.name] if form.read or form.write else [])


@pytest.mark.parametrize("form", [one for one in WRITTEN if one.read], ids=lambda form: form.name)
def test_a_long_text_hides_nothing(tmp_path: Path, form: Format) -> None:
    text = TEXT + " And so on." * 20_000
    long = article("long", text)
    made = written(form, Annotated(long, (annotation(long),), plain_tokens(text)))
    assert fitting(head_of(on_disk(tmp_path / form.name, made))) == [form.name]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "An article that says “it works”.",
        '{"text": "An article.", "title": "of a line"}\n',
        '{"id": 1, "text": "An article.", "label": "world"}\n',
        '[{"data": {"text": "An article."}}]',
        "title,text\nA,An article.\n",
        '{"entities": [], "text": ""}',
        "<rss></rss>",
        "T1 is no standoff",
    ],
)
def test_articles_are_of_no_format(tmp_path: Path, text: str) -> None:
    for name in ("a.txt", "a.jsonl", "a.json", "a.ann", "a.conll"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert fitting(head_of(path)) == []
        path.unlink()


def test_a_folder_of_articles_is_of_no_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("An article.", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"text": "x"}), encoding="utf-8")
    assert fitting(head_of(tmp_path)) == []
    shutil.rmtree(tmp_path)
    assert fitting(Head(tmp_path, b"")) == []


@given(st.binary(max_size=100))
def test_any_bytes_are_told_apart(data: bytes) -> None:
    for name in ("a", "a.jsonl", "a.ann", "a.spacy"):
        assert len(fitting(Head(Path(name), data))) <= 1
