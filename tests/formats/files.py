"""Files of articles of every kind, and what is read of them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from tests.corpora import read_at
from tui.formats.articles.found import Found, Reading
from tui.formats.articles.registry import reader_for
from tui.formats.problem import Problem
from tui.model.article import Article

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


CSV = (
    "ID,Headline,Published,Outlet,Link,Body,desk\r\n"
    '1,"A, B",2025-01-02,AP,http://x/,"“Yes,” he said.\r\n\r\nShe: ""No.""",world\r\n'
    "\r\n"
    "2,C,,,,It is.,\r\n"
)

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

PAGE = """<!DOCTYPE html><html lang="en"><head><title>The deal | Paper</title><meta charset="utf-8">
<meta property="og:site_name" content="The Paper"><meta name="author" content="Ada Lo">
<meta property="article:published_time" content="2025-01-02T10:00:00Z">
<link rel="canonical" href="https://paper.example/deal"></head><body><nav><a href="/">Home</a></nav>
<article><h1>The deal</h1>
<p>“It is a <b>good</b> deal,” he said on Monday, and nobody in the room had thought so.</p>
<p>She said: "No." And then she left the room, which had fallen silent after all of that.</p>
</article><footer>All rights reserved</footer></body></html>"""

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
