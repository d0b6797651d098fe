"""Multiplying matrices, which is half of a small model's time: by the quicker of two libraries.

spaCy multiplies with BLIS. The BLAS that numpy brings takes a third of the time on many a machine,
and longer on one where it is the plain reference; so both are asked, once, when a model is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from thinc.api import NumpyOps, get_current_ops, set_current_ops

# As many words as a page has, and as many numbers as the small models' layers.
_ROWS, _WIDTH = 500, 288
_ROUNDS = 3


@contextmanager
def quick_ops() -> Iterator[None]:
    """Let the models that are loaded meanwhile multiply with the quicker library.

    A machine for which spaCy has something of its own (a GPU, Apple's libraries) keeps that.
    """
    before = get_current_ops()
    if type(before) is not NumpyOps:
        yield
        return
    numpy_alone = NumpyOps(use_blis=False)
    try:
        if _seconds(numpy_alone) < _seconds(before):
            set_current_ops(numpy_alone)
        yield
    finally:
        set_current_ops(before)


def _seconds(ops: NumpyOps) -> float:
    """Return what one multiplication takes, at best."""
    left = ops.alloc2f(_ROWS, _WIDTH) + 1
    right = ops.alloc2f(_WIDTH, _WIDTH) + 1
    found: list[float] = []
    for _ in range(_ROUNDS):
        began = perf_counter()
        ops.gemm(left, right, trans2=True)
        found.append(perf_counter() - began)
    return min(found)
