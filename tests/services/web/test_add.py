"""Adding pages from the web: with care where to, how long and how much."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from tests.corpora import contents_of
from tests.formats.test_more_readers import PAGE
from tests.services.web.server import Server, serving
from tui.errors import PullquoteError
from tui.services.web.adding import Added
from tui.services.web.adding import add as add_page
from tui.services.web.addresses import is_public, resolved
from tui.services.web.fetch import Bounds, Fetched, checked_url, fetch

NOW = "2026-02-03T04:05:06.000Z"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def here(url: str) -> Fetched:
    """Fetch from this machine, which nobody else may."""
    return fetch(url, Bounds(seconds=20), private=True)


def add(url: str, folder: Path) -> Added:
    return add_page(url, folder, now=lambda: NOW, get=here)


def test_a_page_is_added_as_an_article_with_where_it_is_from(
    tmp_path: Path, server: Server
) -> None:
    url = server.page("/deal?x=1", PAGE)
    file, is_new = add(url + "#part", tmp_path / "news")
    assert is_new
    assert file.name.startswith("2025-01-02-the-deal-")
    (article,) = contents_of(tmp_path).articles
    assert (article.title, article.date, article.source) == ("The deal", "2025-01-02", "The Paper")
    assert article.url == url
    assert article.id == file.stem
    assert "“It is a good deal,” he said" in article.text
    assert article.metadata["fetched"] == NOW
    assert article.metadata["trafilatura"]


def test_what_is_there_is_not_fetched_again(tmp_path: Path, server: Server) -> None:
    url = server.page("/deal", PAGE)
    first = add(url, tmp_path)
    assert add(url, tmp_path) == Added(first.file, is_new=False)
    assert len(server.asked) == 1
    moved = server.redirect("/old", "/deal")
    assert add(moved, tmp_path) == Added(first.file, is_new=False)
    assert len(list(tmp_path.iterdir())) == 1


def test_redirects_are_followed_and_both_addresses_kept(tmp_path: Path, server: Server) -> None:
    server.redirect("/a", "/b?x=é")
    server.redirect("/b?x=%C3%A9", server.page("/c", PAGE))
    file, _ = add(server.url("/a"), tmp_path)
    record = json.loads(file.read_text("utf-8"))
    assert (record["url"], record["asked_for"]) == (server.url("/c"), server.url("/a"))


def test_redirects_in_a_circle_end(server: Server) -> None:
    url = server.redirect("/a", "/a")
    with pytest.raises(PullquoteError, match="more than 5 redirects"):
        here(url)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "to", ["ftp://x/", "file:///etc/passwd", "http://me:word@x/", "http://[", "gopher:x"]
)
def test_redirects_to_what_is_not_fetched_are_refused(server: Server, to: str) -> None:
    with pytest.raises(PullquoteError):
        here(server.redirect("/a", to))
    assert len(server.asked) == 1


def test_a_server_on_this_machine_is_not_asked(tmp_path: Path, server: Server) -> None:
    for url in (server.page("/", PAGE), f"http://localhost:{server.port}/"):
        with pytest.raises(PullquoteError, match="no address of the public internet"):
            add_page(url, tmp_path / "news", now=lambda: NOW)
    assert not server.asked
    assert not (tmp_path / "news").exists()


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "0.0.0.0"),
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1"),
        *("::1", "::", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "fe80::1", "fc00::1", "ff02::1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001::1", "::127.0.0.1", "3fff::1"),
    ],
)
def test_what_is_not_public_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(PullquoteError):
        resolved(host, 80, seconds=10)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00::1"])
def test_what_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_one_address_that_is_not_public_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(host: str, port: int, **_: object) -> list[object]:
        return [(0, 0, 0, "", (address, port)) for address in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(PullquoteError, match=r"news\.example is at 10\.0\.0\.1"):
        resolved("news.example", 80, seconds=10)


def test_the_address_that_was_looked_at_is_the_one_connected_to(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def once(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "192.0.2.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    server.page("/", PAGE)
    found = socket.getaddrinfo("127.0.0.1", 0)
    assert found
    real = socket.getaddrinfo

    def by_name(host: str, port: int, *rest: object, **more: object) -> list[object]:
        if host == "news.example":
            return once(host, port)
        return list(real(host, port, type=socket.SOCK_STREAM))

    monkeypatch.setattr(socket, "getaddrinfo", by_name)
    assert here(f"http://news.example:{server.port}/").data
    assert asked == ["news.example"]
    assert f"Host: news.example:{server.port}" in server.asked[0]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://paper.example/", "only http and https are fetched, and this is ftp:"),
        ("paper.example/x", "only http and https are fetched, and this is without http"),
        ("https://ada:secret@paper.example/", "with a name or password in it"),
        ("https:///x", "there is no host in it"),
        ("https://paper.example:99999/", "no address of a page"),
        ("https://[::1/", "no address of a page"),
        ("https://paper.example/a b", "no blanks"),
        ("https://paper.example/\x1b[31m", "no control characters"),
        ("https://paper.example/\r\nHost: x", "no blanks"),
        ("https://paper.example/" + "x" * 5_000, "is too long"),
        ("https://" + "é" * 100 + ".example/", "is no name of a host"),
    ],
)
def test_addresses_that_are_none(url: str, said: str) -> None:
    with pytest.raises(PullquoteError, match=said):
        checked_url(url)


def test_addresses_are_written_as_servers_take_them() -> None:
    assert checked_url("https://Bücher.example/ä?q=ö#x").geturl() == (
        "https://xn--bcher-kva.example/%C3%A4?q=%C3%B6"
    )
    assert checked_url("http://[2606::1]:80/a%20b").geturl() == "http://[2606::1]:80/a%20b"


def test_what_is_no_page_is_refused(server: Server) -> None:
    for kind in ("application/pdf", "image/png", "text/plain", "application/json"):
        with pytest.raises(PullquoteError, match=f"it is {kind}, and no web page"):
            here(server.page("/", PAGE, kind=kind))
    with pytest.raises(PullquoteError, match="the server answers 404 Gone"):
        here(server.url("/none"))


def test_a_page_may_be_packed_and_in_an_encoding_that_its_server_tells(server: Server) -> None:
    data = PAGE.replace("utf-8", "x").encode("cp1252")
    url = server.page(
        "/", gzip.compress(data), "Content-Encoding: gzip", kind="text/html; charset=cp1252"
    )
    found = here(url)
    assert (found.data, found.encoding) == (data, "cp1252")


def test_a_page_that_is_too_large_is_cut_short(server: Server) -> None:
    bomb = gzip.compress(bytes(200 * 2**20))
    with pytest.raises(PullquoteError, match="larger than 10,485,760 bytes"):
        here(server.page("/bomb", bomb, "Content-Encoding: gzip"))

    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connection.sendall(bytes(65536))

    with pytest.raises(PullquoteError, match="larger than 10,485,760 bytes"):
        here(server.raw("/endless", endless))


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 ", b"HTTP/1.1 100 Continue\r\n\r\n", b"X: "])
def test_a_server_that_dawdles_is_left_in_time(server: Server, answer: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        while True:
            connection.sendall(answer or b"x")
            time.sleep(0.02)

    url = server.raw("/", drip)
    began = time.monotonic()
    with pytest.raises(PullquoteError):
        fetch(url, Bounds(seconds=0.5), private=True)
    assert time.monotonic() - began < 10


def test_a_page_that_breaks_off_is_not_kept(tmp_path: Path, server: Server) -> None:
    half = gzip.compress(PAGE.encode())[:-20]
    for url in (
        server.page("/a", half, "Content-Encoding: gzip"),
        server.page("/b", PAGE, "Content-Length: 99999"),
        server.page("/c", b"no gzip", "Content-Encoding: gzip"),
        server.raw("/d", b"nonsense"),
        server.raw("/e", b""),
        server.page("/f", PAGE, "Content-Encoding: br"),
    ):
        with pytest.raises(PullquoteError):
            add(url, tmp_path / "news")
    assert not (tmp_path / "news").exists()


def test_titles_never_make_a_path(tmp_path: Path, server: Server) -> None:
    for number, title in enumerate(("../../evil", "日本", "", "a/b\\c:d", "CON", "x" * 500)):
        url = server.page(f"/{number}", PAGE.replace("The deal", title))
        file, _ = add(url, tmp_path / "news")
        assert file.parent == tmp_path / "news"
        assert file.name.isascii()
        assert len(file.name) < 120
    assert len(contents_of(tmp_path).articles) == 6


def test_a_page_without_an_article_is_refused(tmp_path: Path, server: Server) -> None:
    with pytest.raises(PullquoteError, match="no main text was found"):
        add(server.page("/", "<html></html>"), tmp_path)
    with pytest.raises(PullquoteError, match="not utf-8"):
        add(server.page("/x", PAGE.encode("cp1252")), tmp_path)
