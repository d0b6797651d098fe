"""spaCy's files: read by spaCy, trained on by spaCy, and read back whoever wrote them."""

from __future__ import annotations

import re
import shlex
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from tests.formats.exchange.hard import hard
from tests.formats.exchange.reading import broken, by_id, expected, on_disk
from tests.formats.exchange.writing import Written, written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.exchange.spacy import FORMAT, unpacking
from tui.formats.exchange.spacy.docbin import Bin
from tui.formats.exchange.spacy.document import Document, TokenSpan
from tui.formats.exchange.spacy.reading import fits_spacy, read_spacy
from tui.formats.exchange.spacy.unpacking import Documents
from tui.formats.format import Head, Options
from tui.formats.found import Bad, Found, Piece
from tui.formats.tally import labels_of
from tui.model.annotation import Annotation
from tui.model.label import Target
from tui.model.scheme import DEFAULT_SCHEME

WITH_ALL = Options(context=1, include_negatives=True)


def docs(made: Written, name: str) -> list[Doc]:
    data = made.files[f"{name}/00001.spacy"]
    return list(DocBin().from_bytes(data).get_docs(Vocab()))


def labels(annotation: Annotation) -> list[str]:
    return list(dict.fromkeys(labels_of(annotation)))


@pytest.mark.parametrize("options", [Options(), WITH_ALL])
def test_spacy_reads_every_text_span_and_entity(options: Options) -> None:
    articles = hard()
    made = written(FORMAT, *articles, options=options)
    for doc, one in zip(docs(made, "articles/train"), articles, strict=True):
        assert doc.text == one.article.text
        found = {(s.start_char, s.end_char, s.label_, s.id_) for g in doc.spans.values() for s in g}
        told = {
            (*part.span, label, annotation.id)
            for annotation in one.annotations
            for part in annotation.parts
            for label in labels(annotation)
        }
        assert told <= found
        for annotation in one.annotations:
            mine = [s for s in doc.spans["quotes"] if s.id_ == annotation.id]
            assert {s.text for s in mine} <= {part.text for part in annotation.parts}
        entities = [(*entity.span, entity.label) for entity in one.entities]
        assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == entities
        about = doc.user_data["pullquote"]
        assert (about["article"], about["article_sha256"]) == (one.article.id, one.article.sha256)
    assert made.tally.count == sum(len(one.annotations) for one in articles)


def test_what_the_text_categorizer_does_not_see_is_told() -> None:
    plain, asked = written(FORMAT, *hard()), written(FORMAT, *hard(), options=WITH_ALL)
    for made in (plain, asked):
        left_out = sum(made.tally.left_out.values())
        assert len(docs(made, "quotes/train")) == made.tally.count - left_out
    unsure = "that the annotator was unsure about, from the quotes of textcat_multilabel"
    assert asked.tally.left_out == {unsure: plain.tally.left_out[unsure]}
    assert plain.tally.left_out - asked.tally.left_out == {
        "without a label, from the quotes of textcat_multilabel "
        "(--include-negatives makes an example of such)": 2
    }


def test_what_has_no_label_is_not_among_the_quotes_unless_asked_for() -> None:
    plain, asked = written(FORMAT, *hard()), written(FORMAT, *hard(), options=WITH_ALL)
    names = {s.label_ for doc in docs(plain, "articles/train") for s in doc.spans["quotes"]}
    assert names == {"stance", "claim"}
    names = {s.label_ for doc in docs(asked, "articles/train") for s in doc.spans["quotes"]}
    assert names == {"stance", "claim", "neither"}
    assert all(any(doc.cats.values()) for doc in docs(plain, "quotes/train"))
    without = [doc for doc in docs(asked, "quotes/train") if not any(doc.cats.values())]
    assert len(without) == 2
    assert all(set(doc.cats) == {"stance", "claim"} for doc in without)


@pytest.mark.parametrize("context", [0, 1, 2])
def test_a_quote_to_categorize_has_sentences_around_it(context: int) -> None:
    articles = {one.article.id: one for one in hard()}
    for doc in docs(written(FORMAT, *hard(), options=Options(context=context)), "quotes/train"):
        about = doc.user_data["pullquote"]
        one = articles[about["article"]]
        (quote,) = [a for a in one.annotations if a.id == about["quote"]]
        assert one.article.text[about["start"] :].startswith(doc.text)
        assert quote.content.text in doc.text
        assert (doc.text == quote.content.text) == (context == 0)


