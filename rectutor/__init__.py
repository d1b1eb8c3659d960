"""rectutor: learn how recommender systems work by watching them learn.

The names below are all that a lesson needs. Importing this loads neither matplotlib nor torch nor ipywidgets; `watch`,
`Player` and `source` bring theirs when first used.
"""

from rectutor.algorithms.bias import Bias
from rectutor.algorithms.matrix_factorization_sgd import MatrixFactorizationSGD
from rectutor.datasets import Dataset, load
from rectutor.evaluation import compare, evaluate
from rectutor.hyperparameters import HyperparameterError
from rectutor.metrics import mae, rmse
from rectutor.ratings import Ratings
from rectutor.recommender import DivergenceError, NotFittedError, Recommender, Step, follow, load_model
from rectutor.simulation import simulate
from rectutor.splits import random_split

__version__ = "0.1.0"

__all__ = [
    "Bias",
    "Dataset",
    "DivergenceError",
    "HyperparameterError",
    "MatrixFactorizationSGD",
    "NotFittedError",
    "Player",
    "Ratings",
    "Recommender",
    "Step",
    "compare",
    "evaluate",
    "follow",
    "load",
    "load_model",
    "mae",
    "random_split",
    "rmse",
    "self_test",
    "simulate",
    "source",
    "watch",
]


_LATER = {  # what needs more than arrays is imported when first used
    "Player": "rectutor.show",
    "self_test": "rectutor.installation",
    "source": "rectutor.show",
    "watch": "rectutor.show",
}


def __getattr__(name: str):
    if name in _LATER:
        import importlib

        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(f"module 'rectutor' has no attribute {name!r}")
