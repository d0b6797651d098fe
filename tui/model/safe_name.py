"""File names for ids and names, which come from outside and may be anything."""

from __future__ import annotations

import hashlib
import re

RESERVED_NAMES = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
"""What Windows takes for a device, whatever stands behind a dot after it."""

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SLUG_LENGTH = 48


def safe_name(name: str) -> str:
    """Return what a file or folder may be called for `name`, without an ending: never a path.

    A name that is a good file name stays as it is. Any other becomes what can be read of it and a
    hash, joined by a "~" that no plain name has.
    """
    return name if is_plain(name) else hashed_name(name)


def is_plain(name: str) -> bool:
    """Tell whether every file system takes `name` as it is."""
    return (
        _PLAIN.fullmatch(name) is not None
        and not name.endswith(".")
        and name.split(".")[0].lower() not in RESERVED_NAMES
    )


def hashed_name(name: str) -> str:
    """Return what can be read of `name` and its hash."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_slug(name)}~{digest[:12]}"


def _slug(name: str) -> str:
    # Without dots, so that it can neither climb nor be "con.something".
    words = re.findall(r"[A-Za-z0-9_]+", name[: 4 * _SLUG_LENGTH])
    return "-".join(words)[:_SLUG_LENGTH].strip("-") or "article"
