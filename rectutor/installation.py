"""Does this installation work? Each check says in one sentence what is wrong and what to do about it."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Callable
from dataclasses import dataclass

AGAIN = "run `make lab` again in the project's folder"


@dataclass(frozen=True)
class Report:
    """What `self_test` found: one (check, complaint) a line; the complaint is empty where all is well."""

    results: list[tuple[str, str]]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not any(complaint for _, complaint in self.results)

    def __repr__(self) -> str:
        lines = [f"✗ {name}: {complaint}" if complaint else f"✓ {name}" for name, complaint in self.results]
        wrong = sum(bool(complaint) for _, complaint in self.results)
        end = "All is well." if self.ok else f"{wrong} of {len(lines)} checks failed; what to do stands behind each."
        return "\n".join([*lines, end])


def self_test() -> Report:
    """Check Python, packages, data, compiler, and the parts that draw pictures.

    Examples
    --------
    >>> self_test()
    ✓ Python 3.11 or newer
    ✓ packages in the versions that this course asks for
    ✓ rating data whole and unchanged
    ✓ compiled loops give the right numbers
    ✓ pictures find their module
    ✓ widgets known to JupyterLab
    All is well.
    """
    return Report([(name, _complaint(check)) for name, check in CHECKS.items()])


def _complaint(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # whatever goes wrong is what the learner needs to see
        return f"{type(error).__name__}: {error}"


def _python() -> str:
    if sys.version_info >= (3, 11):  # noqa: UP036 (the kernel may be another environment's)
        return ""
    return f"this kernel runs Python {sys.version.split()[0]}; choose the kernel of the project's .venv"


def _packages() -> str:
    from packaging.requirements import Requirement

    for line in importlib.metadata.requires("rectutor") or []:
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            have = importlib.metadata.version(wanted.name)
        except importlib.metadata.PackageNotFoundError:
            return f"{wanted.name} is not installed; {AGAIN}"
        if not wanted.specifier.contains(have, prereleases=True):
            return f"{wanted.name} {have} is installed, but {wanted.specifier} is needed; {AGAIN}"
    return ""


def _data() -> str:
    from rectutor.data.datasets import load

    found = {name: len(load(name).ratings) for name in ("toy", "movielens-small")}
    return "" if found == {"toy": 39, "movielens-small": 100_004} else f"unexpected numbers of ratings: {found}"


def _compiler() -> str:
    import numpy as np

    from rectutor.algorithms.factor_model import Learned
    from rectutor.algorithms.matrix_factorization_sgd import Columns, sgd_epoch

    ratings = Columns(np.array([0]), np.array([0]), np.array([5.0]))
    learned = Learned(3.0, np.array([0.5]), np.array([-0.25]), np.array([[1.0, -1.0]]), np.array([[0.5, 0.25]]))
    sgd_epoch(np.array([0]), ratings, learned, 0.1, 0.1)  # lesson 04 does this one by hand
    right = np.allclose(learned.P, [[1.065, -0.9525]]) and np.allclose(learned.Q, [[0.645, 0.0975]])
    return "" if right else "numba compiled a wrong result; remove the folders named __pycache__ and try again"


def _module() -> str:
    from rectutor.show.component import STATIC

    bundle = STATIC / "rectutor.mjs"
    return "" if bundle.exists() else f"{bundle.name} is missing from the package; {AGAIN}"


def _widgets() -> str:
    from pathlib import Path

    extensions = Path(sys.prefix) / "share/jupyter/labextensions"
    missing = [
        name for name in ("@jupyter-widgets/jupyterlab-manager", "anywidget") if not (extensions / name).exists()
    ]
    if not missing:
        return ""
    return f"JupyterLab has no {' and no '.join(missing)} in this environment; {AGAIN}, and start JupyterLab from there"


CHECKS: dict[str, Callable[[], str]] = {
    "Python 3.11 or newer": _python,
    "packages in the versions that this course asks for": _packages,
    "rating data whole and unchanged": _data,
    "compiled loops give the right numbers": _compiler,
    "pictures find their module": _module,
    "widgets known to JupyterLab": _widgets,
}
