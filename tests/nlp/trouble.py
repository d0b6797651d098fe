"""Texts that are too much for a worker: it dies of them, hangs on them, or says that it failed."""

from __future__ import annotations

from pathlib import Path

DIES, HANGS, FAILS = "DEADLY", "ENDLESS", "WRONG"
"""A word of a text, and what becomes of the worker that reads it."""

_CODE = f"""
import os, signal, sys, time
if "tui.nlp.worker" in sys.orig_argv:
    from tui.nlp.pipeline import Pipeline
    whole = Pipeline.analyse_all
    def analyse_all(self, texts, *, told=lambda: None):
        found = []
        for text in texts:
            if "{DIES}" in text:
                os.kill(os.getpid(), signal.SIGKILL)
            while "{HANGS}" in text:
                time.sleep(1)
            if "{FAILS}" in text:
                raise ValueError("it is wrong")
        return whole(self, texts, told=told)
    Pipeline.analyse_all = analyse_all
"""


def make_trouble(folder: Path) -> Path:
    """Return a folder that is to be on the path of programs whose workers shall have trouble."""
    place = folder / "trouble"
    place.mkdir()
    (place / "sitecustomize.py").write_text(_CODE)
    return place
