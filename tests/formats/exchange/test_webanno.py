"""WebAnno TSV: read by the rules of its user guide, every place and feature compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import annotation, article
from tests.formats.exchange.hard import hard
from tests.formats.exchange.webanno_reader import Document, read_tsv
from tests.formats.exchange.writing import written
from tui.formats.annotated import Annotated, in_order
from tui.formats.exchange.webanno import FORMAT
from tui.formats.format import Options
from tui.model.annotation import SpeakerExcerpt
from tui.model.label import Label, Target
from tui.model.safe_name import safe_name
from tui.model.scheme import Attribute, Choice, LabelType, Scheme

CUSTOM = "webanno.custom."


def read(one: Annotated, options: Options | None = None) -> Document:
    made = written(FORMAT, one, options=options)
    return read_tsv(made.files[f"{safe_name(one.article.id)}.tsv"])


def spans(document: Document, layer: str) -> list[tuple[object, ...]]:
    """Return where the spans of a layer are, with their features."""
    found = [one for one in document.spans if one.layer.rpartition(".")[2] == layer]
    return [(one.start, one.end, *one.values.values()) for one in found]


def plain(text: str) -> str | None:
    return text.replace("\r\n", "\n").replace("\r", "\n") or None


def test_texts_come_back_with_every_word_in_its_place() -> None:
    for one in hard():
        document = read(one)
        text = one.article.text
        before = len(text) - len(text.lstrip())
        # What a reader puts before the first word, and after the last sentence.
        assert document.text == " " * before + text[before:] + "\n"
        words = "".join(text[start:end] for start, end in document.words)
        assert words == "".join(text.split())


def test_quotes_have_all_their_labels_in_each_fragment() -> None:
    for one in hard():
        told = []
        for a in one.annotations:
            head = (a.decision, a.kind, "true" if a.attitude else None)
            by = a.speaker.name if a.speaker else ""
            for part in a.parts:
                for label in a.labels or (None,):
                    values = dict(label.values) if label else {}
                    target = values.get("target")
                    told.append(
                        (
                            *part.span,
                            a.id,
                            label.name if label else None,
                            *head,
                            plain(by),
                            a.annotator,
                            plain(a.note),
                            plain(target.text) if isinstance(target, Target) else None,
                            values.get("polarity"),
                            values.get("check_worthiness"),
                        )
                    )
        assert sorted(map(str, spans(read(one), "Quote"))) == sorted(map(str, told))


def test_sources_cues_targets_and_entities_are_layers() -> None:
    for one in hard():
        document = read(one)
        cues = {(*a.cue.span, a.id) for a in one.annotations if a.cue}
        assert set(spans(document, "QuoteCue")) == cues
        mentions = {
            (*a.speaker.mention.span, a.id, a.speaker.name)
            for a in one.annotations
            if a.speaker and a.speaker.mention
        }
        assert set(spans(document, "QuoteSource")) == mentions
        targets = {
            (*value.span, a.id, f"{label.name}.{name}")
            for a in one.annotations
            for label in a.labels
            for name, value in label.values
            if isinstance(value, Target) and value.span
        }
        assert set(spans(document, "QuoteTarget")) == targets
        entities = [(*entity.span, entity.label) for entity in one.entities]
        assert spans(document, "NamedEntity") == entities
        for span in document.spans:
            assert document.text[span.start : span.end] == span.text


def test_texts_no_model_has_seen_are_lines() -> None:
    for one in hard():
        document = read(Annotated(one.article, one.annotations))
        quotes = {(start, end) for start, end, *_ in spans(document, "Quote")}
        assert quotes == {part.span for a in one.annotations for part in a.parts}
        assert document.text.strip() == one.article.text.strip()


def test_splits_are_folders_and_layers_are_told() -> None:
    made = written(FORMAT, parts={"train": hard()[:2], "test": hard()[2:]})
    assert sum(name.startswith("train/") for name in made.files) == 2
    told = made.files["LAYERS.txt"].decode()
    for line in made.files["test/plain.tsv"].decode().splitlines():
        if line.startswith(f"#T_SP={CUSTOM}"):
            name, *features = line.removeprefix(f"#T_SP={CUSTOM}").split("|")
            assert f"{name}: {', '.join(features)}\n" in told
    assert {name: tally.count for name, tally in made.tallies.items()} == {"train": 8, "test": 3}


def test_attributes_of_any_name_are_features() -> None:
    def named(name: str) -> Attribute:
        return Attribute(name, "choice", (Choice("A b", "a"), Choice("[x]|_*->;\\", "b")))

    names = ("the tone", "the-tone", "2nd", "label", "ton€")
    scheme = Scheme((LabelType("frame", "f", "F", attributes=tuple(map(named, names))),))
    values = ("A b", "[x]|_*->;\\", "A b", "A b", "[x]|_*->;\\")
    label = Label("frame", tuple(zip(names, values, strict=True)))
    of = article()
    one = Annotated(of, (annotation(of, labels=(label,)),))
    (quote,) = spans(read(one, Options(scheme)), "Quote")
    assert quote[-5:] == values


def test_white_space_is_no_quote() -> None:
    of = article()
    made = written(FORMAT, Annotated(of, in_order([annotation(of, "\n\n"), annotation(of)])))
    assert made.tally.left_out == {"of white space only": 1}
    assert made.tally.count == 1


def test_the_same_data_gives_the_same_bytes() -> None:
    assert written(FORMAT, *hard()).files == written(FORMAT, *hard()).files


pieces = st.lists(
    st.sampled_from(
        [" ", "\r\n", "\n", "\r", "\t", "\u2028", "\\", "\\n", "\x1b", "\x0b", "[1]", "|", "_",
         "->", "w", "ab.", "税", "🇯🇵", "#Text="]
    ),
    min_size=1,
).map("".join)  # fmt: skip


@given(pieces.filter(lambda text: not text.isspace()), pieces, st.data())
def test_any_text_and_any_feature_come_back(text: str, said: str, data: st.DataObject) -> None:
    at = [number for number, character in enumerate(text) if not character.isspace()]
    first, last = sorted((data.draw(st.sampled_from(at)), data.draw(st.sampled_from(at))))
    of = article(text=text)
    made = annotation(
        of, text[first : last + 1], note=said, speaker=SpeakerExcerpt(None, said), cue=None
    )
    document = read(Annotated(of, (made,)))
    assert document.text.lstrip() == (text + "\n").lstrip()
    (quote,) = document.spans
    assert (quote.start, quote.end) == made.span
    assert quote.text == made.content.text
    assert quote.values["note"] == quote.values["speaker"] == plain(said)
