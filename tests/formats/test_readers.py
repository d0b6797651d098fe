"""Articles from text and JSON Lines, and their titles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpora import read_at
from tui.formats.articles.found import Reading
from tui.formats.articles.registry import reader_for
from tui.formats.articles.title import cleaned, first_heading, first_sentence
from tui.formats.problem import Problem
from tui.model.article import Article, text_sha256


def all_read(path: Path) -> list[Article | Problem]:
    """Read a file; each article is the same when it is read again by its place."""
    reader = reader_for(path)
    assert reader is not None
    result: list[Article | Problem] = []
    for found in reader.read(path, Reading()):
        if isinstance(found, Problem):
            result.append(found)
        else:
            assert read_at(reader, path, found.where, Reading()) == found
            result.append(found.article)
    return result


def one_article(path: Path) -> Article:
    (found,) = all_read(path)
    assert isinstance(found, Article)
    return found


def one_problem(path: Path) -> Problem:
    (found,) = all_read(path)
    assert isinstance(found, Problem)
    return found


@pytest.mark.parametrize(
    "text",
    [
        *("plain", "a\r\nb\rc\n", "\ufeffwith a mark", "tab\tand \0 NUL among much other text"),
        *("“日本” e\u0301 👩‍👩‍👧 \u2028 \u200b", "  blanks around  \n\n"),
    ],
)
def test_text_is_kept_to_the_last_character(tmp_path: Path, text: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode("utf-8"))
    found = one_article(path)
    assert found.text == text
    assert (found.id, found.place) == ("story", str(path))


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"one\ntwo \xff three", 2, "not UTF-8: byte 0xff at offset 8"),
        ("hello there".encode("utf-16-le"), None, "not text: it is full of NUL bytes"),
        ("\ufeffhello".encode("utf-16"), None, "not text"),
        (b"", None, "there is no text in it"),
        (b" \r\n\t\n", None, "there is no text in it"),
        (b"\xef\xbb\xbf\n", None, "there is no text in it"),
        (b"\xed\xa0\x80", 1, "not UTF-8: byte 0xed at offset 0"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes, line: int | None, said: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(data)
    problem = one_problem(path)
    assert (problem.place, problem.line) == (str(path), line)
    assert said in problem.reason


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31m.txt", "\udcff.txt", " .txt"])
def test_names_that_can_be_no_id(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"text")
    problem = one_problem(path)
    assert isinstance(problem, Problem)
    assert problem.hint == "rename the file"
    str(problem).encode("utf-8")


def jsonl(folder: Path, *lines: str | bytes) -> list[Article | Problem]:
    path = folder / "news.jsonl"
    path.write_bytes(b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines))
    return all_read(path)


def test_a_line_with_everything(tmp_path: Path) -> None:
    line = {
        "text": "It is so.\r\nYes.",
        "id": "x/1",
        "title": "So\nit is",
        "date": "2025",
        "source": "AP",
        "url": "u",
        "tags": [1],
    }
    (found,) = jsonl(tmp_path, json.dumps(line))
    assert isinstance(found, Article)
    assert (found.text, found.id, found.title) == ("It is so.\r\nYes.", "x/1", "So it is")
    assert (found.date, found.source, found.url) == ("2025", "AP", "u")
    assert found.metadata == {"tags": [1]}
    assert found.place == f"{tmp_path / 'news.jsonl'}:1"


def test_a_line_with_only_a_text(tmp_path: Path) -> None:
    first, second = jsonl(tmp_path, '{"text": "It is. So."}', "", '{"text": "B", "title": null}')
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == "news-" + text_sha256("It is. So.")[:12]
    assert first.title == "It is."
    assert second.place.endswith(":3")


def test_a_whole_number_may_be_an_id(tmp_path: Path) -> None:
    (found,) = jsonl(tmp_path, '{"text": "B", "id": 17}')
    assert isinstance(found, Article)
    assert found.id == "17"


def test_a_byte_order_mark_before_the_first_line_is_not_its_text(tmp_path: Path) -> None:
    first, second = jsonl(tmp_path, b'\xef\xbb\xbf{"text": "A"}\r', '{"text": "B"}\r')
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, second.text) == ("A", "B")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "broken JSON at column 2"),
        ('{"text": "a"} x', "broken JSON at column 15"),
        ("[1]", "not a JSON object"),
        ("3", "not a JSON object"),
        ('{"title": "a"}', "no text"),
        ('{"text": null}', "no text"),
        ('{"text": " "}', "the text is empty"),
        ('{"text": 3}', "text must be a string, not 3"),
        ('{"text": "a", "title": 3}', "title must be a string, not 3"),
        ('{"text": "a", "url": ["x"]}', 'url must be a string, not ["x"]'),
        ('{"text": "a", "id": true}', "id must be a string, not true"),
        ('{"text": "a", "id": 1.5}', "id must be a string, not 1.5"),
        ('{"text": "a", "id": ""}', "the id is empty"),
        ('{"text": "a", "id": "a\\u001bb"}', "the id has control characters"),
        ('{"text": "a", "text": "b"}', "the key 'text' stands in it twice"),
        ('{"text": "a", "x": {"y": 1, "y": 2}}', "the key 'y' stands in it twice"),
        ('{"text": "a\\ud800"}', "half of a surrogate pair"),
        ('{"text": "a", "x": ["\\udfff"]}', "half of a surrogate pair"),
        ('{"text": "a", "x": NaN}', "NaN is no JSON number"),
        ('{"text": "a", "x": ' + "9" * 5000 + "}", "unreadable JSON"),
        ('{"text": ' + "[" * 100_000, "nested too deeply"),
        ('{"text": "a", "x": ' + "[" * 1_000 + "]" * 1_000 + "}", "nested too deeply"),
        ('{"text": "a", "x": ' + '{"x":' * 101 + "1" + "}" * 102, "nested too deeply"),
        (b'{"text": "\xff"}', "not UTF-8: byte 0xff at offset 24"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(
    tmp_path: Path, line: str | bytes, said: str
) -> None:
    good, bad, last = jsonl(tmp_path, '{"text": "A"}', line, '{"text": "B"}')
    assert isinstance(good, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, Problem)
    assert bad.line == 2
    assert said in bad.reason
    assert str(bad).startswith(f"{tmp_path / 'news.jsonl'}:2: ")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The U.S.\nState Department has approved it. Tokyo asked.",
            "The U.S. State Department has approved it.",
        ),
        ("“Yes,” he said. “No.”", "“Yes,” he said."),
        ("He said “No.” Then he left.", "He said “No.”"),
        ("Mr. Abe paid $100.2 million! Why?", "Mr. Abe paid $100.2 million!"),
        ("WASHINGTON: It rains. It pours.", "WASHINGTON: It rains."),
        ("A headline\n\nThe text begins. And goes on.", "A headline"),
        ("\n\n  What now?  Nothing.", "What now?"),
        ("no end at all", "no end at all"),
        ("日本は勝った。 次は？", "日本は勝った。"),
        ("", ""),
    ],
)
def test_a_title_falls_back_to_the_first_sentence(text: str, title: str) -> None:
    assert first_sentence(text) == title


def test_a_long_title_is_cut_at_a_word() -> None:
    title = cleaned("word " * 100)
    assert len(title) <= 200
    assert title.endswith("word…")
    assert len(cleaned("x" * 500)) == 200


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The deal\n\nText.", "The deal"),
        ("Intro\n\n# The *deal* ##\n# Other", "The *deal*"),
        ("```\n# comment\n```\n~~~\n# x\n```\n~~~\n# Real", "Real"),
        ("## Second level\n#hash", ""),
    ],
)
def test_a_markdown_title_is_its_first_heading(text: str, title: str) -> None:
    assert first_heading(text) == title


def test_the_heading_is_only_asked_for_in_markdown(tmp_path: Path) -> None:
    for suffix, title in ((".md", "The deal"), (".MD", "The deal"), (".txt", "# The deal")):
        path = tmp_path / f"story{suffix}"
        path.write_bytes(b"# The deal\n\nIt is done. Yes.")
        assert one_article(path).title == title
