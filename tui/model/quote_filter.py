"""A filter for the quotes of an article, in words that are typed.

`kind:direct decision:open,unsure label:stance speaker:trump conf>0.6 suggested:claim -bridge`: all
of it has to hold, of several values one; `-` turns a word around; what has no field stands in the
quote or in its speaker's name. Attributes of the scheme are fields, too (`polarity:favor`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tui.model.analysis import KINDS
from tui.model.annotation import ORIGINS, Annotation
from tui.model.label import Target
from tui.model.printable import flat
from tui.model.scheme import Scheme
from tui.model.worklist import Item

Test = Callable[[Item], bool]

DECISIONS = ("open", "labelled", "neither", "unsure")
QUOTE_KINDS = (*KINDS, "attitude")
CONDITIONS = ("moved", "changed", "suggested")
"""What is asked for with `is:`.

Changed is what moved and has other words now; suggested what is open, with a suggestion.
"""
_TOKEN = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_TERM = re.compile(r"(-?)(?:(\w+)(:|>=|<=|>|<))?(.*)", re.DOTALL)
_COMPARES: dict[str, Callable[[float, float], bool]] = {
    ":": lambda one, other: one >= other,
    ">=": lambda one, other: one >= other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    "<": lambda one, other: one < other,
}


class QuoteFilter(NamedTuple):
    """What is wanted of a quote.

    Attributes:
        typed: The words it was made from.
        tests: All of them have to hold.
        problems: What of the words cannot be; it is left out.
    """

    typed: str = ""
    tests: tuple[Test, ...] = ()
    problems: tuple[str, ...] = ()

    def fits(self, item: Item) -> bool:
        """Tell whether a quote is wanted."""
        return all(test(item) for test in self.tests)


def read_filter(typed: str, scheme: Scheme, words_of: Callable[[Item], str]) -> QuoteFilter:
    """Return the filter that was typed; what is half typed is left out, or taken as it stands.

    Args:
        typed: The words.
        scheme: Whose labels and attributes can be asked for.
        words_of: Returns the words of a quote and its speaker in small letters, on one line.
    """
    tests: list[Test] = []
    problems: list[str] = []
    for token in _TOKEN.findall(typed):
        match = _TERM.fullmatch(token)
        if match is None:
            continue
        minus, field, sign, value = match.groups()
        if field and field.casefold() in fields(scheme):
            found = _field_test(field.casefold(), sign, _values(value), scheme)
        else:
            found = _word_test(token.removeprefix("-"), words_of)
        if isinstance(found, str):
            problems.append(found)
        elif found is not None:
            tests.append(_negated(found) if minus else found)
    return QuoteFilter(typed, tuple(tests), tuple(problems))


def fields(scheme: Scheme) -> tuple[str, ...]:
    """Return what can be asked for, the usual first."""
    own = (a.name.casefold() for label in scheme.labels for a in label.attributes)
    usual = ("decision", "label", "speaker", "kind", "conf", "note", "origin", "is", "suggested")
    return tuple(dict.fromkeys((*usual, *own)))


def completions(typed: str, scheme: Scheme, speakers: Iterable[str]) -> tuple[str, ...]:
    """Return what the last word of `typed` may become: fields, or the values of its field.

    Args:
        typed: The words so far.
        scheme: Whose labels and attributes can be asked for.
        speakers: Names, the likeliest first.
    """
    _, last = last_word(typed)
    minus = "-" if last.startswith("-") else ""
    field, colon, value = last.removeprefix("-").casefold().partition(":")
    if not colon:
        found = [f"{name}>" if name == "conf" else f"{name}:" for name in fields(scheme)]
        return tuple(minus + one for one in found if one.startswith(field))
    *given, begun = value.split(",")
    kept = f"{minus}{field}:" + "".join(f"{one}," for one in given)
    wanted = begun.strip('"')
    if field == "speaker":
        values = [name for name in map(flat, speakers) if wanted in name.casefold()]
    else:
        known = _known_values(field, scheme)
        values = [one for one in known if one.startswith(wanted) and one not in given]
    return tuple(kept + _quoted(one) for one in values)


def last_word(typed: str) -> tuple[str, str]:
    """Return `typed` up to its last word, and that word; an empty one after a blank."""
    tokens = list(_TOKEN.finditer(typed))
    if not tokens or tokens[-1].end() < len(typed):
        return typed, ""
    return typed[: tokens[-1].start()], tokens[-1][0]


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s,]", value) else value


def _known_values(field: str, scheme: Scheme) -> Iterator[str]:
    if field == "decision":
        yield from DECISIONS
    elif field == "kind":
        yield from QUOTE_KINDS
    elif field == "origin":
        yield from ORIGINS
    elif field == "is":
        yield from CONDITIONS
    elif field in {"label", "suggested"}:
        yield from (label.name.casefold() for label in scheme.labels)
        yield from ("neither", "unsure") if field == "suggested" else ()
    else:
        attributes = (a for label in scheme.labels for a in label.attributes)
        choices = (c.value for a in attributes if a.name.casefold() == field for c in a.choices)
        yield from dict.fromkeys(choice.casefold() for choice in choices)


def _values(value: str) -> tuple[str, ...]:
    """Return the values between commas, in small letters; a comma in quote marks is a comma."""
    found = re.findall(r'"([^"]*)"?|([^,"]+)', value)
    return tuple(one for marked, bare in found if (one := flat(marked or bare).casefold()))


def _word_test(token: str, words_of: Callable[[Item], str]) -> Test | None:
    wanted = flat(token.replace('"', "")).casefold()
    return (lambda item: wanted in words_of(item)) if wanted else None


def _negated(test: Test) -> Test:
    return lambda item: not test(item)


def _field_test(
    field: str, sign: str, wanted: tuple[str, ...], scheme: Scheme
) -> Test | str | None:
    """Return what a field asks for; None while it has no value, a reason where that cannot be."""
    if not wanted:
        return None
    if field == "conf":
        return _confidence_test(sign, wanted[0])
    known = tuple(_known_values(field, scheme))
    if field in {"decision", "kind", "origin", "label", "is"}:
        unknown = next((w for w in wanted if not any(k.startswith(w) for k in known)), None)
        if unknown is not None:
            return f"{field} is {', '.join(known)}"
        return lambda item: any(one.startswith(wanted) for one in _said(item, field))
    return lambda item: any(w in one for one in _said(item, field) for w in wanted)


def _said(item: Item, field: str) -> Iterator[str]:
    """Yield what a quote has for a field, in small letters."""
    quote, annotation = item
    if field == "decision":
        yield (annotation.decision if annotation else None) or "open"
    elif field == "kind":
        yield "attitude" if quote.attitude else quote.kind
    elif field == "speaker":
        yield flat(quote.speaker.name).casefold() if quote.speaker else "nobody"
    elif annotation is not None:
        yield from _said_of(annotation, field)
    elif field == "origin":
        yield "auto"


def _said_of(annotation: Annotation, field: str) -> Iterator[str]:
    """Yield what an annotation has for a field, in small letters."""
    if field == "origin":
        yield annotation.origin
    elif field == "is":
        if annotation.moved:
            yield "moved"
            if not annotation.moved.is_exact(annotation.content.text):
                yield "changed"
        if annotation.is_suggested:
            yield "suggested"
    elif field == "note":
        yield from [flat(annotation.note).casefold()] if annotation.note else ()
    elif field == "label":
        yield from (label.name.casefold() for label in annotation.labels)
    elif field == "suggested":
        yield from (one.casefold() for one in annotation.suggested_names)
    else:
        values = (pair for label in annotation.labels for pair in label.values)
        wanted = (value for name, value in values if name.casefold() == field)
        texts = (value.text if isinstance(value, Target) else value for value in wanted)
        yield from (flat(text).casefold() for text in texts)


def _confidence_test(sign: str, wanted: str) -> Test | str:
    try:
        bound = float(wanted.removesuffix("%"))
    except ValueError:
        return "conf is a number, as in conf>0.6"
    if wanted.endswith("%") or bound > 1:
        bound /= 100
    compare = _COMPARES[sign]
    return lambda item: compare(item.quote.confidence, bound)
