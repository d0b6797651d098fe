"""What brat has to know of a folder: `annotation.conf`, and how it shows it: `visual.conf`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.formats.exchange.brat import lines as brat
from tui.model.analysis import KINDS
from tui.model.annotation import DECISIONS
from tui.model.printable import flat
from tui.model.scheme import Attribute, LabelType, Scheme

_BACKGROUNDS = {
    brat.SOURCE: "#8fb2ff",
    brat.CUE: "#ffe000",
    brat.CONTENT: "#c8e6c9",
    brat.TARGET: "#ffccaa",
    brat.ATTRIBUTION: "#e0e0e0",
    brat.NO_SOURCE: "#e0e0e0",
}
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def annotation_conf(scheme: Scheme, words: brat.Words) -> str:
    """Return what may be marked, and what belongs to what."""
    said = f"{brat.CONTENT}:{brat.CONTENT}, {brat.CUE}?:{brat.CUE}"
    return "\n".join([
        "[entities]",
        *(brat.SOURCE, brat.CUE, brat.CONTENT, brat.TARGET),
        "",
        "[relations]",
        "",
        "[events]",
        f"{brat.ATTRIBUTION}\t{said}, {brat.SOURCE}:{brat.SOURCE}",
        f"{brat.NO_SOURCE}\t{said}",
        *(_event(label, words) for label in scheme.labels),
        "",
        "[attributes]",
        *_attributes(scheme, words),
        "",
    ])  # fmt: skip


def _event(label: LabelType, words: brat.Words) -> str:
    targets = [one for one in label.attributes if one.kind == "target"]
    places = [f"{words.attribute(one.name)}?:{brat.TARGET}" for one in targets]
    quotes = f"{brat.ATTRIBUTION}:{brat.ATTRIBUTION}|{brat.NO_SOURCE}"
    return f"{words.label(label.name)}\t" + ", ".join([quotes, *places])


def _attributes(scheme: Scheme, words: brat.Words) -> Iterator[str]:
    both = f"{brat.ATTRIBUTION}|{brat.NO_SOURCE}"
    yield f"{brat.DECISION}\tArg:{both}, Value:{'|'.join(DECISIONS)}"
    yield f"{brat.KIND}\tArg:{both}, Value:{'|'.join(KINDS)}"
    yield f"{brat.ATTITUDE}\tArg:{both}"
    # Labels may have attributes of the same name: to brat, that is one.
    for called in words.attributes:
        of = [
            (label, attribute)
            for label in scheme.labels
            for attribute in label.attributes
            if attribute.kind == "choice" and words.attribute(attribute.name) == called
        ]
        if of:
            labels = "|".join(dict.fromkeys(words.label(label.name) for label, _ in of))
            values = "|".join(dict.fromkeys(_values([one for _, one in of], words)))
            yield f"{called}\tArg:{labels}, Value:{values}"


def _values(attributes: list[Attribute], words: brat.Words) -> Iterator[str]:
    for attribute in attributes:
        for choice in attribute.choices:
            yield words.value(choice.value)


def visual_conf(scheme: Scheme, words: brat.Words) -> str:
    """Return what is shown for each type, and in which colour."""
    shown = [f"{called} | {_plain(name)}" for called, name in words.labels.items()]
    colours = dict(_BACKGROUNDS)
    for label in scheme.labels:
        if _COLOUR.fullmatch(label.colour):
            colours[words.label(label.name)] = label.colour
    return "\n".join([
        "[labels]",
        f"{brat.NO_SOURCE} | Attribution, no source | No source",
        *shown,
        "",
        "[drawing]",
        "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken",
        "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5",
        *(f"{called}\tbgColor:{colour}" for called, colour in colours.items()),
        "",
    ])  # fmt: skip


def _plain(name: str) -> str:
    """Return a name without what has a meaning in these files."""
    return flat(re.sub(r"[|\t\n#\[\]]", " ", name)) or "label"
