"""What a format is: what it is called, what it carries, how it is written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import IO, NamedTuple

from tui.formats.annotated import Annotated
from tui.formats.fields import ALL, Field
from tui.formats.folder import Folder
from tui.formats.found import Bad, Found
from tui.formats.tally import Tally
from tui.formats.wanted import Wanted
from tui.model.scheme import DEFAULT_SCHEME, Scheme


class Need(Enum):
    """What a writer is to be given with an article, beside annotations."""

    TOKENS = "tokens"
    SENTENCES = "sentences"
    ENTITIES = "entities"


class Option(Enum):
    """Something of `Options` that not every format has a use for; the value is what is typed."""

    CONTEXT = "--context"
    NEGATIVES = "--include-negatives"
    LICENCE = "--licence"


class Split(NamedTuple):
    """Some of the articles, and what becomes of them.

    Attributes:
        name: `train`, `dev` or `test`; empty where all go into one.
        articles: The articles, by their ids. They can be gone through once.
        tally: To be told of each record that is written and of each annotation that is not.
    """

    name: str
    articles: Iterable[Annotated]
    tally: Tally


class Options(NamedTuple):
    """What a person chose that a format has to know of.

    Attributes:
        scheme: The labels.
        context: How many sentences before and after a quote go with it, where it stands alone.
        include_negatives: Whether what is decided as being without a label becomes a record too,
            where the format would only have the others.
        licence: What the texts and annotations may be used for, or an empty string.
    """

    scheme: Scheme = DEFAULT_SCHEME
    context: int = 0
    include_negatives: bool = False
    licence: str = ""


class Head(NamedTuple):
    """What a file begins with, to tell its format by.

    Attributes:
        path: The file, or a folder.
        data: Its first bytes, up to 64 kB; nothing of a folder.
    """

    path: Path
    data: bytes


WriteFile = Callable[[Split, IO[bytes], Options], None]
"""Writes all of a split into one file."""
WriteFolder = Callable[[Sequence[Split], Folder, Options], None]
"""Writes all splits into a folder. They are to be gone through one after the other, in order."""
Read = Callable[[Path, Scheme], Iterator[Found | Bad]]
"""Reads a file or folder: a record after the other, good or bad.

It raises `OSError` where the file cannot be read, and a `PullquoteError` where there is no saying
what is a record: anything else that may be wrong with a file is a `Bad`.
"""
Fits = Callable[[Head], bool]
"""Tells whether a file is of the format; it says no rather than to guess."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: What it is asked for by; its module is called so, with `_` for `-`.
        about: What it is and whose, in some ten words.
        purpose: What one would want it for; short, it stands in a table 80 cells wide.
        source: The address of its documentation.
        ending: Of its file, or of the files in its folder; with the dot.
        unit: What a record is called: "task".
        carries: What of an annotation is in it.
        write: Writes one file.
        write_folder: Writes a folder of files; a format has one of the two, or neither.
        read: Reads it.
        fits: Tells it by what a file begins with. Where it is only written, an import can say that.
        needs: What `write` wants to know of an article.
        uses: Which of the options make a difference to it.
        wants: The label that it is made of; None where it takes any.
        is_of_entities: Whether it has corrected entities, and no annotations.
        splits: Whether it wants a part to train on and one to evaluate on, so that it is split
            even when nobody asked.
        notes: What else one has to know of it, a sentence each.
    """

    name: str
    about: str
    purpose: str
    source: str
    ending: str
    unit: str
    carries: frozenset[Field]
    write: WriteFile | None = None
    write_folder: WriteFolder | None = None
    read: Read | None = None
    fits: Fits | None = None
    needs: frozenset[Need] = frozenset()
    uses: frozenset[Option] = frozenset()
    wants: Wanted | None = None
    is_of_entities: bool = False
    splits: bool = False
    notes: tuple[str, ...] = ()

    @property
    def loses(self) -> frozenset[Field]:
        """What of an annotation is not in it."""
        return ALL - self.carries

    @property
    def has_all(self) -> bool:
        """Whether each decision is in it, and is known by its id when it comes back."""
        return Field.ID in self.carries and Option.NEGATIVES not in self.uses

    def needs_with(self, options: Options) -> frozenset[Need]:
        """Return what `write` wants to know of an article where this was chosen."""
        if Option.CONTEXT in self.uses and options.context:
            return self.needs | {Need.SENTENCES}
        return self.needs
