"""Reading and checking `pullquote.toml`.

The one place that knows pydantic, and imported only when there is such a file. Every mistake is
one `PullquoteError` that names the file and the place in it.

```toml
annotator = "ada"
annotations = "annotations"   # the default; this and the next three from this file's folder on
cache = ".cache"
state = ".state"
model = "en_core_web_sm"      # a name; with a / in it, a path

[reader]
measure = 80
advance = true
theme = "pullquote-dark"
palette = "default"           # or "safe": entities in colours that the colour-blind tell apart
monochrome = false            # true: greys, with lines and letters in place of colours
entities = true
hidden_entities = ["CARDINAL"]
indirect = true
attitudes = false
min_confidence = 0.0          # 0 to 1

[keys]                        # ids as `pullquote keys` shows them; a key, or a list of them
"reader.next-quote" = ["n", "ctrl+n"]
"reader.outline" = []         # no key

[articles]
encoding = "cp1252"           # of files that do not tell theirs; UTF-8 without it
columns = { text = "Body" }   # of .csv and .tsv: what the article's parts are called there

[cues.verbs]                  # lemma and frames, see tui.model.cue_words; with [] it is no cue
greenlight = ["object"]

[cues.nouns]
soundbite = ["clause"]

[scheme]
neither_key = "x"
unsure_key = "m"
guideline = "guideline.md"    # what to go by, a section a label: tui.model.guideline

[[labels]]                    # as soon as there is one, the built-in labels are gone
name = "stance"
key = "s"
sign = "S"
colour = "#d97706"
multiple = true
description = "For or against somebody or something."
guideline = "Markdown on this label alone."

[[labels.attributes]]
name = "polarity"
kind = "choice"               # or "target", which has no choices
prompt = "For or against?"
choices = [{ value = "FAVOR", key = "f", description = "for the target" }]
```
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tui.config_values import (
    AnnotatorName,
    AttributeName,
    ChosenKeys,
    Colour,
    Columns,
    EncodingName,
    Key,
    Name,
    NonEmpty,
    NounCues,
    PathText,
    VerbCues,
)
from tui.errors import PullquoteError
from tui.model.cue_words import FRAMES, CueWords, Frame
from tui.model.scheme import DEFAULT_SCHEME, Attribute, Choice, LabelType, Scheme
from tui.settings import CONFIDENCES, MEASURES, ReaderSettings, Reading, Settings

_READER = ReaderSettings()
_RANGES = {"measure": MEASURES, "min_confidence": CONFIDENCES}


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Choice(_Table):
    value: Name
    key: Key
    description: str = ""


class _Attribute(_Table):
    name: AttributeName
    kind: Literal["target", "choice"]
    choices: list[_Choice] = []
    prompt: str = ""


class _Label(_Table):
    name: Name
    key: Key
    sign: Annotated[Name, Field(max_length=2)] | None = None
    colour: Colour = "yellow"
    attributes: list[_Attribute] = []
    multiple: bool = False
    description: str = ""
    guideline: str = ""


class _Scheme(_Table):
    neither_key: Key = DEFAULT_SCHEME.neither_key
    unsure_key: Key = DEFAULT_SCHEME.unsure_key
    guideline: PathText | None = None


def _within(name: str) -> object:
    low, high = _RANGES[name]
    return Field(ge=low, le=high)


class _Reader(_Table):
    measure: Annotated[int, _within("measure")] = _READER.measure
    advance: bool = _READER.advance
    theme: NonEmpty = _READER.theme
    palette: Literal["default", "safe"] = _READER.palette
    monochrome: bool = _READER.monochrome
    hidden_entities: list[str] = list(_READER.hidden_entities)
    entities: bool = _READER.entities
    indirect: bool = _READER.indirect
    attitudes: bool = _READER.attitudes
    min_confidence: Annotated[float, _within("min_confidence")] = _READER.min_confidence
    plain: bool | None = _READER.plain


class _Cues(_Table):
    verbs: VerbCues = {}
    nouns: NounCues = {}


class _Articles(_Table):
    encoding: EncodingName = ""
    columns: Columns = {}


class _File(_Table):
    annotator: AnnotatorName | None = None
    annotations: PathText | None = None
    cache: PathText | None = None
    state: PathText | None = None
    model: PathText | None = None
    reader: _Reader = _Reader()
    articles: _Articles = _Articles()
    keys: ChosenKeys = {}
    cues: _Cues = _Cues()
    scheme: _Scheme = _Scheme()
    labels: Annotated[list[_Label], Field(min_length=1)] | None = None


def read_config_file(file: Path, defaults: Settings) -> Settings:
    """Return `defaults` with what `file` says put over them.

    Raises:
        PullquoteError: The file is unreadable, no TOML, or says something that cannot be.
    """
    try:
        said = _File.model_validate(_toml(file))
    except ValidationError as error:
        raise _explained(file, error) from error
    scheme = Scheme(
        labels=_labels(said.labels) if said.labels else defaults.scheme.labels,
        neither_key=said.scheme.neither_key,
        unsure_key=said.scheme.unsure_key,
        guideline=_guideline(file, said.scheme.guideline),
    )
    for place, reason, hint in _contradictions(scheme):
        raise PullquoteError(f"{file}: {place}: {reason}", hint)
    folder = file.parent
    return defaults._replace(
        annotator=said.annotator or defaults.annotator,
        annotations=_path(folder, said.annotations) or folder / "annotations",
        cache=_path(folder, said.cache) or defaults.cache,
        state=_path(folder, said.state) or defaults.state,
        model=_model(folder, said.model) or defaults.model,
        scheme=scheme,
        reader=ReaderSettings(
            measure=said.reader.measure,
            advance=said.reader.advance,
            theme=said.reader.theme,
            palette=said.reader.palette,
            monochrome=said.reader.monochrome,
            hidden_entities=tuple(said.reader.hidden_entities),
            entities=said.reader.entities,
            indirect=said.reader.indirect,
            attitudes=said.reader.attitudes,
            min_confidence=said.reader.min_confidence,
            plain=said.reader.plain,
        ),
        keys=said.keys,
        cues=CueWords(_cues(said.cues.verbs), _cues(said.cues.nouns)),
        reading=Reading(said.articles.encoding, tuple(sorted(said.articles.columns.items()))),
        file=file,
    )


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise PullquoteError(
            f"there is no {file}", "name another file with --config, or leave it out"
        ) from None
    except OSError as error:
        raise PullquoteError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PullquoteError(
            f"{file} is not UTF-8 (byte {error.start + 1})", "save it as UTF-8"
        ) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = f"{file}:{place[1]}" if place else str(file)
        reason = str(error).removesuffix(place[0]).strip() if place else str(error)
        raise PullquoteError(
            f"{where}: this is no TOML: {reason}", 'text needs quotes, as in annotator = "ada"'
        ) from error


def _explained(file: Path, error: ValidationError) -> PullquoteError:
    problems = error.errors(include_url=False)
    first = problems[0]
    place = _dotted(first["loc"])
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    reason, hint = _reason(first["type"], first["msg"], first["loc"], first.get("ctx", {}))
    return PullquoteError(f"{file}: {place}: {reason}{more}", hint)


def _reason(
    kind: str, message: str, place: tuple[int | str, ...], context: dict[str, Any]
) -> tuple[str, str]:
    """Put pydantic's finding into this program's words."""
    if kind == "extra_forbidden":
        known = _known_keys(place[:-1])
        near = get_close_matches(str(place[-1]), known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the keys here are {', '.join(known)}"
        return "unknown key", hint
    if kind == "missing":
        return "it is missing", f"add {place[-1]} = …"
    if kind in {"greater_than_equal", "less_than_equal"}:
        low, high = _RANGES[str(place[-1])]
        return "out of range", f"choose a number from {low} to {high}"
    if kind == "value_error":
        error = context.get("error", message)
        return str(error), getattr(error, "hint", "choose another one")
    if kind == "list_type":
        return "it is no list", f'put it in brackets, as in {place[-1]} = ["…"]'
    if kind in {"model_type", "dict_type"}:
        return "it is no table", f"begin it with [{_dotted(place)}]"
    if kind == "too_short":
        return "it is empty", "fill it in or leave it out"
    return message[:1].lower() + message[1:], "see the README for what pullquote.toml may say"


def _known_keys(place: tuple[int | str, ...]) -> list[str]:
    """Return the keys of the table at `place`."""
    tables: dict[str, type[_Table]] = {
        "": _File,
        "reader": _Reader,
        "cues": _Cues,
        "scheme": _Scheme,
        "labels": _Label,
        "attributes": _Attribute,
        "choices": _Choice,
    }
    names = [step for step in place if isinstance(step, str)]
    return list(tables[names[-1] if names else ""].model_fields)


def _dotted(place: Iterable[int | str]) -> str:
    dotted = ""
    for step in place:
        if step != "[key]":  # pydantic's own sign for a table's key that is wrong
            dotted += f"[{step}]" if isinstance(step, int) else f".{step}"
    return dotted.lstrip(".") or "the file"


def _cues(said: VerbCues | NounCues) -> dict[str, tuple[Frame, ...]]:
    """Return the frames in the order of `FRAMES`: another order is no other table."""
    return {lemma: tuple(f for f in FRAMES if f in given) for lemma, given in said.items()}


def _labels(said: list[_Label]) -> tuple[LabelType, ...]:
    return tuple(
        LabelType(
            name=label.name,
            key=label.key,
            sign=label.sign or label.name[0].upper(),
            colour=label.colour,
            attributes=tuple(_attribute(attribute) for attribute in label.attributes),
            multiple=label.multiple,
            description=label.description,
            guideline=label.guideline,
        )
        for label in said
    )


def _guideline(file: Path, said: str | None) -> str:
    path = _path(file.parent, said)
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PullquoteError(
            f"{file}: scheme.guideline: cannot read {path}: {error.strerror}",
            "name a markdown file, from the folder of pullquote.toml on",
        ) from error
    except UnicodeDecodeError as error:
        raise PullquoteError(f"{file}: scheme.guideline: {path} is not UTF-8") from error


def _attribute(said: _Attribute) -> Attribute:
    choices = tuple(Choice(c.value, c.key, c.description) for c in said.choices)
    return Attribute(said.name, said.kind, choices, said.prompt)


def _contradictions(scheme: Scheme) -> Iterator[tuple[str, str, str]]:
    """Yield place, reason and hint of what fits each rule alone but not together."""
    labels = scheme.labels
    yield from _twice("labels", "name", [label.name for label in labels])
    yield from _twice("labels", "sign", [label.sign for label in labels])
    keys = [label.key for label in labels]
    yield from _twice("labels", "key", keys)
    own = {"scheme.neither_key": scheme.neither_key, "scheme.unsure_key": scheme.unsure_key}
    for place, key in own.items():
        if key in keys or list(own.values()).count(key) > 1:
            yield place, f"the key {key!r} is used for something else too", "give each its own key"
    for index, label in enumerate(labels):
        place = f"labels[{index}].attributes"
        yield from _twice(place, "name", [attribute.name for attribute in label.attributes])
        for number, attribute in enumerate(label.attributes):
            yield from _choice_problems(f"{place}[{number}].choices", attribute)


def _choice_problems(place: str, attribute: Attribute) -> Iterator[tuple[str, str, str]]:
    if attribute.kind == "target":
        if attribute.choices:
            yield place, "a target has no choices", 'remove them, or say kind = "choice"'
    elif not attribute.choices:
        hint = 'add choices = [{ value = "YES", key = "y" }, …]'
        yield place, f"{attribute.name} is a choice without choices", hint
    yield from _twice(place, "value", [choice.value for choice in attribute.choices])
    yield from _twice(place, "key", [choice.key for choice in attribute.choices])


def _twice(place: str, what: str, values: list[str]) -> Iterator[tuple[str, str, str]]:
    for value, count in Counter(values).items():
        if count > 1:
            second = [i for i, v in enumerate(values) if v == value][1]
            yield f"{place}[{second}]", f"the {what} {value!r} is taken", "give each its own"


def _path(folder: Path, said: str | None) -> Path | None:
    return folder / Path(said).expanduser() if said else None


def _model(folder: Path, said: str | None) -> str | None:
    """Return a name as it is, and a path (whatever has a separator in it) from `folder` on."""
    if said is None or not re.search(r"[/\\]", said):
        return said
    return str(_path(folder, said))
