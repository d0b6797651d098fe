"""Reading the settings: defaults < `pullquote.toml` < environment < flags, frozen once read.

The annotator's name alone is looked for in the order flag, `pullquote.toml`, environment, login: a
project's file says who works on it, a login name is only a guess.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from tui.settings import (
    Flags,
    ReaderSettings,
    Reading,
    Settings,
    checked_annotator,
    checked_columns,
    checked_encoding,
)

__all__ = [
    "CONFIG_NAME",
    "Flags",
    "ReaderSettings",
    "Settings",
    "checked_annotator",
    "find_config",
    "load_settings",
]

CONFIG_NAME = "pullquote.toml"


def load_settings(
    flags: Flags | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
    annotator_needed: bool = True,
) -> Settings:
    """Read the settings for a run in `folder` (the current one by default).

    Args:
        flags: What the command line said.
        environment: The environment variables.
        folder: Where the run takes place.
        annotator_needed: False for commands that read everybody's annotations: then no name is
            no mistake, and the annotator is an empty string.

    Raises:
        PullquoteError: `pullquote.toml` is unreadable or wrong, or there is no annotator's name.
    """
    flags = flags or Flags()
    folder = folder or Path.cwd()
    settings = Settings(
        annotator="",
        annotations=folder / "annotations",
        cache=_cache_folder(),
        state=_state_folder(),
    )
    file = find_config(flags, environment=environment, folder=folder)
    if file is not None:
        # pydantic is imported only when there is a file to validate: it costs a start 40 ms.
        from tui.config_file import read_config_file

        settings = read_config_file(file, settings)
    settings = settings._replace(
        annotations=flags.annotations
        or _env_path(environment, "PULLQUOTE_ANNOTATIONS")
        or settings.annotations,
        cache=_env_path(environment, "PULLQUOTE_CACHE") or settings.cache,
        state=_env_path(environment, "PULLQUOTE_STATE") or settings.state,
        model=flags.model or environment.get("PULLQUOTE_MODEL") or settings.model,
        annotator=_first_said(flags.annotator, settings.annotator)
        or environment.get("PULLQUOTE_ANNOTATOR")
        or _login_name(),
        reading=_reading(flags, settings.reading),
    )
    if not annotator_needed and not settings.annotator:
        return settings
    return settings._replace(annotator=checked_annotator(settings.annotator))


def find_config(
    flags: Flags, *, environment: Mapping[str, str] = os.environ, folder: Path
) -> Path | None:
    """Return the `pullquote.toml` that holds in `folder`: the nearest one, from there upwards."""
    named = flags.config or _env_path(environment, "PULLQUOTE_CONFIG")
    if named is not None:
        return named
    for place in (folder, *folder.parents):
        if (place / CONFIG_NAME).is_file():
            return place / CONFIG_NAME
    return None


def _first_said(flag: str | None, other: str) -> str:
    """Return the flag when it was given at all: an empty `--annotator` is a slip, not a wish."""
    if flag is None:
        return other
    return checked_annotator(flag)


def _reading(flags: Flags, said: Reading) -> Reading:
    """Return how articles are read; columns on the command line go over those of the file."""
    if flags.encoding is not None:
        said = said._replace(encoding=checked_encoding(flags.encoding))
    if flags.columns is not None:
        pairs = [pair.partition("=") for pair in flags.columns.split(",")]
        named = {part.strip(): column.strip() for part, _, column in pairs}
        said = said._replace(columns=checked_columns({**dict(said.columns), **named}))
    return said


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("pullquote", appauthor=False)


def _state_folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("pullquote", appauthor=False)


def _env_path(environment: Mapping[str, str], name: str) -> Path | None:
    value = environment.get(name)
    return Path(value).expanduser() if value else None


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
