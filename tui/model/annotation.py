"""One annotator's decision on one quote, and the record it is stored and exported as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from tui.model.analysis import KINDS, Kind
from tui.model.label import Label, said_of
from tui.model.printable import brief
from tui.model.record import RecordReader, span_from, span_json
from tui.model.span import Span

T = TypeVar("T")

SCHEMA = "pullquote/1"
CONTEXT = 32
"""Code points kept before and after a quote, to find it again in a changed text."""

Decision = Literal["labelled", "neither", "unsure"]
Origin = Literal["auto", "edited", "manual"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
ORIGINS: tuple[Origin, ...] = get_args(Origin)


class Excerpt(NamedTuple):
    """A span and the text it covered when it was stored."""

    span: Span
    text: str

    @classmethod
    def of(cls, text: str, span: Span) -> Excerpt:
        """Return the excerpt of `text` at `span`."""
        return cls(span, span.of(text))


class SpeakerExcerpt(NamedTuple):
    """The speaker's mention (None when only a name is known) and the name it stands for."""

    mention: Excerpt | None
    name: str


class Detected(NamedTuple):
    """What the detector had found where an annotation was made; it never changes with edits.

    Attributes:
        span: The borders.
        fragments: The pieces, where there was more than one.
        speaker: Who it took for the speaker.
    """

    span: Span
    fragments: tuple[Span, ...] = ()
    speaker: SpeakerExcerpt | None = None


class Move(NamedTuple):
    """Where an annotation stood before its article changed.

    Attributes:
        sha256: The hash of the text as it was.
        content: The quote there, when somebody last decided on it or confirmed it.
        lost: What was not found again and is left out, or kept as a text without a place: `cue`,
            `speaker`, `pieces`, `target`.
    """

    sha256: str
    content: Excerpt
    lost: tuple[str, ...] = ()

    def is_exact(self, text: str) -> bool:
        """Tell whether a quote that is `text` now has the same words, and all that it had.

        White space, line ends and the normal form of Unicode may be others.
        """
        from tui.model.folded import fold  # rarely: only where something has moved

        return not self.lost and fold(self.content.text) == fold(text)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Move:
        """Read its part of the record.

        Raises:
            KeyError, TypeError, ValueError: It is not such a part.
        """
        read = RecordReader(data)
        return cls(read.text("sha256"), _excerpt_from(data), read.listed("lost", _string))

    def as_json(self) -> dict[str, Any]:
        """Return its part of the record."""
        excerpt = span_json(self.content.span) | {"text": self.content.text}
        return {"sha256": self.sha256} | excerpt | {"lost": list(self.lost)}