def test_sentences_begin_where_the_model_has_them() -> None:
    articles = hard()
    for doc, one in zip(docs(written(FORMAT, *articles), "articles/train"), articles, strict=True):
        begun = {sentence.start_char for sentence in doc.sents}
        inside = {at for e in one.entities for at in range(e.span.start + 1, e.span.end)}
        assert begun - {0} == {sentence.start for sentence in one.sentences[1:]} - inside


def test_texts_that_no_model_has_seen_have_no_entities_and_no_lack_of_them() -> None:
    one = hard()[0]
    made = written(FORMAT, Annotated(one.article, one.annotations))
    (doc,) = docs(made, "articles/train")
    assert not doc.has_annotation("ENT_IOB")
    assert "ner/config.cfg" not in made.files
    assert "nothing to train ner on" in made.files["README.txt"].decode()


def commands(readme: str) -> list[str]:
    return re.findall(r"^ +(python -m spacy .*)$", readme, re.MULTILINE)


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100)


def test_spacy_finds_nothing_wrong_with_the_data(tmp_path: Path) -> None:
    parts = {"train": hard(), "dev": hard()[:1]}
    folder = on_disk(tmp_path, written(FORMAT, parts=parts))
    for name in ("ner", "spancat"):
        done = run(["-m", "spacy", "debug", "data", f"{name}/config.cfg"], folder)
        wrong = [line for line in done.stdout.splitlines() if "✘" in line]
        assert "Corpus is loadable" in done.stdout
        assert [line for line in wrong if "Low number" not in line and "1 error" not in line] == []


def test_what_the_readme_prints_trains(tmp_path: Path) -> None:
    articles = hard()
    parts = {"train": articles, "dev": articles[:1]}
    folder = on_disk(tmp_path, written(FORMAT, parts=parts, options=WITH_ALL))
    found = commands((folder / "README.txt").read_text("utf-8"))
    assert len(found) == 3
    assert all(any(command in note for note in FORMAT.notes) for command in found)
    for command in found:
        few = [*shlex.split(command)[1:], "--training.max_steps=2", "--training.eval_frequency=1"]
        done = run(few, folder)
        assert done.returncode == 0, done.stderr
        where = folder / shlex.split(command)[-1] / "model-last"
        doc = spacy.load(where)(articles[0].article.text)
        assert doc.text == articles[0].article.text


def test_a_model_is_measured_on_the_train_split_where_there_is_no_other() -> None:
    made = written(FORMAT, parts={"train": hard(), "dev": []})
    assert b'dev = "articles/train"' in made.files["spancat/config.cfg"]
    assert "scores tell nothing" in made.files["README.txt"].decode()


def test_the_span_finder_looks_for_the_longest_quote() -> None:
    made = written(FORMAT, *hard())
    longest = max(len(s) for doc in docs(made, "articles/train") for s in doc.spans["quotes"])
    assert f"max_length = {longest}\n".encode() in made.files["spancat/config.cfg"]


def test_the_same_data_gives_the_same_bytes() -> None:
    assert written(FORMAT, *hard()).files == written(FORMAT, *hard()).files


@pytest.mark.parametrize("options", [Options(), WITH_ALL])
def test_what_was_written_is_read_back(options: Options, tmp_path: Path) -> None:
    articles = hard()
    folder = on_disk(tmp_path, written(FORMAT, *articles, options=options))
    records = list(read_spacy(folder, DEFAULT_SCHEME))
    for record, one in zip(records, articles, strict=True):
        assert isinstance(record, Found)
        article = one.article
        told = (article.id, article.sha256, article.text, article.title)
        assert record.whose[:4] == told
        assert record.whose[4:] == (article.date, article.source, article.url)
        assert by_id([record]) == expected([one], FORMAT)
        assert record.entities == ()  # the model's, which are no decisions


def test_targets_keep_their_places(tmp_path: Path) -> None:
    folder = on_disk(tmp_path, written(FORMAT, *hard()))
    (record, *_) = read_spacy(folder, DEFAULT_SCHEME)
    assert isinstance(record, Found)
    (annotation,) = [a for a in hard()[0].annotations if a.id == "id-1"]
    (quote,) = [quote for quote in record.quotes if quote.id == "id-1"]
    for label, found in zip(annotation.labels, quote.labels, strict=True):
        for (_, value), (_, read) in zip(label.values, found.values, strict=True):
            if isinstance(value, Target):
                whole = Piece(*value.span, value.text) if value.span else value.text
                assert read == whole
            else:
                assert read == value


