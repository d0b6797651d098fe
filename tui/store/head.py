"""A database's file up to its log, which is most of it and which most readers do not ask for."""

from __future__ import annotations

from tui.store.records import Tables, parse, tables_in

_LOG = b'\n  "edits": {\n'
_EDIT = b'\n    "'
_END = b"\n  }\n}\n"


def tables_before_log(data: bytes) -> Tables:
    """Return the tables of a file; without its log where the file is written as we write it.

    Raises:
        ValueError: It is no JSON object of tables of records.
    """
    at = data.find(_LOG)
    if at < 0 or not _is_last(data, at):
        return tables_in(parse(data))
    # No string in JSON holds a line's end: so this is the place of a member, after others.
    return tables_in(parse(data[:at].removesuffix(b",") + b"}"))


def _is_last(data: bytes, at: int) -> bool:
    """Tell whether the log goes to the end of the file: an edit a line, and nothing after it.

    What a merge left in it, or half of a file, is not so.
    """
    others = 2 + _END.count(b"\n") - 1  # the line's end before the log's name, and those after it
    return data.endswith(_END) and data.count(b"\n", at) == data.count(_EDIT, at) + others
