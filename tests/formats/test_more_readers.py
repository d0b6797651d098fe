"""Articles from tables, feeds, pages and archives."""

from __future__ import annotations

import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.corpora import read_at
from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.markup import text_of
from tui.formats.articles.registry import is_for_reading, reader_for, suffix_of
from tui.formats.problem import Problem
from tui.model.article import Article
from tui.settings import checked_columns

PLAIN = Reading()


def read(path: Path, reading: Reading = PLAIN) -> list[Article | Problem]:
    """Read a file; each article is the same when it is read again by its place."""
    reader = reader_for(path)
    assert reader is not None
    result: list[Article | Problem] = []
    for found in reader.read(path, reading):
        if isinstance(found, Found):
            assert read_at(reader, path, found.where, reading) == found
            result.append(found.article)
        else:
            result.append(found)
    return result


def made(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def articles(path: Path, reading: Reading = PLAIN) -> list[Article]:
    found = read(path, reading)
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def problem(path: Path, reading: Reading = PLAIN) -> str:
    (found,) = read(path, reading)
    assert isinstance(found, Problem)
    return str(found)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        *(("a.txt", ".txt"), ("a.b.TXT", ".txt"), ("a.tar.GZ", ".tar.gz"), ("x.y.tgz", ".tgz")),
        *(("a.gz", ""), ("txt", ""), (".txt", ""), ("a.tar", ".tar"), ("tar.gz", ""), ("", "")),
    ],
)
def test_what_is_read_by_its_ending(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


# -- encodings -----------------------------------------------------------------------------------


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


# -- tables --------------------------------------------------------------------------------------

CSV = (
    "ID,Headline,Published,Outlet,Link,Body,desk\r\n"
    '1,"A, B",2025-01-02,AP,http://x/,"“Yes,” he said.\r\n\r\nShe: ""No.""",world\r\n'
    "\r\n"
    "2,C,,,,It is.,\r\n"
)


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
    ("row", "said"),
    [
        ('1,"a"b', "broken row"),
        ("1,a,b", "3 cells, and there are 2 columns"),
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


# -- feeds ---------------------------------------------------------------------------------------

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Paper</title><link>https://paper.example/</link>
<item><title>Deal &amp;amp; more</title><link>https://paper.example/1</link>
 <guid isPermaLink="false">g1</guid><pubDate>Thu, 02 Jan 2025 10:00:00 +0100</pubDate>
 <dc:creator>Ada</dc:creator><description>Short.</description>
 <content:encoded><![CDATA[<p>“It is <b>good</b>,” he&nbsp;said.</p><p>She<br>left.</p>]]>
 </content:encoded></item>
<item><title>Only a title</title></item>
<item><guid>g2</guid><description>5 &lt; 6 &amp;amp; so.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><id>urn:b</id>
<link rel="self" href="https://b.example/feed"/><link href="https://b.example/"/>
<entry><title type="html">A &lt;i&gt;deal&lt;/i&gt;</title><id>urn:1</id>
<link href="https://b.example/1"/><link rel="edit" href="https://b.example/no"/>
<published>2025-01-02T03:04:05Z</published><updated>2026-01-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &lt;b&gt;.</p><p>Two.</p>
</div></content></entry>
<entry><title>T</title><id>urn:2</id><summary>a &lt; b</summary>
<source><title>Elsewhere</title><id>urn:other</id></source></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>R</title></channel>
<item><title>T</title><description>Text.</description><dc:date>2025-02-03</dc:date></item>
</rdf:RDF>"""


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


# -- pages ---------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="en"><head><title>The deal | Paper</title><meta charset="utf-8">
<meta property="og:site_name" content="The Paper"><meta name="author" content="Ada Lo">
<meta property="article:published_time" content="2025-01-02T10:00:00Z">
<link rel="canonical" href="https://paper.example/deal"></head><body><nav><a href="/">Home</a></nav>
<article><h1>The deal</h1>
<p>“It is a <b>good</b> deal,” he said on Monday, and nobody in the room had thought so.</p>
<p>She said: "No." And then she left the room, which had fallen silent after all of that.</p>
</article><footer>All rights reserved</footer></body></html>"""


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
    assert said.endswith('(pip install "pullquote[web]")')


# -- archives ------------------------------------------------------------------------------------

INSIDE = {
    "2024/01.txt": b"It is so.",
    "2024/n.jsonl": b'{"text": "A", "id": "own"}\n{"text": "B"}\n',
    "2025/01.txt": b"It is so, again.",
    "deal.html": PAGE.encode(),
    ".hidden.txt": b"no",
    "__MACOSX/01.txt": b"no",
    "picture.png": b"no",
}


def zipped(path: Path, inside: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in inside.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, inside: dict[str, bytes]) -> Path:
    kinds: dict[str, Any] = {"gz": "w:gz", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}
    with tarfile.open(path, kinds.get(path.name.rpartition(".")[2], "w")) as archive:
        for name, data in inside.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def packed(path: Path, inside: dict[str, bytes]) -> Path:
    return (zipped if path.suffix == ".zip" else tarred)(path, inside)


ARCHIVES = ["news.zip", "news.tar", "news.tar.gz", "news.tgz", "news.tar.bz2", "news.tar.xz"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_is_read_as_the_folder_it_was(tmp_path: Path, name: str) -> None:
    found = articles(packed(tmp_path / name, INSIDE))
    ids = [article.id for article in found]
    assert ids[:2] == ["news/2024/01", "own"]
    assert ids[2].startswith("n-")
    assert ids[3:] == ["news/2025/01", "news/deal"]
    assert found[1].place == f"{tmp_path / name}:2024/n.jsonl:1"
    assert found[0].text == "It is so."


@pytest.mark.parametrize("name", ["news.zip", "news.tar.gz"])
@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("../../evil.txt", "its name leads out of the archive"),
        ("/etc/evil.txt", "its name leads out of the archive"),
        ("C:\\evil.txt", "its name leads out of the archive"),
        ("in.zip", "an archive in an archive is not read"),
        ("in.tar.gz", "an archive in an archive is not read"),
        ("a\nb.txt", "the id has control characters"),
        ("bad.txt", "not UTF-8"),
    ],
)
def test_a_bad_file_in_an_archive_is_named(
    tmp_path: Path, name: str, member: str, said: str
) -> None:
    inside = {"a.txt": b"good", member: b"x\xff", "z.txt": b"good"}
    first, bad, last = read(packed(tmp_path / name, inside))
    assert isinstance(bad, Problem)
    assert said in bad.reason
    assert bad.place.startswith(f"{tmp_path / name}:")
    assert isinstance(first, Article)
    assert isinstance(last, Article)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["news.zip", "news.tar"])
