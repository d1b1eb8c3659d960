"""Runs that can be replayed without a kernel: followed once, quantised, packed into text.

The text is base64 of deflated bytes: the length of the header (4 bytes), the header (JSON), and the arrays. Its reader
is `js/src/playback/recorded.js`. It is text because JupyterLab drops binary data when it saves a notebook.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from rectutor.show.packing import planes, with_header
from rectutor.steps import Measure, Step

Frame = dict[str, np.ndarray]
"""What is drawn after one step: arrays of numbers, or of texts, by name."""


@dataclass
class Run:
    """One run as it was seen: what its sliders stood at, and what was measured, said and drawn after every step.

    Attributes
    ----------
    values : dict
        What the sliders set.
    total : int
        How many steps there are after the first, where nothing ends it early.
    watched : Measure or None
        What decides which step is the best.
    metrics : dict of str to list of float
        By the measures' names: their values after steps 0, 1, 2, …
    frames : dict of str to list of Frame
        By view name.
    said : list of str
        A sentence for each step.
    ending : str
        What is said where it ended otherwise than by reaching its last step.
    status : str
        "running", "finished", "stopped early", "stopped", or "diverged".
    number : int
        Tells runs apart.
    """

    values: dict
    total: int
    watched: Measure | None = None
    metrics: dict[str, list[float]] = field(default_factory=dict)
    frames: dict[str, list[Frame]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    ending: str = ""
    status: str = "running"
    number: int = 0

    def __len__(self) -> int:
        return len(self.said)

    @property
    def best(self) -> int:
        """The step with the best value of what is watched; the last where nothing is."""
        if self.watched is None:
            return max(0, len(self) - 1)
        return self.watched.best(self.metrics.get(self.watched.name, []))

    def add(self, step: Step, frames: Mapping[str, Frame], measures: Sequence[Measure] = ()) -> None:
        """Append what was seen after one step; what is to be said of it comes into `said`."""
        for measure in measures:
            self.metrics.setdefault(measure.name, []).append(float(step.metrics.get(measure.name, np.nan)))
        for name, frame in frames.items():
            self.frames.setdefault(name, []).append(frame)


def encode(runs: Sequence[Run], levels: Mapping[str, int], level: int = 9) -> str:
    """Pack runs into text, deflated at zlib's `level`.

    `levels` says of some arrays ("map.xy") how finely they are stored, in so many steps; others keep all digits of a
    float32.
    """
    blob, described = bytearray(), []
    for run in runs:
        arrays, metrics = {}, {name: rounded(curve) for name, curve in run.metrics.items()}
        for view, frames in run.frames.items():
            for name in public(frames[0]):
                full = full_name(view, name)
                arrays[full] = _pack([np.asarray(frame[name]) for frame in frames], levels.get(full), blob)
        described.append(
            {
                "number": run.number,
                "values": run.values,
                "total": run.total,
                "status": run.status,
                "best": run.best,
                "metrics": metrics,
                "said": folded(run.said, list(metrics.values())),
                "ending": run.ending,
                "arrays": arrays,
            }
        )
    return to_text(described, blob, level)


def public(frame: Frame) -> list[str]:
    """Return the names of what leaves Python."""
    return [name for name in frame if not name.startswith("_")]


def folded(said: Sequence[str], curves: Sequence[Sequence[float | None]]) -> list[str]:
    """Return what was said, a sentence for each step, without the numbers that the (rounded) curves hold.

    "{1:0:3}" is the second measure, 0 steps back, with 3 decimals; "{s}" is the step's own number.
    Sentences of one kind are then alike, which deflate likes, and the page has the numbers anyway.
    """
    number = re.compile(r"\d+\.(\d+)")
    digits = {len(decimals) for text in said for decimals in number.findall(text)}
    last = {}  # by how a value is written: in which curve it stood last, the first of several, and at which step

    def place(found: re.Match) -> str:
        curve, at = last.get(found[0], (None, None))
        return found[0] if at is None else f"{{{curve}:{step - at}:{len(found[1])}}}"

    result = []
    for step, text in enumerate(said):
        for i, n in itertools.product(reversed(range(len(curves))), digits):
            if curves[i][step] is not None:
                last[_fixed(curves[i][step], n)] = (i, step)
        result.append(number.sub(place, text).replace(f" {step} of ", " {s} of ", 1))
    return result


def _fixed(value: float, digits: int) -> str:
    """Return a number as JavaScript's toFixed writes it, which rounds a half up."""
    return str(Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def full_name(view: str, name: str) -> str:
    """Return what the page calls an array of a view; what belongs to no view keeps its name."""
    return f"{view}.{name}" if view else name


def to_text(described: Sequence[dict], blob: bytes, level: int = 9) -> str:
    """Pack the runs' descriptions and the bytes of their arrays."""
    return with_header({"runs": described}, bytes(blob), level)


def from_text(text: str) -> tuple[list[dict], bytes]:
    """Undo `to_text`."""
    raw = zlib.decompress(base64.b64decode(text))
    start = 4 + struct.unpack("<I", raw[:4])[0]
    return json.loads(raw[4:start])["runs"], raw[start:]


def _pack(frames: list[np.ndarray], levels: int | None, blob: bytearray) -> dict:
    """Append the frames of one array, value by value, each through all steps; return how to undo it.

    What moves on evenly is packed smaller that way than frame by frame. Frames of unequal length are filled up.
    """
    sizes = [frame.size for frame in frames]
    longest = max(sizes)
    texts = frames[0].dtype.kind in "UO"
    empty = "" if texts else np.nan
    if min(sizes) < longest:
        frames = [np.concatenate([frame.ravel(), np.full(longest - frame.size, empty)]) for frame in frames]
    stacked = np.stack(frames)
    about = {"shape": list(stacked.shape), "offset": len(blob)}
    if min(sizes) < longest:
        about["sizes"] = sizes
    if texts:
        known, stored = np.unique(stacked.astype(str), return_inverse=True)
        about |= {"type": "u2", "texts": known.tolist()}
    elif levels is None:
        blob += planes(stacked, "<f4")
        return about | {"type": "f4"}
    else:
        low, high = float(stacked.min()), float(stacked.max())
        scale = (high - low) / (levels - 1) or 1.0
        stored = np.rint((stacked - low) / scale)
        about |= {"type": "u1" if levels <= 256 else "u2", "base": low, "scale": scale}
    stored = stored.reshape(len(frames), -1).T.astype(np.uint8 if about["type"] == "u1" else np.uint16)
    differences = stored.copy()
    differences[:, 1:] = stored[:, 1:] - stored[:, :-1]  # wraps around, and back again
    blob += differences.astype(differences.dtype.newbyteorder("<")).tobytes()
    return about


def rounded(curve: Sequence[float]) -> list[float | None]:
    """Return a curve as JSON can hold it."""
    return [
        None if np.isnan(value) else float(f"{value:.6g}") if abs(value) >= 10 else round(value, 5) for value in curve
    ]
