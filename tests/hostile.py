"""Articles and annotations of somebody who wants the terminal to obey, and what shows that it did.

Whatever is in them, what reaches the terminal is text, moves of ours and nothing else.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from tests.builders import NOW, edit
from tests.screens.desk import put_into
from tui.model.analysis import Analysis, Entity, Quote, Speaker
from tui.model.annotation import Annotation, Excerpt, SpeakerExcerpt, Suggested
from tui.model.article import text_sha256
from tui.model.label import Label, Target
from tui.model.span import Span
from tui.store.annotations import AnnotationStore

HIDDEN = "\u202e\u2066\u200f\u061c\u2028\u2029\U000e0041\u200b\ufeff\u2060\xad\x9b31m\x85\x9d"
STEERING = "\x1b]0;OBEYED\x07\x1b[66;66H\x1b[?1049l\x1bc\x0e\x08\x05\x00" + HIDDEN
"""A title for the window, moves, other screens, a reset; and what hides or turns text."""

TEXT = (
    f"The council of Bos{STEERING}ton met.\n"
    f"“We will {STEERING} build it,” said{STEERING} Maria {STEERING} Lopez.\n\n"
    f"John Smith said the plan {STEERING} would fail.\n{STEERING}\n"
    f"Nobody voted on it {HIDDEN} at all."
)
ID = "a\u202eb\u2066c\u200b<>[red]"


def _toml(text: str) -> str:
    """Return a string of a TOML file: what it cannot have as it is, as escapes."""
    return (
        '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else _escape(c) for c in text) + '"'
    )


def _escape(character: str) -> str:
    return f"\\U{ord(character):08X}"


_GUIDELINE = f"# Stance {STEERING}\n\n- so {STEERING}\n\n`x{STEERING}` *y{STEERING}*\n"
CONFIG = f"""
[[labels]]
name = "stance"
key = "s"
sign = "S"
description = {_toml(f"For or against {STEERING}")}
guideline = {_toml(_GUIDELINE)}
[[labels.attributes]]
name = "target"
kind = "target"
prompt = {_toml(f"What? {STEERING}")}
[[labels.attributes]]
name = "polarity"
kind = "choice"
prompt = {_toml(f"For? {STEERING}")}
choices = [{{ value = "FAVOR", key = "f", description = {_toml(f"for {STEERING}")} }}]
"""


def _span(first: str, last: str) -> Span:
    start = TEXT.index(first)
    return Span(start, TEXT.index(last, start) + len(last))


QUOTE, SPEAKER = _span("“We will", "build it,”"), _span("Maria", "Lopez")
CUE = _span("said", HIDDEN)
INDIRECT = _span("the plan", "would fail")
ANALYSIS = Analysis(
    sentences=(),
    tokens=(),
    entities=(
        Entity(_span("Bos", "ton"), f"GPE{STEERING}"),
        Entity(SPEAKER, "PERSON"),
    ),
    quotes=(
        Quote(QUOTE, "direct", CUE, Speaker(SPEAKER, f"Maria {STEERING} Lopez")),
        Quote(INDIRECT, "indirect", None, Speaker(None, f"John{STEERING}")),
    ),
)


def hostile_annotation() -> Annotation:
    """Return an annotation that has something in every place where a text may stand."""
    content = Excerpt.of(TEXT, QUOTE)
    return Annotation(
        id=f"id{STEERING}",
        article=ID,
        article_sha256=text_sha256(TEXT),
        content=content,
        prefix="",
        suffix="",
        kind="direct",
        origin="manual",
        annotator="ada",
        created=f"{NOW}{STEERING}",
        updated=f"{NOW}{STEERING}",
        cue=Excerpt.of(TEXT, CUE),
        speaker=SpeakerExcerpt(Excerpt.of(TEXT, SPEAKER), f"Maria{STEERING}"),
        decision="labelled",
        labels=(
            Label("stance", (("target", Target(f"it {STEERING}")), ("polarity", f"F{STEERING}"))),
            Label(f"rumour{STEERING}", ((f"of{STEERING}", f"x{STEERING}"),)),
        ),
        note=f"a note {STEERING}\nand {STEERING}",
        detector=f"rules{STEERING}",
    )


def hostile_suggestion() -> Annotation:
    """Return an open annotation, with a suggestion that has something in every place."""
    made = hostile_annotation()
    suggested = Suggested(f"bob{STEERING} in x{STEERING}.jsonl", "labelled", made.labels)
    return replace(
        made,
        id=f"suggested{STEERING}",
        content=Excerpt.of(TEXT, INDIRECT),
        decision=None,
        labels=(),
        suggested=suggested,
    )


def fill(folder: Path) -> dict[str, str]:
    """Make a corpus, a config, a cache and a store in `folder`; return the environment for them."""
    articles = folder / f"ar{HIDDEN.replace(chr(0x85), '')}ticles"
    articles.mkdir()
    lines = [
        {"id": ID, "text": TEXT, "title": f"A title {STEERING} that", "date": f"2026{STEERING}"}
        | {"source": f"paper{STEERING}", "url": f"http://x/{STEERING}", f"k{STEERING}": STEERING},
        {"id": f"x{STEERING}", "text": "An id that cannot be."},
        {"id": "third", "text": f"{STEERING}"},
        {"id": 4, "text": 5, f"{STEERING}": 1},
    ]
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    (articles / "a\x1b]0;OBEYED\x07\u202e.jsonl").write_text(f"{text}{{{STEERING}\n")
    (articles / "b\x9b\u2066.txt").write_text(f"“No,” said {STEERING} Ada.")
    (folder / "pullquote.toml").write_text(CONFIG)
    put_into(folder / "cache" / "analyses.sqlite", {TEXT: ANALYSIS})
    store = AnnotationStore(folder / "annotations")
    made = hostile_annotation(), hostile_suggestion()
    store.open("ada", ID).append([edit(f"e{n}", after=one) for n, one in enumerate(made)])
    broken = store.path_of("ada", "third")
    broken.write_text(f'{{"meta": {{"{STEERING}')
    (folder / "annotations" / f"bob{STEERING.replace(chr(0), '')}").mkdir()
    return {
        "PULLQUOTE_CACHE": str(folder / "cache"),
        "PULLQUOTE_STATE": str(folder / "state"),
        "PULLQUOTE_ANNOTATIONS": str(folder / "annotations"),
        "PULLQUOTE_ANNOTATOR": "ada",
        "PULLQUOTE_CONFIG": str(folder / "pullquote.toml"),
    }


_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])"
)
_OBEYED = ("]0;OBEYED", "[66;66H", "\x1bc")
_JOINING = "\u200c\u200d"


def obeyed(data: bytes) -> list[str]:
    """Return what a terminal would have obeyed, or shown in another order than it stands in."""
    text = data.decode("utf-8")
    found = [repr(word) for word in _OBEYED if f"\x1b{word.removeprefix(chr(27))}" in text]
    rest = _SEQUENCE.sub("", text)
    for match in re.finditer(r"[^\r\n -~]", rest):
        sign = match[0]
        if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp", "Cs"} and sign not in _JOINING:
            around = rest[max(0, match.start() - 30) : match.end() + 10]
            found.append(f"U+{ord(sign):04X} in {around!r}")
    return found