def test_the_first_of_two_files_of_one_name_is_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "news.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", b"first")
            archive.writestr("a.txt", b"second")
    else:
        with tarfile.open(path, "w") as tar:
            for data in (b"first", b"second"):
                info = tarfile.TarInfo("a.txt")
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    first, second = read(path)
    assert isinstance(first, Article)
    assert first.text == "first"
    assert isinstance(second, Problem)
    assert "a second file of this name" in second.reason


def test_links_and_devices_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)
    with tarfile.open(path, "w") as archive:
        for number, kind in enumerate(kinds):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    found = read(path)
    assert [str(one).partition(": ")[2] for one in found] == [
        "a link or a device, and no file (make the archive anew)"
    ] * len(kinds)


def test_links_and_encrypted_files_in_a_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"good"})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    data = bytearray(path.read_bytes())
    central = data.find(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    assert [str(one).rpartition(": ")[2] for one in read(path)] == [
        "it is encrypted (unpack it into a folder, and read that)",
        "a link or a device, and no file (make the archive anew)",
    ]


def test_a_damaged_file_in_a_zip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"one text")
        archive.writestr("b.txt", b"another")
    path.write_bytes(path.read_bytes().replace(b"one text", b"one tixt"))
    bad, good = read(path)
    assert isinstance(bad, Problem)
    assert bad.reason == "damaged: its checksum is wrong"
    assert isinstance(good, Article)


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz", "a.zip"])
def test_an_archive_that_breaks_off_is_named(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / name, {f"{n}.txt": bytes(f"It is {n}.", "ascii") for n in range(500)})
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 + 100])
    *_, last = read(path)
    assert isinstance(last, Problem)
    assert "damaged" in last.reason


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"a" * 10_000, "b.txt": b"b" * 10_000})
    data = bytearray(path.read_bytes())
    second = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = bytes(4)
    path.write_bytes(data)
    assert all("shares its bytes" in str(one) for one in read(path))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    zeros = bytes(60 * 2**20)
    bad = problem(zipped(tmp_path / "a.zip", {"a.txt": zeros}))
    assert "it would become 62,914,560 bytes out of" in bad
    inside = {f"{n}.png": zeros for n in range(3)}
    assert "it would become more than 67,108,864 bytes" in problem(
        tarred(tmp_path / "a.tar.xz", inside)
    )


def test_a_file_in_an_archive_may_be_a_table(tmp_path: Path) -> None:
    found = articles(
        zipped(
            tmp_path / "a.zip",
            {"t.csv": CSV.encode(), "f.xml": RSS[:-30].encode()} | {"f.xml": RDF.encode()},
        )
    )
    assert [one.title for one in found] == ["A, B", "C", "T"]


def test_readers_take_files_and_files_in_archives_alike(tmp_path: Path) -> None:
    def takes(file: ArticleFile) -> str:
        return file.stem

    assert takes(made(tmp_path, "a.txt", json.dumps({}))) == "a"
