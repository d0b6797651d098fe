"""`kill -9` at a random moment, of two programs that decide on one article."""

from __future__ import annotations

import os
import random
import select
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.soak.checks import Figures, check_store, count_undos
from tests.soak.person import decide_for_ever

_ROUNDS = 8
"""How often two programs go on with one store, so that its log grows."""
_LONGEST = 0.15
"""Seconds that a program lives at most; opening the article takes some of them."""


class Running(NamedTuple):
    """A program at work: its process, and what it says."""

    pid: int
    output: int
    said: bytearray


def kill_many(
    folder: Path, kills: int, seed: int, told: Callable[[int], None] = lambda _: None
) -> Figures:
    """Kill `kills` programs, two at a time, and check after each two; every third store no locks.

    This process must have no threads: the programs are its forks, which start in no time.
    """
    chance = random.Random(seed)
    figures = Figures()
    number = 0
    while figures.ends < kills:
        store = folder / f"store-{number}"
        confirmed: list[str] = []
        for _ in range(_ROUNDS):
            if figures.ends >= kills:
                break
            figures.add(_round(store, confirmed, chance, no_locks=number % 3 == 2))
            told(figures.ends)
            if not figures.is_good:
                return figures
        figures.confirmed += len(set(confirmed))
        figures.undos += count_undos(store) if store.exists() else 0
        number += 1
    return figures


def _round(store: Path, confirmed: list[str], chance: random.Random, *, no_locks: bool) -> Figures:
    running = [_start(store, chance.randrange(1 << 30), no_locks=no_locks) for _ in range(2)]
    chance.shuffle(running)
    for one in running:
        _listen(running, until=time.monotonic() + chance.uniform(0.0, _LONGEST))
        os.kill(one.pid, signal.SIGKILL)
        os.waitpid(one.pid, 0)
    figures = Figures(ends=len(running))
    for one in running:
        _listen([one], until=time.monotonic() + 60)
        os.close(one.output)
        for line in one.said.decode().split("\n")[:-1]:
            word, *ids = line.split(" ")
            if word == "saved":
                confirmed += ids
            elif word == "left":
                figures.left += len(ids)
            else:
                figures.wrong += 1
                figures.said.append(line)
    figures.add(check_store(store, confirmed))
    return figures


def _start(store: Path, seed: int, *, no_locks: bool) -> Running:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Running(pid, reading, bytearray())
    try:
        os.close(reading)
        decide_for_ever(store, writing, seed, no_locks=no_locks)
    except BaseException:  # noqa: BLE001 - told to the other process; this one ends here
        os.write(writing, (" ".join(traceback.format_exc().split()) + "\n").encode())
    finally:
        os._exit(1)


def _listen(running: list[Running], until: float) -> None:
    """Take in what the programs say, until they are silent for good or the time has come."""
    listening = {one.output: one for one in running}
    while listening:
        ready, _, _ = select.select(list(listening), [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return
        for output in ready:
            data = os.read(output, 1 << 16)
            listening[output].said.extend(data)
            if not data:
                del listening[output]
