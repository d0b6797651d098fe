"""brat's standoff: what brat's own rules ask for, and that all of it comes back."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.builders import annotation, article, claim, in_pieces, stance
from tests.formats.exchange.hard import hard
from tests.formats.exchange.reading import (
    bad,
    broken,
    by_id,
    changed,
    expected,
    good,
    head_of,
    on_disk,
    records,
)
from tests.formats.exchange.writing import Written, written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated, in_order
from tui.formats.exchange.brat import FORMAT
from tui.formats.exchange.brat.lines import cut, joined, line_text, text_of
from tui.formats.format import Options
from tui.formats.found import Bad, Found, FoundLabel, Piece
from tui.model.annotation import Annotation, Excerpt
from tui.model.label import Label
from tui.model.scheme import Attribute, Choice, LabelType, Scheme
from tui.model.span import Span

PLACES = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
texts = st.lists(
    st.sampled_from(["a", "b ", "\n", "\r\n", "\r", "\u2028", "\x85", "🇯🇵", "\t", "\x0c"])
).map("".join)


def of(*annotations: Annotation) -> Written:
    return written(FORMAT, Annotated(article(), in_order(annotations)))


def ann_of(*annotations: Annotation) -> str:
    return of(*annotations).files["ada/a1.ann"].decode("utf-8")


def check_standoff(text: str, ann: str) -> None:
    """Check what brat checks when it opens a document."""
    assert ann.endswith("\n")
    ids: set[str] = set()
    of_what: list[str] = []
    # brat reads its lines with Python's codecs, which part them at any end of a line.
    for line in ann.splitlines():
        name, data, *tail = line.split("\t", 2)
        assert re.fullmatch(r"[TEA#]\d+", name)
        assert name not in ids
        ids.add(name)
        if name[0] == "T":
            match = PLACES.fullmatch(data)
            assert match
            places = [[int(at) for at in one.split()] for one in match[2].split(";")]
            assert all(0 <= start < end <= len(text) for start, end in places)
            assert all(one[1] <= other[0] for one, other in pairwise(places))
            assert tail == [" ".join(text[start:end] for start, end in places)]
        elif name[0] == "E":
            of_what += [pair.split(":")[1] for pair in data.split()]
        else:
            assert len(data.split()) in ((2,) if name[0] == "#" else (2, 3))
            of_what.append(data.split()[1])
    assert ids.issuperset(of_what)


@pytest.mark.parametrize("parts", [False, True])
def test_what_is_hard_is_as_brat_has_it(parts: bool) -> None:
    made = written(
        FORMAT, parts={"train": hard()[:2], "dev": hard()[2:]} if parts else {"": hard()}
    )
    anns = [name for name in made.files if name.endswith(".ann")]
    assert len(anns) == 7
    for name in anns:
        text = made.files[name[:-4] + ".txt"].decode("utf-8")
        check_standoff(text, made.files[name].decode("utf-8"))
    names = {name.rsplit("/", 1)[0] for name in anns}
    assert ("train/bob" in names) is parts
    assert sum(tally.count for tally in made.tallies.values()) == 11


def test_all_that_is_carried_comes_back(tmp_path: Path) -> None:
    path = on_disk(tmp_path, written(FORMAT, *hard()))
    found = good(FORMAT, path)
    assert by_id(found) == expected(hard(), FORMAT)
    by_article = {one.whose.id: one.whose for one in found}
    for each in hard():
        whose = by_article[each.article.id]
        assert whose.text == each.article.text
        assert whose.sha256 == each.article.sha256
        assert (whose.title, whose.url) == (each.article.title, each.article.url)


def test_the_same_gives_the_same_bytes() -> None:
    assert written(FORMAT, *hard()).files == written(FORMAT, *hard()).files


def test_an_attribution_is_as_polnear_has_it() -> None:
    lines = ann_of(annotation(labels=(stance(),))).splitlines()
    start = article().text.index("The deal")
    assert lines[0] == f"T1\tContent {start} {start + 18}\tThe deal  is fair,"
    assert [line.split("\t")[1].split()[0] for line in lines[:4]] == [
        *("Content", "Cue", "Source", "Attribution"),
    ]
    assert "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3" in lines
    assert "A1\tDecision E1 labelled" in lines
    assert "E2\tstance:T6 Attribution:E1 target:T5" in lines
    assert "A3\tpolarity E2 FAVOR" in lines


def test_who_is_not_named_is_no_source() -> None:
    lines = ann_of(annotation(speaker=None, cue=None))
    assert "Attribution-no-source" in lines
    assert "Source " not in lines


def test_a_span_over_the_end_of_a_line_is_in_pieces() -> None:
    made = annotation(part="We\nwill see,")
    start = made.span.start
    (first, *_) = ann_of(made).splitlines()
    assert first == f"T1\tContent {start} {start + 2};{start + 3} {start + 12}\tWe will see,"


def test_a_quote_in_fragments_stays_in_them(tmp_path: Path) -> None:
    made = in_pieces(labels=(claim(), stance(target="NATO", polarity="NONE")))
    (found,) = good(FORMAT, on_disk(tmp_path, of(made)))
    (quote,) = found.quotes
    assert [part.text for part in quote.parts] == ["The deal  is fair,", "We\nwill see,"]
    assert quote.labels[1] == FoundLabel("stance", (("target", "NATO"), ("polarity", "NONE")))


def test_what_has_only_ends_of_lines_is_left_out_and_told() -> None:
    text = "A\n\nB"
    one = article(text=text)
    blank = replace(annotation(one, "A"), content=Excerpt(Span(1, 3), "\n\n"), cue=None)
    made = written(FORMAT, Annotated(one, (blank,)))
    assert made.tally.count == 0
    assert sum(made.tally.left_out.values()) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=texts, data=st.data())
def test_any_place_comes_back_exactly(tmp_path: Path, text: str, data: st.DataObject) -> None:
    one = article(text=text + "x")
    start = data.draw(st.integers(0, len(text)))
    middle = data.draw(st.integers(start + 1, len(text) + 1))
    content = Excerpt.of(one.text, Span(start, middle))
    made = replace(annotation(one, "x"), content=content, cue=content, labels=())
    files = written(FORMAT, Annotated(one, (replace(made, decision="neither"),)))
    if files.tally.count:
        (found,) = good(FORMAT, on_disk(tmp_path, files))
        assert found.quotes[0].parts == (Piece(start, middle, content.text),)
        assert found.quotes[0].cue == Piece(start, middle, content.text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_on_a_line_is_the_text(text: str) -> None:
    line = line_text(text)
    assert len(line.splitlines()) <= 1
    assert "\t" not in line
    assert text_of(line) == text


@given(texts, st.data())
def test_pieces_are_the_place_less_ends_of_lines(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = cut(text, [Span(start, end)])
    assert "".join(piece.of(text) for piece in pieces) == "".join(text[start:end].splitlines())
    together = joined(text, pieces)
    assert len(together) <= 1
    if together and text[start:end].strip("\n\r\x0c\x85\u2028") == text[start:end]:
        assert together == (Span(start, end),)


def test_a_note_that_was_changed_in_brat_is_the_new_one(tmp_path: Path) -> None:
    made = of(annotation(note="two\nlines"))
    name = "ada/a1.ann"
    new = made.files[name].replace(b"AnnotatorNotes E1\ttwo lines", b"AnnotatorNotes E1\tC:\\new")
    assert new != made.files[name]
    (found,) = good(FORMAT, on_disk(tmp_path, changed(made.files, name, new)))
    assert found.quotes[0].note == "C:\\new"


def test_names_of_any_sign_are_words_of_brats_and_come_back(tmp_path: Path) -> None:
    tone = Attribute("how it sounds", "choice", (Choice("très bon|", "g"), Choice("", "b")))
    about = Attribute("Decision", "target")
    scheme = Scheme((LabelType("Content", "f", "F", attributes=(tone, about)),
                     LabelType("日本 [x]", "j", "J", colour="#123456")))  # fmt: skip
    made = annotation(
        labels=(
            Label("Content", (("how it sounds", "très bon|"), ("Decision", stance().values[0][1]))),
            Label("日本 [x]"),
        )
    )
    one = Annotated(article(), (made,))
    files = written(FORMAT, one, options=Options(scheme))
    conf = files.files["annotation.conf"].decode("utf-8")
    assert [line for line in conf.splitlines() if line.startswith("[")] == [
        *("[entities]", "[relations]", "[events]", "[attributes]"),
    ]
    check_standoff(one.article.text, files.files["ada/a1.ann"].decode("utf-8"))
    found = good(FORMAT, on_disk(tmp_path, files), scheme)
    assert by_id(found) == expected([one], FORMAT)


# The last event has nothing in it but a blank, as some there have.
POLNEAR = """T1	Cue 33 37	said
T2	Content 13 21;0 6;7 12	fair for “It is not
T3	Attribution 33 37	said
T4	Source 23 32	the\tmayor
E1	Attribution:T3 Content:T2 Source:T4 Cue:T1
T5	Discuss 0 6	“It is

