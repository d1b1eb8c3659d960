"""rectutor: learn how recommender systems work by watching them learn.

The names below are all that a lesson needs. Importing this loads neither matplotlib nor torch nor ipywidgets; what is
not needed at once is imported when it is first used.
"""

from rectutor import finding
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

# What needs more than arrays, or is not needed at once, is imported when first used. So is every other algorithm: a
# class that is named like its file in algorithms/ is found there, and stands in no list.
_LATER = {
    "Player": "rectutor.show",
    "Random": "rectutor.algorithms.random_ranking",
    "clean": "rectutor.data.cleaning",
    "compare": "rectutor.evaluation.comparison",
    "evaluate": "rectutor.evaluation.comparison",
    "fetch": "rectutor.data.fetching",
    "genre_similarities": "rectutor.evaluation.reranking",
    "genre_vectors": "rectutor.data.genres",
    "measure": "rectutor.evaluation.measures",
    "mmr": "rectutor.evaluation.reranking",
    "read_ratings": "rectutor.data.reading",
    "self_test": "rectutor.installation",
    "simulate": "rectutor.data.simulation",
    "source": "rectutor.show",
    "watch": "rectutor.show",
}


def __getattr__(name: str):
    return __dir__() if name == "__all__" else finding.named(name, __name__, _LATER, "rectutor.algorithms")


def __dir__() -> list[str]:
    here = {name for name, value in globals().items() if name[0] != "_" and not isinstance(value, type(finding))}
    return sorted({*here, *_LATER, *finding.classes_in("rectutor.algorithms")})
