"""Formats that tell one value of each text: it is counted where they tell several."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.formats.builders import annotation, article, claim, stance
from tests.formats.exchange.writing import written
from tui.formats.annotated import Annotated, in_order
from tui.formats.format import Options
from tui.formats.registry import format_called
from tui.formats.tally import Tally
from tui.model.annotation import Annotation
from tui.model.label import Label
from tui.services.exporting.summary import Summary

OF_CLAIMS = ("checkthat", "claimbuster")
OF_STANCES = ("semeval", "vast", "dna")
OF_LABELS = ("textcat", "spacy")
PART = "We\nwill see,"


def by(name: str, *labels: Label, part: str = "The deal  is fair,", of: str = "a1") -> Annotation:
    made = annotation(article(of), part, annotator=name, id=f"{of}-{name}-{len(part)}")
    return replace(made, labels=labels, decision="labelled" if labels else "neither")


def counted(form: str, *found: Annotation, options: Options | None = None) -> tuple[int, int]:
    ids = sorted({one.article for one in found})
    given = [
        Annotated(article(name), in_order(one for one in found if one.article == name))
        for name in ids
    ]
    tally = written(format_called(form), *given, options=options).tally
    return tally.contradictory, tally.disputed


@pytest.mark.parametrize("form", OF_CLAIMS)
def test_claims_of_one_text_with_several_verdicts(form: str) -> None:
    yes, no = claim("CFS"), claim("NFS")
    assert counted(form, by("ada", yes), by("bob", no)) == (1, 1)
    assert counted(form, by("ada", yes), by("bob", yes)) == (0, 0)
    assert counted(form, by("ada", yes), by("bob", no, part=PART)) == (0, 0)
    assert counted(form, by("ada", yes), by("bob")) == (0, 0), "there is no record of bob's"
    negatives = Options(include_negatives=True)
    assert counted(form, by("ada", yes), by("bob"), options=negatives) == (1, 1)


@pytest.mark.parametrize("form", OF_STANCES)
def test_stances_on_one_target_with_several_polarities(form: str) -> None:
    for_it, against = stance(), stance(polarity="AGAINST")
    assert counted(form, by("ada", for_it), by("bob", against)) == (1, 1)
    assert counted(form, by("ada", for_it, against)) == (1, 0), "one person can contradict, too"
    assert counted(form, by("ada", for_it), by("bob", for_it)) == (0, 0)
    other = stance(target="spokesperson", polarity="AGAINST")
    assert counted(form, by("ada", for_it), by("bob", other)) == (0, 0)


@pytest.mark.parametrize("form", OF_LABELS)
def test_other_labels_on_one_text(form: str) -> None:
    assert counted(form, by("ada", claim()), by("bob", stance())) == (1, 1)
    assert counted(form, by("ada", claim()), by("bob", claim("NFS"))) == (0, 0)
    negatives = Options(include_negatives=True)
    assert counted(form, by("ada", claim()), by("bob")) == (0, 0)
    assert counted(form, by("ada", claim()), by("bob"), options=negatives) == (1, 1)


@pytest.mark.parametrize("form", OF_CLAIMS)
def test_each_article_is_counted_by_itself(form: str) -> None:
    pairs = [(by("ada", claim(), of=of), by("bob", claim("NFS"), of=of)) for of in ("a1", "a2")]
    assert counted(form, *pairs[0], *pairs[1]) == (2, 2)
    assert counted(form, pairs[0][0], pairs[1][1]) == (0, 0)


def test_what_several_tell_of_themselves_is_no_contradiction() -> None:
    assert counted("native", by("ada", claim()), by("bob", claim("NFS"))) == (0, 0)


def test_what_merging_cannot_settle_is_not_said_to_be_settled_by_it() -> None:
    tally = Tally()
    tally.contradict(3, by_several=2)
    summary = Summary(format_called("checkthat"), {"": tally}, 1, 2)
    (told,) = summary.lines()
    assert told == (
        "contradictory: 3 texts with more than one value, as in 2 of them people decided "
        "differently: --merge majority or adjudicated settles it"
    )
    (merged,) = summary.lines(is_merged=True)
    assert merged.endswith("as the same words are quoted more than once")
    assert summary.as_json()["splits"]["all"]["contradictory"] == {"texts": 3, "by_several": 2}
