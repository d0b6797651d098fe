"""One JSON object as one line of bytes, the same for the same data."""

from __future__ import annotations

import json
import re
from typing import Any

# C1 control characters would be commands to a terminal that an export is printed on; U+0085,
# U+2028 and U+2029 are line ends to readers that split lines as Unicode does.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029]")
# Made once: `json.dumps` makes one for each line.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def json_line(data: dict[str, Any]) -> bytes:
    """Return `data` as one line of JSON Lines: UTF-8, keys in their order.

    Raises:
        ValueError: There is a number in it that JSON does not know, or half a character.
    """
    return line_of(_encode(data))


def json_text(data: object) -> str:
    """Return `data` as JSON in one line; see `line_of`.

    Raises:
        ValueError: There is a number in it that JSON does not know.
    """
    return _encode(data)


def line_of(json_text: str) -> bytes:
    """Return JSON that holds no line's end as a line, with an escape for each control character.

    Raises:
        ValueError: There is half a character in it.
    """
    line = json_text.encode("utf-8")
    if b"\x7f" in line or b"\xc2" in line or b"\xe2\x80\xa8" in line or b"\xe2\x80\xa9" in line:
        # One of those may be in it; to search each line for them takes as long as to make it.
        json_text = _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text)
        line = json_text.encode("utf-8")
    return line + b"\n"
