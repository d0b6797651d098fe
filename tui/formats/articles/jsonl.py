"""Articles from `.jsonl` files: one JSON object a line.

`text` is needed; `id`, `title`, `date`, `source` and `url` are known; every other key is kept as
metadata. It is UTF-8 always, as JSON is. Checked by hand: pydantic would cost a start 40 ms.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from tui.formats.articles.bounded import lines_from, offset_and_line, too_long
from tui.formats.articles.encoding import not_utf8
from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.title import cleaned, first_sentence
from tui.formats.problem import Problem, encodable, id_problem, writable
from tui.model.article import Article, text_sha256

_KNOWN = frozenset({"text", "id", "title", "date", "source", "url"})
_BOM = b"\xef\xbb\xbf"
_DEEPEST = 100
"""Levels of lists and objects in each other; how many Python itself takes differs by version."""


class _BadLineError(Exception):
    """A line that is no article: why, and what to do about it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def read(path: ArticleFile, reading: Reading, start: str = "") -> Iterator[Found | Problem]:
    """Read the articles of `path`, a problem in the place of each line that is none.

    Where an article is, is told by the offset of its line in bytes and its number: `1024:7`.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        for offset, number, line, _ in lines_from(file, *offset_and_line(start)):
            if line is None:
                yield too_long(path, number)
            elif line.removeprefix(_BOM).strip():
                found = _read_line(line, offset, path, number)
                where = f"{offset}:{number}"
                yield found if isinstance(found, Problem) else Found(where, found)


def _read_line(line: bytes, offset: int, path: ArticleFile, number: int) -> Article | Problem:
    content = line.removeprefix(_BOM) if number == 1 else line
    try:
        return _article(content, offset + len(line) - len(content), path, number)
    except _BadLineError as bad:
        return Problem(writable(path), number, bad.reason, bad.hint)


def _article(line: bytes, offset: int, path: ArticleFile, number: int) -> Article:
    data = _object(line, offset)
    text = _string(data, "text")
    if text is None:
        raise _BadLineError("no text", 'give each line a "text"')
    if not text.strip():
        raise _BadLineError("the text is empty")
    return Article(
        id=_id(data, text, path),
        text=text,
        title=cleaned(_string(data, "title") or "") or first_sentence(text) or writable(path.stem),
        place=f"{writable(path)}:{number}",
        date=_string(data, "date") or "",
        source=_string(data, "source") or "",
        url=_string(data, "url") or "",
        metadata={key: value for key, value in data.items() if key not in _KNOWN},
    )


def _object(line: bytes, offset: int) -> dict[str, Any]:
    try:
        data = json.loads(
            line.rstrip().decode("utf-8"),
            object_pairs_hook=_without_doubles,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as error:
        raise _BadLineError(not_utf8(line, error, offset), "save it as UTF-8") from error
    except json.JSONDecodeError as error:
        reason = f"broken JSON at column {error.colno}: {error.msg}"
        raise _BadLineError(reason, "each line has to be one whole JSON object") from error
    except RecursionError as error:
        raise _BadLineError(_TOO_DEEP, _FLATTEN) from error
    except ValueError as error:
        raise _BadLineError(f"unreadable JSON: {error}") from error
    if not isinstance(data, dict):
        raise _BadLineError("not a JSON object", 'each line has to be like {"text": "…"}')
    if line.count(b"[") + line.count(b"{") > _DEEPEST and _is_deep(data):
        raise _BadLineError(_TOO_DEEP, _FLATTEN)
    if not encodable(json.dumps(data, ensure_ascii=False)):
        reason = "half of a surrogate pair (a \\ud800 to \\udfff on its own) is no character"
        raise _BadLineError(reason, "write the line anew from its source")
    return data


_TOO_DEEP = f"lists and objects are nested too deeply: {_DEEPEST} levels is the most"
_FLATTEN = "leave out what is nested, or make it a string"


def _is_deep(data: object) -> bool:
    """Tell whether lists and objects are nested more than `_DEEPEST` levels."""
    level: list[Any] = [data]
    for _ in range(_DEEPEST):
        inner = (one for each in level for one in (each.values() if type(each) is dict else each))
        level = [one for one in inner if isinstance(one, dict | list)]
    return bool(level)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        times = Counter(key for key, _ in pairs)
        twice = next(key for key in times if times[key] > 1)
        raise _BadLineError(f"the key {twice!r} stands in it twice", "keep one of them")
    return data


def _no_number(name: str) -> NoReturn:
    raise _BadLineError(f"{name} is no JSON number", "use null")


def _string(data: dict[str, Any], key: str) -> str | None:
    """Return the string at `key`; null is as good as absent."""
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise _BadLineError(f"{key} must be a string, not {json.dumps(value)[:40]}")
    return value


def _id(data: dict[str, Any], text: str, path: ArticleFile) -> str:
    """Return the line's own id, a whole number as its digits; else one from file and text."""
    value = data.get("id")
    if value is None:
        article_id = f"{path.stem}-{text_sha256(text)[:12]}"
    elif isinstance(value, int) and not isinstance(value, bool):
        article_id = str(value)
    else:
        article_id = _string(data, "id") or ""
    reason = id_problem(article_id)
    if reason:
        raise _BadLineError(reason, "give it another id")
    return article_id
