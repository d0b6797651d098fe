"""The schemas of a database: an older program leaves a newer file alone, and says so.

It would take what it does not know for damage. So a database has the oldest schema that has all
that is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

STORE_SCHEMA = "pullquote-store/1"
ENTITIES_SCHEMA = "pullquote-store/2"
"""Of a database with entities or rules in it."""
MOVES_SCHEMA = "pullquote-store/3"
"""Of one in which something has moved, after its article has changed."""
IMPORTS_SCHEMA = "pullquote-store/4"
"""Of one with something in it that came from a file of another tool."""
SCHEMAS = (STORE_SCHEMA, ENTITIES_SCHEMA, MOVES_SCHEMA, IMPORTS_SCHEMA)
"""The older first."""

_OF_ACTIONS = dict.fromkeys(("confirm", "place", "discard"), MOVES_SCHEMA) | {
    "import": IMPORTS_SCHEMA,
    "turn-down": IMPORTS_SCHEMA,
}


def schema_for(edits: Iterable[Mapping[str, Any]], records: Iterable[Mapping[str, Any]]) -> str:
    """Return the oldest schema that has what these edits and these records say, as stored."""
    found = [_of_record(record) for record in records]
    for edit in edits:
        found.append(_OF_ACTIONS.get(str(edit.get("action")), STORE_SCHEMA))
        found += [_of_record(edit[key]) for key in ("before", "after") if edit.get(key)]
    return max(found, key=SCHEMAS.index, default=STORE_SCHEMA)


def _of_record(record: Mapping[str, Any]) -> str:
    if record.get("suggested"):
        return IMPORTS_SCHEMA
    if record.get("moved"):
        return MOVES_SCHEMA
    kind = str(record.get("schema", "")).partition("/")[0]
    return STORE_SCHEMA if kind == "pullquote" else ENTITIES_SCHEMA
