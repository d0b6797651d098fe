"""Fetching one page: http and https only, from public addresses, within bounds of size and time.

The standard library's client is used as it is, but connects to the address that was looked at; so a
name cannot stand for another one between the look and the connection. No proxy is used, whatever
the environment says, and no cookies or credentials are sent.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit
from urllib.request import getproxies

from tui import __version__
from tui.errors import PullquoteError
from tui.services.web.addresses import Place, resolved

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AT_ONCE = 2**16
_LONGEST_URL = 4_096
_SAFE = "%/:=&?~#+!$,;'@()*[]"


class Bounds(NamedTuple):
    """How much a page may take.

    Attributes:
        size: Bytes, unpacked.
        connect: Seconds until there is a connection.
        seconds: Seconds in all, redirects included.
        redirects: How often it may be elsewhere.
    """

    size: int = 10 * 2**20
    connect: float = 10
    seconds: float = 30
    redirects: int = 5


class Fetched(NamedTuple):
    """A page.

    Attributes:
        url: Where it was found in the end.
        data: Its bytes, unpacked.
        encoding: The encoding that its server told; empty when it told none.
    """

    url: str
    data: bytes
    encoding: str


class _Deadline:
    """The moment until which all has to be done, and what is cut off then.

    A server may send a byte now and then: no limit on a single wait would end that.
    """

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds
        self._seconds = seconds

    def left(self) -> float:
        """Return how many seconds are left.

        Raises:
            PullquoteError: None are.
        """
        left = self._end - monotonic()
        if left <= 0:
            raise self.over()
        return left

    def is_over(self) -> bool:
        """Tell whether no time is left."""
        return monotonic() >= self._end

    def over(self) -> PullquoteError:
        """Return what is said of that."""
        return PullquoteError(f"it took longer than {self._seconds:g} seconds", "try again later")

    def cut(self, connection: socket.socket) -> threading.Timer:
        """Begin to wait for the end; the connection is cut off then."""

        def end() -> None:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(max(0.0, self._end - monotonic()), end)
        timer.daemon = True
        timer.start()
        return timer


def fetch(url: str, bounds: Bounds | None = None, *, private: bool = False) -> Fetched:
    """Return the page at `url`.

    Args:
        url: Its address.
        bounds: How much it may take.
        private: Whether it may be on an address that is not public: for tests.

    Raises:
        PullquoteError: It cannot be had, or may not be.
    """
    bounds = bounds or Bounds()
    deadline = _Deadline(bounds.seconds)
    for _ in range(bounds.redirects + 1):
        parts = checked_url(url)
        found = _answer(parts, bounds, deadline, private=private)
        if isinstance(found, Fetched):
            return found
        url = _elsewhere(parts, found)
    raise PullquoteError(f"more than {bounds.redirects} redirects", "name the page's own address")


def _elsewhere(parts: SplitResult, there: str) -> str:
    """Return the address that a page at `parts` redirects to."""
    with suppress(UnicodeError):  # headers are read as Latin-1, and are UTF-8 mostly
        there = there.encode("latin-1").decode("utf-8")
    try:
        return urljoin(urlunsplit(parts), there.strip())
    except ValueError as error:
        raise PullquoteError(f"it redirects to what is no address: {error}") from error


def checked_url(url: str) -> SplitResult:
    """Return the parts of an address that a page can be fetched from, without the fragment.

    Raises:
        PullquoteError: It is none.
    """
    hint = "as in https://paper.example/story"
    if len(url) > _LONGEST_URL:
        raise PullquoteError(f"an address of {len(url):,} characters is too long", hint)
    if any(not c.isprintable() or c.isspace() for c in url):
        raise PullquoteError("an address has no blanks and no control characters", hint)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise PullquoteError(f"no address of a page: {error}", hint) from error
    if parts.scheme not in {"http", "https"}:
        said = f"{parts.scheme}:" if parts.scheme else "without http"
        raise PullquoteError(f"only http and https are fetched, and this is {said}", hint)
    if parts.username is not None or parts.password is not None:
        raise PullquoteError("an address with a name or password in it is not fetched", hint)
    if not host or port == 0:
        raise PullquoteError("no address of a page: there is no host in it", hint)
    try:
        ascii_host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise PullquoteError(f"{host} is no name of a host", hint) from error
    written = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    written += f":{port}" if port is not None else ""
    path = quote(parts.path or "/", safe=_SAFE)
    return SplitResult(parts.scheme, written, path, quote(parts.query, safe=_SAFE), "")


def _answer(
    parts: SplitResult, bounds: Bounds, deadline: _Deadline, *, private: bool
) -> Fetched | str:
    """Ask for a page once; returns the page, or where it is to be asked for."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    wait = min(bounds.connect, deadline.left())
    places = resolved(host, port, seconds=wait, private=private)
    client, connection = _connected(parts, places, bounds, deadline)
    timer = deadline.cut(connection)
    try:
        target = urlunsplit(("", "", parts.path, parts.query, ""))
        client.request("GET", target, headers=_headers(parts))
        with client.getresponse() as response:
            there = response.getheader("Location")
            if response.status in _REDIRECTS and there:
                return there
            _check_kind(response)
            data = _unpacked(response, bounds.size)
            charset = str(response.headers.get_content_charset() or "")
        if deadline.is_over():  # cut off, it looks like a page that is over
            raise deadline.over()
        return Fetched(urlunsplit(parts), data, charset)
    except (OSError, http.client.HTTPException, zlib.error) as error:
        if deadline.is_over():
            raise deadline.over() from error
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise PullquoteError(f"{host} broke off: {reason}", "try again later") from error
    finally:
        timer.cancel()
        client.close()
        connection.close()


