"""What a detector might find in the articles of these tests, made by hand.

The screens do not depend on what today's detector finds: it gets better, and they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT, SAMPLE_TEXT, analyses
from tui.model.analysis import Analysis, Entity, Kind, Quote, Speaker
from tui.model.span import Span

# One article with every sort of quote.
TEXT = """\
The city council of Boston met on Monday to talk about the bridge.
“We will build it,” said Maria Lopez, the mayor of Boston. “It will cost a million.”

John Smith warned that the sum would double. “Lopez told me ‘trust the numbers’ again,” he said.
Robert Brown called the plan “a gift to New York” after the meeting.
The governor supports the plan. According to two officials, Washington would pay half.
Nobody voted. The Boston Globe reported that the vote was put off.
"""


def span_of(words: str, nth: int = 0) -> Span:
    """Return where `words` stand in the text, for the first time or the nth after it."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def _speaker(mention: str, name: str = "", nth: int = 0) -> Speaker:
    return Speaker(span_of(mention, nth), name or mention)


BUILD, COST = span_of("We will build it,"), span_of("It will cost a million.")
IN_PIECES = Quote(
    Span(BUILD.start, COST.end),
    "direct",
    span_of("said"),
    _speaker("Maria Lopez, the mayor of Boston", "Maria Lopez"),
    fragments=(BUILD, COST),
)
DOUBLE = Quote(
    span_of("the sum would double"), "indirect", span_of("warned"), _speaker("John Smith"),
    confidence=0.83,
)  # fmt: skip
OUTER = Quote(
    span_of("Lopez told me ‘trust the numbers’ again,"),
    "direct",
    span_of("said", 1),
    _speaker("he", "John Smith", nth=TEXT[: TEXT.index("he said")].count("he")),
)
INNER = Quote(
    span_of("trust the numbers"), "direct", span_of("told"), _speaker("Lopez", "Maria Lopez", 1)
)
GIFT = Quote(span_of("a gift to New York"), "mixed", span_of("called"), _speaker("Robert Brown"))
ATTITUDE = Quote(
    span_of("the plan", 1),
    "indirect",
    span_of("supports"),
    _speaker("The governor"),
    confidence=0.42,
    attitude=True,
)
HALF = Quote(
    span_of("Washington would pay half"),
    "indirect",
    span_of("According to"),
    _speaker("two officials"),
    confidence=0.67,
)
PUT_OFF = Quote(
    span_of("the vote was put off"),
    "indirect",
    span_of("reported"),
    _speaker("The Boston Globe"),
    confidence=0.55,
)
QUOTES = (IN_PIECES, DOUBLE, OUTER, INNER, GIFT, ATTITUDE, HALF, PUT_OFF)
_LABELS = {
    "Boston": "GPE",
    "Monday": "DATE",
    "Maria Lopez": "PERSON",
    "John Smith": "PERSON",
    "Robert Brown": "PERSON",
    "New York": "GPE",
    "Washington": "GPE",
    "The Boston Globe": "ORG",
}


def _lines(text: str = TEXT) -> tuple[Span, ...]:
    ends = [n for n, character in enumerate(text) if character == "\n"]
    starts = [0, *(end + 1 for end in ends)]
    return tuple(Span(a, b) for a, b in zip(starts, ends, strict=False) if a < b)


ANALYSIS = Analysis(
    sentences=_lines(),
    tokens=_lines(),
    entities=tuple(sorted(Entity(span_of(words), label) for words, label in _LABELS.items())),
    quotes=QUOTES,
)


# The sample and the small article: their direct and mixed quotes, in the order of the text.