T6	Attribution 33 37	said
E2	Attribution:T6{}
#1	AnnotatorNotes T5	Shall we?
""".format(" ")


def test_a_corpus_like_polnear_is_read(tmp_path: Path) -> None:
    text = "“It is\nnot”, fair for, the\tmayor said."
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a_1.txt").write_text(text, encoding="utf-8")
    (tmp_path / "attributions" / "a_1_4b22.ann").write_text(
        POLNEAR.replace("7 12	fair for “It is not", "7 10	fair for “It is not"),
        encoding="utf-8",
    )
    assert FORMAT.fits
    assert FORMAT.fits(head_of(tmp_path))
    assert FORMAT.fits(head_of(tmp_path / "attributions" / "a_1_4b22.ann"))
    (found,) = good(FORMAT, tmp_path)
    (quote,) = found.quotes
    assert (found.whose.id, quote.annotator, quote.decision) == ("a_1", "4b22", None)
    assert [part.text for part in quote.parts] == ["“It is\nnot", "fair for"]
    assert quote.speaker == Piece(23, 32, "the\tmayor")
    assert all(text[p.start : p.end] == p.text for p in quote.parts)
    assert found.passed_over == {
        "event Attribution": 1, "mark Discuss": 1, "note AnnotatorNotes": 1,
    }  # fmt: skip


def test_what_belongs_to_no_quote_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ada said Bob is fair.", encoding="utf-8")
    (tmp_path / "a.ann").write_text(
        """T1	Source 0 3	Ada
