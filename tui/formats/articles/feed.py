"""Articles from feeds: RSS, Atom and RDF; one an entry, its HTML made text.

A feed tells its own encoding, as XML does. Entities that it declares, and what lies outside of the
file, are refused: with those a few lines can stand for gigabytes, or for somebody's files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import NamedTuple
from xml.parsers import expat

from tui.formats.articles.bounded import LONGEST_LINE, whole
from tui.formats.articles.encoding import recorded
from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.markup import text_of
from tui.formats.articles.title import cleaned, first_sentence
from tui.formats.problem import Problem, id_problem, writable
from tui.model.article import Article
from tui.settings import is_utf8

_AT_ONCE = 2**16
_DEEPEST = 200
_ROOTS = frozenset(("rss", "feed", "RDF"))
_ENTRIES = frozenset(("item", "entry"))
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_MEDIA = "http://search.yahoo.com/mrss/"
_ATOM = "http://www.w3.org/2005/Atom"
_TEXTS = ("encoded", "content", "description", "summary")
"""Where an entry's text may be, the fullest first."""


class _RefusedError(Exception):
    """A feed that is not read: why."""


class _Entry(NamedTuple):
    """An entry: its line, and what its elements say by their names."""

    line: int
    said: dict[str, str]
    kinds: dict[str, str]


