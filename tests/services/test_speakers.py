"""Who is offered as the speaker of a quote: the likeliest first, so that one digit is enough."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import annotation
from tests.services.suggesting import suggested_speakers
from tests.services.test_targets import entity
from tui.model.analysis import Analysis, Entity, Quote, Speaker
from tui.model.annotation import Detected, Excerpt, SpeakerExcerpt
from tui.model.span import Span
from tui.model.worklist import Item

TEXT = (
    "Maria Lopez met Abe in Oslo.\n"
    "“We agree with Tom,” she said.\n"
    "“No,” Abe Cole replied. NATO and Lopez heard it, and so did Norway.\n"
    "Zoe left on Monday.\n"
)


def span(words: str, nth: int = 0) -> Span:
    return entity(words, "", TEXT, nth).span


AGREE = Quote(
    span("We agree with Tom,"), "direct", span("said"), Speaker(span("she"), "Maria Lopez")
)
NO = Quote(span("No,"), "direct", span("replied"), Speaker(span("Abe Cole"), "Abe Cole"))
ENTITIES = tuple(
    sorted(
        Entity(span(words, nth), label)
        for words, nth, label in (
            ("Maria Lopez", 0, "PERSON"),
            ("Abe", 0, "PERSON"),
            ("Oslo", 0, "GPE"),
            ("Tom", 0, "PERSON"),
            ("Abe Cole", 0, "PERSON"),
            ("NATO", 0, "ORG"),
            ("Lopez", 1, "PERSON"),
            ("Norway", 0, "GPE"),
            ("Zoe", 0, "PERSON"),
            ("Monday", 0, "DATE"),
        )
    )
)
ANALYSIS = Analysis(entities=ENTITIES, quotes=(AGREE, NO))
ITEMS = (Item(AGREE), Item(NO))


def offered(item: Item, items: tuple[Item, ...] = ITEMS) -> tuple[Speaker, ...]:
    return suggested_speakers(TEXT, ANALYSIS, item, items)


def names(item: Item, items: tuple[Item, ...] = ITEMS) -> list[str]:
    return [speaker.name for speaker in offered(item, items)]


def test_the_detectors_then_other_speakers_then_those_named_near_then_nations() -> None:
    assert names(Item(AGREE)) == [
        *("Maria Lopez", "Abe Cole"),
        *("Abe", "NATO", "Zoe", "Tom"),
        *("Oslo", "Norway"),
    ]
    assert names(Item(NO))[:2] == ["Abe Cole", "Maria Lopez"]


def test_the_detectors_speaker_is_offered_as_it_was_found() -> None:
    assert offered(Item(AGREE))[0] == AGREE.speaker


def test_others_carry_their_mention_nearest_to_the_quote() -> None:
    found = {speaker.name: speaker.span for speaker in offered(Item(NO))}
    assert found["Maria Lopez"] == span("she"), "a pronoun, too, when it is known who that is"
    assert found["NATO"] == span("NATO")
    without = Analysis(entities=ENTITIES)
    found = {s.name: s.span for s in suggested_speakers(TEXT, without, Item(NO), ())}
    assert found["Maria Lopez"] == span("Lopez", 1), "a surname is that of the full name"


def test_a_mention_in_the_quote_itself_is_the_last_to_be_taken() -> None:
    assert names(Item(AGREE)).index("Tom") > names(Item(AGREE)).index("Zoe")
    inside = Item(Quote(span("NATO and Lopez heard it"), "indirect"))
    found = {speaker.name: speaker.span for speaker in offered(inside, ())}
    assert found["Maria Lopez"] == span("Maria Lopez")
    assert found["NATO"] == span("NATO"), "where there is no other, it is still offered"


def test_a_mention_between_the_fragments_is_the_nearest() -> None:
    text = "Ann, Ben and Cid came. “Yes,” said Ben. “Now.” Ann and Ben left.\n"
    pieces = (entity("Yes,", "", text).span, entity("Now.", "", text).span)
    quote = Quote(Span(pieces[0].start, pieces[1].end), "direct", fragments=pieces)
    places = [("Ann", 0), ("Ben", 0), ("Cid", 0), ("Ben", 1), ("Ann", 1), ("Ben", 2)]
    found = Analysis(entities=tuple(entity(name, "PERSON", text, n) for name, n in places))
    found = found._replace(sentences=(Span(0, 22), Span(23, 45), Span(46, len(text))))
    first, *_ = suggested_speakers(text, found, Item(quote), ())
    assert first == Speaker(entity("Ben", "", text, 1).span, "Ben")


def test_of_an_edited_quote_the_detectors_speaker_and_the_one_it_has_now() -> None:
    she = SpeakerExcerpt(Excerpt(span("she"), "she"), "Maria Lopez")
    detected = Detected(AGREE.span, speaker=she)
    edited = annotation(speaker=SpeakerExcerpt(None, "Ann Rand"), detected=detected)
    item = Item(AGREE._replace(speaker=Speaker(None, "Ann Rand")), edited)
    first, second, third, *_ = offered(item, (item, Item(NO)))
    assert first == AGREE.speaker
    assert second == Speaker(None, "Ann Rand")
    assert third.name == "Abe Cole"
    assert names(Item(NO), (item, Item(NO)))[:2] == ["Abe Cole", "Ann Rand"]
    taken_away = Item(AGREE._replace(speaker=None), replace(edited, speaker=None))
    assert offered(taken_away)[0] == AGREE.speaker
    by_hand = Item(AGREE._replace(speaker=None), annotation(speaker=None, detected=None))
    assert names(by_hand, ())[0] == "Abe", "the nearest that the article names"


def test_a_name_that_stands_nowhere_is_near_where_it_was_said_to_speak() -> None:
    far = Item(Quote(span("Zoe left"), "indirect", speaker=Speaker(None, "Far Away")))
    near = Item(Quote(span("met Abe"), "indirect", speaker=Speaker(None, "Near By")))
    assert names(Item(AGREE), (far, near))[1:3] == ["Near By", "Far Away"]


def test_each_name_once_over_a_line_break_too() -> None:
    text = "New\nYork Times wrote “no”. The New York Times wrote “yes”. He said “well”.\n"
    spans = [entity("New\nYork Times", "ORG", text), entity("New York Times", "ORG", text)]
    quote = Quote(entity("well", "", text).span, "direct")
    (speaker,) = suggested_speakers(text, Analysis(entities=tuple(spans)), Item(quote), ())
    assert speaker == Speaker(spans[1].span, "New York Times")


def test_a_surname_of_two_people_stays_what_it_is() -> None:
    text = "Bill Hill and Anna Hill met. “Go,” said Hill.\n"
    people = [entity(name, "PERSON", text) for name in ("Bill Hill", "Anna Hill")]
    last = entity("Hill", "PERSON", text, 2)
    found = Analysis(sentences=(Span(0, 28), Span(29, 45)), entities=(*people, last))
    item = Item(Quote(entity("Go,", "", text).span, "direct"))
    first, *_ = suggested_speakers(text, found, item, ())
    assert first == Speaker(last.span, "Hill")


def test_a_place_is_nobody_with_its_name() -> None:
    text = "“Go,” said George Washington in Washington.\n"
    he = entity("George Washington", "PERSON", text).span
    found = Analysis(entities=(entity("Washington", "GPE", text, 1),))
    item = Item(Quote(entity("Go,", "", text).span, "direct", speaker=Speaker(he, text[11:28])))
    offers = suggested_speakers(text, found, item, (item,))
    assert [speaker.name for speaker in offers] == ["George Washington", "Washington"]


def test_without_an_analysis_nobody_is_offered() -> None:
    item = Item(Quote(NO.span, "direct"))
    assert suggested_speakers(TEXT, Analysis(), item, (item,)) == ()
