"""The time as it is stored."""

from __future__ import annotations

from datetime import UTC, datetime


def stored_now() -> str:
    """Return the time in UTC, ISO 8601 with milliseconds, ending in Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
