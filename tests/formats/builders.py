"""Articles and annotations for the tests of formats and exports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tui.model.anchor import context
from tui.model.annotation import Annotation, Detected, Excerpt, SpeakerExcerpt
from tui.model.article import Article
from tui.model.label import Label, Target
from tui.model.span import Span

TEXT = (
    "The U.S.\nState Department spoke 🇯🇵.\n\n“The deal  is fair,” a spokesperson said. "
    "“We\nwill see,” he added."
)


def article(article_id: str = "a1", text: str = TEXT) -> Article:
    return Article(id=article_id, text=text, title="A title", place=f"{article_id}.txt")


def excerpt(text: str, part: str) -> Excerpt:
    start = text.index(part)
    return Excerpt(Span(start, start + len(part)), part)


def stance(text: str = TEXT, target: str = "The deal", polarity: str = "FAVOR") -> Label:
    span = excerpt(text, target).span if target in text else None
    return Label("stance", (("target", Target(target, span)), ("polarity", polarity)))


def claim(worth: str = "CFS") -> Label:
    return Label("claim", (("check_worthiness", worth),))


def annotation(
    of: Article | None = None, part: str = "The deal  is fair,", **changes: Any
) -> Annotation:
    """Return a good annotation on `part` of an article, less what `changes` says."""
    of = of or article()
    content = excerpt(of.text, part)
    prefix, suffix = context(of.text, content.span)
    speaker = None
    if "a spokesperson" in of.text:
        speaker = SpeakerExcerpt(excerpt(of.text, "a spokesperson"), "DSCA spokesperson")
    made = Annotation(
        id=f"id-{content.span.start}",
        article=of.id,
        article_sha256=of.sha256,
        content=content,
        prefix=prefix,
        suffix=suffix,
        kind="direct",
        origin="auto",
        annotator="ada",
        created="2025-01-02T03:04:05.678Z",
        updated="2025-01-02T03:04:06Z",
        cue=excerpt(of.text, "said") if "said" in of.text else None,
        speaker=speaker,
        decision="labelled",
        labels=(claim(),),
        detected=Detected(content.span, speaker=speaker),
        confidence=0.75,
        detector="rules-1",
        seconds=3.2,
    )
    return replace(made, **changes)


def in_pieces(**changes: Any) -> Annotation:
    """Return a good annotation on a quote in two fragments."""
    first, second = excerpt(TEXT, "The deal  is fair,"), excerpt(TEXT, "We\nwill see,")
    whole = Span(first.span.start, second.span.end)
    plain = annotation(
        part=whole.of(TEXT),
        fragments=(first, second),
        detected=Detected(whole, (first.span, second.span)),
    )
    return replace(plain, **changes)
