"""Writing a database anew out of what is whole in it; the file as it was is kept beside it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from tui.store.contents import META_ID
from tui.store.database import LOCK_TIMEOUT, lock_file_of, reserved_beside
from tui.store.durable import sync_folder, write_durably
from tui.store.examine import Examined
from tui.store.lock import locked
from tui.store.regular import bytes_of
from tui.store.replay import REPLAYED, Records, agreed
from tui.store.schemas import schema_for


def mended(found: Examined, article_id: str, annotator: str, now: str) -> Records:
    """Return the tables that a repair writes: see `tui.store.replay.agreed`.

    Args:
        found: What is whole in the file.
        article_id: The article's id.
        annotator: Whose it is; what the file itself says comes first.
        now: The time as it is stored.
    """
    tables = agreed(found, annotator, now)
    said = found.meta or {}
    records = (one for name in REPLAYED for one in tables.get(name, {}).values())
    own = {
        "schema": schema_for(tables.get("edits", {}).values(), records),
        "article": article_id,
        "annotator": said.get("annotator") if isinstance(said.get("annotator"), str) else annotator,
    }
    meta: Records = {
        "meta": {META_ID: {**own, **{key: said[key] for key in said if key not in own}}}
    }
    return meta | {name: table for name, table in tables.items() if name != "meta"}


def rewrite(path: Path, tables: Records, was: bytes | None) -> Path | None:
    """Put `tables` in the place of a database; returns under which name it is kept as it was.

    Nothing is done when it is not `was` any more: then somebody has written, and None is returned.
    Where there was none (`was` None) nothing is kept, and its own path is returned.

    Raises:
        PullquoteError: It cannot be read.
        OSError: It cannot be written, or another program holds its lock.
    """
    from tui.store.tables import RecordDatabase

    file = Path(os.path.realpath(path))
    with locked(lock_file_of(file), LOCK_TIMEOUT):
        if (bytes_of(file) if file.exists() else None) != was:
            return None
        kept = file
        if was is not None:
            kept = reserved_beside(file, datetime.now(UTC))
            write_durably(kept, was)
        RecordDatabase(file).file.write(cast("dict[str, dict[str, Any]]", tables))
    return kept


def move_aside(path: Path, beside: Path) -> Path:
    """Give a leftover the name of what was set aside beside the database `beside`.

    Raises:
        OSError: It cannot be moved, or another program holds the database's lock.
    """
    with locked(lock_file_of(beside), LOCK_TIMEOUT):
        target = reserved_beside(beside, datetime.now(UTC))
        path.replace(target)
        sync_folder(target.parent)
    return target


def put_in_place(temporary: Path, path: Path) -> None:
    """Make a whole leftover the database that there is none of.

    Raises:
        OSError: It cannot be moved, or another program holds the database's lock.
    """
    with locked(lock_file_of(path), LOCK_TIMEOUT):
        if not path.exists():
            temporary.replace(path)
            sync_folder(path.parent)


def rename(path: Path, target: Path) -> bool:
    """Give a database the name that its article has; False when there is one of that name.

    Raises:
        OSError: It cannot be moved, or another program holds the lock of either.
    """
    with locked(lock_file_of(path), LOCK_TIMEOUT), locked(lock_file_of(target), LOCK_TIMEOUT):
        if target.exists():
            return False
        path.replace(target)
        sync_folder(path.parent)
    return True
