"""Articles from web pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.formats.files import PAGE, articles, made, problem
from tui.formats.articles.found import Reading


def test_a_page_gives_its_main_text_and_what_it_says_about_it(tmp_path: Path) -> None:
    (one,) = articles(made(tmp_path, "deal.html", PAGE))
    assert (one.id, one.title, one.date) == ("deal", "The deal", "2025-01-02")
    assert (one.source, one.url) == ("The Paper", "https://paper.example/deal")
    assert one.metadata["author"] == "Ada Lo"
    assert one.metadata["trafilatura"]
    paragraphs = one.text.split("\n\n")
    assert "“It is a good deal,” he said on Monday, and nobody" in paragraphs[-2]
    assert paragraphs[-1].startswith('She said: "No." And then')
    assert "Home" not in one.text
    assert "rights" not in one.text


def test_a_page_tells_its_encoding(tmp_path: Path) -> None:
    said = PAGE.replace("utf-8", "iso-8859-1").encode("cp1252")
    assert "“It is a good deal,”" in articles(made(tmp_path, "a.htm", said))[0].text
    silent = PAGE.replace('<meta charset="utf-8">', "").encode("cp1252")
    path = made(tmp_path, "b.html", silent)
    assert "not utf-8" in problem(path)
    assert "“It is a good deal,”" in articles(path, Reading("cp1252"))[0].text
    wide = made(tmp_path, "c.html", PAGE.replace('<meta charset="utf-8">', "").encode("utf-16"))
    assert "“It is a good deal,”" in articles(wide)[0].text


@pytest.mark.parametrize("data", ["", "<html></html>", "<div>" * 50_000, "<p>", "\0" * 1000])
def test_a_page_without_a_text_is_a_problem(tmp_path: Path, data: str) -> None:
    assert "no main text was found in it" in problem(made(tmp_path, "a.html", data))


def test_pages_need_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    said = problem(made(tmp_path, "deal.html", PAGE))
    assert said.endswith('(pip install -e ".[web]")')
