"""Bringing in what other tools wrote: verified against the texts, all of it or nothing."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.formats.builders import TEXT, annotation, article, in_pieces, stance
from tests.services.importing import (
    CLAIM,
    NOW,
    ONE,
    PIECES,
    POLARITY,
    Importing,
    entity,
    found,
    of,
    piece,
    problem_of,
    quote,
)
from tui.errors import PullquoteError
from tui.formats.annotated import prove
from tui.formats.found import Bad, File, Found, FoundLabel, FoundQuote, Piece, Whose
from tui.formats.problem import Problem
from tui.formats.registry import format_called, format_names
from tui.model.annotation import Detected, Suggested
from tui.model.label import Label, Target
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span
from tui.services.importing.importing import RejectedError, Wanted
from tui.services.importing.source import guessed
from tui.services.importing.summary import lines
from tui.store.database import lock_file_of


def test_a_quote_comes_in_with_all_that_proves_it(importing: Importing) -> None:
    stance = FoundLabel("stance", (("target", piece("The deal")), ("polarity", "FAVOR")))
    about = quote(
        labels=(stance, replace_target(stance, "NATO"), CLAIM),
        speaker=piece("a spokesperson"),
        note="so",
    )
    verified = importing(found(about))
    assert (verified.annotations, verified.annotators) == (1, {"bob"})
    (made,) = of(importing)
    prove(ONE, made, DEFAULT_SCHEME)
    assert (made.content.text, made.kind, made.origin) == ("The deal  is fair,", "direct", "manual")
    assert made.speaker is not None
    assert (made.speaker.name, made.created, made.note) == ("a spokesperson", NOW, "so")
    targets = [label.get("target") for label in made.labels]
    assert targets[1] == Target("NATO")
    assert isinstance(targets[0], Target)
    assert targets[0].span == piece("The deal")[:2]


def replace_target(stance: FoundLabel, target: str) -> FoundLabel:
    return stance._replace(values=(("target", target), stance.values[1]))


def test_it_can_be_taken_back(importing: Importing) -> None:
    importing(found(quote()), found(quote("We\nwill see,"), line=2))
    edits = importing.store.open("bob", "one").load().edits
    assert [edit.action for edit in edits] == ["import", "import"]
    assert len({edit.group for edit in edits}) == 1, "one undo takes back both"


def test_nothing_comes_in_when_one_record_is_wrong(importing: Importing) -> None:
    wrong = quote(parts=(piece("The deal", by=1),))
    told = problem_of(importing, found(quote()), found(wrong, line=2))
    assert told.startswith("in.jsonl:2: at ")
    assert "stands “he deal”, not “The deal”" in told


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (found(quote(decision="labelled", labels=())), "labelled without a label"),
        (found(quote(labels=(FoundLabel("frame"),))), "the scheme has no label 'frame'"),
        (found(quote(parts=(piece("We"), piece("The deal")))), "do not go in order"),
        (found(quote(parts=())), "has no place"),
        (found(quote(annotator=None)), "--annotator NAME"),
        (found(quote(annotator="../eve")), "cannot be an annotator's name"),
        (found(quote(), quote()), "stands in it twice"),
        (found(quote(), whose=Whose(id="two")), "no article has the id 'two'"),
        (found(quote(), whose=Whose(text=" \n")), "its text is empty"),
        (found(quote(id="a\x1bb")), "control characters"),
        (found(quote(updated="yesterday")), "no time in UTC"),
        (Bad(Problem("in.jsonl", 7, "broken JSON"), b"{"), "in.jsonl:7: broken JSON"),
    ],
)
def test_what_is_wrong_is_told(importing: Importing, record: object, told: str) -> None:
    assert told in problem_of(importing, record)


def test_bad_records_go_into_a_file_as_they_are(importing: Importing) -> None:
    bad = Bad(Problem("in.jsonl", 2, "broken JSON"), b"{\xff")
    wrong = found(quote("We\nwill see,", labels=()), line=3)
    verified = importing(found(quote()), bad, wrong, skips=True)
    assert (verified.annotations, verified.bad) == (1, 2)
    assert importing.bad.read_bytes() == b"{\xff\nrecord 3\n"
    assert len(of(importing)) == 1


def test_a_way_out_is_told_once(importing: Importing) -> None:
    told = problem_of(importing, found(quote(labels=(FoundLabel("claim"),))))
    assert told == (
        "in.jsonl:1: the quote at 38: claim needs check_worthiness "
        "(mend it in the file, bring it in with --as suggestions, or mend pullquote.toml)"
    )


def test_two_peoples_quote_is_not_one_persons(importing: Importing) -> None:
    both = found(quote()), found(quote(annotator="eve"), line=2)
    told = problem_of(importing, *both, annotator="ada")
    assert told.startswith("in.jsonl:2: the quote at 38 stands in the file twice for ada")
    assert "one person's at a time" in told
    assert importing(*both).annotators == {"bob", "eve"}


def test_the_way_out_of_two_on_one_quote_is_one(importing: Importing) -> None:
    unnamed = found(quote(annotator=None)), found(quote(annotator=None), line=2)
    told = problem_of(importing, *unnamed, annotator="ada")
    assert "bring in one person's at a time: a file for each" in told
    assert "without --annotator" not in told, "that says to use --annotator"
    both = found(quote(), quote(annotator="eve"))
    told = problem_of(importing, both, annotator="ada", suggests=True)
    assert "pullquote export --annotator NAME writes only theirs" in told
    assert "without --annotator" not in told, "it is whom they are suggested to"
    assert "leave one of the two out in the file" in problem_of(importing, found(quote(), quote()))


def test_all_that_is_wrong_in_a_record_is_told(importing: Importing) -> None:
    wrong = FoundLabel("claim")
    many = found(quote(labels=(wrong, FoundLabel("stance"))), quote("We\nwill see,", labels=()))
    told = problem_of(importing, many)
    for what in ("claim needs", "stance needs target", "stance needs polarity", "without a label"):
        assert what in told
    assert told.count("mend it in the file") == 1, "a way out is told once"
    importing(found(quote(), quote("We\nwill see,")))
    other = found(*(quote(part, decision="neither", labels=()) for part in PIECES))
    with pytest.raises(RejectedError) as caught:
        importing(other)
    told = str(caught.value.verified.problems[0])
    assert told.count("not the same decision") == 2
    assert told.count("drop the decision in the reader with d") == 1


def test_a_bad_record_of_many_quotes_is_told_with_them(importing: Importing) -> None:
    both = found(quote(labels=()), quote(PIECES[1]))
    wanted = Wanted(skip_bad=importing.bad)
    told = list(lines(importing(both, skips=True), wanted, "annotation"))
    assert f"left out into {importing.bad}: 1 bad record with 2 quotes" in told


def test_what_was_not_read_is_not_said_to_be_in_the_file(importing: Importing) -> None:
    bad = Bad(Problem("in.jsonl", 2, "broken JSON"), b"{")
    too_long = Bad(Problem("in.jsonl", 3, "the line is too long"), b"")
    verified = importing(found(quote()), bad, too_long, skips=True)
    assert (verified.bad, verified.lost) == (2, 1)
    assert importing.bad.read_bytes() == b"{\n"


def test_what_has_files_of_its_own_goes_into_a_folder(importing: Importing) -> None:
    importing.bad = importing.folder / "bad"
    text = File("a/a.txt", b"A text.")
    first = Bad(Problem("a/a.ann", 2, "broken"), b"x", (File("a/a.ann", b"x\n"), text))
    other = found(quote(labels=()), files=lambda: (File("a/a_2.ann", b"y\n"), text))
    verified = importing(first, other, found(quote(), line=3), skips=True)
    assert (verified.bad, verified.lost, verified.annotations) == (2, 0, 1)
    files = {str(one.relative_to(importing.bad)): one for one in importing.bad.rglob("*.*")}
    assert {name: one.read_bytes() for name, one in files.items()} == {
        "a/a.ann": b"x\n", "a/a_2.ann": b"y\n", "a/a.txt": b"A text.",
    }  # fmt: skip
    with pytest.raises(PullquoteError, match="is there already"):
        importing(first, skips=True)


def test_what_was_counted_in_another_way_is_named_and_mended(importing: Importing) -> None:
    right = piece("We\nwill see,")
    wrong = right._replace(start=utf16(TEXT[: right.start]), end=utf16(TEXT[: right.end]))
    record = found(quote(parts=(wrong,), cue=None))
    told = problem_of(importing, record)
    assert "its places count UTF-16 units" in told
    assert "--mend-offsets" in told
    verified = importing(record, mends=True)
    assert verified.mended == {"count UTF-16 units": 1}
    assert [one.content.text for one in of(importing)] == ["We\nwill see,"]


def utf16(before: str) -> int:
    return len(before.encode("utf-16-le")) // 2


def counted(span: Span) -> Span:
    return Span(utf16(TEXT[: span.start]), utf16(TEXT[: span.end]))


def test_places_without_words_that_cut_words_are_not_taken(importing: Importing) -> None:
    parts = (Piece(*counted(Span(*piece("spokesperson")[:2]))),)
    record = found(quote(parts=parts, cue=None))
    told = problem_of(importing, record)
    assert "which begins or ends within a word: it seems that its places count UTF-16" in told
    assert "--mend-offsets" in told
    importing(record, mends=True)
    (made,) = of(importing)
    assert made.content.text == "spokesperson"


def test_one_border_within_a_word_may_be_meant_so(importing: Importing) -> None:
    importing(found(quote(parts=(piece("he deal  is fair,", told=False),), cue=None)))
    assert [one.content.text for one in of(importing)] == ["he deal  is fair,"]


def test_our_own_annotations_are_counted_over_as_a_whole(importing: Importing) -> None:
    suggested = Suggested("bob in a.jsonl", "labelled", (stance(),))
    right = in_pieces(
        article="one", article_sha256=ONE.sha256, labels=(stance(),), suggested=suggested
    )
    target = stance().get("target")
    assert isinstance(target, Target)
    assert target.span is not None
    labels = (Label("stance", (("target", Target(target.text, counted(target.span))), *POLARITY)),)
    wrong = replace(
        right,
        content=right.content._replace(span=counted(right.span)),
        fragments=tuple(one._replace(span=counted(one.span)) for one in right.fragments),
        cue=right.cue and right.cue._replace(span=counted(right.cue.span)),
        speaker=None,
        labels=labels,
        detected=Detected(counted(right.span), tuple(counted(o.span) for o in right.fragments)),
        suggested=Suggested("bob in a.jsonl", "labelled", labels),
    )
    native = found(whose=Whose("one", ONE.sha256), annotations=(wrong,))
    assert "its places count UTF-16 units" in problem_of(importing, native)
    verified = importing(native, mends=True)
    assert verified.mended == {"count UTF-16 units": 1}
    assert of(importing, "ada") == [replace(right, speaker=None)]


def test_places_that_are_told_by_words_are_found(importing: Importing) -> None:
    def find(text: str) -> tuple[FoundQuote, ...]:
        if text.count("deal") != 1:
            raise ValueError("there are many deals")
        return (quote(),)

    importing(found(find=find))
    assert [one.content.text for one in of(importing)] == ["The deal  is fair,"]
    other = Importing(importing.folder / "other", article("one", TEXT + "The deal!"))
    assert "there are many deals" in problem_of(other, found(find=find))


def test_a_text_with_other_line_ends_is_the_article(tmp_path: Path) -> None:
    crlf = article("one", TEXT.replace("\n", "\r\n"))
    importing = Importing(tmp_path, crlf)
    told = piece("“We\nwill see,", told=False)
    record = found(quote(parts=(told,), cue=None), whose=Whose(text=TEXT))
    assert "two signs of a line's end as one" in problem_of(importing, record)
    importing(record, mends=True)
    assert [one.content.text for one in of(importing)] == ["“We\r\nwill see,"]


def test_texts_that_came_along_become_articles(importing: Importing) -> None:
    text = "Bob said:\r\n“It's so.”\u2028"
    about = quote(parts=(piece("It's so.", text),), cue=None)
    first = found(about, whose=Whose(text=text, title="So", date="2026-01-02"))
    verified = importing(first, found(replace(about, annotator="ada"), whose=first.whose, line=2))
    (line,) = importing.texts.read_bytes().splitlines()
    told = json.loads(line)
    assert (told["text"], told["title"], told["date"]) == (text, "So", "2026-01-02")
    assert verified.new_articles == {told["id"]}
    for name in ("bob", "ada"):
        assert len(importing.store.read_annotations(name, told["id"])) == 1


def test_an_id_that_another_text_has_is_not_taken_for_it(importing: Importing) -> None:
    text = "Bob said it was so, and left."
    about = quote(parts=(piece("it was so", text),), cue=None)
    verified = importing(found(about, whose=Whose(id="new", text=text)))
    assert verified.new_articles == {"new"}
    told = problem_of(
        Importing(importing.folder / "x"), found(about, whose=Whose("one", text=text))
    )
    assert "not “it was so”" in told


def test_somebody_elses_annotations_get_other_ids(importing: Importing) -> None:
    native = found(whose=Whose("one", ONE.sha256), annotations=(annotation(ONE),))
    importing(native)
    importing(native, annotator="bob")
    (first,), (second,) = of(importing, "ada"), of(importing)
    assert first == annotation(ONE)
    assert second == replace(first, id=second.id, annotator="bob")
    assert second.id != first.id


def test_what_was_made_on_another_text_moves_with_it(importing: Importing) -> None:
    before = article("one", "Some words before. " + TEXT)
    native = found(whose=Whose("one", before.sha256), annotations=(annotation(before),))
    assert "made on another text" in problem_of(importing, native)
    importing(native, mends=True)
    (made,) = of(importing, "ada")
    assert made.content.text == "The deal  is fair,"
    assert made.moved is not None, "until somebody confirms it"


def test_two_people_on_one_quote_in_one_record(importing: Importing) -> None:
    verified = importing(found(quote(), quote(annotator="ada", decision="neither", labels=())))
    assert (verified.annotations, verified.annotators) == (2, {"ada", "bob"})


def test_quotes_that_are_only_marked_are_counted(importing: Importing) -> None:
    assert importing(found(quote(decision=None, labels=()))).undecided == 1


def test_what_two_were_merged_to_is_no_third_person(importing: Importing) -> None:
    merged = found(quote(annotator="ada+bob"))
    assert importing(merged).annotators == {"ada+bob"}, "ada and bob are not there"
    for name in ("ada", "bob"):
        importing(found(quote(annotator=name)))
    other = found(quote("We\nwill see,", annotator="ada+bob"), quote(annotator="ada+bob"))
    with pytest.raises(RejectedError) as caught:
        importing(other)
    told = str(caught.value.verified.problems[0])
    assert told.count("ada+bob is what ada and bob were merged to") == 1
    assert "--annotator ada+bob" in told
    assert importing(other, annotator="ada+bob").annotations == 1
    assert importing(other, annotator="eve", suggests=True).annotators == {"eve"}


def test_entities_come_in_as_corrections(importing: Importing) -> None:
    record = found(entities=(entity("State Department", "ORG"), entity("U.S.", "GPE")))
    verified = importing(record, annotator="ada")
    assert (verified.annotations, verified.entities) == (0, {"ORG": 1, "GPE": 1})
    marks = importing.store.read_entities("ada", "one").entities
    assert {(mark.content.text, mark.label) for mark in marks} == {
        ("State Department", "ORG"), ("U.S.", "GPE"),
    }  # fmt: skip
    assert importing(record, annotator="ada").known == 2


def test_entities_are_of_whom_the_file_names(importing: Importing) -> None:
    record = found(entities=(entity("The deal", "LAW")._replace(annotator="bob"),))
    assert importing(record).annotators == {"bob"}
    assert importing(record, annotator="ada").annotators == {"ada"}


@pytest.mark.parametrize("name", [name for name in format_names() if format_called(name).read])
def test_a_pipe_that_nobody_writes_is_not_waited_for(importing: Importing, name: str) -> None:
    os.mkfifo(importing.file)
    with pytest.raises(PullquoteError, match="neither a file nor a folder"):
        importing.take(format_called(name))
    with pytest.raises(PullquoteError, match="neither a file nor a folder"):
        guessed(importing.file)


def along() -> Found:
    """Return a record with a text that no article has."""
    text = "Nobody has this."
    about = FoundQuote((piece("has this", text),), "labelled", (CLAIM,), annotator="bob")
    return found(about, whose=Whose(text=text), line=9)


def test_where_new_texts_have_no_place_no_file_is_written(importing: Importing) -> None:
    importing.texts.parent.mkdir()
    importing.texts.write_text("here\n")
    bad = Bad(Problem("in.jsonl", 2, "broken JSON"), b"{")
    with pytest.raises(PullquoteError, match="is there already"):
        importing(along(), bad, skips=True)
    assert importing.files == [importing.texts]


def test_a_dry_run_writes_nothing(importing: Importing) -> None:
    assert importing(found(quote()), dry_run=True).annotations == 1
    assert importing.files == []


def test_what_cannot_be_written_is_taken_back(tmp_path: Path) -> None:
    two = article("two")
    importing = Importing(tmp_path, ONE, two)
    in_the_way = lock_file_of(importing.store.path_of("eve", "two"))
    in_the_way.mkdir(parents=True)
    with pytest.raises(PullquoteError):
        importing(found(quote()), found(quote(annotator="eve"), whose=Whose(id="two"), line=2))
    assert of(importing) == []
    with pytest.raises(PullquoteError):
        importing(found(quote(annotator="eve"), whose=Whose(id="two")), along())
    assert not importing.texts.exists(), "nor are the texts that came along"
    in_the_way.rmdir()
    importing(found(quote()), found(quote(annotator="eve"), whose=Whose(id="two"), line=2))
    assert len(of(importing)) == 1


def test_what_nobody_decided_on_is_left_out_and_told(importing: Importing) -> None:
    nothing = Found("in.jsonl", 1, b"", Whose(), left_out="rejected task")
    other = replace(nothing, left_out="ignored task")
    verified = importing(nothing, found(quote()), other, nothing)
    assert (verified.annotations, verified.bad) == (1, 0)
    told = list(lines(verified, Wanted(), "annotation"))
    assert told == [
        "left out, as nothing is decided in them: rejected task 2, ignored task 1",
        "1 annotation came in, on 1 article by 1 annotator",
    ]
    told = list(lines(importing(nothing), Wanted(), "annotation"))
    assert told[-1] == "there is no quote and no entity in it that could come in"


def test_a_record_of_ours_that_is_broken_is_mended_in_its_file(importing: Importing) -> None:
    broken = replace(annotation(ONE), prefix="not what stands there")
    with pytest.raises(RejectedError) as told:
        importing(found(annotations=(broken,), whose=Whose(id="one")))
    (problem,) = told.value.verified.problems
    assert "its prefix is not what stands before it" in problem.reason
    assert problem.hint == "mend it in the file, or leave it out with --skip-bad"


def test_what_has_no_place_here_is_told(importing: Importing) -> None:
    first = found(quote(), passed_over={"relation Coref": 2, "mark Person": 1})
    bad = found(quote("We\nwill see,", labels=()), line=2, passed_over={"mark Person": 5})
    other = found(line=3, passed_over={"relation Coref": 1_500, "mark\x1b[2J": 1})
    verified = importing(first, bad, other, skips=True)
    told = list(lines(verified, Wanted(), "annotation"))
    assert (
        "passed over, as there is no place for it here: "
        "relation Coref 1,502, mark\x1b[2J 1, mark Person 1"
    ) in told


def test_a_thousand_sorts_are_told_in_a_line(importing: Importing) -> None:
    records = [found(line=n, passed_over={f"mark {n:04}": 1}) for n in range(1, 2001)]
    verified = importing(*records)
    assert verified.passed_over.total() == 2000
    assert len(verified.passed_over) <= 1001
    (told,) = [one for one in lines(verified, Wanted(), "annotation") if "passed over" in one]
    assert "of other sorts 1,000, mark 0001 1," in told
    assert told.endswith(", 993 more")
