"""The values that `pullquote.toml` may have, one by one: what is wrong with one is said here."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from tui.errors import PullquoteError
from tui.model.cue_words import FRAMES, NOUN_FRAMES
from tui.settings import checked_annotator, checked_columns, checked_encoding

COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
"""The colour names that both Textual and rich know; every other colour is `#rrggbb`."""

RESERVED = ("label", "start", "end", "token_start", "token_end", "quote", "fragment", "attitude")
"""What stands beside the attributes in an exported span, so no attribute may be called that."""


class WrongValueError(ValueError):
    """A value that cannot be, and what to do about it."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def _key(key: str) -> str:
    if len(key) != 1 or not key.isprintable() or key.isspace():
        raise ValueError('a key is one character that a keyboard types, as in key = "s"')
    return key


def _name(name: str) -> str:
    if not name or name != name.strip() or not name.isprintable():
        raise ValueError("a name needs at least one character and no blanks around them")
    return name


def _colour(colour: str) -> str:
    if colour not in COLOURS and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"a colour is #rrggbb or one of {', '.join(COLOURS)}")
    return colour


def _attribute_name(name: str) -> str:
    if name in RESERVED:
        raise ValueError(f"an attribute cannot be called {name!r}: the exports use that word")
    return _name(name)


def _lemma(lemma: str) -> str:
    if not lemma.isalpha() or lemma != lemma.lower():
        hint = "write it as a dictionary has it, as in greenlight"
        raise WrongValueError("a cue is one word in small letters", hint)
    return lemma


def _frame(frame: str) -> str:
    if frame not in FRAMES:
        near = get_close_matches(frame, FRAMES, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the frames are {', '.join(FRAMES)}"
        raise WrongValueError(f"there is no frame {frame!r}", hint)
    return frame


def _frames(frames: list[str]) -> list[str]:
    if frames and set(frames) <= {"attitude"}:
        hint = 'name what it is content of too, as in ["clause", "attitude"]'
        raise WrongValueError("attitude is a sort, and no frame by itself", hint)
    return frames


def _noun_frames(frames: list[str]) -> list[str]:
    for frame in frames:
        if frame not in NOUN_FRAMES:
            hint = f"the frames of nouns are {', '.join(NOUN_FRAMES)}"
            raise WrongValueError(f"a noun has no frame {frame!r}", hint)
    return frames


def _chosen_keys(said: object) -> dict[str, tuple[str, ...]]:
    """Return keys by the bindings' ids, also of `reader.note = "f5"`, a table in a table."""
    if not isinstance(said, dict):
        raise WrongValueError("it is no table", "begin it with [keys]")
    found: dict[str, tuple[str, ...]] = {}
    for name, keys in said.items():
        if isinstance(keys, dict):
            found |= {f"{name}.{rest}": own for rest, own in _chosen_keys(keys).items()}
            continue
        listed = keys if isinstance(keys, list) else [keys]
        if not all(isinstance(key, str) and key for key in listed):
            hint = f'name a key, as in "{name}" = "f5", or a list of keys; [] is no key'
            raise WrongValueError(f"{name} is no key", hint)
        found[name] = tuple(listed)
    return found


def _path_text(path: str) -> str:
    if not path or not path.isprintable():
        raise ValueError("a path needs at least one character, and none that cannot be seen")
    return path


def _annotator(name: str) -> str:
    try:
        return checked_annotator(name)
    except PullquoteError as error:
        raise ValueError(str(error)) from error


def _encoding(name: str) -> str:
    try:
        return checked_encoding(name)
    except PullquoteError as error:
        raise WrongValueError(error.message, error.hint) from error


def _columns(said: dict[str, str]) -> dict[str, str]:
    try:
        return dict(checked_columns(said))
    except PullquoteError as error:
        raise WrongValueError(error.message, error.hint) from error


Key = Annotated[str, AfterValidator(_key)]
Name = Annotated[str, AfterValidator(_name)]
ChosenKeys = Annotated[dict[str, tuple[str, ...]], BeforeValidator(_chosen_keys)]
EncodingName = Annotated[str, AfterValidator(_encoding)]
Columns = Annotated[dict[str, str], AfterValidator(_columns)]
PathText = Annotated[str, AfterValidator(_path_text)]
_Lemma = Annotated[str, AfterValidator(_lemma)]
_Frames = Annotated[list[Annotated[str, AfterValidator(_frame)]], AfterValidator(_frames)]
VerbCues = dict[_Lemma, _Frames]
NounCues = dict[_Lemma, Annotated[_Frames, AfterValidator(_noun_frames)]]
AttributeName = Annotated[str, AfterValidator(_attribute_name)]
Colour = Annotated[str, AfterValidator(_colour)]
AnnotatorName = Annotated[str, AfterValidator(_annotator)]
NonEmpty = Annotated[str, Field(min_length=1)]
