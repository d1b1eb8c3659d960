"""What compiled loops would follow beyond the end of an array is refused at the door, in a sentence.

Each call runs in a Python of its own: where nothing refuses it, it may kill the process, or write where it likes.
"""

import subprocess
import sys

import numpy as np
import pytest

from rectutor import ItemKNN, MatrixFactorizationSGD, Ratings
from rectutor.algorithms.selection import largest
from rectutor.recommender import Newcomer

BEFORE = """
import numpy as np, rectutor
from dataclasses import replace
from rectutor import Bias, ItemKNN, MatrixFactorizationSGD, Ratings, UserKNN
toy, movies = rectutor.load("toy").ratings, rectutor.load("movielens-small").ratings
FAR = np.array([10**9])
some = np.arange(3)

class Short(Bias):
    def scores_for(self, user_rows):
        return np.zeros((len(user_rows), 1))
"""
AFTER = """
except Exception as error:
    print(type(error).__name__, error)
else:
    print("it went through")
"""

REFUSED = {
    "a newcomer's repeated items": (
        "m = ItemKNN().fit(toy); m.recommend(m.fold_in(['Alien'] * 2000, [4] * 2000))",
        "ValueError item 'Alien' is rated twice",
    ),
    "repeated items, vectors": (
        "MatrixFactorizationSGD().fit(toy).fold_in(['Alien', 'Ghost', 'Alien'], [4, 2, 4])",
        "ValueError item 'Alien' is rated twice",
    ),
    "a newcomer of other ratings": (
        "me = ItemKNN(kept=5).fit(movies).fold_in([9018, 7502], [4, 4]); ItemKNN().fit(toy).recommend(me)",
        "ValueError this newcomer rated items of other ratings; take them in by ItemKNN().fold_in",
    ),
    "a newcomer made by hand": (
        "me = ItemKNN().fit(toy).fold_in(['Alien'], [4]); replace(me, items=FAR)",
        "IndexError item row 1000000000 is beyond the last, 7",
    ),
    "a newcomer without a vector": (
        "MatrixFactorizationSGD().fit(toy).recommend(ItemKNN().fit(toy).fold_in(['Alien'], [4]))",
        "ValueError this newcomer has no vector of MatrixFactorizationSGD(); call its fold_in",
    ),
    "a newcomer of a model that takes none": (
        "UserKNN().fit(toy).recommend(ItemKNN().fit(toy).fold_in(['Alien'], [4]))",
        "TypeError UserKNN cannot take in somebody who was not in training",
    ),
    "user rows beyond the last, vectors": (
        "MatrixFactorizationSGD().fit(toy).score(FAR, [0])",
        "IndexError user row 1000000000 is beyond the last, 5",
    ),
    "user rows beyond the last, samples": (
        "rectutor.BayesianMF(samples=1).fit(toy).score(FAR, [0])",
        "IndexError user row 1000000000 is beyond the last, 5",
    ),
    "samples that are not the model's": (
        "m = rectutor.BayesianMF(samples=1).fit(toy); m.item_samples_ = m.item_samples_[:3]; m.score(5, 7)",
        "ValueError samples of BayesianMF(samples=1) are not those of its training ratings",
    ),
    "more samples than there are": (
        "m = rectutor.BayesianMF(samples=1).fit(toy); m.samples_ = 10**9; m.score(5, 7)",
        "ValueError samples of BayesianMF(samples=1) are not those of its training ratings",
    ),
    "vectors that are not the model's": (
        "m = rectutor.MatrixFactorizationALS().fit(toy); m.item_biases_ = np.zeros(1); m.fold_in(['Alien'], [4])",
        "ValueError biases and vectors of MatrixFactorizationALS() are not those of its training ratings",
    ),
    "item rows beyond the last, neighbours": (
        "ItemKNN().fit(toy).score([0], FAR)",
        "IndexError item row 1000000000 is beyond the last, 7",
    ),
    "user rows beyond the last, neighbours": (
        "UserKNN().fit(toy).scores_for(FAR)",
        "IndexError user row 1000000000 is beyond the last, 5",
    ),
    "ratings with rows that are none": (
        "MatrixFactorizationSGD().fit(replace(toy, items=toy.items + 10**9))",
        "ValueError items must be rows from 0 to 7, but go from 1000000000 to 1000000007",
    ),
    "ratings with negative rows": (
        "ItemKNN().fit(replace(toy, users=toy.users - 3))",
        "ValueError users must be rows from 0 to 5, but go from -3 to 2",
    ),
    "ratings of unequal lengths": (
        "MatrixFactorizationSGD().fit(Ratings(some, some[:2], some * 1.0, None, some, some, (0, 5)))",
        "ValueError the columns must hold one entry a rating each, but their shapes are",
    ),
    "ratings whose rows are no numbers": (
        "Ratings(some * 1.0, some, some * 1.0, None, some, some, (0, 5))",
        "ValueError users must be rows, whole numbers, but they are of type float64",
    ),
    "ratings drawn with repetition, from which neighbours would be found": (
        "ItemKNN().fit(toy.take(np.repeat(np.arange(39), 500))).predict('Ada', 'Alien')",
        "ValueError user Ada rated item Alien more than once; neighbours need each pair once at most",
    ),
    "the same for users": (
        "UserKNN().fit(toy.take(np.repeat(np.arange(39), 500))).predict('Ada', 'Alien')",
        "ValueError user Ada rated item Alien more than once; neighbours need each pair once at most",
    ),
    "vectors of other ratings": (
        "m = MatrixFactorizationSGD().fit(movies); m.item_factors_ = m.item_factors_[:5]; m.predict(1, 9018)",
        "ValueError biases and vectors of MatrixFactorizationSGD() are not those of its training ratings, 100,004",
    ),
    "neighbours of other ratings": (
        "m = ItemKNN().fit(toy); m.neighbors_ = m.neighbors_ + 10**8; m.predict('Ada', 'Alien')",
        "ValueError the neighbours of ItemKNN() are not those of its training ratings; fit it again",
    ),
    "a walk that goes on after learning from less": (
        "m = MatrixFactorizationSGD(); walk = m.steps(movies); next(walk); m.fit(toy); next(walk)",
        "RuntimeError this MatrixFactorizationSGD has begun to learn from other ratings; start its steps anew",
    ),
    "the same, rating by rating": (
        "m = MatrixFactorizationSGD(); walk = m.steps(movies, by='rating'); next(walk); m.fit(toy); next(walk)",
        "RuntimeError this MatrixFactorizationSGD has begun to learn from other ratings; start its steps anew",
    ),
    "the same, neighbours": (
        "m = ItemKNN(); walk = m.steps(toy); next(walk); m.fit(movies); next(walk)",
        "RuntimeError this ItemKNN has begun to learn from other ratings; start its steps anew",
    ),
    "lists without places": (
        "rectutor.evaluation.ranking.rank(Bias().fit(toy), toy, k=0)",
        "ValueError k is a number of items, a whole number from 1, but it is 0",
    ),
    "scores of too few items": (
        "rectutor.evaluation.ranking.rank(Short().fit(toy), toy)",
        "ValueError Short.scores_for gives scores of shape (6, 1), not (6, 8)",
    ),
    "ranks of items beyond the last": (
        "from rectutor.show.pictures.ranking_record import mean_ranks; mean_ranks(Bias().fit(toy), 'Ada', FAR)",
        "IndexError index 1000000000 is out of bounds",
    ),
}