def file(folder: Path, data: bytes) -> Path:
    path = folder / "a.spacy"
    path.write_bytes(data)
    return path


def of_anybody() -> bytes:
    """Return a file of somebody who knows nothing of us."""
    nlp = spacy.blank("en")
    doc = nlp("Ada said 🇯🇵 that it works. Bob agreed.")
    doc.ents = [Span(doc, 0, 1, label="PERSON")]
    doc.spans["sc"] = [Span(doc, 3, 6, label="claim"), Span(doc, 3, 6, label="stance")]
    doc.spans["more"] = [Span(doc, 7, 9, label="claim", span_id="x")]
    doc.cats = {"good": 1.0}
    return DocBin(docs=[doc, nlp("No more.")], store_user_data=True).to_bytes()


def test_the_files_of_others_are_read(tmp_path: Path) -> None:
    first, second = read_spacy(file(tmp_path, of_anybody()), DEFAULT_SCHEME)
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert first.whose.text == "Ada said 🇯🇵 that it works. Bob agreed."
    assert [(e.piece.text, e.label) for e in first.entities] == [("Ada", "PERSON")]
    one, two = first.quotes
    assert [label.name for label in one.labels] == ["claim", "stance"]
    assert [label.name for label in two.labels] == ["claim"]
    assert (one.id, two.id) == (None, "x")
    for quote in first.quotes:
        for start, end, text in quote.parts:
            assert first.whose.text[start:end] == text
    assert second.quotes == ()
    assert (first.passed_over, second.passed_over) == ({"category good": 1}, {})


def test_spans_that_were_changed_in_spacy_count(tmp_path: Path) -> None:
    (doc, *_) = docs(written(FORMAT, *hard()), "articles/train")
    (one,) = [span for span in doc.spans["quotes"] if span.id_ == "id-5"]
    changed = Span(doc, one.start - 1, one.end, label="claim", span_id="id-5")
    doc.spans["quotes"] = [changed]
    data = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (record,) = read_spacy(file(tmp_path, data), DEFAULT_SCHEME)
    assert isinstance(record, Found)
    (quote,) = [quote for quote in record.quotes if quote.id == "id-5"]
    assert quote.parts == (Piece(changed.start_char, changed.end_char, changed.text),)
    assert [(label.name, label.values) for label in quote.labels] == [("claim", ())]
    assert quote.annotator == "Zoë B."


def with_a_bad_span() -> bytes:
    """Return a file of which the second document has a span of more tokens than it has."""
    nlp = spacy.blank("en")
    docs = [nlp("Ada said that it works."), nlp("Bob agreed with her."), nlp("So did I too.")]
    for doc in docs:
        doc.spans["sc"] = [Span(doc, 2, 4, label="stance", span_id=doc[0].text)]
        doc.cats = {"good": 1.0}
    made = DocBin(docs=docs, store_user_data=True)
    tokens = struct.Struct(">ll")
    made.span_groups[1] = made.span_groups[1].replace(tokens.pack(2, 4), tokens.pack(2, 400))
    return made.to_bytes()


def test_a_bad_document_leaves_the_others(tmp_path: Path) -> None:
    first, wrong, last = read_spacy(file(tmp_path, with_a_bad_span()), DEFAULT_SCHEME)
    assert isinstance(first, Found)
    assert isinstance(last, Found)
    assert isinstance(wrong, Bad)
    told = str(wrong.problem)
    assert told.endswith("a.spacy: document 2: a span from token 2 to 400 is none of 5 tokens")
    assert [file.name for file in wrong.files] == ["a-2.spacy"]
    (again,) = read_spacy(file(tmp_path, wrong.files[0].data), DEFAULT_SCHEME)
    assert isinstance(again, Bad)
    assert str(again.problem) == told.replace("document 2", "document 1")


def test_a_document_by_itself_is_what_it_was(tmp_path: Path) -> None:
    for data in (of_anybody(), *written(FORMAT, *hard()).files.values()):
        if not data.startswith(b"\x78"):
            continue
        for found in read_spacy(file(tmp_path, data), DEFAULT_SCHEME):
            assert isinstance(found, Found)
            (alone,) = found.files()
            (again,) = read_spacy(file(tmp_path, alone.data), DEFAULT_SCHEME)
            assert isinstance(again, Found)
            assert replace(again, place=found.place) == found
            (doc,) = DocBin().from_bytes(alone.data).get_docs(Vocab())
            assert doc.text == found.whose.text


