"""A part of a recorded picture: fewer sliders, and only the runs that those can reach, for a page that is to be light.

How runs are packed is written in rectutor/show/playback/recording.py, how they are read in
rectutor/show/js/src/playback/recorded.js.
"""

from __future__ import annotations

import copy
import math

from rectutor.show.playback import recording


def with_sliders(state: dict, kept: list[str]) -> dict:
    """Return the state of a training picture in which only some hyper-parameters can be moved.

    Raises
    ------
    KeyError
        When the picture has no slider for one of them.
    """
    state = copy.deepcopy(state)
    spec = state["spec"]
    names = [p["name"] for p in spec["hyperparameters"]]
    if unknown := set(kept) - set(names):
        raise KeyError(f"no slider for {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    fixed = {name: state.pop(name) for name in names if name not in kept}
    spec["hyperparameters"] = [p for p in spec["hyperparameters"] if p["name"] in kept]
    spec["fixed"] = {**spec["fixed"], **fixed}
    state["runs"] = _only(state["runs"], fixed)
    return state


def _only(packed: str, fixed: dict) -> str:
    """Keep the runs with these values, and their arrays."""
    described, raw = recording.from_text(packed)
    runs = [run for run in described if all(run["values"][name] == fixed[name] for name in fixed)]
    blob = bytearray()
    for array in (array for run in runs for array in run["arrays"].values()):
        size = math.prod(array["shape"]) * int(array["type"][1:])
        offset, array["offset"] = array["offset"], len(blob)
        blob += raw[offset : offset + size]
    return recording.to_text(runs, blob)
