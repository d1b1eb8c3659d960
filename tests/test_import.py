import subprocess
import sys

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


def test_importing_rectutor_loads_nothing_heavy():
    asked = f"import rectutor, sys; print([name for name in {HEAVY + SCIPY} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
    assert found.stderr == ""