words = st.lists(
    st.sampled_from(["word", "PERSON", "nsubj", "X", "🇯🇵", "税", "\n", " ", "\x1b", "é", "don't"]),
    min_size=1,
)


@given(words, st.data())
def test_any_document_is_what_spacy_takes_it_for(tokens: list[str], data: st.DataObject) -> None:
    count = len(tokens)
    spaces = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first + 1, count))
    plain = Doc(Vocab(), words=tokens, spaces=spaces)
    mine = plain[first:last]
    span = TokenSpan(first, last, mine.start_char, mine.end_char, "PERSON", "an id")
    document = Document(
        tokens, spaces, frozenset({0, first}), [span], {"g": [span], "none": []}, {"a": 1.0}, {}
    )
    made = Bin()
    made.add(document)
    made.add(document)
    for doc in DocBin().from_bytes(made.to_bytes()).get_docs(Vocab()):
        assert doc.text == document.text == plain.text
        assert [token.text for token in doc] == tokens
        assert [(e.start, e.end, e.label_) for e in doc.ents] == [(first, last, "PERSON")]
        (found,) = doc.spans["g"]
        assert (found.start, found.end, found.label_, found.id_) == (first, last, "PERSON", "an id")
        assert {s.start for s in doc.sents} == {0, first}
        assert len(doc.spans["none"]) == 0
        assert doc.cats == {"a": 1.0}
    both = Documents(made.to_bytes())
    for read in map(both.read, range(len(both))):
        assert (read.words, read.spaces, read.entities) == (tokens, spaces, [span._replace(id="")])
        assert read.spans["g"] == [span]


def read_all(folder: Path, data: bytes) -> list[Found | Bad]:
    """Return what is read of a file that may be anything; an error is one for people."""
    try:
        return list(read_spacy(file(folder, data), DEFAULT_SCHEME))
    except PullquoteError:
        return []


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@given(st.binary(max_size=300))
def test_any_bytes_are_told(place: Path, data: bytes) -> None:
    read_all(place, data)
    read_all(place, zlib.compress(data))


CONTENTS = [
    zlib.decompress(of_anybody()),
    zlib.decompress(written(FORMAT, *hard()).files["articles/train/00001.spacy"]),
]


@given(st.sampled_from(CONTENTS), st.data())
@settings(max_examples=150)
def test_a_file_with_any_bytes_changed_is_told_or_read(
    place: Path, content: bytes, data: st.DataObject
) -> None:
    read_all(place, zlib.compress(data.draw(broken(content))))
    read_all(place, zlib.compress(content)[: data.draw(st.integers(0, 400))])


def test_a_file_that_would_fill_the_memory_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 2**21)
    bomb = zlib.compress(bytes(2**21 + 1))
    with pytest.raises(PullquoteError, match="more than 2 million bytes"):
        list(read_spacy(file(tmp_path, bomb), DEFAULT_SCHEME))
    monkeypatch.setattr(unpacking, "_MOST_ITEMS", 1000)
    many = zlib.compress(b"\xdc\x00\x0a" + (b"\xdc\x00\x64" + b"\x90" * 100) * 10)
    with pytest.raises(PullquoteError, match="more than 1,000 things"):
        list(read_spacy(file(tmp_path, many), DEFAULT_SCHEME))
    # Lists of two thousand million things, each in the next.
    nested = zlib.compress(b"\xdd\x7f\xff\xff\xff" * 500)
    with pytest.raises(PullquoteError, match="no msgpack"):
        list(read_spacy(file(tmp_path, nested), DEFAULT_SCHEME))


def test_it_is_told_from_others(tmp_path: Path) -> None:
    path = file(tmp_path, of_anybody())
    assert fits_spacy(Head(path, path.read_bytes()))
    assert fits_spacy(Head(tmp_path, b""))
    assert not fits_spacy(Head(tmp_path / "a.jsonl", path.read_bytes()))
    path.unlink()
    assert not fits_spacy(Head(tmp_path, b""))
    with pytest.raises(PullquoteError, match=r"no \.spacy file"):
        list(read_spacy(tmp_path, DEFAULT_SCHEME))