class _Feed:
    """What an XML parser has found so far.

    Attributes:
        entries: The entries that are whole and not yet taken.
        about: What the feed says of itself.
    """

    def __init__(self, declared: str | None) -> None:
        self.parser = expat.ParserCreate(declared, namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.buffer_text = True
        self.entries: list[_Entry] = []
        self.about: dict[str, str] = {}
        self._entry: _Entry | None = None
        self._path: list[str] = []
        self._in = ""  # the element whose text is collected
        self._in_depth = 0
        self._collected: list[str] = []
        self._size = 0
        self._is_markup = False

    def parsed(self, data: bytes, path: ArticleFile, *, last: bool) -> Problem | None:
        """Parse some more; returns why that is not possible, if it is not."""
        again = "fetch the feed again"
        try:
            self.parser.Parse(data, last)
        except _RefusedError as refused:
            place, line = writable(path), self.parser.CurrentLineNumber
            return Problem(place, line, str(refused), "remove it, or mend its source")
        except expat.ExpatError as error:
            reason = f"broken XML: {expat.ErrorString(error.code)}"
            return Problem(writable(path), error.lineno, reason, again)
        except (LookupError, ValueError) as error:
            line = self.parser.CurrentLineNumber
            return Problem(writable(path), line, f"broken XML: {error}", again)
        return None

    def _refuse(self, *_: object) -> int:
        raise _RefusedError("it declares entities, which are not read")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(unescape(f"&{name};"))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if not self._path and name not in _ROOTS:
            raise _RefusedError(f"not a feed: its outermost element is {name!r}")
        if len(self._path) >= _DEEPEST:
            raise _RefusedError(f"its elements are nested too deeply: {_DEEPEST} is the most")
        self._path.append(name)
        if self._in:
            if self._is_markup:
                self._collect(f"<{name}>")
        elif name in _ENTRIES and self._entry is None:
            self._entry = _Entry(self.parser.CurrentLineNumber, {}, {})
        elif space == _ATOM and name == "link":
            self._link(attributes)
        elif self._is_told(space, name):
            self._in, self._in_depth, self._collected = name, len(self._path), []
            self._size = 0
            kind = attributes.get("type", "text" if space == _ATOM else "html")
            self._is_markup = kind in {"xhtml", "application/xhtml+xml"}
            if self._entry is not None:
                self._entry.kinds[name] = kind

    def _is_told(self, space: str, name: str) -> bool:
        """Tell whether an element's text is of the entry or of the feed, and no other's."""
        if name == "encoded" or space == _MEDIA:  # a picture has a title, too
            return space == _CONTENT
        above = self._path[-2] if len(self._path) > 1 else ""
        if self._entry is None:
            return above in {"channel", "feed"} and name in {"title", "link", "id"}
        return (above in _ENTRIES and (space, name) != (_ATOM, "source")) or (
            above == "source" and name == "title"
        )

    def _link(self, attributes: dict[str, str]) -> None:
        said = self.about if self._entry is None else self._entry.said
        if attributes.get("rel", "alternate") == "alternate" and self._path[-2:-1] != ["source"]:
            said.setdefault("link", attributes.get("href", ""))

    def _text(self, text: str) -> None:
        if self._in:
            self._collect(escape(text, quote=False) if self._is_markup else text)

    def _collect(self, piece: str) -> None:
        self._size += len(piece)
        if self._size > LONGEST_LINE:
            raise _RefusedError(f"an entry is too long: {LONGEST_LINE:,} characters is the most")
        self._collected.append(piece)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        depth = len(self._path)
        self._path.pop()
        if self._in and depth == self._in_depth:
            said = self.about if self._entry is None else self._entry.said
            key = "source" if self._path[-1:] == ["source"] else self._in
            if text := "".join(self._collected).strip():
                said.setdefault(key, text)
            self._in = ""
        elif self._in:
            if self._is_markup:
                self._collect(f"</{name}>")
        elif name in _ENTRIES and self._entry is not None and not _ENTRIES & {*self._path}:
            self.entries.append(self._entry)
            self._entry = None


def read(path: ArticleFile, reading: Reading, start: str = "") -> Iterator[Found | Problem]:
    """Read the articles of `path`, a problem in the place of each entry that is none.

    Where an article is, is told by the number of its entry, from 0 on.

    Raises:
        OSError: The file cannot be read.
    """
    data = whole(path)
    if isinstance(data, Problem):
        yield data
        return
    declares = b"encoding" in data[:200].partition(b"?>")[0] or is_utf8(reading.encoding)
    chosen = {} if declares else recorded(reading)
    feed = _Feed(None if declares else reading.encoding)
    number, first = 0, int(start or 0)
    for at in range(0, len(data) or 1, _AT_ONCE):
        last = at + _AT_ONCE >= len(data)
        problem = feed.parsed(data[at : at + _AT_ONCE], path, last=last)
        for entry in feed.entries:
            if number >= first:
                found = _article(entry, feed.about, path, chosen)
                yield found if isinstance(found, Problem) else Found(str(number), found)
            number += 1
        feed.entries.clear()
        if problem is not None:
            yield problem
            return


def _article(
    entry: _Entry, about: dict[str, str], path: ArticleFile, chosen: dict[str, str]
) -> Article | Problem:
    said = entry.said
    text = next((made for name in _TEXTS if (made := _plain(entry, name))), "")
    if not text:
        return Problem(writable(path), entry.line, "there is no text in this entry")
    url = said.get("link", "").strip()
    guid = said.get("guid") or said.get("id") or url
    known = {*_TEXTS, "title", "link", "guid", "id", "source", "pubDate", "published", "updated"}
    feed = about.get("title", "")
    rest = {name: told for name, told in said.items() if name not in known | {"date"}}
    article_id = _id(about, guid or text)
    return Article(
        id=article_id,
        text=text,
        title=cleaned(_title(entry)) or first_sentence(text) or writable(path.stem),
        place=f"{writable(path)}:{entry.line}",
        date=_date(said),
        source=cleaned(said.get("source") or feed),
        url="" if id_problem(url) else url,
        metadata={**rest, **chosen},
    )


def _id(about: dict[str, str], own: str) -> str:
    """Return an id that an entry keeps, in whichever file of its feed it stands."""
    whose = about.get("link") or about.get("id") or about.get("title") or ""
    return f"entry-{hashlib.sha256(f'{whose} {own}'.encode()).hexdigest()[:12]}"


def _plain(entry: _Entry, name: str) -> str:
    text = entry.said.get(name, "")
    kind = entry.kinds.get(name, "html")
    return text if kind in {"text", "text/plain"} else text_of(text)


def _title(entry: _Entry) -> str:
    title = entry.said.get("title", "")
    kind = entry.kinds.get("title", "html")
    # RSS does not say whether its titles are HTML: most are text, some with "&amp;amp;".
    return text_of(title) if kind != "text" and ("<" in title or "&" in title) else title


def _date(said: dict[str, str]) -> str:
    """Return when an entry was published: as ISO 8601, so that dates can be put in order."""
    date = next((said[n] for n in ("pubDate", "published", "date", "updated") if n in said), "")
    try:
        parsed = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return date
    aware = parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed
    try:
        return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return date
