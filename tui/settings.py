"""What can be set, frozen: the shapes that `tui.config` fills and everybody else reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from tui.errors import PullquoteError
from tui.model.cue_words import CueWords
from tui.model.printable import brief
from tui.model.safe_name import RESERVED_NAMES
from tui.model.scheme import DEFAULT_SCHEME, Scheme

MEASURES = (40, 120)
"""The narrowest and the widest measure a reader may ask for, in cells."""

_LONGEST_NAME = 255
"""Bytes of a file's name."""

CONFIDENCES = (0, 1)
"""From nothing to certainty."""


class ReaderSettings(NamedTuple):
    """How the reader looks and behaves.

    Attributes:
        measure: The longest row, in cells.
        advance: Whether the focus moves on to the next open quote after a decision.
        theme: A Textual theme's name.
        palette: The colours of entities; `safe` ones can be told apart by the colour-blind.
        monochrome: Whether nothing is told by colour, in a theme of greys.
        hidden_entities: Entity types that are not highlighted.
        entities: Whether entities are highlighted at all when an article opens.
        indirect: Whether quotes without a word in quote marks are shown.
        attitudes: Whether it is shown what somebody thinks or wants, but is not said to say.
        min_confidence: Quotes of which the detector is less sure are hidden; from 0 to 1.
        plain: Whether all signs are ASCII; None to go by the terminal.
    """

    measure: int = 80
    advance: bool = True
    theme: str = "pullquote-dark"
    palette: Literal["default", "safe"] = "default"
    monochrome: bool = False
    hidden_entities: tuple[str, ...] = ("CARDINAL", "ORDINAL", "QUANTITY", "PERCENT")
    entities: bool = True
    indirect: bool = True
    attitudes: bool = False
    min_confidence: float = 0.0
    plain: bool | None = None


class Reading(NamedTuple):
    """How files of articles are read, where the person may say so.

    Attributes:
        encoding: The name of the encoding of files that do not tell theirs; UTF-8 when empty.
        columns: Of a table, what an article's parts (`ARTICLE_PARTS`) are called in its first row;
            parts that are not named are told by their usual names.
    """

    encoding: str = ""
    columns: tuple[tuple[str, str], ...] = ()


ARTICLE_PARTS = ("text", "id", "title", "date", "source", "url")
"""What an article has, by the names that JSON lines and tables know."""


class Settings(NamedTuple):
    """All settings of one run.

    Attributes:
        annotator: Whose decisions are read and written.
        annotations: The folder of the stores.
        cache: The folder of what can be rebuilt.
        state: The folder of what a person chose while reading: theme, panels, last place.
        model: A spaCy model's name or path; None for the best one installed.
        scheme: The labels.
        reader: Looks and behaviour of the reader.
        keys: Keys in place of a binding's own, by its id; without any, it has none.
        cues: Cue words beside the detector's own, or in their place.
        reading: How files of articles are read.
        file: The `pullquote.toml` that was read, or None.
    """

    annotator: str
    annotations: Path
    cache: Path
    state: Path
    model: str | None = None
    scheme: Scheme = DEFAULT_SCHEME
    reader: ReaderSettings = ReaderSettings()
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    cues: CueWords = CueWords()
    reading: Reading = Reading()
    file: Path | None = None

    @property
    def analyses(self) -> Path:
        """The file in which analyses are cached."""
        return self.cache / "analyses.sqlite"

    @property
    def catalogs(self) -> Path:
        """The folder of the catalogs, one for each set of paths that is read."""
        return self.cache / "catalogs"


class Flags(NamedTuple):
    """What the command line said; None where it said nothing."""

    config: Path | None = None
    annotator: str | None = None
    annotations: Path | None = None
    model: str | None = None
    encoding: str | None = None
    columns: str | None = None


def checked_annotator(name: str) -> str:
    """Return `name` when it can stand in a record and name a folder.

    Raises:
        PullquoteError: It is empty, or a folder cannot be called so on some system.
    """
    hint = "use letters, digits, spaces and . _ - @ +, as in --annotator ada"
    if not name.strip():
        raise PullquoteError("no annotator's name", hint)
    fits = all(c.isalnum() or c in "._-@+ " for c in name) and len(name) <= 80
    if not fits or name != name.strip() or name.startswith("."):
        raise PullquoteError(f"{brief(name)} cannot be an annotator's name", hint)
    if not name.isascii() and not _is_one_name_everywhere(name):
        reason = f"{brief(name)} cannot be an annotator's name: it is too long for a folder's"
        raise PullquoteError(f"{reason}, or there is another way to write it", hint)
    if name.split(".")[0].rstrip().lower() in RESERVED_NAMES:
        raise PullquoteError(f"Windows cannot have a folder called {name!r}", hint)
    return name


def _is_one_name_everywhere(name: str) -> bool:
    """Tell whether no file system writes `name` in another way, and all can hold it."""
    from unicodedata import is_normalized

    return is_normalized("NFC", name) and len(name.encode("utf-8", "replace")) <= _LONGEST_NAME


def is_utf8(encoding: str) -> bool:
    """Tell whether an encoding's name is one of UTF-8's, or says nothing."""
    return encoding.lower().replace("_", "-") in {"", "utf-8", "utf8"}


_NO_TEXT_FILES = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
)


def checked_encoding(name: str) -> str:
    """Return the usual name of an encoding when text files can be in it.

    Raises:
        PullquoteError: There is no such encoding, or it is none of text.
    """
    import codecs  # it is loaded long since

    if is_utf8(name):
        return name
    hint = "encodings are called as in --encoding cp1252, latin-1, utf-16 or shift_jis"
    try:
        found = codecs.lookup(name)
        "".encode(name)  # says no where bytes are made of bytes, as in zlib
    except (LookupError, ValueError) as error:
        raise PullquoteError(f"there is no encoding {name!r} of text", hint) from error
    if found.name in _NO_TEXT_FILES:
        raise PullquoteError(f"{name} is no encoding of text files", hint)
    return found.name


def checked_columns(said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what the parts of an article are called in tables.

    Raises:
        PullquoteError: There is no such part, or its column has no name.
    """
    for part, column in said.items():
        if part not in ARTICLE_PARTS:
            raise PullquoteError(
                f"an article has no part {part!r} that a column could be",
                f"the parts are {', '.join(ARTICLE_PARTS)}, as in --columns text=Body,title=Head",
            )
        if not column:
            raise PullquoteError(f"no column is named for {part}", f"as in {part}=Body")
    return tuple(sorted(said.items()))
