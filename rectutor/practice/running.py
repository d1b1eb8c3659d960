"""Run a learner's function on one case, whatever it does: loop for ever, exit, print, change its inputs."""

from __future__ import annotations

import contextlib
import copy
import ctypes
import io
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

LINES = 500_000  # of the learner's code, for one case; cases are small: a right answer needs less than a thousand
SECONDS = 10.0  # for one case, where each line takes long
LONGEST_PRINT = 2000  # characters that are kept of what a function prints

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


def run(function: Callable, case: Mapping[str, Any]) -> Outcome:
    """Call `function` with a copy of the case's values, in order, and tell what came of it."""
    given = copy.deepcopy(dict(case))
    outcome, printed, limit = Outcome(), io.StringIO(), _Limit()
    try:
        with _quiet(printed), limit:
            outcome.value = function(*given.values())
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # exit() and the like included
        outcome.error = error
        outcome.place = _place(limit.frames if isinstance(error, Endless) else _frames(error))
    finally:
        limit.stop()
    outcome.printed = printed.getvalue()[:LONGEST_PRINT]
    outcome.changed = tuple(name for name, value in given.items() if not _unchanged(value, case[name]))
    outcome.value = _own(outcome.value)
    return outcome


def _own(value: Any) -> Any:
    """Return a copy, so that a later call cannot change what an earlier one returned; generators and such stay."""
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def _unchanged(value: Any, before: Any) -> bool:
    try:
        return type(value) is type(before) and bool(np.array_equal(np.asarray(value), np.asarray(before)))
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
    """Counts the lines that run, and stops the function when there are too many.

    Lines rather than seconds: the same code is stopped on a fast machine and on a slow one alike. Python takes away a
    trace function that raised; should the learner's bare `except:` have swallowed what it raised, a second thread
    goes on raising it.
    """

    def __init__(self):
        self.left, self.until = LINES, time.monotonic() + SECONDS
        self.frames: list = []
        self.over, self.insisting, self.thread = False, None, threading.get_ident()

    def __enter__(self):
        self.before = sys.gettrace()
        sys.settrace(self._call)

    def __exit__(self, *_):
        sys.settrace(self.before)
        self.stop()

    def _call(self, frame, event, argument):
        return None if is_library(frame.f_code.co_filename) else self._line

    def _line(self, frame, event, argument):
        self.left -= 1
        if self.left < 0 or (self.left % 64 == 0 and time.monotonic() > self.until):
            self.frames = [(frame.f_code, frame.f_lineno)]
            self.insisting = threading.Thread(target=self._insist, daemon=True)
            self.insisting.start()
            raise Endless
        return self._line

    def _insist(self):
        while True:
            time.sleep(0.05)
            if self.over:
                return
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), ctypes.py_object(Endless))

    def stop(self):
        self.over = True
        if self.insisting is None:
            return
        try:
            self.insisting.join()
            for _ in range(10):  # what was still on its way arrives at the next turn of a loop, and so here
                pass
        except Endless:
            self.insisting.join()


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
    for code, line in reversed(frames):
        if not is_library(code.co_filename):
            return Place(code.co_name, line - code.co_firstlineno + 1, line_text(code.co_filename, line))
    return None


def line_text(filename: str, line: int) -> str:
    """Return a line of source without its indentation and comment, or "" where there is no source to be had."""
    import linecache

    return linecache.getline(filename, line).split("  #")[0].strip()
