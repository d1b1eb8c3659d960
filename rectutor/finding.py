"""Finds what is imported when it is first used; a class by its file: ItemKNN is in item_knn.py, and in no list."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any


def named(name: str, package: str, where: Mapping[str, str], folder: str = "") -> Any:
    """Return what a package has by this name: `where` has the modules, and `folder` is a package of classes besides.

    Raises
    ------
    AttributeError
        As Python words it, when there is no such name.
    """
    module = where.get(name) or (folder and classes_in(folder).get(name))
    if module:
        return getattr(import_module(module), name)
    raise AttributeError(f"module {package!r} has no attribute {name!r}")


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
