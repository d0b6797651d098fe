"""The detector on a corpus with marked quotes: what it finds, and the time it takes for that.

`make bench-quotes GOLD=DIR`, or `python -m tests.bench.bench_quotes --gold DIR --scorer FILE`. The
corpus lies as PolNeAR does: texts in DIR/data/SPLIT/text, marks beside them. The scorer is asked
with `--polnear DIR --split SPLIT --pred FILE --json FILE`, once more with `--merge-same-cue`.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.measure import (
    NotMeasuredError,
    Report,
    Row,
    Series,
    interleave,
    machine_note,
    ratio_bar,
    table,
)
from tests.bench.programs import private_places, python_module

NOT_MEASURED, BAR_MISSED = 1, 3
COMPONENT = "pullquote_quotes"
TIME_LIMIT = 1.05
ROUNDS = 3
QUICK_TEXTS = 8


class Score(NamedTuple):
    """One promise of the scores.

    Attributes:
        what: What is scored, for people.
        place: Where its F1 stands in the scorer's answer.
        bar: What is promised, in percent.
        merged: Whether predictions with the same speaker and cue are joined for it.
    """

    what: str
    place: tuple[str, ...]
    bar: int
    merged: bool = False


SCORES = (
    Score("reported: content, speaker and cue", ("content", "reported", "triple"), 78),
    Score(
        "direct, exact content, same cue merged", ("content", "direct", "exact"), 88, merged=True
    ),
    Score("all attributions, IoU >= .5", ("content", "all", "iou50"), 72),
    Score("speaker end to end, head", ("speaker", "e2e", "head"), 74),
    Score("cue end to end, exact", ("cue", "e2e", "exact"), 66),
)


class Corpus(NamedTuple):
    """Texts with marked quotes."""

    gold: Path
    split: str

    @property
    def texts(self) -> list[Path]:
        """The folders of the texts; `split` may name several with commas.

        Raises:
            NotMeasuredError: One is not there.
        """
        folders = [self.gold / "data" / name / "text" for name in self.split.split(",")]
        for folder in folders:
            if not folder.is_dir():
                raise NotMeasuredError(
                    f"there is no folder {folder}: GOLD=DIR names a corpus in PolNeAR's layout, "
                    "SPLIT=NAME a part of it"
                )
        return folders


# -- what is found -------------------------------------------------------------------------------


def scores(corpus: Corpus, scorer: Path, model: str | None) -> tuple[list[float], list[str]]:
    """Return the F1 in percent for each of `SCORES`, and what is to be known of the run.

    Raises:
        NotMeasuredError: The command or the scorer failed.
    """
    if not scorer.is_file():
        raise NotMeasuredError(
            f"there is no scorer {scorer}: SCORER=FILE names a program that scores quotes in "
            "PolNeAR's layout (tests/bench/bench_quotes.py says how it is asked)"
        )
    with private_places() as places:
        folder = Path(places["PULLQUOTE_CACHE"]).parent
        predicted = folder / "quotes.jsonl"
        began = time.perf_counter()
        said = _run(_quotes_command(corpus, predicted, model), _environment(places, folder))
        notes = [f"pullquote quotes: {said}, {time.perf_counter() - began:.0f} s"]
        found = {
            merged: _scored(corpus, scorer, predicted, merged=merged) for merged in (False, True)
        }
    return [_f1(found[score.merged], score.place) for score in SCORES], notes


def _quotes_command(corpus: Corpus, output: Path, model: str | None) -> list[str]:
    options = ["--model", model] if model else []
    return python_module("tui", "quotes", "-o", str(output), *options, *map(str, corpus.texts))


def _environment(places: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return an environment in which no settings of the user's own count."""
    config = folder / "pullquote.toml"
    config.touch()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PULLQUOTE_")}
    return {**kept, **places, "PULLQUOTE_CONFIG": str(config)}


def _scored(corpus: Corpus, scorer: Path, predicted: Path, *, merged: bool) -> dict[str, Any]:
    answer = predicted.with_suffix(".score.json")
    command = [
        *(sys.executable, str(scorer), "--polnear", str(corpus.gold), "--split", corpus.split),
        *("--pred", str(predicted), "--json", str(answer)),
        *(["--merge-same-cue"] if merged else []),
    ]
    _run(command, dict(os.environ))
    try:
        found: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotMeasuredError(f"{scorer} wrote no JSON that can be read: {error}") from error
    return found


