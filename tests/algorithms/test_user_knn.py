import pytest

from rectutor import Bias
from rectutor.algorithms.user_knn import UserKNN
from rectutor.recommender import error_on


def test_ratings_of_movielens_are_predicted_as_well_as_promised(split):
    train, test = split
    assert error_on(UserKNN().fit(train), test) < 0.873


def test_without_damping_the_plain_weighted_mean_is_worse_than_no_neighbours(split):
    train, test = split
    model = UserKNN().fit(train)
    damped = error_on(model, test)
    model.damping = 0.0
    assert error_on(model, test) > error_on(Bias().fit(train), test) > damped


def test_the_most_similar_come_first(split):
    train, _ = split
    model = UserKNN(measure="jaccard", shrinkage=0.0).fit(train)
    table = model.similar_users(15, n=3)
    seen = {user: set(train.items[train.users == train.user_row(user)]) for user in train.user_ids}
    shares = {user: len(seen[15] & seen[user]) / len(seen[15] | seen[user]) for user in seen if user != 15}
    assert table.index.tolist() == sorted(shares, key=shares.get, reverse=True)[:3]
    assert table.similarity.tolist() == pytest.approx(sorted(shares.values(), reverse=True)[:3])
    assert table.overlap.tolist() == [len(seen[15] & seen[user]) for user in table.index]


def test_reasons_are_users_who_liked_it(toy):
    model = UserKNN(measure="cosine", shrinkage=0.0).fit(toy)
    reason = model.because("Ada", "Alien", n=1)
    assert reason == "Alien, because users like you liked it: Ben."