@pytest.fixture(scope="module")
def answers():
    """What each call says, from one process as long as it lives: the output ends where it is killed."""
    script = BEFORE + "".join(
        f"try:\n    {call}{AFTER}import sys; sys.stdout.flush()\n" for call, _ in REFUSED.values()
    )
    told = subprocess.run(
        [sys.executable, "-c", "import rectutor.evaluation.ranking\n" + script], capture_output=True, text=True
    )
    return dict(zip(REFUSED, told.stdout.splitlines(), strict=False))


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name, answers):
    assert answers.get(name, "the process was killed").startswith(REFUSED[name][1])


def test_a_saved_model_whose_neighbours_lead_nowhere_is_refused(toy, tmp_path):
    path = ItemKNN().fit(toy).save(tmp_path / "model")
    with np.load(path) as file:
        arrays = dict(file)
    arrays["learned.neighbors_"] = arrays["learned.neighbors_"] + np.int32(10**8)
    np.savez(path, **arrays)
    script = f"import rectutor; rectutor.load_model({str(path)!r}).predict('Ada', 'Alien')"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert told.returncode == 1, "it ended with an error, and was not killed"
    assert "are not those of its training ratings" in told.stderr


def test_how_many_are_kept_may_change_while_neighbours_are_found(toy, monkeypatch):
    monkeypatch.setattr("rectutor.algorithms.similarity.BLOCK", 60)
    model, other = ItemKNN(kept=1), ItemKNN(kept=1).fit(toy)
    walk = model.steps(toy)
    next(walk), next(walk)
    model.kept = 1000
    for _ in walk:
        pass
    assert np.array_equal(model.neighbors_, other.neighbors_)


def test_none_of_the_largest_is_none_and_what_is_no_number_is_not_among_them():
    values = np.array([3, np.nan, 1, 2], dtype=np.float32)
    assert largest(values, 0).tolist() == []
    assert set(largest(values, 2).tolist()) <= {0, 1, 2, 3}


def test_a_newcomer_needs_as_many_ratings_as_items():
    with pytest.raises(ValueError, match="2 items need as many ratings, but there are 1"):
        Newcomer(np.array([0, 1]), np.array([4.0]), np.arange(5))


def test_a_newcomer_stays_one_after_saving(toy, tmp_path):
    from rectutor import load_model

    model = MatrixFactorizationSGD(factors=2, epochs=50).fit(toy)
    me = model.fold_in(["Alien", "Ghost"], [5, 1])
    again = load_model(model.save(tmp_path / "model"))
    assert again.recommend(me, min_ratings=0).index.tolist() == model.recommend(me, min_ratings=0).index.tolist()
    assert not {"Alien", "Ghost"} & set(model.recommend(me, min_ratings=0).index)
    assert {"Alien", "Ghost"} <= set(model.recommend(me, min_ratings=0, exclude_seen=False).index)
    left = model.recommend(me, min_ratings=0, seen=["Titanic"])
    assert "Titanic" not in left.index


def test_ratings_may_be_none_at_all(toy):
    assert len(toy.take(np.arange(0))) == 0
    assert isinstance(toy.take(np.arange(0)), Ratings)
