"""CoNLL-U Plus as `conllu` reads it; our own and plain files read back."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import conllu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.builders import annotation, article
from tests.formats.exchange.hard import hard
from tests.formats.exchange.reading import broken, by_id, expected
from tests.formats.exchange.writing import written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated, in_order
from tui.formats.exchange.conll import FORMAT
from tui.formats.exchange.conll.bio import tagged
from tui.formats.exchange.conll.columns import (
    escaped_label,
    escaped_space,
    label_from,
    space_from,
)
from tui.formats.exchange.conll.reading import fits_conll, read_conll
from tui.formats.format import Head
from tui.formats.found import Bad, Found
from tui.formats.tally import labels_of
from tui.model.analysis import Entity
from tui.model.scheme import DEFAULT_SCHEME


def sentences(data: bytes) -> list[conllu.models.TokenList]:
    text = data.decode("utf-8")
    named = text.split("\n", 1)[0].removeprefix("# global.columns = ")
    fields = [name.lower() for name in named.split(" ")]
    return list(conllu.parse_incr(io.StringIO(text), fields=fields))


def runs(tokens: list[conllu.models.Token], column: str) -> list[tuple[str, str]]:
    """Return the text and the label of each run of a column, as a strict reader of BIO has them."""
    found: list[tuple[list[conllu.models.Token], str]] = []
    before = "O"
    for token in tokens:
        tag = token[column]
        if tag.startswith("B-"):
            found.append(([token], tag[2:]))
        elif tag != "O":
            assert before[2:] == tag[2:], "I without B"
            found[-1][0].append(token)
        before = tag
    return [(" ".join(token["form"] for token in run), label) for run, label in found]


def test_conllu_reads_every_word_where_it_stands() -> None:
    articles = {one.article.id: one for one in hard()}
    data = written(FORMAT, *articles.values()).data
    assert data.startswith(b"# global.columns = ID FORM NER ")
    text = ""
    ids = set()
    seen = []
    for sentence in sentences(data):
        ids.add(sentence.metadata["sent_id"])
        if "newdoc id" in sentence.metadata:
            seen.append(sentence.metadata["newdoc id"])
            text = articles[seen[-1]].article.text
        for token in sentence:
            start, end = map(int, token["misc"]["TokenRange"].split(":"))
            assert text[start:end] == token["form"]
            # A sentence's last word has white space after it unless the text goes on at once.
            assert ("SpaceAfter" in token["misc"]) == (not text[end : end + 1].isspace())
        joined = "".join(
            token["form"] + " " * ("SpaceAfter" not in token["misc"]) for token in sentence
        )
        assert joined.strip() == sentence.metadata["text"]
    assert seen == list(articles)
    assert len(ids) == len(sentences(data))


def test_entities_are_in_bio() -> None:
    for one in hard():
        tokens = [t for s in sentences(written(FORMAT, one).data) for t in s]
        told = [("".join(form.split()), label) for form, label in runs(tokens, "ner")]
        text = one.article.text
        assert told == [("".join(e.span.of(text).split()), e.label) for e in one.entities]


def test_quotes_have_source_cue_and_content() -> None:
    one = hard()[0]
    quote = next(a for a in one.annotations if a.id == "id-2")
    data = written(FORMAT, replace(one, annotations=(quote,))).data
    tokens = [token for sentence in sentences(data) for token in sentence]
    assert runs(tokens, "source") == [("Ms . Ibáñez", "SOURCE")]
    assert runs(tokens, "cue") == [("said", "CUE")]
    # A quote over two sentences begins anew in the second.
    assert [label for _, label in runs(tokens, "content")] == ["CONTENT", "CONTENT"]
    assert {label for _, label in runs(tokens, "labels")} == {"claim"}


def test_every_quote_is_counted_with_its_labels() -> None:
    made = written(FORMAT, *hard())
    every = [a for one in hard() for a in one.annotations]
    assert made.tally.count == len(every)
    assert made.tally.labels.total() == sum(len(labels_of(a)) for a in every)


def test_white_space_is_no_quote() -> None:
    of = article()
    blank = annotation(of, "\n\n")
    good = annotation(of)
    made = written(FORMAT, Annotated(of, in_order([blank, good])))
    assert made.tally.left_out == {"of white space only": 1}
    assert made.tally.count == 1


def file(folder: Path, data: bytes) -> Path:
    path = folder / "a.conllup"
    path.write_bytes(data)
    return path


def read(folder: Path, data: bytes | str) -> list[Found | Bad]:
    data = data.encode() if isinstance(data, str) else data
    return list(read_conll(file(folder, data), DEFAULT_SCHEME))


def good(folder: Path, data: bytes | str) -> list[Found]:
    records = read(folder, data)
    return [record for record in records if isinstance(record, Found)]


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    articles = hard()
    for record, one in zip(read(tmp_path, written(FORMAT, *articles).data), articles, strict=True):
        assert isinstance(record, Found)
        of = one.article
        assert record.whose[:3] == (of.id, of.sha256, of.text)
        assert record.whose[3:] == (of.title, of.date, of.source, of.url)
        assert by_id([record]) == expected([one], FORMAT)
        assert record.entities == ()  # the model's, which are no decisions


def test_all_records_are_the_file(tmp_path: Path) -> None:
    data = written(FORMAT, *hard()).data
    header = data.splitlines(keepends=True)[0]
    raw = [record.raw.removeprefix(header) for record in read(tmp_path, data)]
    assert header + b"".join(raw) == data


PLAIN = (
    "-DOCSTART- -X- O O\n\n"
    "EU NNP B-NP B-ORG\nrejects VBZ B-VP O\n# # O O\nGerman JJ B-NP I-MISC\ncall NN I-NP O\n\n"
    "Peter NNP B-NP I-PER\nBlackburn NNP I-NP I-PER\n\n"
    "-DOCSTART- -X- O O\n\n"
    "It PRP B-NP B-claim\nworks VBZ B-VP I-claim\n. . O O\n"
)


def test_plain_files_are_read(tmp_path: Path) -> None:
    first, second = good(tmp_path, PLAIN)
    assert first.whose.text == "EU rejects # German call\nPeter Blackburn"
    told = [(e.piece.text, e.label) for e in first.entities]
    assert told == [("EU", "ORG"), ("German", "MISC"), ("Peter Blackburn", "PER")]
    for start, end, text in [e.piece for e in first.entities]:
        assert first.whose.text[start:end] == text
    assert second.whose.text == "It works ."
    (quote,) = second.quotes
    assert quote.parts == ((0, 8, "It works"),)
    assert [label.name for label in quote.labels] == ["claim"]
    assert first.passed_over == {"column 2": 7, "column 3": 7}
    assert fits_conll(Head(tmp_path / "a.txt", PLAIN.encode()))


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        ("B-A I-A O B-A", [(0, 2, "A"), (3, 4, "A")]),
        ("I-A I-A B-A I-B", [(0, 2, "A"), (2, 3, "A"), (3, 4, "B")]),
        ("S-A B-A E-A S-A", [(0, 1, "A"), (1, 3, "A"), (3, 4, "A")]),
        ("U-A B-A L-A I-A", [(0, 1, "A"), (1, 3, "A"), (3, 4, "A")]),
        ("O E-A E-A _", [(1, 2, "A"), (2, 3, "A")]),
        ("", []),
    ],
)
def test_tags_are_read_as_conlleval_does(tags: str, told: list[tuple[int, int, str]]) -> None:
    assert list(tagged(tags.split())) == told


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_spaces_and_labels_come_back(text: str) -> None:
    space = "".join(c for c in text if c.isspace()) + "\\|"
    assert space_from(escaped_space(space)) == space
    assert not any(c.isspace() or c == "|" for c in escaped_space(space))
    assert label_from(escaped_label(text)) == text
    assert not any(c.isspace() or c in "|+:" for c in escaped_label(text))


pieces = st.lists(
    st.sampled_from([" ", "  ", "\r\n", "\t", "\u2028", "\xa0", "#", "_", "w", "ab.", "税", "🇯🇵"]),
    min_size=1,
).map("".join)


@given(pieces.filter(lambda text: not text.isspace()), st.data())
def test_any_text_and_quote_come_back(place: Path, text: str, data: st.DataObject) -> None:
    at = [number for number, character in enumerate(text) if not character.isspace()]
    first, last = sorted((data.draw(st.sampled_from(at)), data.draw(st.sampled_from(at))))
    of = article(text=text)
    made = annotation(of, text[first : last + 1])
    start, end = made.span
    entities = (Entity(made.span, "A b"),) if data.draw(st.booleans()) else ()
    made_of = written(FORMAT, Annotated(of, (made,), entities=entities)).data
    (record,) = read(place, made_of.replace(b"pullquote:document", b"somebody:document"))
    assert isinstance(record, Found)
    assert record.whose.text == text
    (quote,) = record.quotes
    assert quote.parts == ((start, end, text[start:end]),)
    assert [(e.piece, e.label) for e in record.entities] == [
        ((start, end, text[start:end]), "A b") for _ in entities
    ]


HEAD = "# global.columns = ID FORM NER PULLQUOTE:SPANS MISC\n"


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ("1\tA\tO\t_\n", 2, "4 columns, where 5"),
        ("1\tA\tX\t_\t_\n", 2, "'X' is no tag"),
        ("1\tA\tO\tB-CONTENT\t_\n", 2, "no part of a quote"),
        ("1\tA\tO\tB-1:CUE\t_\n", 2, "quote 1 has no content"),
        ("1\tA\tO\t_\tTokenRange=1:2\n", 2, "the word stands at 0-1, where TokenRange is 1-2"),
        ("# pullquote:quote:1 = {}\n1\tA\tO\t_\t_\n", 2, "no word belongs"),
        ("# pullquote:quote:1 = {\n1\tA\tO\tB-1:CONTENT\t_\n", 2, "broken JSON"),
        (
            '# pullquote:quote:1 = {"decision": "no"}\n1\tA\tO\tB-1:CONTENT\t_\n',
            2,
            "must be one of",
        ),
        ("# pullquote:document = {}\n", 1, "no words"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    lines: str, line: int, reason: str, tmp_path: Path
) -> None:
    (bad,) = read(tmp_path, HEAD + lines)
    assert isinstance(bad, Bad)
    assert bad.problem.line == line
    assert reason in bad.problem.reason


def test_a_document_that_is_wrong_leaves_the_others(tmp_path: Path) -> None:
    data = written(FORMAT, *hard()).data
    documents = data.split(b"# newdoc")
    documents[2] = documents[2].replace(b"TokenRange=0:", b"TokenRange=1:")
    records = read(tmp_path, b"# newdoc".join(documents))
    assert [type(record) for record in records] == [Found, Bad, Found, Found]
    header = data.splitlines(keepends=True)[0]
    assert records[1].raw == header + b"# newdoc" + documents[2], "to be read by itself"
    records = read(tmp_path, data.replace("東京で".encode(), b"\xff\xfe"))
    assert [type(record) for record in records] == [Found, Bad, Found, Found]
    assert isinstance(records[1], Bad)
    assert records[1].problem.reason == "it is not UTF-8"


def test_plain_lines_without_tags_are_told(tmp_path: Path) -> None:
    (bad,) = read(tmp_path, "A B-X\nand more words\n")
    assert isinstance(bad, Bad)
    assert bad.problem.line == 2


def test_it_is_told_from_others(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert fits_conll(Head(path, written(FORMAT, *hard()).data[:2000]))
    assert not fits_conll(Head(path, b"one\ntwo\nthree\n"))
    assert not fits_conll(Head(path, b'{"a": "B-X"}\n' * 5))
    assert not fits_conll(Head(path, b"a O\n" * 5))
    assert not fits_conll(Head(path, b""))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def read_any(folder: Path, data: bytes) -> None:
    try:
        read(folder, data)
    except PullquoteError as error:
        assert error.hint  # noqa: PT017 - there need not be one


@given(st.binary(max_size=300))
def test_any_bytes_are_told(place: Path, data: bytes) -> None:
    read_any(place, data)
    read_any(place, HEAD.encode() + data)


CONTENTS = [written(FORMAT, *hard()).data, PLAIN.encode()]
SIGNS = st.sampled_from(
    [
        b"\t",
        b"\n",
        b"\r",
        b"|",
        b"\\",
        b"=",
        b"#",
        b"-",
        b":",
        b"\xff",
        b"{",
        b"9" * 30,
        b" ",
        b"\0",
    ]
)


@given(st.sampled_from(CONTENTS), st.data())
@settings(max_examples=150)
def test_a_file_with_any_bytes_changed_is_told_or_read(
    place: Path, content: bytes, data: st.DataObject
) -> None:
    read_any(place, data.draw(broken(content)))
    at = data.draw(st.integers(0, len(content) - 1))
    read_any(place, content[:at] + data.draw(SIGNS) + content[at + 1 :])


def test_what_is_left_out_can_be_mended_and_read(tmp_path: Path) -> None:
    _, *rest = read(tmp_path, written(FORMAT, *hard()).data)
    again = read(tmp_path, b"".join(one.raw for one in rest))
    assert [(o.whose, len(o.quotes)) for o in again if isinstance(o, Found)] == [
        (o.whose, len(o.quotes)) for o in rest if isinstance(o, Found)
    ]
    assert len(again) == len(rest)


def test_columns_of_others_are_told(tmp_path: Path) -> None:
    data = (
        "# global.columns = ID FORM UPOS NER MISC\n"
        "1\tEU\tPROPN\tB-ORG\tEntity=(e1)|SpaceAfter=No\n"
        "2\t!\t_\tO\t_\n"
    )
    (found,) = good(tmp_path, data)
    assert found.passed_over == {"column UPOS": 1, "MISC Entity": 1}