T2	Cue 4 8	said
T3	Content 9 20	Bob is fair
T4	Attribution 4 8	said
E1	Attribution:T4 Source:T1 Cue:T2 Content:T3 Source2:T5
T5	Person 9 12	Bob
T6	Person 0 3	Ada
T7	Meeting 9 20	Bob is fair
E2	Meeting:T7 Who:T5
R1	Coref Arg1:T1 Arg2:T6
*	Equiv T1 T6
N1	Reference T5 Wikipedia:534366	Bob
A1	Decision E1 neither
A2	Sure E1 much
A3	Living T5
#1	AnnotatorNotes E1	so
#2	AnnotatorNotes T5	who?
""",
        encoding="utf-8",
    )
    (found,) = good(FORMAT, tmp_path)
    assert [quote.note for quote in found.quotes] == ["so"]
    assert found.passed_over == {
        "mark Person": 2, "event Meeting": 1, "relation Coref": 1, "equivalence Equiv": 1,
        "normalization Reference": 1, "attribute Sure": 1, "attribute Living": 1,
        "note AnnotatorNotes": 1,
    }  # fmt: skip


def test_one_file_is_read_without_its_folder(tmp_path: Path) -> None:
    path = on_disk(tmp_path, of(annotation())) / "ada" / "a1.ann"
    (found,) = good(FORMAT, path)
    assert (found.whose.id, found.whose.text) == ("a1", article().text)
    assert found.quotes[0].annotator is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T1\tContent 5\tx", "no type with a place"),
        ("T1\tContent 5 4\tx", "empty or overlap"),
        ("T1\tContent 0 4;3 5\tx", "empty or overlap"),
        ("E1\tAttribution:T9", "T9: there is none"),
        ("E1\tAttribution", "no event with a trigger"),
        ("T1\tCue 0 1\tx\nT1\tCue 0 1\tx", "T1 is there twice"),
        ("Hello", "no line of brat's"),
        ("#1\tAnnotatorNotes", "does not say of what"),
        ("T1\tContent 0 1\tT\nE1\tAttribution:T1 Content:T1\nA1\tDecision E1 so", "no decision"),
        ("T1\tContent 0 1\tT\nE1\tAttribution:T1 Content:T1\n#1\tPullquote E1\t{", "Pullquote"),
        ("T1\tContent 0 1\tT\nE1\tAttribution:T1 Content:T1\nA1\tKind E1 loud", "kind must be"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "a.txt").write_text("Text", encoding="utf-8")
    (tmp_path / "a.ann").write_text(line, encoding="utf-8")
    (reason,) = bad(FORMAT, tmp_path / "a.ann")
    assert said in reason
    assert re.search(r"a\.ann:[123]: ", reason)


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(PullquoteError, match=r"no \.ann"):
        records(FORMAT, tmp_path)
    (tmp_path / "a.ann").write_text("T1\tCue 0 1\tx", encoding="utf-8")
    assert "there is no a.txt" in bad(FORMAT, tmp_path)[0]
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert "not UTF-8" in bad(FORMAT, tmp_path)[0]


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "", "a\\u0000b", "x" * 300, "none"])
def test_an_index_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "documents.jsonl").write_text(f'{{"document": "{name}"}}\n', encoding="utf-8")
    assert len(bad(FORMAT, tmp_path)) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_file_breaks_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    made = written(FORMAT, *hard()[:2])
    name = data.draw(st.sampled_from(sorted(made.files)))
    other = data.draw(st.one_of(broken(made.files[name]), st.binary(max_size=200)))
    path = on_disk(tmp_path, changed(made.files, name, other))
    assert FORMAT.read
    assert all(isinstance(one, Found | Bad) for one in FORMAT.read(path, Options().scheme))
