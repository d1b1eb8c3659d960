"""Finds a class by its file: ItemKNN is the class of item_knn.py, and no list has to name it."""

import re
from functools import cache
from pathlib import Path


@cache
def classes_in(package: str) -> dict[str, str]:
    """Return the classes of a package that have a base and are named like their files, each with its module.

    Nothing is imported: the files are read as text, once.

    >>> classes_in("rectutor.algorithms")["ItemKNN"]
    'rectutor.algorithms.item_knn'
    """
    folder = Path(__file__).parent.joinpath(*package.split(".")[1:])
    return {
        name: f"{package}.{path.stem}"
        for path in sorted(folder.glob("*.py"))
        for name in re.findall(r"^class (\w+)\(", path.read_text(encoding="utf-8"), flags=re.M)
        if name.lower() == path.stem.replace("_", "")
    }
