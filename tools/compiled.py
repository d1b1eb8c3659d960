"""Forgets compiled loops that are out of date: numba keeps them on disk, and looks only at the file where one stands.

A loop that calls a function of another file, or takes a setting from there, would go on with what it was compiled with.
So set-up and the tests ask here first: when one of the files that are imported so has changed, everything is compiled
anew. Like bootstrap.py, this is for any Python, and imports nothing but the standard library.
"""

import hashlib
import os
import re

ALGORITHMS = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "rectutor", "algorithms")
NOTE = "imported-by-loops"


def forget_stale(folder=ALGORITHMS):
    """Remove what numba has kept for the files of this folder if it may be stale; return whether it was."""
    cache = os.path.join(folder, "__pycache__")
    note = os.path.join(cache, NOTE)
    try:
        now = fingerprint(folder)
        if read(note) == now:
            return False
        os.makedirs(cache, exist_ok=True)
        for name in os.listdir(cache):
            if name.endswith((".nbi", ".nbc")):
                os.remove(os.path.join(cache, name))
        with open(note, "w") as file:
            file.write(now)
    except OSError:
        return False  # where nothing can be written, numba has kept nothing there either
    return True


def fingerprint(folder):
    """A hash of all files from which files with loops import."""
    texts = {name[:-3]: read(os.path.join(folder, name)) for name in os.listdir(folder) if name.endswith(".py")}
    with_loops = [text for text in texts.values() if "@njit" in text]
    imported = {name for text in with_loops for name in re.findall(r"\.(\w+) import", text)}
    return hashlib.sha256("\0".join(texts[name] for name in sorted(imported & set(texts))).encode()).hexdigest()


def read(path):
    """A file's text; a file that is not there reads as empty."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""
