"""The one error that a user sees."""

from __future__ import annotations


class PullquoteError(Exception):
    """Something a person can understand and mend.

    Args:
        message: What went wrong, naming the file and the line where there is one.
        hint: What to do about it, or an empty string.

    Attributes:
        exit_status: What the program ends with, when it ends with this error.
    """

    exit_status = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message
