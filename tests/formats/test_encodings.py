"""Which reader, and which encoding: asked for, and never guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.formats.files import articles, made, problem
from tui.formats.articles.found import ArticleFile, Reading
from tui.formats.articles.registry import suffix_of


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        *(("a.txt", ".txt"), ("a.b.TXT", ".txt"), ("a.tar.GZ", ".tar.gz"), ("x.y.tgz", ".tgz")),
        *(("a.gz", ""), ("txt", ""), (".txt", ""), ("a.tar", ".tar"), ("tar.gz", ""), ("", "")),
    ],
)
def test_what_is_read_by_its_ending(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "iso8859-1"])
def test_another_encoding_is_read_when_asked_for_and_recorded(
    tmp_path: Path, encoding: str
) -> None:
    text = "Café\r\n£5 it is."
    path = made(tmp_path, "a.txt", text.encode(encoding))
    (article,) = articles(path, Reading(encoding))
    assert article.text == text
    assert article.metadata == {"encoding": encoding}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("“Yes,” he said.".encode("cp1252"), "read it with --encoding cp1252 or --encoding latin"),
        ("“Yes,” he said.".encode("utf-16"), "read it with --encoding utf-16"),
        ("Yes, he said.".encode("utf-16-le"), "read it with --encoding utf-16-le"),
        ("Yes, he said.".encode("utf-16-be"), "read it with --encoding utf-16-be"),
        (bytes(1_000), "save it as UTF-8, or remove it"),
    ],
)
def test_an_encoding_is_named_and_never_guessed(tmp_path: Path, data: bytes, said: str) -> None:
    assert said in problem(made(tmp_path, "a.txt", data))


def test_what_is_not_in_the_encoding_asked_for_is_named(tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", b"a \x81 b")
    assert "not cp1252: byte 0x81 at offset 2" in problem(path, Reading("cp1252"))
    assert "not utf-16" in problem(made(tmp_path, "b.txt", b"abc"), Reading("utf-16"))


def test_readers_take_files_and_files_in_archives_alike(tmp_path: Path) -> None:
    def takes(file: ArticleFile) -> str:
        return file.stem

    assert takes(made(tmp_path, "a.txt", json.dumps({}))) == "a"
