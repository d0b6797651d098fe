"""The detector in somebody else's spaCy pipeline."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from tui.errors import PullquoteError
from tui.nlp.models import Model

NAME = "pullquote_quotes"
TEXT = (
    "“It rains,” said Ada Lovelace. She added that the roof of the palace was leaking.\n\n"
    "Most visitors hope that it will be mended soon."
)
QUOTES = [
    {
        "text": "It rains,",
        "label": "direct",
        "cue": "said",
        "speaker": "Ada Lovelace",
        "fragments": ["It rains,"],
        "is_attitude": False,
    },
    {
        "text": "that the roof of the palace was leaking",
        "label": "indirect",
        "cue": "added",
        "speaker": "She",
        "fragments": ["that the roof of the palace was leaking"],
        "is_attitude": False,
    },
    {
        "text": "that it will be mended soon",
        "label": "indirect",
        "cue": "hope",
        "speaker": "Most visitors",
        "fragments": ["that it will be mended soon"],
        "is_attitude": True,
    },
]

PROGRAM = """
import json, sys
import spacy

folder, text = sys.argv[1:]
nlp = spacy.load(folder)
if "pullquote_quotes" not in nlp.pipe_names:
    nlp.add_pipe("pullquote_quotes")
doc = nlp(text)
print(json.dumps([
    {
        "text": span.text,
        "label": span.label_,
        "cue": span._.cue.text,
        "speaker": span._.speaker.text,
        "fragments": [part.text for part in span._.fragments],
        "is_attitude": span._.is_attitude,
    }
    for span in doc.spans["quotes"]
]))
"""


def run(folder: Path, text: str, cwd: Path) -> Any:
    """Run another program that loads the pipeline in `folder`, and return what it prints."""
    command = [sys.executable, "-c", PROGRAM, str(folder), text]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def nlp(model: Model) -> Language:
    nlp = spacy.load(model.path)
    nlp.add_pipe(NAME)
    return nlp


def with_quotes(model: Model, **config: Any) -> Language:
    nlp = spacy.load(model.path)
    nlp.add_pipe(NAME, config=config)
    return nlp


def texts(doc: Doc, key: str = "quotes") -> list[str]:
    return [span.text for span in doc.spans[key]]


def shown(doc: Doc) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [
        (
            span.text,
            span.label_,
            span._.cue.text if span._.cue else None,
            span._.speaker.text if span._.speaker else None,
            span._.speaker_name,
        )
        for span in doc.spans["quotes"]
    ]


def test_another_program_needs_to_import_nothing(model: Model, tmp_path: Path) -> None:
    assert run(model.path, TEXT, tmp_path) == QUOTES


def test_a_saved_pipeline_keeps_the_component_and_its_words(model: Model, tmp_path: Path) -> None:
    own = with_quotes(model, cues={"verbs": {"telegraph": ["clause"]}})
    own.to_disk(tmp_path / "saved")
    text = "The ambassador telegraphed that the palace had been taken."
    (found,) = run(tmp_path / "saved", text, tmp_path)
    assert found["text"] == "that the palace had been taken"
    assert found["cue"] == "telegraphed"
    assert run(tmp_path / "saved", TEXT, tmp_path) == QUOTES


def test_what_stands_on_the_spans(nlp: Language) -> None:
    doc = nlp("“The dam,” Maria Lopez said, “will not hold.” Nobody answered.")
    (span,) = doc.spans["quotes"]
    assert span.text == "The dam,” Maria Lopez said, “will not hold."
    assert span.label_ == "direct"
    assert span._.cue.text == "said"
    assert span._.speaker.text == "Maria Lopez"
    assert span._.speaker_name == "Maria Lopez"
    assert [part.text for part in span._.fragments] == ["The dam,", "will not hold."]
    assert 0 < span._.confidence <= 1
    assert span._.is_attitude is False
    assert doc._.quotes == (span._.quote,)


def test_a_span_that_is_no_quote_has_none_of_it(nlp: Language) -> None:
    doc = nlp(TEXT)
    span = doc[0:2]
    assert span._.quote is None
    assert span._.cue is None
    assert span._.speaker is None
    assert span._.speaker_name is None
    assert span._.fragments == []
    assert span._.confidence is None
    assert span._.is_attitude is False


def test_the_key_of_the_spans_can_be_chosen(model: Model) -> None:
    doc = with_quotes(model, spans_key="said")(TEXT)
    assert texts(doc, "said") == [quote["text"] for quote in QUOTES]
    assert "quotes" not in doc.spans


def test_speakers_may_stay_unnamed(model: Model) -> None:
    doc = with_quotes(model, names=False)(TEXT)
    assert [span._.speaker_name for span in doc.spans["quotes"]][:2] == ["Ada Lovelace", "She"]


@pytest.mark.parametrize(
    ("cues", "text", "content", "cue"),
    [
        (
            {"verbs": {"telegraph": ["clause"]}},
            "The ambassador telegraphed that the palace had been taken.",
            "that the palace had been taken",
            "telegraphed",
        ),
        (
            {"verbs": {"harrumph": ["quote"]}},
            "“Nobody asked me about the statue,” the duke harrumphed.",
            "Nobody asked me about the statue,",
            "harrumphed",
        ),
        (
            {"verbs": {"vlog": ["clause"]}},
            "The minister vlogged that the tax was dead.",
            "that the tax was dead",
            "vlogged",
        ),
        (
            {"nouns": {"memo": ["clause"]}},
            "The general's memo that the bridge could not be held was ignored.",
            "that the bridge could not be held",
            "memo",
        ),
    ],
    ids=["a verb with a clause", "a verb with a quote", "a doubled consonant", "a noun"],
)
def test_own_cue_words(
    model: Model, nlp: Language, cues: dict[str, Any], text: str, content: str, cue: str
) -> None:
    plain, own = nlp(text), with_quotes(model, cues=cues)(text)
    assert texts(plain) == [] or [s._.cue for s in plain.spans["quotes"]] == [None]
    (span,) = own.spans["quotes"]
    assert (span.text, span._.cue.text) == (content, cue)


def test_a_cue_word_can_be_taken_out(model: Model, nlp: Language) -> None:
    text = "The union says the mine is not safe."
    plain, without = nlp(text), with_quotes(model, cues={"verbs": {"say": []}})(text)
    assert texts(plain) == ["the mine is not safe"]
    assert texts(without) == []


def test_own_words_with_a_slip_are_refused(model: Model) -> None:
    for cues in ({"verbs": {"blog": ["clauses"]}}, {"verb": {"blog": ["clause"]}}):
        with pytest.raises((PullquoteError, ValueError), match=r"clauses|verb\b"):
            with_quotes(model, cues=cues)


def test_many_texts_are_as_each_alone(nlp: Language) -> None:
    articles = [
        TEXT,
        "",
        "Turkey denied on Sunday that it had closed the border.",
        " \n\n\t ",
        "“Never again,” said Bo Ek. “Not in my lifetime.”",
    ]
    together, alone = list(nlp.pipe(articles, batch_size=2)), [nlp(text) for text in articles]
    assert [shown(doc) for doc in together] == [shown(doc) for doc in alone]
    assert [bool(shown(doc)) for doc in together] == [True, False, True, False, True]


def test_a_doc_that_was_packed_still_has_its_quotes(nlp: Language) -> None:
    """As after `nlp.pipe(..., n_process=2)`, which packs each doc the same way."""
    doc = nlp(TEXT)
    unpacked = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert shown(unpacked) == shown(doc)


def test_a_stored_doc_still_has_its_quotes(nlp: Language) -> None:
    doc = nlp(TEXT)
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (restored,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab)
    assert shown(restored) == shown(doc)


@pytest.mark.parametrize("text", ["", " ", "\n\n \t \n"], ids=["empty", "a space", "white space"])
def test_nothing_to_read(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert list(doc.spans["quotes"]) == []
    assert doc._.quotes == ()


@pytest.mark.parametrize("language", ["xx", "de"])
def test_a_language_without_rules_is_refused(language: str) -> None:
    with pytest.raises(PullquoteError) as error:
        spacy.blank(language).add_pipe(NAME)
    assert repr(language) in error.value.message
    assert "en" in error.value.hint
