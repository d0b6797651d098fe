"""The data set card: what is in the folder, in YAML for the hub and in Markdown for people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tui.formats.exchange.huggingface.citations import CLAIMBUSTER, DATASETS, SEMEVAL
from tui.formats.exchange.huggingface.features import (
    ListOf,
    Struct,
    Type,
    features,
    label_columns,
    yaml_lines,
    yaml_text,
)
from tui.formats.format import Options
from tui.formats.tally import labels_of
from tui.formats.task_labels import has_claims, has_stances
from tui.model.annotation import Annotation
from tui.model.printable import flat, printable
from tui.model.scheme import LabelType, Scheme

Key = tuple[str, ...]
"""What is counted: a label or decision; a label, one of its attributes, and a value of that."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_HUB_LICENCE = re.compile(r"[a-z0-9][a-z0-9.+-]*")
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_LARGEST = "1M<n<10M"


class Part:
    """A split, as it is counted while it is written.

    Args:
        name: What it is called on the hub.
        file: Its file in the folder.

    Attributes:
        rows: How many annotations are in it.
        articles: On how many articles those are.
        annotators: By whom.
        size: Its bytes in memory, as `datasets` counts them.
        counts: How many rows have a label, or a value of one.
    """

    def __init__(self, name: str, file: str) -> None:
        self.name = name
        self.file = file
        self.rows = self.articles = self.size = 0
        self.annotators: set[str] = set()
        self.counts: Counter[Key] = Counter()

    def count(self, annotation: Annotation) -> None:
        """Count one row."""
        self.rows += 1
        self.annotators.add(annotation.annotator)
        keys: set[Key] = {(name,) for name in labels_of(annotation)}
        for label in annotation.labels:
            keys |= {(label.name, name, v) for name, v in label.values if isinstance(v, str)}
        self.counts.update(keys)


def card(parts: Sequence[Part], options: Options) -> str:
    """Return the card of a folder with these splits."""
    lines = ["---", *_header(parts, options), "---", "", *_body(parts, options)]
    return "\n".join(lines) + "\n"


def _header(parts: Sequence[Part], options: Options) -> Iterator[str]:
    scheme = options.scheme
    yield from _licence(options.licence)
    yield from ("language:", "- und")  # nobody was asked: ISO 639 for what is not determined
    yield "pretty_name: " + yaml_text(f"Quotes labelled with {_named(scheme)}")
    yield from ("task_categories:", "- text-classification", "- token-classification")
    yield from ("size_categories:", f"- {_size(sum(part.rows for part in parts))}")
    yield from ("tags:", "- quotations", "- news", "- pullquote")
    yield from ("configs:", "- config_name: default", "  data_files:")
    for part in parts:
        yield from (f"  - split: {part.name}", f"    path: {part.file}")
    yield from ("dataset_info:", "  features:")
    yield from yaml_lines(features(scheme), "  ")
    yield "  splits:"
    for part in parts:
        yield f"  - name: {part.name}"
        yield f"    num_bytes: {part.size}"
        yield f"    num_examples: {part.rows}"


def _licence(name: str) -> Iterator[str]:
    """Yield what the hub is told: one of its own names, or another one's."""
    hub_name = name.strip().lower().replace(" ", "-")
    if not hub_name:
        yield "license: unknown"
    elif _HUB_LICENCE.fullmatch(hub_name):
        yield "license: " + yaml_text(hub_name)
    else:
        yield from ("license: other", "license_name: " + yaml_text(name))


def _named(scheme: Scheme) -> str:
    return " and ".join(label.name for label in scheme.labels)


def _size(rows: int) -> str:
    return next((name for below, name in _SIZES if rows < below), _LARGEST)


def _body(parts: Sequence[Part], options: Options) -> Iterator[str]:
    rows, articles = sum(part.rows for part in parts), sum(part.articles for part in parts)
    people = len(set[str]().union(*(part.annotators for part in parts)))
    yield from (f"# Quotes labelled with {_text(_named(options.scheme))}", "")
    yield f"{rows:,} decisions on quotes in {articles:,} articles, by {people:,} annotators:"
    yield "a row is what one annotator decided on one quote."
    yield from ("", "## Counts", "", *_counts(parts, options.scheme))
    yield from ("", "## Labels", "", *_labels(options.scheme))
    yield from ("", "## Columns", "", *_columns(options.scheme))
    yield from ("", "## How it was made", "", *_MADE)
    yield from ("", "## Licence", "", _text(options.licence) or "Unknown: nobody said.")
    yield from ("", "## Citation", "", *_citations(options.scheme))


