"""`pullquote prepare` over plain `nlp.pipe` of the same components, whole programs, in one run.

Each program starts, loads the model, reads the articles and goes through all of them: ours also
finds quotes and names, and keeps what it found. Also by itself: `python -m
tests.bench.bench_prepare [--quick]`.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path

from tests.bench.measure import (
    Bar,
    NotMeasuredError,
    Report,
    Row,
    Series,
    interleave,
    machine_note,
    percentile,
    ratio_bar,
    table,
)
from tests.bench.programs import SAMPLE, compile_all, private_places, python_module

OVER_PLAIN = 1 / 0.95
OVER_DEFAULT = 1 / 1.2
OVER_CONTROL = 1.7 / 1.6
OVER_SHORT_RUN = 1.05
"""How much more memory a process may take for a corpus that is ten times as large."""

ARTICLES, QUICK_ARTICLES = 300, 30
ROUNDS = 3
NEW_WORDS = 40
"""Words in a short article that stand in no other."""

# The threads of the libraries are our workers' number, too: one.
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)
_PLAIN = """
import pathlib, sys, spacy
from thinc.api import NumpyOps, set_current_ops
folder, model, jobs, which = sys.argv[1:]
if which == "plain, numpy's BLAS":
    set_current_ops(NumpyOps(use_blis=False))
unneeded = [] if which == "default" else ["attribute_ruler", "lemmatizer", "senter"]
nlp = spacy.load(model, exclude=unneeded)
texts = (file.read_text() for file in sorted(pathlib.Path(folder).iterdir()))
# More at a time are slower: the default pipeline has its default, the floor the best.
size = {} if which == "default" else {"batch_size": 8}
for doc in nlp.pipe(texts, n_process=int(jobs), **size):
    pass
