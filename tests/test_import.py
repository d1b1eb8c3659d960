import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import rectutor

HEAVY = (
    "torch",
    "requests",
    "pooch",
    "matplotlib",
    "seaborn",
    "ipywidgets",
    "anywidget",
    "IPython",
    "tqdm",
    "surprise",
    "pytest",
)
# numba looks whether a plain `import scipy` works; none of scipy's own modules that take time may come along
SCIPY = ("scipy.linalg", "scipy.optimize", "scipy.sparse", "scipy.spatial", "scipy.special", "scipy.stats")


ROOT = Path(__file__).parents[1]
FILES = {str(path.relative_to(ROOT)): path for path in sorted((ROOT / "rectutor").rglob("*.py"))}
OF_LIBRARIES = {"_replace", "_current_frames"}  # what named tuples and sys call so is meant for everybody


def test_importing_rectutor_loads_nothing_heavy():
    asked = f"import rectutor, sys; print([name for name in {HEAVY + SCIPY} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
    assert found.stderr == ""


def test_an_algorithm_is_found_by_its_file_and_imported_when_it_is_asked_for():
    asked = "import rectutor, sys; print('UserKNN' in dir(rectutor), 'rectutor.algorithms.user_knn' in sys.modules)"
    asked += "; from rectutor import *; print(UserKNN.__module__)"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["True", "False", "rectutor.algorithms.user_knn"]


def test_a_name_of_no_algorithm_is_refused():
    assert not hasattr(rectutor, "Replay"), "a class named like its file, but no model"


@pytest.mark.parametrize("name", FILES)
def test_what_begins_with_an_underscore_is_used_in_its_own_file_or_by_itself(name):
    """What other files need has a public name: `model.trained_on`, not `model._fitted()`."""
    tree = ast.parse(FILES[name].read_text())
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    taken = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and re.match("_[a-z]", node.attr) and node.attr not in own | OF_LIBRARIES
        if ast.unparse(node.value) not in ("self", "cls", "super()")
    ]
    imported = [a.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for a in node.names]
    assert [*taken, *(each for each in imported if re.match("_[a-z]", each))] == []
