"""JSON from outside: read within bounds, and refused where two readers might differ on it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NoReturn

from tui.formats.articles.encoding import not_utf8
from tui.formats.problem import encodable

_DEEPEST = 100
"""Levels of lists and objects in each other; how many Python itself takes differs by version."""

_TOO_DEEP = f"lists and objects are nested too deeply: {_DEEPEST} levels is the most"
_FLATTEN = "leave out what is nested, or make it a string"


class NoObjectError(Exception):
    """Data that is no JSON object: why, and what to do about it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def json_object(data: bytes, offset: int = 0) -> dict[str, Any]:
    """Return the object that `data`, which stands `offset` bytes into its file, holds.

    Raises:
        NoObjectError: It holds none, or one that cannot be taken as it is.
    """
    try:
        found = json.loads(
            data.rstrip().decode("utf-8"),
            object_pairs_hook=_without_doubles,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as error:
        raise NoObjectError(not_utf8(data, error, offset), "save it as UTF-8") from error
    except json.JSONDecodeError as error:
        reason = f"broken JSON at column {error.colno}: {error.msg}"
        raise NoObjectError(reason, "each line has to be one whole JSON object") from error
    except RecursionError as error:
        raise NoObjectError(_TOO_DEEP, _FLATTEN) from error
    except ValueError as error:
        raise NoObjectError(f"unreadable JSON: {error}") from error
    if not isinstance(found, dict):
        raise NoObjectError("not a JSON object", 'each line has to be like {"text": "…"}')
    if data.count(b"[") + data.count(b"{") > _DEEPEST and _is_deep(found):
        raise NoObjectError(_TOO_DEEP, _FLATTEN)
    # Half a pair can only come from an escape; to write all of it again takes as long as to read.
    if b"\\u" in data and not encodable(json.dumps(found, ensure_ascii=False)):
        reason = "half of a surrogate pair (a \\ud800 to \\udfff on its own) is no character"
        raise NoObjectError(reason, "write the line anew from its source")
    return found


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
        raise NoObjectError(f"the key {twice!r} stands in it twice", "keep one of them")
    return data


def _no_number(name: str) -> NoReturn:
    raise NoObjectError(f"{name} is no JSON number", "use null")
