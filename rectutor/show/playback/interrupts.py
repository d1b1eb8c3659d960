"""The kernel's interrupt, heard by tasks of its event loop.

An interrupt is a signal to the main thread. While no cell is running nobody listens: a plain task goes on. Tasks that
want to hear it register here; the handler is set from within the loop (one set by a cell is undone when the cell ends)
and set again where something else has taken its place meanwhile.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_listeners: list[Callable[[], None]] = []
_earlier = None


@contextmanager
def heard_by(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` when the kernel is interrupted while this block is active."""
    _listeners.append(stop)
    ensure_listening()
    try:
        yield
    finally:
        _listeners.remove(stop)
        if not _listeners:
            _give_back()


def ensure_listening() -> None:
    """Set the handler unless it is set; only the main thread may."""
    global _earlier
    if threading.current_thread() is not threading.main_thread():
        return
    current = signal.getsignal(signal.SIGINT)
    if _listeners and current is not _tell_all:
        _earlier = current
        signal.signal(signal.SIGINT, _tell_all)


def _tell_all(number, frame) -> None:
    for stop in list(_listeners):
        stop()
    if callable(_earlier):  # a cell is running as well: it is meant too
        _earlier(number, frame)


def _give_back() -> None:
    on_main = threading.current_thread() is threading.main_thread()
    if on_main and signal.getsignal(signal.SIGINT) is _tell_all:
        signal.signal(signal.SIGINT, _earlier if _earlier is not None else signal.default_int_handler)
