"""File names for article ids, which come from outside and may be anything."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tui.model.safe_name import hashed_name, is_plain

SUFFIX = ".json"

_SET_ASIDE = re.compile(r"\.broken-\d{8}T\d{6}Z(-\d+)?$")


def file_name(article_id: str) -> str:
    """Return the name of the article's file: always one plain name, never a path.

    An id that is a good file name stays as it is; see `tui.model.safe_name`. The file itself holds
    the id.
    """
    stem = article_id if _is_plain(article_id) else hashed_name(article_id)
    return stem + SUFFIX


def plain_id(name: str) -> str | None:
    """Return the article's id when the file's name tells it, or None."""
    stem = name.removesuffix(SUFFIX)
    return stem if _is_plain(stem) else None


def is_database_name(name: str) -> bool:
    """Tell whether a file of this name is an article's: not set aside, hidden or another kind."""
    if not name.endswith(SUFFIX) or name.startswith("."):
        return False
    return not _SET_ASIDE.search(name.removesuffix(SUFFIX))


def set_aside_from(name: str) -> str | None:
    """Return the name of the file that was set aside under this one; None when none was."""
    match = _SET_ASIDE.search(name.removesuffix(SUFFIX)) if name.endswith(SUFFIX) else None
    return name[: match.start()] + SUFFIX if match else None


def set_aside_name(name: str, now: datetime, attempt: int) -> str:
    """Return the name under which the file called `name` is set aside."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    again = f"-{attempt}" if attempt else ""
    return f"{name.removesuffix(SUFFIX)}.broken-{stamp}{again}{SUFFIX}"


def _is_plain(article_id: str) -> bool:
    return is_plain(article_id) and not _SET_ASIDE.search(article_id)
