"""A regular expression's search, in a process of its own: `python -m tui.services.regex_process`.

Python's `re` knows no timeout and lets no other thread run: a pattern such as `(a+)+$` would stop
the screen for ever, where a process can be ended.

It reads one JSON object, `{"words": ..., "text": ...}`, up to the end of its input, and writes the
hits as JSON lists `[start, end, start, end, ...]`, one a line, and `null` when there are no more.
"""

from __future__ import annotations

import json
import sys
from time import monotonic

from tui.model.search import Query, regex_hits

_MOST_IN_LINE = 1000
_BETWEEN_LINES = 0.05
"""Seconds after which the hits there are so far are told."""


def main() -> None:
    """Answer one search."""
    asked = json.load(sys.stdin)
    line: list[int] = []
    told = monotonic()
    for hit in regex_hits(Query(asked["words"], is_regex=True), asked["text"]):
        line += hit
        if len(line) >= _MOST_IN_LINE or monotonic() > told + _BETWEEN_LINES:
            _tell(line)
            told, line = monotonic(), []
    _tell(line)
    _tell(None)


def _tell(line: list[int] | None) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
