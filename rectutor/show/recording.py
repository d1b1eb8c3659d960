"""Runs that can be replayed without a kernel: followed once, quantised, packed into text.

The text is base64 of deflated bytes: the length of the header (4 bytes), the header (JSON), and the arrays. Its reader
is `js/src/training/recorded.js`. It is text because JupyterLab drops binary data when it saves a notebook.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rectutor.ratings import Ratings
from rectutor.recommender import DivergenceError, Recommender, Step, follow
from rectutor.show.packing import with_header
from rectutor.show.views import Frame, View


@dataclass
class Run:
    """One training run as it was seen: its hyper-parameters, its curves, and a frame of each view after every step.

    Attributes
    ----------
    values : dict
        The hyper-parameters that the sliders set.
    train, valid : list of float
        RMSE in stars after steps 0, 1, 2, …; `valid` stays empty without validation ratings.
    frames : dict of str to list of Frame
        By view name.
    status : str
        "running", "finished", "stopped early", "stopped", or "diverged".
    number : int
        Tells runs apart.
    """

    values: dict
    total: int
    train: list[float] = field(default_factory=list)
    valid: list[float] = field(default_factory=list)
    frames: dict[str, list[Frame]] = field(default_factory=dict)
    status: str = "running"
    number: int = 0

    @property
    def best(self) -> int:
        """The step with the lowest validation error (training error without validation ratings)."""
        curve = self.valid or self.train
        return int(np.argmin(curve)) if curve else 0

    def add(self, step: Step, frames: Mapping[str, Frame]) -> None:
        """Append what was seen after one step."""
        self.train.append(step.metrics["train_rmse"])
        if "valid_rmse" in step.metrics:
            self.valid.append(step.metrics["valid_rmse"])
        for name, frame in frames.items():
            self.frames.setdefault(name, []).append(frame)


def trained_copy(model: Recommender, values: Mapping) -> Recommender:
    """Return a fresh model with these hyper-parameters changed; the original is left alone."""
    return replace(model, **values)


def walk(
    model: Recommender, train: Ratings, valid: Ratings | None, views: Sequence[View], patience: int | None
) -> Iterator[tuple[Step, dict[str, Frame]]]:
    """Follow the model and take every view's snapshot after each step."""
    for step in follow(model, train, valid, patience):
        yield step, {view.name: frame for view in views if (frame := view.snapshot(model))}


def status_at_end(run: Run) -> str:
    """Return why a run that yields no more steps has ended."""
    return "finished" if len(run.train) > run.total else "stopped early"


def record(
    model: Recommender,
    train: Ratings,
    valid: Ratings | None,
    views: Sequence[View],
    grid: Sequence[Mapping],
    patience: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Run]:
    """Follow one run for each combination in `grid`, to the end."""
    runs: list[Run] = []
    references: dict[str, Frame] = {}
    for number, values in enumerate(grid):
        fresh = trained_copy(model, values)
        run = Run(dict(values), fresh.length(train), number=number)
        try:
            for step, frames in walk(fresh, train, valid, views, patience):
                run.add(step, frames)
            run.status = status_at_end(run)
        except DivergenceError:
            run.status = "diverged"
        for view in views:
            if view.name in run.frames:
                settled = view.settle(run.frames[view.name], run.best, references.get(view.name))
                run.frames[view.name] = settled
                references.setdefault(view.name, settled[run.best])
        runs.append(run)
        progress(number + 1, len(grid))
    return runs


def encode(runs: Sequence[Run], views: Sequence[View], level: int = 9) -> str:
    """Pack runs into text, deflated at zlib's `level`."""
    blob, described = bytearray(), []
    for run in runs:
        arrays = {}
        for view in views:
            for name, levels in view.arrays.items():
                frames = np.stack([frame[name] for frame in run.frames[view.name]])
                arrays[f"{view.name}.{name}"] = _pack(frames, levels, blob)
        described.append(
            {
                "number": run.number,
                "values": run.values,
                "total": run.total,
                "status": run.status,
                "best": run.best,
                "train": _rounded(run.train),
                "valid": _rounded(run.valid),
                "arrays": arrays,
            }
        )
    return to_text(described, blob, level)


def to_text(described: Sequence[dict], blob: bytes, level: int = 9) -> str:
    """Pack the runs' descriptions and the bytes of their arrays."""
    return with_header({"runs": described}, bytes(blob), level)


def from_text(text: str) -> tuple[list[dict], bytes]:
    """Undo `to_text`."""
    raw = zlib.decompress(base64.b64decode(text))
    start = 4 + struct.unpack("<I", raw[:4])[0]
    return json.loads(raw[4:start])["runs"], raw[start:]


def _pack(frames: np.ndarray, levels: int, blob: bytearray) -> dict:
    """Append the frames as whole numbers, each as the difference to the one before; return how to undo it."""
    low, high = float(frames.min()), float(frames.max())
    scale = (high - low) / (levels - 1) or 1.0
    kind = np.uint8 if levels <= 256 else np.uint16
    stored = np.rint((frames - low) / scale).astype(kind)
    differences = stored.copy()
    differences[1:] = stored[1:] - stored[:-1]  # wraps around, and back again
    offset = len(blob)
    blob += differences.astype(np.dtype(kind).newbyteorder("<")).tobytes()
    return {"type": f"u{stored.itemsize}", "shape": list(stored.shape), "offset": offset, "base": low, "scale": scale}


def _rounded(curve: Sequence[float]) -> list[float]:
    return [round(value, 5) for value in curve]
