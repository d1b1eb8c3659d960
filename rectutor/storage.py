"""Saved models: one .npz file of arrays with a JSON description inside. Nothing in it is executed on reading."""

from __future__ import annotations

import importlib
import io
import json
import os
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd

from rectutor.data.ratings import Ratings

FORMAT = "rectutor-model-1"
LEARNED = "learned."
ARRAYS_OF_RATINGS = ("users", "items", "values", "timestamps", "user_ids", "item_ids")


def save(model, path: str | Path) -> Path:
    """Write `model` to `path` (.npz is added where missing); an older file is replaced only by a complete new one."""
    path, ratings = Path(path), model.trained_on
    if path.suffix != ".npz":
        path = path.with_name(path.name + ".npz")
    learned = {name: _storable(name, value) for name, value in model.state().items()}
    arrays = {f"{LEARNED}{name}": value for name, value in learned.items() if isinstance(value, np.ndarray)}
    for name in ARRAYS_OF_RATINGS:
        array = getattr(ratings, name)
        if array is not None:
            arrays[f"ratings.{name}"] = array.astype(str) if array.dtype == object else array
    about = {
        "format": FORMAT,
        "module": type(model).__module__,
        "class": type(model).__name__,
        "hyperparameters": asdict(model),
        "arrays": sorted(arrays),
        "numbers": {name: value for name, value in learned.items() if not isinstance(value, np.ndarray)},
        "scale": ratings.scale,
        "catalog": None if ratings.catalog is None else ratings.catalog.to_json(orient="table"),
    }
    temporary = path.with_name(path.name + ".part")
    try:
        with open(temporary, "wb") as file:
            np.savez_compressed(file, about=np.array(json.dumps(about)), **arrays)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _storable(name: str, value):
    """Return the value, numpy's numbers as Python's, or refuse what could only be pickled."""
    value = value.item() if isinstance(value, np.generic) else value
    is_array = isinstance(value, np.ndarray) and value.dtype != object
    if not is_array and not isinstance(value, (str, int, float, type(None))):
        raise TypeError(f"a state may hold arrays, numbers and texts, but {name} is of type {type(value).__name__}")
    return value


def load(path: str | Path):
    """Read what `save` wrote."""
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no file {path}")
    content = path.read_bytes()
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        about = json.loads(str(arrays.pop("about")))
        if about["format"] != FORMAT or about["arrays"] != sorted(arrays):
            raise KeyError("format")
        return _rebuild(about, arrays)
    except Exception as error:  # a damaged archive can raise nearly anything
        raise ValueError(
            f"{path} is damaged or is not a model saved by rectutor ({type(error).__name__}); save it anew"
        ) from error


def _rebuild(about: dict, arrays: dict):
    if not about["module"].startswith("rectutor.algorithms."):  # a file must not choose which code is imported
        raise ValueError("module")
    cls = getattr(importlib.import_module(about["module"]), about["class"])
    if not (isinstance(cls, type) and hasattr(cls, "steps")):
        raise ValueError("class")
    model = cls(**about["hyperparameters"])
    columns = {name: arrays.get(f"ratings.{name}") for name in ARRAYS_OF_RATINGS}
    catalog = None
    if about["catalog"] is not None:
        catalog = pd.read_json(io.StringIO(about["catalog"]), orient="table")
    learned = {name.removeprefix(LEARNED): array for name, array in arrays.items() if name.startswith(LEARNED)}
    model.go_back(Ratings(**columns, scale=tuple(about["scale"]), catalog=catalog), learned | about["numbers"])
    return model
