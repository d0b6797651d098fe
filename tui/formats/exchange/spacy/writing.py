"""A folder that spaCy trains on: articles, quotes, and a configuration for each task."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from types import TracebackType

from tui.formats.annotated import Annotated
from tui.formats.contradictions import compared
from tui.formats.exchange.spacy.docbin import Bin
from tui.formats.exchange.spacy.document import Document
from tui.formats.exchange.spacy.documents import (
    QUOTES,
    article_document,
    excerpts,
    not_categorized,
    quote_document,
    tokens_of,
)
from tui.formats.exchange.spacy.training import (
    LONGEST,
    NER,
    SPANCAT,
    TASKS,
    TEXTCAT,
    Task,
    command,
    config,
)
from tui.formats.folder import Folder
from tui.formats.format import Options, Split
from tui.formats.tally import labels_of
from tui.model.annotation import Annotation
from tui.model.span import Span

_FULL = 200_000
"""Tokens of a file: some five million bytes in memory, and two on the disk."""


def write_spacy(splits: Sequence[Split], folder: Folder, options: Options) -> None:
    """Write the splits, then the configurations that fit what was in them."""
    contents = _Contents()
    for split in splits:
        name = split.name or "train"
        with (
            _Shards(folder, f"articles/{name}") as articles,
            _Shards(folder, f"quotes/{name}") as quotes,
        ):
            for annotated, values in compared(split):
                for annotation, part in _write_article(
                    annotated, articles, quotes, options, contents, name
                ):
                    labels = frozenset(label.name for label in annotation.labels)
                    values.add(part.of(annotated.article.text), labels, annotation.annotator)
                for annotation in annotated.annotations:
                    split.tally.record(*labels_of(annotation))
                    if why := not_categorized(annotation, options):
                        split.tally.leave_out(why)
    tasks = [task for task in TASKS if "train" in contents.parts[task]]
    for task in tasks:
        dev = "dev" if "dev" in contents.parts[task] else "train"
        with folder.open(f"{task.name}/config.cfg") as file:
            file.write(config(task, dev, contents.longest).encode())
    with folder.open("README.txt") as file:
        file.write(_readme(tasks, contents).encode())


class _Contents:
    """What there is to learn from.

    Attributes:
        parts: The splits in which there is something for each task.
        longest: How many tokens the longest quote has that a model is trained on.
        too_long: How many quotes have more than are looked for.
    """

    def __init__(self) -> None:
        self.parts: dict[Task, set[str]] = {task: set() for task in TASKS}
        self.longest = 1
        self.too_long = 0

    def see(self, article: Document, split: str) -> None:
        """Take note of an article."""
        if article.entities:
            self.parts[NER].add(split)
        lengths = [span.last - span.first for span in article.spans[QUOTES]]
        if lengths:
            self.parts[SPANCAT].add(split)
        if split == "train":
            self.longest = max(self.longest, *lengths, 1)
            self.too_long += sum(length > LONGEST for length in lengths)


class _Shards(AbstractContextManager["_Shards"]):
    """Numbered files of a folder, each begun when the one before it is full."""

    def __init__(self, folder: Folder, name: str) -> None:
        self._folder = folder
        self._name = name
        self._count = 0
        self._bin = Bin()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None and len(self._bin):
            self._write()

    def add(self, doc: Document) -> None:
        """Add a document."""
        self._bin.add(doc)
        if self._bin.tokens >= _FULL:
            self._write()

    def _write(self) -> None:
        self._count += 1
        with self._folder.open(f"{self._name}/{self._count:05}.spacy") as file:
            file.write(self._bin.to_bytes())
        self._bin = Bin()


def _write_article(
    annotated: Annotated,
    articles: _Shards,
    quotes: _Shards,
    options: Options,
    contents: _Contents,
    split: str,
) -> list[tuple[Annotation, Span]]:
    """Write the documents of an article; return the quotes that are categorized."""
    chosen = list(excerpts(annotated, options))
    tokens = tokens_of(annotated, (part for _, part in chosen))
    article = article_document(annotated, tokens, options)
    contents.see(article, split)
    articles.add(article)
    for annotation, part in chosen:
        contents.parts[TEXTCAT].add(split)
        quotes.add(quote_document(annotated, tokens, annotation, part, options))
    return chosen


def _readme(tasks: Sequence[Task], contents: _Contents) -> str:
    lines = [
        "Training data for spaCy 3.8, written by pullquote.",
        "",
        "In this folder:",
        "",
        *(f"    {command(task)}" for task in tasks),
        "",
        "articles/  a Doc an article: quotes in doc.spans['quotes'], entities in doc.ents;",
        "           cues, sources, neither and unsure are groups of spans of their own;",
        "           what else is known stands in doc.user_data['pullquote']",
        "quotes/    a Doc a quote: doc.cats has every label of the scheme",
        "",
    ]
    for task in TASKS:
        if task not in tasks:
            lines.append(f"There is nothing to train {task.name} on.")
        elif "dev" not in contents.parts[task]:
            lines.append(
                f"{task.name} is evaluated on what it is trained on, as there is no more: "
                "its scores tell nothing."
            )
    if contents.too_long:
        lines.append(
            f"{contents.too_long} spans have more than {LONGEST} tokens: the model does not look "
            "for such (max_length in spancat/config.cfg)."
        )
    return "\n".join(lines).rstrip() + "\n"
