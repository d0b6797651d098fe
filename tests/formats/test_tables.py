"""Articles from tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.files import CSV, articles, made, problem, read
from tui.formats.articles.found import Reading
from tui.formats.problem import Problem
from tui.model.article import Article
from tui.settings import checked_columns


def test_a_table_tells_its_columns_by_their_names(tmp_path: Path) -> None:
    one, two = articles(made(tmp_path, "n.csv", CSV))
    assert one.text == '“Yes,” he said.\r\n\r\nShe: "No."'
    assert (one.id, one.title, one.date, one.source) == ("1", "A, B", "2025-01-02", "AP")
    assert (one.url, one.metadata, one.place) == (
        *("http://x/", {"desk": "world"}, f"{tmp_path / 'n.csv'}:2"),
    )
    assert (two.id, two.title, two.metadata) == ("2", "C", {})
    assert two.place.endswith(":6")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_tells_its_delimiter(tmp_path: Path, delimiter: str, mark: str) -> None:
    rows = [["text", "title"], ["One, two; three.", "T"]]
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in rows]
    (article,) = articles(made(tmp_path, "n.csv", mark + "\n".join(lines)))
    assert (article.text, article.title) == ("One, two; three.", "T")


def test_a_row_without_an_id_has_one_of_its_text(tmp_path: Path) -> None:
    (before,) = articles(made(tmp_path, "n.tsv", "text\tx\nIt is.\ta, b\n"))
    _, after = articles(made(tmp_path, "n.tsv", "text\tx\nFirst.\t1\nIt is.\ta, b\n"))
    assert before.id == after.id
    assert before.id.startswith("n-")


def test_columns_are_chosen_by_name(tmp_path: Path) -> None:
    path = made(tmp_path, "n.csv", "Text,Story,Head\nno,It is.,H\n")
    said = checked_columns({"text": "story", "title": "Head"})
    (article,) = articles(path, Reading(columns=said))
    assert (article.text, article.title, article.metadata) == ("It is.", "H", {"Text": "no"})


def test_a_table_without_a_text_names_the_columns_there_are(tmp_path: Path) -> None:
    path = made(tmp_path, "n.csv", "Story,Head\nIt is.,H\n")
    said = problem(path)
    assert said == (
        f"{path}:1: no column is known as the text; there are 'Story', 'Head' "
        "(say which it is, as in --columns text=NAME)"
    )
    wrong = problem(path, Reading(columns=(("text", "Body"),)))
    assert "no column 'Body' for the text; there are 'Story', 'Head'" in wrong


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    for encoding in ("cp1252", "utf-16"):
        path = made(tmp_path, "n.csv", "id;text\n1;Café £\n2;Ende\n".encode(encoding))
        one, two = articles(path, Reading(encoding))
        assert (one.text, one.metadata) == ("Café £", {"encoding": encoding})
        assert two.id == "2"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("id,text\n".encode("utf-16"), "--encoding utf-16"),
        ("id,text\n".encode("utf-16-le"), "--encoding utf-16-le"),
        ("id,naïve\n".encode("cp1252"), ":1: not UTF-8: byte 0xef at offset 5"),
        (b"text," + b",".join(b"%d" % n for n in range(2_000)), ":1: more than 1,000 columns"),
        (b"x" * 5_000 + b"\n", "xxx…' (say which it is"),
    ],
)
def test_a_first_row_that_names_no_columns(tmp_path: Path, data: bytes, said: str) -> None:
    found = problem(made(tmp_path, "n.csv", data))
    assert said in found
    assert len(found) < 500


def test_a_large_table_in_another_encoding_is_read_from_any_row(tmp_path: Path) -> None:
    rows = "".join(f"{n};Café £ {n} {'é' * 500}\n" for n in range(1_000))
    for encoding in ("cp1252", "utf-16", "shift_jis", "utf-8-sig"):
        data = f"id;text\n{rows}".encode(encoding, "replace")
        path = made(tmp_path, "n.csv", data)
        found = articles(path, Reading(encoding))
        assert [article.id for article in found] == [str(n) for n in range(1_000)]
        assert found[500].text == f"Café £ 500 {'é' * 500}".encode(encoding, "replace").decode(
            encoding
        )


def test_a_table_that_is_not_in_its_encoding_is_named(tmp_path: Path) -> None:
    data = b"id;text\n" + b"1;good\n" * 20_000 + b"2;\x81\n"
    *_, last = read(made(tmp_path, "n.csv", data), Reading("cp1252"))
    assert isinstance(last, Problem)
    assert last.reason == f"not cp1252: byte 0x81 at offset {len(data) - 2}"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('1,"a"b', "broken row"),
        ("1,a,b", "3 cells, and the first row names 2 columns"),
        ("1, ", "the text is empty"),
        ("1", "the text is empty"),
        ("\x1b,a", "the id has control characters"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path, row: str, said: str) -> None:
    path = made(tmp_path, "n.csv", f"id,text\n0,good\n{row}\n2,good\n")
    _, bad, last = read(path)
    assert isinstance(bad, Problem)
    assert said in bad.reason
    assert bad.line == 3
    assert isinstance(last, Article)


def test_a_row_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = made(tmp_path, "n.csv", b"id,text\n1,caf\xe9\n2,good\n")
    bad, last = read(path)
    assert isinstance(bad, Problem)
    assert "not UTF-8: byte 0xe9 at offset 13" in bad.reason
    assert "--encoding" in bad.hint
    assert isinstance(last, Article)


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff"])
def test_an_empty_table_is_named(tmp_path: Path, data: str) -> None:
    problem(made(tmp_path, "n.csv", data))


def test_an_open_quote_names_the_row_it_begins_in(tmp_path: Path) -> None:
    good, bad = read(made(tmp_path, "n.csv", 'id,text\n0,good\n1,"open\n2,lost\n'))
    assert isinstance(good, Article)
    assert isinstance(bad, Problem)
    assert (bad.line, bad.reason) == (3, "broken row: unexpected end of data")
