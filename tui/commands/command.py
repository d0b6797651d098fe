"""What a command is: a function for typer, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Command(NamedTuple):
    """A command.

    Attributes:
        run: The function; its name is the command's, its docstring the help.
        short_help: What it does, in the list of commands.
        examples: Lines to be typed.
    """

    run: Callable[..., None]
    short_help: str
    examples: tuple[str, ...]


def command(short_help: str, *examples: str) -> Callable[[Callable[..., None]], Command]:
    """Make a function a command; see `Command`."""
    return lambda run: Command(run, short_help, examples)
