"""What the two processes say to each other: a JSON object a line.

The client sends `{"id": 1, "text": "..."}` and may send `{"cancel": 1}` later. The worker says
`{"ready": true}` once or `{"fatal": MESSAGE, "hint": HINT}` and ends. For each request it answers
parts, `{"id": 1, "done": 6000, "total": 9000, "complete": false, "analysis": {...}}`, or
`{"id": 1, "error": MESSAGE}`. The sentences and tokens of a part are always only the new ones; so
are the entities and quotes, but for the complete part, which has those of the whole article.

Several texts at once, `{"id": 2, "texts": ["...", "..."]}`, are answered as wholes: for each, by
its number among them, `{"id": 2, "text": 0, "analysis": {...}}` or `{"id": 2, "text": 0, "failed":
MESSAGE}`, and at last `{"id": 2, "complete": true}`; between these `{"id": 2, "alive": true}`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from tui.model.analysis import Analysis


class Part(NamedTuple):
    """A step of an analysis.

    Attributes:
        done: How many code points of the text it covers.
        total: Of how many.
        analysis: What was found.
        complete: Whether this is the last one, with entities and quotes that have seen all.
    """

    done: int
    total: int
    analysis: Analysis
    complete: bool


def encode(message: Mapping[str, Any]) -> bytes:
    """Return `message` as a line. ASCII, so that a lone surrogate passes too."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """Read what `encode` wrote.

    Raises:
        ValueError: It is no JSON object.
    """
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError(f"not an object: {line[:80]!r}")
    return message