class Suggested(NamedTuple):
    """What somebody else's file says of a quote: an annotator sees it, and decides.

    Attributes:
        source: Where it is from: the file's name, and who decided there when that is known.
        decision: What was decided there.
        labels: The labels, when it is `labelled`.
    """

    source: str
    decision: Decision
    labels: tuple[Label, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Suggested:
        """Read its part of the record.

        Raises:
            KeyError, TypeError, ValueError: It is not such a part.
        """
        read = RecordReader(data)
        decision = read.one_of("decision", DECISIONS)
        return cls(read.text("source"), decision, read.listed("labels", Label.from_json))

    def as_json(self) -> dict[str, Any]:
        """Return its part of the record."""
        labels = [label.as_json() for label in self.labels]
        return {"source": self.source, "decision": self.decision, "labels": labels}

    def is_followed_by(self, decision: Decision | None, labels: tuple[Label, ...]) -> bool:
        """Tell whether a decision says the same: labels in any order, targets by their words."""
        return decision == self.decision and said_of(labels) == said_of(self.labels)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotator's decision on one quote.

    A quote that was marked or edited but not decided has `decision` None. `content.text`, `prefix`
    and `suffix` are the text-quote selector, `content.span` the text-position selector of the W3C
    Web Annotation Data Model (section 4.2): together they prove the span or find it again.

    Attributes:
        id: Unique over all stores.
        article: The article's id; `article_sha256` its text's hash when the spans were taken.
        content: The quote, from its first fragment to its last.
        prefix: Up to CONTEXT code points before it; `suffix` after it.
        origin: `auto` as detected, `edited` with other borders or another speaker, `manual` marked
            by hand.
        created: ISO 8601 in UTC, ending in Z; likewise `updated`.
        fragments: Its pieces in order, where there is more than one.
        attitude: Whether it tells what somebody thinks or wants, and nothing that was said.
        detected: What the detector had found; None for a manual quote.
        confidence: How sure the detector was, from 0 to 1; None for a manual quote.
        detector: The detector's version; None for a manual quote, or when that is not known.
        seconds: Time spent deciding, pauses left out.
        moved: Where it stood before its article changed, until it is confirmed; else None.
        suggested: What was suggested, be it decided since or not; None where nothing was.
    """

    id: str
    article: str
    article_sha256: str
    content: Excerpt
    prefix: str
    suffix: str
    kind: Kind
    origin: Origin
    annotator: str
    created: str
    updated: str
    fragments: tuple[Excerpt, ...] = ()
    attitude: bool = False
    cue: Excerpt | None = None
    speaker: SpeakerExcerpt | None = None
    decision: Decision | None = None
    labels: tuple[Label, ...] = ()
    note: str = ""
    detected: Detected | None = None
    confidence: float | None = None
    detector: str | None = None
    seconds: float = 0.0
    moved: Move | None = None
    suggested: Suggested | None = None

    @property
    def span(self) -> Span:
        """The quote's span."""
        return self.content.span

    @property
    def is_suggested(self) -> bool:
        """Whether it is open, and an imported file says how to decide on it."""
        return self.suggested is not None and self.decision is None

    @property
    def suggested_names(self) -> tuple[str, ...]:
        """The labels that are suggested for it while it is open; else the decision, or nothing."""
        if self.suggested is None or self.decision is not None:
            return ()
        names = tuple(label.name for label in self.suggested.labels)
        return names or (self.suggested.decision,)

    @property
    def parts(self) -> tuple[Excerpt, ...]:
        """Its fragments, or the whole as the only one."""
        return self.fragments or (self.content,)

    def as_record(self) -> dict[str, Any]:
        """Return the record: its keys in this order, all present but for the last two."""
        record = {
            "schema": SCHEMA,
            "id": self.id,
            "article": self.article,
            "article_sha256": self.article_sha256,
            "start": self.span.start,
            "end": self.span.end,
            "text": self.content.text,
            "fragments": [_excerpt_json(one) for one in self.fragments] or None,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "kind": self.kind,
            "attitude": self.attitude,
            "cue": _excerpt_json(self.cue),
            "speaker": _speaker_json(self.speaker),
            "decision": self.decision,
            "labels": [label.as_json() for label in self.labels],
            "note": self.note,
            "origin": self.origin,
            "detected": _detected_json(self.detected),
            "confidence": self.confidence,
            "detector": self.detector,
            "annotator": self.annotator,
            "created": self.created,
            "updated": self.updated,
            "seconds": self.seconds,
        }
        if self.moved:
            record["moved"] = self.moved.as_json()
        if self.suggested:
            record["suggested"] = self.suggested.as_json()
        return record

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Annotation:
        """Read what `as_record` wrote, or wrote before there were fragments and a confidence.

        Lists may be tuples, so that a record may be one that nobody can change.

        Raises:
            ValueError: A key is missing or its value is not of the record's form; the message
                names the key.
        """
        read = RecordReader(record)
        if read.text("schema") != SCHEMA:
            raise ValueError(f"schema is {brief(record['schema'])}, not {SCHEMA!r}")
        speaker = read.maybe("speaker", _speaker_from)
        return cls(
            id=read.text("id"),
            article=read.text("article"),
            article_sha256=read.text("article_sha256"),
            content=Excerpt(read.span(), read.text("text")),
            fragments=_pieces_from(record, _excerpt_from),
            prefix=read.text("prefix"),
            suffix=read.text("suffix"),
            kind=read.one_of("kind", KINDS),
            attitude=read.flag("attitude"),
            cue=read.maybe("cue", _excerpt_from),
            speaker=speaker,
            decision=None if read.value("decision") is None else read.one_of("decision", DECISIONS),
            labels=read.listed("labels", Label.from_json),
            note=read.text("note"),
            origin=read.one_of("origin", ORIGINS),
            detected=read.maybe("detected", lambda data: _detected_from(data, record, speaker)),
            confidence=None if read.is_absent("confidence") else read.number("confidence"),
            detector=None if read.is_absent("detector") else read.text("detector"),
            annotator=read.text("annotator"),
            created=read.text("created"),
            updated=read.text("updated"),
            seconds=read.number("seconds"),
            moved=None if read.is_absent("moved") else read.maybe("moved", Move.from_json),
            suggested=(
                None
                if read.is_absent("suggested")
                else read.maybe("suggested", Suggested.from_json)
            ),
        )


def _excerpt_json(excerpt: Excerpt | None) -> dict[str, Any] | None:
    return span_json(excerpt.span) | {"text": excerpt.text} if excerpt else None


def _speaker_json(speaker: SpeakerExcerpt | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    mention = _excerpt_json(speaker.mention) or {"start": None, "end": None, "text": None}
    return mention | {"name": speaker.name}


def _detected_json(detected: Detected | None) -> dict[str, Any] | None:
    if detected is None:
        return None
    return span_json(detected.span) | {
        "fragments": [span_json(one) for one in detected.fragments] or None,
        "speaker": _speaker_json(detected.speaker),
    }


def _excerpt_from(data: Mapping[str, Any]) -> Excerpt:
    text = data["text"]
    if not isinstance(text, str):
        raise TypeError("text must be a string")
    return Excerpt(span_from(data), text)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("must be a list of strings")
    return value


def _pieces_from(data: Mapping[str, Any], read: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    """Read the fragments in `data`: nothing where there is one piece only."""
    value = data.get("fragments")
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or len(value) < 2:
        raise ValueError(f"fragments must be null or a list of two or more, not {brief(value)}")
    try:
        return tuple(read(one) for one in value)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"fragments: {error}") from error


def _speaker_from(data: Mapping[str, Any]) -> SpeakerExcerpt:
    name = data["name"]
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    return SpeakerExcerpt(None if data["start"] is None else _excerpt_from(data), name)


def _detected_from(
    data: Mapping[str, Any], record: Mapping[str, Any], speaker: SpeakerExcerpt | None
) -> Detected:
    """Read what was detected, in a record that has `speaker` for its own."""
    # Speakers could not be edited before the detector's was kept too: it is the same then. Mostly
    # it is the same now.
    if "speaker" in data and data["speaker"] != record["speaker"]:
        speaker = None if data["speaker"] is None else _speaker_from(data["speaker"])
    return Detected(span_from(data), _pieces_from(data, span_from), speaker)
