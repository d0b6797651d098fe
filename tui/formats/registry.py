"""The formats there are; each imported when it is wanted."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tui.errors import PullquoteError
from tui.formats import exchange
from tui.formats.format import Format


def format_names() -> list[str]:
    """Return what the formats are called: our own first, the others by name."""
    names = [module.name.replace("_", "-") for module in iter_modules(exchange.__path__)]
    return sorted(names, key=lambda name: (name != "native", name))


def format_called(name: str) -> Format:
    """Return the format of a name.

    Raises:
        PullquoteError: There is none.
    """
    if name not in format_names():
        known = ", ".join(format_names())
        raise PullquoteError(f"there is no format {name!r}", f"choose one of {known}")
    found = import_module(f"{exchange.__name__}.{name.replace('-', '_')}").FORMAT
    assert isinstance(found, Format)  # noqa: S101 - our own module
    return found


def formats() -> list[Format]:
    """Return all formats, in the order of their names."""
    return [format_called(name) for name in format_names()]
