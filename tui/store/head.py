"""A database's file up to its log, which is most of it and which most readers do not ask for."""

from __future__ import annotations

import re

from tui.store.records import Tables, parse, tables_in

_LOG = b'\n  "edits": {\n'
_TO_THE_END = re.compile(rb'\n  "edits": {(?:\n    "[^\n]*)+\n  }\n}\n\Z')
"""A log with an edit a line, and nothing after it: not so what a merge left, or half a file."""


def tables_before_log(data: bytes) -> Tables:
    """Return the tables of a file; without its log where the file is written as we write it.

    Raises:
        ValueError: It is no JSON object of tables of records.
    """
    at = data.rfind(_LOG)
    if at < 0 or not _TO_THE_END.match(data, at):
        return tables_in(parse(data))
    # No string in JSON holds a line's end: so this is the place of a member, after others.
    return tables_in(parse(data[:at].removesuffix(b",") + b"}"))
