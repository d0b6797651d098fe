"""The guideline of a scheme: markdown, a section a label, a part of it a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.model.printable import flat
from tui.model.scheme import LabelType, Scheme

NEITHER, UNSURE = "neither", "unsure"
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_EMPHASIS = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


class Part(NamedTuple):
    """A heading and what stands beneath it, up to the next heading of any level.

    Attributes:
        level: 1 for `#`, and so on; 0 for what stands before the first heading.
        heading: Its words.
        text: The markdown beneath it.
    """

    level: int
    heading: str
    text: str


class Section(NamedTuple):
    """What one reads about one label, or about a decision without one.

    Attributes:
        name: The label's name, or the heading of what is about none.
        text: Its markdown, with its headings.
    """

    name: str
    text: str


class Guideline(NamedTuple):
    """A whole guideline.

    Attributes:
        sections: What is about all, then the labels', then the rest, each in the order it was
            written.
        parts: The parts of each section, by its name in small letters.
    """

    sections: tuple[Section, ...]
    parts: dict[str, tuple[Part, ...]]

    def number_of(self, name: str) -> int:
        """Return which section is about a label or decision; the first where none is."""
        names = [section.name.casefold() for section in self.sections]
        return names.index(name.casefold()) if name.casefold() in names else 0

    def brief(self, name: str, value: str = "") -> str:
        """Return in plain words what a label's section says of itself or of a value.

        Without a word on the value it is what the section says first; nothing where there is no
        section.
        """
        parts = self.parts.get(name.casefold(), ())
        about = [part for part in parts if value and _is_about(part.heading, value)]
        return plain((about or parts)[0].text) if parts else ""


def read_guideline(scheme: Scheme, text: str) -> Guideline:
    """Return the guideline of a scheme.

    A section begins with a heading that is a label's name, `neither` or `unsure`, and goes up to
    the next of that level. A label's own guideline comes before what `text` says of it; for a label
    of which nothing is said, it is made of its description and its choices.

    Args:
        scheme: Its labels.
        text: Markdown about all of them; may be empty.
    """
    parts = tuple(split(text))
    names = {label.name.casefold() for label in scheme.labels} | {NEITHER, UNSURE}
    found: dict[str, tuple[Part, ...]] = {}
    general: list[Part] = []
    under, level = "", 0
    for part in parts:
        if part.heading.casefold() in names and (not under or part.level <= level):
            under, level = part.heading.casefold(), part.level
        elif under and part.level <= level:
            under = ""
        if under:
            found[under] = (*found.get(under, ()), part)
        elif part.heading or part.text.strip():
            general.append(part)
    for label in scheme.labels:
        key = label.name.casefold()
        own = tuple(split(label.guideline))
        if own:
            found[key] = _headed(label.name, own)
        elif key not in found:
            found[key] = tuple(split(_made_up(label)))
    order = [(label.name, found[label.name.casefold()]) for label in scheme.labels]
    order += [(name, found[name]) for name in (NEITHER, UNSURE) if name in found]
    sections = [Section("about", _joined(general))] if general else []
    sections += [Section(name, _joined(its)) for name, its in order]
    return Guideline(tuple(sections), {name.casefold(): its for name, its in order})


def split(text: str) -> Iterator[Part]:
    """Yield the parts of a markdown text; a `#` in a block of code is no heading."""
    level, heading, lines = 0, "", list[str]()
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if mark and fence in {"", mark[1]}:
            fence = "" if fence else mark[1]
        found = None if fence or mark else _HEADING.match(line)
        if found is None:
            lines.append(line)
            continue
        if heading or any(map(str.strip, lines)):
            yield Part(level, heading, "\n".join(lines).strip("\n"))
        level, heading, lines = len(found[1]), flat(found[2]), []
    if heading or any(map(str.strip, lines)):
        yield Part(level, heading, "\n".join(lines).strip("\n"))


def plain(markdown: str) -> str:
    """Return what a piece of markdown says, on one line, its bullets parted by a dot."""
    said = ""
    for line in markdown.splitlines():
        bullet = _BULLET.match(line)
        words = flat(_EMPHASIS.sub("", _LINK.sub(r"\1", line[bullet.end() :] if bullet else line)))
        if words:
            said += (" · " if bullet and said else " ") + words
    return said.strip()


def _is_about(heading: str, value: str) -> bool:
    """Tell whether a heading is about a value: it is that, or begins with it ("FAVOR: for it")."""
    folded, wanted = heading.casefold(), flat(value).casefold()
    after = folded[len(wanted) : len(wanted) + 1]
    return folded.startswith(wanted) and not (after.isalnum() or after == "_")


def _headed(name: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts of a label's own guideline, its name above them."""
    first = parts[0]
    if first.heading.casefold() == name.casefold():
        return parts
    if not first.heading:
        return (Part(1, name, first.text), *parts[1:])
    return (Part(1, name, ""), *parts)


def _joined(parts: tuple[Part, ...] | list[Part]) -> str:
    texts = (
        f"{'#' * part.level} {part.heading}\n\n{part.text}" if part.heading else part.text
        for part in parts
    )
    return "\n\n".join(texts)


def _made_up(label: LabelType) -> str:
    """Return a guideline from what the scheme says of a label anyway."""
    lines = [f"# {label.name}", "", label.description or "There is no guideline for this label."]
    for attribute in label.attributes:
        lines += ["", f"## {attribute.name}", "", attribute.prompt]
        for choice in attribute.choices:
            lines += ["", f"### {choice.value}", "", choice.description]
    return "\n".join(lines)
