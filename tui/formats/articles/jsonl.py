"""Articles from `.jsonl` files: one JSON object a line.

`text` is needed; `id`, `title`, `date`, `source` and `url` are known; every other key is kept as
metadata. It is UTF-8 always, as JSON is. Checked by hand: pydantic would cost a start 40 ms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tui.formats.articles.bounded import lines_from, offset_and_line, too_long
from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.title import cleaned, first_sentence
from tui.formats.problem import Problem, id_problem, writable
from tui.formats.strict_json import NoObjectError, json_object
from tui.model.article import Article, text_sha256

_KNOWN = frozenset({"text", "id", "title", "date", "source", "url"})
_BOM = b"\xef\xbb\xbf"


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
    except NoObjectError as bad:
        return Problem(writable(path), number, bad.reason, bad.hint)


def _article(line: bytes, offset: int, path: ArticleFile, number: int) -> Article:
    data = json_object(line, offset)
    text = _string(data, "text")
    if text is None:
        raise NoObjectError("no text", 'give each line a "text"')
    if not text.strip():
        raise NoObjectError("the text is empty")
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


def _string(data: dict[str, Any], key: str) -> str | None:
    """Return the string at `key`; null is as good as absent."""
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise NoObjectError(f"{key} must be a string, not {json.dumps(value)[:40]}")
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
        raise NoObjectError(reason, "give it another id")
    return article_id
