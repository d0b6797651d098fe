"""Articles from web pages (`.html`, `.htm`, `.xhtml`): the main text of each, by trafilatura.

It is no part of a plain installation (extra `web`). What it finds depends on its version, which is
therefore kept among the metadata.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tui.formats.articles.bounded import whole
from tui.formats.articles.encoding import recorded
from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.title import cleaned, first_sentence
from tui.formats.problem import Problem, encodable, id_problem, writable
from tui.model.article import Article
from tui.settings import is_utf8

LARGEST = 16 * 2**20
"""Bytes of a page; the longest articles have some hundred thousand."""

INSTALL = 'pip install "pullquote[web]"'

_HEAD_WITHIN = 2_048
_DECLARED = re.compile(
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE
)
_XML_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
# What browsers take these names for: pages say them, and mean it.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_DATES_GUESSED = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


class Page(NamedTuple):
    """What was found in a page; an empty string for what was not."""

    text: str
    title: str
    date: str
    source: str
    url: str
    metadata: dict[str, str]


class PageError(Exception):
    """A page that cannot be read: why, and what to do about it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


def read(path: ArticleFile, reading: Reading, start: str = "") -> Iterator[Found | Problem]:
    """Read the one article of `path`: its main text, paragraphs with a blank line between.

    Raises:
        OSError: The file cannot be read.
    """
    place = writable(path)
    if reason := id_problem(path.stem):
        yield Problem(place, None, reason, "rename the file")
        return
    data = whole(path, LARGEST)
    if isinstance(data, Problem):
        yield data
        return
    try:
        page = extracted(page_text(data, reading.encoding))
    except PageError as error:
        yield Problem(place, None, error.reason, error.hint)
        return
    yield Found(
        "",
        Article(
            id=path.stem,
            text=page.text,
            title=page.title or first_sentence(page.text) or path.stem,
            place=place,
            date=page.date,
            source=page.source,
            url=page.url,
            metadata={**page.metadata, **({} if _told(data) else recorded(reading))},
        ),
        is_named=True,
    )


def page_text(data: bytes, said: str = "", *, sent: str = "") -> str:
    """Return the characters of a page.

    Args:
        data: The page.
        said: The encoding to take when the page tells none; UTF-8 when empty.
        sent: The encoding that its server told.

    Raises:
        PageError: It is not in the encoding that it should be in.
    """
    name = sent or _told(data) or said
    hint = "read it with --encoding, as in cp1252" if is_utf8(name) and not sent else ""
    name = name or "utf-8"
    try:
        found = codecs.lookup(name).name
        text = data.decode(_MEANT.get(found, found))
    except UnicodeError as error:
        start = f" (offset {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        raise PageError(f"not {name}{start}, which is its encoding", hint) from error
    except (LookupError, ValueError) as error:
        raise PageError(f"its encoding {name!r} is not known", "save it as UTF-8") from error
    if not encodable(text):
        raise PageError(f"not {name}, which is its encoding", hint)
    return text


def _told(data: bytes) -> str:
    """Return the encoding that a page tells in its first bytes; "" when it does not."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:_HEAD_WITHIN]
    told = _XML_DECLARED.match(head) or _DECLARED.search(head)
    name = told[1].decode("ascii") if told else ""
    # Read as bytes to be found, it cannot be in one of these: a slip, and browsers take UTF-8.
    return "utf-8" if name.lower().startswith(("utf-16", "utf-32")) else name


def trafilatura() -> ModuleType:
    """Return the module; it takes a tenth of a second, so only what reads pages asks for it.

    Raises:
        PageError: It is not installed.
    """
    try:
        import trafilatura as module
    except ImportError as error:
        raise PageError(
            "web pages are read with the extra web, which is missing", INSTALL
        ) from error
    return module


def extracted(html: str, url: str = "") -> Page:
    """Return the main text of a page, and what the page says about it.

    Args:
        html: The page.
        url: Where it is from, when that is known.

    Raises:
        PageError: There is no main text, or trafilatura is missing.
    """
    module = trafilatura()
    html = _XML_DECLARATION.sub("", html, count=1)
    try:
        found: Any = module.bare_extraction(
            html,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=_NO_DATES_GUESSED,
        )
    except Exception as error:
        raise PageError(f"cannot be read as a page: {type(error).__name__}") from error
    text = "\n\n".join(filter(None, map(str.strip, ((found and found.text) or "").split("\n"))))
    if not text or not encodable(text):
        raise PageError("no main text was found in it", "save its text as .txt")
    source = cleaned(_said(found, "sitename") or _said(found, "hostname"))
    said = {name: cleaned(_said(found, name)) for name in ("author", "language")}
    return Page(
        text=text,
        title=cleaned(_said(found, "title")),
        date=date if _DAY.fullmatch(date := _said(found, "date")) else "",
        source=source,
        url=_web(url) or _web(_said(found, "url")),
        metadata={
            **{name: value for name, value in said.items() if value},
            "trafilatura": str(module.__version__),
        },
    )


def _said(found: object, name: str) -> str:
    value = getattr(found, name, None)
    return value if isinstance(value, str) and encodable(value) else ""


def _web(url: str) -> str:
    """Return an address when it is one of the web, and nothing else that a page may name."""
    try:
        is_web = urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return ""
    return url if is_web and not id_problem(url) else ""
