"""What holds for `ItemKNN` and `UserKNN` alike."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import Bias, HyperparameterError, NotFittedError, Popularity, Ratings, evaluate, follow, load_model
from rectutor.algorithms import similarity
from rectutor.algorithms.item_knn import ItemKNN
from rectutor.algorithms.similarity import MEASURES
from rectutor.algorithms.user_knn import UserKNN
from rectutor.recommender import error_on
from tests.tables import tables

BOTH = pytest.mark.parametrize("kind", [ItemKNN, UserKNN])


def by_definition(model, train, user, item):
    """The prediction for two ids by plain Python, from the full matrix of similarities."""
    stars = {(u, i): float(r) for u, i, r in train.to_frame()[["user", "item", "rating"]].itertuples(index=False)}
    bias = Bias(user_damping=model.user_damping, item_damping=model.item_damping).fit(train)

    def expected(u, i):
        return float(bias.score(train.user_rows(u), train.item_rows(i))[0])

    by_item = model.compares == "item"
    similar = model.similarity_matrix(train.item_ids if by_item else train.user_ids)
    me = item if by_item else user
    ballots = []
    for u, i in stars:
        other, of_same = (i, u == user) if by_item else (u, i == item)
        if of_same and other != me and similar.loc[me, other] > 0:
            ballots.append((float(similar.loc[me, other]), stars[u, i], expected(u, i)))
    ballots = sorted(ballots, key=lambda ballot: -ballot[0])[: model.neighbors]
    weight = sum(s for s, *_ in ballots)
    if model.votes == "presence":
        return weight
    own = expected(user, item)
    base = [b if model.votes == "residuals" else own for *_, b in ballots]
    votes = sum(s * (r - b) for (s, r, _), b in zip(ballots, base, strict=True))
    return own + (votes / (weight + model.damping) if ballots else 0)


@BOTH
@pytest.mark.parametrize("votes", ["residuals", "ratings", "presence"])
@pytest.mark.parametrize("measure", ["cosine", "pearson"])
def test_predictions_follow_the_formula(toy, kind, votes, measure):
    model = kind(measure=measure, votes=votes, neighbors=3, shrinkage=1.0, damping=0.3).fit(toy)
    for user in toy.user_ids:
        for item in toy.item_ids:
            found = model.score(toy.user_rows(user), toy.item_rows(item))[0]
            assert found == pytest.approx(by_definition(model, toy, user, item), abs=1e-6), (user, item)


@given(
    tables(),
    st.sampled_from([ItemKNN, UserKNN]),
    st.sampled_from(list(MEASURES)),
    st.sampled_from(["residuals", "ratings", "presence"]),
    st.sampled_from([0.0, 2.0]),
    st.sampled_from([0.0, 3.0]),
    st.integers(1, 8),
)
def test_whatever_the_table_scores_are_numbers(frame, kind, measure, votes, damping, bias_damping, k):
    """Constant raters, single ratings, no overlap, too few neighbours, unknown ids: all of them turn up here."""
    dampings = {"damping": damping, "user_damping": bias_damping, "item_damping": bias_damping}
    model = kind(measure=measure, votes=votes, neighbors=k, **dampings).fit(Ratings.from_frame(frame))
    rows = np.arange(-1, model.ratings_.n_users)[:, None], np.arange(-1, model.ratings_.n_items)
    scores = model.score(*rows)
    assert np.isfinite(scores).all()
    if votes == "residuals":  # a mean of errors is not larger than the largest
        errors = model.ratings_.values - model.baseline(model.ratings_.users, model.ratings_.items)
        assert np.abs(scores - model.baseline(*rows)).max() <= np.abs(errors).max() + 1e-6


@BOTH
def test_where_all_ratings_are_equal_so_are_all_predictions(kind):
    frame = pd.DataFrame({"user": [1, 1, 2, 2, 3], "item": [1, 2, 1, 2, 3], "rating": 4.0})
    for measure in MEASURES:
        model = kind(measure=measure).fit(Ratings.from_frame(frame))
        assert model.predict([1, 3, 9], [3, 1, 9]) == pytest.approx([4, 4, 4])


@BOTH
def test_without_a_vote_the_baseline_stays(toy, kind):
    model, bias = kind(min_overlap=7).fit(toy), Bias().fit(toy)  # nobody has seven in common
    rows = np.arange(6)[:, None], np.arange(8)
    assert np.array_equal(model.score(*rows), bias.score(*rows))
    for users, items in (("Zoe", "Alien"), ("Ada", "Heat"), ("Zoe", "Heat")):
        assert kind().fit(toy).predict(users, items) == bias.predict(users, items)


@BOTH
def test_more_neighbours_than_there_are_is_all_of_them(toy, kind):
    all_of_them, more = (kind(neighbors=k).fit(toy).predict("Ada", toy.item_ids) for k in (8, 10_000))
    assert np.array_equal(all_of_them, more)


@BOTH
def test_all_items_at_once_are_scored_as_pair_by_pair(split, kind):
    model = kind().fit(split[0])
    users = np.array([5, -1, 600])
    pairs = np.array([[model.score([u], [i])[0] for i in range(0, 9000, 500)] for u in users])
    scores = model.scores_for(users)
    assert scores.shape == (3, split[0].n_items)
    np.testing.assert_allclose(scores[:, range(0, 9000, 500)], pairs, atol=1e-12)


@BOTH
def test_how_votes_are_counted_may_change_after_learning(toy, kind):
    model = kind().fit(toy)
    before = model.predict("Ada", toy.item_ids)
    model.neighbors, model.votes, model.damping = 2, "ratings", 0.0
    fresh = kind(neighbors=2, votes="ratings", damping=0.0).fit(toy)
    assert np.array_equal(model.predict("Ada", toy.item_ids), fresh.predict("Ada", toy.item_ids))
    assert not np.array_equal(model.predict("Ada", toy.item_ids), before)


@BOTH
def test_each_block_adds_the_neighbours_of_its_rows(toy, kind, monkeypatch):
    monkeypatch.setattr(similarity, "BLOCK", 60)
    model, whole = kind(), kind().fit(toy)
    steps = [(step.number, step.kept, int(np.count_nonzero(np.diff(model.starts_)))) for step in model.steps(toy)]
    assert len(steps) == model.length(toy) + 1 > 3
    assert steps[0] == (0, 0, 0)
    assert [step[0] for step in steps] == list(range(len(steps)))
    assert all(np.diff([step[2] for step in steps]) > 0)
    for name, array in whole.state().items():
        assert np.array_equal(array, model.state()[name]), name


@BOTH
def test_it_can_be_followed_and_has_nothing_to_stop_early(toy, kind):
    errors = [step.train_rmse for step in follow(kind(), toy)]
    assert errors == [pytest.approx(error_on(model.fit(toy), toy)) for model in (Bias(), kind())]
    with pytest.raises(ValueError, match=f"{kind.__name__} does not learn by and by, so there is nothing to stop"):
        kind().fit(toy, toy, patience=2)
    with pytest.raises(ValueError, match="there are no ratings to learn from"):
        kind().fit(toy.take(np.arange(0)))


@BOTH
@pytest.mark.parametrize("votes", ["residuals", "ratings", "presence"])
def test_an_explanation_adds_up_to_the_score(split, kind, votes):
    train, test = split
    model = kind(votes=votes).fit(train)
    for user, item in test.to_frame()[["user", "item"]].iloc[::2500].itertuples(index=False):
        votes_cast = model.explain(user, item)
        score = model.score(train.user_rows(user), train.item_rows(item))[0]
        total = votes_cast.attrs["baseline"] + votes_cast.contribution.sum()
        assert total == pytest.approx(score, abs=1e-12)
        assert votes_cast.attrs["score"] == pytest.approx(score, abs=1e-12)
        assert len(votes_cast) <= model.neighbors


@BOTH
def test_stages_of_a_prediction_add_their_columns(toy, kind):
    model = kind(neighbors=2).fit(toy)
    steps = list(model.prediction_steps("Ada", "Alien"))
    assert [step.update["stage"] for step in steps] == [
        "pick", "overlap", "similarity", "choose", "weigh", "predict",
    ]  # fmt: skip
    table = steps[-1].update["table"]
    able = "user == 'Ada' and item != 'Alien'" if kind is ItemKNN else "item == 'Alien' and user != 'Ada'"
    assert dict(table.rating) == toy.to_frame().query(able).set_index(model.compares).rating.to_dict()
    weights = table.weight[table.chosen]
    assert set(weights.index) == set(table.weight[table.weight > 0].nlargest(2).index)
    assert table.share.sum() == pytest.approx(weights.sum() / (weights.sum() + model.damping))
    with pytest.raises(KeyError, match="'Zoe' is not among the 6 users"):
        model.explain("Zoe", "Alien")


@BOTH
def test_where_nobody_votes_the_explanation_is_empty_and_says_so(toy, kind):
    model = kind(min_overlap=7).fit(toy)
    assert len(model.explain("Ada", "Alien")) == 0
    assert model.because("Ada", "Alien").startswith("Nothing speaks for Alien")


@BOTH
def test_it_can_be_saved(toy, kind, tmp_path):
    model = kind(measure="jaccard", neighbors=3).fit(toy)
    again = load_model(model.save(tmp_path / "knn"))
    assert repr(again) == repr(model)
    assert np.array_equal(again.predict("Ada", toy.item_ids), model.predict("Ada", toy.item_ids))
    assert again.explain("Ada", "Alien").equals(model.explain("Ada", "Alien"))


@BOTH
def test_where_only_presence_counts_it_ranks(split, kind):
    train, test = split
    some = test.take(test.users % 5 == 0)
    model = kind(measure="binary_cosine", votes="presence", shrinkage=0.0).fit(train)
    assert not model.predicts_ratings
    found, of_popularity = (evaluate(m, some, "nDCG")["nDCG"] for m in (model, Popularity().fit(train)))
    assert found > of_popularity
    with pytest.raises(TypeError, match=f"{kind.__name__} ranks items and predicts no ratings"):
        model.predict(1, 1)


@BOTH
def test_impossible_hyperparameters_are_refused(kind):
    with pytest.raises(HyperparameterError, match=r"measure must be one of 'cosine'.*did you mean 'pearson'"):
        kind(measure="pearsen")
    with pytest.raises(HyperparameterError, match="neighbors must be a whole number from 1 to 10000, but it is 0"):
        kind(neighbors=0)
    with pytest.raises(NotFittedError):
        kind().explain(1, 1)