def _run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the last line that a program said on standard error."""
    done = subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    said = done.stderr.strip()
    if done.returncode:
        raise NotMeasuredError(f"{' '.join(command)} ended with {done.returncode}:\n{said}")
    return said.rpartition("\n")[2]


def _f1(found: Mapping[str, Any], place: Sequence[str]) -> float:
    at: Any = found
    try:
        for step in (*place, "f1"):
            at = at[step]
        return float(at) * 100
    except (KeyError, TypeError, ValueError) as error:
        raise NotMeasuredError(f"the scorer says nothing of {'.'.join(place)}") from error


def score_table(found: Sequence[float]) -> str:
    """Lay the scores out beside their bars."""
    width = max(len(score.what) for score in SCORES)
    lines = [f"{'F1':<{width}}  ours  bar"]
    for score, value in zip(SCORES, found, strict=True):
        met = "ok" if value >= score.bar else "MISSED"
        lines.append(f"{score.what:<{width}}  {value:4.1f}  {score.bar:3}  {met}")
    return "\n".join(lines) + "\n"


# -- what it costs -------------------------------------------------------------------------------


def cost(report: Report, corpus: Corpus, model: str | None, *, quick: bool) -> None:
    """Measure the same pipeline over the same texts with the detector and without it.

    Each text is read with it, without it and without it again before the next one, and its medians
    are summed: so all three have the same machine. Processor time, as other programs may run.

    Raises:
        NotMeasuredError: The model cannot be had, or its pipeline has no detector.
    """
    from tui.nlp.worker import THREAD_LIMITS

    os.environ.update(THREAD_LIMITS)  # as in the NLP process, and before numpy is imported
    from tui.errors import PullquoteError
    from tui.nlp.models import find_model
    from tui.nlp.pipeline import Pipeline

    files = sorted(file for folder in corpus.texts for file in folder.glob("*.txt"))
    texts = [file.read_bytes().decode("utf-8") for file in files]
    try:
        used = find_model(model)
        pipeline = Pipeline.load(used)
    except PullquoteError as error:
        raise NotMeasuredError(str(error)) from error
    nlp = pipeline._nlp
    if COMPONENT not in nlp.pipe_names:
        raise NotMeasuredError(f"the pipeline of {used.name} has no component {COMPONENT}")

    def timed(text: str, *disabled: str) -> Callable[[], Iterator[float]]:
        def measure() -> Iterator[float]:
            with nlp.select_pipes(disable=disabled):
                began = time.process_time()
                pipeline.analyse(text)
                yield (time.process_time() - began) * 1000

        return measure

    sums = dict.fromkeys(("with", "without", "again"), 0.0)
    pipeline.analyse(texts[0])
    gc.freeze()  # a collection before each text need not look through the model
    for text in texts[:QUICK_TEXTS] if quick else texts:
        things = {"with": timed(text), "without": timed(text, COMPONENT)}
        found = interleave(1 if quick else ROUNDS, things | {"again": timed(text, COMPONENT)})
        for name, series in found.items():
            sums[name] += series.p50
    ours, base = Series("with", (sums["with"],)), Series("without", (sums["without"],))
    bars = (ratio_bar(ours, base, TIME_LIMIT),)
    report.rows.append(Row(f"pipe with the detector, {used.name} {used.version}", ours, base, bars))
    report.notes.append(f"without it again, over without: {sums['again'] / sums['without']:.3f}")


# -- the program ---------------------------------------------------------------------------------


def main() -> int:
    """Print scores and cost; 1 when they cannot be measured, 3 when a bar is missed."""
    arguments = _parser().parse_args()
    corpus = Corpus(arguments.gold.expanduser(), arguments.split)
    report = Report(notes=[machine_note() + ", before"])
    try:
        corpus.texts  # noqa: B018 - it says what is wrong before anything else is done
        found, notes = scores(corpus, arguments.scorer.expanduser(), arguments.model)
        sys.stdout.write(score_table(found) + "\n")
        sys.stdout.flush()
        report.notes += notes
        if not arguments.no_time:
            cost(report, corpus, arguments.model, quick=arguments.quick)
    except (NotMeasuredError, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"bench-quotes: {error}\n")
        return NOT_MEASURED
    report.notes.append(machine_note() + ", after")
    sys.stdout.write(table(report) if report.rows else "\n".join(report.notes) + "\n")
    missed = [s for s, value in zip(SCORES, found, strict=True) if value < s.bar]
    return BAR_MISSED if arguments.check and (missed or report.missed) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.bench_quotes", description=(__doc__ or "").partition("\n")[0]
    )
    add = parser.add_argument
    add("--gold", type=Path, required=True, metavar="DIR", help="a corpus in PolNeAR's layout")
    add("--split", default="dev", help="which part of it; several with commas")
    add("--scorer", type=Path, required=True, metavar="FILE", help="the program that scores")
    add("--model", metavar="NAME_OR_PATH", help="the spaCy model; else the best one")
    add("--no-time", action="store_true", help="only what is found, not what it costs")
    add("--quick", action="store_true", help="the cost of a few texts, once: to see that it runs")
    add("--check", action="store_true", help="exit with 3 when a bar is missed")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