_SPOKESPERSON, _TRUMP = ("a DSCA spokesperson", "DSCA spokesperson"), ("Trump", "Donald Trump")
_PETROV = ("Igor Petrov", "Igor Petrov")
_IN_SAMPLE = (
    ("This agreement is", "States and Japan,", "said", _SPOKESPERSON),
    ("Modernizing Japan", "emerging threats.", "said", _SPOKESPERSON),
    ("This deal is a win", "Japan’s security,", "said", _TRUMP),
    ("We are making sure", "are thriving.", "said", _TRUMP),
    ("Japan’s acquisition", "its ambitions,", "said", _PETROV),
    ("While the U.S.", "in East Asia.", "said", _PETROV),
    ("Japan’s defense pol", "expansionism.", "stated", ("A senior Japanese defense official",) * 2),
    ("a necessary", "our alliances.", "praised", ("Senator Chuck Schumer", "Chuck Schumer")),
    ("a smart move", "in the Pacific.", "called", ("Senator Lindsey Graham", "Lindsey Graham")),
)
_IN_BRIDGE = (
    ("We will build", "next year,", "said", ("Maria Lopez", "Maria Lopez")),
    ("The bridge costs", "million dollars,", "told", ("John Smith", "John Smith")),
    ("a gift to", "New York", "called", ("Robert Brown", "Robert Brown")),
)


def _quote(text: str, first: str, last: str, cue: str, speaker: tuple[str, str]) -> Quote:
    start = text.index(first)
    span = Span(start, text.index(last, start) + len(last))

    def nearest(words: str) -> Span:
        places = [n for n in range(len(text)) if text.startswith(words, n)]
        outside = [n for n in places if not span.start <= n < span.end]
        at = min(outside, key=lambda n: min(abs(n - span.start), abs(n - span.end)))
        return Span(at, at + len(words))

    mention, name = speaker
    kind: Kind = "mixed" if first.startswith("a ") else "direct"
    return Quote(span, kind, nearest(cue), Speaker(nearest(mention), name))


def prepared() -> dict[str, Analysis]:
    """Return analyses by text: the model's sentences and names, and quotes made by hand."""
    return {text: found._replace(quotes=_quotes(text)) for text, found in analyses().items()}


def _quotes(text: str) -> tuple[Quote, ...]:
    quotes = {SAMPLE_TEXT: _IN_SAMPLE, BRIDGE_TEXT: _IN_BRIDGE}
    return tuple(_quote(text, *one) for one in quotes.get(text, ()))


# Where nothing may depend on the model: the names in those articles, the longer before the shorter.
_NAMES = {
    "DATE": ("October 28th", "next year", "Monday"),
    "MONEY": ("$100.2 million", "forty million dollars"),
    "ORG": (
        "U.S.\nState Department", "U.S.\nDepartment of Defense", "Pentagon", "Congress", "RT",
        "Defense Security Cooperation Agency", "DSCA",
    ),
    "PRODUCT": ("Aegis",),
    "NORP": (
        "Japanese", "Russian", "American", "Republicans", "Republican", "Democrats", "Democrat",
    ),
    "PERSON": (
        "Donald Trump", "Trump", "Igor Petrov", "Chuck Schumer", "Lindsey Graham", "Maria Lopez",
        "John Smith", "Robert Brown",
    ),
    "LOC": ("East Asia", "Pacific"),
    "GPE": (
        "U.S.", "United States", "Japan", "Tokyo", "Washington", "Russia", "Moscow", "China",
        "New York", "Boston", "Paris",
    ),
}  # fmt: skip


def _names(text: str) -> Iterator[Entity]:
    types = {name: label for label, names in _NAMES.items() for name in names}
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, types))})(?!\w)", text):
        yield Entity(Span(match.start(), match.end()), types[match.group()])


def found() -> dict[str, Analysis]:
    """Return analyses by text, with nothing in them from a model: the same on any machine."""
    made = {}
    for text in (SAMPLE_TEXT, BRIDGE_TEXT, PLAIN_TEXT):
        lines = _lines(text)
        made[text] = Analysis(lines, lines, tuple(_names(text)), _quotes(text))
    return made | {TEXT: ANALYSIS}
