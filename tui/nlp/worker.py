"""The NLP process: requests on standard input, answers on standard output, a JSON object a line.

It lives as long as its standard input: with its parent's end it ends too, whatever it is doing.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.cue_words import CueWords
from tui.nlp.models import find_model
from tui.nlp.protocol import Part, decode, encode

if TYPE_CHECKING:
    from tui.nlp.pipeline import Pipeline

# One core for reading along leaves the others to the screen; small matrices gain nothing from more.
THREAD_LIMITS = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)
_NICENESS = 10


@dataclass(frozen=True, slots=True)
class _Request:
    """What was asked: one text, to be answered in parts, or some that are answered as wholes."""

    id: int
    text: str = ""
    texts: Sequence[str] | None = None


class _Inbox:
    """Reads requests in a thread, so that a cancel is seen between two pieces."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._requests: queue.SimpleQueue[_Request] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        threading.Thread(target=self._read, daemon=True).start()

    def next(self) -> _Request:
        """Wait for the next request."""
        return self._requests.get()

    def is_cancelled(self, request: _Request) -> bool:
        return request.id in self._cancelled

    def _read(self) -> None:
        code = 1
        try:
            for line in self._stream:
                message = decode(line)
                if "cancel" in message:
                    self._cancelled.add(int(message["cancel"]))
                elif "texts" in message:
                    texts = tuple(map(str, message["texts"]))
                    self._requests.put(_Request(int(message["id"]), texts=texts))
                else:
                    self._requests.put(_Request(int(message["id"]), str(message["text"])))
            code = 0
        finally:
            # Nobody is left to answer: not even a piece that is being read is worth finishing.
            os._exit(code)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Serve requests until standard input ends."""
    parser = argparse.ArgumentParser(prog="tui.nlp.worker")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--cues", type=_cues, default=CueWords(), help="JSON, as CueWords has it")
    parser.add_argument("--niceness", type=int, default=_NICENESS)
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_quiet(options.niceness)
    answers = _private_stdout()
    try:
        # First of all, so that the parent's end is noticed while the model is loading.
        inbox = _Inbox(sys.stdin.buffer)
        pipeline = _load(options.model, options.cues)
    except PullquoteError as error:
        _send(answers, {"fatal": error.message, "hint": error.hint})
        sys.stderr.flush()
        # A thread sits in a read of standard input: an orderly end would wait for its lock.
        os._exit(1)
    except Exception as error:  # noqa: BLE001 - to start again would end in the same way
        traceback.print_exc()
        reason = f"the model cannot be loaded: {type(error).__name__}: {error}"
        _send(answers, {"fatal": reason, "hint": "see `pullquote doctor`; --model names another"})
        sys.stderr.flush()
        os._exit(1)
    # The model stays for good: to look for garbage in it, time and again, is for nothing.
    gc.freeze()
    _send(answers, {"ready": True})
    while True:
        request = inbox.next()
        if inbox.is_cancelled(request):
            continue
        if request.texts is None:
            _answer(pipeline, request, inbox, answers)
        else:
            _answer_all(pipeline, request, request.texts, answers)


def _be_quiet(niceness: int) -> None:
    """Leave the processor to whoever types, or to the other workers."""
    for name, value in THREAD_LIMITS.items():
        os.environ.setdefault(name, value)
    try:
        os.nice(niceness)
    except (AttributeError, OSError):  # not on Windows; not allowed in some sandboxes
        return


def _private_stdout() -> BinaryIO:
    """Keep standard output for the answers; what libraries print there goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _cues(text: str) -> CueWords:
    return CueWords.from_json(json.loads(text))


def _load(path: Path, cues: CueWords) -> Pipeline:
    from tui.nlp.pipeline import Pipeline

    return Pipeline.load(find_model(str(path)), cues=cues)


def _answer(pipeline: Pipeline, request: _Request, inbox: _Inbox, answers: BinaryIO) -> None:
    sent = _Sent()
    try:
        for part in pipeline.parts(request.text):
            if inbox.is_cancelled(request):
                return
            _send(answers, {"id": request.id, **sent.message(part)})
    except Exception as error:  # noqa: BLE001 - one article must not take the process with it
        traceback.print_exc()
        _send(answers, {"id": request.id, "error": f"{type(error).__name__}: {error}"})


def _answer_all(
    pipeline: Pipeline, request: _Request, texts: Sequence[str], answers: BinaryIO
) -> None:
    """Answer with the analyses of all texts; where one spoils it, one text at a time."""

    def say(**message: object) -> None:
        _send(answers, {"id": request.id, **message})

    def answer(some: Sequence[str], first: int) -> None:
        found = pipeline.analyse_all(some, told=lambda: say(alive=True))
        for number, analysis in enumerate(found, first):
            say(text=number, analysis=analysis.as_json())

    try:
        answer(texts, 0)
    except Exception:  # noqa: BLE001 - it comes from one of them, and which one is found out
        for number, text in enumerate(texts):
            try:
                answer([text], number)
            except Exception as error:  # noqa: BLE001 - one article must not take the others along
                traceback.print_exc()
                say(text=number, failed=f"{type(error).__name__}: {error}")
    say(complete=True)


class _Sent:
    """Counts what the client has, so that no sentence and no token goes over twice."""

    def __init__(self) -> None:
        self._sentences = 0
        self._tokens = 0

    def message(self, part: Part) -> dict[str, Any]:
        found = part.analysis
        if part.complete:
            found = Analysis(
                sentences=found.sentences[self._sentences :],
                tokens=found.tokens[self._tokens :],
                entities=found.entities,
                quotes=found.quotes,
            )
        self._sentences += len(found.sentences)
        self._tokens += len(found.tokens)
        return {
            "done": part.done,
            "total": part.total,
            "complete": part.complete,
            "analysis": found.as_json(),
        }


def _send(answers: BinaryIO, message: dict[str, Any]) -> None:
    answers.write(encode(message))
    answers.flush()


if __name__ == "__main__":
    main()
