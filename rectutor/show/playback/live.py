"""The Player with a kernel behind it. Training runs as a task of the kernel's event loop while cells are idle.

The steps themselves run in a thread, and the hot loops let go of Python's lock there, so that the loop stays free:
Pause, Stop and the kernel's interrupt are heard at once however long one step takes.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from rectutor.hyperparameters import Hyperparameter
from rectutor.show import frontend
from rectutor.show.playback import recording
from rectutor.show.playback.interrupts import ensure_listening, heard_by
from rectutor.show.playback.player import Player
from rectutor.show.playback.recording import Frame, Run
from rectutor.steps import DivergenceError, Step

SEND_EVERY = 0.03  # seconds; frames in between travel together
REST = 0.05  # seconds after a run's first picture, for those who bring it to the page: they share the processor
KEPT_RUNS = 12  # what is still there when the kernel dies
KEPT_LEVEL = 6  # of zlib: 9 takes ten times as long to save a twentieth, while the next run wants the processor

_watching: dict[str, tuple[str, list[LivePlayer]]] = {}  # by cell: the execution, and what it started


class LivePlayer(Player):
    """A Player whose runs are computed while it is looked at."""

    _outbox: Outbox | None = None

    def __init__(self, *arguments, question=None, **options):
        playing = question is None and getattr(arguments[0], "plays", True)
        super().__init__(*arguments, question=question, live=True, status="waiting", playing=playing, **options)
        self.recorded: list[Run] = []
        self._numbers = itertools.count(1)
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="rectutor")  # one may still end what nobody waits for
        self._loop = _running_loop()
        self._changed, self._resumed = asyncio.Event(), asyncio.Event()
        self._stopped = False
        self._shown: tuple[dict, int] | None = None  # the values of the last run, and its number
        self._pause_or_resume(playing)
        self.observe(lambda change: self._from_any_thread(self._restart), names=list(self.source.sliders))
        self.observe(lambda change: self._from_any_thread(self._pause_or_resume, change.new), names="playing")
        _replace_in_cell(self)
        self._task = self._loop.create_task(self._follow_wishes())

    def admit(self, wanted: Hyperparameter, value):
        """Return the value if the declaration allows it; with a kernel, no value needs to be recorded."""
        return self.source.admit(wanted, value)

    def stop(self) -> None:
        """End the run that is going on; what was computed stays."""
        self._from_any_thread(self._stop)

    def close(self) -> None:
        """End training and remove the picture."""
        self._from_any_thread(self._end)
        super().close()

    # What follows runs in the kernel's loop, one piece at a time.

    def _from_any_thread(self, action, *arguments) -> None:
        # A front end's messages may arrive in a thread of their own.
        self._loop.call_soon_threadsafe(action, *arguments)

    def _heard(self, content: dict) -> None:
        super()._heard(content)
        if content.get("type") == "hello" and self._outbox:  # a new view has missed what was sent before it was drawn
            self._from_any_thread(self._outbox.send_again)
        elif content.get("type") == "playing":  # the trait says the same, later: the page may not send it at once
            self._from_any_thread(self._pause_or_resume, content.get("playing"))
        elif content.get("type") == "stop":
            self.stop()
        elif content.get("type") == "restart":
            self._from_any_thread(self._restart)

    def _restart(self) -> None:
        self._stopped = False
        self._resumed.set()
        self._changed.set()

    def _pause_or_resume(self, playing: bool) -> None:
        (self._resumed.set if playing or not self.source.plays else self._resumed.clear)()

    def _stop(self) -> None:
        self._stopped = True
        self._resumed.set()  # a paused run must wake up to end

    def _end(self) -> None:
        self._task.cancel()

    async def _follow_wishes(self) -> None:
        """Train with the values that the sliders show; start again whenever they change."""
        shell = _shell()
        if shell:
            shell.events.register("pre_run_cell", self._wait_for_cells)
        try:
            while True:
                self._changed.clear()
                self._stopped = False
                with heard_by(self._stop):
                    await self._try_to_play({name: getattr(self, name) for name in self.source.sliders})
                await self._changed.wait()
        finally:
            self._threads.shutdown(wait=False, cancel_futures=True)
            if shell:
                shell.events.unregister("pre_run_cell", self._wait_for_cells)

    def _wait_for_cells(self, *_) -> None:
        if self.status == "running":
            self.status = "waiting"

    async def _try_to_play(self, values: dict) -> None:
        try:
            await self._play_run(values)
        except Exception as error:  # of a learner's function: the picture says it, and the sliders go on
            self.send({"type": "failed", "said": f"[{type(error).__name__}:](failure) {error}"})
            self.status = "idle"

    async def _play_run(self, values: dict) -> None:
        """Follow one run to its end, or until a slider moves or somebody stops it, sending frames on the way."""
        source = self.source
        again = self._shown is not None and source.continues(values, self._shown[0])
        self._shown = (values, self._shown[1] if again else next(self._numbers))
        if self._resumed.is_set():
            self.status = "running"  # before anything is awaited: a cell that comes now makes it wait, and it says so
        run = await self._in_thread(source.run, *self._shown)
        if run is None:  # the sliders have moved on already
            return
        outbox = self._outbox = Outbox(self, run)
        steps, sent = source.walk(values), {}
        while run.status == "running" and not self._changed.is_set():
            if self._stopped:
                run.status = "stopped"
                continue
            if not self._resumed.is_set():
                await self._pause(run)
                continue
            self.status = "running"
            seen = await self._in_thread(self._next, steps)
            if isinstance(seen, tuple):
                step, frames = seen
                run.add(step, source.stream(frames, sent), source.measures)
                run.said.append(source.say(run, step))
                outbox.flush_in_time()
                if len(run) == 1:
                    await _one_of(self._changed, timeout=REST)
            elif seen is not None:
                run.status = "diverged" if seen == "diverged" else source.status_at_end(run)
                source.end(run)
        outbox.flush()
        if again and run.status != "running":
            self.step = source.place(values)
        self.recorded = [*self.recorded, run][-KEPT_RUNS:] if len(run) > 1 else self.recorded
        if run.status != "running":
            outbox.end()
            self.status = "idle"
            await self._keep(self.recorded)

    async def _pause(self, run: Run) -> None:
        """Wait until play is pressed, a slider moves, or the run is stopped."""
        self._outbox.flush()
        self.status = "paused"
        await self._keep([*self.recorded, run])
        await _one_of(self._resumed, self._changed)

    async def _keep(self, runs: list[Run]) -> None:
        """Put the runs into the widget's state: what a saved notebook, or a dead kernel, leaves to be replayed."""
        seen = [run for run in runs if len(run)]
        packed = await self._in_thread(recording.encode, seen, self.source.levels, KEPT_LEVEL)
        if packed:
            self.runs = packed

    def _next(self, steps: Iterator[tuple[Step, dict[str, Frame]]]):
        """Return the next step with its frames, or the reason why there is none."""
        try:
            return next(steps)
        except StopIteration:
            return "ended"
        except DivergenceError:
            return "diverged"

    async def _in_thread(self, function, *arguments):
        """Run in the thread; wake up every 50 ms, so that a signal is never left waiting for a long step."""
        future = self._loop.run_in_executor(self._threads, function, *arguments)
        while not future.done():
            ensure_listening()
            await asyncio.wait({future}, timeout=0.05)
            if (self._stopped or self._changed.is_set()) and not future.done():
                return None  # the step goes on in its thread, and nobody waits for it
        return future.result()


