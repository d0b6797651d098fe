"""The settings: defaults < `pullquote.toml` < environment < flags, frozen once read.

The annotator's name alone is looked for in the order flag, `pullquote.toml`, environment, login: a
project's file says who works on it, a login name is only a guess.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tui.errors import PullquoteError
from tui.model.scheme import DEFAULT_SCHEME, Scheme

CONFIG_NAME = "pullquote.toml"


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How the reader looks and behaves.

    Attributes:
        measure: The longest row, in cells.
        advance: Whether the focus moves on to the next open quote after a decision.
        theme: A Textual theme's name.
        hidden_entities: Entity types that are not highlighted.
        entities: Whether entities are highlighted at all when an article opens.
    """

    measure: int = 80
    advance: bool = True
    theme: str = "pullquote-dark"
    hidden_entities: tuple[str, ...] = ("CARDINAL", "ORDINAL", "QUANTITY", "PERCENT")
    entities: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run.

    Attributes:
        annotator: Whose decisions are read and written.
        annotations: The folder of the stores.
        cache: The folder of what can be rebuilt.
        model: A spaCy model's name or path; None for the best one installed.
        scheme: The labels.
        reader: Looks and behaviour of the reader.
        file: The `pullquote.toml` that was read, or None.
    """

    annotator: str
    annotations: Path
    cache: Path
    model: str | None = None
    scheme: Scheme = DEFAULT_SCHEME
    reader: ReaderSettings = field(default_factory=ReaderSettings)
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line said; None where it said nothing."""

    config: Path | None = None
    annotator: str | None = None
    annotations: Path | None = None
    model: str | None = None


def load_settings(
    flags: Flags | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Settings:
    """Read the settings for a run in `folder` (the current one by default).

    Raises:
        PullquoteError: `pullquote.toml` is unreadable or wrong, or there is no annotator's name.
    """
    flags = flags or Flags()
    folder = folder or Path.cwd()
    settings = Settings(annotator="", annotations=folder / "annotations", cache=_cache_folder())
    file = flags.config or _env_path(environment, "PULLQUOTE_CONFIG") or _find_config(folder)
    if file is not None:
        # pydantic is imported only when there is a file to validate: it costs a start 40 ms.
        from tui.config_file import read_config_file

        settings = read_config_file(file, settings)
    settings = replace(
        settings,
        annotations=flags.annotations
        or _env_path(environment, "PULLQUOTE_ANNOTATIONS")
        or settings.annotations,
        cache=_env_path(environment, "PULLQUOTE_CACHE") or settings.cache,
        model=flags.model or environment.get("PULLQUOTE_MODEL") or settings.model,
        annotator=flags.annotator
        or settings.annotator
        or environment.get("PULLQUOTE_ANNOTATOR")
        or _login_name(),
    )
    return replace(settings, annotator=checked_annotator(settings.annotator))


def checked_annotator(name: str) -> str:
    """Return `name` when it can stand in a record and name a folder.

    Raises:
        PullquoteError: It is empty or has characters that a folder's name cannot have.
    """
    hint = "use letters, digits, spaces and . _ - @, as in --annotator ada"
    if not name.strip():
        raise PullquoteError("no annotator's name", hint)
    fits = all(c.isalnum() or c in "._-@ " for c in name) and len(name) <= 80
    if not fits or name != name.strip() or name.startswith("."):
        raise PullquoteError(f"{name!r} cannot be an annotator's name", hint)
    return name


def _find_config(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if (place / CONFIG_NAME).is_file():
            return place / CONFIG_NAME
    return None


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("pullquote", appauthor=False)


def _env_path(environment: Mapping[str, str], name: str) -> Path | None:
    value = environment.get(name)
    return Path(value).expanduser() if value else None


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
