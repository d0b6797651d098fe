"""A folder of files for INCEpTION, one an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.formats.annotated import Annotated
from tui.formats.exchange.webanno.tsv import Layer, Mark, header, sentences
from tui.formats.folder import Folder
from tui.formats.format import Options, Split
from tui.formats.places import Words, mention_of, spans_of
from tui.formats.tally import Tally, labels_of
from tui.model.annotation import Annotation
from tui.model.label import Label, Target
from tui.model.safe_name import safe_name
from tui.model.scheme import Scheme
from tui.model.span import Span

_OURS = ("quote", "label", "decision", "kind", "attitude", "speaker", "annotator", "note")
_SOURCE = Layer("webanno.custom.QuoteSource", ("quote", "name"))
_CUE = Layer("webanno.custom.QuoteCue", ("quote",))
_TARGET = Layer("webanno.custom.QuoteTarget", ("quote", "attribute"))
_ENTITY = Layer("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", ("value",))
_UNFIT = re.compile(r"[^A-Za-z0-9_]+")


class _Layers(NamedTuple):
    """The layers of a scheme; `attributes` has the feature of each of its attributes, in order."""

    quote: Layer
    attributes: dict[str, str]

    @property
    def all(self) -> tuple[Layer, ...]:
        return (self.quote, _SOURCE, _CUE, _TARGET, _ENTITY)


def write_webanno(splits: Sequence[Split], folder: Folder, options: Options) -> None:
    """Write a file for each article, and what layers they need."""
    layers = _layers(options.scheme)
    for split in splits:
        inside = f"{split.name}/" if split.name else ""
        for annotated in split.articles:
            text = _file(annotated, layers, split.tally)
            if text:
                with folder.open(f"{inside}{safe_name(annotated.article.id)}.tsv") as file:
                    file.write(text.encode())
    with folder.open("LAYERS.txt") as file:
        file.write(_told(layers).encode())


def _layers(scheme: Scheme) -> _Layers:
    """Return the layers; an attribute's name is from outside, a feature's is a name in Java."""
    features: dict[str, str] = {}
    for attribute in (one.name for label in scheme.labels for one in label.attributes):
        if attribute in features:
            continue
        plain = "a" + plain if (plain := _UNFIT.sub("_", attribute))[:1].isdigit() else plain
        taken = {*_OURS, *features.values()}
        numbered = (f"{plain}{number}" for number in range(2, len(taken) + 3))
        features[attribute] = next(name for name in (plain, *numbered) if name not in taken)
    return _Layers(Layer("webanno.custom.Quote", (*_OURS, *features.values())), features)


def _file(annotated: Annotated, layers: _Layers, tally: Tally) -> str:
    text = annotated.article.text
    words = Words(annotated, [*spans_of(annotated), *_targets(annotated)])
    marks = [
        Mark(_ENTITY, found, (label,))
        for span, label in annotated.entities
        if (found := words.of(span))
    ]
    for annotation in annotated.annotations:
        if not any(words.of(part.span) for part in annotation.parts):
            tally.leave_out("of white space only")
            continue
        told = (
            (layer, words.of(span), values) for layer, span, values in _told_of(annotation, layers)
        )
        marks += [Mark(*one) for one in told if one[1]]
        tally.record(*labels_of(annotation))
    written = "\n".join(sentences(text, words, layers.all, marks))
    return header(layers.all) + written if written else ""


def _targets(annotated: Annotated) -> Iterator[Span]:
    for annotation in annotated.annotations:
        for label in annotation.labels:
            for _, value in label.values:
                if isinstance(value, Target) and value.span:
                    yield value.span


def _told_of(
    annotation: Annotation, layers: _Layers
) -> Iterator[tuple[Layer, Span, tuple[str, ...]]]:
    """Yield the spans of an annotation, each with its layer and its features."""
    quote = annotation.id
    for part in annotation.parts:
        for label in annotation.labels or (None,):
            yield layers.quote, part.span, _values(annotation, label, layers)
    if annotation.cue:
        yield _CUE, annotation.cue.span, (quote,)
    if mention := mention_of(annotation):
        yield _SOURCE, mention.span, (quote, annotation.speaker.name if annotation.speaker else "")
    for label in annotation.labels:
        for name, value in label.values:
            if isinstance(value, Target) and value.span:
                yield _TARGET, value.span, (quote, f"{label.name}.{name}")


def _values(annotation: Annotation, label: Label | None, layers: _Layers) -> tuple[str, ...]:
    known = (
        annotation.id,
        label.name if label else "",
        annotation.decision or "",
        annotation.kind,
        "true" if annotation.attitude else "",
        annotation.speaker.name if annotation.speaker else "",
        annotation.annotator,
        annotation.note,
    )
    values = (label.get(name) if label else None for name in layers.attributes)
    return (*known, *(one.text if isinstance(one, Target) else one or "" for one in values))


def _told(layers: _Layers) -> str:
    """Return what is to be made in a project before it can take the files."""
    return "\n".join(
        (
            "Written by pullquote for INCEpTION (and WebAnno), WebAnno TSV 3.3.",
            "",
            "Before the files are imported, the project needs these layers. In its settings, under",
            "Layers, create each with type Span, token-level granularity, any overlap, and",
            "crossing of sentence boundaries allowed; every feature is of type String.",
            "",
            *_listed(layers.all[:-1]),
            "",
            "The layer Named entity is there already.",
            "All that belongs to a quote (fragments, source, cue, targets) has its id as quote.",
            "",
        )
    )


def _listed(layers: Iterable[Layer]) -> Iterator[str]:
    for layer in layers:
        yield f"{layer.name.rpartition('.')[2]}: {', '.join(layer.features)}"
