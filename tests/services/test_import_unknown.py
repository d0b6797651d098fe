"""What an import says of a file whose format cannot be told."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.formats.builders import annotation
from tests.formats.exchange.hard import hard
from tests.formats.exchange.reading import good
from tests.formats.exchange.writing import written
from tui.errors import PullquoteError
from tui.formats.exchange.csv import FORMAT as CSV
from tui.formats.exchange.native import FORMAT as NATIVE
from tui.services.importing.source import guessed

RECORDS = written(NATIVE, *hard()).data
NEWER = RECORDS.replace(b'"pullquote/1"', b'"pullquote/9"')
WORDS = "“Café,” he said. ".encode("cp1252")


def refused(path: Path) -> PullquoteError:
    with pytest.raises(PullquoteError) as told:
        guessed(path)
    return told.value


@pytest.mark.parametrize(
    ("data", "said", "hint"),
    [
        (b"", "there is nothing in", "write it again"),
        (b"\xef\xbb\xbf \n\n", "there is nothing in", "write it again"),
        (RECORDS.decode().encode("utf-16"), "is not UTF-8", "may be utf-16"),
        (RECORDS.decode().encode("utf-16-le"), "is not UTF-8", "may be utf-16-le"),
        (WORDS, "not UTF-8: byte 0x93 at offset 0", "may be cp1252 or latin-1"),
        (bytes(100), "full of NUL bytes", "--format: native, "),
        (b"\xf9\x81\x8d", "not UTF-8: byte 0xf9", "if it is text, save it as UTF-8; else"),
        (gzip.compress(RECORDS, mtime=0), "is packed with gzip", "unpack it"),
        (NEWER, "'pullquote/9', and 'pullquote/1' is what is read", "the version that wrote it"),
        ("“é”".encode() * 30_000, "is of none of the formats", "--format: native, "),
    ],
    ids=[
        "empty",
        "blank",
        "utf-16",
        "utf-16-le",
        "cp1252",
        "nul",
        "bytes",
        "gzip",
        "newer",
        "article",
    ],
)
def test_why_it_is_of_no_format_is_told(tmp_path: Path, data: bytes, said: str, hint: str) -> None:
    path = tmp_path / "in.x"
    path.write_bytes(data)
    told = refused(path)
    assert str(path) in told.message
    assert said in told.message
    assert hint in told.hint
    assert "--encoding" not in told.hint, "that is for articles"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "there is nothing in the folder" in refused(tmp_path).message
    (tmp_path / "a.txt").write_text("An article.", encoding="utf-8")
    assert "is of none of the formats" in refused(tmp_path).message


def test_what_is_only_written_is_known(tmp_path: Path) -> None:
    (tmp_path / "csv.csv").write_bytes(written(CSV, *hard()).data)
    assert guessed(tmp_path / "csv.csv").name == "csv"


def test_a_folder_of_our_own_records_is_known(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "ada.jsonl").write_bytes(RECORDS)
    (tmp_path / "more" / "bob.jsonl").write_bytes(RECORDS)
    assert guessed(tmp_path).name == "native"
    (tmp_path / "more" / "articles.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
    assert "is of none of the formats" in refused(tmp_path).message


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_of_our_own_records_is_read(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "list.json"
    made = [annotation().as_record(), annotation(id="b", part="We\nwill see,").as_record()]
    path.write_text(json.dumps(made, indent=indent), encoding="utf-8")
    assert guessed(path).name == "native"
    found = good(NATIVE, path)
    assert [one.annotations[0].as_record() for one in found] == made
