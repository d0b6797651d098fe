"""Articles from feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.files import ATOM, RDF, RSS, articles, made, problem, read
from tui.formats.articles.found import Reading
from tui.formats.articles.markup import text_of
from tui.formats.articles.registry import is_for_reading
from tui.formats.problem import Problem
from tui.model.article import Article


def test_an_rss_feed_is_read_entry_by_entry(tmp_path: Path) -> None:
    one, none, last = read(made(tmp_path, "n.rss", RSS))
    assert isinstance(one, Article)
    assert one.text == "“It is good,” he\xa0said.\n\nShe\nleft."
    assert (one.title, one.source, one.url) == (
        "Deal & more",
        "The Paper",
        "https://paper.example/1",
    )
    assert (one.date, one.metadata) == ("2025-01-02T09:00:00Z", {"creator": "Ada"})
    assert isinstance(none, Problem)
    assert (none.line, none.reason) == (10, "there is no text in this entry")
    assert isinstance(last, Article)
    assert last.text == "5 < 6 & so."


def test_an_entry_keeps_its_id_in_whichever_file_it_stands(tmp_path: Path) -> None:
    one, _, last = read(made(tmp_path, "monday.xml", RSS))
    later = read(made(tmp_path, "tuesday.xml", RSS.replace("Short.", "New.")))
    assert isinstance(one, Article)
    assert isinstance(last, Article)
    assert isinstance(later[0], Article)
    assert one.id == later[0].id != last.id


def test_an_atom_feed(tmp_path: Path) -> None:
    one, two = articles(made(tmp_path, "n.atom", ATOM))
    assert (one.text, one.title) == ("One <b>.\n\nTwo.", "A deal")
    assert (one.url, one.date) == ("https://b.example/1", "2025-01-02T03:04:05Z")
    assert (one.source, two.source) == ("Blog", "Elsewhere")
    assert two.text == "a < b"


def test_an_rdf_feed_and_other_xml(tmp_path: Path) -> None:
    feed = made(tmp_path, "n.xml", RDF)
    (one,) = articles(feed)
    assert (one.text, one.date, one.source) == ("Text.", "2025-02-03", "R")
    other = made(tmp_path, "o.xml", "<sitemap><item>x</item></sitemap>")
    assert "not a feed: its outermost element is 'sitemap'" in problem(other)
    assert (is_for_reading(feed), is_for_reading(other)) == (True, False)


def test_a_feed_tells_its_encoding_and_else_it_may_be_asked_for(tmp_path: Path) -> None:
    said = '<?xml version="1.0" encoding="iso-8859-1"?>' + RDF.replace("Text", "Café")
    (one,) = articles(made(tmp_path, "a.rss", said.encode("latin-1")))
    assert one.text == "Café."
    path = made(tmp_path, "b.rss", RDF.replace("Text", "Café").encode("latin-1"))
    assert "broken XML: not well-formed" in problem(path)
    assert articles(path, Reading("iso8859-1"))[0].text == "Café."


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in zip("bcdefghij", "abcdefghi"))  # noqa: B905
    + "]><rss><channel><item><description>&j;</description></item></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><description>&x;</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LAUGHS, "it declares entities, which are not read"),
        (OUTSIDE, "it declares entities, which are not read"),
        ("<rss>" + "<a>" * 100_000, "nested too deeply"),
        ("<rss><channel>", "broken XML: no element found"),
        ("", "broken XML"),
        ("no xml", "broken XML"),
        ('<?xml version="1.0" encoding="klingon"?><rss/>', "broken XML: unknown encoding"),
    ],
)
def test_a_bad_feed_is_one_problem(tmp_path: Path, data: str, said: str) -> None:
    assert said in problem(made(tmp_path, "n.rss", data))


def test_entries_before_a_break_are_read(tmp_path: Path) -> None:
    found = read(made(tmp_path, "n.rss", RSS[:-30]))
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Problem)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a<p>b", "a\n\nb"),
        ("a<br/>b <i>c</i>d", "a\nb cd"),
        ("x<script>if (a<b) {}</script>y<!-- <p> -->z", "xyz"),
        ('<img alt="a > b">c', "c"),
        ("a < b & c &amp; d &#8220;e&#x201d;", "a < b & c & d “e”"),
        ("&#" + "9" * 5_000 + ";", "&#" + "9" * 5_000 + ";"),
        ("a<b", "a"),
        ("<", "<"),
        ("<![CDATA[<b>]]>", "<b>"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
    ],
)
def test_the_text_of_html(markup: str, text: str) -> None:
    assert text_of(markup) == text
