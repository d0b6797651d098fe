"""What is offered as a target: the likeliest first, so that one digit is enough."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from tests.builders import annotation
from tests.services.sessions import CHECKED, stance
from tests.services.suggesting import suggested_targets
from tui.model.analysis import Analysis, Entity, Quote, Speaker
from tui.model.label import Target
from tui.model.span import Span
from tui.model.worklist import Item
from tui.services.targets import used_targets

QUOTE = "We thank Japan."
TEXT = (
    "Trump met Abe. Trump left. Trump slept. Trump ate. Trump ran. Trump sat. Trump won.\n"
    f"In Tokyo on Monday, Abe said: “{QUOTE}” Ten people of NATO heard it.\n"
    "NATO is in Europe.\n"
)


def entity(words: str, label: str, text: str = TEXT, nth: int = 0) -> Entity:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Entity(Span(start, start + len(words)), label)


def sentences(text: str) -> tuple[Span, ...]:
    starts = [0, *(n + 1 for n, c in enumerate(text) if c == "\n")]
    return tuple(Span(a, b - 1) for a, b in pairwise(starts))


ENTITIES = tuple(
    sorted(
        [
            *(entity("Trump", "PERSON", nth=n) for n in range(7)),
            *(entity("Abe", "PERSON", nth=n) for n in range(2)),
            *(entity("NATO", "ORG", nth=n) for n in range(2)),
            entity("Tokyo", "GPE"),
            entity("Monday", "DATE"),
            entity("Japan", "GPE"),
            entity("Ten", "CARDINAL"),
            entity("Europe", "LOC"),
        ]
    )
)
SPAN = Span(TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE))
ITEM = Item(Quote(SPAN, "direct", speaker=Speaker(entity("Abe", "", nth=1).span, "Shinzo Abe")))
ANALYSIS = Analysis(sentences=sentences(TEXT), entities=ENTITIES)
ORDER = ["Japan", "NATO", "Tokyo", "Trump", "Europe", "Abe"]


def offered(used: dict[str, int] | None = None, item: Item = ITEM) -> list[str]:
    return [target.text for target in suggested_targets(TEXT, ANALYSIS, item, used or {})]


def test_in_the_quote_before_its_sentence_before_elsewhere_and_the_speaker_last() -> None:
    assert offered() == ORDER


def test_however_often_a_name_stands_elsewhere_the_quotes_own_is_first() -> None:
    text = "Trump. " * 50 + "\nHe said “Japan.”\n"
    names = [entity("Trump", "PERSON", text, n) for n in range(50)]
    analysis = Analysis(sentences=sentences(text), entities=(*names, entity("Japan", "GPE", text)))
    item = Item(Quote(entity("Japan", "", text).span, "direct"))
    assert [t.text for t in suggested_targets(text, analysis, item, {})] == ["Japan", "Trump"]


def test_dates_and_numbers_are_no_targets() -> None:
    assert {"Monday", "Ten"}.isdisjoint(offered())


def test_a_name_is_offered_once_with_the_span_of_its_nearest_mention() -> None:
    targets = suggested_targets(TEXT, ANALYSIS, ITEM, {})
    spans = {target.text: target.span for target in targets}
    assert spans["Japan"] == entity("Japan", "").span
    assert spans["NATO"] == entity("NATO", "", nth=0).span
    assert spans["Trump"] == entity("Trump", "", nth=0).span
    later = Item(Quote(entity("NATO", "", nth=1).span, "direct"))
    first, *_ = suggested_targets(TEXT, ANALYSIS, later, {})
    assert first == Target("NATO", later.span)


def test_every_span_says_its_target() -> None:
    for target in suggested_targets(TEXT, ANALYSIS, ITEM, {}):
        assert target.span is not None
        assert target.span.of(TEXT) == target.text


def test_a_name_over_a_line_break_is_one_name() -> None:
    text = "State\nDepartment spoke. “Go,” the State Department said. State  Department.\n"
    names = ("State\nDepartment", "State Department", "State  Department")
    analysis = Analysis(entities=tuple(entity(name, "ORG", text) for name in names))
    item = Item(Quote(Span(text.index("Go"), text.index("Go") + 3), "direct"))
    (target,) = suggested_targets(text, analysis, item, {"State Department": 2})
    assert target.span is not None
    assert target.span.of(text) == target.text


def test_what_was_used_before_comes_after_the_articles_own_by_how_often() -> None:
    used = {"the deal": 2, "peace": 5, "a treaty": 2}
    assert offered(used) == [*ORDER, "peace", "a treaty", "the deal"]
    targets = suggested_targets(TEXT, ANALYSIS, ITEM, used)
    assert targets[-1] == Target("the deal", None)


def test_a_name_that_was_used_before_goes_ahead_of_its_like() -> None:
    assert offered({"Tokyo": 1})[:3] == ["Japan", "Tokyo", "NATO"]
    assert offered({"Europe": 1})[-3:] == ["Trump", "Europe", "Abe"]


def test_the_speaker_is_last_by_name_and_by_mention() -> None:
    by_name = Item(Quote(SPAN, "direct", speaker=Speaker(Span(0, 2), "NATO")))
    assert offered(item=by_name)[-1] == "NATO"


def test_without_an_analysis_there_is_what_was_used() -> None:
    assert suggested_targets(TEXT, Analysis(), ITEM, {}) == ()
    assert suggested_targets(TEXT, Analysis(), ITEM, {"peace": 1}) == (Target("peace"),)


def test_used_targets_are_counted_by_their_text() -> None:
    one = annotation(labels=(stance(Target("Japan", Span(3, 8))), stance("peace"), CHECKED))
    two = annotation(labels=(stance("Japan", "NONE"),))
    assert used_targets([one, two, annotation(labels=())]) == Counter({"Japan": 2, "peace": 1})
