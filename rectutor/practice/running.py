"""Run a learner's function on one case, whatever it does: loop for ever, exit, print, change its inputs."""

from __future__ import annotations

import contextlib
import copy
import ctypes
import inspect
import io
import linecache
import os
import sys
import sysconfig
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from rectutor.practice.comparing import same, untangled

LINES = 100_000  # of the learner's code, for one case; cases are small: a right answer needs less than a thousand
SECONDS = 5.0  # for one case, where a line takes long
BYTES = 100_000_000  # of a function's variables: what doubles at each pass would fill any memory
LONGEST_PRINT = 2000  # characters that are kept of what a function prints
LONGEST_LINE = 80  # and of a line that is quoted

_LIBRARIES = tuple({os.path.realpath(sysconfig.get_path(name)) + os.sep for name in ("stdlib", "purelib", "platlib")})


class Endless(BaseException):
    """Stops a function that does not end. No `except Exception` of the learner's catches it."""


class Place(NamedTuple):
    """A line of the learner's code: where it stands, counted from 1 at `def`, and its text, where it can be had."""

    function: str
    line: int
    text: str


@dataclass
class Outcome:
    """What came of one case.

    Attributes
    ----------
    value : object
        What was returned.
    error : BaseException or None
        What was raised; `Endless` when the function was stopped.
    place : Place or None
        The learner's line in which that happened.
    changed : tuple of str
        The names of the arguments that are no longer as they were.
    printed : str
    """

    value: Any = None
    error: BaseException | None = None
    place: Place | None = None
    changed: tuple[str, ...] = ()
    printed: str = field(default="", compare=False)


def run(function: Callable, case: Mapping[str, Any], trusted: bool = False, lines: int = LINES) -> Outcome:
    """Call `function` with a copy of the case's values, in order, and tell what came of it.

    A `trusted` one, such as a solution, is known to end, and runs without a limit.
    """
    given = copy.deepcopy(dict(case))
    outcome, printed, limit = Outcome(), io.StringIO(), contextlib.nullcontext() if trusted else _Limit(lines)
    try:
        with _quiet(printed), limit:
            outcome.value = function(*given.values())
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # exit() and the like included
        outcome.error = error
        outcome.place = _place(limit.frames if isinstance(error, Endless) else _frames(error))
    outcome.printed = printed.getvalue()[:LONGEST_PRINT]
    outcome.changed = tuple(name for name, value in given.items() if not _unchanged(value, case[name]))
    if inspect.iscoroutine(outcome.value):
        outcome.value.close()
    outcome.value = _own(untangled(outcome.value))
    return outcome


def _own(value: Any) -> Any:
    """Return a copy, so that a later call cannot change what an earlier one returned; generators and such stay."""
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def _unchanged(value: Any, before: Any) -> bool:
    try:
        return type(value) is type(before) and same(value, before, 0)
    except Exception:
        return False


@contextlib.contextmanager
def _quiet(printed: io.StringIO):
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        warnings.catch_warnings(action="ignore"),
        np.errstate(all="ignore"),
    ):
        yield


class _Limit:
    """Stops a function that runs too many lines, holds too much, or takes too long.

    Lines are counted first: the same code is then stopped on a fast machine and on a slow one alike. But Python takes
    away a trace function that has raised, and reports no line of `while True: pass` to it; so a second thread watches
    the time, and goes on raising where a bare `except:` of the learner's has swallowed the first.
    """

    def __init__(self, lines: int):
        self.left, self.tripped, self.frames = lines, False, []
        self.ended, self.thread = threading.Event(), threading.get_ident()
        self.watch = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self.before = sys.gettrace()
        self.watch.start()
        sys.settrace(self._call)

    def __exit__(self, *_):
        try:
            sys.settrace(self.before)
        finally:
            self.stop()

    def _call(self, frame, event, argument):
        return None if is_library(frame.f_code.co_filename) else self._line

    def _line(self, frame, event, argument):
        self.left -= 1
        if self.left < 0 or sum(map(_bytes, frame.f_locals.values())) > BYTES:
            self.frames, self.tripped = _stack(frame), True
            raise Endless
        return self._line

    def _watch(self):
        until = time.monotonic() + SECONDS
        while not self.ended.wait(0.05):
            if self.tripped or time.monotonic() > until:
                self.frames = self.frames or _stack(sys._current_frames().get(self.thread))
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), ctypes.py_object(Endless))

    def stop(self):
        try:
            self.ended.set()
            self.watch.join()
            for _ in range(10):  # what was still on its way arrives at the next turn of a loop, and so here
                pass
        except Endless:
            self.ended.set()
            self.watch.join()


def _bytes(value: Any) -> int:
    return value.nbytes if isinstance(value, np.ndarray) else sys.getsizeof(value, 0)


def _stack(frame) -> list:
    """Return the frames, outermost first, as (code, line)."""
    frames = []
    while frame is not None:
        frames.append((frame.f_code, frame.f_lineno))
        frame = frame.f_back
    return frames[::-1]


@lru_cache(maxsize=1000)
def is_library(filename: str) -> bool:
    """Return whether code is Python's own, an installed package's, or none that stands in a file or a cell."""
    return filename == __file__ or filename.startswith("<frozen") or os.path.realpath(filename).startswith(_LIBRARIES)


def _frames(error: BaseException) -> list:
    frames, step = [], error.__traceback__
    while step is not None:
        frames.append((step.tb_frame.f_code, step.tb_lineno))
        step = step.tb_next
    return frames


def _place(frames: list) -> Place | None:
    """Return the innermost line that is the learner's own."""
    own = [(code, line) for code, line in frames if not is_library(code.co_filename)]
    if not own:
        return None
    while len(own) > 1 and own[-1][0] is own[-2][0] and own[-1][1] == own[-1][0].co_firstlineno:
        own.pop()  # it called itself once too often; the call is the line to show
    code, line = own[-1]
    named = [c for c, _ in own if not c.co_name.startswith("<") and c.co_filename == code.co_filename]
    function = named[-1] if named else code  # a comprehension counts as a part of its function
    return Place(function.co_name, line - function.co_firstlineno + 1, line_text(code.co_filename, line))


def line_text(filename: str, line: int) -> str:
    """Return a line of source without its indentation and comment, or "" where there is no source to be had."""
    text = linecache.getline(filename, line).split("  #")[0].strip()
    return text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE].rstrip() + "…"
