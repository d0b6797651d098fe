"""What is wrong with a file of a store."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Fault(NamedTuple):
    """Something about a file that is not as it should be.

    Attributes:
        severity: `error` where pullquote cannot use it or something is lost, `warning` where it
            can, and something is wrong; `note` for what only wants to be known.
        line: Where, from 1 on; None where there is no such place.
        reason: What is wrong.
        mend: What a repair does about it; empty when it does nothing.
    """

    severity: Severity
    line: int | None
    reason: str
    mend: str = ""