def _headers(parts: SplitResult) -> dict[str, str]:
    return {
        "Host": parts.netloc,
        "User-Agent": f"pullquote/{__version__}",
        "Accept": "text/html, application/xhtml+xml",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _connected(
    parts: SplitResult, places: Sequence[Place], bounds: Bounds, deadline: _Deadline
) -> tuple[http.client.HTTPConnection, socket.socket]:
    """Connect to the first of the addresses that answers; returns the connection, too."""
    host = parts.hostname or ""
    failed: OSError | None = None
    for place in places:
        try:
            wait = min(bounds.connect, deadline.left())
            plain = socket.create_connection(place, timeout=wait)
        except OSError as error:
            failed = error
            continue
        connection = _secured(plain, host, deadline) if parts.scheme == "https" else plain
        connection.settimeout(deadline.left())
        client = http.client.HTTPConnection(host, place.port)
        client.auto_open = 0  # it would look up the name again
        client.sock = connection
        return client, connection
    reason = getattr(failed, "strerror", None) or str(failed or "no address")
    hint = "check the address"
    if getproxies().get(parts.scheme):
        hint = (
            "no proxy is used, though the environment names one: save the page, and read the file"
        )
    raise PullquoteError(f"cannot connect to {host}: {reason}", hint)


def _secured(plain: socket.socket, host: str, deadline: _Deadline) -> socket.socket:
    timer = deadline.cut(plain)
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except (OSError, ValueError) as error:
        plain.close()
        reason = getattr(error, "verify_message", None) or getattr(error, "reason", None)
        raise PullquoteError(f"no secure connection to {host}: {reason or error}") from error
    finally:
        timer.cancel()


def _check_kind(response: http.client.HTTPResponse) -> None:
    if response.status != http.HTTPStatus.OK:
        reason = f"the server answers {response.status} {response.reason}".strip()
        raise PullquoteError(reason, "check the address; some pages need a login, or a browser")
    kind = response.headers.get_content_type()
    if kind not in _PAGES:
        raise PullquoteError(
            f"it is {kind}, and no web page", "fetch it yourself, and read the file"
        )


def _unpacked(response: http.client.HTTPResponse, most: int) -> bytes:
    """Return the body, unpacked as it comes: a few bytes may stand for any number."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    too_large = PullquoteError(f"the page is larger than {most:,} bytes")
    if packing not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise PullquoteError(f"the page is packed as {packing}, which was not asked for")
    unpacker = None if packing == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
    pieces: list[bytes] = []
    size = came = 0
    while piece := response.read(_AT_ONCE):
        came += len(piece)
        if unpacker is not None:
            piece = unpacker.decompress(piece, most + 1 - size)
            if unpacker.unconsumed_tail:
                raise too_large
        pieces.append(piece)
        size += len(piece)
        if max(size, came) > most:
            raise too_large
    if response.length or (unpacker is not None and not unpacker.eof):
        raise PullquoteError("the page breaks off", "try again later")
    return b"".join(pieces)
