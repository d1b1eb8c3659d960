import numpy as np
import pytest

from rectutor.algorithms.item_knn import ItemKNN
from rectutor.recommender import error_on

CHOSEN = {"measure": "adjusted_cosine", "shrinkage": 50.0, "neighbors": 60, "damping": 0.05}  # on validation ratings


def test_one_prediction_by_hand_on_the_toy_table(toy):
    """Dan's two most similar films to one that he did not rate, by cosines of the table with zeros for missing."""
    model = ItemKNN(neighbors=2, damping=0.0).fit(toy)
    ratings = toy.to_matrix().fillna(0)
    lengths = np.sqrt((ratings**2).sum())
    cosines = (ratings["Terminator 2"] @ ratings) / (lengths["Terminator 2"] * lengths)
    rated = ratings.columns[ratings.loc["Dan"] > 0]
    first, second = cosines[rated].nlargest(2).index
    left = {j: ratings.loc["Dan", j] - model.baseline(toy.user_row("Dan"), toy.item_row(j)) for j in (first, second)}
    mean = (cosines[first] * left[first] + cosines[second] * left[second]) / (cosines[first] + cosines[second])
    expected = model.baseline(toy.user_row("Dan"), toy.item_row("Terminator 2")) + mean
    assert model.score(toy.user_rows("Dan"), toy.item_rows("Terminator 2"))[0] == pytest.approx(expected, abs=1e-6)


def test_ratings_of_movielens_are_predicted_as_well_as_promised(split):
    train, test = split
    assert error_on(ItemKNN().fit(train), test) < 0.857
    assert error_on(ItemKNN(**CHOSEN).fit(train), test) < 0.856


def test_the_most_similar_come_first_and_have_enough_ratings(split):
    train, _ = split
    model = ItemKNN().fit(train)
    all_of_them = model.similar_items(1, n=2000)
    assert all_of_them.similarity.is_monotonic_decreasing
    assert len(all_of_them) == model.kept
    assert 1 not in all_of_them.index
    often = model.similar_items(1, n=10, min_ratings=150)
    assert often.index.tolist() == all_of_them[all_of_them.ratings >= 150].index[:10].tolist()
    raters = {item: set(train.users[train.items == train.item_row(item)]) for item in (1, *often.index)}
    assert often.overlap.tolist() == [len(raters[1] & raters[item]) for item in often.index]


def test_reasons_are_films_that_the_user_rated_above_expectation(split):
    model = ItemKNN().fit(split[0])
    reasons = model.explain(15, 1).query("contribution > 0").title[:2]
    assert model.because(15, 1, n=2) == f"Toy Story, because you liked: {'; '.join(reasons)}."
    model.votes = "presence"
    assert model.because(15, 1).startswith("Toy Story, because you rated: ")


@pytest.mark.parametrize("votes", ["residuals", "ratings", "presence"])
def test_a_new_user_gets_what_the_same_user_in_training_gets(toy, votes):
    """The biases come to rest, so that a user who is found anew, last, has the same one."""
    model = ItemKNN(votes=votes).fit(toy)
    ada = toy.users == toy.user_row("Ada")
    new = model.fold_in(toy.item_ids[toy.items[ada]], toy.values[ada])
    assert new.bias == pytest.approx(model.user_biases_[toy.user_row("Ada")], abs=1e-9)
    there, here = model.recommend("Ada", n=8, exclude_seen=False), model.recommend(new, n=8, exclude_seen=False)
    assert there.index.tolist() == here.index.tolist()
    np.testing.assert_allclose(there.score, here.score, atol=1e-9)
    assert not set(model.recommend(new).index) & set(toy.item_ids[toy.items[ada]])


def test_new_users_ratings_are_checked(toy):
    model = ItemKNN(user_damping=0.0).fit(toy)
    assert model.fold_in([], []).bias == 0
    with pytest.raises(ValueError, match="2 items need as many ratings, but there are 1"):
        model.fold_in(["Alien", "Ghost"], [4])
    with pytest.raises(ValueError, match=r"the rating 6 of item 'Alien' is outside the scale, 0\.5 to 5"):
        model.fold_in(["Alien"], [6])
    with pytest.raises(KeyError, match="'Heat' is not among"):
        model.fold_in(["Heat"], [4])