def _counts(parts: Sequence[Part], scheme: Scheme) -> Iterator[str]:
    yield _row("", *(part.name for part in parts))
    yield _row("---", *("---:" for _ in parts))
    yield _row("rows", *(f"{part.rows:,}" for part in parts))
    yield _row("articles", *(f"{part.articles:,}" for part in parts))
    for key in _keys(scheme):
        name = " ".join(_text(word) for word in key)
        yield _row(name, *(f"{part.counts[key]:,}" for part in parts))


def _keys(scheme: Scheme) -> Iterator[Key]:
    for label in scheme.labels:
        yield (label.name,)
        for attribute in label.attributes:
            for choice in attribute.choices:
                yield (label.name, attribute.name, choice.value)
    yield from (("neither",), ("unsure",))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _labels(scheme: Scheme) -> Iterator[str]:
    for label in scheme.labels:
        yield from _definition(label)
    yield "- **neither**: none of these; an explicit negative."
    yield "- **unsure**: the annotator could not say. Do not train on those as negatives."


def _definition(label: LabelType) -> Iterator[str]:
    often = " (a quote may have several)" if label.multiple else ""
    yield f"- **{_text(label.name)}**{often}: {_text(label.description) or 'no definition.'}"
    for attribute in label.attributes:
        asked = _text(attribute.prompt) or "no definition."
        yield f"  - *{_text(attribute.name)}*: {asked}"
        for choice in attribute.choices:
            yield f"    - {_text(choice.value)}: {_text(choice.description) or 'no definition.'}"


def _columns(scheme: Scheme) -> Iterator[str]:
    yield _row("column", "type", "what it is")
    yield _row("---", "---", "---")
    labels = label_columns(scheme)
    for name, kind in features(scheme).items():
        about = _ABOUT.get(name, "")
        if name in labels:
            about = f"the attributes of each {_text(labels[name].name)}"
        yield _row(_text(name), _type(kind), about)


def _type(kind: Type) -> str:
    if isinstance(kind, ListOf):
        return f"list of {_type(kind.of)}"
    if isinstance(kind, Struct):
        return ", ".join(_text(name) for name in kind.parts)
    return kind


def _citations(scheme: Scheme) -> Iterator[str]:
    yield "The labels follow, and the folder is read by:"
    stances = (SEMEVAL,) if has_stances(scheme) else ()
    claims = (CLAIMBUSTER,) if has_claims(scheme) else ()
    for entry in (*stances, *claims, DATASETS):
        yield from ("", "```bibtex", entry, "```")


def _text(text: str) -> str:
    """Return a text from outside on one line, as no Markdown and no HTML."""
    return _MARKDOWN.sub(r"\\\1", printable(flat(text)))


_MADE = (
    "Annotators read whole articles in pullquote, where a detector had marked quotes, and decided",
    "on each; `origin` tells a quote as detected (`auto`) from one with other borders or another",
    "speaker (`edited`) and one marked by hand (`manual`).",
    "Each row was checked against its article when it was written: `text` is what stands from",
    "`start` to `end` (half-open, in Unicode code points) in the text with the SHA-256",
    "`article_sha256`, and likewise each fragment, cue, mention and target that has a place.",
)

_ABOUT = {
    "id": "of the annotation",
    "article": "the article's id",
    "article_sha256": "the hash of its text in UTF-8",
    "date": "of the article, as its source gives it",
    "start": "of the quote in the article",
    "end": "likewise, the first code point after it",
    "text": "the quote, from its first fragment to its last",
    "fragments": "its pieces, where there is more than one",
    "prefix": "what stands before the quote",
    "suffix": "what stands after it",
    "context_start": "where the context starts in the article",
    "context": "the sentences around the quote, where they were asked for",
    "kind": "direct, indirect or mixed",
    "attitude": "whether it tells what somebody thinks and nothing that was said",
    "cue": "the word that tells of speech",
    "speaker": "the speaker's name",
    "mention": "the words that name the speaker there",
    "decision": "labelled, neither or unsure",
    "labels": "the names of the labels",
    "origin": "auto, edited or manual",
    "confidence": "of the detector, from 0 to 1",
    "detector": "its version",
    "created": "ISO 8601, in UTC",
    "updated": "likewise",
    "seconds": "what the decision took",
}
