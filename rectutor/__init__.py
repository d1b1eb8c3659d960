"""rectutor: learn how recommender systems work by watching them learn.

The names below are all that a lesson needs. Importing this loads neither matplotlib nor torch nor ipywidgets; what is
not needed at once is imported when it is first used.
"""

from rectutor.algorithms.bias import Bias
from rectutor.algorithms.matrix_factorization_sgd import MatrixFactorizationSGD
from rectutor.data.dataset import Dataset
from rectutor.data.datasets import load
from rectutor.data.ratings import Ratings
from rectutor.data.splits import (
    cold_items_split,
    cold_users_split,
    k_fold,
    last_share_split,
    leave_last_out,
    random_split,
    time_split,
)
from rectutor.hyperparameters import HyperparameterError
from rectutor.metrics import mae, rmse
from rectutor.recommender import NotFittedError, Recommender, follow, load_model
from rectutor.steps import DivergenceError, Measure, Step

__version__ = "0.1.0"

__all__ = [
    "Bias",
    "Dataset",
    "DivergenceError",
    "GlobalMean",
    "HyperparameterError",
    "ItemKNN",
    "MatrixFactorizationSGD",
    "Measure",
    "NotFittedError",
    "Player",
    "Popularity",
    "Random",
    "Ratings",
    "Recommender",
    "Step",
    "UserKNN",
    "clean",
    "cold_items_split",
    "cold_users_split",
    "compare",
    "evaluate",
    "fetch",
    "follow",
    "genre_similarities",
    "genre_vectors",
    "k_fold",
    "last_share_split",
    "leave_last_out",
    "load",
    "load_model",
    "mae",
    "measure",
    "mmr",
    "random_split",
    "read_ratings",
    "rmse",
    "self_test",
    "simulate",
    "source",
    "time_split",
    "watch",
]


_LATER = {  # what needs more than arrays, or is not needed at once, is imported when first used;
    # so is every new algorithm
    "GlobalMean": "rectutor.algorithms.global_mean",
    "ItemKNN": "rectutor.algorithms.item_knn",
    "Player": "rectutor.show",
    "Popularity": "rectutor.algorithms.popularity",
    "Random": "rectutor.algorithms.random_ranking",
    "UserKNN": "rectutor.algorithms.user_knn",
    "clean": "rectutor.data.cleaning",
    "compare": "rectutor.evaluation.comparison",
    "evaluate": "rectutor.evaluation.comparison",
    "fetch": "rectutor.data.fetching",
    "genre_similarities": "rectutor.evaluation.reranking",
    "genre_vectors": "rectutor.evaluation.reranking",
    "measure": "rectutor.evaluation.measures",
    "mmr": "rectutor.evaluation.reranking",
    "read_ratings": "rectutor.data.reading",
    "self_test": "rectutor.installation",
    "simulate": "rectutor.data.simulation",
    "source": "rectutor.show",
    "watch": "rectutor.show",
}


def __getattr__(name: str):
    if name in _LATER:
        import importlib

        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(f"module 'rectutor' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
