"""A regular expression's search, in a process of its own: `python -m tui.services.regex_process`.

Python's `re` knows no timeout and lets no other thread run: a pattern such as `(a+)+$` would stop
the screen for ever, where a process can be ended.

It reads a line with a JSON object, `{"words": ..., "seconds": ...}`, and up to the end of its input
the text in UTF-8. It writes the hits as JSON lists `[start, end, start, end, ...]`, one a line, and
`null` when there are no more. After so many seconds it ends itself: whoever asked may be gone.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from time import monotonic

from tui.model.search import Query, regex_hits

ENCODING, ERRORS = "utf-8", "surrogatepass"
"""How the text is sent."""
_MOST_IN_LINE = 1000
_BETWEEN_LINES = 0.05
"""Seconds after which the hits there are so far are told."""


def main() -> None:
    """Answer one search."""
    asked = json.loads(sys.stdin.buffer.readline())
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        # Its thread needs nothing of Python's, which `re` keeps to itself.
        faulthandler.dump_traceback_later(asked["seconds"], exit=True, file=nowhere)
        _search(asked["words"], sys.stdin.buffer.read().decode(ENCODING, ERRORS))


def _search(words: str, text: str) -> None:
    line: list[int] = []
    told = monotonic()
    for hit in regex_hits(Query(words, is_regex=True), text):
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