"""
_SPIN = "sum(n * n % 7 for n in range(int(__import__('sys').argv[1])))"
_PEAK = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stderr=subprocess.PIPE)
# Of all processes below this one that with the most: a worker.
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


# The last has no bar: it is how much the passes after the model cost.
_COMPARED = {"plain": OVER_PLAIN, "default": OVER_DEFAULT, "plain, numpy's BLAS": None}


def run(report: Report, *, quick: bool) -> None:
    """Measure one and two processes, and the memory of a short and a long run.

    Raises:
        NotMeasuredError: A program failed, or there is no model.
    """
    compile_all()
    with private_places() as places, tempfile.TemporaryDirectory(prefix="pullquote-") as folder:
        environment = {**os.environ, **places, **_ONE_THREAD}
        news = Path(folder, "news")
        _write_news(news, QUICK_ARTICLES if quick else ARTICLES)
        _measure(report, _Programs(news, environment), rounds=1 if quick else ROUNDS)
        _measure_memory(report, Path(folder), environment, 100 if quick else 500)


def _measure(report: Report, programs: _Programs, rounds: int) -> None:
    things: dict[str, Callable[[], tuple[float]]] = {}
    for jobs in (1, 2):
        things[f"ours {jobs}"] = partial(programs.ours, jobs)
        for which in _COMPARED:
            things[f"{which} {jobs}"] = partial(programs.spacy, which, jobs)
        things[f"spin {jobs}"] = partial(programs.spin, jobs)
    found = interleave(rounds, things)
    for jobs in (1, 2):
        ours = found[f"ours {jobs}"]
        for which, limit in _COMPARED.items():
            base = found[f"{which} {jobs}"]
            bars = () if limit is None else (ratio_bar(ours, base, limit),)
            what = f"prepare {programs.count} articles, {jobs} process{'es' * (jobs > 1)}"
            report.rows.append(Row(what, ours, base, bars))
        rate = programs.count / ours.p50 * 1000
        report.notes.append(f"prepare, {jobs} processes: {rate:.1f} articles a second in all")
    # What other programs on the machine do says less in these.
    spent = {name: percentile(seconds, 50) for name, seconds in programs.processor.items()}
    for jobs in (1, 2):
        ours_spent = spent[f"ours {jobs}"]
        others = ", ".join(
            f"{ours_spent / spent[f'{which} {jobs}']:.2f} of {which}" for which in _COMPARED
        )
        report.notes.append(
            f"processor time, {jobs} processes: {ours_spent:.1f} s, that is {others}"
        )
    two, control = (found[f"{name} 2"].p50 / found[f"{name} 1"].p50 for name in ("ours", "spin"))
    bar = Bar("two over one, over the control's", two / control, OVER_CONTROL)
    report.rows.append(Row("two processes over one", found["ours 2"], found["ours 1"], (bar,)))
    report.notes.append(f"two processes: {1 / two:.2f} times one; control {1 / control:.2f}")


def _measure_memory(
    report: Report, folder: Path, environment: Mapping[str, str], articles: int
) -> None:
    peaks: list[float] = []
    for number in (articles, articles * 10):
        corpus = folder / f"new-words-{number}"
        _write_new_words(corpus, number)
        cache = {"PULLQUOTE_CACHE": str(folder / f"cache-{number}")}
        command = [sys.executable, "-c", _PEAK, *_prepare(1, corpus)]
        said = subprocess.run(
            command, env={**environment, **cache}, check=True, capture_output=True, text=True
        ).stdout.split()
        if said[0] != "0":
            raise NotMeasuredError(f"prepare ended with {said[0]}")
        peaks.append(float(said[1]) / 1024)
    short, long = peaks
    report.notes.append(
        f"peak memory of the largest process: {short:.0f} MB over {articles} articles with "
        f"{NEW_WORDS} new words each, {long:.0f} MB over {articles * 10}"
    )
    ours, base = Series("long run", (long,)), Series("short run", (short,))
    what = f"memory (MB), {articles * 10} articles"
    report.rows.append(Row(what, ours, base, (ratio_bar(ours, base, OVER_SHORT_RUN),)))


class _Programs:
    """The programs that are compared; each call returns the milliseconds that one took.

    Attributes:
        count: How many articles they read.
        processor: The seconds of processor time that each run took, by the program's name.
    """

    def __init__(self, articles: Path, environment: Mapping[str, str]) -> None:
        from tui.errors import PullquoteError
        from tui.nlp.models import find_model

        try:
            self._model = str(find_model().path)
        except PullquoteError as error:
            raise NotMeasuredError(str(error)) from error
        self._articles = articles
        self._environment = environment
        self._caches = count()
        self.processor: dict[str, list[float]] = {}
        self.count = len(list(articles.iterdir()))

    def ours(self, jobs: int) -> tuple[float]:
        cache = Path(self._environment["PULLQUOTE_CACHE"], str(next(self._caches)))
        environment = {**self._environment, "PULLQUOTE_CACHE": str(cache)}
        return self._timed(f"ours {jobs}", [_prepare(jobs, self._articles)], environment)

    def spacy(self, which: str, jobs: int) -> tuple[float]:
        arguments = [str(self._articles), self._model, str(jobs), which]
        command = [sys.executable, "-c", _PLAIN, *arguments]
        return self._timed(f"{which} {jobs}", [command], self._environment)

    def spin(self, jobs: int) -> tuple[float]:
        steps = 120_000 * self.count // jobs
        commands = [[sys.executable, "-c", _SPIN, str(steps)]] * jobs
        return self._timed(f"spin {jobs}", commands, self._environment)

    def _timed(
        self, name: str, commands: list[list[str]], environment: Mapping[str, str]
    ) -> tuple[float]:
        before = _processor_seconds()
        took = _timed(commands, environment)
        self.processor.setdefault(name, []).append(_processor_seconds() - before)
        return (took,)


def _processor_seconds() -> float:
    """Return what all programs that have ended took of the processors."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _prepare(jobs: int, articles: Path) -> list[str]:
    return python_module("tui", "prepare", "--jobs", str(jobs), str(articles))


def _timed(commands: list[list[str]], environment: Mapping[str, str]) -> float:
    """Return how long the programs take that are started at once.

    Raises:
        NotMeasuredError: One failed.
    """
    began = time.perf_counter()
    running = [
        subprocess.Popen(one, env=environment, stderr=subprocess.PIPE, text=True)
        for one in commands
    ]
    said = [program.communicate()[1] for program in running]
    took = (time.perf_counter() - began) * 1000
    for program, words in zip(running, said, strict=True):
        if program.returncode:
            raise NotMeasuredError(f"{program.args!r} ended with {program.returncode}: {words}")
    return took


def _write_news(folder: Path, number: int) -> None:
    """Write articles of the size of news, each of other sentences of the sample, mixed."""
    lines = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    chance = random.Random(5)
    folder.mkdir()
    for name in range(number):
        some = chance.sample(lines, chance.randint(len(lines) // 2, len(lines)))
        (folder / f"{name:06}.txt").write_text("\n".join(some) + "\n", encoding="utf-8")


def _write_new_words(folder: Path, number: int) -> None:
    """Write short articles whose names no other has: a vocabulary that never ends."""
    chance = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    folder.mkdir()
    for name in range(number):
        words = ["".join(chance.choices(letters, k=9)).title() for _ in range(NEW_WORDS)]
        pairs = zip(words[::2], words[1::2], strict=True)
        text = " ".join(f"{one} said that {two} was late." for one, two in pairs)
        (folder / f"{name:06}.txt").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Print this benchmark's table."""
    report = Report(notes=[machine_note()])
    run(report, quick="--quick" in sys.argv)
    sys.stdout.write(table(report))


if __name__ == "__main__":
    main()