class Outbox:
    """Frames on their way to the page, several to a message when they come fast."""

    def __init__(self, player: LivePlayer, run: Run):
        self.player, self.run = player, run
        self.sent, self.last = 0, 0.0

    def flush_in_time(self) -> None:
        """Send what has gathered, unless something was sent a moment ago."""
        if time.monotonic() - self.last >= SEND_EVERY:
            self.flush()

    def send_again(self) -> None:
        """Send the run from its beginning."""
        self.sent = 0
        self.flush()
        if self.run.status != "running":
            self.end()

    def end(self) -> None:
        """Say how the run has ended, and what was said on the way where that became known only now."""
        run = self.run
        self.player.send(
            {"type": "end", "run": run.number, "status": run.status, "said": run.said, "ending": run.ending}
        )

    def flush(self) -> None:
        """Send what has gathered."""
        run, first = self.run, self.sent
        if first == len(run):
            return
        names, buffers, texts = [], [], {}
        for view, frames in run.frames.items():
            for name in recording.public(frames[0]):
                arrays = [np.ravel(frame[name]) for frame in frames[first:]]
                if arrays[0].dtype.kind in "UO":
                    texts[recording.full_name(view, name)] = [array.tolist() for array in arrays]
                    continue
                names.append({"name": recording.full_name(view, name), "sizes": [array.size for array in arrays]})
                buffers.append(np.concatenate(arrays).astype("<f4").tobytes())
        message = {
            "type": "frames",
            "run": run.number,
            "first": first,
            "values": run.values,
            "total": run.total,
            "metrics": {name: recording.rounded(curve[first:]) for name, curve in run.metrics.items()},
            "said": run.said[first:],
            "arrays": names,
            "texts": texts,
        }
        self.player.send(message, buffers)
        self.sent, self.last = len(run), time.monotonic()


async def _one_of(*events: asyncio.Event, timeout: float | None = None) -> None:
    """Wait until one of the events is set, or for so many seconds."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED, timeout=timeout)
    finally:  # also when the whole task is ended
        for wait in waits:
            wait.cancel()


def _replace_in_cell(player: LivePlayer) -> None:
    """End what an earlier execution of this cell started; a cell may start several."""
    cell, execution = frontend.cell()
    earlier, players = _watching.get(cell, ("", []))
    if earlier != execution:
        for old in players:
            old._from_any_thread(old._end)
        players = []
    _watching[cell] = (execution, [*players, player])


def _running_loop() -> asyncio.AbstractEventLoop:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise RuntimeError(
            "watch needs the event loop of a notebook's kernel; in a script use Player, or set RECTUTOR_FRONTEND=none"
        ) from None


def _shell():
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()
