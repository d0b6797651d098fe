"""How long a decision takes, by a clock in the test's hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.services.stopwatch import IDLE, Stopwatch


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(clock: Clock) -> Stopwatch:
    return Stopwatch(clock)


def test_the_time_up_to_the_decision_counts(clock: Clock, watch: Stopwatch) -> None:
    clock.now += 3.14
    assert watch.take() == 3.1


def test_each_decision_has_its_own_time(clock: Clock, watch: Stopwatch) -> None:
    clock.now += 5
    watch.take()
    clock.now += 2
    assert watch.take() == 2.0
    assert watch.take() == 0.0


def test_another_quote_begins_anew(clock: Clock, watch: Stopwatch) -> None:
    clock.now += 5
    watch.touch()
    clock.now += 5
    watch.restart()
    clock.now += 2
    assert watch.take() == 2.0


def test_a_pause_is_left_out_and_what_was_before_it_is_kept(clock: Clock, watch: Stopwatch) -> None:
    clock.now += 10
    watch.touch()
    clock.now += IDLE + 0.1
    watch.touch()
    clock.now += 5
    assert watch.take() == 15.0


def test_a_long_look_counts_while_keys_are_pressed(clock: Clock, watch: Stopwatch) -> None:
    for _ in range(5):
        clock.now += IDLE
        watch.touch()
    assert watch.take() == 5 * IDLE


def test_a_decision_right_after_a_pause_took_no_time(clock: Clock, watch: Stopwatch) -> None:
    clock.now += 3600
    assert watch.take() == 0.0


@given(st.lists(st.floats(0, 200, allow_nan=False), max_size=20))
def test_it_is_the_sum_of_what_is_no_pause(waits: list[float]) -> None:
    clock = Clock()
    clock.now = 0.0
    watch = Stopwatch(clock)
    at = counted = 0.0
    for wait in waits:
        before, at = at, at + wait
        counted += at - before if at - before <= IDLE else 0
        clock.now = at
        watch.touch()
    assert watch.take() == round(counted, 1)
