"""Answers as a notebook has them: functions whose source can be read."""

import itertools
import linecache

import numpy as np

COUNTED = itertools.count(1)


def in_a_cell(source, name):
    """The function that a cell with this source defines."""
    filename = f"<cell {next(COUNTED)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace = {"np": np}
    exec(compile(source, filename, "exec"), namespace)
    return namespace[name]
